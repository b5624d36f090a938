"""What only tests about a person's own pages need."""

from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import OwnKey
from hearth.people.own_pages import act_on_own_pages, key_of
from hearth.support.tests.factories import share_support

ADDRESS = "jo@example.org"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def pages(jo, team_member):
    """Jo was offered own pages at Acomb."""
    with acting_as(team_member):
        return actions.open_own_pages(by=team_member, person=jo)


@pytest.fixture
def as_jo(pages):
    """Act as Jo, on Jo's own pages."""

    @contextmanager
    def acting():
        sign_in = User.objects.get(id=pages.sign_in_id)
        with acting_as(sign_in):
            person = act_on_own_pages(sign_in)
            assert person
            yield sign_in, person

    return acting


@pytest.fixture
def write_address(pages, team_member, jo, now):
    """Write down an address of Jo's; it is not shown to be theirs yet."""

    def write(address=ADDRESS, at=None):
        with acting_as(team_member):
            return actions.write_own_address(
                by=team_member, person=jo, address=address, now=at or now
            )

    return write


@pytest.fixture
def address(write_address, now):
    """Jo's address, shown to be theirs a moment ago."""
    made = write_address()
    with as_the_owner():
        OwnKey.objects.filter(id=made.id).update(proven_at=now)
    return made


@pytest.fixture
def send(pages, now):
    """Return the secret of a link that was sent to an address."""

    def send(to=ADDRESS, at=None):
        with acting_as(None):
            made = actions.make_own_link(key=key_of(OwnKey.Kind.ADDRESS, to), now=at or now)
        return made[1] if made else None

    return send


@pytest.fixture
def link(address, send):
    """Return the secret of a link that was sent to an address that is Jo's."""
    return send


@pytest.fixture
def browser(db):
    return Client(headers={"host": "york.localhost"})


@pytest.fixture
def jos(browser, link):
    """Jo's browser, signed in by a link."""
    response = browser.post(reverse("myhub:enter", args=[link()]))
    assert response.status_code == 302, response.content.decode()[:2000]
    return browser


@pytest.fixture
def own(jos):
    """Return a page of Jo's own, in words."""

    def words(name, *args, data=None, status=200, query=""):
        there = reverse(f"myhub:{name}", args=args) + query
        response = jos.get(there) if data is None else jos.post(there, data)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


@pytest.fixture
def shared(jo, team_member):
    """Jo shares with the team at Acomb what they do together, and what Jo tells."""
    return share_support(jo, by=team_member, layers=("SUPPORT", "ABOUT", "PLAN"))

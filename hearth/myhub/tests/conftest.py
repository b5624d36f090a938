"""What only tests about a person's own pages need."""

import datetime
import re
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary.tests.factories import BookingFactory, MeetingFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people import actions
from hearth.people.models import CircleMember, OwnKey, Passage, Reads
from hearth.people.own_pages import act_on_own_pages, key_of
from hearth.people.tests.factories import PersonFactory
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


@pytest.fixture
def daughter(jo, team_member, jos):
    """Somebody in Jo's circle, as Jo calls her; written down once Jo's address was."""
    with as_the_owner():
        row = CircleMember(
            person=jo, held_by=jo.held_by, bond="CARER", edited_by=team_member,
            agreed_on=timezone.localdate(),
        )  # fmt: skip
        row.name, row.number, row.note = "My eldest", "01904 555 0100", "Never on Sundays"
        row.save()
    return row


@pytest.fixture
def marie(other_hub):
    """Jo's daughter, known to another hub: nobody at Jo's knows that."""
    return PersonFactory(known_as="Marie", sites=[other_hub])


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def team_there(other_hub):
    """Of the team that knows Marie, and not Jo."""
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Thea").user


@pytest.fixture
def maries_pages(marie, team_there):
    with acting_as(team_there):
        return actions.open_own_pages(by=team_there, person=marie)


@pytest.fixture
def strangers(hub, team_member, browser_of):
    """The browser of somebody else, signed in to their own pages."""
    stranger = PersonFactory(known_as="Stranger", sites=[hub])
    with acting_as(team_member):
        pages = actions.open_own_pages(by=team_member, person=stranger)
    return browser_of(pages)


@pytest.fixture
def browser_of(now):
    """Return a browser of somebody, signed in to their own pages by a link."""

    def signed_in(pages, by="LINK", host="york"):
        browser = Client(headers={"host": f"{host}.localhost"})
        secret = f"the-way-in-of-{pages.id}"
        row = {
            "pages": pages, "sign_in": pages.sign_in, "person": pages.person,
            "known_at": pages.known_at, "held_by": pages.held_by,
        }  # fmt: skip
        with as_the_owner():
            more = {}
            if by == "LINK":
                address = key_of("ADDRESS", secret)
                more["from_key"] = OwnKey.objects.create(
                    kind="ADDRESS", key=address, proven_at=now, **row
                )
            OwnKey.objects.create(
                kind=by, key=key_of(by, secret if by == "LINK" else "CDFG HJKM NPQR"),
                ends_at=now + datetime.timedelta(days=1), **more, **row,
            )  # fmt: skip
        if by == "LINK":
            response = browser.post(reverse("myhub:enter", args=[secret]))
        else:
            response = browser.post(reverse("myhub:paper"), {"code": "CDFG HJKM NPQR"})
        assert response.status_code == 302, response.content.decode()[:2000]
        return browser

    return signed_in


@pytest.fixture
def maries(maries_pages, browser_of):
    """Marie's browser."""
    return browser_of(maries_pages)


@pytest.fixture
def told(jo, team_member, hub, now, daughter):
    """What stands in Jo's record: of every part, with what no carer reads beside it."""
    with as_the_owner():
        for heading, words in (("WORST_DAY", "Put the radio on"), ("SAFER", "My tablets are away")):
            row = Passage(
                person=jo, held_by=jo.held_by, layer="PLAN", heading=heading, edited_at=now,
                edited_by=team_member,
            )  # fmt: skip
            row.words, row.note = words, "A worker thinks otherwise"
            row.save()
        sister = CircleMember(
            person=jo, held_by=jo.held_by, bond="FAMILY", edited_by=team_member,
            agreed_on=timezone.localdate(now),
        )  # fmt: skip
        sister.name, sister.number, sister.note = "Bernadette", "01632 960301", "After six"
        sister.save()
        other = CircleMember(person=jo, held_by=jo.held_by, bond="FRIEND", edited_by=team_member)
        other.name = "Dee next door"
        other.save()
        booking = BookingFactory(worker=team_member, site=hub)
        MeetingFactory(
            booking=booking, person=jo, held_by=jo.held_by, site=hub, written_by=team_member,
            who="",
        )  # fmt: skip
        IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub,
            service__name="Coffee morning",
        )  # fmt: skip
        IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub,
            service__name="A house nobody may know of", service__place_is_secret=True,
        )  # fmt: skip


@pytest.fixture
def code(own, daughter):
    """Return the code that Jo makes on their own page."""

    def made(reads=tuple(Reads), days="91"):
        page = own("carers", data={"member": daughter.id, "reads": list(reads), "days": days})
        return re.search(r"heading-xl\">([^<]+)<", page)[1]

    return made


@pytest.fixture
def view(code, maries):
    """Jo let Marie read all, and Marie said yes: the address of it."""
    there = maries.post("/me/for/", {"code": code()})["Location"]
    assert maries.post(there, {"yes": "yes"}).status_code == 302
    return there

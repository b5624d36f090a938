"""What only tests about diaries need."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions
from hearth.diary.queries.bookings import BookingSaid
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import WayToContact
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory
from hearth.support.tests.factories import share_support

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def tomorrow(today):
    """Two in the afternoon of tomorrow, on the clock on the wall."""
    at = datetime.datetime.combine(today + DAY, datetime.time(14))
    return at.replace(tzinfo=timezone.get_current_timezone()).astimezone(datetime.UTC)


@pytest.fixture(autouse=True)
def jobs():
    """Keep what is put off, for a test to look at."""
    with app.replace_connector(InMemoryConnector()) as keeping:
        yield keeping.connector.jobs


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def partner(hub):
    """Works for a partner, in no hub's team."""
    mind = OrganisationFactory(name="York Mind")
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


@pytest.fixture
def shared(jo, team_member):
    """Jo agreed that the team at Acomb may read what they do together."""
    return share_support(jo, by=team_member)


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def book(hub, now, tomorrow):
    """Book a time: for somebody in a blue coat, unless a person is given."""

    def act(by, person=None, *, site=hub, booking_id=None, all_the_same=False, **said):
        said = {
            "worker_id": by.id, "begins_at": tomorrow, "minutes": 45, "what_for": "ONE_TO_ONE",
            "who": "" if person else "Somebody in a blue coat",
        } | said  # fmt: skip
        with acting_as(by):
            return actions.book(
                by=by, site=site, person=person, said=BookingSaid(**said), now=now,
                booking_id=booking_id or uuid7(), all_the_same=all_the_same,
            )  # fmt: skip

    return act


@pytest.fixture
def mail(settings, hub):
    """An email service, and a hub whose number may be rung."""
    settings.EMAIL_HOST = "mail.example.org"
    hub.phone = "01904 555 0100"
    with as_the_owner():
        hub.save()


@pytest.fixture
def way(jo):
    """Make a way to reach Jo, or somebody else: one that is safe, unless said."""

    def make(kind="EMAIL", safe="YES", value="jo@example.org", person=jo):
        with as_the_owner():
            row = WayToContact(
                person=person, known_at=person.known_at, held_by=person.held_by, kind=kind,
                safe=safe,
            )  # fmt: skip
            row.value = value
            row.save()
            return row

    return make


@pytest.fixture
def far(tomorrow):
    return tomorrow + 6 * DAY


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"diary:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


@pytest.fixture
def form(tomorrow):
    def fill(worker, **more):
        return {
            "worker": str(worker.id), "begins_at-day": tomorrow.day,
            "begins_at-month": tomorrow.month, "begins_at-year": tomorrow.year,
            "begins_at-time": "2pm", "minutes": "45", "what_for": "ONE_TO_ONE", "meet_at": "HUB",
            "remind": "none", "who": "Somebody in a blue coat",
        } | more  # fmt: skip

    return fill


@pytest.fixture
def go(hub, now, greeter):
    """Go out alone for an hour; a greeter watches."""

    def act(by, *, site=hub, buddy=greeter, person=None, visit_id=None, **said):
        said = {
            "where": "14 Mill Lane", "whom": "Somebody new", "plan": "Ring me, then ring Hal",
            "back_by": now + HOUR, "louder_after": 15,
        } | said  # fmt: skip
        with acting_as(by):
            return actions.go_alone(
                by=by, site=site, person=person, buddy_id=buddy.id, now=now,
                visit_id=visit_id or uuid7(), **said,
            )  # fmt: skip

    return act

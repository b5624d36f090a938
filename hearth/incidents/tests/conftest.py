"""What only tests about incidents and coming in need."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.incidents import actions
from hearth.incidents.queries.agreements import AgreementSaid
from hearth.incidents.queries.happened import IncidentSaid
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def manager_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.HUB_MANAGER, user__name="Mel").user


@pytest.fixture
def partner(hub):
    """Works for a partner, in no hub's team."""
    mind = OrganisationFactory(name="York Mind")
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def happened(hub, now, today):
    """Write an incident down, for a worker."""

    def write(by, *, todo="", incident_id=None, at=None, **said):
        said = {"kind": "INCIDENT", "happened_at": now, "what": "The kettle fell"} | said
        with acting_as(by):
            return actions.write_incident(
                by=by, site=at or hub, said=IncidentSaid(**said), today_to_do=todo,
                incident_id=incident_id or uuid7(), now=now, today=today,
            )  # fmt: skip

    return write


@pytest.fixture
def said(today):
    """What an agreement says, with any of it said otherwise."""

    def words(**other):
        usual = {
            "how": "COMES_IN", "theirs": "I shout when I am scared", "why": "Two were frightened",
            "hub_will": "Keep the quiet room free", "door": "Please ring Tariq when Jo comes",
            "who_agreed": "Jo and Tariq", "look_again_on": (today + 14 * DAY).isoformat(),
        }  # fmt: skip
        return AgreementSaid(**usual | other)

    return words


@pytest.fixture
def agree(hub, now, today, said):
    """Agree something with somebody, as a worker."""

    def write(by, person, *, at=None, agreement_id=None, **other):
        with acting_as(by):
            return actions.agree_coming_in(
                by=by, person=person, site=at or hub, said=said(**other),
                agreement_id=agreement_id or uuid7(), now=now, today=today,
            )  # fmt: skip

    return write


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query=""):
        client.force_login(worker)
        address = reverse(f"incidents:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words

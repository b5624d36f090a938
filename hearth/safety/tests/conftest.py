"""What only tests about keeping safe need."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory
from hearth.safety import actions
from hearth.safety.models import SafetyConcern, Worry
from hearth.support.tests.factories import share_support


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
def manager_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.HUB_MANAGER, user__name="Mo").user


@pytest.fixture
def governance_lead(hub):
    return GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD, user__name="Ig").user


@pytest.fixture
def safeguarding_lead(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def partner(hub):
    mind = OrganisationFactory(name="York Mind")
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def shared(jo, team_member):
    """Jo shares their support with the team at Acomb."""
    return share_support(jo, by=team_member)


@pytest.fixture
def worry(hub, now):
    """Write down a worry, as somebody."""

    def tell(by, *, person=None, owner=None, site=None, worry_id=None, **told):
        told = {"words": "His curtains have not moved", "about": "Tall man"} | told
        one = worry_id or uuid7()
        with acting_as(by):
            actions.tell_worry(
                by=by, site=site or hub, told=actions.WorryTold(**told), person=person,
                owner_id=owner and owner.id, worry_id=one, now=now,
            )  # fmt: skip
        return Worry(id=one)

    return tell


@pytest.fixture
def concern(hub, now, today):
    """Write down a safety concern, as somebody."""

    def write(by, *, person=None, owner=None, site=None, days=1, concern_id=None, **said):
        said = {"seen": "A bruise on the arm", "about": "Jo", "noticed_at": now} | said
        one = concern_id or uuid7()
        with acting_as(by):
            actions.write_concern(
                by=by, site=site or hub, said=actions.ConcernSaid(**said), person=person,
                owner_id=owner and owner.id, look_on=today + datetime.timedelta(days=days),
                concern_id=one, now=now,
            )  # fmt: skip
        return SafetyConcern(id=one)

    return write


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"safety:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


@pytest.fixture
def entry(now):
    """Write in a safety concern, as somebody."""

    def add(by, concern, *, look_on=None, entry_id=None, **said):
        said = {
            "kind": "TOLD", "whom": "Dee", "organisation": "City council",
            "said": "They will ring back", "done_at": now,
        } | said  # fmt: skip
        with acting_as(by):
            actions.write_entry(
                by=by, concern=concern, entry=actions.Entry(**said), look_on=look_on,
                entry_id=entry_id or uuid7(), now=now,
            )  # fmt: skip

    return add

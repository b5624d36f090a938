"""What only tests about support need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import WayToContact
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory
from hearth.support import actions
from hearth.support.queries.hellos import KeepSaid
from hearth.support.tests.factories import share_support


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def shared(jo, team_member):
    """Jo agreed that the team at Acomb may read what they do together."""
    return share_support(jo, by=team_member)


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def mind(db):
    return OrganisationFactory(name="York Mind")


@pytest.fixture
def partner(mind, hub):
    """Works for a partner, in no hub's team."""
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def way(jo):
    """Return what writes down a mobile of somebody's."""

    def make(safe="YES", value="07700 900123", person=jo):
        with as_the_owner():
            row = WayToContact(
                person=person, known_at=person.known_at, held_by=person.held_by, kind="MOBILE",
                safe=safe,
            )  # fmt: skip
            row.value = value
            row.save()
            return row

    return make


@pytest.fixture
def agree(now, today):
    """Return what agrees with somebody to keep in touch."""

    def write(by, person, stamp="", **said):
        said = {
            "says_hello_id": by.id, "in_person": True, "way_id": None, "every_days": 7,
            "next_on": today, "if_no_answer": "Ring my sister", "try_again_days": 3,
        } | said  # fmt: skip
        with acting_as(by):
            return actions.agree_keep_in_touch(
                by=by, person=person, said=KeepSaid(**said), stamp=stamp, now=now, today=today
            )

    return write


@pytest.fixture
def hello(now, today):
    """Return what says hello, or tries to."""

    def say(by, keep, answered=True, due_on=today):
        with acting_as(by):
            return actions.say_hello(
                by=by, keep=keep, due_on=due_on, answered=answered, now=now, today=today
            )

    return say


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"support:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words

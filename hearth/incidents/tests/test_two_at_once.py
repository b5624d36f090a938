"""Two who press the same button at the same moment."""

import pytest
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions
from hearth.incidents.models import ComingIn, ComingInOnce, Incident, IncidentStep
from hearth.incidents.queries.happened import IncidentSaid
from hearth.incidents.tests.conftest import DAY
from hearth.incidents.tests.factories import ComingInFactory, IncidentFactory
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import Site
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once


@pytest.fixture
def scene(committed):
    """Acomb, with Hal who manages it, an incident and an agreement of his: all committed."""

    def prepare():
        with as_the_owner():
            hub = SiteFactory(name="Acomb", slug="acomb")
            hal = GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Hal").user
            jo = PersonFactory(known_as="Jo", sites=[hub])
            IncidentFactory(site=hub, written_by=hal)
            ComingInFactory(person=jo, site=hub, owner=hal)
        return User.objects.get(id=hal.id), Site.objects.get(id=hub.id)

    return committed(prepare)


def counted(model):
    with as_the_owner():
        return model.objects.count()


def test_one_incident_written_twice_at_once_is_one(scene, committed):
    hal, hub = scene
    one, now = uuid7(), timezone.now()

    def write():
        return actions.write_incident(
            by=hal, site=hub, said=IncidentSaid("INCIDENT", now, what="Wet floor"),
            today_to_do="Mop", incident_id=one, now=now, today=timezone.localdate(),
        ).id  # fmt: skip

    assert at_once((hal, write), (hal, write)) == (one, one)
    assert committed(counted, Incident) == 2
    assert committed(counted, IncidentStep) == 1


def test_stopped_twice_at_once_is_stopped_once(scene, committed):
    hal, _ = scene

    def stop():
        actions.stop_agreement(
            by=hal, agreement=ComingIn.objects.get(), theirs="", note="Not needed",
            now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip

    assert at_once((hal, stop), (hal, stop)) == (None, None)
    assert committed(counted, ComingInOnce) == 2


def test_a_step_added_while_it_is_settled_is_not_left_behind(scene, committed):
    hal, _ = scene
    today = timezone.localdate()

    def add():
        actions.add_step(
            by=hal, incident=Incident.objects.get(), what="Mop", doer=hal.id, due_on=today + DAY,
            step_id=uuid7(), today=today,
        )  # fmt: skip

    def settle():
        actions.settle_incident(
            by=hal, incident=Incident.objects.get(), look_again_on=None, now=timezone.now(),
            today=today,
        )  # fmt: skip

    _, told = at_once((hal, add), (hal, settle))
    assert "steps still to do" in str(told)

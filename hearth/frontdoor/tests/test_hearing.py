"""A child has come in alone: who keeps children safe is written to, and nobody else."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.actions.adding import acknowledge_child_alert, raise_child_alert
from hearth.frontdoor.models import ChildAlert
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.outgoing.actions import keep_own_address
from hearth.outgoing.jobs import hear
from hearth.outgoing.models import OutgoingMessage


@pytest.fixture
def written_to(greeter, hub_manager, hub, other_hub):
    """Hear what was told, as each minute does; return to whom was written."""
    lead = GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Saf").user
    elsewhere = GrantFactory(site=other_hub, role=Role.SAFEGUARDING_LEAD, user__name="Else").user
    for worker in (greeter, hub_manager, lead, elsewhere):
        with acting_as(worker):
            keep_own_address(by=worker, address=f"{worker.name.lower()}@example.org")

    def written_to():
        hear(schema="york")
        with as_the_owner():
            found = OutgoingMessage.objects.select_related("worker")
            assert not [each for each in found if "child" in (each.subject + each.body).lower()]
            return sorted(each.worker.name for each in found)

    return written_to


@pytest.fixture
def alone(greeter, hub, now):
    """A child came in alone."""
    visit = VisitFactory(site=hub, welcomed_by=greeter)
    with acting_as(greeter):
        raise_child_alert(visit, now=now)
    return visit


def test_is_told_to_who_keeps_children_safe_there(alone, written_to):
    assert written_to() == ["Hal", "Saf"]
    assert written_to() == ["Hal", "Saf"]


def test_is_told_to_nobody_once_somebody_has_seen_to_it(alone, written_to, hub_manager, now):
    with acting_as(hub_manager):
        alert = ChildAlert.objects.get(visit=alone)
        acknowledge_child_alert(by=hub_manager, alert=alert, now=now)
    assert written_to() == []

"""Somebody who is not back: who watches is written to, and later who runs the hub."""

import datetime

import pytest

from hearth.diary.jobs import look_out
from hearth.diary.models import LoneVisit
from hearth.diary.tests.factories import LoneVisitDetailsFactory, LoneVisitFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions
from hearth.outgoing.jobs import hear
from hearth.outgoing.models import OutgoingMessage

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def out(team_member, colleague, hub):
    """The team member went out alone, and the colleague watches."""
    visit = LoneVisitFactory(worker=team_member, buddy=colleague, site=hub)
    LoneVisitDetailsFactory(visit=visit, where="The mill")
    return visit


@pytest.fixture
def written_to(out, now, team_member, colleague, hub_manager, greeter):
    """Return to whom was written, once somebody is so many minutes late."""
    for worker in (team_member, colleague, hub_manager, greeter):
        with acting_as(worker):
            actions.keep_own_address(by=worker, address=f"{worker.name.lower()}@example.org")

    def written_to(minutes, **more):
        with as_the_owner():
            LoneVisit.objects.update(back_by=now - minutes * MINUTE, **more)
        for _ in range(2):
            look_out(schema="york")
            hear(schema="york")
        with as_the_owner():
            found = OutgoingMessage.objects.all()
            assert not [each for each in found if "mill" in each.subject + each.body]
            return sorted(each.worker.name for each in found.select_related("worker"))

    return written_to


def test_nobody_while_they_may_still_be_out(written_to):
    assert written_to(-1) == []


def test_who_watches_and_then_who_runs_the_hub(written_to):
    assert written_to(1) == ["Cole"]
    assert written_to(20) == ["Cole", "Hal"]


def test_nobody_once_they_are_back(written_to, now):
    assert written_to(20, over_at=now) == []

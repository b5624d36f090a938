"""A gathering that was stopped halfway is said to have failed, and begins again by itself."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.timer import OnATimer
from hearth.rights import actions
from hearth.rights import jobs as work
from hearth.rights.actions.stopped import STOPPED_AFTER, TRIES
from hearth.rights.models import Pack, PackRow, RightsLine, RightsRequest
from hearth.rights.tests.conftest import latest

LATER = STOPPED_AFTER + datetime.timedelta(minutes=1)


@pytest.fixture
def killed(ask, today):
    """A gathering whose job was killed after its first part."""
    request, timer = ask(), OnATimer()
    with acting_as(timer):
        pack = actions.start_pack(by=timer, request_id=request.id, today=today)
    with acting_as(timer):
        actions.gather_part(by=timer, pack_id=pack.id, part=actions.parts_of_all()[0])
    return request


def look_out(now):
    timer = OnATimer()
    with acting_as(timer):
        return actions.begin_stopped_again(by=timer, now=now)


def put_off(jobs):
    return [job["args"] for job in jobs.values() if job["task_name"] == "rights.gather_one"]


def log_of(request):
    with as_the_owner():
        lines = RightsLine.objects.filter(request=request, kind="COULD_NOT")
        return [line.words for line in lines]


def test_it_is_said_and_begun_again_and_the_clock_stays(killed, jobs, now):
    jobs.clear()
    assert look_out(now) == 0, "it may still be at it"
    assert put_off(jobs) == []

    assert look_out(now + LATER) == 1

    assert latest(killed).state == "FAILED"
    assert log_of(killed) == ["It was stopped halfway"]
    assert [args["request_id"] for args in put_off(jobs)] == [str(killed.id)]
    work.gather_everything(killed.id)
    assert latest(killed).state == "REVIEW"
    with as_the_owner():
        assert RightsRequest.objects.get(id=killed.id).due_on == killed.due_on
        assert Pack.objects.filter(request=killed).count() == 1
    assert look_out(now + 2 * LATER) == 0


def test_one_that_goes_on_is_left_alone(killed, now):
    with as_the_owner():
        PackRow.objects.update(recorded_at=now + LATER / 2)
    assert look_out(now + LATER) == 0
    assert latest(killed).state == "GATHERING"


def test_after_some_tries_in_a_day_somebody_is_asked_to(killed, jobs, now):
    for number in range(TRIES):
        jobs.clear()
        assert look_out(now + LATER) == 1, number
        with as_the_owner():
            Pack.objects.update(state="GATHERING")
    assert look_out(now + LATER) == 0
    assert latest(killed).state == "FAILED"


def test_one_that_never_began_begins(ask, jobs, now):
    request = ask()
    jobs.clear()
    assert look_out(now) == 0
    assert look_out(now + LATER) == 1
    assert look_out(now + LATER) == 0, "it waits for its turn already"
    assert [args["request_id"] for args in put_off(jobs)] == [str(request.id)]


def test_what_has_ended_does_not_begin_again(killed, team_member, now, today, jobs):
    with as_the_owner():
        RightsRequest.objects.filter(id=killed.id).update(closed_on=today, outcome="TAKEN_BACK")
    jobs.clear()
    assert look_out(now + LATER) == 0
    assert put_off(jobs) == []


def test_it_is_looked_for_in_every_partnership(killed, jobs, now):
    work.look_out_everywhere(timestamp=0)
    assert "rights.look_out" in {job["task_name"] for job in jobs.values()}
    work.look_out(schema="york")
    assert latest(killed).state == "GATHERING", "ten minutes have not passed"

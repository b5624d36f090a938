"""A worst day reaches whoever is here now: on duty in the building, or else all who are in it."""

import datetime

import pytest

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Presence
from hearth.handover import actions as board
from hearth.letterbox import jobs, queries
from hearth.letterbox.models import OnDuty
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.letterbox.tests.test_read_by_somebody import HERE, come_in
from hearth.letterbox.tests.test_worst_day import concerned, loud
from hearth.places.timer import OnATimer

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def worst_day(write, jo, jo_herself):
    return write(jo_herself, jo, kind="WORST_DAY")


@pytest.fixture
def hand_over(hub, now):
    def hand_over(by, to, *, site=hub):
        with acting_as(by):
            board.hand_over(by=by, site=site, to_id=to.id, line_ids=[], handed_id=uuid7(), now=now)

    return hand_over


def said(hub, now):
    with acting_as(OnATimer()):
        return queries.reading_at(hub, queries.box_of(hub), now=now).worst_day_words


def test_while_whoever_is_on_duty_is_in_the_building_it_comes_first_to_them(
    worst_day, hub, team_member, colleague, now
):
    OnDutyFactory(site=hub, worker=colleague)
    come_in(colleague, hub, now)
    come_in(team_member, hub, now)

    assert [loud(one, now) for one in (colleague, team_member)] == [1, 0]
    assert concerned(jobs.who_is_on_duty, worst_day) == ["Cole"]


def test_while_they_are_not_everybody_in_the_building_who_reads_it_is_told_at_once(
    worst_day, hub, team_member, colleague, hub_manager, greeter, now
):
    OnDutyFactory(site=hub, worker=colleague)
    assert HERE not in said(hub, now)

    for worker in (team_member, greeter):
        come_in(worker, hub, now)
    assert HERE in said(hub, now)
    told = [loud(one, now) for one in (colleague, team_member, hub_manager, greeter)]
    assert told == [1, 1, 0, 0]
    assert concerned(jobs.who_is_on_duty, worst_day) == ["Cole", "Tariq"]


def test_whoever_hands_the_board_over_is_on_duty_no_more(
    worst_day, hub, team_member, colleague, hub_manager, hand_over, now
):
    OnDutyFactory(site=hub, worker=colleague)
    come_in(colleague, hub, now - HOUR)
    come_in(team_member, hub, now)
    hand_over(colleague, team_member)

    with acting_as(team_member):
        assert queries.on_duty_at(team_member, now=now)[0].names == ()
    assert [loud(one, now) for one in (colleague, team_member, hub_manager)] == [1, 1, 0]


def test_whoever_handed_the_board_over_is_not_here_though_nobody_saw_them_leave(
    worst_day, hub, team_member, colleague, hub_manager, hand_over, now
):
    come_in(colleague, hub, now - HOUR)
    assert HERE in said(hub, now)
    assert [loud(one, now) for one in (colleague, team_member, hub_manager)] == [1, 0, 0]
    hand_over(colleague, team_member)

    assert HERE not in said(hub, now)
    assert "It goes at once to all who read here" in said(hub, now)
    assert [loud(one, now) for one in (colleague, team_member, hub_manager)] == [1, 1, 1]
    assert concerned(jobs.who_is_on_duty, worst_day) == ["Cole", "Hal", "Tariq"]


@pytest.mark.parametrize("how", ["takes over", "comes in"])
def test_until_they_come_on_again(worst_day, hub, team_member, colleague, hand_over, now, how):
    come_in(colleague, hub, now - HOUR)
    hand_over(colleague, team_member)
    later = now + HOUR / 12
    if how == "comes in":
        with as_the_owner():
            Presence.objects.filter(user=colleague).update(left_at=now)
        come_in(colleague, hub, later)
    else:
        hand_over(team_member, colleague)
        with acting_as(colleague):
            board.take_over(by=colleague, site=hub, took_id=uuid7(), now=later)

    assert HERE in said(hub, later)
    assert [loud(one, later) for one in (colleague, team_member)] == [1, 0]


def test_where_they_had_gone_and_nobody_is_in_the_building_all_who_read_there_are_told(
    worst_day, hub, team_member, colleague, hub_manager, hand_over, now
):
    OnDutyFactory(site=hub, worker=colleague)
    assert "Somebody is on duty" in said(hub, now)
    hand_over(colleague, team_member)

    assert "on duty" not in said(hub, now)
    assert "It goes at once to all who read here" in said(hub, now)
    assert [loud(one, now) for one in (colleague, team_member, hub_manager)] == [1, 1, 1]


def test_at_another_hub_and_of_another_worker_duty_goes_on(
    hub, other_hub, team_member, colleague, greeter, hand_over, now
):
    mine = OnDutyFactory(site=other_hub, worker=colleague)
    hers = OnDutyFactory(site=hub, worker=team_member)
    hand_over(colleague, team_member)
    hand_over(greeter, team_member)

    with as_the_owner():
        until = dict(OnDuty.objects.values_list("id", "until_at"))
    assert (until[mine.id], until[hers.id]) == (mine.until_at, hers.until_at)


def test_the_page_on_which_it_is_handed_over_says_so(client, hub, team_member):
    client.force_login(team_member)
    shown = client.get("/handover/hand-over/").content.decode()
    assert "If you are on duty for what people write to the hub, that ends too" in shown

"""One shift hands over and the next takes over, each by name; what nobody has stays loud."""

import datetime
from datetime import time

import pytest
from django.db import transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions, queries
from hearth.handover.actions import BoardRefused
from hearth.handover.models import HandedOver, ShiftPattern, TookOver
from hearth.handover.tests.conftest import HOUR


@pytest.fixture
def hand_over(hub, now):
    def hand_over(by, to, lines=(), *, handed_id=None, at=None):
        with acting_as(by):
            return actions.hand_over(
                by=by, site=hub, to_id=to.id, line_ids=[line.id for line in lines],
                handed_id=handed_id or uuid7(), now=at or now,
            )  # fmt: skip

    return hand_over


@pytest.fixture
def take_over(hub, now):
    def take_over(by, *, took_id=None, at=None):
        with acting_as(by):
            return actions.take_over(by=by, site=hub, took_id=took_id or uuid7(), now=at or now)

    return take_over


def test_both_say_so_by_name_and_what_was_handed_over_is_taken(
    write, lines, hand_over, take_over, greeter, team_member, night_worker, hub, now
):
    mine, nobodys = (
        write(team_member, "A", owner_id=team_member.id, at=now - 2 * HOUR),
        write(greeter, "B", at=now - 2 * HOUR),
    )
    hand_over(team_member, night_worker, [mine, nobodys], at=now - HOUR)
    assert {(row.owner, row.is_waiting) for row in lines(greeter).open} == {("Niall", True)}

    assert take_over(night_worker, at=now) == 2
    assert {(row.owner, row.is_waiting) for row in lines(greeter).open} == {("Niall", False)}
    with acting_as(greeter):
        [turn] = queries.turns_before(hub, at=now)
    assert (turn.handed_by, turn.to, turn.taken_by) == ("Tariq", "Niall", "Niall")
    assert (turn.handed_at, turn.taken_at) == (now - HOUR, now)
    with acting_as(greeter):
        [then] = queries.turns_before(hub, at=now - HOUR / 2)
    assert then.is_waiting


def test_what_is_left_out_stays_and_what_is_somebody_elses_is_not_given_away(
    write, lines, hand_over, greeter, team_member, night_worker
):
    hers = write(greeter, "Hers", owner_id=greeter.id)
    left = write(greeter, "Left out")

    assert hand_over(team_member, night_worker, [hers]) == 1
    assert [row.what for row in lines(greeter).nobodys] == ["Left out"]
    assert left.id in {row.id for row in lines(greeter).nobodys}
    assert [row.owner for row in lines(greeter).somebodys("TO_DO")] == ["Ama"]


def test_taking_over_takes_what_nobody_has_and_leaves_what_others_have(
    write, lines, take_over, greeter, night_worker
):
    write(greeter, "Nobody's")
    write(greeter, "Hers", owner_id=greeter.id)

    assert take_over(night_worker) == 1
    assert {(row.what, row.owner) for row in lines(greeter).open} == {
        ("Nobody's", "Niall"),
        ("Hers", "Ama"),
    }


def test_a_line_that_is_not_shared_with_who_comes_on_stays(
    write, lines, shared, jo, hand_over, take_over, team_member, greeter
):
    line = write(team_member, person=jo, owner_id=team_member.id)

    assert hand_over(team_member, greeter, [line]) == 1
    assert take_over(greeter) == 0
    assert [row.owner for row in lines(team_member).open] == ["Tariq"]


def test_sent_twice_it_is_handed_over_and_taken_over_once(
    write, hand_over, take_over, team_member, night_worker
):
    line = write(team_member, owner_id=team_member.id)
    handed_id, took_id = uuid7(), uuid7()
    for _ in range(2):
        hand_over(team_member, night_worker, [line], handed_id=handed_id)
    for _ in range(2):
        take_over(night_worker, took_id=took_id)

    with as_the_owner():
        assert (HandedOver.objects.count(), TookOver.objects.count()) == (1, 1)
        assert TookOver.objects.get().handed_id == handed_id


def test_is_not_handed_to_oneself_nor_to_who_does_not_work_there(
    hand_over, team_member, greeter_elsewhere, board_member
):
    for whom in (team_member, greeter_elsewhere, board_member):
        with pytest.raises(BoardRefused, match="who comes on"), transaction.atomic():
            hand_over(team_member, whom)


def test_is_for_those_who_work_there(hand_over, take_over, team_member, greeter_elsewhere):
    with pytest.raises(NotAllowed), transaction.atomic():
        hand_over(greeter_elsewhere, team_member)
    with pytest.raises(NotAllowed), transaction.atomic():
        take_over(greeter_elsewhere)


def test_who_handed_over_is_read_at_that_hub_alone_and_never_changed(
    hand_over, take_over, team_member, night_worker, greeter, greeter_elsewhere
):
    hand_over(team_member, night_worker)
    take_over(night_worker)

    with acting_as(greeter):
        assert HandedOver.objects.count() == TookOver.objects.count() == 1
    with acting_as(greeter_elsewhere):
        assert not HandedOver.objects.exists()
        assert not TookOver.objects.exists()


class TestShifts:
    @pytest.fixture
    def changes(self, hub, now):
        def changes(by, *times, at=None):
            with acting_as(by):
                actions.set_changes(by=by, site=hub, changes=times, now=at or now)

        return changes

    def test_are_a_day_and_a_night_where_nobody_said_otherwise(self, hub, greeter, now):
        with acting_as(greeter):
            assert queries.changes_at(hub, now) == (time(8), time(20))

    def test_are_kept_by_the_hub_manager_and_boards_gone_by_keep_theirs(
        self, changes, hub, hub_manager, greeter, now
    ):
        changes(hub_manager, time(21, 30), time(7), time(14))

        with acting_as(greeter):
            assert queries.changes_at(hub, now) == (time(7), time(14), time(21, 30))
            assert queries.changes_at(hub, now - HOUR) == (time(8), time(20))

    def test_said_again_are_not_written_again(self, changes, hub_manager):
        for _ in range(2):
            changes(hub_manager, time(7), time(19))
        with as_the_owner():
            assert ShiftPattern.objects.count() == 1

    @pytest.mark.parametrize("times", [(), [time(hour) for hour in range(7)], [time(8), time(8)]])
    def test_are_one_to_six_a_day_each_once(self, changes, hub_manager, times):
        with pytest.raises(BoardRefused), transaction.atomic():
            changes(hub_manager, *times)

    def test_are_not_for_the_team_to_change(self, changes, team_member):
        with pytest.raises(NotAllowed), transaction.atomic():
            changes(team_member, time(7))


class TestLoud:
    def test_what_nobody_has_is_counted_also_for_those_who_may_not_read_it(
        self, write, shared, jo, hub, other_hub, team_member, greeter, now
    ):
        write(greeter)
        write(team_member, person=jo)
        for worker in (team_member, greeter):
            with acting_as(worker):
                assert queries.how_loud(hub, actor=worker, now=now).nobodys == 2
                assert queries.how_loud(other_hub, actor=worker, now=now).nobodys == 0

    def test_past_its_time_it_is_told_the_sites_leads(
        self, write, do, hub_manager, team_member, network_lead, greeter, now
    ):
        line = write(greeter, due_at=now + HOUR)
        late = now + datetime.timedelta(hours=2)

        def loud(worker, at):
            with acting_as(worker):
                return [
                    (late.slug, late.count, late.nobodys)
                    for late in queries.late_at(worker, now=at)
                ]

        assert loud(hub_manager, now) == []
        assert loud(hub_manager, late) == [("acomb", 1, 1)]
        assert loud(team_member, late) == loud(network_lead, late) == []
        do(actions.take_line, team_member, line, now=late)
        assert loud(hub_manager, late) == [("acomb", 1, 0)]
        do(actions.finish_line, team_member, line, now=late)
        assert loud(hub_manager, late) == []

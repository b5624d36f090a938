"""What somebody has is theirs once they took it, while they are on shift; else it is nobody's."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import PresenceFactory
from hearth.handover import actions, queries
from hearth.handover.models import BoardLine, HandedOver, TookOver
from hearth.handover.queries.owners import Why
from hearth.handover.tests.conftest import HOUR
from hearth.places.opening import LONDON

MINUTE = datetime.timedelta(minutes=1)


def clock(hour, minute=0, *, day=1):
    """Return a time in June 2026, when shifts change at 8am and 8pm."""
    return datetime.datetime(2026, 6, day, hour, minute, tzinfo=LONDON).astimezone(datetime.UTC)


@pytest.fixture
def board(hub, greeter):
    """Return why nobody has each line of the board, now: None, if somebody does."""

    def board(at, *, is_now=True):
        with acting_as(greeter):
            since = queries.shift_now(hub, at).begins
            lines = queries.board_lines(hub, actor=greeter, at=at, since=since, is_now=is_now)
        return [row.why_nobodys for row in lines.open]

    return board


@pytest.fixture
def give(hub):
    def give(by, to, lines=(), *, at):
        with acting_as(by):
            actions.hand_over(
                by=by, site=hub, to_id=to.id, line_ids=[line.id for line in lines],
                handed_id=uuid7(), now=at,
            )  # fmt: skip

    return give


@pytest.fixture
def come_on(hub):
    def come_on(by, *, at):
        with acting_as(by):
            return actions.take_over(by=by, site=hub, took_id=uuid7(), now=at)

    return come_on


class TestOffShift:
    def test_an_hour_after_their_shift_what_they_had_is_nobodys(self, write, board, team_member):
        write(team_member, owner_id=team_member.id, at=clock(14), due_at=clock(6, day=2))

        assert board(clock(20, 59)) == [None]
        assert board(clock(21)) == [Why.OFF_SHIFT]
        assert board(clock(21), is_now=False) == [Why.OFF_SHIFT]

    def test_once_they_handed_over_what_they_left_out_is_nobodys_at_once(
        self, write, board, give, team_member, night_worker
    ):
        write(team_member, owner_id=team_member.id, at=clock(14), due_at=clock(6, day=2))
        give(team_member, night_worker, at=clock(19, 50))

        assert board(clock(19, 49)) == [None]
        assert board(clock(19, 51)) == [Why.OFF_SHIFT]

    @pytest.mark.parametrize("how", ["takes over", "signs in", "takes it", "carries it on"])
    def test_whoever_is_seen_in_this_shift_still_has_it(
        self, write, do, board, come_on, hub, team_member, how
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(14), due_at=clock(6, day=2))
        if how == "takes over":
            come_on(team_member, at=clock(19, 30))
        elif how == "signs in":
            PresenceFactory(
                site=hub, user=team_member, came_at=clock(19, 30), signed_in_by=team_member
            )
        elif how == "takes it":
            do(actions.take_line, team_member, line, now=clock(21, 30))
        else:
            do(actions.carry_on, team_member, line, due_at=clock(7, day=2), now=clock(20, 30))

        assert board(clock(23)) == [None]

    def test_whoever_comes_on_takes_what_the_shift_before_left(
        self, write, come_on, board, team_member, night_worker
    ):
        write(team_member, owner_id=team_member.id, at=clock(14), due_at=clock(6, day=2))

        assert come_on(night_worker, at=clock(20, 5)) == 0
        assert come_on(night_worker, at=clock(21, 5)) == 1
        assert board(clock(21, 6)) == [None]

    def test_the_page_says_that_they_are_not_on_this_shift(
        self, write, page, hub, team_member, greeter
    ):
        write(team_member, owner_id=team_member.id, at=clock(14), due_at=clock(6, day=2))
        shown = page(greeter, "desk:handover", query=f"?at={clock(22):%Y-%m-%dT%H:%MZ}")
        assert "Nobody has it: it was Tariq’s, who is not on this shift" in shown


class TestNotTaken:
    def test_what_was_handed_over_and_not_taken_within_an_hour_is_nobodys(
        self, write, board, give, come_on, team_member, night_worker, greeter
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(19))
        give(team_member, night_worker, [line], at=clock(12))

        assert board(clock(12, 59)) == [None]
        assert board(clock(13)) == [Why.NOT_TAKEN]
        assert board(clock(13), is_now=False) == [Why.NOT_TAKEN]
        assert come_on(greeter, at=clock(13)) == 1
        assert board(clock(13, 1)) == [None]

    def test_handed_over_early_it_waits_until_an_hour_after_the_shift_began(
        self, write, board, give, team_member, night_worker
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(6, day=2))
        soon = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(19))
        give(team_member, night_worker, [line, soon], at=clock(18))

        assert set(board(clock(20, 59))) == {None, Why.NOT_TAKEN}, "one was due before they came"
        assert board(clock(21)) == [Why.NOT_TAKEN, Why.NOT_TAKEN]

    def test_written_for_somebody_else_it_waits_to_be_taken_too(
        self, write, board, team_member, night_worker
    ):
        write(night_worker, owner_id=team_member.id, at=clock(9), due_at=clock(19))

        assert board(clock(9, 59)) == [None]
        assert board(clock(10)) == [Why.NOT_TAKEN]

    @pytest.mark.parametrize("act", ["carry_on", "put_right", "again"])
    def test_what_others_do_to_it_does_not_take_it_for_them(
        self, write, do, board, give, lines, team_member, night_worker, greeter, act
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(17))
        give(team_member, night_worker, [line], at=clock(12))
        now = clock(12, 30)
        if act == "carry_on":
            do(actions.carry_on, greeter, line, due_at=clock(19), now=now)
        elif act == "put_right":
            said = queries.LineSaid("TO_DO", "Ring twice", line.due_at, night_worker.id)
            do(actions.put_right, greeter, line, said=said, now=now)
        else:
            do(actions.finish_line, greeter, line, now=now)
            do(actions.say_not_done, greeter, line, now=now)

        [row] = lines(greeter, clock(12, 45)).open
        assert (row.owner, row.is_waiting) == ("Niall", True)
        assert board(clock(13)) == [Why.NOT_TAKEN]

    def test_what_they_do_to_it_themselves_takes_it(
        self, write, do, board, give, lines, team_member, night_worker, greeter
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(17))
        give(team_member, night_worker, [line], at=clock(12))
        do(actions.carry_on, night_worker, line, due_at=clock(19), now=clock(12, 30))

        assert [row.is_waiting for row in lines(greeter, clock(12, 45)).open] == [False]
        assert board(clock(14)) == [None]

    def test_put_right_for_somebody_else_it_is_given_to_them(
        self, write, do, lines, team_member, night_worker, greeter
    ):
        line = write(team_member, owner_id=team_member.id, at=clock(9), due_at=clock(17))
        said = queries.LineSaid("TO_DO", line.what, line.due_at, night_worker.id)
        do(actions.put_right, team_member, line, said=said, now=clock(12))

        [row] = lines(greeter, clock(12, 30)).open
        assert (row.owner, row.is_waiting) == ("Niall", True)


class TestSeveral:
    def test_taking_over_answers_each_who_handed_over_to_them_and_nobody_elses(
        self, hub, give, come_on, team_member, night_worker, greeter, hub_manager
    ):
        give(team_member, night_worker, at=clock(19, 40))
        give(greeter, night_worker, at=clock(19, 45))
        give(hub_manager, greeter, at=clock(19, 50))
        come_on(night_worker, at=clock(20))

        with acting_as(greeter):
            turns = queries.turns_before(hub, at=clock(20, 1))
        assert {(turn.handed_by, turn.to, turn.taken_by) for turn in turns} == {
            ("Tariq", "Niall", "Niall"),
            ("Ama", "Niall", "Niall"),
            ("Hal", "Ama", ""),
        }
        come_on(greeter, at=clock(20, 2))
        with as_the_owner():
            answered = set(TookOver.objects.values_list("handed_id", flat=True))
            assert answered == set(HandedOver.objects.values_list("id", flat=True))

    def test_what_waited_for_more_than_a_day_is_not_answered(
        self, give, come_on, team_member, night_worker
    ):
        give(team_member, night_worker, at=clock(8))
        come_on(night_worker, at=clock(9, day=2))

        with as_the_owner():
            assert TookOver.objects.get().handed_id is None


class TestPastItsTime:
    def test_what_somebody_has_is_loud_too(self, write, do, page, hub, team_member, greeter, now):
        line = write(team_member, "Ring the plumber", at=now - HOUR, due_at=now - MINUTE)
        do(actions.take_line, team_member, line, now=now)

        shown = page(greeter, "desk:handover")
        loud = shown.partition('id="late"')[2].partition("</section>")[0]
        assert "1 line past its time" in loud
        assert "Ring the plumber" in loud
        assert shown.count("Tariq has it") == 1
        assert "1 line past its time" in page(greeter, "desk:today")

    def test_the_sites_lead_hears_how_many_and_how_many_nobody_has(
        self, write, do, hub_manager, team_member, now
    ):
        taken = write(team_member, at=now - HOUR, due_at=now - MINUTE)
        write(team_member, at=now - HOUR, due_at=now - MINUTE)
        do(actions.take_line, team_member, taken, now=now)

        with acting_as(hub_manager):
            [late] = queries.late_at(hub_manager, now=now)
        assert (late.site, late.count, late.nobodys) == ("Acomb", 2, 1)


def test_what_is_loud_is_not_said_to_be_missing_among_its_kind(page, write, greeter):
    write(greeter, "The back door", kind="BUILDING")
    write(greeter, "A man from the station", kind="MAY_COME")
    for address in ("desk:handover", "desk:night_pack"):
        shown = page(greeter, address)
        assert "Nothing about the building" not in shown
        assert "Nobody has said that they may come" not in shown
        assert shown.count("1 line about this stands above") == 2


class TestWhileTheShiftTurns:
    @pytest.fixture
    def send(self, page, greeter, time_machine):
        def send(shown_at, sent_at, which):
            time_machine.move_to(shown_at, tick=False)
            drawn = page(greeter, "handover:write")
            offered = [part.partition('"')[0] for part in drawn.split('name="when"')[1:]]
            values = [each.partition('"')[0] for each in drawn.split('value="2026-')[1:]]
            assert offered
            time_machine.move_to(sent_at, tick=False)
            said = {
                "kind": "TO_DO", "what": "Ring the plumber", "line_id": uuid7(),
                "when": f"2026-{values[which]}",
            }  # fmt: skip
            page(greeter, "handover:write", data=said, status=302)
            with as_the_owner():
                return BoardLine.objects.get().due_at

        return send

    def test_the_end_of_the_next_shift_is_the_one_that_the_page_showed(self, send):
        assert send(clock(19, 59), clock(20, 1), 1) == clock(8, day=2)

    def test_the_end_of_this_shift_is_the_one_that_the_page_showed_and_late(self, send):
        assert send(clock(19, 59), clock(20, 1), 0) == clock(20)

"""Lines for the next shift: written, taken by name, carried on, done; nothing written over."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions, queries
from hearth.handover.actions import BoardRefused, DoneMeanwhile
from hearth.handover.models import BoardLine, BoardLineOnce
from hearth.handover.queries import LineSaid
from hearth.handover.tests.conftest import HOUR
from hearth.people.actions import withdraw_sharing
from hearth.people.actions.editing import SavedAlready


def test_a_line_says_what_by_when_and_that_nobody_has_it(write, lines, greeter, team_member, now):
    write(greeter)

    [row] = lines(team_member).nobodys
    assert (row.what, row.owner, row.written_by) == ("Ring the plumber", "", "Ama")
    assert row.due_at == now + 8 * HOUR


def test_is_taken_by_name_and_carried_on_and_done(write, lines, do, greeter, night_worker, now):
    line = write(greeter)
    do(actions.take_line, night_worker, line, now=now)
    [row] = lines(greeter).somebodys("TO_DO")
    assert (row.owner, row.came, row.last_by) == ("Niall", "TAKEN", "Niall")

    do(actions.carry_on, night_worker, line, due_at=now + 20 * HOUR, now=now)
    assert lines(greeter).open[0].due_at == now + 20 * HOUR
    do(actions.finish_line, night_worker, line, now=now)
    assert lines(greeter).open == ()
    do(actions.say_not_done, night_worker, line, now=now)
    assert [row.owner for row in lines(greeter).open] == ["Niall"]


def test_the_board_of_any_moment_gone_by_is_read_again_with_who_took_it(
    write, lines, do, greeter, night_worker, team_member, now
):
    line = write(greeter, "Mend the door", at=now - 9 * HOUR)
    do(actions.take_line, night_worker, line, now=now - 7 * HOUR)
    said = LineSaid("TO_DO", "Mend the back door", line.due_at + 9 * HOUR, team_member.id)
    do(actions.put_right, night_worker, line, said=said, now=now - 5 * HOUR)
    do(actions.finish_line, team_member, line, now=now - 3 * HOUR)

    def stood(hours):
        return [(row.what, row.owner, row.came) for row in lines(greeter, now - hours * HOUR).open]

    assert stood(10) == []
    assert stood(8) == [("Mend the door", "", "WRITTEN")]
    assert stood(6) == [("Mend the door", "Niall", "TAKEN")]
    assert stood(4) == [("Mend the back door", "Tariq", "CHANGED")]
    assert stood(2) == []
    with as_the_owner():
        assert list(BoardLineOnce.objects.order_by("number").values_list("came", flat=True)) == [
            "WRITTEN",
            "TAKEN",
            "CHANGED",
            "DONE",
        ]


def test_a_line_that_was_open_for_months_is_on_every_board_between(write, lines, do, greeter, now):
    begun = now - datetime.timedelta(days=100)
    line = write(greeter, at=begun)
    do(actions.finish_line, greeter, line, now=now - HOUR)

    for days in (1, 40, 99):
        assert len(lines(greeter, now - datetime.timedelta(days=days)).open) == 1
    assert lines(greeter, begun - HOUR).open == ()
    with as_the_owner():
        assert BoardLine.objects.get().lasted_long


def test_what_was_done_is_said_in_that_shift_and_not_in_the_next(write, lines, do, greeter, now):
    line = write(greeter, at=now - 30 * HOUR)
    do(actions.finish_line, greeter, line, now=now - 29 * HOUR)

    assert [row.what for row in lines(greeter, now - 29 * HOUR).done] == ["Ring the plumber"]
    assert lines(greeter, now).done == ()


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"what": "  "}, "what"),
        ({"what": "x" * 2001}, "what"),
        ({"kind": "URGENT"}, "kind"),
        ({"due_at": None}, "due_at"),
        ({"owner_id": uuid7()}, "owner"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(write, greeter, said, about):
    with pytest.raises(BoardRefused) as refusal, transaction.atomic():
        write(greeter, **said)
    assert refusal.value.about == about


@pytest.mark.parametrize("hours", [-1, 0, 24 * 32])
def test_by_when_is_a_time_to_come_within_a_month(write, greeter, now, hours):
    with pytest.raises(BoardRefused), transaction.atomic():
        write(greeter, due_at=now + hours * HOUR)


def test_sent_twice_it_is_one_line_and_in_other_words_it_is_refused(write, greeter, lines):
    line_id = uuid7()
    write(greeter, line_id=line_id)
    write(greeter, line_id=line_id)
    assert len(lines(greeter).open) == 1
    with pytest.raises(SavedAlready), transaction.atomic():
        write(greeter, "Ring the joiner", line_id=line_id)


def test_each_act_done_twice_is_done_once(write, do, greeter, now):
    line = write(greeter)
    for act, more in (
        (actions.take_line, {}), (actions.carry_on, {"due_at": now + 9 * HOUR}),
        (actions.put_down, {}), (actions.finish_line, {}), (actions.say_not_done, {}),
    ):  # fmt: skip
        with as_the_owner():
            seen = BoardLine.objects.get().times
        do(act, greeter, line, now=now, seen=seen, **more)
        do(act, greeter, line, now=now, seen=seen, **more)

    with as_the_owner():
        assert BoardLineOnce.objects.count() == 6


def test_whoever_took_it_meanwhile_is_named_and_keeps_it(
    write, do, lines, greeter, night_worker, team_member, now
):
    line = write(greeter)
    do(actions.take_line, night_worker, line, seen=1, now=now)
    with pytest.raises(DoneMeanwhile, match="Niall was quicker"), transaction.atomic():
        do(actions.take_line, team_member, line, seen=1, now=now)

    assert [row.owner for row in lines(greeter).open] == ["Niall"]


def test_what_is_done_is_taken_and_carried_on_by_nobody(write, do, greeter, now):
    line = write(greeter)
    do(actions.finish_line, greeter, line, now=now)
    with pytest.raises(BoardRefused, match="done"), transaction.atomic():
        do(actions.take_line, greeter, line, now=now)
    with pytest.raises(BoardRefused, match="done"), transaction.atomic():
        do(actions.carry_on, greeter, line, due_at=now + 30 * HOUR, now=now)


def test_is_carried_on_to_a_later_time_only(write, do, greeter, now):
    line = write(greeter)
    with pytest.raises(BoardRefused, match="later"), transaction.atomic():
        do(actions.carry_on, greeter, line, due_at=now + HOUR, now=now)


def test_what_is_its_owners_who_left_is_nobodys(write, lines, do, night_worker, greeter, now):
    line = write(greeter)
    do(actions.take_line, night_worker, line, now=now)
    assert not lines(greeter).nobodys
    with as_the_owner():
        night_worker.grants.all().delete()

    [row] = lines(greeter).nobodys
    assert row.owner == "Niall"
    assert not lines(greeter, now).nobodys, "of a moment gone by it was theirs"


class TestAboutSomebody:
    def test_is_read_by_those_with_whom_their_support_is_shared(
        self, write, lines, shared, jo, team_member, greeter, night_worker
    ):
        write(team_member, "Likes to be rung at nine", person=jo)

        assert [row.known_as for row in lines(night_worker).open] == ["Jo"]
        assert lines(greeter).open == ()
        with acting_as(greeter):
            assert not BoardLine.objects.exists()
            assert not BoardLineOnce.objects.exists()

    def test_is_read_by_nobody_once_sharing_is_taken_back_now_and_of_moments_gone_by(
        self, write, lines, shared, jo, team_member, night_worker, now
    ):
        line = write(team_member, person=jo, at=now - HOUR)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

        for worker in (team_member, night_worker):
            assert lines(worker).open == ()
            assert lines(worker, now - HOUR / 2).open == ()
            with acting_as(worker), pytest.raises(BoardLine.DoesNotExist):
                queries.get_line(line.id, actor=worker)

    def test_is_not_written_where_it_is_not_shared(self, write, jo, team_member, greeter):
        for worker in (team_member, greeter):
            with pytest.raises(NotAllowed), transaction.atomic():
                write(worker, person=jo)

    def test_is_nobodys_who_may_not_read_it(self, write, shared, jo, team_member, greeter):
        with pytest.raises(BoardRefused, match="not shared with Ama"), transaction.atomic():
            write(team_member, person=jo, owner_id=greeter.id)


class TestWalls:
    def test_a_line_about_nobody_is_its_sites(
        self, write, lines, greeter, greeter_elsewhere, board_member, network_lead
    ):
        line = write(greeter)
        for worker in (greeter_elsewhere, board_member, network_lead):
            with acting_as(worker):
                assert not BoardLine.objects.exists()
                assert not BoardLineOnce.objects.exists()
                with pytest.raises(BoardLine.DoesNotExist):
                    actions.take_line(by=worker, line=line, seen=1, now=line.written_at)

    def test_nothing_is_written_at_another_hub(self, write, greeter, other_hub):
        with pytest.raises(NotAllowed), transaction.atomic():
            write(greeter, site=other_hub)

    def test_what_was_done_is_never_changed_nor_taken_away(self, write, greeter):
        write(greeter)
        with acting_as(greeter):
            assert BoardLine.objects.all().delete()[0] == 0
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(greeter),
        ):
            BoardLineOnce.objects.update(number=7)

    def test_nothing_is_done_in_another_workers_name(self, write, greeter, team_member, now):
        line = write(greeter)
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            acting_as(greeter),
        ):
            BoardLineOnce.objects.create(
                line=line, site=line.site, held_by=line.held_by, number=2, came="DONE", at=now,
                by=team_member, due_at=now, what_sealed=b"x",
            )  # fmt: skip

"""What a visit's page says of who did what, and when."""

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.design.words import clock, day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.models import Visit
from hearth.frontdoor.tests.putting_right import told

pytestmark = pytest.mark.usefixtures("greeter_acts", "jo_was_here_last_week")


class TestTheHistory:
    def test_says_who_did_each_thing_and_when(self, greeter, team_member, visit, now):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, how_today="OK", came_with="Her sister"
        )
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        with acting_as(team_member):
            actions.add_to_visit(by=team_member, visit=visit, now=now, note="Likes the window")
            actions.leave(by=team_member, arrival=visit, now=now)
        with acting_as(greeter):
            actions.find_still_here(by=greeter, arrival=visit, now=now)
            actions.confirm_gone(by=greeter, arrival=visit, now=now)
            actions.take_back(by=greeter, arrival=visit, now=now)
            at = f"{clock(now)} on {day(now)}"
            name = team_member.name

            assert told(visit, greeter) == [
                ("Ama", "Undone"),
                ("Ama", "Made sure that they had gone"),
                ("Ama", f"Found still here, though they had left at {at}"),
                (name, f"Wrote down when they left: {at}"),
                (name, "Wrote down the note for the team: “Likes the window”"),
                ("Ama", "Wrote down that this is a child who came in alone"),
                (
                    "Ama",
                    "Wrote down how they are today: “OK” and who they came with: “Her sister”",
                ),
                ("Ama", "Welcomed"),
            ]

    def test_says_who_said_that_everyone_had_gone_and_who_put_them_back(
        self, hub, greeter, visit, headcount, now
    ):
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=now)
        actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=now)

        for arrival in (visit, headcount):
            assert told(arrival, greeter)[:2] == [
                ("Ama", "Put back as in"), ("Ama", "Made sure that they had gone")
            ]  # fmt: skip

    def test_of_what_was_undone_with_its_sheet_says_so_without_a_name(self, greeter, visit, now):
        with as_the_owner():
            Visit.objects.filter(id=visit.id).update(taken_back_at=now)

        assert ("", "Undone") in told(visit, greeter)

    def test_is_two_questions_however_long(self, greeter, visit, now, django_assert_num_queries):
        for note in "abcdefghij":
            actions.correct_visit(by=greeter, visit=visit, now=now, note=note)
        visit = queries.get_visit(visit.id, actor=greeter)

        with django_assert_num_queries(1):
            assert len(queries.history_of(visit)) == 11

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE frontdoor_correction SET corrected_by_id = corrected_by_id",
            "UPDATE frontdoor_correction SET arrival_id = arrival_id",
            "DELETE FROM frontdoor_correction",
        ],
    )
    def test_is_not_rewritten_by_the_web(self, greeter, visit, now, statement):
        actions.correct_visit(by=greeter, visit=visit, now=now, note="Right")

        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

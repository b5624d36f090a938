"""A reading is written down as it was given, scored, and put right with nothing lost."""

import datetime

import pytest
from django.db import connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.tests.acting import acting_as
from hearth.outcomes import actions, queries
from hearth.outcomes.actions import ReadingRefused
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import MeasureUsed, NotNow, Reading, ReadingBefore
from hearth.outcomes.queries import ReadingSaid
from hearth.outcomes.tests.conftest import EIGHT_ONES
from hearth.outcomes.tests.factories import ReadingFactory
from hearth.people.actions.editing import SavedAlready
from hearth.people.queries.sections import EditedMeanwhile

DAY = datetime.timedelta(days=1)


def phq9() -> Measure:
    return next(one for one in queries.measures_used() if one.slug == "phq-9")


class TestWritingDown:
    def test_it_is_scored_by_the_measures_own_rules(self, record, team_member, jo):
        row = record(team_member, jo)

        assert (row.came_to, row.version, row.missing) == ({"total": "8"}, "1", [])

    def test_what_was_not_answered_is_said_and_makes_no_score(self, record, team_member, jo):
        row = record(team_member, jo, EIGHT_ONES)

        assert (row.came_to, row.missing) == ({}, [9])

    def test_the_answers_are_sealed_under_the_persons_own_key(self, record, team_member, jo):
        row = record(team_member, jo, words="It was a bad week")

        with as_the_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT said_sealed FROM outcomes_reading WHERE id = %s", [row.id])
            assert b"bad week" not in bytes(cursor.fetchone()[0])
        with acting_as(team_member):
            assert queries.reading_said(Reading.objects.get(id=row.id)).words == "It was a bad week"

    def test_a_total_alone_may_be_written_down(self, record, team_member, jo):
        row = record(team_member, jo, totals=[("total", "15")])

        assert (row.is_total, row.came_to) == (True, {"total": "15"})

    def test_a_total_that_the_measure_cannot_come_to_is_refused(self, record, team_member, jo):
        with pytest.raises(ReadingRefused, match="from 0 to 27"):
            record(team_member, jo, totals=[("total", "28")])

    def test_a_score_with_no_end_to_its_digits_is_kept_exactly(self, record, team_member, jo):
        answers = {1: 4, 2: 4, 3: 4, 4: 5, 5: 5, 6: 5, 7: 5}
        with as_the_owner():
            MeasureUsed.objects.create(slug="dialog", edited_by=team_member)
        row = record(team_member, jo, answers, measure="dialog")

        assert row.came_to["quality_of_life"] == "32/7"
        assert row.made_up == ["quality_of_life"]

    def test_sent_twice_it_is_one_reading(self, record, team_member, jo):
        once = uuid7()
        record(team_member, jo, reading_id=once)
        record(team_member, jo, reading_id=once)

        with as_the_owner():
            assert Reading.objects.count() == 1

    def test_sent_again_with_other_answers_nothing_is_lost(self, record, team_member, jo):
        once = uuid7()
        record(team_member, jo, reading_id=once)
        with pytest.raises(SavedAlready):
            record(team_member, jo, {**EIGHT_ONES, 9: 0, 1: 3}, reading_id=once)

    def test_nothing_answered_is_no_reading(self, record, team_member, jo):
        with pytest.raises(ReadingRefused, match="one question at least"):
            record(team_member, jo, {})

    def test_a_day_to_come_is_refused(self, record, team_member, jo, today):
        with pytest.raises(ReadingRefused, match="still to come"):
            record(team_member, jo, on=today + DAY)

    def test_a_measure_that_is_not_used_is_not_there(self, record, team_member, jo):
        with pytest.raises(MeasureUsed.DoesNotExist):
            record(team_member, jo, {1: 2}, measure="reqol-10")

    def test_a_worker_never_answers_as_if_from_afar(self, record, team_member, jo):
        with pytest.raises(ReadingRefused):
            record(team_member, jo, how="OWN_PAGE")


class TestWhoMay:
    def test_nobody_with_whom_the_person_does_not_share_their_support(
        self, record, greeter, other_hub, jo
    ):
        elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
        for worker in (greeter, elsewhere):
            with pytest.raises((NotAllowed, jo.DoesNotExist)):
                record(worker, jo)

    def test_the_wall_shows_it_to_those_alone_and_to_themselves(
        self, record, team_member, greeter, hub_manager, jo, jo_herself
    ):
        record(team_member, jo)

        def sees(worker):
            with acting_as(worker):
                return Reading.objects.count()

        assert [sees(one) for one in (team_member, hub_manager, greeter)] == [1, 1, 0]
        assert sees(jo_herself) == 1

    def test_what_it_said_before_is_never_written_over(
        self, record, team_member, jo, hub, now, today
    ):
        row = record(team_member, jo)
        correct(row, team_member, hub, {**EIGHT_ONES, 9: 0, 1: 3}, now=now, today=today)
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            acting_as(team_member),
        ):
            ReadingBefore.objects.update(changed_at=now)


def correct(row, by, hub, answers, *, now, today, stamp=None):
    with acting_as(by):
        row = Reading.objects.get(id=row.id)
        said = ReadingSaid("phq-9", today, "DESK", hub.id, tuple(sorted(answers.items())))
        actions.correct_reading(
            by=by, reading=row, said=said, stamp=stamp or queries.reading_said(row).stamp,
            now=now, today=today,
        )  # fmt: skip
        return Reading.objects.get(id=row.id)


class TestPuttingRight:
    def test_it_is_scored_anew_and_what_it_said_is_kept(
        self, record, team_member, jo, hub, now, today
    ):
        row = record(team_member, jo)
        right = correct(row, team_member, hub, {**EIGHT_ONES, 9: 0, 1: 3}, now=now, today=today)

        with acting_as(team_member):
            shown = queries.reading_page(right, actor=team_member)
        assert right.came_to == {"total": "10"}
        assert [once.said.by_number[1] for once in shown.before] == [1]

    def test_what_it_said_before_can_be_put_back(self, record, team_member, jo, hub, now, today):
        row = record(team_member, jo)
        correct(row, team_member, hub, {**EIGHT_ONES, 9: 0, 1: 3}, now=now, today=today)
        back = correct(row, team_member, hub, {**EIGHT_ONES, 9: 0}, now=now, today=today)

        assert back.came_to == {"total": "8"}
        with as_the_owner():
            assert ReadingBefore.objects.count() == 2

    def test_two_at_once_lose_nothing(self, record, team_member, jo, hub, now, today):
        row = record(team_member, jo)
        with pytest.raises(EditedMeanwhile):
            correct(
                row, team_member, hub, {**EIGHT_ONES, 9: 0, 1: 3}, now=now, today=today, stamp="old"
            )  # fmt: skip

    def test_taken_back_it_counts_no_more_and_can_be_put_back(self, record, team_member, jo, now):
        row = record(team_member, jo)
        with acting_as(team_member):
            actions.take_back_reading(by=team_member, reading=row, now=now)
            assert queries.changes_of(jo, actor=team_member) == ()
            assert Reading.objects.get(id=row.id).taken_back_at == now
            actions.put_back_reading(by=team_member, reading=row, now=now)
            assert Reading.objects.get(id=row.id).taken_back_at is None


def test_not_now_is_written_once_a_day_and_asks_for_nothing(shared, team_member, jo, now, today):
    for _ in range(2):
        with acting_as(team_member):
            actions.say_not_now(by=team_member, person=jo, measure=phq9(), now=now, today=today)

    with as_the_owner():
        assert NotNow.objects.filter(person=jo, measure="phq-9").count() == 1


def test_a_list_asks_as_many_questions_for_twenty_as_for_one(
    shared, team_member, jo, hub, django_assert_max_num_queries
):
    for _ in range(20):
        ReadingFactory(person=jo, held_by=jo.held_by, site=hub, written_by=team_member)
    with acting_as(team_member), django_assert_max_num_queries(8):
        assert len(queries.readings_of(jo, actor=team_member).rows) == 20

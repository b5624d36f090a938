"""Goals: in the person's own words, with how far along they say they are; never failed."""

import datetime
import re

import pytest
from django.db import DatabaseError, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import EditedMeanwhile, withdraw_sharing
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Goal, GoalState, GoalStep, GoalWording
from hearth.support.queries.goals import GoalSaid, StepSaid
from hearth.support.tests.factories import (
    GoalFactory,
    GoalStepFactory,
    PartFactory,
    share_support,
)

DAY = datetime.timedelta(days=1)


@pytest.fixture
def aim(now, today):
    def write(by, person, words="Sleep", goal_id=None, **said):
        with acting_as(by):
            return actions.set_goal(
                by=by, person=person, said=GoalSaid(words, **said), goal_id=goal_id or uuid7(),
                now=now, today=today,
            )  # fmt: skip

    return write


@pytest.fixture
def change(now, today):
    def write(by, goal, stamp=None, **said):
        with acting_as(by):
            before = queries.goal_rows([Goal.objects.get(id=goal.id)], actor=by)[0].said
            actions.change_goal(
                by=by, goal=goal, said=GoalSaid(**said), stamp=stamp or before.stamp, now=now,
                today=today,
            )  # fmt: skip

    return write


def step(by, goal, how_far, now, today, step_id=None):
    with acting_as(by):
        return actions.say_how_far(
            by=by, goal=goal, how_far=how_far, words="Two good nights", now=now, today=today,
            step_id=step_id or uuid7(),
        )  # fmt: skip


def shown(worker, person):
    with acting_as(worker):
        return queries.goals_of(person, actor=worker)


class TestGoals:
    def test_are_worked_on_paused_or_reached_and_nothing_else(self):
        assert set(GoalState.values) == {"WORKING", "PAUSED", "REACHED"}

    def test_are_linked_to_why_they_came(self, aim, shared, team_member, jo, now):
        PartFactory(
            person=jo, held_by=jo.held_by, edited_at=now, edited_by=team_member, part="BRINGS",
            words="Awake all night",
        )  # fmt: skip
        aim(team_member, jo, is_why_they_came=True)
        aim(team_member, jo, "Sing again")

        assert [(one.said.words, one.came_for) for one in shown(team_member, jo)] == [
            ("Sleep", "Awake all night"), ("Sing again", ""),
        ]  # fmt: skip

    def test_keep_what_they_said_before(
        self, aim, change, shared, team_member, colleague, jo, today
    ):
        goal = aim(team_member, jo, why="I am tired")
        change(colleague, goal, words="Sleep till six", state="REACHED")

        [one] = shown(team_member, jo)
        assert (one.said.words, one.said.state_words, one.since_on) == (
            "Sleep till six", "Reached", today,
        )  # fmt: skip
        with acting_as(team_member):
            [once] = queries.goal_before(goal, actor=team_member)
        assert (once.said.words, once.said.why, once.written_by) == (
            "Sleep", "I am tired", "Tariq",
        )  # fmt: skip
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            GoalWording.objects.update(state="PAUSED")

    def test_changed_by_two_at_once_lose_nothing(
        self, aim, change, shared, team_member, colleague, jo
    ):
        goal = aim(team_member, jo)
        drawn = GoalSaid("Sleep").stamp
        change(colleague, goal, stamp=drawn, words="Sleep till six")
        with pytest.raises(EditedMeanwhile):
            change(team_member, goal, stamp=drawn, words="Nap")

    def test_twice_are_one(self, aim, shared, team_member, jo, now, today):
        one, first_step = uuid7(), uuid7()
        for _ in range(2):
            goal = aim(team_member, jo, goal_id=one)
            step(team_member, goal, 3, now, today, first_step)
        with acting_as(team_member):
            assert Goal.objects.count() == GoalStep.objects.count() == 1

    def test_say_what_is_missing(self, aim, change, shared, team_member, jo, now, today):
        with pytest.raises(SupportRefused, match="own words"):
            aim(team_member, jo, "  ")
        goal = aim(team_member, jo)
        with pytest.raises(SupportRefused, match="how it stands"):
            change(team_member, goal, words="Sleep", state="FAILED")
        for wrong in (-1, 11):
            with pytest.raises(SupportRefused, match="0 to 10"):
                step(team_member, goal, wrong, now, today)

    def test_are_closed_to_others_and_when_the_person_says_stop(
        self, aim, shared, team_member, team_elsewhere, greeter, jo, now, today
    ):
        goal = aim(team_member, jo)
        for worker in (team_elsewhere, greeter):
            assert shown(worker, jo) == []
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert shown(team_member, jo) == []
        with pytest.raises(NotAllowed):
            step(team_member, goal, 3, now, today)


class TestChart:
    @pytest.fixture
    def goal(self, shared, jo):
        return GoalFactory(person=jo, held_by=jo.held_by)

    def add(self, goal, worker, how_far, day):
        GoalStepFactory(
            goal=goal, person=goal.person, held_by=goal.held_by, how_far=how_far, said_on=day,
            written_by=worker,
        )  # fmt: skip

    def test_goes_from_the_first_day_to_the_last_and_from_0_to_10(
        self, goal, team_member, jo, today
    ):
        self.add(goal, team_member, 0, today - 10 * DAY)
        self.add(goal, team_member, 5, today - 5 * DAY)
        self.add(goal, team_member, 10, today)

        [one] = shown(team_member, jo)
        assert one.line == "26.0,120.0 146.0,65.0 266.0,10.0"
        assert one.latest.how_far == 10

    def test_of_one_day_stands_in_the_middle(self, goal, team_member, jo, today):
        self.add(goal, team_member, 10, today)
        assert shown(team_member, jo)[0].line == "146.0,10.0"

    def test_has_its_numbers_beside_it(self, page, goal, team_member, jo, today):
        assert '<svg width="280"' not in page(team_member, "goal", jo.id, goal.id)
        self.add(goal, team_member, 4, today)
        words = page(team_member, "goal", jo.id, goal.id)
        assert '<svg width="280"' in words
        assert "4 of 10" in words


class TestPuttingRight:
    @pytest.fixture
    def said(self, shared, jo, team_member, today):
        """Jo was 8 of 10 a week ago, as it was written down."""
        goal = GoalFactory(person=jo, held_by=jo.held_by)
        return GoalStepFactory(
            goal=goal, person=jo, held_by=jo.held_by, how_far=8, said_on=today - 7 * DAY,
            words="A bit better", written_by=team_member,
        )  # fmt: skip

    @pytest.fixture
    def right(self, now):
        def right(by, row, how_far, words="", stamp=None):
            with acting_as(by):
                row = queries.get_step(row.id, person=row.person, actor=by)
                return actions.put_step_right(
                    by=by, step=row, said=StepSaid(how_far, words), now=now,
                    stamp=stamp or queries.step_said(row).stamp,
                )  # fmt: skip

        return right

    def test_counts_from_then_on_its_own_day_and_keeps_what_it_said(
        self, said, right, team_member, colleague, jo, today
    ):
        right(colleague, said, 3, "A bit better")

        [goal] = shown(team_member, jo)
        [stands] = goal.steps
        assert (stands.how_far, stands.said_on, stands.written_by) == (
            3, today - 7 * DAY, "Tariq",
        )  # fmt: skip
        [once] = stands.before
        assert (once.said.how_far, once.put_right_by) == (8, "Cole")
        assert goal.latest == stands
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            GoalStep.objects.update(how_far=1)

    def test_stands_where_it_stood_among_those_of_its_day(self, said, right, team_member, jo):
        GoalStepFactory(
            goal=said.goal, person=jo, held_by=jo.held_by, how_far=5, said_on=said.said_on,
            written_by=team_member,
        )  # fmt: skip
        right(team_member, said, 3)
        right(team_member, said, 2)

        [goal] = shown(team_member, jo)
        assert [step.how_far for step in goal.steps] == [2, 5]
        assert [once.said.how_far for once in goal.steps[0].before] == [3, 8]

    def test_can_take_it_back_and_let_it_stand_again(self, said, right, team_member, jo):
        right(team_member, said, None)
        [goal] = shown(team_member, jo)
        assert (goal.steps, goal.line, goal.latest) == ((), "", None)
        assert len(goal.taken_back) == 1

        right(team_member, said, 8, "A bit better")
        [goal] = shown(team_member, jo)
        assert [step.how_far for step in goal.steps] == [8]
        assert [once.said.how_far for once in goal.steps[0].before] == [None, 8]

    def test_as_it_is_changes_nothing_and_two_at_once_lose_nothing(
        self, said, right, team_member, colleague, jo
    ):
        drawn = StepSaid(8, "A bit better").stamp
        right(team_member, said, 8, "A bit better")
        right(colleague, said, 3, stamp=drawn)
        with pytest.raises(EditedMeanwhile) as meanwhile:
            right(team_member, said, 5, stamp=drawn)
        assert meanwhile.value.now.how_far == 3
        with acting_as(team_member):
            assert GoalStep.objects.count() == 2

    def test_is_from_0_to_10(self, said, right, team_member):
        with pytest.raises(SupportRefused, match="0 to 10"):
            right(team_member, said, 11)

    def test_is_closed_to_others(self, page, said, team_member, team_elsewhere, jo, sam):
        page(team_elsewhere, "step", jo.id, said.id, status=404)
        share_support(sam, by=team_member)
        page(team_member, "step", sam.id, said.id, status=404)

    def test_has_a_page_that_loses_nothing(self, page, said, team_member, jo):
        at = (jo.id, said.id)
        assert "Put it right" in page(team_member, "goal", jo.id, said.goal_id)
        drawn = page(team_member, "step", *at)
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        data = {"how_far": "3", "step_words": "A bit better", "stamp": stamp}
        page(team_member, "step", *at, status=302, data=data)

        stale = page(team_member, "step", *at, data=data | {"step_words": "Much better"})
        assert "as somebody else wrote it" in stale
        assert "Much better" in stale
        assert "Before: 8 of 10" in page(team_member, "goal", jo.id, said.goal_id)
        data["stamp"] = stale.split('name="stamp" value="')[1].split('"')[0]
        page(team_member, "step", *at, status=302, data=data | {"how_far": "never"})
        assert "taken back, it was never said" in page(team_member, "goal", jo.id, said.goal_id)

    def test_is_told_to_the_person_with_what_it_said(self, said, right, team_member, jo):
        right(team_member, said, None)
        with acting_as(team_member):
            says = [row["says"] for row in queries.everything_about(jo)]
        assert any("8 of 10" in one for one in says)
        assert any("taken back" in one and "Put right" in one for one in says)


class TestPages:
    def test_write_one_change_it_and_say_how_far(self, page, shared, team_member, jo):
        assert "what brought you here" not in page(team_member, "add_goal", jo.id)
        data = {"words": "Sleep", "why": "I am tired"}
        page(team_member, "add_goal", jo.id, status=302, data=data)
        with acting_as(team_member):
            goal = Goal.objects.get()
        drawn = page(team_member, "goal", jo.id, goal.id)
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        data |= {"state": "PAUSED", "stamp": stamp}
        page(team_member, "goal", jo.id, goal.id, status=302, data=data)
        assert "Paused" in page(team_member, "support", jo.id)
        stale = page(team_member, "goal", jo.id, goal.id, data=data | {"words": "Nap"})
        assert "as somebody else wrote it" in stale
        assert "Nap" in stale

        how_far = {"how_far": "3", "step_words": "Better"}
        page(team_member, "say_how_far", jo.id, goal.id, status=302, data=how_far)
        assert "3 of 10" in page(team_member, "goal", jo.id, goal.id)
        too_long = {"how_far": "3", "step_words": "Better " * 2_000}
        for lost in ({}, {"how_far": "11"}, {"how_far": "x", "step_words": "Two nights"}, too_long):
            drawn = page(team_member, "say_how_far", jo.id, goal.id, data=lost)
            assert "There is a problem" in drawn
            assert lost.get("step_words", "").strip() in drawn
        with acting_as(team_member):
            assert GoalStep.objects.count() == 1

    def test_put_back_what_it_said_before(
        self, page, aim, change, shared, team_member, colleague, jo, now
    ):
        PartFactory(
            person=jo, held_by=jo.held_by, edited_at=now, edited_by=team_member, part="BRINGS",
            words="Awake all night",
        )  # fmt: skip
        goal = aim(team_member, jo, why="I am tired", is_why_they_came=True)
        change(colleague, goal, words="Nap", state="PAUSED", is_why_they_came=True)
        drawn = page(team_member, "goal", jo.id, goal.id)
        form = drawn.partition("What it said before")[2]
        sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))

        page(team_member, "goal", jo.id, goal.id, status=302, data=sent)

        [one] = shown(team_member, jo)
        assert one.said == GoalSaid("Sleep", "I am tired", "WORKING", is_why_they_came=True)

    def test_of_another_person_are_not_there(self, page, shared, team_member, jo, sam):
        share_support(sam, by=team_member)
        goal = GoalFactory(person=sam, held_by=sam.held_by)
        page(team_member, "goal", jo.id, goal.id, status=404)
        page(team_member, "say_how_far", jo.id, goal.id, status=404, data={"how_far": "1"})

    def test_ask_as_much_for_twelve_goals_as_for_six(
        self, page, shared, team_member, jo, django_assert_max_num_queries
    ):
        def add():
            for _ in range(6):
                goal = GoalFactory(person=jo, held_by=jo.held_by)
                GoalStepFactory(
                    goal=goal, person=jo, held_by=jo.held_by, how_far=1, written_by=team_member
                )

        add()
        with django_assert_max_num_queries(63) as six:
            page(team_member, "support", jo.id)
        add()
        with django_assert_max_num_queries(len(six)):
            page(team_member, "support", jo.id)


def test_all_of_it_is_told_to_the_person(aim, shared, team_member, jo, now, today):
    goal = aim(team_member, jo)
    step(team_member, goal, 3, now, today)
    with acting_as(team_member):
        said, far = queries.everything_about(jo)
    assert "Sleep. Working on it" in said["says"]
    assert "3 of 10, Sleep. You said: Two good nights" in far["says"]

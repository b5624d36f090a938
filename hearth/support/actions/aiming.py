"""Goals: said in the person's own words, changed by them, and how far along they say they are."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale, refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Goal, GoalState, GoalStep, GoalWording
from hearth.support.queries.goals import (
    MOST,
    GoalSaid,
    StepSaid,
    goal_said,
    standing_step,
    step_said,
    why_they_came,
)


@transaction.atomic
def set_goal(
    *, by: Actor, person: Person, said: GoalSaid, goal_id: UUID, now: datetime.datetime,
    today: datetime.date,
) -> Goal:  # fmt: skip
    """
    Write down what somebody wants for themselves, in their own words. They may do so themselves.

    :param goal_id: an id that the page made up, so that a double tap is one goal
    :raises NotAllowed: if the person's support is not open to the actor, and it is not their own
    :raises SupportRefused: if nothing is said
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin(by, person, now=now, or_themselves=True)
    said = _checked(said)
    there = Goal.objects.filter(id=goal_id).first()
    came_for = said.is_why_they_came and why_they_came(person, actor=by) is not None
    if there and there.person_id == person.id:
        refuse_other_words(goal_said(there), replace(said, is_why_they_came=came_for))
        return there
    if there:
        raise SupportRefused("Part of this page was lost. Open the page again")
    row = Goal(id=goal_id, since_on=today, **whose(by, person))
    _set(by, person, row, said)
    row.save(force_insert=True)
    _keep(by, row, today=today)
    audit.note(by=by, verb="wrote down a goal of", subject=person)
    return row


@transaction.atomic
def change_goal(
    *, by: Actor, goal: Goal, said: GoalSaid, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Change what a goal says, or how it stands. What it said before is kept.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if nothing is said
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, goal.person, now=now)
    row = _held(by, goal, now=now)
    before, said = goal_said(row), _checked(said)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    if said.state != before.state:
        row.since_on = today
    _set(by, person, row, said)
    row.save()
    _keep(by, row, today=today)
    audit.note(by=by, verb="changed a goal of", subject=person)


@transaction.atomic
def say_how_far(
    *, by: Actor, goal: Goal, how_far: int, words: str, step_id: UUID, now: datetime.datetime,
    today: datetime.date,
) -> GoalStep:  # fmt: skip
    """
    Write down how far along somebody says that they are, 0 to 10. They may do so themselves.

    :param step_id: an id that the page made up, so that a double tap is one step
    :raises NotAllowed: if the person's support is not open to the actor, and it is not their own
    :raises SupportRefused: if it is not from 0 to 10
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin(by, goal.person, now=now, or_themselves=True)
    row = _held(by, goal, now=now)
    if not 0 <= how_far <= MOST:
        raise SupportRefused("Choose a number from 0 to 10", about="how_far")
    words = checked(words, about="step_words")
    there = GoalStep.objects.filter(id=step_id).first()
    if there and there.goal_id == row.id:
        refuse_other_words((there.how_far, there.words), (how_far, words))
        return there
    if there:
        raise SupportRefused("Part of this page was lost. Open the page again")
    step = GoalStep(
        id=step_id, person=person, held_by_id=row.held_by_id, goal=row, how_far=how_far,
        said_on=today, written_by_id=by.id,
    )  # fmt: skip
    step.words = words
    step.save(force_insert=True)
    audit.note(by=by, verb="wrote down a step of", subject=person)
    return step


@transaction.atomic
def put_step_right(
    *, by: Actor, step: GoalStep, said: StepSaid, stamp: str, now: datetime.datetime
) -> GoalStep:
    """
    Put right how far along somebody said that they were on that day. What it said before is kept.

    :param said: with no number, it is taken back: it was never said
    :param stamp: the stamp of the step as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it is not from 0 to 10
    :raises EditedMeanwhile: if somebody else put it right after the page was drawn
    """
    person = begin(by, step.person, now=now)
    row = _held(by, step.goal, now=now)
    if said.how_far is not None and not 0 <= said.how_far <= MOST:
        raise SupportRefused("Choose a number from 0 to 10", about="how_far")
    said = replace(said, words=checked(said.words, about="step_words"))
    stands = standing_step(step)
    before = step_said(stands)
    if said == before:
        return stands
    refuse_if_stale(before, stamp)
    right = GoalStep(
        person=person, held_by_id=row.held_by_id, goal=row, how_far=said.how_far,
        said_on=stands.said_on, written_by_id=by.id, instead_of=stands,
    )  # fmt: skip
    right.words = said.words
    right.save(force_insert=True)
    audit.note(by=by, verb="put right a step of", subject=person)
    return right


def _held(by: Actor, goal: Goal, *, now: datetime.datetime) -> Goal:
    mine = Goal.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=goal.id)


def _checked(said: GoalSaid) -> GoalSaid:
    if said.state not in GoalState.values:
        raise SupportRefused("Choose how it stands", about="state")
    words = checked(said.words, about="words", needed="Write the goal in their own words")
    return replace(said, words=words, why=checked(said.why, about="why"))


def _set(by: Actor, person: Person, row: Goal, said: GoalSaid) -> None:
    row.words, row.why, row.state = said.words, said.why, said.state
    row.came_for = why_they_came(person, actor=by) if said.is_why_they_came else None


def _keep(by: Actor, row: Goal, *, today: datetime.date) -> None:
    kept = GoalWording(
        person_id=row.person_id, held_by_id=row.held_by_id, goal=row, state=row.state,
        written_on=today, written_by_id=by.id,
    )  # fmt: skip
    kept.words, kept.why = row.words, row.why
    kept.save(force_insert=True)

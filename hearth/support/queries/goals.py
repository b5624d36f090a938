"""Goals, and how far along somebody says that they are, drawn as a small chart."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.support.models import ConversationPart, Goal, GoalState, GoalStep, GoalWording, Part

MOST = 10
"""How far along one can be."""
LEFT, TOP, WIDE, HIGH = 26, 10, 240, 110
"""The chart's own frame, in the units of its drawing."""


@dataclass(frozen=True)
class GoalSaid(Stamped):
    """What a goal says, and how it stands."""

    words: str
    why: str = ""
    state: str = GoalState.WORKING.value
    is_why_they_came: bool = False

    @property
    def state_words(self) -> str:
        return str(GoalState(self.state).label)


@dataclass(frozen=True)
class StepSaid(Stamped):
    """How far along somebody said that they were, and what they said about it."""

    how_far: int | None
    """None if it was taken back: it was never said."""
    words: str = ""


@dataclass(frozen=True)
class StepOnce:
    """What was written of a step until somebody put it right."""

    said: StepSaid
    written_by: str
    until: datetime.datetime
    put_right_by: str


@dataclass(frozen=True)
class StepRow:
    """How far along somebody said that they were, on one day, as it stands now."""

    id: UUID
    said: StepSaid
    said_on: datetime.date
    written_by: str
    before: tuple[StepOnce, ...]
    """What it said before it was put right, the newest first."""
    x: float = 0
    y: float = 0

    @property
    def how_far(self) -> int | None:
        return self.said.how_far

    @property
    def words(self) -> str:
        return self.said.words


@dataclass(frozen=True)
class GoalRow:
    """A goal as a page shows it, with its steps in order."""

    id: UUID
    said: GoalSaid
    since_on: datetime.date
    came_for: str
    steps: tuple[StepRow, ...]
    taken_back: tuple[StepRow, ...] = ()
    """Steps that were never said, in order: they count nowhere."""

    @property
    def line(self) -> str:
        """The points of the chart's line, as SVG says them."""
        return " ".join(f"{step.x:.1f},{step.y:.1f}" for step in self.steps)

    @property
    def latest(self) -> StepRow | None:
        return self.steps[-1] if self.steps else None


@dataclass(frozen=True)
class GoalOnce:
    """What a goal said from one day on, and who wrote it."""

    said: GoalSaid
    written_on: datetime.date
    written_by: str


def goal_said(row: Goal) -> GoalSaid:
    """Return what a goal says."""
    return GoalSaid(row.words, row.why, row.state, row.came_for_id is not None)


def goals_of(person: Person, *, actor: Actor) -> list[GoalRow]:
    """Return somebody's goals: those worked on first, those reached last."""
    order = list(GoalState)
    mine = Goal.objects.open_to(sight_of(actor)).filter(person=person).order_by("id")
    rows = goal_rows(list(mine), actor=actor)
    return sorted(rows, key=lambda row: order.index(GoalState(row.said.state)))


def get_goal(goal_id: UUID, *, person: Person, actor: Actor) -> Goal:
    """
    Return a goal of this person's.

    :raises Goal.DoesNotExist: if there is none, or it is not open to the actor
    """
    return Goal.objects.open_to(sight_of(actor)).get(id=goal_id, person=person)


def goal_rows(goals: list[Goal], *, actor: Actor) -> list[GoalRow]:
    """Return goals as a page shows them, with the steps of all of them in one question."""
    sight = sight_of(actor)
    steps = list(GoalStep.objects.open_to(sight).filter(goal__in=goals).order_by("said_on", "id"))
    names = workers_named({step.written_by_id for step in steps})
    of_each: dict[UUID, list[StepRow]] = {}
    for goal_id, row in _as_they_stand(steps, names):
        of_each.setdefault(goal_id, []).append(row)
    came_for = {
        part.id: part.words
        for part in ConversationPart.objects.open_to(sight).filter(
            id__in={goal.came_for_id for goal in goals if goal.came_for_id}
        )
    }
    return [
        GoalRow(
            goal.id, goal_said(goal), goal.since_on,
            came_for.get(goal.came_for_id, "") if goal.came_for_id else "",
            _drawn([row for row in of_each.get(goal.id, []) if row.how_far is not None]),
            tuple(row for row in of_each.get(goal.id, []) if row.how_far is None),
        )
        for goal in goals
    ]  # fmt: skip


def get_step(step_id: UUID, *, person: Person, actor: Actor) -> GoalStep:
    """
    Return a step of this person's towards a goal: the one that stands in its place by now.

    :raises GoalStep.DoesNotExist: if there is none, or it is not open to the actor
    """
    mine = GoalStep.objects.open_to(sight_of(actor)).select_related("goal")
    return standing_step(mine.get(id=step_id, person=person))


def standing_step(step: GoalStep) -> GoalStep:
    """Return the step that stands instead of another, or instead of that one."""
    while later := GoalStep.objects.select_related("goal").filter(instead_of=step).first():
        step = later
    return step


def step_said(step: GoalStep) -> StepSaid:
    """Return what is written of a step."""
    return StepSaid(step.how_far, step.words)


def goal_before(goal: Goal, *, actor: Actor) -> list[GoalOnce]:
    """Return what a goal said before, the newest first."""
    mine = GoalWording.objects.open_to(sight_of(actor)).filter(goal=goal)
    rows = list(mine.order_by("-id")[1:])
    names = workers_named({row.written_by_id for row in rows})
    return [
        GoalOnce(
            GoalSaid(row.words, row.why, row.state), row.written_on,
            names.get(row.written_by_id, ""),
        )
        for row in rows
    ]  # fmt: skip


def why_they_came(person: Person, *, actor: Actor) -> ConversationPart | None:
    """Return what brought somebody, as they told it; None if that is not written down."""
    parts = ConversationPart.objects.open_to(sight_of(actor))
    row = parts.filter(person=person, part=Part.BRINGS).first()
    return row if row and row.words_sealed else None


def _as_they_stand(steps: list[GoalStep], names: dict[UUID, str]) -> Iterator[tuple[UUID, StepRow]]:
    """Yield each step as it is written now, with its goal: one put right where the first stood."""
    right = {step.instead_of_id: step for step in steps if step.instead_of_id}
    for first in steps:
        if first.instead_of_id:
            continue
        stands, before = first, []
        while later := right.get(stands.id):
            before.append(
                StepOnce(
                    step_said(stands), names.get(stands.written_by_id, ""), later.recorded_at,
                    names.get(later.written_by_id, ""),
                )
            )  # fmt: skip
            stands = later
        yield (
            first.goal_id,
            StepRow(
                stands.id, step_said(stands), first.said_on, names.get(first.written_by_id, ""),
                tuple(reversed(before)),
            ),
        )  # fmt: skip


def _drawn(steps: list[StepRow]) -> tuple[StepRow, ...]:
    """Return steps with their place in the chart: days across, 0 to 10 upwards."""
    if not steps:
        return ()
    first = steps[0].said_on
    days = (steps[-1].said_on - first).days
    return tuple(
        replace(
            step,
            x=LEFT + (WIDE * (step.said_on - first).days / days if days else WIDE / 2),
            y=TOP + HIGH * (MOST - (step.how_far or 0)) / MOST,
        )
        for step in steps
    )

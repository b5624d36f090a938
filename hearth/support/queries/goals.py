"""Goals, and how far along somebody says that they are, drawn as a small chart."""

import datetime
from dataclasses import dataclass
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
class StepRow:
    """How far along somebody said that they were, on one day."""

    how_far: int
    said_on: datetime.date
    words: str
    written_by: str
    x: float
    y: float


@dataclass(frozen=True)
class GoalRow:
    """A goal as a page shows it, with its steps in order."""

    id: UUID
    said: GoalSaid
    since_on: datetime.date
    came_for: str
    steps: tuple[StepRow, ...]

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
            _drawn([step for step in steps if step.goal_id == goal.id], names),
        )
        for goal in goals
    ]  # fmt: skip


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


def _drawn(steps: list[GoalStep], names: dict[UUID, str]) -> tuple[StepRow, ...]:
    """Return steps with their place in the chart: days across, 0 to 10 upwards."""
    if not steps:
        return ()
    first = steps[0].said_on
    days = (steps[-1].said_on - first).days
    return tuple(
        StepRow(
            step.how_far, step.said_on, step.words, names.get(step.written_by_id, ""),
            LEFT + (WIDE * (step.said_on - first).days / days if days else WIDE / 2),
            TOP + HIGH * (MOST - step.how_far) / MOST,
        )
        for step in steps
    )  # fmt: skip

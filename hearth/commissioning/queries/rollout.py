"""How new hubs come along: each step with its month, since when it slipped, and why."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from hearth.commissioning.models import Milestone, Slip, Stage
from hearth.commissioning.months import month_of
from hearth.commissioning.queries.hubs import A_PAGE
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site, SiteKind


@dataclass(frozen=True)
class SlipRow:
    was: datetime.date
    now: datetime.date
    said_on: datetime.date
    why: str
    said_by: str


@dataclass(frozen=True)
class Step:
    """One step of a new hub's, as the board shows it."""

    id: UUID
    stage: Stage
    what: str
    first_target: datetime.date
    target: datetime.date
    reached_on: datetime.date | None
    slips: tuple[SlipRow, ...]
    """The newest first."""
    is_late: bool
    """Its month is over, and nobody has said that it was reached or put off."""

    @property
    def slipped_since(self) -> datetime.date | None:
        """The day on which it was first said that it slips."""
        return self.slips[-1].said_on if self.slips else None

    @property
    def state(self) -> str:
        if self.reached_on:
            return "Reached"
        if self.is_late:
            return "Late"
        return "Slipped" if self.slips else "To come"


@dataclass(frozen=True)
class NewHub:
    """A hub on its way, with its steps in the order in which hubs come along."""

    site: Site
    steps: tuple[Step, ...]

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.reached_on), None)

    @property
    def is_there(self) -> bool:
        return bool(self.steps) and self.next is None


def board(actor: Actor, *, today: datetime.date, first: int = 0) -> list[NewHub]:
    """
    Return a page of the hubs that have steps, those still on their way before the others.

    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    sites = Site.objects.filter(milestones__isnull=False, kind=SiteKind.HUB).distinct()
    page = sites.prefetch_related(Prefetch("milestones", _with_slips())).order_by(
        "-status", "name", "id"
    )
    return [
        NewHub(
            site,
            tuple(
                sorted((step_of(row, today=today) for row in site.milestones.all()), key=_in_order)
            ),
        )
        for site in page[first : first + A_PAGE + 1]
    ]


def _in_order(step: Step) -> tuple[datetime.date, int]:
    return step.reached_on or step.target, step.stage.place


def _with_slips() -> QuerySet[Milestone]:
    slips = Slip.objects.select_related("said_by").order_by("-said_on", "-id")
    return Milestone.objects.prefetch_related(Prefetch("slips", slips)).order_by("target", "id")


def get_milestone(milestone_id: UUID, *, actor: Actor) -> Milestone:
    """
    Return a step of a new hub's.

    :raises Milestone.DoesNotExist: if there is none, or the actor may not see it
    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    return _with_slips().select_related("site").get(id=milestone_id)


def step_of(row: Milestone, *, today: datetime.date) -> Step:
    slips = tuple(
        SlipRow(each.was, each.now, each.said_on, each.why, each.said_by.name)
        for each in row.slips.all()
    )
    is_late = row.reached_on is None and row.target < month_of(today)
    return Step(
        row.id, Stage(row.stage), row.what, row.first_target, row.target, row.reached_on, slips,
        is_late,
    )  # fmt: skip

"""A stay-well plan as it is read at three in the morning: the worst day first."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from hearth.accounts.roles import Role
from hearth.design.words import listed
from hearth.people.models import (
    PLAN,
    Heading,
    Layer,
    Passage,
    Person,
    Sharing,
    Sight,
    StayWellPlan,
    Wording,
)
from hearth.people.queries.circle import ToRing, people_to_ring
from hearth.people.queries.layers import PassageShown, PlanShown, plan_of
from hearth.people.queries.telling import how_long_ago
from hearth.places.models import Site

FIRST = (Heading.WORST_DAY, Heading.SAFER)
"""What is read first, before whom to ring."""
THEN = (
    Heading.PEOPLE_AND_PLACES, Heading.NOT_GREAT, Heading.WORSE, Heading.SLIPPING, Heading.OK,
    Heading.WELL,
)  # fmt: skip


@dataclass(frozen=True)
class PlanPage:
    """All that a plan's page shows."""

    plan: PlanShown
    first: tuple[PassageShown, ...]
    then: tuple[PassageShown, ...]
    ring: tuple[ToRing, ...]
    looked_at: str
    """How long ago it was looked at, in words."""
    is_time: bool
    """The day on which they wanted to look at it again has come."""


def plan_page(person_id: UUID, *, sight: Sight) -> PlanPage:
    """Return somebody's plan in the order in which it is needed, with the people to ring."""
    plan = plan_of(person_id, PLAN, sight=sight)
    by_heading = {each.said.heading: each for each in plan.passages}
    return PlanPage(
        plan=plan,
        first=tuple(by_heading[heading] for heading in FIRST),
        then=tuple(by_heading[heading] for heading in THEN),
        ring=people_to_ring(person_id),
        looked_at=how_long_ago(plan.looked_at_on, sight.today) if plan.looked_at_on else "",
        is_time=bool(plan.look_again_on and plan.look_again_on <= sight.today),
    )


def who_has_a_plan(people: Collection[UUID], *, sight: Sight) -> frozenset[UUID]:
    """Return which of these people have a stay-well plan that is open to somebody: one question."""
    plans = StayWellPlan.objects.open_to(sight).filter(person__in=people)
    return frozenset(plans.values_list("person_id", flat=True))


@dataclass(frozen=True)
class PlanChanged:
    """That somebody's plan says something else than it did, and nothing that it says."""

    person_id: UUID
    known_as: str
    at: datetime.datetime


def plans_changed(
    site: Site, *, sight: Sight, after: datetime.datetime, until: datetime.datetime
) -> tuple[PlanChanged, ...]:
    """
    Return whose plan changed between two moments, the latest first, of those whom a site knows and
    who share it with somebody. One question; every change is kept, so it is true of any moment.
    """
    changed = Wording.objects.open_to(sight).filter(
        layer=Layer.PLAN, written_at__gt=after, written_at__lte=until, worker_id=None,
        person__known_at__contains=[site.id], person__died_recorded_at=None,
    )  # fmt: skip
    last = changed.values_list("person_id", "person__known_as").annotate(at=Max("written_at"))
    return tuple(PlanChanged(*row) for row in last.order_by("-at", "person_id"))


@dataclass(frozen=True)
class PlanToPrint:
    """Somebody's plan as it goes on paper."""

    person_id: UUID
    known_as: str
    pronouns: str
    looked_at_on: datetime.date
    passages: tuple[tuple[str, str], ...]
    """A heading and what stands under it, in the order of the night; the empty ones are not."""
    ring: tuple[ToRing, ...]


def plans_to_print(people: Collection[UUID], *, sight: Sight) -> tuple[PlanToPrint, ...]:
    """
    Return the plans of these people that somebody may read, in the order of the ids. Two
    questions, and one for each plan: whom it says to ring.
    """
    plans = StayWellPlan.objects.open_to(sight).filter(
        person__in=people, worker_id=None, person__died_recorded_at=None
    )
    kept = {row.person_id: row for row in plans.select_related("person")}
    said: dict[UUID, dict[str, str]] = {}
    for row in Passage.objects.open_to(sight).filter(person__in=kept, layer=Layer.PLAN):
        said.setdefault(row.person_id, {})[row.heading] = row.words
    return tuple(
        PlanToPrint(
            one, kept[one].person.known_as, kept[one].person.pronouns, kept[one].looked_at_on,
            tuple(
                (str(heading.label), words)
                for heading in (*FIRST, *THEN)
                if (words := said.get(one, {}).get(heading, ""))
            ),
            people_to_ring(one),
        )
        for one in dict.fromkeys(people)
        if one in kept
    )  # fmt: skip


def readers(person: Person, layer: Layer, *, today: datetime.date) -> tuple[str, ...]:
    """
    Return in words with whom a layer is shared, for whoever may see that.

    :returns: such as "The team members at Acomb" or "York Mind, until 3 March 2027"
    """
    rows = (
        Sharing.objects.standing(today)
        .shown(today)
        .filter(person=person, layers__contains=[layer])
        .select_related("with_organisation", "with_site", "with_worker")
        .order_by("id")
    )
    return tuple(dict.fromkeys(_reader(row) for row in rows))


def _reader(row: Sharing) -> str:
    if row.with_organisation:
        whom = row.with_organisation.name
    elif row.with_site:
        roles = [f"{Role(role).label}s".lower() for role in row.with_roles]
        whom = f"the {listed(roles)} at {row.with_site.name}"
    else:
        whom = row.with_worker.name if row.with_worker else ""
    until = f", until {row.until_on.day} {row.until_on:%B %Y}" if row.until_on else ""
    return f"{whom[:1].upper()}{whom[1:]}{until}"

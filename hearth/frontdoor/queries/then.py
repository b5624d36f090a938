"""Who was in a building at a moment gone by, as far as anybody wrote down."""

import datetime

from django.db.models import Exists, OuterRef, Q

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import (
    WRITTEN_UP_LATER,
    ArrivalQuerySet,
    Headcount,
    Presence,
    Visit,
    WorkingHere,
)
from hearth.frontdoor.moments import LONG_AGO, in_london
from hearth.frontdoor.queries.building import (
    Building,
    FromEarlier,
    GroupIn,
    VisitorIn,
    WorkerIn,
)
from hearth.frontdoor.queries.showing import HIDDEN, Shown, shown
from hearth.people.queries import died
from hearth.places.models import Site

NOBODY = FromEarlier(0, 0, 0, None, (), ())
DAYS_BACK = datetime.timedelta(days=3)
"""How long before a moment whoever was in then, and found still in, can have come."""


def who_was_in(site: Site, *, actor: Actor, at: datetime.datetime) -> Building:
    """
    Return who was in a building at a moment, by the times at which they came and left. Four
    questions, however many.

    Whoever came over twelve hours before and was not found still in is left out, as they would be
    now; so is what was undone, and somebody who has died. Only those are named whom the actor sees
    as their team or at their door: who was in is no fire roll. Nor is a colleague.
    """
    require(actor, Permission.SEE_VISITS, at=site)
    gone = died(site, actor=actor)
    visits = _in_then(Visit.objects.at(site), at).filter(~_came_again(at)).exclude(person__in=gone)
    groups = _in_then(Headcount.objects.at(site), at)
    return Building(
        site=site,
        now=at,
        visitors=tuple(
            VisitorIn(visit.pk, _shown(visit), visit.arrived_at, False, False, None)
            for visit in visits.select_related("person").order_by("arrived_at", "id")
        ),
        groups=tuple(
            GroupIn(group.pk, group.how_many, group.what, group.arrived_at)
            for group in groups.order_by("arrived_at", "id")
        ),
        workers=_workers(site, actor, at),
        earlier=NOBODY,
    )


def _in_then(rows: ArrivalQuerySet, at: datetime.datetime) -> ArrivalQuerySet:
    lately = at - LONG_AGO
    return rows.standing().filter(
        Q(left_at__isnull=True) | Q(left_at__gt=at),
        Q(confirmed_gone_at__isnull=True) | Q(confirmed_gone_at__gt=at),
        Q(arrived_at__gt=lately) | Q(still_here_at__gt=lately, still_here_at__lte=at),
        arrived_on__range=(in_london(at - DAYS_BACK).date(), in_london(at).date()),
        arrived_at__lte=at,
    ).exclude(source__in=WRITTEN_UP_LATER)  # fmt: skip


def _came_again(at: datetime.datetime) -> Exists:
    """Return the condition that they came in again by then, by name: they had gone in between."""
    return Exists(
        Visit.objects.standing().filter(
            site=OuterRef("site"), person=OuterRef("person"),
            arrived_on__gte=OuterRef("arrived_on"), arrived_at__gt=OuterRef("arrived_at"),
            arrived_at__lte=at,
        )
    )  # fmt: skip


def _shown(visit: Visit) -> Shown:
    who = shown(visit)
    if visit.person is not None and visit.person.worker_id:
        return HIDDEN
    return who


def _workers(site: Site, actor: Actor, at: datetime.datetime) -> tuple[WorkerIn, ...]:
    present = Presence.objects.filter(
        Q(left_at__isnull=True) | Q(left_at__gt=at),
        site=site, came_at__lte=at, came_at__gt=at - LONG_AGO,
    )  # fmt: skip
    return tuple(
        WorkerIn(
            each.pk, each.name, each.kind, str(WorkingHere(each.kind).label), each.came_at,
            each.user_id == actor.id, False,
        )
        for each in present.order_by("name", "id")
    )  # fmt: skip

"""Who has left a building: those of today, and whoever was marked as gone just now."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Greatest

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import (
    WRITTEN_UP_LATER,
    Arrival,
    ArrivalQuerySet,
    Headcount,
    Visit,
)
from hearth.frontdoor.moments import can_undo, in_london
from hearth.frontdoor.queries.arrivals import get_headcount, get_visit
from hearth.frontdoor.queries.building import came_in_again
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.people.queries import died
from hearth.places.models import Site


@dataclass(frozen=True)
class VisitorGone:
    """A visitor who left today, or was known to have gone."""

    visit_id: UUID
    person: Shown
    since: datetime.datetime
    at: datetime.datetime


@dataclass(frozen=True)
class GroupGone:
    """A group that left today, or was known to have gone."""

    headcount_id: UUID
    how_many: int
    what: str
    since: datetime.datetime
    at: datetime.datetime


@dataclass(frozen=True)
class LeftToday:
    """Everybody who left a building today, the latest first."""

    visitors: tuple[VisitorGone, ...]
    groups: tuple[GroupGone, ...]

    @property
    def people(self) -> int:
        return len(self.visitors) + sum(group.how_many for group in self.groups)


@dataclass(frozen=True)
class JustMoved:
    """Somebody who was just said to have left, or to be in: what to say, and how to undo it."""

    name: str
    has_gone: bool
    can_undo: bool
    visit_id: UUID | None = None
    headcount_id: UUID | None = None


def left_today(site: Site, *, actor: Actor, now: datetime.datetime) -> LeftToday:
    """
    Return everybody who came yesterday or today and left today, or was known to have gone.

    Whoever came in again is in, and is not among them; nor is anybody who has
    died. Three questions, however many have left.
    """
    require(actor, Permission.SEE_VISITS, at=site)
    visits = _left_today(Visit.objects.at(site), now).filter(~came_in_again())
    visits = visits.exclude(person__in=died(site, actor=actor)).select_related("person")
    return LeftToday(
        visitors=tuple(
            VisitorGone(visit.pk, shown(visit), visit.arrived_at, visit.gone_at) for visit in visits
        ),
        groups=tuple(
            GroupGone(group.pk, group.how_many, group.what, group.arrived_at, group.gone_at)
            for group in _left_today(Headcount.objects.at(site), now)
        ),
    )


def visitor_moved(
    visit_id: UUID, *, site: Site, actor: Actor, now: datetime.datetime
) -> JustMoved | None:
    """Return what to say of a visitor who was just said to have left, or to be still here."""
    try:
        visit = get_visit(visit_id, actor=actor)
    except Visit.DoesNotExist:
        return None
    if visit.site_id != site.pk or visit.taken_back_at:
        return None
    gone, undoable = _has_gone(visit, now)
    return JustMoved(shown(visit).said, gone, undoable, visit_id=visit.pk)


def group_moved(
    headcount_id: UUID, *, site: Site, actor: Actor, now: datetime.datetime
) -> JustMoved | None:
    """Return what to say of a group that was just said to have left, or to be still here."""
    try:
        headcount = get_headcount(headcount_id, actor=actor)
    except Headcount.DoesNotExist:
        return None
    if headcount.site_id != site.pk or headcount.taken_back_at:
        return None
    gone, undoable = _has_gone(headcount, now)
    name = headcount.what or "The group"
    return JustMoved(name, gone, undoable, headcount_id=headcount.pk)


def _left_today(arrivals: ArrivalQuerySet, now: datetime.datetime) -> ArrivalQuerySet:
    midnight = in_london(now).replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = midnight.date() - datetime.timedelta(days=1)
    went = Q(left_at__gte=midnight) | Q(confirmed_gone_at__gte=midnight)
    left: ArrivalQuerySet = (
        arrivals.standing()
        .filter(went, arrived_on__gte=yesterday)
        .exclude(source__in=WRITTEN_UP_LATER)
        .annotate(gone_at=Greatest("left_at", "confirmed_gone_at"))
        .order_by("-gone_at", "id")
    )
    return left


def _has_gone(arrival: Arrival, now: datetime.datetime) -> tuple[bool, bool]:
    """Return whether they have gone, and whether that can still simply be undone."""
    at = [moment for moment in (arrival.left_at, arrival.confirmed_gone_at) if moment]
    return bool(at), bool(at) and can_undo(max(at), now)

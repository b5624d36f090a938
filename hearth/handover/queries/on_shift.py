"""Who is on shift at a site: by what they took over, and by who is signed in to the building."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from hearth.frontdoor.models import Presence
from hearth.frontdoor.moments import LONG_AGO
from hearth.handover.models import HandedOver, ShiftPattern, TookOver
from hearth.handover.turns import USUAL, Shift, shift_at

EARLY = datetime.timedelta(hours=1)
"""Whoever took something up to an hour before a shift begins is on that shift."""
TO_TAKE_IT = datetime.timedelta(hours=1)
"""For how long what was handed over may wait to be taken, and for how long after a shift has ended
its workers still have what they had. An hour is our own choice: whoever was to come on may be ill,
and nobody would know that it is nobody's."""
LOOKED_BACK = datetime.timedelta(days=3)
"""Two shifts of a day each, with what is early and a change of the clocks: all that is asked."""
A_MOMENT = datetime.timedelta(microseconds=1)
LONG_BEFORE = datetime.datetime.min.replace(tzinfo=datetime.UTC)

AtASite = tuple[UUID, UUID]
"""A site and a worker, by their ids."""


@dataclass(frozen=True)
class OnShift:
    """Who was last seen at work at some sites, by a moment."""

    at: datetime.datetime
    changes: dict[UUID, tuple[datetime.time, ...]]
    took_over: dict[AtASite, datetime.datetime]
    handed_over: dict[AtASite, datetime.datetime]
    signed_in: dict[AtASite, datetime.datetime]
    """Since when those are in the building who are."""
    _shifts: dict[tuple[UUID, datetime.datetime], Shift] = field(default_factory=dict)

    def is_on(self, site_id: UUID, worker_id: UUID, *, seen_at: datetime.datetime) -> bool:
        """
        Test if a worker is on shift at a site: seen there in this shift, or early for it.

        For an hour after a shift whoever was on it still is, unless they handed over.

        :param seen_at: a moment at which they were seen at any rate
        """
        key = (site_id, worker_id)
        seen = max(seen_at, self.took_over.get(key, seen_at), self.signed_in.get(key, seen_at))
        if (handed := self.handed_over.get(key)) and handed > seen:
            return False
        if key in self.signed_in:
            return True
        shift = self._shift(site_id, self.at)
        if self.at < shift.begins + TO_TAKE_IT:
            shift = self._shift(site_id, shift.begins - A_MOMENT)
        return seen >= shift.begins - EARLY

    def to_be_taken_by(
        self, site_id: UUID, *, given_at: datetime.datetime, due_at: datetime.datetime
    ) -> datetime.datetime:
        """
        Return by when what was given to somebody is to be taken by them: within an hour.

        What is given in the second half of a shift, and is not due in it, is for the next: that
        hour begins when the next shift does.
        """
        shift = self._shift(site_id, given_at)
        is_for_next = given_at - shift.begins > shift.ends - given_at and due_at > shift.ends
        return (shift.ends if is_for_next else given_at) + TO_TAKE_IT

    def _shift(self, site_id: UUID, moment: datetime.datetime) -> Shift:
        key = (site_id, moment)
        if key not in self._shifts:
            self._shifts[key] = shift_at(moment, self.changes.get(site_id, USUAL))
        return self._shifts[key]


def on_shift_at(sites: Collection[UUID], at: datetime.datetime) -> OnShift:
    """Return who was last seen at work at some sites by a moment. Four questions."""
    patterns = ShiftPattern.objects.filter(site__in=sites, set_at__lte=at)
    newest = patterns.order_by("site", "-set_at", "-id").distinct("site")
    lately = {"site__in": sites, "at__lte": at, "at__gt": at - LOOKED_BACK}
    return OnShift(
        at,
        {pattern.site_id: tuple(pattern.changes) for pattern in newest},
        _latest(TookOver.objects.filter(**lately).values_list("site", "by")),
        _latest(HandedOver.objects.filter(**lately).values_list("site", "by")),
        {
            (site_id, worker_id): came_at
            for site_id, worker_id, came_at in Presence.objects.filter(
                Q(left_at__isnull=True) | Q(left_at__gt=at),
                site__in=sites, user__isnull=False, came_at__lte=at, came_at__gt=at - LONG_AGO,
            ).order_by("came_at").values_list("site", "user", "came_at")
        },
    )  # fmt: skip


def handed_over_at(site_id: UUID, *, now: datetime.datetime) -> frozenset[UUID]:
    """
    Return who handed a site's board over, and has neither taken it over nor come in since: for all
    that anybody knows they have gone, though nobody saw them leave.
    """
    shifts = on_shift_at([site_id], now)
    return frozenset(
        worker_id for (_, worker_id), handed in shifts.handed_over.items()
        if handed > max(
            shifts.took_over.get((site_id, worker_id), LONG_BEFORE),
            shifts.signed_in.get((site_id, worker_id), LONG_BEFORE),
        )
    )  # fmt: skip


def _latest(rows: Any) -> dict[AtASite, datetime.datetime]:
    grouped = rows.annotate(last=Max("at")).order_by()
    return {(site_id, worker_id): last for site_id, worker_id, last in grouped}

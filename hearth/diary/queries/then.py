"""Who was booked at a site at a moment gone by, as far as whoever asks may read it today."""

import datetime
from uuid import UUID

from django.db.models import Q

from hearth.diary.models import Booking, BookingBefore
from hearth.diary.queries.bookings import BookingRow, shown
from hearth.foundation.actors import Actor
from hearth.places.models import Site


def booked_then(
    site: Site, at: datetime.datetime, last: datetime.datetime, *, actor: Actor
) -> tuple[BookingRow, ...]:
    """
    Return what stood in a site's diary at a moment, from then until another: five questions.

    What was moved since stands where it stood until then, and what was called off since stands.
    With whom it is, is told to those who may read it today; nobody is expected who has died.
    """
    within = Q(begins_at__lt=last, ends_at__gt=at)
    moved = BookingBefore.objects.filter(within, site=site, changed_at__gt=at)
    ids = list(moved.values_list("booking", flat=True))
    rows = Booking.objects.filter(
        within | Q(id__in=ids), Q(called_off_at__isnull=True) | Q(called_off_at__gt=at),
        site=site, recorded_at__lte=at,
    )  # fmt: skip
    bookings = {row.id: row for row in rows.select_related("site")}
    _as_they_were(bookings, at)
    standing = sorted(
        (row for row in bookings.values() if row.begins_at < last and row.ends_at > at),
        key=lambda row: (row.begins_at, row.id),
    )
    found = shown(standing, actor=actor, now=at, as_it_stood=True)
    return tuple(row for row in found if not row.has_died)


def _as_they_were(bookings: dict[UUID, Booking], at: datetime.datetime) -> None:
    """Write over bookings, which are not to be saved, how they were until they were next moved."""
    changed = BookingBefore.objects.filter(booking__in=list(bookings), changed_at__gt=at)
    for was in changed.order_by("booking", "changed_at", "id").distinct("booking"):
        row = bookings[was.booking_id]
        row.worker_id, row.begins_at, row.ends_at = was.worker_id, was.begins_at, was.ends_at
    for row in bookings.values():
        row.called_off_at = None

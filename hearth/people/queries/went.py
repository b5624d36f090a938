"""To whom parts of a record were open, outside of whoever wrote them."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from hearth.people.models import Person, Sharing


def went_out(
    person: Person, *, held_by: Collection[UUID] | None = None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """
    Return with whom parts of a record were ever shared: the table that says so, whom, since when.

    :param held_by: only what these organisations answer for; all of it, if None
    """
    rows = Sharing.objects.filter(person=person)
    if held_by is not None:
        rows = rows.filter(held_by__in=held_by)
    return [
        (
            Sharing._meta.label,
            row.with_organisation_id or row.with_site_id or row.with_worker_id,
            timezone.localdate(row.recorded_at),
        )
        for row in rows.order_by("recorded_at", "id")
    ]

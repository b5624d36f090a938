"""Who is on duty, at the hubs where whoever asks reads what is written."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor, Permission
from hearth.letterbox.models import OnDuty
from hearth.places.models import Site


@dataclass(frozen=True)
class DutyRow:
    """A hub, and who is on duty there now."""

    site: Site
    names: tuple[tuple[UUID, str, datetime.datetime], ...]
    """The id of each turn of duty, whose it is, and until when."""
    mine: UUID | None
    """The reader's own."""


def on_duty_at(actor: Actor, *, now: datetime.datetime) -> tuple[DutyRow, ...]:
    """Return the actor's hubs by name, each with who is on duty: two questions."""
    sites = Site.objects.welcoming().filter(id__in=actor.places_where(Permission.READ_LETTERS))
    there = OnDuty.objects.filter(from_at__lte=now, until_at__gt=now, site__in=sites)
    turns = list(there.select_related("worker").order_by("worker__name", "id"))
    return tuple(
        DutyRow(
            site,
            tuple((one.id, one.worker.name, one.until_at) for one in turns
                  if one.site_id == site.id),
            next((one.id for one in turns
                  if one.site_id == site.id and one.worker_id == actor.id), None),
        )
        for site in sites.order_by("name", "id")
    )  # fmt: skip

"""How many incidents and near misses there were, by site and month: no words, and nobody."""

import datetime
from dataclasses import dataclass

from django.db import connection

from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.incidents.models import IncidentKind
from hearth.places.models import Site

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month at one site, or at all of them."""

    begins: datetime.date
    incidents: int
    near_misses: int


@dataclass(frozen=True)
class Counted:
    """A site with its months, the latest first; of all sites together, no name."""

    site: str
    months: tuple[Month, ...]

    @property
    def incidents(self) -> int:
        return sum(month.incidents for month in self.months)

    @property
    def near_misses(self) -> int:
        return sum(month.near_misses for month in self.months)


def incidents_counted(actor: Actor, *, today: datetime.date) -> tuple[Counted, ...]:
    """
    Return the last twelve months, this one among them: all sites together, then each by name.

    Numbers for inside the building: they are small, and so are not published. Two questions.

    :raises NotAllowed: if the actor counts none
    """
    require_somewhere(actor, Permission.COUNT_INCIDENTS)
    months = _months(today)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT site_id, month, kind, how_many FROM incidents_counted(%s)", [months[-1]]
        )
        found = {(site, month, kind): many for site, month, kind, many in cursor.fetchall()}
    here = actor.places_where(Permission.COUNT_INCIDENTS)
    sites = Site.objects.filter(id__in=here).order_by("name").values_list("id", "name")

    def counted(name: str, ids: list[object]) -> Counted:
        def many(month: datetime.date, kind: IncidentKind) -> int:
            return sum(found.get((site, month, kind.value), 0) for site in ids)

        return Counted(
            name,
            tuple(
                Month(
                    month, many(month, IncidentKind.INCIDENT), many(month, IncidentKind.NEAR_MISS)
                )
                for month in months
            ),
        )

    every = counted("", [site for site, _ in sites])
    return (every, *(counted(name, [site]) for site, name in sites))


def _months(today: datetime.date) -> list[datetime.date]:
    """Return the first days of the last twelve months, the latest first."""
    number = today.year * 12 + today.month - 1
    return [datetime.date(one // 12, one % 12 + 1, 1) for one in range(number, number - MONTHS, -1)]

"""Who has in hand what was agreed with somebody: is here to do it, and may read what it is of."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_at, workers_with_roles
from hearth.foundation.actors import Permission
from hearth.people.models import Layered
from hearth.people.models.layers import Guarded, is_shared_with

SUPPORTS = Permission.CHANGE_PEOPLE


@dataclass(frozen=True)
class WayShared:
    """A way in which some rows are shared."""

    open_to: list[UUID]
    open_till: list[UUID]
    closes_on: datetime.date | None


@dataclass(frozen=True)
class Keepers:
    """Those who have something in hand of what somebody may read, and are here to do it."""

    actor_id: UUID
    """Who reads it: they are here."""
    workers: dict[UUID, User]
    """The others."""
    today: datetime.date
    keep_all: bool = False
    """Nothing of it is out of their hands."""

    def keep(self, row: Guarded, worker_id: UUID | None) -> bool:
        """Test if a worker is here, and may read a row that the actor reads."""
        if worker_id == self.actor_id:
            return True
        worker = self.workers.get(worker_id) if worker_id else None
        return worker is not None and is_shared_with(row, worker.audiences, today=self.today)

    def kept(self, by: str) -> Q:
        """Return which rows are kept, by the name of the column that says whose they are."""
        kept = Q(**{by: self.actor_id})
        for worker in self.workers.values():
            ids = list(worker.audiences)
            till = Q(open_till__overlap=ids, closes_on__gte=self.today)
            kept |= Q(**{by: worker.id}) & (Q(open_to__overlap=ids) | till)
        return kept


def keepers_among(actor_id: UUID, ids: Collection[UUID], *, today: datetime.date) -> Keepers:
    """Return who of these workers supports people here today. Two questions."""
    workers = workers_with_roles(ids, today=today)
    here = {key: each for key, each in workers.items() if each.may_somewhere(SUPPORTS)}
    return Keepers(actor_id, here, today)


class WhoRuns:
    """Whoever runs a hub that knows somebody, for each of some rows: reckoned once for all."""

    def __init__(self, actor_id: UUID, rows: Iterable[Layered], *, today: datetime.date) -> None:
        sites = {site for row in rows for site in row.person.known_at}
        runs = who_may_at(Permission.KEEP_WORKERS, sites, today=today)
        ids = set(runs.values_list("id", flat=True))
        self._managers = keepers_among(actor_id, ids, today=today)

    def managers(self, row: Layered) -> set[UUID]:
        """Return those of them who may read a row."""
        return {
            worker.id
            for worker in self._managers.workers.values()
            if self._managers.keep(row, worker.id)
            and not set(row.person.known_at).isdisjoint(
                worker.places_where(Permission.KEEP_WORKERS)
            )
        }

"""From whom a worry or a concern is kept, and where nobody answers for one any more."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.people.queries.sections import Stamped
from hearth.places.models import Site
from hearth.safety.models import SafetyConcern, Worry


@dataclass(frozen=True)
class KeptFrom(Stamped):
    """The sign-ins of those who work here and must not read something."""

    workers: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        return sorted(workers_named({UUID(one) for one in self.workers}).values())


@dataclass(frozen=True)
class Unanswered:
    """How many things about somebody's safety have nobody to look after them, at one site."""

    site: Site
    worries: int
    concerns: int

    @property
    def how_many(self) -> int:
        return self.worries + self.concerns


def kept_from(row: Worry | SafetyConcern) -> KeptFrom:
    return KeptFrom(tuple(sorted(str(one) for one in row.not_for)))


def how_many_unanswered(actor: Actor) -> int:
    """
    Return how many worries and concerns nobody looks after where the actor cannot see that
    themselves: one question for whoever is told, none for anybody else.
    """
    return sum(worries + concerns for _, worries, concerns in _counted(actor))


def unanswered(actor: Actor) -> list[Unanswered]:
    """
    Return at which sites somebody's safety has nobody to look after it: how many, and no more.

    :raises NotAllowed: if the actor is not told such things
    """
    require_somewhere(actor, Permission.SEE_UNANSWERED)
    counted = [one for one in _counted(actor) if one[1] or one[2]]
    sites = {site.id: site for site in Site.objects.filter(id__in=[one[0] for one in counted])}
    rows = [Unanswered(sites[site_id], *numbers) for site_id, *numbers in counted]
    return sorted(rows, key=lambda row: row.site.name)


def _counted(actor: Actor) -> list[tuple[UUID, int, int]]:
    """Leave out what the actor answers for at a site: they see it with all that it says."""
    if not actor.may_somewhere(Permission.SEE_UNANSWERED):
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT site_id, worries, concerns FROM safety_unanswered()")
        rows = cursor.fetchall()
    own_worries = set(actor.places_where(Permission.KEEP_WORRIES))
    own_concerns = set(actor.places_where(Permission.KEEP_CONCERNS))
    return [
        (site, 0 if site in own_worries else worries, 0 if site in own_concerns else concerns)
        for site, worries, concerns in rows
    ]

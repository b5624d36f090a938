"""Contacts with somebody who has no name, of the sites whose team somebody is of."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.places.models import Site
from hearth.support.models import HowMet, NamelessContact

LATELY = 50
"""Of one site, on its page."""
LONGEST_AGO = datetime.timedelta(days=60)
"""After which nobody is asked any more who it was."""


@dataclass(frozen=True)
class NamelessSaid:
    """What is written of a contact with no name."""

    how: str
    happened_on: datetime.date
    who: str
    minutes: int | None = None
    words: str = ""
    note: str = ""


@dataclass(frozen=True)
class NamelessRow:
    """A contact with no name, as a page shows it."""

    id: UUID
    said: NamelessSaid
    how_words: str
    met_by: str
    site: str
    taken_back: bool


def nameless_at(site: Site, *, actor: Actor) -> tuple[NamelessRow, ...]:
    """Return the latest contacts with no name at a site, those taken back too: two questions."""
    return _shown(_readable(actor, [site.id])[:LATELY])


def nameless_lately(*, actor: Actor, today: datetime.date) -> tuple[NamelessRow, ...]:
    """Return those of the actor's sites of whom somebody may yet say who it was."""
    sites = actor.places_where(Permission.CHANGE_PEOPLE)
    found = _readable(actor, sites).filter(
        taken_back_at__isnull=True, happened_on__gte=today - LONGEST_AGO
    )
    return _shown(found[:LATELY])


def get_nameless(contact_id: UUID, *, actor: Actor) -> NamelessContact:
    """
    Return one that the actor may read, also if it is known by now who it was.

    :raises NamelessContact.DoesNotExist: if there is none, or it is out of bounds
    """
    sites = actor.places_where(Permission.SEE_PEOPLE)
    return NamelessContact.objects.select_related("site").get(id=contact_id, site__in=list(sites))


def _readable(actor: Actor, sites: Iterable[UUID]) -> QuerySet[NamelessContact]:
    mine = set(actor.places_where(Permission.SEE_PEOPLE)) & set(sites)
    found = NamelessContact.objects.filter(site__in=mine, named_at__isnull=True)
    return found.select_related("site").order_by("-happened_on", "-id")


def _shown(rows: Iterable[NamelessContact]) -> tuple[NamelessRow, ...]:
    rows = list(rows)
    names = workers_named({row.met_by_id for row in rows})
    return tuple(
        NamelessRow(
            id=row.id,
            said=NamelessSaid(row.how, row.happened_on, row.who, row.minutes, row.words, row.note),
            how_words=str(HowMet(row.how).label),
            met_by=names.get(row.met_by_id, ""),
            site=row.site.name,
            taken_back=row.taken_back_at is not None,
        )
        for row in rows
    )

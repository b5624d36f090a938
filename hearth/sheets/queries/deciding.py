"""Names about which a person must decide, and whom each may be."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hearth.design.words import short_day
from hearth.foundation.actors import Actor, Permission, require
from hearth.people.models import Acquaintance, Person
from hearth.places.models import Site
from hearth.sheets.models import Sheet
from hearth.sheets.naming import Decided, Known, same
from hearth.sheets.queries.known import names_known_at

AT_ONE_TIME = 50
"""Names to decide about on one page."""

Candidates = dict[str, str]
"""People by their id, each with the words that tell them apart."""


@dataclass(frozen=True)
class UnclearName:
    """A name that fits several people, or one who had died, and whom it may be."""

    name: str
    rows: int
    candidates: Candidates


def decided_about(sheet: Sheet) -> Decided:
    """Return what was decided about the names of a sheet."""
    decided: dict[str, str] = json.loads(sheet.decided or "{}")
    return decided


def unclear_names(sheet: Sheet, *, actor: Actor) -> list[UnclearName]:
    """
    Return the names about which a person must decide still, those on most rows first.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(actor, Permission.IMPORT_SHEET, at=sheet.site)
    unclear: dict[str, int] = json.loads(sheet.unclear or "{}")
    most = sorted(unclear, key=lambda name: (-unclear[name], same(name)))[:AT_ONE_TIME]
    known = names_known_at(sheet.site, actor=actor)
    whom = candidates_for(most, known, sheet.site, actor=actor)
    return [UnclearName(name, unclear[name], whom[name]) for name in most]


def candidates_for(
    names: Iterable[str], known: Known, site: Site, *, actor: Actor
) -> dict[str, Candidates]:
    """
    Return whom each name may be, with what tells them apart. Two questions, for all of them.

    :raises NotAllowed: if the actor may not bring in sheets there
    """
    require(actor, Permission.IMPORT_SHEET, at=site)
    fits = {name: [fit.person_id for fit in known.by(name)] for name in names}
    words = _words_for({person for people in fits.values() for person in people}, site)
    return {
        name: {str(person): words[person] for person in people if person in words}
        for name, people in fits.items()
    }


def _words_for(people: set[UUID], site: Site) -> dict[UUID, str]:
    """Return words that tell people apart: names, when they were here, since when."""
    here = Acquaintance.objects.filter(site=site, person__in=people)
    days = {person: (since, last) for person, since, last in here.values_list(
        "person_id", "since", "last_welcomed_on"
    )}  # fmt: skip
    rows = Person.objects.filter(id__in=people).values_list(
        "id", "known_as", "pronouns", "details__given_name", "details__family_name"
    )
    words = {}
    for person, known_as, pronouns, given, family in rows:
        full = f"{given or ''} {family or ''}".strip()
        since, last = days.get(person, (None, None))
        said = [
            known_as,
            pronouns,
            full if same(full) != same(known_as) else "",
            f"last here {short_day(last)}" if last else "",
            f"known since {short_day(since)}" if since else "",
        ]
        words[person] = ", ".join(part for part in said if part)
    return words

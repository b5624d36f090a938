"""What was needed and not found: counts by neighbourhood and need, and workers' own words."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hearth.directory.models import Term, UnmetNeed
from hearth.directory.neighbourhoods import middle_of
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site

NOTES = 50
"""As many of the workers' own words as are read at once, the newest first."""
SAID = 5
NOWHERE = "Nobody said where"
NOTHING_SAID = "Something else"


@dataclass(frozen=True)
class WhichNeeds:
    """What somebody asks to see of the needs."""

    since: datetime.date
    until: datetime.date
    term_id: UUID | None = None
    told: str = ""
    where: str = ""
    evening: bool = False
    weekend: bool = False


@dataclass(frozen=True)
class AtPlace:
    """What was needed in one neighbourhood."""

    name: str
    count: int
    needs: list[tuple[str, int]]
    """What it was, with how often, the most first."""
    latitude: float | None
    longitude: float | None
    is_hub: bool = False
    """It is told by the name of the hub round which it was needed: nobody said nearer where."""

    @property
    def said(self) -> str:
        """How a list calls it: a hub is no neighbourhood."""
        return f"Round {self.name}" if self.is_hub else self.name

    @property
    def needs_in_words(self) -> str:
        """Such as "Debt 3, Sleep 2"; the five most asked for, if there are more."""
        said = [f"{words} {count}" for words, count in self.needs[:SAID]]
        more = sum(count for _, count in self.needs[SAID:])
        return ", ".join(said + ([f"other things {more}"] if more else []))


@dataclass(frozen=True)
class Needs:
    """What was needed and not found, in numbers."""

    total: int
    evening: int
    weekend: int
    by_need: list[tuple[str, UUID | None, int]]
    """Words, term and how often, the most first."""
    by_place: list[AtPlace]
    by_told: list[tuple[str, int]]


def unmet_needs(which: WhichNeeds, *, actor: Actor) -> Needs:
    """
    Return the needs that were not met, in numbers: by neighbourhood, by need, by how we know.

    :raises NotAllowed: if the actor may not see needs
    """
    require_somewhere(actor, Permission.SEE_NEEDS)
    rows = (
        _asked(which)
        .values_list("neighbourhood", "site_id", "term_id", "told")
        .annotate(
            times=Count("id"),
            evenings=Count("id", filter=Q(in_the_evening=True)),
            weekends=Count("id", filter=Q(at_the_weekend=True)),
        )
        .order_by()
    )
    sites = {each.id: each for each in Site.objects.all()}
    terms = dict(Term.objects.values_list("id", "name"))
    by_term: Counter[UUID | None] = Counter()
    by_told: Counter[str] = Counter()
    by_place: dict[str, Counter[str]] = defaultdict(Counter)
    neighbourhoods: set[str] = set()
    evening = weekend = 0
    for neighbourhood, site_id, term_id, told, count, in_the_evening, at_the_weekend in rows:
        by_term[term_id] += count
        by_told[told] += count
        evening += in_the_evening
        weekend += at_the_weekend
        site = sites.get(site_id) if site_id else None
        where = neighbourhood or (site.name if site else NOWHERE)
        neighbourhoods |= {neighbourhood}
        by_place[where][terms.get(term_id, NOTHING_SAID) if term_id else NOTHING_SAID] += count
    site_by_name = {each.name: each for each in sites.values()}
    return Needs(
        total=by_told.total(),
        evening=evening,
        weekend=weekend,
        by_need=[
            (terms.get(term_id, NOTHING_SAID) if term_id else NOTHING_SAID, term_id, count)
            for term_id, count in by_term.most_common()
        ],
        by_place=sorted(
            (
                _at_place(name, counts, site_by_name.get(name), is_hub=name not in neighbourhoods)
                for name, counts in by_place.items()
            ),
            key=lambda each: (each.name == NOWHERE, -each.count, each.name),
        ),
        by_told=[(UnmetNeed.Told(told).label, count) for told, count in _most_first(by_told)],
    )


@dataclass(frozen=True)
class NoteRead:
    """A need in a worker's own words."""

    on: datetime.date
    need: str
    where: str
    words: str


def needs_in_words(which: WhichNeeds, *, actor: Actor) -> list[NoteRead]:
    """
    Return what workers wrote of needs, the newest first: for those who keep the directory.

    :raises NotAllowed: if the actor keeps no directory, or may not see needs
    """
    require_somewhere(actor, Permission.SEE_NEEDS)
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    written = (
        _asked(which).exclude(note_sealed=b"").select_related("term", "site").order_by("-on", "-id")
    )
    return [
        NoteRead(
            on=each.on,
            need=each.term.name if each.term else "",
            where=each.neighbourhood or (f"Round {each.site.name}" if each.site else ""),
            words=each.note,
        )
        for each in written[:NOTES]
    ]


def _asked(which: WhichNeeds) -> QuerySet[UnmetNeed]:
    found = UnmetNeed.objects.filter(on__gte=which.since, on__lte=which.until)
    asked: dict[str, Any] = {}
    if which.term_id:
        asked["term_id"] = which.term_id
    if which.told:
        asked["told"] = which.told
    if which.evening:
        asked["in_the_evening"] = True
    if which.weekend:
        asked["at_the_weekend"] = True
    found = found.filter(**asked)
    if which.where == NOWHERE:
        return found.filter(neighbourhood="", site=None)
    if which.where:
        here = Q(neighbourhood=which.where) | Q(neighbourhood="", site__name=which.where)
        return found.filter(here)
    return found


def _at_place(name: str, counts: Counter[str], site: Site | None, *, is_hub: bool) -> AtPlace:
    middle = middle_of(name) if name != NOWHERE else None
    latitude = middle.latitude if middle else site.latitude if site else None
    longitude = middle.longitude if middle else site.longitude if site else None
    return AtPlace(
        name,
        counts.total(),
        _most_first(counts),
        latitude,
        longitude,
        is_hub=is_hub and site is not None,
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))

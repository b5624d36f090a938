"""
What a spreadsheet says of an entry, beside what it would say if it were taken out now.

A spreadsheet carries less than an entry has: of two places it has the words alone, not which of
two rows they are. So our entry is written as its row and read again, and what is the same in both
says nothing. What stays here was never in the spreadsheet.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hearth.directory.models import Location, Service
from hearth.exchange.actions.bringing.ground import Ground
from hearth.exchange.lists.from_rows import again
from hearth.exchange.lists.said import PartSaid, ServiceSaid
from hearth.exchange.lists.to_rows import cells_of
from hearth.exchange.oruk.keeping import digest


def what_is_not_the_same(row: Service, said: ServiceSaid, ground: Ground) -> ServiceSaid:
    """Return what a spreadsheet says of an entry, without all that our own row says too."""
    ours = again(list(cells_of(row)), columns=said.columns, where=said.where)
    facts = {
        name: value
        for name, value in said.facts.items()
        if name not in ours.facts or digest(value) != digest(ours.facts[name])
    }
    known = set(map(_apart, ours.problems))
    same_provider = _key(said) == _key(ours)
    left = replace(
        said,
        facts=facts,
        problems=[each for each in said.problems if _apart(each) not in known],
        provider=None if same_provider else said.provider,
        provider_id=str(row.provider_id) if same_provider else said.provider_id,
        offer="" if said.offer == ours.offer else said.offer,
        offer_is_same=said.offer == ours.offer,
        times=None if _times(said.times) == _times(ours.times) else said.times,
        costs=None if _parts(said.costs) == _parts(ours.costs) else said.costs,
        areas=None if _parts(said.areas) == _parts(ours.areas) else said.areas,
        tags=None if _tags(said) == _tags(ours) else said.tags,
        places_are_same=_places(said) == _places(ours),
    )
    if same_provider:
        ground.providers[left.provider_id] = row.provider
    if left.places is not None:
        left.places = [_where_we_have_it(each, row, said, ground) for each in left.places]
    return left


def _where_we_have_it(place: Any, row: Service, said: ServiceSaid, ground: Ground) -> Any:
    """Return a place of a list as the one of this entry's own that its row says, if one does."""
    for each in row.at_locations.all():
        cells = next(iter(cells_of(row, only=each.location)))
        there = again([cells], columns=said.columns, where=said.where).places or []
        if place.at_id in {known.at_id for known in there}:
            ours: Location = each.location
            ground.locations[f"here:{ours.id}"] = ours
            return replace(place, source_id=f"here:{ours.id}")
    return place


def _apart(problem: str) -> str:
    """Return a problem without which row of the entry has it."""
    return re.sub(r" \(row \d+\)$", "", problem)


def _key(said: ServiceSaid) -> str:
    return said.provider.source_id if said.provider else ""


def _times(parts: Iterable[PartSaid] | None) -> list[str] | None:
    return None if parts is None else sorted(digest([each.facts, each.place]) for each in parts)


def _parts(parts: Iterable[PartSaid] | None) -> list[str] | None:
    return None if parts is None else sorted(digest(each.facts) for each in parts)


def _tags(said: ServiceSaid) -> list[str] | None:
    return None if said.tags is None else sorted(each.term.slug for each in said.tags)


def _places(said: ServiceSaid) -> list[str] | None:
    return None if said.places is None else sorted(each.at_id for each in said.places)

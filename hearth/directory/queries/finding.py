"""Finding what somebody asked for, the likeliest first, and widening when that is too little."""

import datetime
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.directory.finding.asking import Asked
from hearth.directory.finding.cards import Card, read_card
from hearth.directory.finding.concepts import Concept, somebody_listens
from hearth.directory.finding.facts import NOTHING
from hearth.directory.finding.flat import shrink
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.within import Asks, Within
from hearth.directory.models import ServiceStatus
from hearth.directory.occurrences import next_occurrence
from hearth.directory.queries.walking import FIND_ANYWHERE, FIND_NEAR, ROWS, values_of
from hearth.foundation.statements import ask

PAGE = 10
"""What a thumb can go through, and half the bytes of twenty."""
FEW = 3
"""Fewer answers than this and the search widens."""

SAID = """
    SELECT findable_id, key, strength FROM directory_findkey
     WHERE findable_id = ANY(%s::bigint[]) AND key = ANY(%s::int[])
"""
CARDS = """SELECT id, card FROM directory_findable WHERE id = ANY(%s::bigint[])"""
AHEAD = datetime.timedelta(days=35)
"""How far ahead is looked for when something is next, to put equals in order."""
LEAST = 0.45
"""What answers less than this share of the best answer is left out; words alone count for none."""


@dataclass(frozen=True)
class Result:
    """One service, at the nearest of its places."""

    card: Card
    km: float | None
    """From where was asked about, as the crow flies; None if nowhere was, or it has no place."""
    is_old: bool
    """Its word is old: nobody has said in time that it is still so."""


@dataclass(frozen=True)
class Named:
    """What was found of the very things that were named, before all that is good for the same."""

    count: int
    """How many of them come first."""
    widened: tuple[str, ...]
    """What was left out to find those, if there are none as they were asked for."""
    missing: tuple[str, ...]
    """Those that there are none of, whenever that is; or none near the place that was named."""


@dataclass(frozen=True)
class Found:
    """The answer to a search."""

    asked: Asked
    """What was asked for."""
    wider: Asked
    """What was looked for in the end: the same, or with something left out."""
    results: list[Result]
    """One page of them."""
    total: int
    """How many there are in all; at least so many, if `more`."""
    more: bool
    page: int
    pages: int
    widened: tuple[str, ...]
    """What was left out to find more, in order: names of _leaving_out(), and WORDS."""
    first_total: int
    """How many there were before anything was left out; of the very things, if some were named."""
    named: Named | None = None
    prices_unknown: int = 0
    """Of how many nobody has said what they cost, if a most price was asked for."""

    @property
    def was_in_vain(self) -> bool:
        """Test if nothing, or next to nothing, answers what was really asked."""
        return self.first_total == 0


def find(asked: Asked, *, now: datetime.datetime, page: int = 1) -> Found:
    """
    Return what answers, the likeliest first; wider by itself where that is too little.

    :param page: from 1; one beyond the last is the last
    """
    sought = _seek(asked, now)
    found = sought.hits
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    return Found(
        asked=asked,
        wider=sought.wider,
        results=_results(found, first=(page - 1) * PAGE, near=bool(asked.near), now=now),
        total=len(found),
        more=len(found) >= ROWS * 9 // 10,
        page=page,
        pages=pages,
        widened=sought.widened,
        first_total=sought.first_total,
        named=sought.named,
        prices_unknown=sum(each.price_unknown for each in found),
    )


def found_ids(asked: Asked, *, now: datetime.datetime) -> list[UUID]:
    """Return the services on all pages of what find() finds, having looked once."""
    return [each.service_id for each in _seek(asked, now).hits]


NEARBY = 24.0
"""Kilometres from the place that was named: no further than this is a thing put before all else."""
BEGUN, SOON, WIDER, UNKNOWN = 0, 1, 2, 3


@dataclass(frozen=True)
class _Hit:
    id: int
    """Of its Findable."""
    service_id: UUID
    km: float | None
    is_old: bool
    rank: tuple[float, ...]
    """How well it answers, months since it was confirmed; BEGUN, SOON, WIDER or UNKNOWN, if so."""
    price_unknown: bool = False
    """A most price was asked for, and nobody has said what this costs."""


@dataclass(frozen=True)
class _Sought:
    hits: list[_Hit]
    wider: Asked
    widened: tuple[str, ...]
    first_total: int
    named: Named | None = None


def _seek(asked: Asked, now: datetime.datetime) -> _Sought:
    """Look for what is asked: the very things that were named, and then what is good for that."""
    today = timezone.localdate(now)
    alike = _seek_wider(asked, today)
    return _with_things(asked, alike, today) if asked.things else alike


def _seek_wider(asked: Asked, today: datetime.date) -> _Sought:
    """Look for what is asked, and then wider and wider until there is enough."""
    first = _look(asked, today)
    found, last = first, asked
    widened: tuple[str, ...] = ()
    for tried, wider in _wider(asked):
        if len(found) >= FEW or (found and tried[-1] == "WORDS"):
            break
        more = _look(wider, today)
        if len(more) > len(found):
            found, last = _together(found, more), wider
            widened = tried
    return _Sought(found, last, widened, len(first))


def _with_things(asked: Asked, alike: _Sought, today: datetime.date) -> _Sought:
    """Put the very things that were named first: as asked, or else as near to that as there are."""
    found = first = _look_for_things(asked, today)
    widened: tuple[str, ...] = ()
    steps = _leaving_out(asked)
    alone = [((what,), replace(asked, **without)) for what, without in steps]
    for what, wider in [*alone, *_one_after_another(asked, steps)]:
        if found:
            break
        if found := _look_for_things(wider, today):
            widened = what
    widest = replace(asked, **{name: value for _, each in steps for name, value in each.items()})
    missing = tuple(
        thing.says
        for thing in asked.things
        if not found
        or (len(asked.things) > 1 and not _look_for_things(replace(widest, things=(thing,)), today))
    )
    return replace(
        alike,
        hits=_together(found, alike.hits),
        first_total=0 if missing else len(first),
        named=Named(len(found), widened, missing),
    )


def of_things(asked: Asked) -> Asked | None:
    """Return the question for nothing but the very things named; None if none is known here."""
    named = tuple(
        Concept(thing.says, tuple((key, 1.0) for key in sorted(thing.keys)))
        for thing in asked.things
        if thing.keys
    )
    behind = tuple(each.behind() for each in asked.concepts)
    return replace(asked, concepts=(*named, *behind)) if named else None


def _look_for_things(asked: Asked, today: datetime.date) -> list[_Hit]:
    """Return what is one of the very things that are named, and is as asked."""
    alone = of_things(asked)
    hits = _look(alone, today) if alone else []
    if not hits:
        return []
    keys = {key for thing in asked.things for key in thing.keys | thing.terms}
    said: dict[int, dict[int, int]] = defaultdict(dict)
    for findable, key, strength in ask(SAID, [[hit.id for hit in hits], list(keys)]):
        said[findable][key] = strength
    return [
        hit
        for hit in hits
        if any(thing.is_in(said[hit.id]) for thing in asked.things)
        and (hit.km is None or hit.km <= NEARBY)
    ]


def _results(hits: list[_Hit], *, first: int, near: bool, now: datetime.datetime) -> list[Result]:
    """Return a page of results. Where no place was asked about, equals are put in order."""
    last = min(first + PAGE, len(hits))
    begin, end = first, last
    while not near and 0 < begin < len(hits) and hits[begin].rank == hits[begin - 1].rank:
        begin -= 1
    while not near and 0 < end < len(hits) and hits[end].rank == hits[end - 1].rank:
        end += 1
    cards = _cards(hits[begin:end])
    shown = [each for each in hits[begin:end] if each.id in cards]
    if not near:
        by_rank = groupby(shown, key=lambda hit: hit.rank)
        shown = [hit for _, equals in by_rank for hit in _in_order([*equals], cards, now)]
    return [
        Result(cards[hit.id], hit.km, hit.is_old) for hit in shown[first - begin : last - begin]
    ]


def _cards(hits: list[_Hit]) -> dict[int, Card]:
    rows = ask(CARDS, [[hit.id for hit in hits]])
    return {number: read_card(json.loads(card)) for number, card in rows}


def _in_order(equals: list[_Hit], cards: dict[int, Card], now: datetime.datetime) -> list[_Hit]:
    """Put what answers equally well in order: what is sooner first, and then by name."""

    def key(hit: _Hit) -> tuple[bool, datetime.datetime, str]:
        card = cards[hit.id]
        ahead = None
        if card.status == ServiceStatus.ACTIVE:
            ahead = next_occurrence(card.times, now, now + AHEAD)
        return ahead is None, ahead.starts if ahead else now, card.name.casefold()

    return equals if len(equals) == 1 else sorted(equals, key=key)


def _together(first: list[_Hit], more: list[_Hit]) -> list[_Hit]:
    """Return what answers the question as asked, and then what only answers the wider one."""
    seen = {each.service_id for each in first}
    return first + [
        replace(each, rank=(*each.rank, WIDER)) for each in more if each.service_id not in seen
    ]


def _wider(asked: Asked) -> list[tuple[tuple[str, ...], Asked]]:
    """Return wider and wider questions, each with all that it leaves out."""
    steps = _leaving_out(asked)
    if asked.concepts or asked.not_understood:
        listening: dict[str, Any] = {"concepts": somebody_listens(lexicon()), "not_understood": ()}
        steps.append(("WORDS", listening))
    return _one_after_another(asked, steps)


def _one_after_another(
    asked: Asked, steps: list[tuple[str, dict[str, Any]]]
) -> list[tuple[tuple[str, ...], Asked]]:
    """Return the question without the first, without the first two, and so on."""
    names: tuple[str, ...] = ()
    wider = []
    for name, without in steps:
        names, asked = (*names, name), replace(asked, **without)
        wider.append((names, asked))
    return wider


def _leaving_out(asked: Asked) -> list[tuple[str, dict[str, Any]]]:
    """Return what was asked for besides the words, as it can be left out, the least first."""
    is_now = asked.within is not None and asked.within.asks == Asks.NOW
    later: dict[str, Any] = {
        "parts": frozenset(),
        "within": asked.within and asked.within.whole_day(),
    }
    every: list[tuple[str, bool, dict[str, Any]]] = [
        ("DISTANCE", asked.miles is not None, {"miles": None}),
        ("NOW", is_now, later),
        ("TIME", bool(asked.parts) and not is_now, later),
        ("DAY", bool(asked.days), {"days": frozenset(), "within": None}),
        ("FACTS", bool(asked.facts), {"facts": NOTHING}),
        ("PRICE", asked.most is not None, {"most": None}),
        ("AGE", asked.age is not None, {"age": None}),
    ]
    return [(name, without) for name, is_asked, without in every if is_asked]


def _look(asked: Asked, today: datetime.date) -> list[_Hit]:
    """Return up to ROWS answers, one for each service, best first."""
    values = values_of(asked, today)
    if not values["keys"]:
        return []
    by_service: dict[UUID, _Hit] = {}
    scale = shrink(asked.near.latitude) if asked.near else 1.0
    statement = FIND_NEAR if asked.near else FIND_ANYWHERE
    rows = list(ask(statement, values))
    best = max((row[4] for row in rows), default=0.0)
    for findable_id, service_id, away, is_old, meant, score, months in rows:
        if meant < LEAST * best or service_id in by_service:
            continue
        km = None if away is None else away * scale
        by_service[service_id] = _Hit(findable_id, service_id, km, is_old, (score, months))
    hits = list(by_service.values())
    if asked.within:
        hits = _really_there(hits, asked.within)
    return hits if asked.most is None else _affordable(hits, asked.most)


def _affordable(hits: list[_Hit], most: Decimal) -> list[_Hit]:
    """Return what costs no more than that, and then what nobody has said the price of."""
    cards = _cards(hits)
    least = {hit.id: cards[hit.id].least for hit in hits if hit.id in cards}
    known = [hit for hit in hits if (price := least.get(hit.id)) is not None and price <= most]
    return known + [
        replace(hit, rank=(*hit.rank, UNKNOWN), price_unknown=True)
        for hit in hits
        if hit.id in least and least[hit.id] is None
    ]


def _really_there(hits: list[_Hit], within: Within) -> list[_Hit]:
    """
    Return what is really there in a stretch of time, what has begun already before the rest.

    What helps at once and has no hours is taken to answer: only such is filed under every hour.
    """
    cards = _cards(hits)
    there = [
        hit
        for hit in hits
        if (card := cards.get(hit.id))
        and card.status == ServiceStatus.ACTIVE
        and (not card.times or within.has(card.times))
    ]
    if within.asks != Asks.NOW:
        return there

    def has_begun(hit: _Hit) -> bool:
        times = cards[hit.id].times
        return not times or within.is_on_now(times)

    begun = [replace(hit, rank=(*hit.rank, BEGUN)) for hit in there if has_begun(hit)]
    return begun + [replace(hit, rank=(*hit.rank, SOON)) for hit in there if not has_begun(hit)]

"""Finding what somebody asked for, the likeliest first, and widening when that is too little."""

import datetime
import json
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.directory.finding import parts
from hearth.directory.finding.asking import Asked, Concept, somebody_listens
from hearth.directory.finding.cards import Card, read_card
from hearth.directory.finding.facts import NOTHING
from hearth.directory.finding.flat import flat, shrink
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.within import Asks, Within
from hearth.directory.models import ServiceStatus
from hearth.directory.occurrences import next_occurrence
from hearth.foundation.statements import ask

PAGE = 10
"""What a thumb can go through, and half the bytes of twenty."""
FEW = 3
"""Fewer answers than this and the search widens."""

KM_IN_A_MILE = 1.609344

NEAREST = """
    directory_nearest(a.key, %(east)s::float8, %(north)s::float8, %(reach)s::float8, %(deep)s::int)
"""
UNPLACED = """
    (SELECT * FROM directory_findkey WHERE key = a.key AND east IS NULL
      ORDER BY strength DESC, findable_id LIMIT %(deep)s::int)
"""
ANYWHERE = """
    (SELECT * FROM directory_findkey WHERE key = a.key
      ORDER BY strength DESC, findable_id LIMIT %(deep)s::int)
"""
AS_ASKED = """
    (%(when)s::bigint = 0 OR k."when" & %(when)s::bigint <> 0)
    AND k.facts & %(facts)s::int = %(facts)s::int
    AND k.age_from <= %(age)s::int AND k.age_to >= %(age_to)s::int
"""
FIND = """
WITH asked AS (
    SELECT * FROM unnest(%(concepts)s::int[], %(keys)s::int[], %(weights)s::float8[],
                         %(extras)s::bool[]) AS a (concept, key, weight, extra)
), met AS (
    SELECT DISTINCT k.findable_id
      FROM asked a CROSS JOIN LATERAL (WALK) AS k
     WHERE NOT a.extra
), ranked AS (
    SELECT f.id, f.service_id, s.said, s.meant, AWAY AS away,
           f.confirm_by < %(today)s::date AS old,
           f.never_drops, f.facts & 256 = 0 AS full,
           CASE WHEN f.never_drops THEN 0
                ELSE coalesce((%(today)s::date - f.confirmed_on) / 30, 1200) END AS months,
           %(at_large)s::bool AND f.facts & 1024 <> 0 AS not_asked_for,
           CASE WHEN %(age)s::int = 200 THEN f.age_to < 30 OR f.age_from > 40
                ELSE %(age)s::int < 18 AND f.age_from = 0 AND f.age_to >= 200 END AS not_for_all
      FROM met JOIN directory_findable f ON f.id = met.findable_id
      CROSS JOIN LATERAL (
        SELECT sum(answers) AS said, sum(answers) FILTER (WHERE NOT extra) AS meant FROM (
            SELECT 0.8 * max(answers) + 0.2 * sum(answers) AS answers, extra
              FROM (SELECT a.concept, a.extra,
                           a.weight * CASE WHEN a.key * 4 + 3 = ANY (f.keys) THEN 1.0
                                           WHEN a.key * 4 + 2 = ANY (f.keys) THEN 0.8
                                           WHEN a.key * 4 + 1 = ANY (f.keys) THEN 0.6
                                           ELSE 0 END AS answers
                      FROM asked a) AS each_key
             GROUP BY concept, extra) AS each_concept
      ) AS s
), scored AS (
    SELECT id, service_id, away, old, meant, months, round((said
          - CASE WHEN away IS NULL THEN %(no_place)s::float8
                 ELSE %(far)s::float8 * ln(1 + away * %(shrink)s::float8 / 2) END
          - CASE WHEN old AND NOT never_drops THEN 0.6 ELSE 0 END
          - CASE WHEN "full" THEN 0.3 ELSE 0 END
          - CASE WHEN not_for_all THEN 0.25 ELSE 0 END
          - CASE WHEN not_asked_for THEN 1 ELSE 0 END)::numeric, 6)::float8 AS score
      FROM ranked
)
SELECT id, service_id, away, old, meant, score, months
  FROM scored
 ORDER BY score DESC, months, id
 LIMIT %(rows)s::int
"""
CARDS = """SELECT id, card FROM directory_findable WHERE id = ANY(%s::bigint[])"""


def _walking(*ways: str) -> str:
    """Return SQL: what is met on these ways and is as asked, some of each."""
    each = "(SELECT k.findable_id FROM {} AS k WHERE {} LIMIT %(most)s::int)"
    return " UNION ALL ".join(each.format(way, AS_ASKED) for way in ways)


FIND_NEAR = FIND.replace("WALK", _walking(NEAREST, UNPLACED)).replace(
    "AWAY", "point(f.east, f.north) <-> point(%(east)s::float8, %(north)s::float8)"
)
FIND_ANYWHERE = FIND.replace("WALK", _walking(ANYWHERE)).replace("AWAY", "NULL::float8")

MOST = 40
"""How many of the nearest are taken for each key."""
DEEP = {False: MOST, True: 600}
"""How many are looked at for them: more where a day, a price or an age is asked for as well."""
ROWS = 100
FAR = 0.6
AHEAD = datetime.timedelta(days=35)
"""How far ahead is looked for when something is next, to put equals in order."""
NO_PLACE = 0.45
"""What has no place stands as if it were about two miles away."""
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
    """What was left out to find more: DISTANCE, NOW, TIME, DAY, FACTS, AGE, WORDS, in order."""
    first_total: int
    """How many there were before anything was left out."""

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
    )


def found_ids(asked: Asked, *, now: datetime.datetime) -> list[UUID]:
    """Return the services on all pages of what find() finds, having looked once."""
    return [each.service_id for each in _seek(asked, now).hits]


BEGUN, SOON, WIDER = 0, 1, 2


@dataclass(frozen=True)
class _Hit:
    id: int
    """Of its Findable."""
    service_id: UUID
    km: float | None
    is_old: bool
    rank: tuple[float, ...]
    """How well it answers, months since it was confirmed; BEGUN, SOON or WIDER, if one is so."""


@dataclass(frozen=True)
class _Sought:
    hits: list[_Hit]
    wider: Asked
    widened: tuple[str, ...]
    first_total: int


def _seek(asked: Asked, now: datetime.datetime) -> _Sought:
    """Look for what is asked, and then wider and wider until there is enough."""
    today = timezone.localdate(now)
    first = _look(asked, today)
    found, last = first, asked
    widened: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    for what, wider in _wider(asked):
        if len(found) >= FEW or (found and what == "WORDS"):
            break
        tried += (what,)
        more = _look(wider, today)
        if len(more) > len(found):
            found, last = _together(found, more), wider
            widened = tried
    return _Sought(found, last, widened, len(first))


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


def _wider(asked: Asked) -> list[tuple[str, Asked]]:
    """Return wider and wider questions, each with what it leaves out."""
    steps, last = [], asked
    is_now = asked.within is not None and asked.within.asks == Asks.NOW
    later: dict[str, Any] = {
        "parts": frozenset(),
        "within": asked.within and asked.within.whole_day(),
    }
    for what, is_asked, without in (
        ("DISTANCE", asked.miles, {"miles": None}),
        ("NOW", is_now, later),
        ("TIME", asked.parts and not is_now, later),
        ("DAY", asked.days, {"days": frozenset(), "within": None}),
        ("FACTS", asked.facts, {"facts": NOTHING}),
        ("AGE", asked.age is not None, {"age": None}),
        (
            "WORDS",
            asked.concepts or asked.not_understood,
            {"concepts": somebody_listens(lexicon()), "not_understood": ()},
        ),
    ):
        if is_asked:
            last = replace(last, **without)
            steps.append((what, last))
    return steps


def _look(asked: Asked, today: datetime.date) -> list[_Hit]:
    """Return up to ROWS answers, one for each service, best first."""
    values = _values(asked, today)
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
    return _really_there(hits, asked.within) if asked.within else hits


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


def _values(asked: Asked, today: datetime.date) -> dict[str, Any]:
    words = lexicon()
    concepts = [each for each in asked.concepts if each.keys]
    if all(each.extra for each in concepts):
        # Nothing in particular, but for a day or a place; or something that nobody here offers.
        asks_for_something = any(not each.extra for each in asked.concepts) or asked.not_understood
        asks_nothing_else = words.everything and not asks_for_something
        every = Concept("", ((words.everything, 1.0),))
        concepts = [every, *concepts] if asks_nothing_else else []
    rows = [
        (number, key, weight, concept.extra)
        for number, concept in enumerate(concepts)
        for key, weight in concept.keys
    ]
    near = asked.near
    east, north = flat(near.latitude, near.longitude) if near else (0.0, 0.0)
    scale = shrink(near.latitude) if near else 1.0
    return {
        "concepts": [row[0] for row in rows],
        "keys": [row[1] for row in rows],
        "weights": [row[2] for row in rows],
        "extras": [row[3] for row in rows],
        "east": east,
        "north": north,
        "reach": asked.miles * KM_IN_A_MILE / scale if asked.miles else 2000.0,
        "shrink": scale,
        "when": _when(asked),
        "facts": int(asked.facts),
        "age": 200 if asked.age is None else asked.age,
        "age_to": 0 if asked.age is None else asked.age,
        "today": today,
        "most": MOST if asked.within is None else MOST * 4,
        "deep": DEEP[bool(asked.days or asked.parts or asked.facts or asked.age is not None)],
        "rows": ROWS if asked.within is None else ROWS * 4,
        "far": FAR,
        "no_place": NO_PLACE if near else 0.0,
        "at_large": not asked.concepts,
    }


def _when(asked: Asked) -> int:
    """Return the parts of the week that are asked for, as bits; none if any will do."""
    stretch = asked.within
    if stretch and (stretch.is_of_the_clock or not asked.parts):  # looked at by the clock after
        return parts.asked(stretch.weekdays, ())
    return parts.asked(asked.days, asked.parts) if asked.days or asked.parts else 0

"""Finding what somebody asked for, the likeliest first, and widening when that is too little."""

import datetime
import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.directory.finding import parts
from hearth.directory.finding.asking import Asked, Concept, somebody_listens
from hearth.directory.finding.cards import Card, read_card
from hearth.directory.finding.facts import NOTHING
from hearth.directory.finding.flat import flat, shrink
from hearth.directory.finding.lexicon import lexicon
from hearth.foundation.statements import ask

PAGE = 20
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
    SELECT f.id, f.service_id, s.said, AWAY AS away,
           f.confirm_by < %(today)s::date AS old,
           f.never_drops, f.facts & 256 = 0 AS full,
           %(at_large)s::bool AND f.facts & 1024 <> 0 AS not_asked_for,
           %(age)s::int = 200 AND (f.age_to < 30 OR f.age_from > 40) AS not_for_all
      FROM met JOIN directory_findable f ON f.id = met.findable_id
      CROSS JOIN LATERAL (
        SELECT sum(answers) AS said FROM (
            SELECT max(a.weight * CASE WHEN a.key * 4 + 3 = ANY (f.keys) THEN 1.0
                                       WHEN a.key * 4 + 2 = ANY (f.keys) THEN 0.8
                                       WHEN a.key * 4 + 1 = ANY (f.keys) THEN 0.6
                                       ELSE 0 END) AS answers
              FROM asked a GROUP BY a.concept) AS each_concept
      ) AS s
)
SELECT r.id, r.service_id, r.away, r.old, r.said
  FROM ranked r
 ORDER BY r.said
          - CASE WHEN r.away IS NULL THEN %(no_place)s::float8
                 ELSE %(far)s::float8 * ln(1 + r.away * %(shrink)s::float8 / 2) END
          - CASE WHEN r.old AND NOT r.never_drops THEN 0.6 ELSE 0 END
          - CASE WHEN r.full THEN 0.3 ELSE 0 END
          - CASE WHEN r.not_for_all THEN 0.25 ELSE 0 END
          - CASE WHEN r.not_asked_for THEN 1 ELSE 0 END DESC,
       r.id
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

MOST = 60
"""How many of the nearest are taken for each key."""
DEEP = {False: MOST, True: 600}
"""How many are looked at for them: more where a day, a price or an age is asked for as well."""
ROWS = 100
FAR = 0.45
NO_PLACE = 0.45
"""What has no place stands as if it were about four miles away."""
LEAST = 0.45
"""What answers less than this share of the best answer is left out."""


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
    """What was left out to find more: DISTANCE, TIME, DAY, FACTS, AGE, WORDS, in that order."""
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
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 1), pages)
    return Found(
        asked=asked,
        wider=last,
        results=_results(found[(page - 1) * PAGE : page * PAGE]),
        total=len(found),
        more=len(found) >= ROWS * 9 // 10,
        page=page,
        pages=pages,
        widened=widened,
        first_total=len(first),
    )


@dataclass(frozen=True)
class _Hit:
    id: int
    """Of its Findable."""
    service_id: UUID
    km: float | None
    is_old: bool


def _results(hits: list[_Hit]) -> list[Result]:
    cards = {number: card for number, card in ask(CARDS, [[hit.id for hit in hits]])}
    return [
        Result(read_card(json.loads(cards[hit.id])), hit.km, hit.is_old)
        for hit in hits
        if hit.id in cards
    ]


def _together(first: list[_Hit], more: list[_Hit]) -> list[_Hit]:
    """Return what answers the question as asked, and then what only answers the wider one."""
    seen = {each.service_id for each in first}
    return first + [each for each in more if each.service_id not in seen]


def _wider(asked: Asked) -> list[tuple[str, Asked]]:
    """Return wider and wider questions, each with what it leaves out."""
    steps, last = [], asked
    for what, is_asked, without in (
        ("DISTANCE", asked.miles, {"miles": None}),
        ("TIME", asked.parts, {"parts": frozenset()}),
        ("DAY", asked.days, {"days": frozenset()}),
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
    for findable_id, service_id, away, is_old, said in rows:
        if said < LEAST * best or service_id in by_service:
            continue
        km = None if away is None else away * scale
        by_service[service_id] = _Hit(findable_id, service_id, km, is_old)
    return list(by_service.values())


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
        "when": parts.asked(asked.days, asked.parts) if asked.days or asked.parts else 0,
        "facts": int(asked.facts),
        "age": 200 if asked.age is None else asked.age,
        "age_to": 0 if asked.age is None else asked.age,
        "today": today,
        "most": MOST,
        "deep": DEEP[bool(asked.days or asked.parts or asked.facts or asked.age is not None)],
        "rows": ROWS,
        "far": FAR,
        "no_place": NO_PLACE if near else 0.0,
        "at_large": not asked.concepts,
    }

"""Finding what somebody asked for, the likeliest first, and widening when that is too little."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.directory.finding import parts
from hearth.directory.finding.asking import Asked, Concept
from hearth.directory.finding.cards import Card, read_card
from hearth.directory.finding.facts import NOTHING
from hearth.directory.finding.flat import flat, shrink
from hearth.directory.finding.lexicon import lexicon
from hearth.foundation.statements import ask

PAGE = 20
FEW = 3
"""Fewer answers than this and the search widens."""

KM_IN_A_MILE = 1.609344

FIND = """
WITH asked AS (
    SELECT * FROM unnest(%(concepts)s::int[], %(keys)s::int[], %(weights)s::float8[],
                         %(extras)s::bool[]) AS a (concept, key, weight, extra)
), met AS (
    SELECT a.concept, a.extra, k.findable_id,
           max(a.weight * CASE k.strength WHEN 3 THEN 1.0 WHEN 2 THEN 0.8 ELSE 0.45 END) AS said
      FROM asked a CROSS JOIN LATERAL (
        (SELECT k.findable_id, k.strength FROM directory_findkey k
          WHERE %(placed)s::bool
            AND point(k.key * 10000::float8 + k.east, k.north)
                <@ box(point(a.key * 10000::float8 + %(east)s::float8 - %(reach)s::float8,
                             %(north)s::float8 - %(reach)s::float8),
                       point(a.key * 10000::float8 + %(east)s::float8 + %(reach)s::float8,
                             %(north)s::float8 + %(reach)s::float8))
            AND k.east IS NOT NULL
            AND (%(when)s::bigint = 0 OR k."when" & %(when)s::bigint <> 0)
            AND k.facts & %(facts)s::int = %(facts)s::int
            AND k.age_from <= %(age)s::int AND k.age_to >= %(age_to)s::int
          ORDER BY point(k.key * 10000::float8 + k.east, k.north)
                   <-> point(a.key * 10000::float8 + %(east)s::float8, %(north)s::float8)
          LIMIT %(most)s::int)
        UNION ALL
        (SELECT k.findable_id, k.strength FROM directory_findkey k
          WHERE %(placed)s::bool AND k.key = a.key AND k.east IS NULL
            AND (%(when)s::bigint = 0 OR k."when" & %(when)s::bigint <> 0)
            AND k.facts & %(facts)s::int = %(facts)s::int
            AND k.age_from <= %(age)s::int AND k.age_to >= %(age_to)s::int
          ORDER BY k.strength DESC, k.findable_id
          LIMIT %(most)s::int / 2)
        UNION ALL
        (SELECT k.findable_id, k.strength FROM directory_findkey k
          WHERE NOT %(placed)s::bool AND k.key = a.key
            AND (%(when)s::bigint = 0 OR k."when" & %(when)s::bigint <> 0)
            AND k.facts & %(facts)s::int = %(facts)s::int
            AND k.age_from <= %(age)s::int AND k.age_to >= %(age_to)s::int
          ORDER BY k.strength DESC, k.findable_id
          LIMIT %(most)s::int)
      ) AS k
     GROUP BY a.concept, a.extra, k.findable_id
), summed AS (
    SELECT findable_id, sum(said) AS said FROM met
     GROUP BY findable_id HAVING bool_or(NOT extra)
), ranked AS (
    SELECT f.id, f.service_id, f.card, s.said,
           CASE WHEN %(placed)s::bool AND f.east IS NOT NULL
                THEN point(f.east, f.north)
                     <-> point(%(east)s::float8, %(north)s::float8) END AS away,
           f.confirm_by < %(today)s::date AND NOT f.never_drops AS overdue,
           f.confirm_by < %(today)s::date AS old, f.facts
      FROM summed s JOIN directory_findable f ON f.id = s.findable_id
)
SELECT r.service_id, r.card, r.away, r.old, r.said,
       r.said
       - CASE WHEN NOT %(placed)s::bool THEN 0
              WHEN r.away IS NULL THEN %(no_place)s::float8
              ELSE %(far)s::float8 * ln(1 + r.away * %(shrink)s::float8 / 2) END
       - CASE WHEN r.overdue THEN 0.6 ELSE 0 END
       - CASE WHEN r.facts & 256 = 0 THEN 0.3 ELSE 0 END AS score,
       count(*) OVER () AS every
  FROM ranked r
 ORDER BY score DESC, r.id
 LIMIT %(rows)s::int
"""

MOST = 60
"""How many of the nearest are looked at for each key."""
ROWS = 100
FAR = 0.3
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
    service_id: UUID
    card: str
    km: float | None
    is_old: bool


def _results(hits: Iterable[_Hit]) -> list[Result]:
    return [Result(read_card(json.loads(hit.card)), hit.km, hit.is_old) for hit in hits]


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
        ("WORDS", asked.concepts, {"concepts": ()}),
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
    best = None
    scale = shrink(asked.near.latitude) if asked.near else 1.0
    for service_id, card, away, is_old, said, _, _ in ask(FIND, values):
        best = best or said
        if said < LEAST * best or service_id in by_service:
            continue
        km = None if away is None else away * scale
        by_service[service_id] = _Hit(service_id, card, km, is_old)
    return list(by_service.values())


def _values(asked: Asked, today: datetime.date) -> dict[str, Any]:
    words = lexicon()
    concepts = [each for each in asked.concepts if each.keys]
    if not any(not each.extra for each in concepts) and not asked.concepts:
        concepts = [Concept("", ((words.everything, 1.0),))] if words.everything else []
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
        "placed": near is not None,
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
        "rows": ROWS,
        "far": FAR,
        "no_place": NO_PLACE,
    }

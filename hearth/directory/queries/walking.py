"""The statement that finds: it walks out from where somebody is, key by key, and puts in order."""

import datetime
from typing import Any

from hearth.directory.finding import parts
from hearth.directory.finding.asking import Asked
from hearth.directory.finding.concepts import Concept
from hearth.directory.finding.flat import flat, shrink
from hearth.directory.finding.lexicon import lexicon

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
NO_PLACE = 0.45
"""What has no place stands as if it were about two miles away."""


def values_of(asked: Asked, today: datetime.date) -> dict[str, Any]:
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
    is_sieved = asked.within is not None or asked.most is not None
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
        "most": MOST * 4 if is_sieved else MOST,
        "deep": DEEP[
            bool(asked.days or asked.parts or asked.facts) or asked.age is not None or is_sieved
        ],
        "rows": ROWS * 4 if is_sieved else ROWS,
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

"""
The same question as a search asks, answered by a statement that a hand wrote for just this one.

It knows already which keys and which spot are meant, has tables of its own with the indexes it
wants and no walls, and must return the very same rows.
"""

import datetime
import itertools
from typing import Any

from hearth.directory.finding.asking import Asked
from hearth.directory.queries.finding import LEAST, PAGE, of_things
from hearth.directory.queries.walking import MOST, values_of

TABLES = (
    "DROP TABLE IF EXISTS bench_hand, bench_hand_key",
    """
    CREATE TABLE bench_hand AS
    SELECT id, point(east, north) AS spot, keys, card, service_id,
           CASE WHEN confirm_by < current_date AND NOT never_drops THEN 0.6 ELSE 0 END
           + CASE WHEN facts & 256 = 0 THEN 0.3 ELSE 0 END AS minus,
           CASE WHEN never_drops THEN 0
                ELSE coalesce((current_date - confirmed_on) / 30, 1200) END AS months,
           age_to < 30 OR age_from > 40 AS not_for_all, facts & 1024 <> 0 AS not_asked_for
      FROM directory_findable
    """,
    "ALTER TABLE bench_hand ADD PRIMARY KEY (id)",
    """
    CREATE TABLE bench_hand_key AS
    SELECT key, findable_id AS id, strength, "when", facts, age_from, age_to,
           point(key * 10000::float8 + east, north) AS spot
      FROM directory_findkey
    """,
    "CREATE INDEX ON bench_hand_key USING gist (spot)",
    "CREATE INDEX ON bench_hand_key (key, strength DESC, id) WHERE spot IS NULL",
    "GRANT SELECT ON bench_hand, bench_hand_key TO hearth_web",
)
WALKS = """
    (SELECT id FROM (
        SELECT * FROM bench_hand_key
         WHERE spot <@ box(point({x} - %(reach)s::float8, {y} - %(reach)s::float8),
                           point({x} + %(reach)s::float8, {y} + %(reach)s::float8))
         ORDER BY spot <-> point({x}, {y}) LIMIT %(deep)s::int) AS near
      {only} LIMIT %(most)s::int)
    UNION ALL
    (SELECT id FROM (
        SELECT * FROM bench_hand_key WHERE spot IS NULL AND key = {key}
         ORDER BY strength DESC, id LIMIT %(deep)s::int) AS anywhere
      {only} LIMIT %(most)s::int)
"""
ONLY = """
      WHERE (%(when)s::bigint = 0 OR "when" & %(when)s::bigint <> 0)
        AND facts & %(facts)s::int = %(facts)s::int
        AND age_from <= %(age)s::int AND age_to >= %(age_to)s::int
"""
SAYS = """
    {weight} * CASE WHEN {key} * 4 + 3 = ANY (h.keys) THEN 1.0
                    WHEN {key} * 4 + 2 = ANY (h.keys) THEN 0.8
                    WHEN {key} * 4 + 1 = ANY (h.keys) THEN 0.6 ELSE 0 END
"""
FIRST_PAGE = """
    SELECT id, card FROM (
        SELECT *, max(meant) OVER () AS best FROM (
            SELECT h.id, h.card, h.months, {meant} AS meant,
                   round(({said} - h.minus
                    - CASE WHEN {for_all} AND h.not_for_all THEN 0.25 ELSE 0 END
                    - CASE WHEN {at_large} AND h.not_asked_for THEN 1 ELSE 0 END
                    - COALESCE(%(far)s::float8 * ln(1 + (h.spot <-> point(%(east)s::float8,
                               %(north)s::float8)) * %(shrink)s::float8 / 2),
                               %(no_place)s::float8))::numeric, 6) AS worth
              FROM (SELECT DISTINCT id FROM ({walks}) AS walks) AS met JOIN bench_hand h USING (id)
             ORDER BY worth DESC, h.months, h.id LIMIT %(rows)s::int) AS ranked) AS compared
     WHERE meant >= %(least)s::float8 * best
     ORDER BY worth DESC, months, id LIMIT %(page)s::int
"""


def questions(asked: Asked, today: datetime.date) -> list[tuple[str, dict[str, Any]]]:
    """Return what is asked by hand: one question, and first one for what was named, if it was."""
    named = of_things(asked) if asked.things else None
    return [question(each, today) for each in (named, asked) if each]


def question(asked: Asked, today: datetime.date) -> tuple[str, dict[str, Any]]:
    """Return a statement for just this search near a place, and what it is filled with."""
    values = values_of(asked, today)
    rows = list(
        zip(values["concepts"], values["keys"], values["weights"], values["extras"], strict=True)
    )
    is_asked_more = values["deep"] != MOST
    only = ONLY if is_asked_more else ""
    walks, said, meant = [], [], []
    for number, row in enumerate(rows):
        if not row[3]:
            x = f"(%(key{number})s::int * 10000 + %(east)s::float8)"
            walks.append(
                WALKS.format(x=x, y="%(north)s::float8", key=f"%(key{number})s::int", only=only)
            )
    for _, group in itertools.groupby(enumerate(rows), key=lambda row: row[1][0]):
        numbered = list(group)
        each = [
            SAYS.format(weight=f"%(weight{n})s::float8", key=f"%(key{n})s::int")
            for n, _ in numbered
        ]
        best, every = f"GREATEST({', '.join(each)})", f"({' + '.join(each)})"
        said.append(best if len(each) == 1 else f"(0.8 * {best} + 0.2 * {every})")
        if not numbered[0][1][3]:
            meant.append(said[-1])
    statement = FIRST_PAGE.format(
        said=" + ".join(said),
        meant=" + ".join(meant),
        walks=" UNION ALL ".join(walks),
        for_all=asked.age is None,  # nobody in the bench asks for a child's age
        at_large=not asked.concepts,
    )
    filled = {
        name: values[name]
        for name in ("east", "north", "reach", "deep", "most", "far", "shrink", "no_place", "rows",
                     *(("when", "facts", "age", "age_to") if is_asked_more else ()))
    }  # fmt: skip
    filled |= {f"key{n}": row[1] for n, row in enumerate(rows)}
    filled |= {f"weight{n}": row[2] for n, row in enumerate(rows)}
    return statement, {**filled, "least": LEAST, "page": PAGE}

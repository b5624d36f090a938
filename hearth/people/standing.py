"""
Who is known where, standing on every row about them. What is done here is this app's actions' alone
to do; anybody may read LATELY, and check that all of it is true.

Each act changes the acquaintance and then the arrays on the person's own row,
by adding or taking one site: whoever acts at one site cannot see the others,
so nothing here works an array out anew from what it sees, except reaching()
one person whom the actor has just been shown to see. The database copies
known_at from there to the rows it guards (see migrations/_copying.py), and
lets no site onto the row without an acquaintance (_widening.py). count_untrue()
checks that all of it is true.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from hearth.foundation.acting import FOUND, OPENED, open_up, reveal
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import ask

COPIES = [
    ("people_details", "person_id", "known_at"),
    ("people_othername", "person_id", "known_at"),
    ("people_waytocontact", "person_id", "known_at"),
    ("people_findingkey", "person_id", "known_at"),
    ("people_link", "one_id", "one_known_at"),
    ("people_link", "other_id", "other_known_at"),
    ("people_sharing", "person_id", "known_at"),
    ("people_saidbefore", "person_id", "known_at"),
    ("people_ownpages", "person_id", "known_at"),
    ("people_ownkey", "person_id", "known_at"),
]
"""Every table that repeats a person's known_at: (table, whose, where). A new one needs a new
migration too, which makes the database's own function again (see migrations/_copying.py)."""

LATELY = datetime.timedelta(weeks=26)
"""How long after a welcome a greeter at that site still finds somebody by part of their name."""


@dataclass(frozen=True)
class Welcome:
    """The first and the last day on which a site welcomed a person, of the days being told."""

    person_id: UUID
    first_on: datetime.date
    last_on: datetime.date
    acquaintance_id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True)
class Welcomed:
    """What came of it: whether the site knew the person before."""

    person_id: UUID
    newly_known: bool
    newly_listed: bool
    """The site knows them only now, or has put them back on its list."""
    new_day: bool
    """The first or the last day on which the site welcomed them is another one now."""


MANY = """
    SELECT * FROM unnest(%(ids)s::uuid[], %(people)s::uuid[], %(firsts)s::date[], %(lasts)s::date[])
        AS g (id, person_id, first_on, last_on)
"""
ONE = """
    SELECT %(id)s::uuid AS id, %(person)s::uuid AS person_id,
           %(first)s::date AS first_on, %(last)s::date AS last_on
"""
"""How the welcomes are given: many on a sheet, or one at the door. For one, PostgreSQL keeps its
plan; how many are in a list it cannot know, and plans anew each time, which costs more than doing
it."""

WELCOME = """
WITH given AS (
    {given}
), seen AS (
    SELECT g.*, NOT p.known_at @> ARRAY[%(site)s]::uuid[] AS newly_known
      FROM given g JOIN people_person p ON p.id = g.person_id
), met AS (
    INSERT INTO people_acquaintance AS a
           (id, recorded_at, person_id, site_id, since, last_welcomed_on)
    SELECT s.id, now(), s.person_id, %(site)s, s.first_on, s.last_on FROM seen s
     WHERE NOT EXISTS (
        SELECT FROM people_acquaintance k
         WHERE k.person_id = s.person_id AND k.site_id = %(site)s AND k.until IS NULL
           AND k.since <= s.first_on AND k.last_welcomed_on >= s.last_on)
     ORDER BY s.person_id
    ON CONFLICT (person_id, site_id) DO UPDATE
       SET since = least(a.since, excluded.since), until = NULL,
           last_welcomed_on = greatest(a.last_welcomed_on, excluded.last_welcomed_on)
    RETURNING a.person_id, a.last_welcomed_on
), stood AS (
    UPDATE people_person p
       SET known_at = CASE WHEN p.known_at @> ARRAY[%(site)s]::uuid[] THEN p.known_at
                           ELSE p.known_at || %(site)s::uuid END,
           greeted_at = CASE WHEN p.listed AND p.died_recorded_at IS NULL
                              AND m.last_welcomed_on >= %(since)s
                              AND NOT p.greeted_at @> ARRAY[%(site)s]::uuid[]
                             THEN p.greeted_at || %(site)s::uuid ELSE p.greeted_at END
      FROM met m
     WHERE p.id = m.person_id
       AND (NOT p.known_at @> ARRAY[%(site)s]::uuid[]
            OR (p.listed AND p.died_recorded_at IS NULL AND m.last_welcomed_on >= %(since)s
                AND NOT p.greeted_at @> ARRAY[%(site)s]::uuid[]))
    RETURNING p.id
)
SELECT s.person_id, s.newly_known, t.id IS NOT NULL, m.person_id IS NOT NULL
  FROM seen s LEFT JOIN stood t ON t.id = s.person_id LEFT JOIN met m ON m.person_id = s.person_id
"""


def welcome(site_id: UUID, welcomes: Sequence[Welcome], *, today: datetime.date) -> list[Welcomed]:
    """
    Write down that a site welcomed people, and let it know and list them.

    One statement, and a second only if somebody was new to the site or to its
    list. Whoever the actor may not see is left out of the answer, and untouched.
    """
    given, values = _given(welcomes)
    statement = WELCOME.replace("{given}", given)
    answers = ask(statement, values | {"site": site_id, "since": today - LATELY})
    welcomed = [Welcomed(*row) for row in answers.fetchall()]
    copy_known_at([person.person_id for person in welcomed if person.newly_listed])
    return welcomed


def _given(welcomes: Sequence[Welcome]) -> tuple[str, dict[str, Any]]:
    if len(welcomes) == 1:
        one = welcomes[0]
        values = {"id": one.acquaintance_id, "person": one.person_id}
        return ONE, values | {"first": one.first_on, "last": one.last_on}
    return MANY, {
        "ids": [w.acquaintance_id for w in welcomes],
        "people": [w.person_id for w in welcomes],
        "firsts": [w.first_on for w in welcomes],
        "lasts": [w.last_on for w in welcomes],
    }


def copy_known_at(person_ids: Sequence[UUID]) -> None:
    """Let every row about these people say what their own row says about who knows them."""
    if person_ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_copy_known_at(%s::uuid[])", [list(person_ids)])


@contextmanager
def reaching(*person_ids: UUID) -> Iterator[None]:
    """
    Let the statements inside reach all that is written about a person, at any site.

    Only for an act on somebody whom the actor has been shown to see: taking
    them off the list of a site that the actor cannot see, say. What could be
    seen before is seen again afterwards, and no more.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting(%s, true), current_setting(%s, true)", [FOUND, OPENED]
        )
        found, opened = (before or "" for before in cursor.fetchone() or ["", ""])
        reveal(person_ids)
        open_up(person_ids)
        yield  # and afterwards ids that we put there ourselves
        cursor.cursor.execute(f"SET LOCAL {FOUND} = '{found}'")
        cursor.cursor.execute(f"SET LOCAL {OPENED} = '{opened}'")


def list_nowhere(person_id: UUID) -> None:
    """Take somebody off every greeter's list: they chose not to be listed, or have died."""
    with reaching(person_id), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET greeted_at = '{}' WHERE id = %s", [person_id])


def list_again(person_id: UUID, *, today: datetime.date) -> None:
    """Put somebody back on the lists of the sites that welcomed them lately, if they may be."""
    with reaching(person_id), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_person SET greeted_at = coalesce((
                SELECT array_agg(a.site_id ORDER BY a.site_id) FROM people_acquaintance a
                 WHERE a.person_id = people_person.id AND a.until IS NULL
                   AND a.last_welcomed_on >= %s
            ), '{}') WHERE id = %s AND listed AND died_recorded_at IS NULL
            """,
            [today - LATELY, person_id],
        )


def delist_unless_lately(person_id: UUID, site_id: UUID, *, today: datetime.date) -> None:
    """Take somebody off a site's list, if after all it has not welcomed them lately."""
    with reaching(person_id), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_person p SET greeted_at = array_remove(greeted_at, %(site)s::uuid)
             WHERE id = %(person)s AND NOT EXISTS (
                SELECT FROM people_acquaintance a
                 WHERE a.person_id = p.id AND a.site_id = %(site)s
                   AND a.last_welcomed_on >= %(since)s)
            """,
            {"person": person_id, "site": site_id, "since": today - LATELY},
        )


def take_site(person_id: UUID, site_id: UUID) -> bool:
    """Let a site no longer know a person, on every row about them, unless it is the only one."""
    with reaching(person_id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET known_at = array_remove(known_at, %(site)s::uuid),"
            " greeted_at = array_remove(greeted_at, %(site)s::uuid)"
            " WHERE id = %(person)s AND known_at && ARRAY[%(site)s]::uuid[]"
            " AND cardinality(known_at) > 1",
            {"site": site_id, "person": person_id},
        )
        taken = bool(cursor.rowcount == 1)
    if taken:
        copy_known_at([person_id])
    return taken


def lapse(*, today: datetime.date) -> list[UUID]:
    """
    Take people off the lists of sites that last welcomed them over 26 weeks ago.

    A nightly job, run as an actor who sees every site. The site still knows
    them: they are one welcome away from the list. Returns whom it took.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_person p SET greeted_at = coalesce((
                SELECT array_agg(site ORDER BY site) FROM unnest(p.greeted_at) AS site
                 WHERE EXISTS (SELECT FROM people_acquaintance a WHERE a.person_id = p.id
                                  AND a.site_id = site AND a.until IS NULL
                                  AND a.last_welcomed_on >= %(since)s)
            ), '{}')
             WHERE EXISTS (SELECT FROM people_acquaintance a
                            WHERE a.person_id = p.id AND a.site_id = ANY (p.greeted_at)
                              AND (a.last_welcomed_on IS NULL OR a.last_welcomed_on < %(since)s))
            RETURNING p.id
            """,
            {"since": today - LATELY},
        )
        return [person_id for (person_id,) in cursor.fetchall()]


@dataclass(frozen=True)
class Untrue:
    """How many rows say something else than the acquaintances do, and in what way."""

    what: str
    rows: int


def untrue(*, today: datetime.date) -> list[Untrue]:
    """
    Return what is not true among the arrays, if anything, each kind with its number of rows.

    Run it as an actor who sees every site, or as the owner, after the nightly
    lapse: a day's list is only as true as its night.
    """
    checks = [
        (
            "known where no acquaintance says so, or not known where one does",
            "SELECT count(*) FROM people_person p WHERE ARRAY(SELECT unnest(p.known_at) ORDER BY 1)"
            " <> ARRAY(SELECT a.site_id FROM people_acquaintance a WHERE a.person_id = p.id"
            " AND a.until IS NULL ORDER BY 1)",
        ),
        (
            "on a list where they should not be",
            "SELECT count(*) FROM people_person p WHERE EXISTS (SELECT FROM unnest(p.greeted_at) s"
            " WHERE NOT EXISTS (SELECT FROM people_acquaintance a WHERE a.person_id = p.id"
            " AND a.site_id = s AND a.until IS NULL AND a.last_welcomed_on >= %(since)s))"
            " OR cardinality(p.greeted_at)"
            " <> (SELECT count(DISTINCT s) FROM unnest(p.greeted_at) s)"
            " OR (p.greeted_at <> '{}' AND (NOT p.listed OR p.died_recorded_at IS NOT NULL))",
        ),
        (
            "missing from a list where they should be",
            "SELECT count(*) FROM people_person p JOIN people_acquaintance a ON a.person_id = p.id"
            " WHERE p.listed AND p.died_recorded_at IS NULL AND a.until IS NULL"
            " AND a.last_welcomed_on >= %(since)s AND NOT p.greeted_at @> ARRAY[a.site_id]",
        ),
        *(
            (
                f"{table}.{where} is not what the person's own row says",
                f"SELECT count(*) FROM {table} t JOIN people_person p ON p.id = t.{whose}"  # noqa: S608
                f" WHERE ARRAY(SELECT unnest(t.{where}) ORDER BY 1)"
                " <> ARRAY(SELECT unnest(p.known_at) ORDER BY 1)",
            )
            for table, whose, where in COPIES
        ),
    ]
    found = []
    with connection.cursor() as cursor:
        for what, check in checks:
            cursor.execute(check, {"since": today - LATELY})
            if rows := int((cursor.fetchone() or [0])[0]):
                found.append(Untrue(what, rows))
    return found


def count_untrue(*, today: datetime.date) -> int:
    """Return how many rows say something else than the acquaintances do. It should be none."""
    return sum(kind.rows for kind in untrue(today=today))

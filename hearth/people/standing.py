"""
Who is known where, standing on every row about them. Called by this app's actions alone.

Each act changes the acquaintance and then the arrays on the rows it guards, by
adding or taking one site: whoever acts at one site cannot see the others, so
nothing here works an array out anew. count_untrue() does, as a check.
"""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from hearth.people.models import Details, FindingKey, Link, OtherName, Person, WayToContact

LATELY = datetime.timedelta(weeks=26)
"""How long after a welcome a greeter at that site still finds somebody by part of their name."""

_COPIES = [
    (Details._meta.db_table, "person_id", "known_at"),
    (OtherName._meta.db_table, "person_id", "known_at"),
    (WayToContact._meta.db_table, "person_id", "known_at"),
    (FindingKey._meta.db_table, "person_id", "known_at"),
    (Link._meta.db_table, "one_id", "one_known_at"),
    (Link._meta.db_table, "other_id", "other_known_at"),
]
"""Every table that repeats a person's known_at: (table, whose, where)."""


def add_site(person_id: UUID, site_id: UUID) -> None:
    """Let a site know a person, on every row about them."""
    with connection.cursor() as cursor:
        for table, whose, where in [(Person._meta.db_table, "id", "known_at"), *_COPIES]:
            cursor.execute(
                f"UPDATE {table} SET {where} = {where} || %s::uuid"  # noqa: S608 (our own names)
                f" WHERE {whose} = %s AND NOT {where} @> ARRAY[%s]::uuid[]",
                [site_id, person_id, site_id],
            )


def list_at(person_id: UUID, site_id: UUID) -> None:
    """Let greeters at a site find a person who was welcomed there, if they may be listed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET greeted_at = greeted_at || %s::uuid WHERE id = %s"
            " AND listed AND died_recorded_at IS NULL AND NOT greeted_at @> ARRAY[%s]::uuid[]",
            [site_id, person_id, site_id],
        )


def list_nowhere(person_ids: Iterable[UUID]) -> None:
    """Take people off every greeter's list: they chose not to be listed, or have died."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET greeted_at = '{}' WHERE id = ANY (%s)", [list(person_ids)]
        )


def list_again(person_id: UUID, *, today: datetime.date) -> None:
    """Put a person back on the lists of the sites that welcomed them lately."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_person SET greeted_at = coalesce((
                SELECT array_agg(a.site_id ORDER BY a.site_id) FROM people_acquaintance a
                 WHERE a.person_id = people_person.id AND a.last_welcomed_on >= %s
            ), '{}') WHERE id = %s AND listed AND died_recorded_at IS NULL
            """,
            [today - LATELY, person_id],
        )


def lapse(*, today: datetime.date) -> int:
    """
    Take people off the lists of sites that last welcomed them over 26 weeks ago.

    A nightly job, run as an actor who sees every site. The site still knows
    them: they are one welcome away from the list.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE people_person p SET greeted_at = coalesce((
                SELECT array_agg(site ORDER BY site) FROM unnest(p.greeted_at) AS site
                 WHERE EXISTS (SELECT FROM people_acquaintance a WHERE a.person_id = p.id
                                  AND a.site_id = site AND a.last_welcomed_on >= %(since)s)
            ), '{}')
             WHERE EXISTS (SELECT FROM people_acquaintance a
                            WHERE a.person_id = p.id AND a.site_id = ANY (p.greeted_at)
                              AND (a.last_welcomed_on IS NULL OR a.last_welcomed_on < %(since)s))
            """,
            {"since": today - LATELY},
        )
        return int(cursor.rowcount)


def count_untrue(*, today: datetime.date) -> int:
    """
    Return how many rows say something else than the acquaintances do. It should be none.

    Run it as an actor who sees every site, or as the owner.
    """
    checks = [
        "SELECT count(*) FROM people_person p WHERE ARRAY(SELECT unnest(p.known_at) ORDER BY 1)"
        " <> ARRAY(SELECT a.site_id FROM people_acquaintance a WHERE a.person_id = p.id"
        " AND a.until IS NULL ORDER BY 1)",
        "SELECT count(*) FROM people_person p WHERE EXISTS (SELECT FROM unnest(p.greeted_at) s"
        " WHERE NOT EXISTS (SELECT FROM people_acquaintance a WHERE a.person_id = p.id"
        " AND a.site_id = s AND a.last_welcomed_on >= %(since)s))"
        " OR (p.greeted_at <> '{}' AND (NOT p.listed OR p.died_recorded_at IS NOT NULL))",
        "SELECT count(*) FROM people_person p JOIN people_acquaintance a ON a.person_id = p.id"
        " WHERE p.listed AND p.died_recorded_at IS NULL AND a.until IS NULL"
        " AND a.last_welcomed_on >= %(since)s AND NOT p.greeted_at @> ARRAY[a.site_id]",
        *(
            f"SELECT count(*) FROM {table} t JOIN people_person p ON p.id = t.{whose}"  # noqa: S608
            f" WHERE ARRAY(SELECT unnest(t.{where}) ORDER BY 1)"
            " <> ARRAY(SELECT unnest(p.known_at) ORDER BY 1)"
            for table, whose, where in _COPIES
        ),
    ]
    untrue = 0
    with connection.cursor() as cursor:
        for check in checks:
            cursor.execute(check, {"since": today - LATELY})
            untrue += int((cursor.fetchone() or [0])[0])
    return untrue

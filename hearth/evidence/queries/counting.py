"""
What the database counts for a report.

Its functions (migrations) count past the walls, because a report names nobody and whoever reads
one need not see visits. Each insists that evidence.read_reports is held at every site it is asked
about.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from hearth.evidence.period import Period
from hearth.evidence.queries.figures import Counts
from hearth.evidence.queries.scope import Scope

# One statement, so that every part counts the same visits: somebody may be welcomed meanwhile.
COUNT = """
    SELECT 'months', json_agg(m) FROM evidence_by_site_and_month(%(sites)s, %(first)s, %(last)s) m
    UNION ALL
    SELECT 'hours', json_agg(h) FROM evidence_by_hour(%(sites)s, %(first)s, %(last)s) h
    UNION ALL
    SELECT 'answers', json_agg(a) FROM evidence_answers(%(sites)s, %(first)s, %(last)s) a
    UNION ALL
    SELECT 'people', json_agg(p) FROM evidence_people(%(sites)s, %(first)s, %(last)s) p
"""


@dataclass(frozen=True)
class Counted:
    """What the database counted, by what it was cut by."""

    sites: dict[UUID, Counts]
    months: dict[datetime.date, Counts]
    """By the first day of the month."""
    hours: dict[tuple[int, int], int]
    """Attendances by weekday (0 is Monday) and hour."""
    answers: dict[tuple[str, str], int]
    """Visits by question and answer; the empty answer is any at all."""
    figures: dict[tuple[str, str], int]
    """People by figure, and by what part of it."""

    @property
    def altogether(self) -> Counts:
        return sum(self.sites.values(), Counts())

    def at(self, sites: Iterable[UUID]) -> Counts:
        return sum((self.sites.get(site, Counts()) for site in sites), Counts())

    def people(self, figure: str, part: str = "") -> int:
        return self.figures.get((figure, part), 0)


def count(scope: Scope, period: Period) -> Counted:
    """
    Count everything that an attendance report needs.

    :raises django.db.ProgrammingError: if the request does not hold evidence.read_reports there
    """
    values: dict[str, Any] = {"sites": scope.ids, "first": period.first, "last": period.last}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        parts: dict[str, list[dict[str, Any]]] = {name: rows or [] for name, rows in cursor}
    sites: dict[UUID, Counts] = defaultdict(Counts)
    months: dict[datetime.date, Counts] = defaultdict(Counts)
    for row in parts["months"]:
        counts = Counts(row["named"], row["unnamed"], row["headcounts"], row["counted"])
        sites[UUID(row["site_id"])] += counts
        months[datetime.date.fromisoformat(row["month"])] += counts
    return Counted(
        sites=dict(sites),
        months=dict(months),
        hours={(r["weekday"], r["hour"]): r["visits"] + r["counted"] for r in parts["hours"]},
        answers={(r["question"], r["answer"]): r["visits"] for r in parts["answers"]},
        figures={(r["figure"], r["part"]): r["people"] for r in parts["people"]},
    )


def first_day(scope: Scope) -> datetime.date | None:
    """Return the first day on which anybody came to one of the sites; None if nobody has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_first_day(%s)", [scope.ids])
        found: datetime.date | None = (cursor.fetchone() or [None])[0]
        return found

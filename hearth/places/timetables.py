"""Between the rows that hold a site's opening times, and the timetable that answers questions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from hearth.places import opening
from hearth.places.models import Closure, DayException, OpeningSpell, Site, SiteQuerySet
from hearth.places.opening.words import hours_in_words

YESTERDAY = datetime.timedelta(days=2)
"""How far back a night that is still going, or has just ended, can have begun; and a day over."""


def with_times(sites: SiteQuerySet, now: datetime.datetime) -> SiteQuerySet:
    """
    Fetch with the sites what timetable_of needs to answer for now and later.

    Three questions for any number of sites. What is over is left out.
    """
    recent = now - YESTERDAY
    lately = DayException.objects.filter(on__gte=recent.date()).order_by("on", "opens")
    not_over = Closure.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gte=recent))
    return sites.prefetch_related(
        "spells",
        Prefetch("exceptions", queryset=lately),
        Prefetch("closures", queryset=not_over.order_by("begins_at")),
    )


def timetable_of(site: Site) -> opening.Timetable:
    """
    Return a site's timetable.

    Of a site fetched through with_times it asks nothing more, and knows
    nothing of what is over; of any other it asks three questions and knows all.
    """
    spells = list(site.spells.all())
    return opening.Timetable(
        hours=tuple(hours_of(spell) for spell in spells if spell.weekday is not None),
        exceptions=tuple(
            opening.DayException(on, tuple(spells), reason)
            for on, spells, reason in _exceptions_by_date(site.exceptions.all())
        ),
        closures=tuple(
            opening.Closure(each.begins_at, each.ends_at, each.reason)
            for each in site.closures.all()
        ),
        bank_holidays=bank_holidays_of(site, spells),
        always_open=site.always_open,
    )


def _exceptions_by_date(
    rows: Iterable[DayException],
) -> list[tuple[datetime.date, list[opening.Spell], str]]:
    """Bring the rows of each date together. One that is closed counts for more than any hours."""
    found = []
    for on, group in groupby(sorted(rows, key=lambda row: row.on), key=lambda row: row.on):
        each = list(group)
        closed = any(row.opens is None for row in each)
        spells = [
            opening.Spell(row.opens, row.closes)
            for row in each
            if row.opens is not None and row.closes is not None and not closed
        ]
        reason = next((row.reason for row in each if row.reason), "")
        found.append((on, sorted(spells), reason))
    return found


def bank_holidays_of(site: Site, spells: Iterable[OpeningSpell]) -> opening.BankHolidayRule:
    """Return the site's rule. Own hours of which there are none mean closed."""
    kind = opening.BankHolidays(site.bank_holidays)
    if kind != opening.BankHolidays.OWN_HOURS:
        return opening.BankHolidayRule(kind)
    own = sorted(opening.Spell(row.opens, row.closes) for row in spells if row.weekday is None)
    if not own:
        return opening.BankHolidayRule(opening.BankHolidays.CLOSED)
    return opening.BankHolidayRule(kind, tuple(own))


def hours_of(row: OpeningSpell) -> opening.Hours:
    """Return one row of the weekly pattern as the timetable knows it."""
    assert row.weekday is not None
    weeks: opening.Weeks = opening.EveryWeek()
    if row.weeks_of_month:
        weeks = opening.NthWeeks(row.weeks_of_month)
    elif row.every_weeks > 1 and row.counted_from:
        weeks = opening.AlternateWeeks(row.counted_from, row.every_weeks)
    return opening.Hours(row.weekday, row.opens, row.closes, weeks, row.valid_from, row.valid_until)


def row_of(hours: opening.Hours, *, site: Site) -> OpeningSpell:
    """Return a row, not yet written, for one line of the weekly pattern."""
    row = OpeningSpell(
        site=site,
        weekday=hours.weekday,
        opens=hours.opens,
        closes=hours.closes,
        valid_from=hours.valid_from,
        valid_until=hours.valid_until,
    )
    match hours.weeks:
        case opening.NthWeeks(nth=nth):
            row.weeks_of_month = sorted(nth)
        case opening.AlternateWeeks(counted_from=counted_from, every=every):
            row.counted_from, row.every_weeks = counted_from, every
        case _:
            pass
    return row


@dataclass(frozen=True)
class TimesLine:
    """Rows of the weekly pattern that are one to a reader: "Monday to Friday 9am to 5pm"."""

    key: UUID
    """The id of the first of them, which stands for the line in an address."""
    ids: tuple[UUID, ...]
    hours: tuple[opening.Hours, ...]
    words: str

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(each.weekday for each in self.hours)


def lines_of(site: Site) -> list[TimesLine]:
    """
    Return the weekly pattern, in lines that are changed and removed as one.

    Days with the same times every week make one line. What happens in some
    weeks is told day by day.
    """
    rows = [row for row in site.spells.all() if row.weekday is not None]
    rows.sort(key=lambda row: (row.weekday, row.opens, row.closes, str(row.id)))
    together: dict[tuple[Any, ...], list[OpeningSpell]] = {}
    for row in rows:
        together.setdefault(_what_makes_a_line(row), []).append(row)
    lines = []
    for group in together.values():
        hours = tuple(hours_of(row) for row in group)
        ids = tuple(row.id for row in group)
        lines.append(TimesLine(min(ids), ids, hours, hours_in_words(hours)))
    return lines


def _what_makes_a_line(row: OpeningSpell) -> tuple[Any, ...]:
    every_week = not row.weeks_of_month and row.every_weeks == 1
    return (
        row.opens,
        row.closes,
        tuple(row.weeks_of_month),
        row.every_weeks,
        row.counted_from,
        row.valid_from,
        row.valid_until,
        None if every_week else row.weekday,
    )


def times_facts(site: Site) -> dict[str, Any]:
    """Return the usual opening times as plain facts, to see whether they have changed."""
    rows = [
        [
            row.weekday, row.opens, row.closes, sorted(row.weeks_of_month), row.every_weeks,
            row.counted_from, row.valid_from, row.valid_until,
        ]
        for row in site.spells.all()
    ]  # fmt: skip
    return {
        "always_open": site.always_open,
        "bank_holidays": site.bank_holidays,
        "hours": sorted(rows, key=str),
    }

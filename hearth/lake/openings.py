"""For how long each site was open on each day, and what is to know of a day."""

import datetime
from collections.abc import Iterator

import pyarrow as pa

from hearth.foundation.actors import Actor
from hearth.lake.star import DAYS, OPENINGS
from hearth.places import opening
from hearth.places.opening.bank_holidays import bank_holiday_on
from hearth.places.queries import every_site
from hearth.places.timetables import timetable_of

MINUTE = datetime.timedelta(minutes=1)


def openings(first: datetime.date, last: datetime.date, *, actor: Actor) -> pa.Table:
    """Return the minutes for which each site was open, by its opening times as they are now."""
    rows = []
    for site in every_site(actor).order_by("id"):
        timetable = timetable_of(site)
        begins = max(first, site.opened_on or first)
        for day in days_between(begins, last):
            minutes = sum(
                (one.closes - one.opens) // MINUTE for one in opening.openings_on(timetable, day)
            )
            if minutes:
                rows.append({"hub": str(site.id), "day": day, "minutes": minutes})
    return pa.Table.from_pylist(rows, OPENINGS.schema)


def days(first: datetime.date, last: datetime.date) -> pa.Table:
    """Return what is to know of each day."""
    return pa.Table.from_pylist(
        [
            {
                "day": day,
                "year": day.year,
                "month_of_year": day.month,
                "financial_year": financial_year(day),
                "weekday": day.weekday(),
                "bank_holiday": bank_holiday_on(day),
            }
            for day in days_between(first, last)
        ],
        DAYS.schema,
    )


def financial_year(day: datetime.date) -> str:
    """Return such as "2025/26", from 1 April."""
    begins = day.year if day.month >= 4 else day.year - 1
    return f"{begins}/{(begins + 1) % 100:02d}"


def days_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Yield each day, both ends too."""
    for back in range((last - first).days + 1):
        yield first + datetime.timedelta(days=back)

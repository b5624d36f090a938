"""Which schedules are there on a day, asked of the database: the rules of occurrences.days_of."""

import datetime
from calendar import monthrange

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import (
    Cast,
    ExtractDay,
    ExtractIsoWeekDay,
    ExtractMonth,
    ExtractYear,
    Floor,
)
from django.db.models.functions.datetime import Extract

from hearth.directory.models import Schedule
from hearth.directory.occurrences import WEEKDAYS

SAID_OF_DAYS = (
    "freq", "byday", "bymonthday", "interval", "begins_on", "ends_on", "not_on",
)  # fmt: skip
"""The fields that say on which days a schedule is there."""

MONDAY = datetime.date(1969, 12, 29)
"""The Monday before the database begins to count seconds, on a Thursday."""
A_DAY = 24 * 60 * 60


def on(schedules: QuerySet[Schedule], day: datetime.date) -> QuerySet[Schedule]:
    """Return those that are there on a day, by the same rules as occurrences.days_of."""
    once = Q(freq="", begins_on=day)
    comes_round = Q(freq="WEEKLY") & _weekly(day) | Q(freq="MONTHLY") & _monthly(day)
    return (
        schedules.alias(
            weeks=Value((day - MONDAY).days // 7) - _weeks_until("begins_on"),
            months=Value(day.year * 12 + day.month)
            - ExtractYear("begins_on") * 12
            - ExtractMonth("begins_on"),
            first_weekday=ExtractIsoWeekDay("begins_on"),
            first_day=ExtractDay("begins_on"),
        )
        .alias(odd_weeks=F("weeks") % F("interval"), odd_months=F("months") % F("interval"))
        .filter(
            once | comes_round,
            Q(begins_on__isnull=True) | Q(begins_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            Q(interval=1) | Q(begins_on__isnull=False),
        )
        .exclude(not_on__contains=[day])
    )


def _weekly(day: datetime.date) -> Q:
    # Which of the month is said of months alone: a week passes over it.
    named = Q(byday__overlap=[f"{nth}{_code(day)}" for nth in ("", *_written(range(-5, 6)))])
    as_it_began = Q(byday=[], first_weekday=day.isoweekday())
    of_month = Q(bymonthday=[]) | Q(bymonthday__overlap=_of_month(day))
    return (named | as_it_began) & of_month & (Q(interval=1) | Q(odd_weeks=0))


def _monthly(day: datetime.date) -> Q:
    nths = (0, (day.day - 1) // 7 + 1, -((_last(day) - day.day) // 7) - 1)
    codes = [f"{nth}{_code(day)}" for nth in ("", *_written(nths))]
    named = Q(byday__overlap=codes)
    numbered = Q(bymonthday__overlap=_of_month(day))
    both_ways = (
        named & Q(bymonthday=[])
        | Q(byday=[]) & numbered
        | named & numbered
        | Q(byday=[], bymonthday=[], first_day=day.day)
    )
    return both_ways & (Q(interval=1) | Q(odd_months=0))


def _written(nths: "range | tuple[int, ...]") -> list[str]:
    """Return numbers as calendars may write them: 2, +2, 02, +02."""
    signs = {nth: ("-",) if nth < 0 else ("", "+") for nth in nths}
    return [
        f"{sign}{abs(nth):{width}}" for nth in nths for sign in signs[nth] for width in ("", "02")
    ]


def _code(day: datetime.date) -> str:
    return WEEKDAYS[day.weekday()]


def _last(day: datetime.date) -> int:
    return monthrange(day.year, day.month)[1]


def _of_month(day: datetime.date) -> list[int]:
    return [day.day, day.day - _last(day) - 1]


def _weeks_until(field: str) -> Cast:
    """Return SQL: how many Mondays there were before a day, counted from MONDAY."""
    days = Extract(field, "epoch") / A_DAY + 3
    return Cast(Floor(days / 7), IntegerField())

"""Days that the law counts in months, and that fall on a working day."""

import calendar
import datetime

from hearth.places.opening.bank_holidays import bank_holiday_on

SATURDAY = 5


def months_on(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or the last one of that month if there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def working_day_from(day: datetime.date) -> datetime.date:
    """Return this day, or the next one that is neither at a weekend nor a bank holiday."""
    while day.weekday() >= SATURDAY or bank_holiday_on(day):
        day += datetime.timedelta(days=1)
    return day

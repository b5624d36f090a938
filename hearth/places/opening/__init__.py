"""
Opening times: when a place is open, in real time, and how to say so.

Pure knowledge: no database, no clock of its own. Every moment asked about must
carry its time zone; every moment answered is in UTC, so that arithmetic on
answers is in real hours even on the night when the clocks change.
"""

from hearth.places.opening.answers import (
    LOOK_AHEAD,
    Closed,
    DayPlan,
    Open,
    Opening,
    Status,
    is_open,
    next_open,
    openings_between,
    openings_on,
    plan_for,
    status,
)
from hearth.places.opening.bank_holidays import (
    bank_holiday_after,
    bank_holiday_on,
    bank_holidays_in,
)
from hearth.places.opening.timetable import (
    LONDON,
    AlternateWeeks,
    BankHolidayRule,
    BankHolidays,
    Closure,
    DayException,
    EveryWeek,
    Hours,
    NthWeeks,
    Spell,
    Timetable,
    Weekday,
    Weeks,
)
from hearth.places.opening.words import (
    DayInWords,
    closure_in_words,
    days_in_words,
    hours_in_words,
    spell_in_words,
    time_in_words,
    week_in_words,
    weeks_in_words,
    words_for,
)

__all__ = [
    "LONDON",
    "LOOK_AHEAD",
    "AlternateWeeks",
    "BankHolidayRule",
    "BankHolidays",
    "Closed",
    "Closure",
    "DayException",
    "DayInWords",
    "DayPlan",
    "EveryWeek",
    "Hours",
    "NthWeeks",
    "Open",
    "Opening",
    "Spell",
    "Status",
    "Timetable",
    "Weekday",
    "Weeks",
    "bank_holiday_after",
    "bank_holiday_on",
    "bank_holidays_in",
    "closure_in_words",
    "days_in_words",
    "hours_in_words",
    "is_open",
    "next_open",
    "openings_between",
    "openings_on",
    "plan_for",
    "spell_in_words",
    "status",
    "time_in_words",
    "week_in_words",
    "weeks_in_words",
    "words_for",
]

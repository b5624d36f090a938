"""When something is on, as people say it: "Every other Tuesday, 10am to midday"."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from hearth.design.words import clock, day, listed
from hearth.directory.occurrences import ComesRound

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as calendars write them (RFC 5545), Monday first."""
WHICH = (1, 2, 3, 4, -1)
"""The first, the second … of a month, and the last."""


def day_names() -> dict[str, str]:
    """Return what each day of the week is called, by its code."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
        _("Sunday"),
    )  # fmt: skip
    return dict(zip(DAYS, names, strict=True))


def which_names() -> dict[int, str]:
    """Return what the first, second and so on of a month are called."""
    names = (_("First"), _("Second"), _("Third"), _("Fourth"), _("Last"))
    return dict(zip(WHICH, names, strict=True))


def said(schedule: ComesRound) -> str:
    """Return when it is on, in one line: days, times, and from and until when."""
    parts = [_days(schedule), hours(schedule.opens, schedule.closes)]
    words = ", ".join(part for part in parts if part)
    if schedule.freq and schedule.begins_on:
        words = _("%(times)s, from %(day)s") % {"times": words, "day": day(schedule.begins_on)}
    if schedule.freq and schedule.ends_on:
        words = _("%(times)s, until %(day)s") % {"times": words, "day": day(schedule.ends_on)}
    return words


def hours(opens: datetime.time | None, closes: datetime.time | None) -> str:
    """Return "10am to midday", "from 10am", or for no times at all "all day"."""
    if opens and closes:
        return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}
    if opens:
        return _("from %(time)s") % {"time": clock(opens)}
    if closes:
        return _("until %(time)s") % {"time": clock(closes)}
    return _("all day")


def all_said(schedules: Sequence[ComesRound]) -> list[str]:
    """Return each schedule in a line, in the order of the week."""
    return [said(each) for each in sorted(schedules, key=in_order)]


def in_order(schedule: ComesRound) -> tuple[int, datetime.time]:
    """Return what puts schedules in the order of a week, for sorting."""
    first = min((DAYS.index(code[-2:]) for code in schedule.byday if code[-2:] in DAYS), default=7)
    return first, schedule.opens or datetime.time(0)


def _days(schedule: ComesRound) -> str:
    if not schedule.freq:
        return day(schedule.begins_on) if schedule.begins_on else ""
    if schedule.freq == "MONTHLY":
        return _monthly(schedule)
    names = day_names()
    days = [names[code] for code in DAYS if code in schedule.byday]
    if len(days) == len(DAYS):
        days = [_("day")]
    if not days:
        return _("Every week") if schedule.interval == 1 else _every_few_weeks(schedule.interval)
    if schedule.interval == 1:
        return _("Every %(days)s") % {"days": listed(days)}
    if schedule.interval == 2:
        return _("Every other %(days)s") % {"days": listed(days)}
    every = _every_few_weeks(schedule.interval)
    return _("%(every)s on %(days)s") % {"every": every, "days": listed(days)}


def _every_few_weeks(weeks: int) -> str:
    return _("Every %(number)s weeks") % {"number": weeks}


def _monthly(schedule: ComesRound) -> str:
    names, which = day_names(), which_names()
    days = []
    for code in schedule.byday:
        number = code[:-2]
        if code[-2:] in names and number.lstrip("+-").isdecimal() and int(number) in which:
            said = {"which": which[int(number)], "day": names[code[-2:]]}
            days.append(_("%(which)s %(day)s") % said)
    days += [_("Day %(number)s") % {"number": number} for number in schedule.bymonthday]
    if not days:
        return _("Every month")
    # Only the first begins the line.
    days = [days[0], *(each[:1].lower() + each[1:] for each in days[1:])]
    words = listed(days)
    if schedule.interval == 1:
        return _("%(days)s of every month") % {"days": words}
    if schedule.interval == 2:
        return _("%(days)s of every other month") % {"days": words}
    return _("%(days)s, every %(number)s months") % {"days": words, "number": schedule.interval}

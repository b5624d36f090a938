"""Opening times as a person would say them, in the manner of gov.uk: 9am, 9:30am, midday."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hearth.design.words import clock, day_of_month, day_of_year, listed
from hearth.design.words import day as day_in_words
from hearth.design.words import weekday as weekday_in_words
from hearth.places.opening.answers import (
    Because,
    Closed,
    Open,
    Status,
    openings_on,
    plan_for,
)
from hearth.places.opening.bank_holidays import bank_holiday_on
from hearth.places.opening.timetable import (
    LONDON,
    AlternateWeeks,
    BankHolidays,
    EveryWeek,
    Hours,
    NthWeeks,
    Spell,
    Timetable,
    Weeks,
)

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TAKES_THE_PLACE_OF_A_COLON = ("for ", "because ", "while ", "due to ", "to ", "until ", "as ")
_NEARLY_A_YEAR = timedelta(days=300)
ONE_DAY = timedelta(days=1)


def words_for(status: Status, now: datetime, zone: ZoneInfo = LONDON) -> str:
    """
    Say whether a place is open, as a notice on the door would.

    Such as "Open now until 9pm", "Closed for training. Opens tomorrow at 9am".

    :raises ValueError: if `now` has no time zone
    """
    if now.tzinfo is None:
        raise ValueError("A moment must carry its time zone")
    if isinstance(status, Open):
        if status.until is None:
            return _("Open all day and night")
        return _("Open now until %(time)s") % {"time": _until_in_words(status.until, now, zone)}
    if status.next_open:
        return _("%(closed)s. Opens %(when)s") % {
            "closed": _closed(status.reason),
            "when": _when_in_words(status.next_open, now, zone),
        }
    if status.until_further_notice:
        return _closed_until_further_notice(status.reason)
    return _("%(closed)s. No opening times are listed") % {"closed": _closed(status.reason)}


def _closed(reason: str) -> str:
    reason = reason.strip().rstrip(".")
    if not reason:
        return _("Closed")
    if reason.lower().startswith("closed"):
        return _("Closed") + reason[len("closed") :]
    return f"{_('Closed')} {reason}" if _runs_on(reason) else f"{_('Closed')}: {reason}"


def _closed_until_further_notice(reason: str) -> str:
    said = _closed(reason)
    closed, colon, after = said.partition(": ")
    return _("%(closed)s until further notice") % {"closed": closed} + colon + after


def closure_in_words(
    begins: datetime, ends: datetime | None, reason: str, zone: ZoneInfo = LONDON
) -> str:
    """
    Return such as "Closed for repairs from 9am on Monday 4 May 2026 until further notice".

    A reason that does not run on comes last: "Closed from ... until ...: the boiler has broken".
    Midnight is said as the day that begins or ends with it.
    """
    said, colon, after = _closed(reason).partition(": ")
    start = begins.astimezone(zone)
    since = _whole_date(start.date()) if _is_midnight(start) else _whole_moment(begins, zone)
    until = _("further notice")
    if ends:
        end = ends.astimezone(zone)
        until = _whole_moment(ends, zone)
        if _is_midnight(end):
            until = _("the end of %(day)s") % {"day": _whole_date(end.date() - ONE_DAY)}
    told = _("%(closed)s from %(since)s until %(until)s")
    return told % {"closed": said, "since": since, "until": until} + colon + after


def _whole_moment(moment: datetime, zone: ZoneInfo) -> str:
    return _("%(time)s on %(day)s") % {
        "time": _moment_in_words(moment, zone),
        "day": _whole_date(moment.astimezone(zone).date()),
    }


def _whole_date(day: date) -> str:
    return day_in_words(day)


def _runs_on(reason: str) -> bool:
    """Test if the reason finishes a sentence that begins "Closed", or needs a colon first."""
    return reason.lower().startswith(_TAKES_THE_PLACE_OF_A_COLON)


def _until_in_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say a closing time. One within a day needs no date: a café "until 2am" means tonight."""
    local = moment.astimezone(zone)
    if moment - now < ONE_DAY:
        return _moment_in_words(moment, zone)
    if _is_midnight(local):
        return _("the end of %(day)s") % {"day": _date_in_words(local.date() - ONE_DAY, now, zone)}
    return _("%(time)s on %(day)s") % {
        "time": _moment_in_words(moment, zone),
        "day": _date_in_words(local.date(), now, zone),
    }


def _when_in_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    at = _moment_in_words(moment, zone)
    local = moment.astimezone(zone)
    day, tomorrow = local.date(), now.astimezone(zone).date() + ONE_DAY
    if _is_midnight(local):  # "tomorrow at midnight" could be either end of tomorrow
        if day == tomorrow:
            return _("tonight at midnight")
        return _("at midnight, as %(day)s begins") % {"day": _date_in_words(day, now, zone)}
    if day < tomorrow:
        return _("today at %(time)s") % {"time": at}
    if day == tomorrow:
        return _("tomorrow at %(time)s") % {"time": at}
    return _("%(day)s at %(time)s") % {"day": _date_in_words(day, now, zone), "time": at}


def _is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)


def _date_in_words(day: date, now: datetime, zone: ZoneInfo) -> str:
    far = day - now.astimezone(zone).date() > _NEARLY_A_YEAR
    return day_in_words(day) if far else day_of_year(day)


def _moment_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """Say a time, and which of the two on the night when it happens twice."""
    local = moment.astimezone(zone)
    said = time_in_words(local.time())
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first < second:
        which = _("after the clocks go back") if local.fold else _("before the clocks go back")
        return f"{said} ({which})"
    return said


def time_in_words(at: time) -> str:
    """Return a time such as "9am", "9:30am", "midday" or "midnight"."""
    return clock(at)


def spell_in_words(spell: Spell) -> str:
    """Return a spell such as "9am to 5pm", "8pm to 2am" or "all day"."""
    if spell.whole_day:
        return _("all day")
    return _from_to(time_in_words(spell.opens), time_in_words(spell.closes))


def _from_to(first: str, last: str) -> str:
    """Return such as "9am to 5pm" or "Monday to Friday"."""
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _spells_in_words(spells: Iterable[Spell]) -> str:
    return listed([spell_in_words(spell) for spell in spells])


def weeks_in_words(weeks: Weeks, weekday: int) -> str:
    """Return such as "1st and 3rd Thursday of the month" or "Every other Tuesday"."""
    name = weekday_in_words(weekday)
    match weeks:
        case NthWeeks():
            in_order = sorted(weeks.nth - {-1}) + [-1] * (-1 in weeks.nth)
            which = listed([_ordinal(n) for n in in_order])
            return _("%(which)s %(weekday)s of the month") % {"which": which, "weekday": name}
        case AlternateWeeks(every=2):
            return _("Every other %(weekday)s") % {"weekday": name}
        case AlternateWeeks():
            which = _ordinal(weeks.every)
            return _("Every %(which)s %(weekday)s") % {"which": which, "weekday": name}
        case EveryWeek():
            return name


def _ordinal(number: int) -> str:
    """Return such as "2nd" of a month's, or "last" for the last of them."""
    known = {
        1: _("1st"),
        2: _("2nd"),
        3: _("3rd"),
        4: _("4th"),
        5: _("5th"),
        -1: pgettext("the last Monday of the month", "last"),
    }
    return known.get(number, str(number))


def week_in_words(timetable: Timetable, on: date) -> list[str]:
    """
    Return the usual week as lines, as it stands on a date.

    Such as "Monday to Friday 9am to 5pm", "Saturday 10am to 2pm", "Sunday
    closed", then what happens only in some weeks, and on bank holidays. It is
    empty if no opening times have been given.
    """
    if timetable.says_nothing:
        return []
    if timetable.always_open:
        lines = [_("Open all day, every day")]
    else:
        in_force = [line for line in timetable.hours if line.in_force_on(on)]
        lines = _every_week_in_words(in_force) + _some_weeks_in_words(in_force, on)
    return lines + _bank_holidays_in_words(timetable)


def _every_week_in_words(lines: list[Hours]) -> list[str]:
    weekly = [line for line in lines if isinstance(line.weeks, EveryWeek)]
    if not weekly:
        return []
    sometimes = {line.weekday for line in lines} - {line.weekday for line in weekly}
    by_day = [
        tuple(sorted(line.spell for line in weekly if line.weekday == weekday))
        for weekday in range(7)
    ]
    if all(spells == by_day[0] for spells in by_day):
        if all(spell.whole_day for spell in by_day[0]):
            return [_("Open all day, every day")]
        return [_("Every day %(hours)s") % {"hours": _spells_in_words(by_day[0])}]
    # A day that opens only in some weeks is told of further down, and breaks a run of days.
    runs = groupby(range(7), key=lambda weekday: None if weekday in sometimes else by_day[weekday])
    return [_run_in_words(list(run), spells) for spells, run in runs if spells is not None]


def _run_in_words(weekdays: list[int], spells: tuple[Spell, ...]) -> str:
    first, last = weekday_in_words(weekdays[0]), weekday_in_words(weekdays[-1])
    days = {1: first, 2: listed([first, last])}.get(len(weekdays)) or _from_to(first, last)
    return f"{days} {_spells_in_words(spells) if spells else _('closed')}"


def _some_weeks_in_words(lines: list[Hours], on: date) -> list[str]:
    said = []
    for line in sorted(lines, key=lambda line: (line.weekday, line.spell)):
        if isinstance(line.weeks, EveryWeek):
            continue
        words = f"{weeks_in_words(line.weeks, line.weekday)} {spell_in_words(line.spell)}"
        if isinstance(line.weeks, AlternateWeeks) and (following := _next_date(line, on)):
            words += " " + _("(next on %(day)s)") % {"day": day_of_month(following)}
        said.append(words)
    return said


def hours_in_words(lines: Sequence[Hours]) -> str:
    """
    Return lines that differ only in their weekday as one, "Monday to Friday 9am to 5pm".

    With the weeks and the time of year for which they hold, if not always.
    """
    first = lines[0]
    if isinstance(first.weeks, EveryWeek):
        days = _days_in_words(sorted({line.weekday for line in lines}))
    else:
        days = listed([weeks_in_words(line.weeks, line.weekday) for line in lines])
    words = f"{days} {spell_in_words(first.spell)}"
    if isinstance(first.weeks, AlternateWeeks):
        counted = first.weeks.counted_from
        words += f", counted from the week of {counted.day} {counted:%B %Y}"
    if first.valid_from:
        words += f", from {first.valid_from.day} {first.valid_from:%B %Y}"
    if first.valid_until:
        words += f", until {first.valid_until.day} {first.valid_until:%B %Y}"
    return words


def _days_in_words(weekdays: list[int]) -> str:
    """Return "Every day", "Monday to Friday", "Monday and Thursday" and so on."""
    if len(weekdays) == 7:
        return _("Every day")
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    said: list[str] = []
    for run in runs:
        if len(run) < 3:
            said += [weekday_in_words(weekday) for weekday in run]
        else:
            said.append(_from_to(weekday_in_words(run[0]), weekday_in_words(run[-1])))
    return listed(said)


def _next_date(line: Hours, on: date) -> date | None:
    """Return the first date from this one on that the line holds for, within half a year."""
    days = (on + timedelta(days=ahead) for ahead in range(183))
    return next((day for day in days if line.holds_on(day)), None)


def _bank_holidays_in_words(timetable: Timetable) -> list[str]:
    match timetable.bank_holidays.kind:
        case BankHolidays.CLOSED:
            return [_("Bank holidays closed")]
        case BankHolidays.OWN_HOURS:
            hours = _spells_in_words(timetable.bank_holidays.spells)
            return [_("Bank holidays %(hours)s") % {"hours": hours}]
        case _:
            return []


@dataclass(frozen=True)
class DayInWords:
    """One date's opening, for a list of this week's hours."""

    date: date
    name: str
    """Such as "Monday 5 January"."""
    hours: str
    """Such as "9am to 5pm", "Open all day" or "Closed"."""
    note: str = ""
    """What makes the day unusual, such as "For training" or "Boxing Day"."""

    @property
    def unusual(self) -> bool:
        return bool(self.note)


def days_in_words(timetable: Timetable, first: date, count: int = 7) -> list[DayInWords]:
    """Return so many dates from the first on, exceptions, bank holidays and closures included."""
    return [_day_in_words(timetable, first + timedelta(days=n)) for n in range(count)]


def _day_in_words(timetable: Timetable, day: date) -> DayInWords:
    plan = plan_for(timetable, day)
    openings = openings_on(timetable, day)
    midnights = [
        datetime.combine(day + timedelta(days=n), time(0), timetable.zone).astimezone(UTC)
        for n in (0, 1)
    ]
    if len(openings) == 1 and [openings[0].opens, openings[0].closes] == midnights:
        hours = _("Open all day")
    elif openings:
        hours = listed(
            [
                _from_to(
                    _moment_in_words(each.opens, timetable.zone),
                    _moment_in_words(each.closes, timetable.zone),
                )
                for each in openings
            ]
        )
    else:
        hours = _("Closed")
    closures = [
        reason or _("closed for a time")
        for starts, until, reason in timetable.closures_in_utc
        if starts < midnights[1] and (until is None or until > midnights[0])
    ]
    notes = [bank_holiday_on(day)]
    if plan.because == Because.EXCEPTION:
        notes.append(plan.reason or _("not as usual"))
    notes += closures
    note = ", ".join(note for note in notes if note)
    return DayInWords(day, day_of_year(day), hours, note[:1].upper() + note[1:])


__all__ = [
    "DAYS",
    "Closed",
    "DayInWords",
    "closure_in_words",
    "days_in_words",
    "hours_in_words",
    "spell_in_words",
    "time_in_words",
    "week_in_words",
    "weeks_in_words",
    "words_for",
]

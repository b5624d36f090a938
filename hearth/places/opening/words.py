"""Opening times as a person would say them, in the manner of gov.uk: 9am, 9:30am, midday."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

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
            return "Open all day and night"
        return f"Open now until {_until_in_words(status.until, now, zone)}"
    if status.next_open:
        return f"{_closed(status.reason)}. Opens {_when_in_words(status.next_open, now, zone)}"
    if status.until_further_notice:
        return _closed_until_further_notice(status.reason)
    return f"{_closed(status.reason)}. No opening times are listed"


def _closed(reason: str) -> str:
    reason = reason.strip().rstrip(".")
    if not reason:
        return "Closed"
    if reason.lower().startswith("closed"):
        return "Closed" + reason[len("closed") :]
    return f"Closed {reason}" if _runs_on(reason) else f"Closed: {reason}"


def _closed_until_further_notice(reason: str) -> str:
    said = _closed(reason)
    if ": " in said:
        return said.replace("Closed: ", "Closed until further notice: ", 1)
    return f"{said} until further notice"


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
    until = "further notice"
    if ends:
        end = ends.astimezone(zone)
        until = _whole_moment(ends, zone)
        if _is_midnight(end):
            until = f"the end of {_whole_date(end.date() - ONE_DAY)}"
    return f"{said} from {since} until {until}{colon}{after}"


def _whole_moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{_moment_in_words(moment, zone)} on {_whole_date(moment.astimezone(zone).date())}"


def _whole_date(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {day:%B %Y}"


def _runs_on(reason: str) -> bool:
    """Test if the reason finishes a sentence that begins "Closed", or needs a colon first."""
    return reason.lower().startswith(_TAKES_THE_PLACE_OF_A_COLON)


def _until_in_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say a closing time. One within a day needs no date: a café "until 2am" means tonight."""
    local = moment.astimezone(zone)
    if moment - now < ONE_DAY:
        return _moment_in_words(moment, zone)
    if _is_midnight(local):
        return f"the end of {_date_in_words(local.date() - ONE_DAY, now, zone)}"
    return f"{_moment_in_words(moment, zone)} on {_date_in_words(local.date(), now, zone)}"


def _when_in_words(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    at = _moment_in_words(moment, zone)
    local = moment.astimezone(zone)
    day, tomorrow = local.date(), now.astimezone(zone).date() + ONE_DAY
    if _is_midnight(local):  # "tomorrow at midnight" could be either end of tomorrow
        if day == tomorrow:
            return "tonight at midnight"
        return f"at midnight, as {_date_in_words(day, now, zone)} begins"
    if day < tomorrow:
        return f"today at {at}"
    if day == tomorrow:
        return f"tomorrow at {at}"
    return f"{_date_in_words(day, now, zone)} at {at}"


def _is_midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)


def _date_in_words(day: date, now: datetime, zone: ZoneInfo) -> str:
    year = f" {day.year}" if day - now.astimezone(zone).date() > _NEARLY_A_YEAR else ""
    return f"{DAYS[day.weekday()]} {day.day} {day:%B}{year}"


def _moment_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """Say a time, and which of the two on the night when it happens twice."""
    local = moment.astimezone(zone)
    said = time_in_words(local.time())
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first < second:
        return f"{said} ({'after' if local.fold else 'before'} the clocks go back)"
    return said


def time_in_words(at: time) -> str:
    """Return a time such as "9am", "9:30am", "midday" or "midnight"."""
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def spell_in_words(spell: Spell) -> str:
    """Return a spell such as "9am to 5pm", "8pm to 2am" or "all day"."""
    if spell.whole_day:
        return "all day"
    return f"{time_in_words(spell.opens)} to {time_in_words(spell.closes)}"


def _spells_in_words(spells: Iterable[Spell]) -> str:
    return _listed([spell_in_words(spell) for spell in spells])


def _listed(parts: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def weeks_in_words(weeks: Weeks, weekday: int) -> str:
    """Return such as "1st and 3rd Thursday of the month" or "Every other Tuesday"."""
    name = DAYS[weekday]
    match weeks:
        case NthWeeks():
            in_order = sorted(weeks.nth - {-1}) + [-1] * (-1 in weeks.nth)
            return f"{_listed([_ORDINALS[n] for n in in_order])} {name} of the month"
        case AlternateWeeks(every=2):
            return f"Every other {name}"
        case AlternateWeeks():
            return f"Every {_ORDINALS[weeks.every] if weeks.every < 6 else weeks.every} {name}"
        case EveryWeek():
            return name


_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}


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
        lines = ["Open all day, every day"]
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
        everyday = _spells_in_words(by_day[0])
        return ["Open all day, every day" if everyday == "all day" else f"Every day {everyday}"]
    # A day that opens only in some weeks is told of further down, and breaks a run of days.
    runs = groupby(range(7), key=lambda weekday: None if weekday in sometimes else by_day[weekday])
    return [_run_in_words(list(run), spells) for spells, run in runs if spells is not None]


def _run_in_words(weekdays: list[int], spells: tuple[Spell, ...]) -> str:
    first, last = DAYS[weekdays[0]], DAYS[weekdays[-1]]
    days = {1: first, 2: f"{first} and {last}"}.get(len(weekdays), f"{first} to {last}")
    return f"{days} {_spells_in_words(spells) if spells else 'closed'}"


def _some_weeks_in_words(lines: list[Hours], on: date) -> list[str]:
    said = []
    for line in sorted(lines, key=lambda line: (line.weekday, line.spell)):
        if isinstance(line.weeks, EveryWeek):
            continue
        words = f"{weeks_in_words(line.weeks, line.weekday)} {spell_in_words(line.spell)}"
        if isinstance(line.weeks, AlternateWeeks) and (following := _next_date(line, on)):
            words += f" (next on {following.day} {following:%B})"
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
        days = _listed([weeks_in_words(line.weeks, line.weekday) for line in lines])
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
        return "Every day"
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    said: list[str] = []
    for run in runs:
        if len(run) < 3:
            said += [DAYS[weekday] for weekday in run]
        else:
            said.append(f"{DAYS[run[0]]} to {DAYS[run[-1]]}")
    return _listed(said)


def _next_date(line: Hours, on: date) -> date | None:
    """Return the first date from this one on that the line holds for, within half a year."""
    days = (on + timedelta(days=ahead) for ahead in range(183))
    return next((day for day in days if line.holds_on(day)), None)


def _bank_holidays_in_words(timetable: Timetable) -> list[str]:
    match timetable.bank_holidays.kind:
        case BankHolidays.CLOSED:
            return ["Bank holidays closed"]
        case BankHolidays.OWN_HOURS:
            return [f"Bank holidays {_spells_in_words(timetable.bank_holidays.spells)}"]
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
        hours = "Open all day"
    elif openings:
        hours = _listed(
            [
                f"{_moment_in_words(each.opens, timetable.zone)}"
                f" to {_moment_in_words(each.closes, timetable.zone)}"
                for each in openings
            ]
        )
    else:
        hours = "Closed"
    closures = [
        reason or "closed for a time"
        for starts, until, reason in timetable.closures_in_utc
        if starts < midnights[1] and (until is None or until > midnights[0])
    ]
    notes = [bank_holiday_on(day)]
    if plan.because == Because.EXCEPTION:
        notes.append(plan.reason or "not as usual")
    notes += closures
    note = ", ".join(note for note in notes if note)
    name = f"{DAYS[day.weekday()]} {day.day} {day:%B}"
    return DayInWords(day, name, hours, note[:1].upper() + note[1:])


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

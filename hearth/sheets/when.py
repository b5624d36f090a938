"""What a cell says of the day and the time, in the many ways that people and spreadsheets do."""

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError

from hearth.design.moments import day_from, moment_from, parts_of, time_from
from hearth.design.words import short_day
from hearth.frontdoor.moments import in_london
from hearth.sheets.words import Wrong

LONG_AGO = datetime.timedelta(days=3653)
NO_TIME = datetime.time(12, 0)
"""A row without a time is written down at midday, so that it counts on the right day."""

DAY_ONE = datetime.date(1899, 12, 30)
"""From which spreadsheets count days (Microsoft, "DATEVALUE function": 1 January 2008 is 39448)."""

SERIAL = re.compile(r"([2-6]\d{4})(\.\d+)?")
"""A day as a spreadsheet counts it, from 1954 to 2091, in a cell not told that it is one."""

ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)", re.I)
HALF = r"\s*[ap]\.?m\.?"
DAY_AND_TIME = re.compile(
    rf"(.*\d)[T,\s]+(\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?:{HALF})?|\d{{1,2}}{HALF})", re.I
)
YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
MONTH_FIRST = re.compile(
    r"(?:[a-z]+day,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I
)
SECONDS = re.compile(rf"(\d{{1,2}}[:.]\d\d)[:.]\d\d(?:\.\d+)?({HALF})?", re.I)
ONE_FIGURE = re.compile(r"\d{1,2}\.\d")
THREE_FIGURES = re.compile(r"\d{3}")


def arrival_of(
    date: str, time: str, *, only_day: datetime.date | None, now: datetime.datetime
) -> datetime.datetime:
    """
    Return when a row says that somebody came in.

    :param only_day: the day of a row that says none
    :raises Wrong: if it says no day, or says what cannot be
    """
    if ISO_MOMENT.fullmatch(date) and not time:
        moment = _whole(date)
        return _checked(moment, in_london(moment).date(), now, has_time=True)
    day, of_the_day = _day(date)
    day = day or only_day
    if day is None:
        raise Wrong("There is no date")
    at = _time(time) or _time(of_the_day)
    try:
        moment = moment_from(day, at or NO_TIME)
    except ValidationError as trouble:
        raise Wrong("The clocks went forward over that time, so it never was") from trouble
    return _checked(moment, day, now, has_time=at is not None)


def _checked(
    moment: datetime.datetime, day: datetime.date, now: datetime.datetime, *, has_time: bool
) -> datetime.datetime:
    today = in_london(now).date()
    if day > today:
        raise Wrong(f"{short_day(day)} has not come yet. Is the year right?")
    if moment > now and has_time:
        raise Wrong("That time today has not come yet")
    if moment < now - LONG_AGO:
        raise Wrong(f"{short_day(day)} is more than ten years ago. Is the year right?")
    return min(moment, now)


@lru_cache(maxsize=4096)  # a sheet says the same day many times
def _day(text: str) -> tuple[datetime.date | None, str]:
    """Return the day that a cell says, and what time it says beside it, if it does."""
    if not text:
        return None, ""
    if serial := SERIAL.fullmatch(text):
        day = DAY_ONE + datetime.timedelta(days=int(serial[1]))
        return day, _part_of_a_day(float(serial[2])) if serial[2] else ""
    at = ""
    if both := DAY_AND_TIME.fullmatch(text):
        text, at = both.groups()
    if not re.search(r"\d", text):
        raise Wrong(f"“{text[:40]}” is not a date")
    if year := YEAR_FIRST.fullmatch(text):
        text = "-".join(year.groups())
    elif month := MONTH_FIRST.fullmatch(text):
        text = f"{month[2]} {month[1]} {month[3]}"
    parts = parts_of(text.rstrip(" ,"))
    if not parts.month:
        raise Wrong(f"“{text[:40]}” is not a whole date. Write it like 27/3/2025")
    try:
        return day_from(parts, short_years=True), at
    except ValidationError as trouble:
        raise Wrong(str(trouble.messages[0])) from trouble


@lru_cache(maxsize=4096)
def _time(text: str) -> datetime.time | None:
    if exact := SECONDS.fullmatch(text):
        text = exact[1] + (exact[2] or "")
    elif ONE_FIGURE.fullmatch(text):  # 9.30, typed into a spreadsheet that took it for a number
        text += "0"
    elif THREE_FIGURES.fullmatch(text):  # 0930, the same
        text = "0" + text
    try:
        return time_from(text)
    except ValidationError as trouble:
        raise Wrong(str(trouble.messages[0])) from trouble


def _whole(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)
    except ValueError as trouble:
        raise Wrong(f"“{text[:40]}” is not a date and time") from trouble


def _part_of_a_day(part: float) -> str:
    minutes = min(round(part * 24 * 60), 24 * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"

"""Fields for days and times, forgiving about how they are typed and plain about what is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from hearth.design.drawn import Drawn
from hearth.design.words import MONTHS, clock, listed, short_day

Limit = date | Callable[[], date] | None

WHOLE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DATE_IN_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+(\w+)[\s/.,-]+(\d+)", re.I
)
TIME_IN_FIGURES = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?", re.I)
FOUR_FIGURES = re.compile(r"(\d{2})(\d{2})")
TIMES_IN_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class Parts(NamedTuple):
    """A day, and perhaps a time, just as they were typed."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""


def parts_of(text: str) -> Parts:
    """Take a day written whole apart: "2026-03-02", "2 March 2026", "2/3/2026"."""
    text = text.strip()
    if iso := WHOLE_DATE.fullmatch(text):
        year, month, day = iso.groups()
        return Parts(day, month, year)
    if words := DATE_IN_WORDS.fullmatch(text):
        return Parts(*words.groups())
    return Parts(day=text)


def day_from(parts: Parts, *, subject: str = "The date", short_years: bool = False) -> date | None:
    """
    Return the day that was typed; none if nothing was.

    :param short_years: read "26" as 2026, and give this year as an example. Never for a date of
        birth, where it could be 1926.
    :raises ValidationError: worded for the reader; its code names the part that is wrong
    """
    year_like = timezone.localdate().year if short_years else 1968
    typed = {"day": parts.day, "month": parts.month, "year": parts.year}
    missing = [part for part, text in typed.items() if not text]
    if len(missing) == 3:
        return None
    if missing:
        raise ValidationError(f"{subject} must include a {listed(missing)}", code=missing[0])

    month = _month_number(parts.month)
    if month is None:
        raise ValidationError(
            f"The month must be a number from 1 to 12 or a name, like {MONTHS[2]}", code="month"
        )
    if not parts.day.isdecimal():
        raise ValidationError("The day must be a number, like 27", code="day")
    if not parts.year.isdecimal():
        raise ValidationError(f"The year must be a number, like {year_like}", code="year")
    if len(parts.year) != 4 and not (len(parts.year) == 2 and short_years):
        raise ValidationError(f"The year must have four numbers, like {year_like}", code="year")
    year = int(parts.year) + (2000 if len(parts.year) == 2 else 0)
    try:
        return date(year, month, int(parts.day))
    except ValueError:
        raise ValidationError(
            f"{subject} must be a real date, like 27 March {year_like}", code="day"
        ) from None


def time_from(text: str, *, subject: str = "The time") -> time | None:
    """
    Return the time that was typed: "9", "9am", "9.30", "17:00", "0930", "midday".

    :raises ValidationError: worded for the reader
    """
    text = text.strip().lower()
    if not text:
        return None
    if text in TIMES_IN_WORDS:
        return TIMES_IN_WORDS[text]
    if figures := FOUR_FIGURES.fullmatch(text):
        hour, minute, half = int(figures[1]), int(figures[2]), None
    elif read := TIME_IN_FIGURES.fullmatch(text):
        hour, minute, half = int(read[1]), int(read[2] or 0), read[3]
    else:
        raise ValidationError(f"{subject} must be like 9:30am or 17:00", code="time")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half and not (half == "p" and 13 <= hour <= 23):  # "17:00pm" says one thing twice
        hour = 24
    if hour > 23 or minute > 59:
        raise ValidationError(f"{subject} must be a real time, like 9:30am or 17:00", code="time")
    return time(hour, minute)


def moment_from(day: date, at: time) -> datetime:
    """
    Put a day and a time on the hub's clock. In the hour that comes twice in October, the first.

    :returns: the moment, in UTC
    :raises ValidationError: if the clocks went forward over that time
    """
    there = datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
    moment = there.astimezone(UTC)  # a time that comes twice equals no time in another zone
    if moment.astimezone(there.tzinfo).time() != at:
        raise ValidationError(
            "The clocks went forward over that time, so it never was. Type an hour later.",
            code="time",
        )
    return moment


class PartsWidget(forms.Widget):
    """
    Reads name-day, name-month, name-year and name-time; or one value under the name itself.

    :param day_of: the name of another field, whose day it is when a time was typed without any
    """

    def __init__(self, *, day_of: str = "") -> None:
        super().__init__()
        self.day_of = day_of

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        typed = self._parts(data, name)
        if self.day_of and typed.time and not any(typed[:3]):
            return self._parts(data, self.day_of)._replace(time=typed.time)
        return typed

    def _parts(self, data: Mapping[str, Any], name: str) -> Parts:
        return Parts(*(str(data.get(f"{name}-{part}") or "").strip() for part in Parts._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}-{part}" in data for part in Parts._fields)


class DateField(Drawn, forms.Field):
    """
    A day, in three boxes (or one).

    :param one_box: draw one box, for filter bars where room is short
    :param short_years: read "26" as 2026; for days that can't be long ago
    :param earliest: the first day allowed, or a function that returns it
    :param latest: the last day allowed, or a function that returns it
    """

    macro: ClassVar[str] = "date"
    widget = PartsWidget

    def __init__(
        self,
        *,
        one_box: bool = False,
        short_years: bool = False,
        earliest: Limit = None,
        latest: Limit = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.one_box, self.short_years = one_box, short_years
        self.earliest, self.latest = earliest, latest

    @property
    def subject(self) -> str:
        return super().subject if self.called else "The date"

    def prepare_value(self, value: Any) -> Any:
        """Return what the boxes show."""
        if isinstance(value, datetime) and value.tzinfo:
            value = timezone.localtime(value)
        if isinstance(value, date):
            parts = Parts(str(value.day), str(value.month), str(value.year))
            return short_day(value) if self.one_box else parts
        if self.one_box:
            return " ".join(value[:3]).strip() if isinstance(value, Parts) else value or ""
        return value if isinstance(value, Parts) else parts_of(str(value or ""))

    def to_python(self, value: Any) -> date | None:
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        parts = value if isinstance(value, Parts) else parts_of(str(value))
        return day_from(parts, subject=self.subject, short_years=self.short_years)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            _within(value, self.earliest, self.latest, self.subject, short_day)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class TimeField(Drawn, forms.Field):
    """A time of day, in one box."""

    def __init__(self, *, width: str = "5", **options: Any) -> None:
        super().__init__(width=width, **options)

    @property
    def subject(self) -> str:
        return super().subject if self.called else "The time"

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        return time_from(str(value), subject=self.subject)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class DateTimeField(DateField):
    """
    A day and a time on the hub's own clock, in four boxes.

    It also reads one value such as "2026-03-02T09:15:00Z", as machines send it.

    :param day_of: the name of another field of the form, whose day is meant by a time alone
    """

    macro: ClassVar[str] = "moment"

    def __init__(self, *, day_of: str = "", **options: Any) -> None:
        super().__init__(widget=PartsWidget(day_of=day_of), **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = self._whole(value)
            except ValidationError:
                return parts_of(value)
        parts = super().prepare_value(value)
        if isinstance(value, datetime):
            at = timezone.localtime(value) if value.tzinfo else value
            parts = parts._replace(time=clock(at.time()))
        return parts

    def to_python(self, value: Any) -> datetime | None:
        """
        Return an aware moment.

        :raises ValidationError: its code names the part that is wrong
        """
        if value is None or isinstance(value, datetime):
            return value
        if not isinstance(value, Parts):
            return self._whole(str(value))
        day = day_from(value, subject=self.subject, short_years=self.short_years)
        at = time_from(value.time)
        if day is None and at is None:
            return None
        if day is None:
            raise ValidationError(f"{self.subject} must include a day", code="day")
        if at is None:
            raise ValidationError(f"{self.subject} must include a time", code="time")
        return moment_from(day, at)

    def _whole(self, text: str) -> datetime | None:
        if not text.strip():
            return None
        try:
            whole = datetime.fromisoformat(text.strip())
        except ValueError:
            raise ValidationError(f"{self.subject} can't be read", code="day") from None
        if not whole.tzinfo:
            return moment_from(whole.date(), whole.time())
        try:
            return timezone.localtime(whole).astimezone(UTC)
        except OverflowError:  # a day after the last, or before the first, on the clock there
            raise ValidationError(f"{self.subject} can't be read", code="day") from None


def _month_number(text: str) -> int | None:
    if text.isdecimal():  # Python refuses to read more than 4,300 figures
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    begins = text.lower().rstrip(".")
    names = [name for name in MONTHS if len(begins) >= 3 and name.lower().startswith(begins)]
    return MONTHS.index(names[0]) + 1 if names else None


def _within(
    value: Any, earliest: Limit, latest: Limit, subject: str, words: Callable[[Any], str]
) -> None:
    first = earliest() if callable(earliest) else earliest
    last = latest() if callable(latest) else latest
    if first is not None and value < first:
        raise ValidationError(f"{subject} must be {words(first)} or later", code="day")
    if last is not None and value > last:
        raise ValidationError(f"{subject} must be {words(last)} or earlier", code="day")

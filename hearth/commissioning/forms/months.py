"""A month, as people type it."""

import datetime
import re
from typing import Any

from django import forms

from hearth.commissioning.months import EARLIEST
from hearth.design.drawn import Drawn
from hearth.design.nhs import ValidationError
from hearth.design.words import MONTHS, month

NAMED = re.compile(r"([a-z]{3,9})\.?[ ,]+(\d{4}|\d{2})")
NUMBERED = re.compile(r"(\d{1,2})[ /.-](\d{4})")
AS_CODE = re.compile(r"(\d{4})-(\d{1,2})")
LATEST = 2099


class MonthField(Drawn, forms.Field):
    """A month: "March 2026", "mar 26", "3/2026" or "2026-03"; cleans to its first day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(help_text=options.pop("help_text", "Like March 2026"), **options)

    def to_python(self, value: Any) -> datetime.date | None:
        words = str(value or "").strip().casefold()
        if not words:
            return None
        found = _read(words)
        if found is None:
            raise ValidationError(f"{self.subject} must be a month, like March 2026")
        return found

    def prepare_value(self, value: Any) -> Any:
        return month(value) if isinstance(value, datetime.date) else value


def _read(words: str) -> datetime.date | None:
    if said := NAMED.fullmatch(words):
        names = [at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(said[1])]
        return _day(int(said[2]), names[0]) if names else None
    if said := NUMBERED.fullmatch(words):
        return _day(int(said[2]), int(said[1]))
    if said := AS_CODE.fullmatch(words):
        return _day(int(said[1]), int(said[2]))
    return None


def _day(year: int, at: int) -> datetime.date | None:
    year += 2000 if year < 100 else 0
    if not (EARLIEST.year <= year <= LATEST and 1 <= at <= 12):
        return None
    return datetime.date(year, at, 1)

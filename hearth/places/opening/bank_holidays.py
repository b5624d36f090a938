"""The bank holidays of England, with the moved and the one-off ones."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from django.utils.translation import gettext, gettext_lazy

# From where it is kept: `from holidays import ...` would load it in somebody's first request.
from holidays.countries.united_kingdom import UnitedKingdom


def bank_holiday_on(day: date) -> str:
    """
    Return the name of the bank holiday on this day, or nothing.

    When Christmas Day, Boxing Day or New Year's Day falls on a weekend there
    is a substitute day as well. Both count: a hub that closes on bank holidays
    is closed on Saturday 26 December and on the Monday that stands in for it.
    """
    name, stands_in, _ = bank_holidays_in(day.year).get(day, "").partition(SUBSTITUTE)
    if not name:
        return ""
    return f"{gettext(name)} {gettext('(substitute day)')}" if stands_in else gettext(name)


def bank_holiday_after(day: date) -> date:
    """Return the first bank holiday after this day."""
    ahead = (*bank_holidays_in(day.year), *bank_holidays_in(day.year + 1))
    return min(each for each in ahead if each > day)


@cache
def bank_holidays_in(year: int) -> Mapping[date, str]:
    """
    Return the bank holidays of England in a year, each with its everyday name.

    Dates from the `holidays` library, which follows gov.uk/bank-holidays. A
    one-off announced later arrives with a newer library, or as an exception.
    """
    found = UnitedKingdom(subdiv="ENG", years=year)  # type: ignore[no-untyped-call]
    return {
        day: _EVERYDAY.get(name, name).replace(" (observed)", SUBSTITUTE)
        for day, name in found.items()
        if day.year == year
    }


SUBSTITUTE = " (substitute day)"
EVERY_YEAR = (
    gettext_lazy("New Year's Day"),
    gettext_lazy("Good Friday"),
    gettext_lazy("Easter Monday"),
    gettext_lazy("Early May bank holiday"),
    gettext_lazy("Spring bank holiday"),
    gettext_lazy("Summer bank holiday"),
    gettext_lazy("Christmas Day"),
    gettext_lazy("Boxing Day"),
)
"""Those that come round, for translators. A one-off is said as it was announced."""
_EVERYDAY = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}
"""The names on gov.uk/bank-holidays, where the library's differ."""

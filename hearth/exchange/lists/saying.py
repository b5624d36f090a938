"""Times, places and prices in words and back: how a spreadsheet has them, and how a claim says."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hearth.exchange.lists import checked
from hearth.exchange.oruk.plain import clock, day
from hearth.sheets.words import Wrong

DAY_NAMES = {
    "MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun",
}  # fmt: skip
WHICH = {"1": "1st", "2": "2nd", "3": "3rd", "4": "4th", "5": "5th", "-1": "last"}
_CODES = {name.lower(): code for code, name in DAY_NAMES.items()}
_CODES |= {code.lower(): code for code in DAY_NAMES}
_WHICH = {
    **{said: number for number, said in WHICH.items()},
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5",
}  # fmt: skip
EVERY = {"WEEKLY": "week", "MONTHLY": "month", "": "once"}


def days_in_words(byday: Iterable[str], bymonthday: Iterable[int]) -> str:
    """Return days as people write them: "Tue, Thu", "2nd Fri", "15"."""
    said = []
    for code in byday:
        which, name = code[:-2], DAY_NAMES.get(code[-2:], code[-2:])
        said.append(f"{WHICH.get(which, which)} {name}".strip())
    return ", ".join([*said, *map(str, bymonthday)])


def days_from_words(text: str) -> tuple[list[str], list[int]]:
    """
    Return the days that words say: by the week, and by the number in the month.

    :raises Wrong: if they say no day
    """
    byday, dates = [], []
    pieces = re.split(r"[,;/&]|\band\b", text)
    for piece in (each.strip().lower().rstrip(".") for each in pieces):
        if not piece:
            continue
        if re.fullmatch(r"-?\d{1,2}", piece):
            dates += checked.in_month([piece], called="day")
            continue
        if several := _SEVERAL.get(piece):
            byday += several
            continue
        said = re.fullmatch(r"(?:(?:the )?(-?\d|[a-z0-9]+) )?([a-z]+?)s?", piece)
        code = _code(said[2]) or _code(f"{said[2]}s") if said else ""
        which = _WHICH.get(said[1], said[1]) if said and said[1] else ""
        if which in ("every", "each"):
            which = ""
        if not code or (which and not re.fullmatch(r"-?[1-5]", which)):
            raise Wrong(f"“{piece[:40]}” is not a day of the week")
        byday.append(f"{which}{code}")
    return list(dict.fromkeys(byday)), list(dict.fromkeys(dates))


_WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_SEVERAL = {
    "every day": _WEEK, "daily": _WEEK, "weekdays": _WEEK[:5], "weekends": _WEEK[5:],
    "mon-fri": _WEEK[:5], "monday to friday": _WEEK[:5], "mon to fri": _WEEK[:5],
}  # fmt: skip


def _code(name: str) -> str:
    """Return a day's code, of any of its usual names: Tu, Tue, Tues, Tuesday."""
    if name in _CODES:
        return _CODES[name]
    full = {
        "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
        "saturday": "SA", "sunday": "SU",
    }  # fmt: skip
    found = {code for day_name, code in full.items() if len(name) > 2 and day_name.startswith(name)}
    return found.pop() if len(found) == 1 else ""


def often_in_words(freq: str, interval: int) -> str:
    """Return how often: "every week", "every 2 months", "once"."""
    if not freq:
        return "once"
    unit = EVERY[freq]
    return f"every {unit}" if interval == 1 else f"every {interval} {unit}s"


def often_from_words(text: str) -> tuple[str, int]:
    """:raises Wrong: if they do not say how often"""
    said = " ".join(text.lower().split())
    usual = {
        "": ("WEEKLY", 1), "weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2),
        "every fortnight": ("WEEKLY", 2), "every other week": ("WEEKLY", 2),
        "monthly": ("MONTHLY", 1), "every other month": ("MONTHLY", 2), "once": ("", 1),
        "one off": ("", 1), "one-off": ("", 1), "daily": ("WEEKLY", 1), "every day": ("WEEKLY", 1),
    }  # fmt: skip
    if said in usual:
        return usual[said]
    if found := re.fullmatch(r"every (?:(\d{1,2}) )?(week|month)s?", said):
        number = int(found[1] or 1)
        if number:
            return ("WEEKLY" if found[2] == "week" else "MONTHLY"), number
    raise Wrong(f"“{text[:40]}” does not say how often. Write every week, every 2 weeks, or once")


def time_in_words(facts: dict[str, Any]) -> str:
    """Return when something is, in a line: "Tue, Thu 10:00 to 12:00, every week"."""
    days = days_in_words(facts["byday"], facts["bymonthday"])
    hours = " to ".join(each for each in (clock(facts["opens"]), clock(facts["closes"])) if each)
    first, last = day(facts["begins_on"]), day(facts["ends_on"])
    said = [
        f"{days} {hours}".strip(),
        often_in_words(facts["freq"], facts["interval"]),
        f"from {first}" if first else "",
        f"until {last}" if last else "",
        f"not on {', '.join(day(each) for each in facts['not_on'])}" if facts["not_on"] else "",
        facts["notes"],
    ]
    return ", ".join(each for each in said if each)


def place_in_words(facts: dict[str, Any]) -> str:
    said = [facts.get(name) for name in ("name", "address", "town", "postcode")]
    return ", ".join(each for each in said if each)


def price_in_words(facts: dict[str, Any]) -> str:
    """Return a price: "Adults: £3.50 (a session)"."""
    amount: Decimal | None = facts.get("amount")
    pounds = ""
    if amount is not None:
        pounds = f"{'' if facts.get('currency') else '£'}{amount:.2f}{facts.get('currency') or ''}"
    more = f"({facts['amount_description']})" if facts.get("amount_description") else ""
    said = " ".join(each for each in (pounds, more) if each)
    return f"{facts['option']}: {said}" if facts.get("option") else said


_PRICE = re.compile(
    r"(?:(?P<option>[^:]*):)?\s*(?:£?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<currency>[A-Z]{3})?)?"
    r"\s*(?:\((?P<more>.*)\))?",
    re.DOTALL,
)


def price_from_words(text: str) -> dict[str, Any]:
    """:raises Wrong: if they are no price"""
    found = _PRICE.fullmatch(text.strip())
    if not found or not any(found.groups()):
        raise Wrong(f"“{text[:40]}” is not a price. Write it like Adults: £3.50 (a session)")
    return {
        "option": (found["option"] or "").strip(),
        "amount": checked.money(found["amount"], called="A price"),
        "currency": found["currency"] or "",
        "amount_description": (found["more"] or "").strip(),
    }


def value_in_words(value: Any) -> str:
    """Return a fact as a claim says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(getattr(value, "name", value))

"""Reading single values of a list: each is what it should be, or Wrong says in words why not."""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from hearth.design.moments import day_from, parts_of, time_from
from hearth.directory.finding.words import plain
from hearth.exchange.oruk.plain import email_address, web_address
from hearth.places import geo
from hearth.sheets.words import Wrong

LONGEST = 10_000
"""Letters in one fact. A directory's longest description is a tenth of this."""

NEVER_TYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
IN_WORDS = {
    **dict.fromkeys(["noon", "12 noon", "midday", "12 midday"], datetime.time(12)),
    **dict.fromkeys(["midnight", "12 midnight", "24:00", "24.00"], datetime.time(0)),
}
LONGEST_SPELL, ALL_DAY = 16.0, 23.9
"""Hours. What is there longer is mistyped, or always there."""
SCHEME = re.compile("https?://")
_POSTCODE = re.compile(r"(?=.*[0-9])[A-Z0-9 -]{3,10}")
_OURS = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? *(?![0-9][A-Z][0-9])[A-Z0-9]{3}$")
"""A first half as in this country, and three more, not as in Canada."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


def words(value: Any, *, called: str) -> str:
    """Return text without what no keyboard types."""
    if value is None:
        return ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise Wrong(f"{called} is not text")
    text = NEVER_TYPED.sub("", str(value)).strip()
    if len(text) > LONGEST:
        raise Wrong(f"{called} is longer than {LONGEST:,} letters")
    return text


def identifier(value: Any) -> UUID | None:
    """Return an id that we can keep as it is; None for anything else."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def address(value: Any, *, called: str) -> str:
    """Return a web address, whole: "www.example.org" alone would lead to a page of ours."""
    text = words(value, called=called)
    if not text:
        return ""
    if not web_address(text):
        raise Wrong(f"“{text[:40]}” is not a web address")
    return text if SCHEME.match(text) else f"https://{text}"


def email(value: Any, *, called: str) -> str:
    text = words(value, called=called)
    if text and not email_address(text):
        raise Wrong(f"“{text[:40]}” is not an email address")
    return text


def phone(value: Any, *, called: str) -> str:
    text = words(value, called=called)
    if text and sum(letter.isdigit() for letter in text) < 3:
        raise Wrong(f"“{text[:40]}” is not a phone number")
    return text


def age(value: Any, *, called: str) -> int | None:
    text = words(value, called=called)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,3}(\.0+)?", text) or float(text) > 130:
        raise Wrong(f"{called} must be an age in whole years, not “{text[:40]}”")
    return int(float(text))


def ages(facts: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the ages that an entry is for, as words."""
    low, high = facts.get("minimum_age"), facts.get("maximum_age")
    if low is not None and high is not None and low > high:
        return [f"Its youngest age ({low}) is above its oldest ({high})"]
    return []


def whole(value: Any, *, called: str, most: int) -> int | None:
    text = words(value, called=called)
    if not text:
        return None
    if not re.fullmatch(r"\d{1,5}(\.0+)?", text) or not 1 <= float(text) <= most:
        raise Wrong(f"{called} must be a whole number from 1 to {most}, not “{text[:40]}”")
    return int(float(text))


def degrees(value: Any, *, called: str, most: float) -> float | None:
    text = words(value, called=called)
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,3}(\.\d+)?", text):
        raise Wrong(f"{called} must be a number, not “{text[:40]}”")
    return float(text) if abs(float(text)) <= most else None


def money(value: Any, *, called: str) -> Decimal | None:
    text = words(value, called=called).removeprefix("£").replace(",", "")
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise Wrong(f"{called} must be an amount, not “{text[:40]}”") from None
    if not amount.is_finite() or not 0 <= amount < 10_000_000:
        raise Wrong(f"{called} must be an amount, not “{text[:40]}”")
    return amount.quantize(Decimal("0.01"))


def yes_or_no(value: Any, *, called: str) -> bool | None:
    if isinstance(value, bool):
        return value
    text = words(value, called=called).lower()
    if text in YES:
        return True
    if text in NO:
        return False
    if not text:
        return None
    raise Wrong(f"{called} must be yes or no, not “{text[:40]}”")


def yes_or_not(value: Any, *, called: str) -> bool:
    """Return yes or no, where saying nothing is no."""
    return yes_or_no(value, called=called) or False


def time(value: Any, *, called: str) -> datetime.time | None:
    text = words(value, called=called)
    if not text:
        return None
    if text.lower() in IN_WORDS:
        return IN_WORDS[text.lower()]
    if exact := re.fullmatch(r"(\d{1,2}:\d\d):\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", text):
        text = exact[1]
    try:
        return time_from(text)
    except ValidationError:
        raise Wrong(f"“{text[:40]}” is not a time. Write it like 7.30pm or 19:30") from None


def day(value: Any, *, called: str) -> datetime.date | None:
    text = words(value, called=called)
    if not text:
        return None
    text = re.sub(r"[T ]\d\d:\d\d.*", "", text)
    wrong = f"“{text[:40]}” is not a date. Write it like 27/3/2026"
    try:
        found = day_from(parts_of(text), short_years=True)
    except ValidationError:
        raise Wrong(wrong) from None
    if found is None or not 1900 <= found.year <= 2200:
        raise Wrong(wrong)
    return found


def postcode(value: Any, *, called: str) -> str:
    """Return a postcode in its usual form; what is not one stands as it is, as abroad."""
    text = words(value, called=called)
    return geo.parse_postcode(text) or text


def likely_postcode(value: Any, *, called: str) -> str:
    """
    Return a postcode, of abroad too: every one of them has a figure in it.

    What begins as one of ours but does not go on as one is mistyped.
    """
    text = postcode(value, called=called)
    whole = geo.parse_postcode(text) is not None
    if text and not whole and (not _POSTCODE.fullmatch(text.upper()) or _OURS.match(text.upper())):
        raise Wrong(f"“{text[:40]}” is not a postcode")
    return text


def unknown_postcode(facts: Mapping[str, Any]) -> list[str]:
    """Return a remark on a postcode that may be one, but that we cannot put on a map."""
    text = facts["postcode"]
    is_placed = facts.get("latitude") is not None
    if is_placed or not geo.parse_postcode(text) or geo.find(text):
        return []
    return [f"We do not know the postcode {text}, so it has no place on the map: please check it"]


def hours(facts: Mapping[str, Any]) -> float:
    """Return how long a time is; past midnight, if it ends before it begins."""
    opens, closes = facts["opens"], facts["closes"]
    if opens is None or closes is None:
        return 0.0
    minutes: int = (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
    return (minutes if minutes >= 0 else minutes + 24 * 60) / 60


def spell(facts: Mapping[str, Any]) -> None:
    """:raises Wrong: if a time goes on past midnight for longer than anything does"""
    if hours(facts) > LONGEST_SPELL and facts["closes"] < facts["opens"] and facts["closes"].hour:
        begin, end = f"{facts['opens']:%H:%M}", f"{facts['closes']:%H:%M}"
        raise Wrong(
            f"{begin} to {end} goes on past midnight for {hours(facts):g} hours. "
            f"Is it {end} to {begin}?"
        )


def long_day(facts: Mapping[str, Any]) -> list[str]:
    """Return a remark on a time that is long, and yet can be so."""
    long = hours(facts)
    if long <= LONGEST_SPELL or long > ALL_DAY:
        return []
    begin, end = f"{facts['opens']:%H:%M}", f"{facts['closes']:%H:%M}"
    return [f"{begin} to {end} is {long:g} hours: please check it"]


def choice(value: Any, choices: Mapping[str, str], *, called: str) -> str:
    """Return a code, given itself or as its words."""
    text = words(value, called=called)
    by_words = {plain(label): code for code, label in choices.items()}
    by_words |= {plain(code): code for code in choices}
    if not text:
        return ""
    if plain(text) not in by_words:
        one_of = ", ".join(label for code, label in choices.items() if code)
        raise Wrong(f"{called} cannot be “{text[:40]}”. It is one of: {one_of}")
    return by_words[plain(text)]


def byday(codes: Iterable[str], *, called: str) -> list[str]:
    """Return days as a calendar has them, such as TU or 2FR."""
    found = []
    for code in codes:
        said = _BYDAY.fullmatch(code.strip().upper())
        if not said:
            raise Wrong(f"“{code.strip()[:40]}” is not a day of the week")
        found.append(f"{(said[1] or '').lstrip('+')}{said[2]}")
    return list(dict.fromkeys(found))


def in_month(numbers: Iterable[str], *, called: str) -> list[int]:
    found = []
    for text in numbers:
        if not re.fullmatch(r"-?\d{1,2}", text.strip()) or not 1 <= abs(int(text)) <= 31:
            raise Wrong(f"“{text.strip()[:40]}” is not a day of the month")
        found.append(int(text))
    return list(dict.fromkeys(found))

"""What somebody asks the public lists for: the union of both official lists of parameters."""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_default_timezone, is_aware

from hearth.directory.finding.words import plain
from hearth.places import geo

USUAL_PAGE, LARGEST_PAGE = 50, 500
NEAR = 5_000.0
"""Metres round a postcode, if the asker does not say how far."""
FARTHEST = 1_000_000.0
LONGEST_SEARCH = 200
MOST_WORDS = 12
"""Each word is looked for in four columns of every entry."""
LARGEST_PAGE_NUMBER = 10_000_000

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF = {
    written: code
    for code, name in zip(DAYS, _NAMES, strict=True)
    for written in (code.lower(), name[:3], name)
}


class BadRequest(Exception):
    """A parameter that cannot be read. Its message says which, and what it should be."""


@dataclass(frozen=True)
class Asked:
    """What is asked for. What is None, or empty, was not asked."""

    page: int = 1
    per_page: int = USUAL_PAGE
    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    parent_id: UUID | None = None
    organization_id: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    day: str = ""
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    modified_after: datetime.datetime | None = None
    near: geo.Spot | None = None
    metres: float = NEAR
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False
    as_lines: bool = False
    after: UUID | None = None
    """The last id that was read, of lines that go on."""


def asked(said: QueryDict) -> Asked:
    """
    Return what is asked for. A parameter that we do not know is passed over.

    :raises BadRequest: if one that we know cannot be read
    """
    near, metres = _postcode(said), _number(said, "proximity", FARTHEST)
    if metres is not None and near is None:
        raise BadRequest("proximity needs a postcode to measure from, like postcode=YO24 4AB.")
    minimal, full = _yes(said, "minimal"), _yes(said, "full")
    if minimal and full:
        raise BadRequest("Ask for minimal or for full, not for both.")
    kind = said.get("format", "").strip().lower()
    if kind not in ("", "json", "ndjson"):
        raise BadRequest("format must be json or ndjson.")
    return Asked(
        page=_whole(said, "page", LARGEST_PAGE_NUMBER) or 1,
        per_page=_whole(said, "per_page", LARGEST_PAGE) or USUAL_PAGE,
        search=_search(said),
        taxonomy_term_id=_id(said, "taxonomy_term_id"),
        taxonomy_id=_id(said, "taxonomy_id"),
        parent_id=_id(said, "parent_id"),
        organization_id=_id(said, "organization_id"),
        minimum_age=_number(said, "minimum_age", 150),
        maximum_age=_number(said, "maximum_age", 150),
        day=_day(said),
        start_time=_time(said, "start_time"),
        end_time=_time(said, "end_time"),
        modified_after=_moment(said, "modified_after"),
        near=near,
        metres=NEAR if metres is None else metres,
        minimal=minimal,
        full=full,
        full_service=_yes(said, "full_service"),
        top_only=_yes(said, "top_only"),
        as_lines=kind == "ndjson",
        after=_id(said, "after"),
    )


def _given(said: QueryDict, name: str) -> str:
    """:raises BadRequest: if it holds what no text has"""
    value = said.get(name, "").strip()
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadRequest(f"{name} holds something that is not text.")
    return value


def _search(said: QueryDict) -> str:
    words = _given(said, "search")
    if len(words) > LONGEST_SEARCH:
        raise BadRequest(f"search must be at most {LONGEST_SEARCH} letters.")
    if len(plain(words).split()) > MOST_WORDS:
        raise BadRequest(f"search must be at most {MOST_WORDS} words.")
    return words


def _whole(said: QueryDict, name: str, most: int) -> int | None:
    value = _given(said, name)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        more = "" if name == "page" else " For everything, ask for format=ndjson."
        raise BadRequest(f"{name} must be a whole number from 1 to {most}.{more}")
    return int(value)


def _number(said: QueryDict, name: str, most: float) -> float | None:
    value = _given(said, name)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value) or float(value) > most:
        raise BadRequest(f"{name} must be a number from 0 to {most:.0f}.")
    return float(value)


def _id(said: QueryDict, name: str) -> UUID | None:
    value = _given(said, name)
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise BadRequest(f"{name} must be an id (a UUID), as the lists here write it.") from None


def _yes(said: QueryDict, name: str) -> bool:
    value = _given(said, name).lower()
    if value not in ("", "true", "false", "1", "0"):
        raise BadRequest(f"{name} must be true or false.")
    return value in ("true", "1")


def _day(said: QueryDict) -> str:
    value = _given(said, "day").lower()
    if value and value not in _DAY_OF:
        raise BadRequest("day must be a day of the week, like MO or Monday.")
    return _DAY_OF.get(value, "")


def _time(said: QueryDict, name: str) -> datetime.time | None:
    value = _given(said, name)
    if not value:
        return None
    found = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?", value)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadRequest(f"{name} must be a time of day, like 18:30.")
    return datetime.time(int(found[1]), int(found[2]))


def _moment(said: QueryDict, name: str) -> datetime.datetime | None:
    value = _given(said, name).replace(" ", "+")  # a + that was not escaped in the address
    if not value:
        return None
    try:
        at = parse_datetime(value)
        if at is None and (on := parse_date(value)):
            at = datetime.datetime.combine(on, datetime.time.min)
        if at is None or not 1900 <= at.year <= 2200:
            raise ValueError
    except ValueError:
        raise BadRequest(
            f"{name} must be a day or a moment, like 2026-03-15 or 2026-03-15T10:30:00Z."
        ) from None
    return at if is_aware(at) else at.replace(tzinfo=get_default_timezone())


def _postcode(said: QueryDict) -> geo.Spot | None:
    value = _given(said, "postcode")
    if not value:
        return None
    if len(value) > 20 or geo.parse_postcode(value) is None:
        raise BadRequest("postcode must be a whole postcode, like YO24 4AB.")
    spot = geo.find(value)
    if spot is None:
        raise BadRequest("There is no postcode in Great Britain that starts like that.")
    return spot

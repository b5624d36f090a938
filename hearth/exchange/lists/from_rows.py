"""From a spreadsheet's rows to what they say. Rows with the same id are one service."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from hearth.design.cells import RUNS
from hearth.directory.finding.words import plain
from hearth.directory.models import Frequency
from hearth.exchange.lists import checked
from hearth.exchange.lists.columns import CHOICES, COLUMNS, KINDS, MODES, heading_words, matching
from hearth.exchange.lists.said import (
    NOTHING_IF_EMPTY,
    Book,
    PartSaid,
    PlaceSaid,
    ProviderSaid,
    ServiceSaid,
    TagSaid,
    TaxonomySaid,
    TermSaid,
)
from hearth.exchange.lists.saying import (
    days_from_words,
    often_from_words,
    price_from_words,
    time_in_words,
)
from hearth.exchange.oruk.keeping import digest
from hearth.exchange.oruk.plain import web_address
from hearth.sheets.reading import look_at, rows_under
from hearth.sheets.words import CannotRead, Wrong

T = TypeVar("T")
Read = Callable[[Callable[[], Any], Any], Any]

MOST_ROWS = 20_000
MOST_TERMS = 20_000

WORDS = (
    "name", "description", "phone", "text_number", "alert", "how_to_book", "first_time",
    "what_its_like", "fees", "waiting_now", "accreditations",
)  # fmt: skip
READERS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(WORDS, checked.words),
    "phone": checked.phone,
    "text_number": checked.phone,
    "email": checked.email,
    "url": checked.address,
    "minimum_age": checked.age,
    "maximum_age": checked.age,
    "is_free": checked.yes_or_no,
    "internal": checked.yes_or_not,
    "place_is_secret": checked.yes_or_no,
}
OF_A_PLACE = (
    "address", "town", "county", "neighbourhood", "parking", "nearest_bus", "access_note",
)  # fmt: skip
YES_OR_NO_OF_A_PLACE = ("step_free", "accessible_toilet", "quiet_space", "hearing_loop")


def book_of_rows(content: bytes, *, source: str) -> Book:
    """
    Return what a spreadsheet of services says.

    :raises CannotRead: if it cannot be read, or no column says what the services are called
    """
    shape = look_at(content)
    columns = matching(shape.headings)
    if "name" not in columns:
        raise CannotRead(
            "We could not find a column with the names of the services. "
            "Call it “Name”, in the first row. The empty list to fill in has all the headings."
        )
    reading = _Reading(columns)
    for number, cells in rows_under(content, shape):
        if len(reading.book.services) > MOST_ROWS:
            raise CannotRead(f"That file has more than {MOST_ROWS:,} entries. Split it in two.")
        reading.read(number, cells)
    return reading.book


def again(rows: list[dict[str, str | int]], *, columns: Iterable[str], where: str) -> ServiceSaid:
    """Return what one entry's rows say, if a spreadsheet with these columns has them."""
    reading = _Reading({key: place for place, key in enumerate(columns)})
    for cells in rows:
        number = int(where.removeprefix("Row "))
        reading.read(number, [str(cells[key]).strip() for key in reading.columns])
    return reading.book.services[0]


class _Row:
    """One row: its cells by what they say."""

    def __init__(self, number: int, cells: list[str], columns: dict[str, int]) -> None:
        self.number = number
        self._said = {
            key: _as_typed(cells[place]) if place < len(cells) else ""
            for key, place in columns.items()
        }

    def __getitem__(self, key: str) -> str:
        return self._said.get(key, "")

    def has(self, key: str) -> bool:
        """Test if the list has such a column at all: an empty cell says something, none nothing."""
        return key in self._said

    def any_of(self, *keys: str) -> bool:
        return any(self._said.get(key) for key in keys)


def _as_typed(cell: str) -> str:
    """Return what was meant, without the ' that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(RUNS) else cell


class _Reading:
    def __init__(self, columns: dict[str, int]) -> None:
        self.columns = columns
        self.book = Book()
        self.by_id: dict[str, dict[str, ServiceSaid]] = {}
        """By id, and then by name: an id that stands at another name too is not that entry's."""
        self.providers: dict[str, ProviderSaid] = {}

    def read(self, number: int, cells: list[str]) -> None:
        row = _Row(number, cells, self.columns)
        source_id = row["id"] or _made_id(row)
        called = self.by_id.setdefault(source_id, {})
        name = plain(row["name"])
        said = called.get(name) if row["name"] else next(iter(called.values()), None)
        if said is None:
            said = called[name] = self._first(row, source_id)
            self.book.services.append(said)
        self._place_and_time(said, row)

    def _first(self, row: _Row, source_id: str) -> ServiceSaid:
        said = ServiceSaid(
            where=f"Row {row.number}",
            name=row["name"][:200],
            source_id=source_id,
            columns=tuple(self.columns),
        )
        read = partial(_read, said)
        if not row["name"]:
            said.problems.append("It has no name")
        for key, reader in READERS.items():
            if row[key] or (row.has(key) and key not in NOTHING_IF_EMPTY):
                said.facts[key] = read(partial(reader, row[key], called=COLUMNS[key]), None)
        for key, choices in CHOICES.items():
            if row[key] or (row.has(key) and key != "status"):
                asked = partial(checked.choice, row[key], choices, called=COLUMNS[key])
                said.facts[key] = read(asked, "")
        said.problems += checked.ages(said.facts)
        self._lists(said, row, read)
        said.offer = row["offer"]
        said.same_as = row["same_as"]
        said.assured_on = read(
            partial(checked.day, row["confirmed_on"], called="Confirmed on"), None
        )
        said.provider = self._provider(said, row)
        return said

    def _lists(
        self, said: ServiceSaid, row: _Row, read: Callable[[Callable[[], Any], Any], Any]
    ) -> None:
        if row.has("modes"):
            said.facts["modes"] = read(
                lambda: [
                    checked.choice(each, MODES, called=COLUMNS["modes"])
                    for each in _several(row["modes"])
                ],
                [],
            )
        if row.has("languages"):
            said.facts["languages"] = _several(row["languages"])
        if row.has("tags"):
            terms = [TermSaid(name=each, slug=each) for each in _several(row["tags"])]
            said.tags = [TagSaid(term) for term in terms]
        if row.has("areas"):
            said.areas = [PartSaid({"name": each}) for each in _several(row["areas"])]
        if row.has("costs"):
            said.costs = read(
                lambda: [
                    PartSaid(price_from_words(each) | {"valid_from": "", "valid_to": ""})
                    for each in _several(row["costs"])
                ],
                [],
            )
        if self.columns.keys() & {"place", "postcode", "address", "town"}:
            said.places = []
        if self.columns.keys() & {"days", "opens", "begins_on"}:
            said.times = []

    def _provider(self, said: ServiceSaid, row: _Row) -> ProviderSaid | None:
        name = _read(said, partial(checked.words, row["organisation"], called="Organisation"), "")
        if not name:
            return None
        facts: dict[str, Any] = {"name": name}
        columns = {
            "charity_number": "charity_number", "company_number": "company_number",
            "ods_code": "ods_code", "organisation_phone": "phone",
            "organisation_about": "description",
        }  # fmt: skip
        for key, fact in columns.items():
            if row[key]:
                reader = checked.phone if fact == "phone" else checked.words
                facts[fact] = _read(said, partial(reader, row[key], called=COLUMNS[key]), "")
        source_id = f"org:{facts.get('charity_number') or plain(name)}"
        there = self.providers.setdefault(source_id, ProviderSaid(source_id, facts))
        there.facts = facts | there.facts
        return there

    def _place_and_time(self, said: ServiceSaid, row: _Row) -> None:
        read = partial(_read_in_row, said, row.number)
        place = None
        if said.places is not None and row.any_of("place", "address", "postcode", "town"):
            place = _place(row, read)
            if place.at_id not in {each.at_id for each in said.places}:
                said.places.append(place)
                said.remarks += checked.unknown_postcode(place.facts)
        if said.times is not None and row.any_of("days", "opens", "closes", "begins_on"):
            time = _time(row, read)
            said.remarks += checked.long_day(time.facts)
            time.place = place.at_id if place else ""
            said_before = {_as_one_line(each) for each in said.times}
            if _as_one_line(time) not in said_before:
                said.times.append(time)


def _as_one_line(time: PartSaid) -> tuple[str, str]:
    return time_in_words(time.facts), time.place


def _read(said: ServiceSaid, what: Callable[[], T], otherwise: T) -> T:
    try:
        return what()
    except Wrong as wrong:
        said.problems.append(str(wrong))
        return otherwise


def _read_in_row(said: ServiceSaid, number: int, what: Callable[[], T], otherwise: T) -> T:
    """Read something of one of the several rows of an entry, and say in which it is wrong."""
    try:
        return what()
    except Wrong as wrong:
        where = f"Row {number}"
        said.problems.append(str(wrong) if where == said.where else f"{wrong} ({where.lower()})")
        return otherwise


def _several(text: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in re.split(r"[;\n]", text) if each.strip()))


def _made_id(row: _Row) -> str:
    """Return an id for a row without one: the same name, organisation and place are the same."""
    said = [plain(row[key]) for key in ("name", "organisation", "place", "postcode")]
    return f"row:{digest(said)}"


def _place(row: _Row, read: Read) -> PlaceSaid:
    """Return the place that a row says. Each fault is said by whoever reads."""

    def value(key: str, reader: Callable[..., Any], **more: Any) -> Any:
        return read(partial(reader, row[key], called=COLUMNS[key], **more), "")

    facts: dict[str, Any] = {
        "name": value("place", checked.words),
        "kind": value("kind", checked.choice, choices=KINDS) or "physical",
        "postcode": value("postcode", checked.likely_postcode),
    }
    facts |= {key: value(key, checked.words) for key in OF_A_PLACE if row.has(key)}
    facts |= {
        key: read(partial(checked.yes_or_no, row[key], called=COLUMNS[key]), None)
        for key in YES_OR_NO_OF_A_PLACE
        if row.has(key)
    }
    for key, most in (("latitude", 90.0), ("longitude", 180.0)):
        if row[key]:
            asked = partial(checked.degrees, row[key], called=COLUMNS[key], most=most)
            facts[key] = read(asked, None)
    if None in (facts.get("latitude"), facts.get("longitude")):
        facts.pop("latitude", None)
        facts.pop("longitude", None)
    key = digest([plain(facts["name"]), plain(facts.get("address", "")), facts["postcode"]])
    return PlaceSaid(source_id=f"at:{key}", facts=facts, at_id=f"at:{key}")


def _time(row: _Row, read: Read) -> PartSaid:
    """Return when a row says that it is. Each fault is said by whoever reads."""
    no_days: tuple[list[str], list[int]] | None = None
    days = read(partial(days_from_words, row["days"]), no_days)
    byday, dates = days or ([], [])
    begins = read(partial(checked.day, row["begins_on"], called="First day"), None)
    monthly = bool(dates) or any(len(each) > 2 for each in byday)
    freq, interval = ("MONTHLY" if monthly else "WEEKLY" if byday else ""), 1
    if row["often"]:
        freq, interval = read(partial(often_from_words, row["often"]), (freq, interval))
    facts = {
        "freq": Frequency(freq),
        "byday": byday,
        "bymonthday": dates,
        "interval": interval,
        "begins_on": begins,
        "ends_on": read(partial(checked.day, row["ends_on"], called="Last day"), None),
        "opens": read(partial(checked.time, row["opens"], called="From"), None),
        "closes": read(partial(checked.time, row["closes"], called="To"), None),
        "not_on": [
            read(partial(checked.day, each, called="Not on"), None)
            for each in _several(row["not_on"])
        ],
        "attending_type": "",
        "link": "",
        "notes": read(partial(checked.words, row["notes"], called="About the times"), ""),
    }
    read(partial(checked.spell, facts), None)
    if days is not None and not freq and not row["begins_on"]:
        read(_no_day, None)
    return PartSaid(facts)


def _no_day() -> None:
    raise Wrong("It has a time, but no day of the week and no date")


TERM_COLUMNS = ("id", "name", "description", "parent", "uri")


def book_of_words(content: bytes, *, source: str) -> Book:
    """
    Return what a spreadsheet of words says: id, name, description, parent, uri.

    :raises CannotRead: if it cannot be read, or no column says what the words are
    """
    shape = look_at(content)
    headings = [heading_words(heading) for heading in shape.headings]
    usual = {"parent": ["parent", "parent id"], "uri": ["uri", "term uri", "url"]}
    columns = {
        key: headings.index(name)
        for key in TERM_COLUMNS
        for name in usual.get(key, [key])
        if name in headings
    }
    if "name" not in columns:
        raise CannotRead("We could not find a column called “name” with the words.")
    terms: list[TermSaid] = []
    for number, cells in rows_under(content, shape):
        row = _Row(number, cells, columns)
        if not row["name"]:
            raise CannotRead(f"Row {number} has no name.")
        if row["uri"] and not web_address(row["uri"]):
            raise CannotRead(f"Row {number}: “{row['uri'][:60]}” is not a web address.")
        terms.append(
            TermSaid(
                name=row["name"][:500],
                description=row["description"] or row["name"],
                id=checked.identifier(row["id"]),
                uri=row["uri"],
                parent=row["parent"],
                parent_key=row["id"],
                where=f"Row {number}",
            )
        )
        if len(terms) > MOST_TERMS:
            raise CannotRead(f"That file has more than {MOST_TERMS:,} words. Split it in two.")
    known = {term.parent_key for term in terms if term.parent_key}
    for term in terms:
        if term.parent and term.parent not in known:
            raise CannotRead(
                f"{term.where} stands under “{term.parent[:60]}”, which is not an id in the list."
            )
    name = source or "A list of words"
    return Book(taxonomies=[TaxonomySaid(name=name, description=name, terms=terms)])

"""From a spreadsheet's rows to what they say. Rows with the same id are one service."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from hearth.design.cells import RUNS
from hearth.directory.finding.words import plain
from hearth.directory.models import Frequency
from hearth.exchange.lists import checked
from hearth.exchange.lists.columns import CHOICES, COLUMNS, KINDS, MODES, heading_words, matching
from hearth.exchange.lists.said import (
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

MOST_ROWS = 20_000
MOST_TERMS = 20_000

WORDS = (
    "name", "description", "phone", "text_number", "alert", "how_to_book", "first_time",
    "what_its_like", "fees", "waiting_now", "accreditations",
)  # fmt: skip
READERS: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(WORDS, checked.words),
    "email": checked.email,
    "url": checked.address,
    "minimum_age": checked.age,
    "maximum_age": checked.age,
    "is_free": checked.yes_or_no,
    "internal": checked.yes_or_not,
    "place_is_secret": checked.yes_or_not,
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
        self.by_id: dict[str, ServiceSaid] = {}
        self.providers: dict[str, ProviderSaid] = {}

    def read(self, number: int, cells: list[str]) -> None:
        row = _Row(number, cells, self.columns)
        source_id = row["id"] or _made_id(row)
        said = self.by_id.get(source_id)
        if said is None:
            said = self._first(row, source_id)
            self.by_id[source_id] = said
            self.book.services.append(said)
        elif row["name"] and plain(row["name"]) != plain(said.name):
            said.problems.append(
                f"Row {number} has the same id and another name, “{row['name'][:60]}”"
            )
        self._place_and_time(said, row)

    def _first(self, row: _Row, source_id: str) -> ServiceSaid:
        said = ServiceSaid(where=f"Row {row.number}", name=row["name"][:200], source_id=source_id)
        read = partial(_read, said)
        if not row["name"]:
            said.problems.append("It has no name")
        for key, reader in READERS.items():
            if row.has(key):
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
                facts[fact] = _read(said, partial(checked.words, row[key], called=COLUMNS[key]), "")
        source_id = f"org:{facts.get('charity_number') or plain(name)}"
        there = self.providers.setdefault(source_id, ProviderSaid(source_id, facts))
        there.facts = facts | there.facts
        return there

    def _place_and_time(self, said: ServiceSaid, row: _Row) -> None:
        read = partial(_read_in_row, said, row.number)
        place = None
        if said.places is not None and row.any_of("place", "address", "postcode", "town"):
            place = read(lambda: _place(row), None)
            if place and place.at_id not in {each.at_id for each in said.places}:
                said.places.append(place)
        if said.times is not None and row.any_of("days", "opens", "closes", "begins_on"):
            time = read(lambda: _time(row), None)
            if time:
                time.place = place.at_id if place else ""
                said_before = {(time_in_words(t.facts), t.place) for t in said.times}
                if (time_in_words(time.facts), time.place) not in said_before:
                    said.times.append(time)


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


def _place(row: _Row) -> PlaceSaid:
    """:raises Wrong: if something of it cannot be so"""
    facts: dict[str, Any] = {
        "name": checked.words(row["place"], called="Place"),
        "kind": checked.choice(row["kind"], KINDS, called="Kind of place") or "physical",
        "postcode": checked.postcode(row["postcode"], called="Postcode"),
    }
    if row["postcode"] and not re.fullmatch(r"[A-Z0-9 -]{3,10}", facts["postcode"].upper()):
        raise Wrong(f"“{row['postcode'][:40]}” is not a postcode")
    for key in OF_A_PLACE:
        if row.has(key):
            facts[key] = checked.words(row[key], called=COLUMNS[key])
    for key in YES_OR_NO_OF_A_PLACE:
        if row.has(key):
            facts[key] = checked.yes_or_no(row[key], called=COLUMNS[key])
    for key, most in (("latitude", 90.0), ("longitude", 180.0)):
        if row[key]:
            facts[key] = checked.degrees(row[key], called=COLUMNS[key], most=most)
    if None in (facts.get("latitude"), facts.get("longitude")):
        facts.pop("latitude", None)
        facts.pop("longitude", None)
    key = digest([plain(facts["name"]), plain(facts.get("address", "")), facts["postcode"]])
    return PlaceSaid(source_id=f"at:{key}", facts=facts, at_id=f"at:{key}")


def _time(row: _Row) -> PartSaid:
    """:raises Wrong: if something of it cannot be so"""
    byday, dates = days_from_words(row["days"])
    begins = checked.day(row["begins_on"], called="First day")
    if row["often"]:
        freq, interval = often_from_words(row["often"])
    else:
        monthly = dates or any(len(each) > 2 for each in byday)
        freq, interval = ("MONTHLY" if monthly else "WEEKLY" if byday else ""), 1
    if not freq and begins is None:
        raise Wrong("It has a time, but no day of the week and no date")
    facts = {
        "freq": Frequency(freq),
        "byday": byday,
        "bymonthday": dates,
        "interval": interval,
        "begins_on": begins,
        "ends_on": checked.day(row["ends_on"], called="Last day"),
        "opens": checked.time(row["opens"], called="From"),
        "closes": checked.time(row["closes"], called="To"),
        "not_on": [checked.day(each, called="Not on") for each in _several(row["not_on"])],
        "attending_type": "",
        "link": "",
        "notes": checked.words(row["notes"], called="About the times"),
    }
    return PartSaid(facts)


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

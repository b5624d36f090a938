"""From Open Referral UK's JSON to what it says: a page, a list, one service, or lines of them."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from hearth.exchange.lists import checked
from hearth.exchange.lists.objects import provider_said, service_said, term_said
from hearth.exchange.lists.said import (
    Book,
    Raw,
    ServiceSaid,
    TaxonomySaid,
)
from hearth.sheets.words import CannotRead, Wrong

T = TypeVar("T")

MOST_ENTRIES = 20_000


def book_of(text: str) -> Book:
    """
    Return all that a file of JSON says.

    :raises CannotRead: if it is no JSON, or none that is about services
    """
    whole = _parsed(text)
    reading = _Reading()
    rows = whole if isinstance(whole, list) else [whole]
    if isinstance(whole, dict) and isinstance(whole.get("contents"), list):
        rows = whole["contents"]
        for key, read in reading.besides.items():
            for each in _rows(whole.get(key)):
                read(each)
    if len(rows) > MOST_ENTRIES:
        raise CannotRead(f"That file has more than {MOST_ENTRIES:,} entries. Split it in two.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise CannotRead(f"Entry {number} of that file is not a service.")
        reading.read(row, number)
    book = reading.book
    if not (book.services or book.providers or book.taxonomies or book.terms):
        raise CannotRead("There is no service in that file.")
    return book


def _parsed(text: str) -> Any:
    """Return what JSON says; of lines of JSON, a list of them."""

    def no_number(said: str) -> None:
        raise ValueError(said)

    load = partial(json.loads, parse_constant=no_number)
    try:
        try:
            return load(text)
        except json.JSONDecodeError:
            lines = [line for line in text.splitlines() if line.strip()]
            if len(lines) < 2 or not all(line.lstrip()[:1] == "{" for line in lines):
                raise
            return [load(line) for line in lines]
    except RecursionError:
        raise CannotRead("That file is folded into itself too often to be read.") from None
    except json.JSONDecodeError as trouble:
        raise CannotRead(
            f"That is not whole JSON: something is wrong at line {trouble.lineno}. "
            "Ask whoever gave it to you for it again."
        ) from None
    except ValueError:
        raise CannotRead("That file holds a number that cannot be.") from None


class _Reading:
    """A file on its way to becoming a Book."""

    def __init__(self) -> None:
        self.book = Book()
        self.besides: dict[str, Callable[[Raw], None]] = {
            "organizations": self._provider,
            "taxonomies": self._taxonomy,
        }

    def read(self, row: Raw, number: int) -> None:
        """Read one entry: by what it has, it is a service, a place, an organisation or a word."""
        if "location" in row or ("service" in row and "status" not in row):
            self._service_at_location(row, number)
        elif "status" in row:
            self.book.services.append(service_said(row, f"Entry {number}"))
        elif {"taxonomy_terms", "version"} & row.keys():
            self._taxonomy(row)
        elif {"term", "term_uri", "taxonomy", "taxonomy_id", "parent_id"} & row.keys():
            self.book.terms.append(_all_well(lambda: term_said(row), f"Entry {number}"))
        elif {"name", "description"} <= row.keys():
            self._provider(row)
        else:
            self.book.services.append(
                ServiceSaid(
                    where=f"Entry {number}",
                    name=str(row.get("name", ""))[:100],
                    problems=["It does not say its status: active, inactive or closed"],
                )
            )

    def _service_at_location(self, row: Raw, number: int) -> None:
        inside = row.get("service")
        where = f"Entry {number}"
        if not isinstance(inside, dict):
            self.book.services.append(ServiceSaid(where, problems=["It has no service in it"]))
            return
        said = service_said(
            inside | {"service_at_locations": [row]}, where, raw=inside,
            passed_over={"service_at_locations"},
        )  # fmt: skip
        for place in said.places or []:
            place.raw_at = {key: each for key, each in row.items() if key != "service"}
        self.book.services.append(said)

    def _provider(self, row: Raw) -> None:
        services = row.get("services")
        alone = {key: value for key, value in row.items() if key != "services"}
        said = _all_well(lambda: provider_said(alone), str(row.get("name", ""))[:60])
        self.book.providers.append(said)
        for number, each in enumerate(_rows(services), start=1):
            where = f"{said.facts['name']}, service {number}"
            service = service_said(each, where, passed_over={"organization"})
            service.provider = service.provider or said
            self.book.services.append(service)

    def _taxonomy(self, row: Raw) -> None:
        alone = {key: value for key, value in row.items() if key != "taxonomy_terms"}
        name = str(row.get("name", ""))[:60]
        self.book.taxonomies.append(
            _all_well(
                lambda: TaxonomySaid(
                    name=checked.words(row.get("name"), called="The name"),
                    description=checked.words(row.get("description"), called="The description"),
                    id=checked.identifier(row.get("id")),
                    uri=checked.words(row.get("uri"), called="uri"),
                    version=checked.words(row.get("version"), called="version"),
                    terms=[term_said(each) for each in _rows(row.get("taxonomy_terms"))],
                    raw=alone,
                ),
                name,
            )
        )


def _all_well(read: Callable[[], T], where: str) -> T:
    """Read what many entries lean on: if it is wrong, the file cannot be read."""
    try:
        return read()
    except Wrong as wrong:
        raise CannotRead(f"{where}: {wrong}.") from wrong


def _rows(value: Any) -> list[Raw]:
    if value in (None, "", {}):
        return []
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise CannotRead("A part of that file that should be a list is not one.")
    return [each for each in value if isinstance(each, dict)]

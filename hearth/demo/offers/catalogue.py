"""
Reading what a network's directory is to hold, from data/.

The texts of offers stand in TOML files by subject, with one more for what only one network has.
`york_offers.csv` and the others say which is offered by whom, where and when; `york_places.csv`
and `york_providers.csv` say who and where those are. A text that stands there several times is
told another way each time, and each row takes the next.
"""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
EVERYWHERE = (
    "advice", "support", "healthy", "mind", "peers", "conditions", "learning", "social",
    "making", "own",
)  # fmt: skip
"""The files of texts that any network may take from."""


@dataclass(frozen=True)
class Organisation:
    """Somebody invented who offers something, or a partner of the hubs."""

    key: str
    name: str
    says: str
    register: str = ""
    """`charity` or `company`, if it has a number on one."""
    partner: str = ""
    """The slug of the partner of the hubs that it is."""


@dataclass(frozen=True)
class Place:
    """Somewhere invented, at a postcode that exists."""

    key: str
    name: str
    address: str
    said: str
    """How people say where it is: Acomb, Devonport, Louth."""
    town: str
    neighbourhood: str
    postcode: str
    facts: str
    """A letter for each: s step-free, t accessible toilet, q quiet space, l loop, p parking."""
    bus: str


@dataclass(frozen=True)
class Text:
    """What is said of an offer."""

    kind: str
    name: str
    says: str
    like: str = ""
    first: str = ""
    tags: tuple[str, ...] = ()
    book: str = "TURN_UP"
    how: str = ""
    fees: str = ""
    costs: tuple[tuple[str, float], ...] = ()
    ages: tuple[int | None, int | None] = (None, None)
    modes: tuple[str, ...] = ("IN_PERSON",)
    languages: tuple[str, ...] = ()
    waiting: str = ""
    space: str = ""
    by_text: bool = False
    secret: bool = False


@dataclass(frozen=True)
class Offer:
    """A row: a text, offered by somebody, somewhere, at some time."""

    key: str
    """Its text's key and which of that text it is: `coffee-3`."""
    text: Text
    who: str
    where: str
    """A place's key; `@` and a site's slug; or nothing."""
    when: str
    """See timing.py; `site` for the site's own times."""
    but: Mapping[str, str] = field(default_factory=dict)
    """What is not as it should be: closed, inactive, internal, full, overdue, twin, alert, area."""


@dataclass(frozen=True)
class Line:
    """A real national line, the same everywhere."""

    text: Text
    who: str
    url: str
    phone: str = ""
    number_to_text: str = ""
    when: str = "daily"


@dataclass(frozen=True)
class Catalogue:
    """All that one network's directory is to hold."""

    organisations: Mapping[str, Organisation]
    places: Mapping[str, Place]
    offers: tuple[Offer, ...]
    lines: tuple[Line, ...]


@cache
def catalogue_of(network: str) -> Catalogue:
    """Return what a network's directory is to hold, by the name that its files begin with."""
    texts: dict[str, list[Text]] = {}
    for name in (*EVERYWHERE, network):
        texts |= _texts(name)
    return Catalogue(
        organisations={one.key: one for one in _organisations(network)},
        places={row["key"]: Place(**row) for row in _rows(f"{network}_places")},
        offers=tuple(_offers(network, texts)),
        lines=tuple(_lines()),
    )


def _offers(network: str, texts: Mapping[str, list[Text]]) -> Iterator[Offer]:
    taken: Counter[str] = Counter()
    for row in _rows(f"{network}_offers"):
        ways = texts[row["what"]]
        told = ways[taken[row["what"]] % len(ways)]
        taken[row["what"]] += 1
        key = f"{row['what']}-{taken[row['what']]}"
        yield Offer(key, told, row["who"], row["where"], row["when"], _but(row["but"]))


def _organisations(network: str) -> Iterator[Organisation]:
    for row in _rows(f"{network}_providers"):
        yield Organisation(**row)


def _lines() -> Iterator[Line]:
    for said in _toml("national")["line"]:
        yield Line(
            _text(said, {}),
            said["who"],
            said["url"],
            said.get("phone", ""),
            said.get("text", ""),
            said.get("when", "daily"),
        )


def _texts(name: str) -> dict[str, list[Text]]:
    found = {}
    for key, ways in _toml(name).items():
        kind = ways[0]["kind"]
        found[key] = [_text(said, {"kind": kind}) for said in ways]
    return found


def _text(said: Mapping[str, Any], usual: Mapping[str, Any]) -> Text:
    said = {**usual, **said}
    modes = said.get("modes", "PHONE" if "phone" in said else "IN_PERSON")
    return Text(
        kind=said["kind"],
        name=said["name"],
        says=said["says"],
        like=said.get("like", ""),
        first=said.get("first", ""),
        tags=tuple(said["tags"].split()),
        book=said.get("book", "TURN_UP"),
        how=said.get("how", ""),
        fees=said.get("fees", ""),
        costs=tuple((what, float(amount)) for what, amount in said.get("cost", ())),
        ages=_ages(said.get("ages", "")),
        modes=("PHONE",) if isinstance(said.get("text"), str) else tuple(modes.split()),
        languages=tuple(said["langs"].split(",")) if "langs" in said else (),
        waiting=said.get("wait", ""),
        space=said.get("space", ""),
        by_text=said.get("text") is True,
        secret=said.get("secret", False),
    )


def _ages(words: str) -> tuple[int | None, int | None]:
    youngest, _, oldest = words.partition("-")
    return (int(youngest) if youngest else None), (int(oldest) if oldest else None)


def _but(words: str) -> dict[str, str]:
    said = (each.partition("=") for each in words.split("; ") if each)
    return {what: value for what, _, value in said}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

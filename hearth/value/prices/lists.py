"""
Lists of prices: what one contact, one hour or one year of something costs or is worth.

Hearth brings only lists that their licences let it bring. Others are brought by a partnership
(see importing.py) and stand in the model's own document, each with its licence and attribution.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import simplejson

from hearth.foundation.errors import Refused
from hearth.value.exact import DIGITS, plain
from hearth.value.reading import Part

CONFIRMED, TO_BE_CONFIRMED = "confirmed", "to be confirmed"
ORIGIN = ("list", "edition", "title", "publisher", "source", "licence", "attribution", "status")


@dataclass(frozen=True)
class Origin:
    """Where a list of numbers comes from, and what its licence asks of whoever shows it."""

    name: str
    edition: str
    title: str
    publisher: str
    source: str
    licence: str
    attribution: str
    status: str
    """“confirmed”, or “to be confirmed”: read second-hand or from memory, and said so."""
    digest: str
    """SHA-256 of what was read."""
    shipped: bool = False

    def answered(self) -> dict[str, Any]:
        return {
            "list": self.name,
            "edition": self.edition,
            "title": self.title,
            "source": self.source,
            "licence": self.licence,
            "attribution": self.attribution,
            "status": self.status,
            "comes_with_hearth": self.shipped,
            "sha256": self.digest,
        }


@dataclass(frozen=True)
class Price:
    """What one of something costs or is worth, in pounds of a price year."""

    code: str
    name: str
    per: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    price_year: str
    source: str
    status: str
    family: str
    """The cost family, within which one index brings all prices to one year."""
    wellbeing: bool = False
    """It values how somebody feels or their health, and not a cost."""
    counts: tuple[str, ...] = ()
    caution: str = ""


@dataclass(frozen=True)
class PriceList:
    origin: Origin
    prices: Mapping[str, Price]

    def price(self, code: str) -> Price | None:
        return self.prices.get(code)


def digest_of(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def as_bytes(says: Mapping[str, Any]) -> bytes:
    """Return the same bytes for the same document, however its names are ordered or spaced."""
    return simplejson.dumps(
        plain(says, digits=DIGITS),
        sort_keys=True,
        use_decimal=True,
        allow_nan=True,
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def origin_of(part: Part, digest: str, *, comes_with: bool = False) -> Origin:
    """
    Return where a list is from.

    :raises Refused: if it does not say its name, edition, source or licence
    """
    return Origin(
        name=part.text("list"),
        edition=part.text("edition"),
        title=part.text("title", otherwise=part.text("list")),
        publisher=part.text("publisher", otherwise=""),
        source=part.text("source"),
        licence=part.text("licence"),
        attribution=part.text("attribution", otherwise=""),
        status=part.one_of("status", CONFIRMED, TO_BE_CONFIRMED, otherwise=TO_BE_CONFIRMED),
        digest=digest,
        shipped=comes_with,
    )


def price_lists(parts: Iterable[Part], already: Mapping[str, PriceList]) -> dict[str, PriceList]:
    """
    Return the lists of prices that a document brings along, by name.

    :param already: those that come with Hearth, whose names are taken

    :raises Refused: if one is incomplete, or is called as another is
    """
    found: dict[str, PriceList] = {}
    for part in parts:
        part.only(*ORIGIN, "price_year", "family", "rows")
        new = price_list(origin_of(part, digest_of(as_bytes(part.says))), part)
        name = new.origin.name
        if name in found or name in already:
            raise Refused(f"Two lists of prices are called “{name}”. Give yours another name.")
        found[name] = new
    return found


def price_list(origin: Origin, part: Part) -> PriceList:
    """
    Return a list of prices by their codes.

    :raises Refused: if two have one code, or a row is not what it should be
    """
    prices: dict[str, Price] = {}
    for price in _prices(origin, part):
        if price.code in prices:
            raise Refused(f"The list “{origin.name}” has two prices with the code “{price.code}”.")
        prices[price.code] = price
    return PriceList(origin, prices)


def _prices(origin: Origin, part: Part) -> Iterator[Price]:
    for row in part.parts("rows", one="row"):
        row.only(
            *("code", "name", "per", "value", "low", "high", "price_year", "source", "status"),
            *("family", "wellbeing", "counts", "caution"),
        )
        value = row.number("value")
        yield Price(
            code=row.text("code"),
            name=row.text("name"),
            per=row.text("per", otherwise=""),
            value=value,
            low=row.number("low", most=value) if "low" in row else None,
            high=row.number("high", least=value) if "high" in row else None,
            price_year=row.year("price_year") if "price_year" in row else part.year("price_year"),
            source=row.text("source", otherwise=f"{origin.title}, {origin.edition}"),
            status=row.one_of("status", CONFIRMED, TO_BE_CONFIRMED, otherwise=origin.status),
            family=row.text("family", otherwise=part.text("family", otherwise=origin.name)),
            wellbeing=row.yes("wellbeing", otherwise=False),
            counts=row.texts("counts"),
            caution=row.text("caution", otherwise=""),
        )


def price_called(said: str, lists: Mapping[str, PriceList], *, place: str) -> tuple[Price, Origin]:
    """
    Return the price that a document names as “ncc_2024_25/A02”, and where its list is from.

    :raises Refused: if there is no such list, or no such price in it
    """
    name, _, code = said.partition("/")
    chosen = lists.get(name)
    if chosen is None:
        known = ", ".join(sorted(lists))
        raise Refused(f"{place} is of the list “{name}”, which is not there. There are: {known}.")
    price = chosen.price(code)
    if price is None:
        raise Refused(f"{place}: the list “{name}” has no price with the code “{code}”.")
    return replace(price, code=f"{name}/{code}"), chosen.origin

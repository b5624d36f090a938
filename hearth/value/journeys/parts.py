"""
One person's contacts with other services, before and after: what rose and what fell.

It is one story, and not a saving: people come when things are at their worst, and much would have
become better, or worse, without anybody. Every category stays in, those that rose too. Both sides
are told in the pounds of one year first, or dearer prices would look like more help.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.exact import ZERO, settled
from hearth.value.gathering import Gathering
from hearth.value.model.parts import Assumed
from hearth.value.model.proxies import in_price_year
from hearth.value.prices.indices import Uprating
from hearth.value.prices.lists import Price
from hearth.value.reading import Part

LABEL = "one story, not a saving"
SAID_BY = ("person", "service")
CONTACT = (
    *("category", "when", "count", "unit_cost", "total", "price", "price_year", "source"),
    "said_by",
)


@dataclass(frozen=True)
class Contacts:
    """Contacts of one kind, on one side of somebody's first visit."""

    category: str
    when: str
    """“before” or “after”."""
    count: Decimal | None
    """None where only a total is known."""
    unit_cost: Decimal | None
    """In pounds of the journey's price year."""
    total: Decimal
    """The same."""
    price_year: str
    """In which it was told."""
    uprating: Uprating
    source: str
    said_by: str

    def answered(self) -> dict[str, Any]:
        return {
            "category": self.category,
            "when": self.when,
            "count": self.count,
            "unit_cost": self.unit_cost,
            "total": self.total,
            "given_in": self.price_year,
            "uprating": self.uprating.answered(),
            "source": self.source,
            "said_by": self.said_by,
        }


@dataclass(frozen=True)
class Row:
    """One category, before and after."""

    category: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        return self.after - self.before

    def answered(self) -> dict[str, Any]:
        return {
            "category": self.category,
            "before": self.before,
            "after": self.after,
            "change": self.change,
            "share_of_before": settled(self.change / self.before) if self.before else None,
            "went": "rose" if self.change > 0 else "fell" if self.change < 0 else "stayed",
        }


@dataclass(frozen=True)
class Journey:
    """One person's contacts. Nothing here says who it is."""

    contacts: tuple[Contacts, ...]
    months_before: Decimal | None
    months_after: Decimal | None

    def rows(self) -> list[Row]:
        """Return each category that was told on either side, in the order it was told."""
        categories = dict.fromkeys(each.category for each in self.contacts)
        return [Row(each, self._sum(each, "before"), self._sum(each, "after"))
                for each in categories]  # fmt: skip

    def _sum(self, category: str, when: str) -> Decimal:
        told = (each.total for each in self.contacts
                if each.category == category and each.when == when)  # fmt: skip
        return sum(told, ZERO)


def added(rows: Iterable[Row], category: str = "all together") -> Row:
    rows = list(rows)
    before, after = sum((row.before for row in rows), ZERO), sum((row.after for row in rows), ZERO)
    return Row(category, before, after)


def read_journey(part: Part, gathering: Gathering) -> Journey:
    """
    Return one person's contacts, in pounds of the document's price year.

    :raises Refused: if a contact lacks its cost, source or year, or names a side that is none
    """
    part.only("contacts", "months_before", "months_after")
    contacts = tuple(_contacts(each, gathering) for each in part.parts("contacts", one="contact"))
    if not contacts:
        raise part.refused("contacts", "is missing: there is nothing to compare")
    months = {
        name: part.number(name, least=Decimal("0.1"), most=600) if name in part else None
        for name in ("months_before", "months_after")
    }
    return Journey(contacts, **months)


def _contacts(part: Part, gathering: Gathering) -> Contacts:
    part.only(*CONTACT)
    count = part.number("count", least=0) if "count" in part else None
    price, number = _price(part, gathering)
    if "total" in part:
        if "price" in part or "unit_cost" in part:
            raise Refused(f"{part.place} needs a total, or what one costs; one of the two.")
    elif count is None:
        raise part.refused("count", "is missing")
    proxy = in_price_year(part, gathering, price, number)
    one = proxy.assumed.value
    by_total = "total" in part
    return Contacts(
        category=part.text("category"),
        when=part.one_of("when", "before", "after"),
        count=count,
        unit_cost=None if by_total else one,
        total=settled(one if by_total else one * (count or 0)),
        price_year=price.price_year,
        uprating=proxy.uprating,
        source=price.source,
        said_by=part.one_of("said_by", *SAID_BY),
    )


def _price(part: Part, gathering: Gathering) -> tuple[Price, Assumed]:
    if "price" in part:
        for name in ("source", "price_year"):
            if name in part:
                raise part.refused(name, "is told by the price already")
        price = gathering.price(part.text("price"), place=part.place)
        return price, Assumed(price.value)
    value = part.number("total" if "total" in part else "unit_cost", least=0)
    year, source = part.year("price_year"), part.text("source")
    price = Price("", "", "", value, None, None, year, source, "", "general")
    return price, Assumed(value)


def months_said(journey: Journey) -> Mapping[str, Decimal | None]:
    return {"before": journey.months_before, "after": journey.months_after}

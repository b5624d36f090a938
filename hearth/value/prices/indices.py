"""
Series by which a price of one year is told in the pounds of another.

cost in year T = cost in year S x index of T / index of S. HM Treasury's GDP deflator comes with
Hearth. The NHS cost inflation index (NHSCII) is printed in PSSRU's manual, whose licence forbids
commercial use: a partnership brings it in its own document.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.prices.lists import ORIGIN, Origin, as_bytes, digest_of, origin_of
from hearth.value.prices.shipping import NEWEST, shipped
from hearth.value.reading import Part
from hearth.value.years import financial_year

GDP = "gdp_deflator"


@dataclass(frozen=True)
class Index:
    """A series of an index by financial year."""

    origin: Origin
    base: str
    values: Mapping[str, Decimal]
    forecast_from: str
    """The first year that is a forecast; empty if none is."""
    distorted: Mapping[str, str]
    """Years whose figure is to be taken with care, each with why."""

    def at(self, year: str, *, place: str) -> Decimal:
        """:raises Refused: if the series has no figure for the year"""
        if year not in self.values:
            raise Refused(
                f"{place}: the {self.origin.title} ({self.origin.edition}) has no figure for"
                f" {year}. It has {min(self.values)} to {max(self.values)}, not every year."
            )
        return self.values[year]

    def is_forecast(self, year: str) -> bool:
        return bool(self.forecast_from) and year >= self.forecast_from


@dataclass(frozen=True)
class Uprating:
    """How a price came from its own year to another."""

    index: str
    """The series; empty where both years are the same."""
    edition: str
    from_year: str
    to_year: str
    factor: Decimal
    base: str = ""
    forecast: bool = False
    cautions: tuple[str, ...] = ()

    def answered(self) -> dict[str, Any]:
        return {
            "index": self.index or None,
            "edition": self.edition or None,
            "base": self.base or None,
            "from": self.from_year,
            "to": self.to_year,
            "factor": self.factor,
            "forecast": self.forecast,
            "cautions": list(self.cautions),
        }


def uprating(index: Index, from_year: str, to_year: str, *, place: str) -> Uprating:
    """
    Return by how much a price grows from one year to another; nothing for the same year.

    :raises Refused: if the series lacks one of the two years
    """
    if from_year == to_year:
        return Uprating("", "", from_year, to_year, Decimal(1))
    factor = index.at(to_year, place=place) / index.at(from_year, place=place)
    both = (from_year, to_year)
    return Uprating(
        index.origin.name,
        index.origin.edition,
        from_year,
        to_year,
        factor,
        base=index.base,
        forecast=any(index.is_forecast(year) for year in both),
        cautions=tuple(index.distorted[year] for year in both if year in index.distorted),
    )


def gdp_deflator(wanted: Mapping[str, str] = NEWEST) -> Index:
    """Return HM Treasury's series, as it comes with Hearth; the newest if no edition is wanted."""
    origin, says = shipped(GDP, wanted)
    return _index(origin, Part(says, GDP))


def indices(parts: Iterable[Part], wanted: Mapping[str, str] = NEWEST) -> dict[str, Index]:
    """
    Return every series there is, by name: the one that comes with Hearth, and a document's own.

    :raises Refused: if one is incomplete, or is called as another is
    """
    found = {GDP: gdp_deflator(wanted)}
    for part in parts:
        part.only(*ORIGIN, "base", "values", "yearly_growth", "forecast_from", "distorted")
        new = _index(origin_of(part, digest_of(as_bytes(part.says))), part)
        if new.origin.name in found:
            raise Refused(f"Two indices are called “{new.origin.name}”. Give yours another name.")
        found[new.origin.name] = new
    return found


def _index(origin: Origin, part: Part) -> Index:
    values = _by_year(part.part("values")) or _grown(_by_year(part.part("yearly_growth")))
    if len(values) < 2 or min(values.values()) <= 0:
        raise part.refused("values", "must give the index of two years or more, each above 0")
    return Index(
        origin,
        part.text("base", otherwise=""),
        values,
        part.year("forecast_from") if "forecast_from" in part else "",
        {
            financial_year(year, place=part.at("distorted")): str(why)
            for year, why in part.part("distorted").says.items()
        },
    )


def _by_year(part: Part) -> dict[str, Decimal]:
    return {financial_year(year, place=part.place): part.number(year) for year in part.says}


def _grown(growth: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """
    Return an index (100 in the year before the first) from how much each year is dearer.

    :param growth: by year, as a share of the year before: 0.0249 is 2.49%
    :raises Refused: if a year between two is missing
    """
    level = Decimal(100)
    values: dict[str, Decimal] = {}
    for year in sorted(growth):
        before = financial_year(int(year[:4]) - 1, place="a year")
        if values and before not in values:
            raise Refused(
                f"A yearly growth is missing: {before}. Without it no later year follows."
            )
        values.setdefault(before, level)
        level *= 1 + growth[year]
        values[year] = level
    return values

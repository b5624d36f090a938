"""
What a pound of a later year is worth today.

The SROI guide discounts the first year once; the Green Book counts from the first year as year 0.
A flat rate holds for every year; the Green Book's own rates fall with time and are chained: year 31
is discounted by thirty years of the first rate and one of the second. Health and wellbeing have
rates of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.prices.shipping import shipped


class Kind(StrEnum):
    """What an outcome is discounted as."""

    STANDARD = "standard"
    HEALTH = "health"


class Series(StrEnum):
    """A flat rate, or the Green Book's rates by year."""

    FLAT = "flat"
    GREEN_BOOK = "green_book"


Bands = Mapping[Kind, Sequence[tuple[int | None, Decimal]]]
"""Of each kind: up to which year a rate holds, None to the end, and the rate."""


def bands_of(green_book: Mapping[str, Any]) -> Bands:
    """Return the rates by year of an edition of the Green Book."""
    return {
        kind: [(band["years_to"], Decimal(band["rate"])) for band in green_book[kind]]
        for kind in Kind
    }


@dataclass(frozen=True)
class Discounting:
    """The rates of a model, and when they begin."""

    rate: Decimal
    """By year, as a share: 0.035."""
    health_rate: Decimal | None
    """For outcomes of health and wellbeing; as all others where nobody said."""
    first_year_discounted: bool
    series: Series = Series.FLAT
    bands: Bands = field(default_factory=lambda: bands_of(shipped("green_book")[1]))

    def rate_of(self, year: int, kind: Kind) -> Decimal:
        """
        Return the rate by which one more year is discounted.

        :raises Refused: if the Green Book gives no rate so far away
        """
        if self.series is Series.GREEN_BOOK:
            return self._band(year, kind)
        if kind is Kind.HEALTH and self.health_rate is not None:
            return self.health_rate
        return self.rate

    def _band(self, year: int, kind: Kind) -> Decimal:
        for years_to, rate in self.bands[kind]:
            if years_to is None or year <= years_to:
                return rate
        raise Refused(f"The Green Book gives no rate for {kind} in year {year}.")

    def factors(self, years: int, kind: Kind) -> Sequence[Decimal]:
        """Return what a pound is worth in each of the years 1, 2, … counted from when it began."""
        found = []
        factor = Decimal(1)
        for year in range(1, years + 1):
            if self.first_year_discounted:
                factor /= 1 + self.rate_of(year, kind)
            elif year > 1:
                factor /= 1 + self.rate_of(year - 1, kind)
            found.append(factor)
        return found

    def factor_of_input(self, year: int) -> Decimal:
        """Return the same for what is put in: year 0 is the start, and is worth itself."""
        return self.factors(year, Kind.STANDARD)[-1] if year else Decimal(1)

"""
What is gathered while a document is read: prices to look up, and what a reader must know.

Within one cost family all prices come to one year by one index: two would make a change of index
look like a change of cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.model.parts import Notice
from hearth.value.prices.indices import Index, Uprating, uprating
from hearth.value.prices.lists import TO_BE_CONFIRMED, Origin, Price, PriceList, price_called
from hearth.value.prices.shipping import shipped


@dataclass
class Gathering:
    """What a document can look up, and what came of it."""

    price_year: str
    indices: Mapping[str, Index]
    prices: Mapping[str, PriceList]
    index: str
    """The series for whatever names none."""
    wanted: Mapping[str, str]
    """The edition of each list that comes with Hearth, where the document names one."""
    notices: list[Notice] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def notice(self, kind: str, place: str, words: str) -> None:
        found = Notice(kind, place, words)
        if found not in self.notices:
            self.notices.append(found)

    def shipped(self, name: str) -> Mapping[str, Any]:
        """Return a list that comes with Hearth, and keep that a number was taken from it."""
        origin, says = shipped(name, self.wanted)
        self.origins[origin.name] = origin
        return says

    def price(self, said: str, *, place: str) -> Price:
        """
        Return a price by its list and code, and keep where it is from.

        :raises Refused: if there is none
        """
        price, origin = price_called(said, self.prices, place=place)
        self.origins[origin.name] = origin
        if price.caution:
            self.notice("caution", place, f"{price.caution}.")
        if price.status == TO_BE_CONFIRMED:
            self.notice(
                "to_be_confirmed",
                place,
                f"“{price.name}” ({price.source}) is yet to be confirmed by a person.",
            )
        return price

    def uprated(self, from_year: str, *, index: str, family: str, place: str) -> Uprating:
        """
        Return how a price of a year comes to the model's, and keep by which series.

        :raises Refused: if there is no such series, it lacks a year, or the family has another
        """
        if index not in self.indices:
            known = ", ".join(self.indices)
            raise Refused(f"{place}: there is no index “{index}”. There are: {known}.")
        chosen = self.indices[index]
        how = uprating(chosen, from_year, self.price_year, place=place)
        if not how.index:
            return how
        if self.families.setdefault(family, index) != index:
            raise Refused(
                f"{place}: prices of the family “{family}” are brought to {self.price_year} by"
                f" “{self.families[family]}” elsewhere, and by “{index}” here. Choose one for all:"
                " two would make a change of index look like a change of cost."
            )
        self.origins[chosen.origin.name] = chosen.origin
        for caution in how.cautions:
            self.notice("distorted_year", place, f"{caution}.")
        if how.forecast:
            self.notice(
                "forecast",
                place,
                f"{from_year} to {self.price_year} by {chosen.origin.title} rests on a forecast.",
            )
        return how

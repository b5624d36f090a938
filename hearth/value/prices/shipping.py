"""
The lists that come with Hearth, in every edition that ever came with it.

A model that was signed off names the editions it was worked out with, and gives the same numbers
years later. So a file is never changed, and a new edition is a new file beside the old, named so
that it sorts after it: gdp_deflator.2026-03.json, gdp_deflator.2027-03.json.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import simplejson

from hearth.foundation.errors import Refused
from hearth.value.prices.lists import Origin, PriceList, digest_of, origin_of, price_list
from hearth.value.reading import Part

SHIPPED = Path(__file__).parent / "shipped"
PRICES = ("ncc_2024_25", "volunteer_time", "wellbeing")
OTHERS = ("gdp_deflator", "green_book", "settings")

Shipped = tuple[Origin, Mapping[str, Any]]
NEWEST: Mapping[str, str] = MappingProxyType({})


@cache
def editions_of(name: str) -> Mapping[str, Shipped]:
    """Return each edition of a list that comes with Hearth, the newest last."""
    found = {}
    for path in sorted(SHIPPED.glob(f"{name}.*.json")):
        content = path.read_bytes()
        says = simplejson.loads(content, use_decimal=True)
        origin = origin_of(Part(says, name), digest_of(content), comes_with=True)
        found[origin.edition] = (origin, says)
    return found


def shipped(name: str, wanted: Mapping[str, str] = NEWEST) -> Shipped:
    """
    Return a list that comes with Hearth: where it is from, and all that it says.

    :param wanted: the edition of each list by its name; the newest of those that it does not name
    :raises Refused: if that edition never came with Hearth
    """
    found = editions_of(name)
    edition = wanted.get(name) or list(found)[-1]
    if edition not in found:
        here = " and ".join(f"“{each}”" for each in found)
        raise Refused(
            f"Editions asks for “{name}” of “{edition}”; here is {here}. Bring the other as a list"
            " of your own under another name, or ask for one that is here."
        )
    return found[edition]


def shipped_prices(wanted: Mapping[str, str] = NEWEST) -> dict[str, PriceList]:
    """
    Return the lists of prices that come with Hearth, by name.

    :raises Refused: if an edition that is wanted is not here
    """
    return {name: price_list(*_part(name, wanted)) for name in PRICES}


def _part(name: str, wanted: Mapping[str, str]) -> tuple[Origin, Part]:
    origin, says = shipped(name, wanted)
    return origin, Part(says, name)

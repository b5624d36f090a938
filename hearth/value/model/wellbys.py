"""
Reading a change of life satisfaction, valued as WELLBYs.

    how much = people with a pair x (mean change of the pairs - what would have changed anyway)
    proxy    = value of one point for a year x deflator x (real GDP per head / 2019's) ^ 1.3

Only people with a valid first and last answer from 0 to 10 are counted. Of those without a pair
nothing is known: what they would add stands in a scenario that says so, and nowhere else.
Source: HM Treasury and Social Impacts Task Force, Wellbeing guidance for appraisal, 2021.
"""

import math
import statistics
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from scipy.special import stdtrit

from hearth.value.gathering import Gathering
from hearth.value.model.assumed import assumed
from hearth.value.model.parts import Assumed, Change, How, Proxy, Quantity, Scenario, Wellby
from hearth.value.model.proxies import in_price_year
from hearth.value.prices.indices import GDP
from hearth.value.reading import Part

WELLBY = "wellbeing/wellby"
NAMES = (
    *("pairs", "mean_change", "how", "change_anyway", "without_a_pair", "real_gdp_per_head"),
    "source",
)
_MILLIONTH = Decimal("0.000001")


def read_wellby(part: Part, gathering: Gathering) -> tuple[Wellby, Quantity, Proxy]:
    """
    Return the change, how much of it there is, and what one of it is worth.

    :raises Refused: if nobody has a valid pair, or what is needed is missing
    """
    part.only(*NAMES)
    wellby = _changed(part, gathering)
    source = part.text("source", otherwise="")
    how = How.MEASURES if wellby.from_pairs else How.STATED
    _say(part, wellby, gathering)
    people = Quantity(Assumed(Decimal(wellby.pairs), source=source), how, source)
    return wellby, people, _proxy(part, wellby, gathering)


def _changed(part: Part, gathering: Gathering) -> Wellby:
    without = part.whole("without_a_pair", least=0, most=10_000_000, otherwise=0)
    anyway = (
        assumed(part, "change_anyway", least=-10, most=10)
        if "change_anyway" in part
        else Assumed(Decimal(0))
    )
    income = _income(part, gathering)
    if isinstance(part.needed("pairs"), list):
        if "mean_change" in part:
            raise part.refused("mean_change", "is worked out from the pairs; leave it out")
        valid, not_valid = _valid(part.items("pairs"))
        if not valid:
            raise part.refused("pairs", "has no valid pair: two answers from 0 to 10 each")
        return Wellby(len(valid), _mean(valid), anyway, True, not_valid, without, income)
    return Wellby(
        part.whole("pairs", least=1, most=10_000_000),
        assumed(part, "mean_change", least=-10, most=10),
        anyway,
        part.one_of("how", How.MEASURES, How.STATED, otherwise=How.MEASURES) == How.MEASURES,
        without_a_pair=without,
        income_factor=income,
    )


def _valid(pairs: list[Any]) -> tuple[list[Decimal], int]:
    """Return the change of each valid pair, and how many pairs are none."""

    def is_answer(value: Any) -> bool:
        return isinstance(value, int | Decimal) and not isinstance(value, bool) and 0 <= value <= 10

    changes = [
        Decimal(pair[1]) - Decimal(pair[0])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(is_answer(each) for each in pair)
    ]
    return changes, len(pairs) - len(changes)


def _mean(changes: list[Decimal]) -> Assumed:
    """Return the mean change, with its 95% interval (Student's t) as low and high."""
    mean = sum(changes, Decimal(0)) / len(changes)
    if len(changes) < 2:
        return Assumed(mean, source="one pair")
    spread = statistics.stdev(float(change) for change in changes)
    half = float(stdtrit(len(changes) - 1, 0.975)) * spread / math.sqrt(len(changes))
    by = Decimal(half).quantize(_MILLIONTH, rounding=ROUND_HALF_UP)
    return Assumed(mean, mean - by, mean + by, source=f"{len(changes)} pairs, 95% interval")


def _income(part: Part, gathering: Gathering) -> Decimal | None:
    if "real_gdp_per_head" not in part:
        return None
    power = Decimal(gathering.shipped("wellbeing")["income_power"])
    factor: Decimal = part.number("real_gdp_per_head", least=Decimal("0.1"), most=10) ** power
    return factor


def _proxy(part: Part, wellby: Wellby, gathering: Gathering) -> Proxy:
    price = gathering.price(WELLBY, place=part.place)
    number = Assumed(price.value, price.low, price.high, price.source)
    also = wellby.income_factor or Decimal(1)
    return in_price_year(part, gathering, price, number, also=also, index=GDP)


def _say(part: Part, wellby: Wellby, gathering: Gathering) -> None:
    if not wellby.from_pairs:
        gathering.notice(
            "scenario",
            part.place,
            "The change in life satisfaction was stated and not measured in pairs: what follows"
            " from it is a scenario.",
        )
    if wellby.not_valid:
        gathering.notice(
            "left_out",
            part.place,
            f"{wellby.not_valid} of {wellby.not_valid + wellby.pairs} pairs are left out: an answer"
            " is missing, or is not from 0 to 10.",
        )
    if wellby.income_factor is None:
        gathering.notice(
            "deflator_only",
            part.place,
            "The WELLBY is uprated by the deflator only. HM Treasury also lets it grow with real"
            " income per head (“real_gdp_per_head”).",
        )


def as_if_all_had_changed(outcome: str, wellby: Wellby) -> Scenario | None:
    """Return what it would be if those without a pair had changed as those with one did."""
    if not wellby.without_a_pair:
        return None
    everyone = wellby.pairs + wellby.without_a_pair
    return Scenario(
        f"{outcome}: as if the {wellby.without_a_pair} without a pair had changed alike",
        "a scenario only: of people without a pair nothing is known",
        (Change("quantity", Decimal(everyone), outcome=outcome),),
    )

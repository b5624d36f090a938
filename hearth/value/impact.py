"""
What an outcome comes to: impact by year, present value, and the way from gross to net.

    impact of year 1 = quantity x proxy x (1 - deadweight) x (1 - displacement)
                       x (1 - attribution to others) x (1 - leakage)
    impact of year t = impact of year 1 x (1 - drop-off)^(t - 1)
    present value    = sum of impact of year t x what a pound of year t is worth today

Source: A guide to Social Return on Investment (Cabinet Office 2009; SROI Network 2012). Leakage is
the Homes and Communities Agency's, and the Social Value Engine's. Of a year that is only begun its
part is counted: 2.5 years are two, and half of the third.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from hearth.value.exact import ONE, ZERO, in_full, settled
from hearth.value.model.parts import Assumed, Outcome

LONGEST = 500
"""Years. Nothing is claimed for longer."""


@dataclass(frozen=True)
class Terms:
    """The numbers of one outcome, as they are multiplied."""

    quantity: Decimal
    proxy: Decimal
    """In pounds of the price year."""
    deadweight: Decimal
    displacement: Decimal
    attribution_to_others: Decimal
    leakage: Decimal
    drop_off: Decimal
    duration: Decimal
    mean_change: Decimal = ONE
    """Of a WELLBY: points of life satisfaction for each of the quantity; else one of one."""
    change_anyway: Decimal = ZERO

    @property
    def how_much(self) -> Decimal:
        return self.quantity * (self.mean_change - self.change_anyway)


TERMS = tuple(each.name for each in fields(Terms))[:8]
OF_CHANGE = ("mean_change", "change_anyway")


def assumptions_of(outcome: Outcome) -> Mapping[str, Assumed]:
    """Return the assumptions of an outcome by the name of their term."""
    own = {name: getattr(outcome, name) for name in TERMS[2:]}
    changed = {name: getattr(outcome.wellby, name) for name in OF_CHANGE if outcome.wellby}
    return {
        "quantity": outcome.quantity.assumed,
        "proxy": outcome.proxy.assumed,
        **own,
        **changed,
    }


def central(outcome: Outcome) -> Terms:
    return Terms(**{name: assumed.value for name, assumed in assumptions_of(outcome).items()})


@dataclass(frozen=True)
class Waterfall:
    """From gross to net, over all the years counted: what each step takes away (or gives)."""

    gross: Decimal
    deadweight: Decimal
    displacement: Decimal
    attribution_to_others: Decimal
    leakage: Decimal
    drop_off: Decimal
    discounting: Decimal
    present_value: Decimal
    """The sum of all the others, to the last digit."""

    def steps(self) -> list[tuple[str, Decimal]]:
        return [(each.name, getattr(self, each.name)) for each in fields(self)]


@dataclass(frozen=True)
class Worth:
    """What one outcome comes to, in pounds of the price year."""

    impact_by_year: tuple[Decimal, ...]
    """Net of everything but time."""
    pv_by_year: tuple[Decimal, ...]
    waterfall: Waterfall

    @property
    def pv(self) -> Decimal:
        return self.waterfall.present_value


@in_full
def worth(terms: Terms, factors: Sequence[Decimal]) -> Worth:
    """
    Return what an outcome comes to.

    :param factors: what a pound of each year is worth, for all the years of the duration
    """
    after_each = list(_after_each_share(terms))
    years = list(_years(terms))
    impact = tuple(settled(after_each[-1] * part * kept) for part, kept in years)
    pv = tuple(
        settled(after_each[-1] * part * kept * factor)
        for (part, kept), factor in zip(years, factors, strict=False)
    )
    levels = [
        *(sum((settled(level * part) for part, _ in years), ZERO) for level in after_each),
        sum(impact, ZERO),
        sum(pv, ZERO),
    ]
    steps = [later - before for before, later in pairwise(levels)]
    return Worth(impact, pv, Waterfall(*[levels[0], *steps, levels[-1]]))


@in_full
def present_value(terms: Terms, factors: Sequence[Decimal]) -> Decimal:
    """Return the present value alone: the same, to the last digit, as `worth` finds."""
    *_, net = _after_each_share(terms)
    return sum(
        (
            settled(net * part * kept * factor)
            for (part, kept), factor in zip(_years(terms), factors, strict=False)
        ),
        ZERO,
    )


def _years(terms: Terms) -> Iterable[tuple[Decimal, Decimal]]:
    """Yield for each year begun the part of it that counts, and what drop-off has left."""
    left, kept = terms.duration, ONE
    while left > 0:
        yield min(left, ONE), kept
        left -= 1
        kept *= 1 - terms.drop_off


def _after_each_share(terms: Terms) -> Iterable[Decimal]:
    """Yield the gross of a whole year, and what is left of it after each of the four shares."""
    left = terms.how_much * terms.proxy
    yield left
    for share in (
        terms.deadweight, terms.displacement, terms.attribution_to_others, terms.leakage,
    ):  # fmt: skip
        left *= 1 - share
        yield left


def years_begun(duration: Decimal) -> int:
    return int(duration.to_integral_value(rounding=ROUND_CEILING))


@in_full
def added(worths: Iterable[Worth]) -> Worth:
    """Return several together. Amounts are settled, so their order does not matter."""
    all_of = list(worths)
    sums = Waterfall(
        *(
            sum((getattr(each.waterfall, step.name) for each in all_of), ZERO)
            for step in fields(Waterfall)
        )
    )
    return Worth(
        _by_year(all_of, lambda each: each.impact_by_year),
        _by_year(all_of, lambda each: each.pv_by_year),
        sums,
    )


def _by_year(
    worths: Sequence[Worth], of: Callable[[Worth], Sequence[Decimal]]
) -> tuple[Decimal, ...]:
    years = max((len(of(each)) for each in worths), default=0)
    return tuple(
        sum((of(each)[year] for each in worths if year < len(of(each))), ZERO)
        for year in range(years)
    )

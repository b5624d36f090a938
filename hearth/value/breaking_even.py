"""
The value of one assumption at which each pound put in brings back one pound.

Most assumptions make the present value grow in a straight line: two points give the answer.
Drop-off and the discount rate bend it, and are found by halving; a duration bends at the end of
each year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hearth.value.case import Assumption, Case, Measured
from hearth.value.exact import ONE, ZERO, in_full, settled
from hearth.value.model.parts import InputKind

SEARCHED_YEARS = 100
"""A duration is looked for up to here."""
HALVINGS = 50
STEPS = 50
"""Into which the range of a discount rate is cut, to find where it crosses."""

Net = Callable[[Decimal], Decimal]


@dataclass(frozen=True)
class BreakEven:
    """Where the ratio is one to one, or why nowhere."""

    value: Decimal | None
    why_none: str = ""

    def answered(self) -> dict[str, Any]:
        return {"value": self.value, "why_none": self.why_none or None}


@in_full
def break_even(case: Case, assumption: Assumption, *, volunteers: bool) -> BreakEven:
    """
    Return the value of one assumption that brings the ratio to one to one, all others as they are.

    :param volunteers: whether volunteers' time is counted as put in
    """
    inputs = case.inputs_pv(volunteers=volunteers)
    if not case.inputs:
        return BreakEven(None, "nothing was put in")
    if not volunteers and _is_volunteers(case, assumption):
        return BreakEven(None, "volunteers’ time is left out here")
    if assumption.what == "duration":
        others = case.pv - case.pv_of(assumption.outcome) - inputs
        return _of_years(case, assumption, others)
    if assumption.outcome:
        others = case.pv - case.pv_of(assumption.outcome) - inputs

        def net(value: Decimal) -> Decimal:
            return others + case.changed(assumption, value).pv_of(assumption.outcome)
    else:

        def net(value: Decimal) -> Decimal:
            changed = case.changed(assumption, value)
            worth = case.pv if assumption.input else changed.pv
            return worth - changed.inputs_pv(volunteers=volunteers)

    return _solved(net, assumption)


def _is_volunteers(case: Case, assumption: Assumption) -> bool:
    put_in = case.inputs.get(assumption.input)
    return put_in is not None and put_in.kind is InputKind.VOLUNTEER_TIME


def _solved(net: Net, assumption: Assumption) -> BreakEven:
    if assumption.what == "drop_off":
        return _between(net, [ZERO, ONE], assumption)
    if assumption.measured is Measured.RATE:
        return _between(net, [Decimal(step) / STEPS for step in range(STEPS + 1)], assumption)
    return _on_a_line(net, assumption)


def _of_years(case: Case, assumption: Assumption, others: Decimal) -> BreakEven:
    """Go from year to year; within one the present value grows in a straight line."""
    longest = case.changed(assumption, Decimal(SEARCHED_YEARS))
    level = others
    for year, more in enumerate(longest.worth_of(assumption.outcome).pv_by_year):
        if more and min(level, level + more) <= 0 <= max(level, level + more):
            return BreakEven(settled(year - level / more))
        level += more
    return _nowhere(others, assumption)


def _on_a_line(net: Net, assumption: Assumption) -> BreakEven:
    """Solve what grows in a straight line, by two points a whole apart."""
    start, end = net(ZERO), net(ONE)
    if start == end:
        return _nowhere(start, assumption)
    value = -start / (end - start)
    too_little = assumption.least is not None and value < assumption.least
    too_much = assumption.most is not None and value > assumption.most
    return _nowhere(start, assumption) if too_little or too_much else BreakEven(settled(value))


def _between(net: Net, ends: list[Decimal], assumption: Assumption) -> BreakEven:
    """Find the crossing nearest to what is assumed now."""
    heights = [net(end) for end in ends]
    crossings = [
        (low, high)
        for (low, at_low), (high, at_high) in pairwise(zip(ends, heights, strict=True))
        if min(at_low, at_high) <= 0 <= max(at_low, at_high) and at_low != at_high
    ]
    if not crossings:
        return _nowhere(heights[0], assumption)
    now = assumption.assumed.value
    low, high = min(crossings, key=lambda each: min(abs(each[0] - now), abs(each[1] - now)))
    return BreakEven(settled(_halved(net, low, high)))


def _halved(net: Net, low: Decimal, high: Decimal) -> Decimal:
    rising = net(low) < net(high)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        height = net(middle)
        if height == 0:
            return middle
        if (height < 0) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _nowhere(height: Decimal, assumption: Assumption) -> BreakEven:
    """Say on which side of one to one the ratio stays, whatever the assumption is."""
    side = "above" if height > 0 else "below"
    reach = {
        Measured.SHARE: "from 0 to 1",
        Measured.YEARS: f"up to {SEARCHED_YEARS} years",
        Measured.RATE: "from 0% to 100%",
    }.get(assumption.measured, "that it could have")
    return BreakEven(None, f"at every value {reach} the ratio stays {side} one to one")

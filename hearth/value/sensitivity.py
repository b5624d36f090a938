"""
One assumption moved at a time: how far the ratio follows, and where it would be one to one.

Where a model gives a low and a high, those are tried; else the assumption is moved by as much as
the rules say, the same either way, and never beyond what it can be. A tornado is the same rows, the
widest first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.breaking_even import BreakEven, break_even
from hearth.value.case import APART, Assumption, Case, Measured
from hearth.value.exact import in_full, settled
from hearth.value.model.parts import Vary

FROM_MODEL, FROM_RULE = "low and high of the model", "moved by the rule"


@dataclass(frozen=True)
class Tried:
    """An assumption at one end, and the ratio there; None if nothing was put in."""

    value: Decimal
    ratio: Decimal | None
    ratio_without_volunteer_time: Decimal | None

    def answered(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "ratio": self.ratio,
            "ratio_without_volunteer_time": self.ratio_without_volunteer_time,
        }


@dataclass(frozen=True)
class OneWay:
    """One assumption, moved to either end while all others stay."""

    assumption: Assumption
    how: str
    low: Tried
    high: Tried
    break_even: BreakEven
    break_even_without_volunteer_time: BreakEven

    @property
    def swing(self) -> Decimal:
        """How far apart the two ratios are."""
        if self.low.ratio is None or self.high.ratio is None:
            return Decimal(0)
        return abs(self.high.ratio - self.low.ratio)

    def answered(self) -> dict[str, Any]:
        return {
            **address(self.assumption),
            "measured_in": self.assumption.measured.value,
            "value": self.assumption.assumed.value,
            "how": self.how,
            "low": self.low.answered(),
            "high": self.high.answered(),
            "swing": self.swing,
            "break_even": self.break_even.answered(),
            "break_even_without_volunteer_time": self.break_even_without_volunteer_time.answered(),
        }

    def bar(self) -> dict[str, Any]:
        """Return the row of a tornado: from where to where the ratio goes."""
        ends = {"low": self.low, "high": self.high}
        return {
            **address(self.assumption),
            **{name: {"value": end.value, "ratio": end.ratio} for name, end in ends.items()},
            "swing": self.swing,
        }


def address(assumption: Assumption) -> dict[str, str | None]:
    """Return where an assumption stands, as a scenario of a document names it."""
    found = {
        "outcome": assumption.outcome.split(APART)[-1] or None,
        "input": assumption.input.split(APART)[-1] or None,
        "what": assumption.what,
    }
    return {"hub": assumption.hub, **found} if assumption.hub else found


@in_full
def one_way(case: Case, each: list[Assumption], vary: Vary) -> list[OneWay]:
    """Return every assumption moved by itself, in the order given."""
    return list(_moved(case, each, vary))


def tornado(rows: list[OneWay]) -> list[OneWay]:
    """Return the same, the widest first; what is as wide, by its name."""
    return sorted(rows, key=lambda row: (-row.swing, row.assumption.place, row.assumption.what))


def _moved(case: Case, each: list[Assumption], vary: Vary) -> Iterator[OneWay]:
    moving = Moving(case)
    for assumption in each:
        low, high, how = ends(assumption, vary)
        yield OneWay(
            assumption,
            how,
            moving.to(assumption, low),
            moving.to(assumption, high),
            break_even(case, assumption, volunteers=True),
            break_even(case, assumption, volunteers=False),
        )


class Moving:
    """A case whose outcomes are worked out once; one that is moved is worked out again."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.pv = case.pv
        self.inputs = case.inputs_pv(volunteers=True)
        self.paid = case.inputs_pv(volunteers=False)

    def to(self, assumption: Assumption, value: Decimal) -> Tried:
        """Return the ratios with one assumption set to something else; none where there is none."""
        try:
            return self._tried(assumption, value)
        except Refused:  # no rate is known for so many years
            return Tried(value, None, None)

    def _tried(self, assumption: Assumption, value: Decimal) -> Tried:
        changed = self.case.changed(assumption, value)
        pv, inputs, paid = self.pv, self.inputs, self.paid
        if assumption.outcome:
            pv += changed.pv_of(assumption.outcome) - self.case.pv_of(assumption.outcome)
        else:
            inputs, paid = (changed.inputs_pv(volunteers=each) for each in (True, False))
            pv = pv if assumption.input else changed.pv
        return Tried(value, _over(pv, inputs), _over(pv, paid))


def _over(pv: Decimal, inputs: Decimal) -> Decimal | None:
    return settled(pv / inputs) if inputs else None


def ends(assumption: Assumption, vary: Vary) -> tuple[Decimal, Decimal, str]:
    """Return the two values that an assumption is moved to, and by what they were chosen."""
    assumed = assumption.assumed
    if assumed.low is not None and assumed.high is not None:
        return assumed.low, assumed.high, FROM_MODEL
    by = {
        Measured.SHARE: vary.shares,
        Measured.YEARS: vary.years,
        Measured.RATE: vary.rate,
    }.get(assumption.measured, abs(assumed.value) * vary.amounts)
    low, high = assumed.value - by, assumed.value + by
    if assumption.least is not None:
        low, high = max(low, assumption.least), max(high, assumption.least)
    if assumption.most is not None:
        low, high = min(low, assumption.most), min(high, assumption.most)
    return low, high, FROM_RULE

"""
Ratio, net ratio, net present value and payback; with volunteers' time and without it, always both.

    ratio          = present value / present value of inputs
    net ratio      = net present value / present value of inputs
    payback months = inputs / (impact of the first year / 12)

Several hubs together are the sum of what they come to over the sum of what was put in: never the
mean of their ratios. Source: A guide to Social Return on Investment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.value.case import Case
from hearth.value.exact import ZERO, in_full, settled
from hearth.value.impact import Worth, added
from hearth.value.model.parts import InputKind


@dataclass(frozen=True)
class Return:
    """What came back for what was put in. None where nothing was put in, or nothing comes back."""

    inputs: Decimal
    ratio: Decimal | None
    net_ratio: Decimal | None
    npv: Decimal
    payback_months: Decimal | None

    def answered(self) -> dict[str, Any]:
        return {
            "inputs": self.inputs,
            "ratio": self.ratio,
            "net_ratio": self.net_ratio,
            "npv": self.npv,
            "payback_months": self.payback_months,
        }


@dataclass(frozen=True)
class Totals:
    worth: Worth
    inputs: dict[InputKind, Decimal]
    """Present value of what was put in, by kind."""
    with_volunteer_time: Return
    without_volunteer_time: Return

    def answered(self) -> dict[str, Any]:
        return {
            "present_value": self.worth.pv,
            "impact_by_year": list(self.worth.impact_by_year),
            "pv_by_year": list(self.worth.pv_by_year),
            "inputs_by_kind": {kind.value: amount for kind, amount in self.inputs.items()},
            "with_volunteer_time": self.with_volunteer_time.answered(),
            "without_volunteer_time": self.without_volunteer_time.answered(),
        }


@in_full
def returned(worth: Worth, inputs: Decimal) -> Return:
    """Return what came back for what was put in."""
    npv = worth.pv - inputs
    ratio = settled(worth.pv / inputs) if inputs else None
    first = worth.impact_by_year[0] if worth.impact_by_year else ZERO
    return Return(
        inputs,
        ratio,
        net_ratio=None if ratio is None else ratio - 1,
        npv=npv,
        payback_months=settled(inputs / (first / 12)) if first > 0 and inputs else None,
    )


@in_full
def totals_of(case: Case) -> Totals:
    """Return what a model comes to."""
    inputs = {
        kind: sum(
            (case.input_pv(name) for name, each in case.inputs.items() if each.kind is kind), ZERO
        )
        for kind in InputKind
    }
    return _totals(case.worth, inputs)


@in_full
def together(hubs: Iterable[Totals]) -> Totals:
    """Return what several hubs come to together: sums, and the ratio of sums."""
    hubs = list(hubs)
    inputs = {kind: sum((hub.inputs[kind] for hub in hubs), ZERO) for kind in InputKind}
    return _totals(added(hub.worth for hub in hubs), inputs)


def _totals(worth: Worth, inputs: dict[InputKind, Decimal]) -> Totals:
    all_of = sum(inputs.values(), ZERO)
    paid = all_of - inputs[InputKind.VOLUNTEER_TIME]
    return Totals(worth, inputs, returned(worth, all_of), returned(worth, paid))

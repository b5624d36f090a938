"""
The numbers of a model as they are counted with: as they stand, or with some of them changed.

What can be changed has an address: an outcome or an input, and what of it; or a discount rate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from hearth.value.discounting import Discounting, Kind, Series
from hearth.value.exact import ONE, ZERO, in_full, settled
from hearth.value.impact import (
    LONGEST,
    OF_CHANGE,
    Terms,
    Worth,
    added,
    assumptions_of,
    central,
    present_value,
    worth,
    years_begun,
)
from hearth.value.model.parts import Assumed, Input, InputKind, Model, Outcome, Rules

RATES = ("rate", "health_rate")
OF_INPUT = ("amount", "hours", "value_per_hour")
APART = "\x1f"
"""Between two names that make one: no name that is read from a document holds it."""


class Address(Protocol):
    """Where a number of a model stands."""

    @property
    def outcome(self) -> str: ...
    @property
    def input(self) -> str: ...
    @property
    def what(self) -> str: ...


class Measured(StrEnum):
    """What an assumption is measured in."""

    SHARE = "share"
    QUANTITY = "quantity"
    POINTS = "points"
    POUNDS = "pounds"
    HOURS = "hours"
    YEARS = "years"
    RATE = "rate"


@dataclass(frozen=True)
class Assumption:
    """One number of a model that could be another."""

    what: str
    assumed: Assumed
    measured: Measured
    outcome: str = ""
    input: str = ""
    least: Decimal | None = ZERO
    """The least that it could be; None if there is no end."""
    most: Decimal | None = None
    hub: str = ""
    """Of several, as one (see programme.py); the place then begins with its name."""

    @property
    def place(self) -> str:
        return (self.outcome or self.input or "discounting").replace(APART, ": ")


@dataclass(frozen=True)
class InputTerms:
    """The numbers of one input."""

    kind: InputKind
    year: int
    amount: Decimal | None
    hours: Decimal
    value_per_hour: Decimal

    @property
    def pounds(self) -> Decimal:
        return self.hours * self.value_per_hour if self.amount is None else self.amount


@dataclass(frozen=True)
class Case:
    """All the numbers of a model."""

    terms: Mapping[str, Terms]
    """By outcome."""
    kinds: Mapping[str, Kind]
    inputs: Mapping[str, InputTerms]
    discounting: Discounting

    def changed(self, at: Address, value: Decimal) -> "Case":
        """Return the same with one number set to something else."""
        new = {at.what: value}
        if at.outcome:
            terms = replace(self.terms[at.outcome], **new)
            return replace(self, terms={**self.terms, at.outcome: terms})
        if at.input:
            put_in: InputTerms = replace(self.inputs[at.input], **new)  # type: ignore[arg-type]
            return replace(self, inputs={**self.inputs, at.input: put_in})
        return replace(self, discounting=replace(self.discounting, **new))  # type: ignore[arg-type]

    def without(self, outcomes: tuple[str, ...]) -> "Case":
        return replace(self, terms={k: v for k, v in self.terms.items() if k not in outcomes})

    def factors(self, outcome: str) -> list[Decimal]:
        years = years_begun(self.terms[outcome].duration)
        return list(self.discounting.factors(years, self.kinds[outcome]))

    def worth_of(self, outcome: str) -> Worth:
        return worth(self.terms[outcome], self.factors(outcome))

    @in_full
    def pv_of(self, outcome: str) -> Decimal:
        return present_value(self.terms[outcome], self.factors(outcome))

    @cached_property
    def worth(self) -> Worth:
        """What all outcomes come to together."""
        return added([self.worth_of(name) for name in self.terms])

    @cached_property
    @in_full
    def pv(self) -> Decimal:
        return sum((self.pv_of(name) for name in self.terms), ZERO)

    @in_full
    def input_pv(self, name: str) -> Decimal:
        put_in = self.inputs[name]
        return settled(put_in.pounds * self.discounting.factor_of_input(put_in.year))

    @in_full
    def inputs_pv(self, *, volunteers: bool) -> Decimal:
        """Return what was put in, with volunteers' time or without it."""
        return sum(
            (
                self.input_pv(name)
                for name, put_in in self.inputs.items()
                if volunteers or put_in.kind != InputKind.VOLUNTEER_TIME
            ),
            ZERO,
        )


@in_full
def case_of(model: Model, discounting: Discounting) -> Case:
    """Return a model's numbers as they stand."""
    return Case(
        {each.name: central(each) for each in model.outcomes},
        {each.name: each.discount_as for each in model.outcomes},
        {each.name: _input_terms(each) for each in model.inputs},
        discounting,
    )


def _input_terms(put_in: Input) -> InputTerms:
    def value(assumed: Assumed | None) -> Decimal:
        return ZERO if assumed is None else assumed.value

    amount = None if put_in.amount is None else put_in.amount.value
    return InputTerms(
        put_in.kind, put_in.year, amount, value(put_in.hours), value(put_in.value_per_hour)
    )


def assumptions(model: Model, rules: Rules) -> Iterator[Assumption]:
    """Yield every number of a model that could be another, in the order of the document."""
    for outcome in model.outcomes:
        yield from _of_outcome(outcome)
    for put_in in model.inputs:
        yield from _of_input(put_in)
    if rules.discounting.series is Series.FLAT:
        for name, assumed in zip(RATES, (rules.rate, rules.health_rate), strict=True):
            if assumed is not None:
                yield Assumption(name, assumed, Measured.RATE, most=ONE)


def _of_outcome(outcome: Outcome) -> Iterator[Assumption]:
    assumed = assumptions_of(outcome)
    for name in assumed:
        measured, least, most = Measured.SHARE, ZERO, ONE
        ends: tuple[Decimal | None, Decimal | None] = (least, most)
        if name == "quantity":
            measured, ends = Measured.QUANTITY, (ZERO, None)
        elif name in OF_CHANGE:
            measured, ends = Measured.POINTS, (None, None)
        elif name == "proxy":
            negative = assumed[name].value < 0
            measured, ends = Measured.POUNDS, ((None, ZERO) if negative else (ZERO, None))
        elif name == "duration":
            measured, ends = Measured.YEARS, (ZERO, Decimal(LONGEST))
        yield Assumption(name, assumed[name], measured, outcome.name, least=ends[0], most=ends[1])


def _of_input(put_in: Input) -> Iterator[Assumption]:
    for name, measured in (
        ("amount", Measured.POUNDS),
        ("hours", Measured.HOURS),
        ("value_per_hour", Measured.POUNDS),
    ):
        assumed = getattr(put_in, name)
        if assumed is not None:
            yield Assumption(name, assumed, measured, input=put_in.name)

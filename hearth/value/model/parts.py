"""What a model of social value is made of. Amounts in pounds, shares from 0 to 1, time in years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hearth.value.discounting import Discounting, Kind
from hearth.value.prices.indices import Index, Uprating
from hearth.value.prices.lists import Origin


@dataclass(frozen=True)
class Assumed:
    """A number that somebody put into a model, and why. Its low and high are in order."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    source: str = ""
    why: str = ""

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.high is not None and self.low < self.high

    @property
    def lowest(self) -> Decimal:
        return self.value if self.low is None else self.low

    @property
    def highest(self) -> Decimal:
        return self.value if self.high is None else self.high

    def times(self, factor: Decimal) -> "Assumed":
        """Return the same, dearer by a factor above nought."""
        return Assumed(
            self.value * factor,
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.source,
            self.why,
        )

    def answered(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "source": self.source or None,
            "why": self.why or None,
        }


@dataclass(frozen=True)
class Stakeholder:
    """Whoever something changes for, or who puts something in."""

    name: str
    people: int | None = None
    source: str = ""


class How(StrEnum):
    """Where a quantity comes from."""

    MEASURES = "measures"
    RECORDS = "records"
    STATED = "stated"


@dataclass(frozen=True)
class Quantity:
    """How often, or for how many, an outcome happened in the first year."""

    assumed: Assumed
    how: How
    source: str = ""


@dataclass(frozen=True)
class Proxy:
    """What one of an outcome is worth, in pounds of the model's price year."""

    assumed: Assumed
    """In the model's price year."""
    as_given: Decimal
    price_year: str
    """The year of `as_given`."""
    uprating: Uprating
    source: str
    family: str
    per: str = ""
    wellbeing: bool = False
    counts: tuple[str, ...] = ()
    """What it holds, in words; two that hold the same may count it twice."""
    shared: str = ""
    """One uncertain price under one name: wherever it is used, it is drawn once."""
    price: str = ""
    """The list and code it was taken from, if any."""
    caution: str = ""
    status: str = ""


@dataclass(frozen=True)
class Wellby:
    """
    A change of life satisfaction (0 to 10), told only of people with a valid first and last answer.

    Source: HM Treasury, Wellbeing guidance for appraisal, 2021.
    """

    pairs: int
    mean_change: Assumed
    change_anyway: Assumed
    """What would have happened without the hub."""
    from_pairs: bool
    """The change was measured in those pairs; if not, all of this is a scenario."""
    not_valid: int = 0
    """Pairs that were given and left out, an answer being missing or not from 0 to 10."""
    without_a_pair: int = 0
    """People of whom nothing is known: never counted, but in a scenario that says so."""
    income_factor: Decimal | None = None
    """(real GDP per head in the price year / in 2019) ^ 1.3; None: uprated by the deflator only."""


SHARES = ("deadweight", "displacement", "attribution_to_others", "leakage", "drop_off")


@dataclass(frozen=True)
class Outcome:
    """Something that changed for somebody, how much of it is ours, and for how long it lasts."""

    name: str
    stakeholder: str
    about: str
    """Whose lives changed, if the one it matters to (the NHS, say) is somebody else."""
    quantity: Quantity
    proxy: Proxy
    deadweight: Assumed
    """The share that would have happened anyway."""
    displacement: Assumed
    """The share that only moved from elsewhere."""
    attribution_to_others: Assumed
    """The share that is owed to others."""
    leakage: Assumed
    """The share that went to others than those it was for."""
    drop_off: Assumed
    """The share lost each year after the first."""
    duration: Assumed
    """In years; of a year that is begun, its part is counted."""
    discount_as: Kind = Kind.STANDARD
    wellby: Wellby | None = None

    def share(self, name: str) -> Assumed:
        """Return one of SHARES."""
        found: Assumed = getattr(self, name)
        return found


class InputKind(StrEnum):
    CASH = "cash"
    IN_KIND = "in_kind"
    VOLUNTEER_TIME = "volunteer_time"


@dataclass(frozen=True)
class Input:
    """What is put in: money, something given, or volunteers' time."""

    name: str
    kind: InputKind
    amount: Assumed | None
    """In pounds of the model's price year; None where it is hours x value of an hour."""
    hours: Assumed | None = None
    value_per_hour: Assumed | None = None
    year: int = 0
    """0 at the start; in a later year it is discounted as that year is."""
    stakeholder: str = ""
    source: str = ""
    uprating: Uprating | None = None


@dataclass(frozen=True)
class Change:
    """One assumption, set to something else in a scenario."""

    what: str
    value: Decimal
    outcome: str = ""
    input: str = ""


@dataclass(frozen=True)
class Scenario:
    """What if: some assumptions set to something else, some outcomes left out."""

    name: str
    why: str
    changes: tuple[Change, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something a reader of the answer has to know."""

    kind: str
    place: str
    words: str

    def answered(self) -> dict[str, str]:
        return {"kind": self.kind, "place": self.place, "words": self.words}


@dataclass(frozen=True)
class Model:
    """One hub's model."""

    name: str
    stakeholders: tuple[Stakeholder, ...]
    outcomes: tuple[Outcome, ...]
    inputs: tuple[Input, ...]
    scenarios: tuple[Scenario, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class External:
    """A ratio that somebody else worked out, by rules of their own."""

    name: str
    ratio: Decimal
    low: Decimal | None
    high: Decimal | None
    who: str
    method: str
    date: str
    source: str = ""


class Shape(StrEnum):
    """How a low, a central and a high value become a spread."""

    TRIANGULAR = "triangular"
    PERT = "pert"


@dataclass(frozen=True)
class DrawsAsked:
    how_many: int
    seed: int
    shape: Shape


@dataclass(frozen=True)
class Vary:
    """How far an assumption without low and high is moved, one at a time."""

    shares: Decimal
    """Added and taken away, of a share: 0.1 is ten percentage points."""
    amounts: Decimal
    """Of everything else: the share of itself."""
    years: Decimal
    rate: Decimal


@dataclass(frozen=True)
class Rules:
    """What holds for every hub of a document."""

    price_year: str
    discounting: Discounting
    rate: Assumed
    """The same as `discounting.rate`, with its range and source."""
    health_rate: Assumed | None
    index: Index
    usual_ratio_up_to: Decimal
    usual_ratio_source: str
    draws: DrawsAsked
    vary: Vary
    said_by_default: tuple[str, ...] = ()
    """What the document left to Hearth, in words."""


@dataclass(frozen=True)
class Document:
    """All that a file says."""

    name: str
    rules: Rules
    models: tuple[Model, ...]
    is_programme: bool
    external: tuple[External, ...] = ()
    origins: tuple[Origin, ...] = ()
    """Every list of prices that a number was taken from."""
    digest: str = ""
    families: Mapping[str, str] = field(default_factory=dict)
    """Which index each cost family was uprated by."""

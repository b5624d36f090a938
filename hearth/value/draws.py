"""
Many draws at once: how likely each ratio is, if the ranges are as somebody said they are.

Each assumption with a low and a high is drawn by itself from a triangle, or a PERT (a smoother
hump, four times the weight on the middle). It has a stream of numbers of its own, begun from the
seed and its own name: so another order, or one outcome more, changes nothing else that is drawn. A
proxy that is used under one shared name is one stream wherever it stands.

Floats, and only sums, products and square roots, which every machine rounds alike; a triangle is
drawn from the generator’s own bits. So the same seed gives the same bits. PERT uses numpy's beta,
whose bits numpy may change with a version: the answer says which it was.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hearth.value.case import APART, RATES, Assumption, Case, assumptions
from hearth.value.discounting import Discounting, Kind, Series
from hearth.value.model.parts import Assumed, InputKind, Model, Outcome, Rules, Shape

DRAWS_VERSION = 1
"""Of the way from a seed to draws: raised when the same seed would give other bits."""
GENERATOR = "numpy PCG64"
MOST, BLOCK = 1_000_000, 16_384
"""Draws at most; and how many are worked out at a time, so that they stay near the processor."""
PERCENTS = (2.5, 5, 10, 25, 50, 75, 90, 95, 97.5)
PERT_WEIGHT = 4

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """Draws of what comes back and what was put in, in pounds: one number for each draw."""

    pv: Floats
    inputs: Floats
    paid: Floats
    """Inputs without volunteers' time."""


@dataclass(frozen=True)
class Stream:
    """The numbers of one assumption, drawn block after block."""

    low: float
    central: float
    high: float
    bits: np.random.PCG64
    shape: Shape

    def draw(self, how_many: int) -> Floats:
        if self.shape is Shape.PERT:
            return self._pert(how_many)
        shares = (self.bits.random_raw(how_many) >> np.uint64(11)) * 2.0**-53
        width = self.high - self.low
        peak = (self.central - self.low) / width
        rising = shares < peak
        root = np.sqrt(np.where(rising, shares * peak, (1.0 - shares) * (1.0 - peak)))
        drawn: Floats = self.low + width * np.where(rising, root, 1.0 - root)
        return drawn

    def _pert(self, how_many: int) -> Floats:
        width = self.high - self.low
        a = 1.0 + PERT_WEIGHT * (self.central - self.low) / width
        b = 1.0 + PERT_WEIGHT * (self.high - self.central) / width
        return self.low + width * np.random.Generator(self.bits).beta(a, b, how_many)


Source = Stream | float


def drawn(model: Model, rules: Rules, case: Case) -> Drawn:
    """Return the draws of one model: float64, as many of each as the rules ask for."""
    asked = rules.draws
    outcomes = sorted(model.outcomes, key=lambda each: each.name)
    sources = _sources(model, rules)
    parts = [
        _block(outcomes, case, rules.discounting, sources, min(BLOCK, asked.how_many - begin))
        for begin in range(0, asked.how_many, BLOCK)
    ]
    return Drawn(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def drawn_together(hubs: Iterable[Drawn]) -> Drawn:
    """Return the draws of a programme: the sums of its hubs', draw by draw."""
    each = list(hubs)
    return Drawn(
        np.sum([hub.pv for hub in each], axis=0),
        np.sum([hub.inputs for hub in each], axis=0),
        np.sum([hub.paid for hub in each], axis=0),
    )


def _sources(model: Model, rules: Rules) -> dict[tuple[str, str], Source]:
    """Return where the numbers of each assumption come from, by its place and what it is."""
    shared = {each.name: each.proxy.shared for each in model.outcomes}

    def name_of(each: Assumption) -> str:
        if each.measured == "rate":
            names = ["every hub", each.what]
        elif each.what == "proxy" and shared[each.outcome]:
            names = ["every hub", "proxy", shared[each.outcome]]
        else:
            kind = "outcome" if each.outcome else "input"
            names = [model.name, kind, each.place, each.what]
        return APART.join(names)

    return {
        (each.place, each.what): source(each.assumed, rules, name_of(each))
        for each in assumptions(model, rules)
    }


def source(assumed: Assumed, rules: Rules, name: str) -> Source:
    """Return a stream for what has a range, and the number itself for what has none."""
    if not assumed.has_range:
        return float(assumed.value)
    assert assumed.low is not None
    assert assumed.high is not None
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4")
    bits = np.random.PCG64(np.random.SeedSequence([rules.draws.seed, *words.tolist()]))
    low, central, high = (float(end) for end in (assumed.low, assumed.value, assumed.high))
    return Stream(low, central, high, bits, rules.draws.shape)


def _block(
    outcomes: list[Outcome],
    case: Case,
    discounting: Discounting,
    sources: dict[tuple[str, str], Source],
    size: int,
) -> tuple[Floats, Floats, Floats]:
    values: dict[tuple[str, str], Floats | float] = {}

    def value(place: str, what: str) -> Floats | float:
        """Draw each once in a block, however often it is asked for."""
        if (place, what) not in values:
            found = sources[place, what]
            values[place, what] = found.draw(size) if isinstance(found, Stream) else found
        return values[place, what]

    pv, inputs, paid = np.zeros(size), np.zeros(size), np.zeros(size)
    for outcome in outcomes:
        pv += _present_value(outcome, discounting, value)
    for name in sorted(case.inputs):
        put_in = case.inputs[name]
        if put_in.amount is None:
            amount = value(name, "hours") * value(name, "value_per_hour")
        else:
            amount = value(name, "amount")
        amount = amount * _input_factor(discounting, put_in.year, value)
        inputs += amount
        if put_in.kind is not InputKind.VOLUNTEER_TIME:
            paid += amount
    return pv, inputs, paid


def _present_value(outcome: Outcome, discounting: Discounting, value: Any) -> Floats | float:
    name = outcome.name
    net = value(name, "quantity") * value(name, "proxy")
    if outcome.wellby:
        net = net * (value(name, "mean_change") - value(name, "change_anyway"))
    for share in ("deadweight", "displacement", "attribution_to_others", "leakage"):
        taken = value(name, share)
        if not isinstance(taken, float) or taken:
            net = net * (1.0 - taken)
    duration, keep = value(name, "duration"), 1.0 - value(name, "drop_off")
    years = math.ceil(np.max(duration))
    total: Floats | float = 0.0
    kept: Floats | float = 1.0
    for year, factor in enumerate(_factors(discounting, years, outcome.discount_as, value)):
        part = np.clip(duration - float(year), 0.0, 1.0)
        total = total + part * kept * factor
        kept = kept * keep
    worth: Floats | float = net * total
    return worth


def _factors(
    discounting: Discounting, years: int, kind: Kind, value: Any
) -> Iterator[Floats | float]:
    if discounting.series is Series.GREEN_BOOK:
        yield from (float(each) for each in discounting.factors(years, kind))
        return
    own = kind is Kind.HEALTH and discounting.health_rate is not None
    each_year = 1.0 / (1.0 + value("discounting", RATES[own]))
    factor: Floats | float = each_year if discounting.first_year_discounted else 1.0
    for _ in range(years):
        yield factor
        factor = factor * each_year


def _input_factor(discounting: Discounting, year: int, value: Any) -> Floats | float:
    factor: Floats | float = 1.0
    for each in _factors(discounting, year, Kind.STANDARD, value):
        factor = each
    return factor


def spread(draws: Drawn, rules: Rules) -> dict[str, Any]:
    """
    Return how the draws lie: percentiles, the mean, and the share above one to one.

    `bits` is a digest of all ratios as they are in memory (float64, little-endian).
    """
    return {
        "how_many": rules.draws.how_many,
        "seed": rules.draws.seed,
        "shape": rules.draws.shape.value,
        "generator": GENERATOR,
        "draws_version": DRAWS_VERSION,
        "numpy": np.__version__ if rules.draws.shape is Shape.PERT else None,
        "with_volunteer_time": _spread(draws.pv, draws.inputs),
        "without_volunteer_time": _spread(draws.pv, draws.paid),
        "independent": True,
    }


def _spread(pv: Floats, inputs: Floats) -> dict[str, Any]:
    npv = _in_order(pv - inputs)
    if not np.all(inputs > 0):
        why = "in some draws nothing was put in, so there is no ratio"
        return {"ratio": None, "why_none": why, "npv": _percentiles(npv)}
    ratios = pv / inputs
    above = int(np.count_nonzero(pv > inputs))
    return {
        "ratio": _percentiles(_in_order(ratios)),
        "mean_ratio": math.fsum(ratios.tolist()) / len(ratios),
        "above_one_to_one": {"n": above, "of": len(ratios), "share": above / len(ratios)},
        "npv": _percentiles(npv),
        "bits": f"sha256:{hashlib.sha256(ratios.astype('<f8').tobytes()).hexdigest()}",
    }


def _in_order(values: Floats) -> Floats:
    ordered: Floats = np.sort(values)
    return ordered


def _percentiles(ordered: Floats) -> dict[str, float]:
    """Return each percentile, between two draws where it falls between them (linear)."""
    found = {}
    for percent in PERCENTS:
        at = (len(ordered) - 1) * percent / 100
        low = math.floor(at)
        high = min(low + 1, len(ordered) - 1)
        between = ordered[low] + (ordered[high] - ordered[low]) * (at - low)
        found[f"p{percent:g}"] = float(between)
    return found

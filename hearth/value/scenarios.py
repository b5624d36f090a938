"""
Several assumptions moved at once: low, central and high; a document's own; other discount rates.

The low scenario takes of every range the end that leaves less (more deadweight, dearer inputs), the
high one the end that leaves more. They are corners, and hardly ever come all together: for how
likely a ratio is see draws.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import product
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.case import OF_INPUT, Assumption, Case
from hearth.value.discounting import Discounting, Series
from hearth.value.exact import in_full
from hearth.value.impact import OF_CHANGE, TERMS, Terms, assumptions_of
from hearth.value.model.parts import Assumed, Model, Outcome, Rules, Scenario
from hearth.value.totals import Totals, totals_of

SHARED = TERMS[2:7]
"""The five shares, each of which makes an impact smaller."""


@dataclass(frozen=True)
class Outlook:
    """What a model comes to if some things are otherwise."""

    name: str
    why: str
    totals: Totals | None
    why_none: str = ""

    def answered(self) -> dict[str, Any]:
        came = None if self.totals is None else self.totals.answered()
        return {"name": self.name, "why": self.why} | (came or {"why_none": self.why_none})


@in_full
def corner(case: Case, model: Model, *, up: bool) -> Case:
    """
    Return a case with every range of its outcomes and inputs at the end that leaves more, or less.

    :param case: the model's numbers as they stand
    """
    terms, inputs = dict(case.terms), dict(case.inputs)
    for outcome in model.outcomes:
        terms[outcome.name] = _end_of(terms[outcome.name], outcome, up=up)
    for put_in in model.inputs:
        ends = {
            name: _end(assumed, high=not up)
            for name in OF_INPUT
            if (assumed := getattr(put_in, name)) is not None
        }
        inputs[put_in.name] = replace(inputs[put_in.name], **ends)  # type: ignore[arg-type]
    return replace(case, terms=terms, inputs=inputs)


@in_full
def at_rates(case: Case, rates: Sequence[Assumption], *, up: bool) -> Case:
    """Return a case with the discount rates at the ends that leave more over, or less."""
    tried = [
        reduce(lambda so_far, each: so_far.changed(*each), zip(rates, ends, strict=True), case)
        for ends in product(*(_ends(each.assumed) for each in rates))
    ]
    return (max if up else min)(tried, key=lambda each: each.pv - each.inputs_pv(volunteers=True))


def _end_of(terms: Terms, outcome: Outcome, *, up: bool) -> Terms:
    furthest = _furthest(terms, outcome, up=up)
    # What takes from a good outcome takes from a bad one too, and then it helps.
    takes_more = (furthest.how_much * furthest.proxy < 0) == up
    shares = {name: _end(outcome.share(name), high=takes_more) for name in SHARED}
    duration = _end(outcome.duration, high=not takes_more)
    return replace(furthest, duration=duration, **shares)


def _furthest(terms: Terms, outcome: Outcome, *, up: bool) -> Terms:
    """Return what there is, and what one is worth, at the ends that leave more, or less."""
    assumed = assumptions_of(outcome)
    names = [name for name in ("quantity", "proxy", *OF_CHANGE) if name in assumed]
    tried = [
        replace(terms, **dict(zip(names, ends, strict=True)))
        for ends in product(*(_ends(assumed[name]) for name in names))
    ]
    return (max if up else min)(tried, key=lambda each: each.how_much * each.proxy)


def _ends(assumed: Assumed) -> tuple[Decimal, Decimal]:
    return assumed.lowest, assumed.highest


def _end(assumed: Assumed, *, high: bool) -> Decimal:
    return assumed.highest if high else assumed.lowest


def named(case: Case, scenario: Scenario) -> Case:
    """
    Return the case as a document's scenario would have it.

    The document was checked when it was read: everything that it names is there.
    """
    for change in scenario.changes:
        case = case.changed(change, change.value)
    return case.without(scenario.left_out)


def low_central_high(low: Case, case: Case, high: Case) -> list[Outlook]:
    """Return what a case and its two corners come to."""
    return [
        Outlook("low", "every range at the end that leaves less", totals_of(low)),
        Outlook("central", "every assumption as it stands", totals_of(case)),
        Outlook("high", "every range at the end that leaves more", totals_of(high)),
    ]


def of_its_own(case: Case, model: Model) -> list[Outlook]:
    """Return what a model comes to in the scenarios of its document."""
    return [Outlook(each.name, each.why, totals_of(named(case, each))) for each in model.scenarios]


def other_rates(case: Case, rules: Rules) -> list[Outlook]:
    """Return the same model under other ways to discount: when the first year begins, and bands."""
    own = rules.discounting
    bands = "the Green Book’s rates by year, which fall with time"
    return [
        _discounted(case, "first_year_discounted", "the first year is discounted once, as the SROI"
                    " guide does", replace(own, first_year_discounted=True)),
        _discounted(case, "first_year_undiscounted", "the first year is not discounted, as in the"
                    " Green Book", replace(own, first_year_discounted=False)),
        _discounted(case, "green_book", bands + "; health and wellbeing at their own rates",
                    replace(own, first_year_discounted=False, series=Series.GREEN_BOOK)),
    ]  # fmt: skip


def _discounted(case: Case, name: str, why: str, discounting: Discounting) -> Outlook:
    try:
        return Outlook(name, why, totals_of(replace(case, discounting=discounting)))
    except Refused as refusal:
        return Outlook(name, why, None, str(refusal))

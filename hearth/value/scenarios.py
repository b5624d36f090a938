"""
Several assumptions moved at once: low, central and high; a document's own; other discount rates.

The low scenario takes of every range the end that leaves less (more deadweight, dearer inputs), the
high one the end that leaves more. They are corners, and hardly ever come all together: for how
likely a ratio is see draws.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.case import Assumption, Case
from hearth.value.discounting import Discounting, Series
from hearth.value.exact import in_full
from hearth.value.impact import OF_CHANGE, TERMS, Terms, assumptions_of
from hearth.value.model.parts import Assumed, Outcome, Rules, Scenario
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
def low_and_high(
    case: Case, outcomes: Iterable[Outcome], others: Iterable[Assumption]
) -> tuple[Case, Case]:
    """
    Return the two corners of a case.

    :param others: the assumptions about inputs and rates
    """
    outcomes, others = list(outcomes), list(others)
    return _corner(case, outcomes, others, up=False), _corner(case, outcomes, others, up=True)


def _corner(case: Case, outcomes: list[Outcome], others: list[Assumption], *, up: bool) -> Case:
    terms = dict(case.terms)
    for outcome in outcomes:
        furthest = _furthest(terms[outcome.name], outcome, up=up)
        # What takes from a good outcome takes from a bad one too, and then it helps.
        takes_more = (furthest.how_much * furthest.proxy < 0) == up
        shares = {name: _end(outcome.share(name), high=takes_more) for name in SHARED}
        terms[outcome.name] = replace(
            furthest,
            duration=_end(outcome.duration, high=not takes_more),
            **shares,
        )
    cornered = replace(case, terms=terms)
    for assumption in others:
        cornered = _better(cornered, assumption, up=up)
    return cornered


def _furthest(terms: Terms, outcome: Outcome, *, up: bool) -> Terms:
    """Return what there is, and what one is worth, at the ends that leave more, or less."""
    assumed = assumptions_of(outcome)
    names = [name for name in ("quantity", "proxy", *OF_CHANGE) if name in assumed]
    tried = [
        replace(terms, **dict(zip(names, ends, strict=True)))
        for ends in product(*(_ends(assumed[name]) for name in names))
    ]
    return (max if up else min)(tried, key=lambda each: each.how_much * each.proxy)


def _better(case: Case, assumption: Assumption, *, up: bool) -> Case:
    """Return the case with an input or a rate at the end that leaves more, or less, over."""
    tried = [case.changed(assumption, value) for value in _ends(assumption.assumed)]
    return (max if up else min)(tried, key=lambda each: each.pv - each.inputs_pv(volunteers=True))


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


def outlooks(
    case: Case, outcomes: Iterable[Outcome], others: Iterable[Assumption], own: Iterable[Scenario]
) -> list[Outlook]:
    """Return what a model comes to at its low, as it stands, at its high, and in its scenarios."""
    low, high = low_and_high(case, outcomes, others)
    return [
        Outlook("low", "every range at the end that leaves less", totals_of(low)),
        Outlook("central", "every assumption as it stands", totals_of(case)),
        Outlook("high", "every range at the end that leaves more", totals_of(high)),
        *(Outlook(each.name, each.why, totals_of(named(case, each))) for each in own),
    ]


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

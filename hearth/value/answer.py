"""The answer to a document, as one JSON object. What each name means: docs/reference/sroi.md."""

from collections.abc import Mapping
from decimal import InvalidOperation, Overflow
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.case import Assumption, Case, Measured, assumptions, case_of
from hearth.value.document import SHARED, read
from hearth.value.draws import Drawn, drawn, drawn_together, spread
from hearth.value.exact import ARITHMETIC_VERSION, DIGITS, PLACES, in_full, plain
from hearth.value.impact import Waterfall, Worth, central
from hearth.value.journeys.answer import journeys_answered
from hearth.value.model.parts import Document, External, Input, Model, Outcome, Rules
from hearth.value.programme import as_one, assumptions_as_one
from hearth.value.reading import Part
from hearth.value.scenarios import at_rates, corner, low_central_high, of_its_own, other_rates
from hearth.value.second_look import look_at_external, second_looks
from hearth.value.sensitivity import one_way, tornado
from hearth.value.totals import together, totals_of

SCHEMA = "hearth-sroi/1"


@in_full
def answer_to(says: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a document's numbers come to.

    :raises Refused: if the document does not say what is needed, in words that name the place
    """
    try:
        found: dict[str, Any] = plain(_answered(says))
    except (InvalidOperation, Overflow) as trouble:
        raise Refused("Its numbers, multiplied, are larger than any that is counted with.") from (
            trouble
        )
    return found


def _answered(says: Mapping[str, Any]) -> dict[str, Any]:
    journeys = journeys_answered(says)
    if journeys and not {"outcomes", "hubs", "inputs"} & set(says):
        Part(says).only(*SHARED)
        return {"schema": SCHEMA} | journeys
    document = read(says)
    hubs = [Hub(model, document.rules) for model in document.models]
    answer = _heading(document)
    if document.is_programme:
        answer |= _programme(document, hubs)
    else:
        answer |= hubs[0].answered()
    answer["external"] = [_external(each) for each in document.external]
    answer["second_look"] += list(look_at_external(document))
    return answer | journeys


class Hub:
    """One model, worked out."""

    def __init__(self, model: Model, rules: Rules) -> None:
        self.model, self.rules = model, rules
        self.case = case_of(model, rules.discounting)
        self.totals = totals_of(self.case)
        self.assumptions = list(assumptions(model, rules))
        self.low = corner(self.case, model, up=False)
        self.high = corner(self.case, model, up=True)
        self.draws: Drawn | None = drawn(model, rules, self.case) if rules.draws.how_many else None

    def answered(self) -> dict[str, Any]:
        rows = one_way(self.case, self.assumptions, self.rules.vary)
        widest = tornado(rows)
        return {
            "stakeholders": [
                {"name": each.name, "people": each.people, "source": each.source or None}
                for each in self.model.stakeholders
            ],
            "outcomes": [
                _outcome(each, self.case.worth_of(each.name)) for each in self.model.outcomes
            ],
            "inputs": [_input(each, self.case.input_pv(each.name)) for each in self.model.inputs],
            "totals": self.totals.answered(),
            "waterfall": waterfall(self.totals.worth.waterfall),
            "sensitivity": [row.answered() for row in rows],
            "tornado": [row.bar() for row in widest],
            "scenarios": [
                *_low_to_high(self.low, self.case, self.high, self.assumptions),
                *(each.answered() for each in of_its_own(self.case, self.model)),
            ],
            "other_discounting": [each.answered() for each in other_rates(self.case, self.rules)],
            "draws": None if self.draws is None else spread(self.draws, self.rules),
            "notices": [each.answered() for each in self.model.notices],
            "second_look": list(second_looks(self.model.name, self.totals, self.rules, widest)),
        }


def _heading(document: Document) -> dict[str, Any]:
    rules = document.rules
    return {
        "schema": SCHEMA,
        "name": document.name,
        "price_year": rules.price_year,
        "arithmetic": {"version": ARITHMETIC_VERSION, "digits": DIGITS, "settled_to": PLACES},
        "model_digest": document.digest,
        "price_files": [each.answered() for each in document.origins],
        "index_by_family": dict(document.families),
        "discounting": {
            "series": rules.discounting.series.value,
            "rate": rules.discounting.rate,
            "health_rate": rules.discounting.health_rate,
            "first_year_discounted": rules.discounting.first_year_discounted,
            "source": rules.rate.source or None,
        },
        "taken_by_default": list(rules.said_by_default),
    }


def _programme(document: Document, hubs: list[Hub]) -> dict[str, Any]:
    rules = document.rules
    totals = together(hub.totals for hub in hubs)
    draws = [hub.draws for hub in hubs if hub.draws is not None]
    one = as_one([(hub.model.name, hub.case) for hub in hubs])
    all_assumed = list(assumptions_as_one((hub.model.name, hub.assumptions) for hub in hubs))
    rows = one_way(one, all_assumed, rules.vary)
    widest = tornado(rows)
    answered = [{"name": hub.model.name} | hub.answered() for hub in hubs]
    return {
        "hubs": answered,
        "totals": totals.answered(),
        "waterfall": waterfall(totals.worth.waterfall),
        "sensitivity": [row.answered() for row in rows],
        "tornado": [row.bar() for row in widest],
        "scenarios": _low_to_high(
            as_one([(hub.model.name, hub.low) for hub in hubs]),
            one,
            as_one([(hub.model.name, hub.high) for hub in hubs]),
            all_assumed,
        ),
        "other_discounting": [each.answered() for each in other_rates(one, rules)],
        "draws": spread(drawn_together(draws), rules) if draws else None,
        "notices": [],
        "second_look": list(second_looks(document.name, totals, rules, widest)),
    }


def _low_to_high(
    low: Case, case: Case, high: Case, assumptions: list[Assumption]
) -> list[dict[str, Any]]:
    rates = [each for each in assumptions if each.measured is Measured.RATE]
    ends = at_rates(low, rates, up=False), case, at_rates(high, rates, up=True)
    return [each.answered() for each in low_central_high(*ends)]


def waterfall(of: Waterfall) -> list[dict[str, Any]]:
    """Return the steps from gross to net, each with where one stands after it."""
    *steps, (_, _) = of.steps()
    rows, level = [], of.gross - of.gross
    for name, change in steps:
        level += change
        rows.append({"step": name, "change": change, "level": level})
    return [*rows, {"step": "present_value", "change": None, "level": of.present_value}]


def _outcome(outcome: Outcome, worth: Worth) -> dict[str, Any]:
    proxy = outcome.proxy
    return {
        "name": outcome.name,
        "stakeholder": outcome.stakeholder,
        "about": outcome.about or None,
        "quantity": outcome.quantity.assumed.answered() | {"how": outcome.quantity.how.value},
        "proxy": proxy.assumed.answered()
        | {
            "source": proxy.source,
            "as_given": proxy.as_given,
            "given_in": proxy.price_year,
            "uprating": proxy.uprating.answered(),
            "per": proxy.per or None,
            "family": proxy.family,
            "wellbeing": proxy.wellbeing,
            "counts": list(proxy.counts),
            "price": proxy.price or None,
            "status": proxy.status or None,
            "caution": proxy.caution or None,
        },
        **{
            name: getattr(outcome, name).answered()
            for name in (
                *("deadweight", "displacement", "attribution_to_others", "leakage"),
                *("drop_off", "duration"),
            )
        },
        "discount_as": outcome.discount_as.value,
        "wellby": _wellby(outcome),
        "impact_by_year": list(worth.impact_by_year),
        "pv_by_year": list(worth.pv_by_year),
        "pv": worth.pv,
        "waterfall": waterfall(worth.waterfall),
    }


def _wellby(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.wellby is None:
        return None
    return {
        "pairs": outcome.wellby.pairs,
        "pairs_left_out": outcome.wellby.not_valid,
        "without_a_pair": outcome.wellby.without_a_pair,
        "mean_change": outcome.wellby.mean_change.answered(),
        "change_anyway": outcome.wellby.change_anyway.answered(),
        "points": central(outcome).how_much,
        "label": "measured in pairs" if outcome.wellby.from_pairs else "scenario",
        "uprated_by": (
            "deflator only" if outcome.wellby.income_factor is None else "deflator and real income"
        ),
    }


def _input(put_in: Input, pv: Any) -> dict[str, Any]:
    return {
        "name": put_in.name,
        "kind": put_in.kind.value,
        "amount": put_in.amount.answered() if put_in.amount else None,
        "hours": put_in.hours.answered() if put_in.hours else None,
        "value_per_hour": put_in.value_per_hour.answered() if put_in.value_per_hour else None,
        "year": put_in.year,
        "stakeholder": put_in.stakeholder or None,
        "source": put_in.source or None,
        "uprating": put_in.uprating.answered() if put_in.uprating else None,
        "pv": pv,
    }


def _external(each: External) -> dict[str, Any]:
    return {
        "name": each.name,
        "ratio": each.ratio,
        "low": each.low,
        "high": each.high,
        "who": each.who,
        "method": each.method,
        "date": each.date,
        "source": each.source or None,
        "words": "Worked out elsewhere, by other rules: shown beside, and part of no sum here.",
    }

"""What hearth change answers: figures with what they rest on, in a form that others can check."""

from collections.abc import Mapping
from typing import Any

from hearth.foundation.errors import Refused
from hearth.outcomes.change.asking import Question, read_question
from hearth.outcomes.change.intervals import Mean, Share
from hearth.outcomes.change.pairing import LeftOut, Pair
from hearth.outcomes.change.results import Rate, Result, RuleResult, outcome_words, result_of
from hearth.outcomes.change.rules import AtLeast, Index, cut_offs
from hearth.outcomes.change.spread import bands_of, crossing_of, distribution_of
from hearth.outcomes.change.together import Together, together
from hearth.outcomes.documents import plain
from hearth.outcomes.meaning import how_to_read
from hearth.outcomes.measures.measure import Score, Status
from hearth.outcomes.scoring.answering import said_of_source, said_of_threshold

FEW = 30
BEFORE_AND_AFTER = (
    "The same people before and after, with nobody to compare them with. People often come at a "
    "low point, and many would be somewhat better later without any help."
)


def answer(document: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what changed; see docs/reference/change.md for both documents.

    :raises Refused: if the document cannot be read as it is; nothing is answered then
    """
    question = read_question(document)
    results = [
        result_of(measure, pairs, question.how_many_eligible)
        for measure, pairs in question.pairings()
    ]
    for result in results:
        if question.how_many_eligible is not None and result.funnel.first > (
            question.how_many_eligible
        ):
            raise Refused(
                f"eligible: {question.how_many_eligible} people could have had two readings, "
                f"but {result.funnel.first} have one by {result.measure.name}"
            )
    return {
        "period": _period(question),
        "eligible": question.how_many_eligible,
        "results": [_result(one) for one in results],
        "together": [_together(one) for one in together(results, question.readings)],
    }


def _period(question: Question) -> dict[str, str | None]:
    begins, ends = question.begins, question.ends
    return {
        "from": begins.isoformat() if begins else None,
        "to": ends.isoformat() if ends else None,
    }


def _result(result: Result) -> dict[str, Any]:
    score, measure = result.score, result.measure
    return {
        "measure": measure.slug,
        "version": measure.version,
        "name": measure.name,
        "score": score.key,
        "score_name": score.name,
        "rater": result.paired.rater or None,
        "lowest": plain(score.lowest),
        "highest": plain(score.highest),
        "better": score.better.value,
        "how_to_read": how_to_read(score),
        "funnel": {
            "eligible": result.funnel.eligible,
            "first": result.funnel.first,
            "paired": result.funnel.paired,
        },
        "left_out": {one.value: result.paired.left_out.get(one, 0) for one in LeftOut},
        "means": _means(result),
        "first_only": _first_only(result),
        "any_change": {
            "improved": _rate(result.any_change.improved),
            "same": _rate(result.any_change.same),
            "worse": _rate(result.any_change.worse),
        },
        "rules": [_rule(one) for one in result.rules],
        "bands": bands_of(result),
        "distribution": distribution_of(result),
        "thresholds": [
            {**said_of_threshold(one), "first": _share(first), "latest": _share(latest)}
            for one, first, latest in crossing_of(result)
        ],
        "pairs": [_pair(result, one) for one in result.pairs],
        "notes": _notes(result),
    }


def _means(result: Result) -> dict[str, Any]:
    means, interval = result.means, result.means.change.interval
    return {
        "first": _mean(means.first),
        "latest": _mean(means.latest),
        "change": {
            **_mean(means.change),
            "low": interval[0] if interval else None,
            "high": interval[1] if interval else None,
        },
        "effect_size": means.effect_size,
    }


def _mean(mean: Mean) -> dict[str, Any]:
    return {"n": mean.n, "mean": mean.mean, "sd": mean.sd}


def _first_only(result: Result) -> dict[str, Any]:
    """Return the first scores of those with no later one, and how far they are from the others'."""
    alone, others = result.first_only.mean, result.means.first.mean
    difference = None if alone is None or others is None else alone - others
    return {**_mean(result.first_only), "difference_from_paired": difference}


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        **_share(rate.of_paired),
        "alt": None if rate.of_eligible is None else _share(rate.of_eligible),
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "n": share.n, "of": share.of, "share": share.share, "low": share.low, "high": share.high
    }  # fmt: skip


def _rule(found: RuleResult) -> dict[str, Any]:
    if found.rule is None:
        return {"rule": found.name.value, "why_none": found.why_none}
    rule = found.rule
    said = _threshold_rule(rule) if isinstance(rule, AtLeast) else _index_rule(rule)
    assert found.improved
    assert found.no_change
    assert found.worse
    return {
        "rule": found.name.value,
        "why_none": None,
        **said,
        "reliably_improved": _rate(found.improved),
        "no_reliable_change": _rate(found.no_change),
        "reliably_worse": _rate(found.worse),
        "cut_off": said_of_threshold(rule.cut_off) if rule.cut_off else None,
        "recovered": _rate(found.recovered) if found.recovered else None,
        "worse_past_cut_off": _rate(found.worse_past_cut_off) if found.worse_past_cut_off else None,
    }


def _threshold_rule(rule: AtLeast) -> dict[str, Any]:
    return {
        "label": "NHS England’s rule: a change of at least so many points",
        "threshold": said_of_threshold(rule.threshold),
    }


def _index_rule(rule: Index) -> dict[str, Any]:
    norm = rule.norm
    return {
        "label": f"Jacobson and Truax 1991: an index beyond {rule.z} ({norm.confidence} %)",
        "r": None if norm.r is None else plain(norm.r),
        "sd": rule.sd,
        "se": rule.se,
        "s_diff": rule.s_diff,
        "z": rule.z,
        "confidence": norm.confidence,
        "least_change": rule.least_change,
        "cut_offs": {name: plain(one) for name, one in cut_offs(norm, rule.better).items()},
        **said_of_source(norm.source),
    }


def _pair(result: Result, pair: Pair) -> dict[str, Any]:
    words = outcome_words(result, pair)
    return {
        "person": pair.person,
        "first": plain(pair.first.value),
        "first_on": pair.first.on.isoformat(),
        "latest": plain(pair.latest.value),
        "latest_on": pair.latest.on.isoformat(),
        "change": plain(pair.change),
        "index": [
            one.rule.index(pair) if isinstance(one.rule, Index) else None for one in result.rules
        ],
        "outcome": [outcome for outcome, _ in words],
        "recovered": [recovery for _, recovery in words],
    }


def _notes(result: Result) -> list[str]:
    """Return what the figures cannot say, in sentences."""
    funnel, notes = result.funnel, [BEFORE_AND_AFTER]
    if funnel.paired == 0:
        notes.append("Nobody has two readings yet.")
    elif funnel.paired < FEW:
        people = "person" if funnel.paired == 1 else "people"
        notes.append(f"These figures describe {funnel.paired} {people}, and nobody else.")
    if funnel.eligible is None:
        notes.append("How many people could have had two readings is not recorded.")
    if unsure := sorted(_unsure(result.score)):
        notes.append(f"To be confirmed: {'; '.join(unsure)}.")
    if result.measure.caution:
        notes.append(result.measure.caution)
    return notes


def _unsure(score: Score) -> set[str]:
    facts = [
        (one.name if one.kind.value in one.name else f"{one.kind.value} ({one.name})", one.source)
        for one in score.thresholds
    ]
    facts += [("reliability and deviation", one.source) for one in score.norms]
    return {name for name, source in facts if source.status is Status.TO_BE_CONFIRMED}


def _together(found: Together) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "rater": found.rater or None,
        "people": found.people,
        **{name: _share(share) for name, share in found.shares.items()},
        **said_of_source(found.source),
    }

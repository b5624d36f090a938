"""How one person's readings changed, by each rule for itself: labelled, and never run together."""

import datetime
from dataclasses import dataclass

from hearth.foundation.actors import Actor
from hearth.outcomes.change.pairing import Dated, Pair, paired
from hearth.outcomes.change.results import Result, outcome_words, result_of
from hearth.outcomes.change.rules import RuleName, gain
from hearth.outcomes.models import Reading
from hearth.outcomes.queries.measures import measure_of
from hearth.outcomes.queries.readings import shown, standing_readings
from hearth.outcomes.queries.said import as_it_came
from hearth.people.models import Person

RULES = {
    RuleName.NHS_ENGLAND: "NHS England’s rule",
    RuleName.JACOBSON_TRUAX: "Jacobson and Truax’s rule",
}
RECOVERED = {True: "recovered", False: "not recovered", None: ""}


@dataclass(frozen=True)
class RuleSays:
    """What one rule says of somebody's first and latest reading."""

    name: str
    outcome: str
    """Reliably improved, no reliable change or reliably worse; empty if the rule cannot be used."""
    recovered: str
    """Recovered or not; empty if that is not said: they did not begin where people recover from."""
    rests_on: str
    """What the rule rests on and whether that is confirmed; or why it cannot be used."""


@dataclass(frozen=True)
class Changed:
    """Somebody's first and latest score by one measure."""

    measure_name: str
    score_name: str
    """Empty if the measure has only one."""
    better: str
    first: str
    first_on: datetime.date
    latest: str
    latest_on: datetime.date
    by: str
    """By how many points it moved, with its sign: "+4"."""
    any_change: str
    """Improved, the same or worse: chance or not."""
    rules: tuple[RuleSays, ...]


def changes_of(person: Person, *, actor: Actor) -> tuple[Changed, ...]:
    """Return what changed for somebody by each score of each measure that they gave twice."""
    by_measure: dict[tuple[str, str], list[Reading]] = {}
    for row in standing_readings(person, actor=actor):
        by_measure.setdefault((row.measure, row.version), []).append(row)
    found: list[Changed] = []
    for (slug, version), rows in by_measure.items():
        measure = measure_of(slug, version)
        if measure is None or len(rows) < 2:
            continue
        dated = [
            Dated(str(person.id), row.given_on, as_it_came(measure, row.came_to)) for row in rows
        ]
        for score in measure.scores:
            if score.experience:
                continue
            result = result_of(measure, paired(score, "", dated), 1)
            found += [_changed(result, pair) for pair in result.pairs]
    return tuple(found)


def _changed(result: Result, pair: Pair) -> Changed:
    moved = gain(pair, result.score.better)
    several = len(result.measure.scores) > 1
    by = shown(abs(pair.change))
    sign = "+" if pair.change > 0 else "−" if pair.change < 0 else ""  # noqa: RUF001 (a minus)
    return Changed(
        measure_name=result.measure.name,
        score_name=result.score.name if several else "",
        better=f"{result.score.better.value} is better",
        first=shown(pair.first.value),
        first_on=pair.first.on,
        latest=shown(pair.latest.value),
        latest_on=pair.latest.on,
        by=f"{sign}{by}",
        any_change="improved" if moved > 0 else "worse" if moved < 0 else "the same",
        rules=tuple(_rules(result, pair)),
    )


def _rules(result: Result, pair: Pair) -> list[RuleSays]:
    said = []
    for one, (outcome, recovered) in zip(result.rules, outcome_words(result, pair), strict=True):
        rule = one.rule
        if rule is None:
            said.append(RuleSays(RULES[one.name], "", "", one.why_none))
            continue
        source = getattr(rule, "threshold", None) or rule.norm  # type: ignore[union-attr]
        rests_on = f"{source.source.words} ({source.source.status.value})"
        said.append(RuleSays(RULES[one.name], outcome or "", RECOVERED[recovered], rests_on))
    return said

"""What changed for people at some sites, by outcome measure: labelled, with how sure, protected."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hearth.evidence.period import Period
from hearth.evidence.queries.scope import Scope, as_told
from hearth.evidence.queries.supporting import FEW
from hearth.foundation.acting import acting_instead
from hearth.foundation.actors import Actor, Permission
from hearth.outcomes.change.answering import BEFORE_AND_AFTER
from hearth.outcomes.change.intervals import Mean, Share
from hearth.outcomes.change.pairing import Dated, paired
from hearth.outcomes.change.results import Rate, Result, result_of
from hearth.outcomes.change.rules import RuleName
from hearth.outcomes.change.together import Together, together
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.queries.measures import measure_of
from hearth.outcomes.queries.said import as_it_came
from hearth.places.timer import OnATimer

ASK = "SELECT * FROM evidence_readings(%s, %s, %s)"
SMALLEST, NEAREST, ENOUGH_FOR_MEANS = 5, 5, 10
"""To whoever may not read exact numbers: what is told, and to the nearest what; and of how many
people means are told (rules for what leaves a team, as reports of support follow them)."""
RULES = {
    RuleName.NHS_ENGLAND: "NHS England’s rule",
    RuleName.JACOBSON_TRUAX: "Jacobson and Truax’s rule",
}
TOGETHER = {
    "talking-therapies": "NHS Talking Therapies, PHQ-9 and GAD-7 as a pair",
    "many-measures": "Several measures together, as NHS Digital has it",
    "goals-they-came-for": "Goals that have to do with what brought people",
}
SHARES = {
    "reliably_improved": "Reliably improved",
    "reliably_worse": "Reliably worse",
    "recovered": "Recovered",
    "reliably_recovered": "Reliably recovered",
    "improved": "Improved",
    "no_change": "No reliable change",
    "worse": "Worse",
    "any_progress": "Any progress at all",
    "reliable_progress": "Reliable progress",
}


@dataclass(frozen=True)
class ShareRow:
    """So many of so many people, in words: a small number may be protected."""

    label: str
    people: str
    """Such as "11 of 13"."""
    share: str
    """Such as "84.6%, from 57.8 to 95.7"; empty where it is not told."""
    of_eligible: str = ""
    """The same number, of all who could have had two readings."""


@dataclass(frozen=True)
class RuleRows:
    """What one rule says."""

    name: str
    rests_on: str
    """Where it is from, and whether that is confirmed; or why it cannot be used."""
    rows: tuple[ShareRow, ...] = ()


@dataclass(frozen=True)
class MeanRow:
    """A mean with its standard deviation, of so many people."""

    label: str
    people: str
    mean: str
    sd: str


@dataclass(frozen=True)
class ScoreChange:
    """What changed by one score."""

    title: str
    better: str
    eligible: str
    first: str
    paired: str
    any_change: tuple[ShareRow, ...]
    rules: tuple[RuleRows, ...]
    means: tuple[MeanRow, ...]
    """None where they are not told."""
    mean_change: str
    """With its interval, and the effect size."""
    caution: str


@dataclass(frozen=True)
class TogetherRows:
    """What a rule over several scores says."""

    name: str
    people: str
    rows: tuple[ShareRow, ...]
    rests_on: str


@dataclass(frozen=True)
class ChangeReport:
    """What changed for people at some sites."""

    scope: Scope
    period: Period
    scores: tuple[ScoreChange, ...]
    together: tuple[TogetherRows, ...]
    is_protected: bool
    before_and_after: str = BEFORE_AND_AFTER


def change_report(scope: Scope, period: Period, *, actor: Actor) -> ChangeReport:
    """
    Return what changed for those who gave a reading in these days: first against latest.

    Whoever holds outcomes.read at all of the sites reads exact numbers. To others it is told in
    whole months, a number from 1 to 4 as FEW and any other to the nearest 5, with no interval that
    would tell the number, and means only of ten people or more.

    :raises django.db.ProgrammingError: if the request may not read reports there
    """
    exact = set(scope.ids) <= set(actor.places_where(Permission.READ_OUTCOMES))
    if exact:
        rows = _ask(scope, period)
    else:
        _, period = as_told(scope, period, actor=actor)
        with acting_instead(OnATimer(), of=actor):
            rows = _ask(scope, period)
    results, linked = _results(rows, period)
    told = _Told(exact)
    return ChangeReport(
        scope, period,
        tuple(told.score(result) for result in results),
        tuple(told.together(one) for one in together(results, linked)),
        is_protected=not exact,
    )  # fmt: skip


Row = tuple[int, str, str, datetime.date | None, str | None, list[int] | None]


def _ask(scope: Scope, period: Period) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(ASK, [scope.ids, period.first, period.last])
        rows: list[Any] = cursor.fetchall()
    return rows


def _results(rows: Iterable[Row], period: Period) -> tuple[list[Result], list[Dated]]:
    """Return what changed by each score of each measure that somebody gave in these days."""
    people: set[int] = set()
    given: dict[tuple[str, str], list[Dated]] = {}
    measures: dict[tuple[str, str], Measure | None] = {}
    for whose, slug, version, given_on, came_to, came_for in rows:
        people.add(whose)
        if given_on is None or came_to is None:
            continue
        key = slug, version
        if key not in measures:
            measures[key] = measure_of(slug, version)
        if measure := measures[key]:
            dated = Dated(
                str(whose), given_on, as_it_came(measure, json.loads(came_to)),
                linked=frozenset(came_for or ()),
            )  # fmt: skip
            given.setdefault(key, []).append(dated)
    results, used = [], []
    for key, readings in given.items():
        measure = measures[key]
        assert measure
        lately = {one.person for one in readings if one.on >= period.first}
        mine = [one for one in readings if one.person in lately]
        used += mine
        for score in measure.scores:
            if score.experience:
                continue
            found = paired(score, "", mine)
            if found.firsts:
                results.append(result_of(measure, found, len(people)))
    results.sort(key=lambda one: (one.measure.name.lower(), one.measure.scores.index(one.score)))
    return results, used


class _Told:
    """Says numbers: as they are, or so that nobody can be picked out."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def count(self, number: int | None) -> str:
        if number is None:
            return "not recorded"
        shown = self._shown(number)
        return FEW if shown is None else f"{shown:,}"

    def _shown(self, number: int) -> int | None:
        if self.exact or number == 0:
            return number
        if number < SMALLEST:
            return None
        return int(NEAREST * ((number + NEAREST // 2) // NEAREST))

    def share(self, label: str, share: Share, of_eligible: Share | None = None) -> ShareRow:
        n, of = self._shown(share.n), self._shown(share.of)
        people = f"{self.count(share.n)} of {self.count(share.of)}"
        words = ""
        if self.exact and share.share is not None:
            assert share.low is not None
            assert share.high is not None
            words = f"{share.share:.1%}, from {share.low:.1%} to {share.high:.1%}"
        elif n is not None and of and not self.exact:
            words = f"{min(n / of, 1):.0%}"
        beside = ""
        if of_eligible:
            beside = f"{self.count(of_eligible.n)} of {self.count(of_eligible.of)}"
        return ShareRow(label, people, words, beside)

    def rate(self, label: str, rate: Rate) -> ShareRow:
        return self.share(label, rate.of_paired, rate.of_eligible)

    def score(self, result: Result) -> ScoreChange:
        several = len(result.measure.scores) > 1
        name = f"{result.measure.name}: {result.score.name}" if several else result.measure.name
        funnel, means = result.funnel, result.means
        told = self.exact or funnel.paired >= ENOUGH_FOR_MEANS
        alone_told = self.exact or result.first_only.n >= ENOUGH_FOR_MEANS
        rows = [self._mean("First", means.first), self._mean("Latest", means.latest)]
        rows.append(self._mean("Change", means.change))
        alone = [self._mean("First, of those with no later one", result.first_only)]
        return ScoreChange(
            title=name,
            better=f"{result.score.better.value.capitalize()} is better.",
            eligible=self.count(funnel.eligible),
            first=self.count(funnel.first),
            paired=self.count(funnel.paired),
            any_change=(
                self.rate("Improved", result.any_change.improved),
                self.rate("The same", result.any_change.same),
                self.rate("Worse", result.any_change.worse),
            ),
            rules=tuple(self._rule(one) for one in result.rules),
            means=(*(rows if told else ()), *(alone if alone_told else ())),
            mean_change=_mean_change(result) if told else "",
            caution=result.measure.caution,
        )

    def _rule(self, found: Any) -> RuleRows:
        name, rule = RULES[found.name], found.rule
        if rule is None:
            return RuleRows(name, found.why_none)
        source = (getattr(rule, "threshold", None) or rule.norm).source
        rows = [
            self.rate("Reliably improved", found.improved),
            self.rate("No reliable change", found.no_change),
            self.rate("Reliably worse", found.worse),
        ]
        if found.recovered:
            of = "of those who began where people come for help"
            rows.append(self.rate(f"Recovered, {of}", found.recovered))
        return RuleRows(name, f"{source.words} ({source.status.value})", tuple(rows))

    def _mean(self, label: str, mean: Mean) -> MeanRow:
        return MeanRow(label, self.count(mean.n), _figure(mean.mean), _figure(mean.sd))

    def together(self, found: Together) -> TogetherRows:
        return TogetherRows(
            TOGETHER.get(found.rule, found.rule), self.count(found.people),
            tuple(self.share(SHARES[name], share) for name, share in found.shares.items()),
            f"{found.source.words} ({found.source.status.value})",
        )  # fmt: skip


def _mean_change(result: Result) -> str:
    change, effect = result.means.change, result.means.effect_size
    if change.mean is None:
        return ""
    words = f"Mean change {_figure(change.mean)} points"
    if change.interval:
        low, high = change.interval
        words += f", from {_figure(low)} to {_figure(high)} (95%)"
    if effect is not None:
        words += f". Effect size (mean change by the SD of first scores): {_figure(effect)}"
    return f"{words}."


def _figure(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"  # noqa: RUF001 (a dash, as print has it)

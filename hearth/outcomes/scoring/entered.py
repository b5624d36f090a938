"""What was entered of one reading: answers, or a score alone; and what of it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hearth.outcomes.documents import Place, exact, shown
from hearth.outcomes.measures.measure import Answered, Item, Measure, Score, Scorer


@dataclass(frozen=True)
class Entered:
    """
    One reading as it was written down.

    :param answers: by item; an item that was not answered is not in it
    :param totals: a score alone, by its key; there are no answers then
    :param impossible: a sentence for each item number or score key that is out of its range
    """

    answers: Mapping[int, int]
    totals: Mapping[str, Fraction]
    answered: Answered
    impossible: Mapping[int | str, str] = field(default_factory=dict)


def read_entered(measure: Measure, place: Place) -> Entered:
    """
    Return what a reading of a document holds: "answers", or "total" (also called "score").

    An impossible answer is not refused here, but said: a single reading is refused for it, and
    a change leaves it out and counts it.

    :raises Refused: if there is neither or both, or something is no number at all
    """
    answered = place.part("as").choice(Answered) if "as" in place else measure.answers_are
    ways = [name for name in ("answers", "total", "score") if name in place]
    if len(ways) != 1:
        raise place.refused("needs either “answers”, or “total” (or “score”)")
    part = place.part(ways[0])
    if ways[0] == "answers":
        return _answers(measure, part, answered)
    return _totals(measure, part, answered)


def _answers(measure: Measure, part: Place, answered: Answered) -> Entered:
    if not measure.items:
        raise part.refused(f"{measure.name} has no items: give its “total”")
    measure.turned(answered)
    given = _by_number(measure, part) if isinstance(part.said, dict) else _in_order(measure, part)
    answers: dict[int, int] = {}
    impossible: dict[int | str, str] = {}
    for number, one in given.items():
        if one.said is None or one.said == "":
            continue
        item = measure.items[number]
        # Most are whole numbers already; to make each a Fraction would take most of the time.
        value = one.said if type(one.said) is int else one.number()
        if value.denominator == 1 and item.lowest <= value <= item.highest:
            answers[number] = int(value)
        else:
            impossible[number] = _beyond(measure, item, one)
    return Entered(answers, {}, answered, impossible)


def _beyond(measure: Measure, item: Item, one: Place) -> str:
    return (
        f"{one.where}: item {item.number} of {measure.name} takes a whole number from "
        f"{item.lowest} to {item.highest}, not {shown(one.said)}"
    )


def _in_order(measure: Measure, part: Place) -> Mapping[int, Place]:
    found = dict(enumerate(part.each(), start=1))
    needed = sum(not item.optional for item in measure.items.values())
    if len(found) > len(measure.items) or len(found) < needed:
        most = len(measure.items)
        how_many = f"{most}" if needed in {0, most} else f"{needed} or {most}"
        raise part.refused(
            f"{measure.name} has {how_many} answers, in order, with null for one that is missing; "
            f"here are {len(found)}"
        )
    return found


def _by_number(measure: Measure, part: Place) -> Mapping[int, Place]:
    found: dict[int, Place] = {}
    for name in part.named():
        number = exact(name)
        if number is None or number not in measure.items:
            raise part.refused(f"{measure.name} has no item “{name}”")
        if int(number) in found:
            raise part.refused(f"item {number} is there twice")
        found[int(number)] = part.maybe(name)
    return found


def _totals(measure: Measure, part: Place, answered: Answered) -> Entered:
    totals: dict[str, Fraction] = {}
    impossible: dict[int | str, str] = {}
    for score, one in _scores_alone(measure, part):
        value = one.number()
        if score.holds(value):
            totals[score.key] = value
        else:
            impossible[score.key] = f"{one.where}: {_range(measure, score)}, not {shown(one.said)}"
    _agree(measure, part, totals)
    return Entered({}, totals, answered, impossible)


def _agree(measure: Measure, part: Place, totals: Mapping[str, Fraction]) -> None:
    """
    Hold a score that is looked up to the sum that it is looked up by.

    :raises Refused: if both are there and do not belong together
    """
    sums = {one.items: one.key for one in measure.scores if one.scorer is Scorer.SUM}
    for score in measure.scores:
        total = totals.get(sums.get(score.items, ""))
        if score.scorer is Scorer.TABLE and total is not None and score.key in totals:
            looked_up = score.table[int(total)]
            if totals[score.key] != looked_up:
                raise part.refused(
                    f"{score.key} of {measure.name} is {float(looked_up):g} if "
                    f"{sums[score.items]} is {total}"
                )


def _scores_alone(measure: Measure, part: Place) -> list[tuple[Score, Place]]:
    if not isinstance(part.said, dict):
        return [(_only_total(measure, part), part)]
    found = []
    for key in part.named():
        score = measure.score(key)
        if score is None:
            raise part.refused(f"{measure.name} has no score “{key}”, but {_keys(measure)}")
        if part.maybe(key).said is not None:
            found.append((score, part.maybe(key)))
    if not found:
        raise part.refused(f"says no score; {measure.name} has {_keys(measure)}")
    return found


def _only_total(measure: Measure, part: Place) -> Score:
    whole = {Scorer.SUM, Scorer.MEAN_TIMES_TEN, Scorer.GIVEN}
    found = [score for score in measure.scores if score.scorer in whole]
    if len(found) != 1:
        raise part.refused(
            f"{measure.name} has no one total: say of which score it is, such as "
            f"{{“{measure.scores[0].key}”: …}}; there are {_keys(measure)}"
        )
    return found[0]


def _keys(measure: Measure) -> str:
    return ", ".join(score.key for score in measure.scores)


def _range(measure: Measure, score: Score) -> str:
    name = f"{measure.name}, {score.key}"
    ends = f"from {float(score.lowest):g} to {float(score.highest):g}"
    if score.scorer is Scorer.TABLE:
        return f"{name} is one of the {len(score.table)} values of its table, {ends}"
    whole = score.scorer in {Scorer.SUM, Scorer.ITEM}
    return f"{name} is {'a whole number' if whole else 'a number'} {ends}"

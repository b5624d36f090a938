"""The scores of a measure, read from its file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import (
    Better,
    Comparison,
    Item,
    Kind,
    Missing,
    Norm,
    Score,
    Scorer,
    Source,
    Status,
    Threshold,
)
from hearth.outcomes.measures.sources import Sources

PARTS = (
    "key", "name", "scorer", "items", "lowest", "highest", "better", "missing", "threshold",
    "norm", "table", "snomed", "experience", "each",
)  # fmt: skip
NONE_MAY = Missing(
    0, 0, False, False, Source("Without an answer there is no score", Status.CONFIRMED)
)
"""Of a score with one item, or with none."""
LOCAL = "from these readings"
"""A standard deviation that is not published: taken from the readings, if there are enough."""


def read_scores(place: Place, items: Mapping[int, Item], sources: Sources) -> tuple[Score, ...]:
    """
    Return the scores of a measure, one for each item where it says "each".

    :raises Refused: if there are none, two have one key, or one does not fit the items
    """
    found: list[Score] = []
    for part in place.part("score").each():
        part.only(*PARTS)
        score = _score(part, place, items, sources)
        found.extend(_one_each(part, score, items) if "each" in part else [score])
    keys = [score.key for score in found]
    if not keys or len(set(keys)) < len(keys):
        raise place.maybe("score").refused("there must be one at least, and no two of one key")
    return tuple(found)


def _score(part: Place, measure: Place, items: Mapping[int, Item], sources: Sources) -> Score:
    scorer = part.part("scorer").choice(Scorer)
    numbers = tuple(one.whole() for one in part.maybe("items").each()) if "items" in part else ()
    if any(number not in items for number in numbers) or (scorer is Scorer.GIVEN) == bool(numbers):
        raise part.refused("its items must be items of the measure; a given score has none")
    missing = _missing(part.part("missing"), sources) if "missing" in part else NONE_MAY
    if numbers and not missing.at_most <= missing.may_be < len(numbers):
        raise part.refused("of its items one at least must be answered")
    score = Score(
        key=part.part("key").text(),
        name=part.part("name").text(),
        scorer=scorer,
        items=numbers,
        lowest=part.part("lowest").number(),
        highest=part.part("highest").number(),
        better=(part if "better" in part else measure).part("better").choice(Better),
        missing=missing,
        thresholds=tuple(_thresholds(part, sources)),
        norms=tuple(read_norm(one, sources.cited(one)) for one in _listed(part, "norm")),
        table=_table(part),
        snomed="" if "each" in part or "snomed" not in part else part.part("snomed").text(),
        experience="experience" in part and part.part("experience").truth(),
    )
    if not _spans(score, items):
        raise part.refused("its lowest and highest are not what its items can come to")
    return score


def _listed(part: Place, name: str) -> Iterator[Place]:
    return part.part(name).each() if name in part else iter(())


def _one_each(part: Place, score: Score, items: Mapping[int, Item]) -> Iterator[Score]:
    """Return one score for each item: key and name end in its number or its subject."""
    keys = [one.text() for one in part.part("each").each()]
    codes = [one.text() for one in _listed(part, "snomed")] or [""] * len(score.items)
    if not len(keys) == len(codes) == len(score.items):
        raise part.refused("“each” and “snomed” must have one for every item")
    for number, key, code in zip(score.items, keys, codes, strict=True):
        name = score.name.format(number=number, about=items[number].about)
        yield replace(score, key=key, name=name, items=(number,), snomed=code)


def _spans(score: Score, items: Mapping[int, Item]) -> bool:
    lows = [items[number].lowest for number in score.items]
    highs = [items[number].highest for number in score.items]
    if score.scorer is Scorer.GIVEN:
        return score.lowest < score.highest
    if score.scorer is Scorer.TABLE:
        sums = range(sum(lows), sum(highs) + 1)
        ends = (min(score.table.values()), max(score.table.values()))
        return set(score.table) == set(sums) and ends == (score.lowest, score.highest)
    if score.scorer is Scorer.ITEM:
        return set(lows) == {score.lowest} and set(highs) == {score.highest}
    by = {Scorer.SUM: Fraction(1), Scorer.MEAN: Fraction(1, len(lows))}.get(
        score.scorer, Fraction(10, len(lows))
    )
    return (sum(lows) * by, sum(highs) * by) == (score.lowest, score.highest)


def _missing(part: Place, sources: Sources) -> Missing:
    part.only("at_most", "may_be", "own_choice", "rounded", "source")
    at_most = part.part("at_most").whole()
    return Missing(
        at_most=at_most,
        may_be=part.part("may_be").whole() if "may_be" in part else at_most,
        own_choice="own_choice" in part and part.part("own_choice").truth(),
        rounded="rounded" in part and part.part("rounded").truth(),
        source=sources.cited(part),
    )


def _thresholds(part: Place, sources: Sources) -> Iterator[Threshold]:
    for one in _listed(part, "threshold"):
        one.only("kind", "name", "comparison", "value", "source", "decides_recovery")
        yield Threshold(
            kind=one.part("kind").choice(Kind),
            name=one.part("name").text(),
            comparison=one.part("comparison").choice(Comparison),
            value=one.part("value").number(),
            source=sources.cited(one),
            decides_recovery="decides_recovery" in one and one.part("decides_recovery").truth(),
        )


def _table(part: Place) -> Mapping[int, Fraction]:
    if "table" not in part:
        return {}
    table = part.part("table")
    return {int(total): table.part(total).number() for total in table.named()}


def read_norm(part: Place, source: Source) -> Norm:
    """
    Return what a reliable change index needs.

    :raises Refused: if neither r and SD nor the standard error is there, or one is impossible
    """
    part.only("r", "sd", "sem", "confidence", "clinical", "general", "source", "score")
    r = part.part("r").number() if "r" in part else None
    local = part.maybe("sd").said == LOCAL
    sd = part.part("sd").number() if "sd" in part and not local else None
    sem = part.part("sem").number() if "sem" in part else None
    if sem is None and (r is None or (sd is None and not local)):
        raise part.refused("needs “r” and “sd”, or “sem”")
    if r is not None and not 0 <= r < 1:
        raise part.maybe("r").refused("must be at least 0 and less than 1")
    if any(size is not None and size <= 0 for size in (sd, sem)):
        raise part.refused("“sd” and “sem” must be more than 0")
    confidence = part.part("confidence").whole() if "confidence" in part else 95
    if confidence not in {90, 95}:
        raise part.maybe("confidence").refused("must be 90 or 95")
    return Norm(source, r, sd, sem, confidence, _group(part, "clinical"), _group(part, "general"))


def _group(part: Place, name: str) -> tuple[Fraction, Fraction] | None:
    if name not in part:
        return None
    group = part.part(name)
    group.only("mean", "sd")
    sd = group.part("sd")
    if sd.number() <= 0:
        raise sd.refused("must be more than 0")
    return group.part("mean").number(), sd.number()

"""What a score may mean, in plain words for whoever gave it and whoever reads a report."""

from fractions import Fraction

from hearth.outcomes.documents import plain
from hearth.outcomes.measures.measure import Better, Comparison, Kind, Score, Status, Threshold

WHICH_WAY = {
    Better.HIGHER: "Higher is better.",
    Better.LOWER: "Lower is better.",
}


def how_to_read(score: Score) -> list[str]:
    """Return how a score is read: which way is better, and what is more than chance."""
    span = f"It goes from {plain(score.lowest)} to {plain(score.highest)}."
    reliable = [_more_than_chance(one) for one in score.of_kind(Kind.RELIABLE_CHANGE)]
    if not reliable:
        reliable = ["Nobody has agreed how big a change must be to be more than chance alone."]
    return [f"{WHICH_WAY[score.better]} {span}", *reliable]


def _more_than_chance(threshold: Threshold) -> str:
    size = plain(threshold.value)
    most = threshold.comparison is Comparison.AT_LEAST
    how_much = f"{size} or more" if most else f"more than {size}"
    return f"A change of {how_much} is more than chance alone ({_from(threshold)})."


def _from(threshold: Threshold) -> str:
    unsure = threshold.source.status is Status.TO_BE_CONFIRMED
    return f"{threshold.name}; to be confirmed" if unsure else threshold.name


def what_it_may_mean(score: Score, first: Fraction, latest: Fraction | None = None) -> list[str]:
    """
    Return sentences for the person: where their score is, and how far it has moved.

    They say what a questionnaire can say, and never that something is so. Nothing is said of what
    somebody answered to a single item.

    :param first: in points; the only score, if there is no later one
    """
    value = first if latest is None else latest
    sentences = [
        f"Your score is {plain(value)}, of {plain(score.highest)}.",
        WHICH_WAY[score.better],
    ]
    if latest is not None:
        sentences += _moved(score, latest - first)
    sentences.append("A questionnaire sees only part of how you are. You know the rest.")
    return sentences


def _moved(score: Score, change: Fraction) -> list[str]:
    if change == 0:
        return ["It is the same as at first."]
    better = (change > 0) == (score.better is Better.HIGHER)
    points = "point" if abs(change) == 1 else "points"
    sentences = [
        f"It is {plain(abs(change))} {points} {'better' if better else 'worse'} than at first."
    ]
    reliable = score.of_kind(Kind.RELIABLE_CHANGE)
    if not reliable:
        return sentences
    most = reliable[0]
    if most.comparison.holds(abs(change), most.value):
        sentences.append("That is more than chance alone would often do.")
    else:
        sentences.append("That is no more than chance alone may do: it may not mean a change.")
    return sentences

"""What a score may mean, in words for the person; never more than the questionnaire can say."""

from fractions import Fraction

import pytest

from hearth.outcomes.meaning import how_to_read, what_it_may_mean
from hearth.outcomes.measures.catalogue import shipped
from hearth.outcomes.tests.making import measure


def test_how_reqol_10_is_read():
    assert how_to_read(measure("reqol-10").scores[0]) == [
        "Higher is better. It goes from 0 to 40.",
        "A change of 5 or more is more than chance alone (NHS England).",
    ]


def test_a_figure_that_is_to_be_confirmed_says_so():
    said = " ".join(how_to_read(measure("reqol-20").scores[0]))

    assert (
        "A change of 10 or more is more than chance alone (as remembered; to be confirmed)" in said
    )


def test_a_measure_without_an_agreed_change_says_so():
    assert "Nobody has agreed" in how_to_read(measure("ucla-3").scores[0])[1]


@pytest.mark.parametrize(
    ("slug", "first", "latest", "says", "says_not"),
    [
        ("reqol-10", 20, 25, "It is 5 points better than at first.", "may not mean a change"),
        ("reqol-10", 20, 24, "That is no more than chance alone may do", "would often do"),
        ("phq-9", 9, 15, "It is 6 points worse than at first.", "may not mean a change"),
        ("phq-9", 15, 14, "It is 1 point better than at first.", "points better"),
        ("phq-9", 15, 15, "It is the same as at first.", "chance"),
        ("ucla-3", 6, 3, "It is 3 points better than at first.", "chance"),
        ("reqol-10", 20, None, "Your score is 20, of 40.", "at first"),
    ],
)
def test_what_it_may_mean_for_the_person(slug, first, latest, says, says_not):
    latest = None if latest is None else Fraction(latest)

    said = " ".join(what_it_may_mean(measure(slug).scores[0], Fraction(first), latest))

    assert says in said
    assert says_not not in said


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.slug)
def test_nobody_is_told_that_they_are_a_case_or_severe(one):
    for score in one.scores:
        said = " ".join(what_it_may_mean(score, score.lowest, score.highest)).lower()
        assert not any(word in said for word in ("severe", "case", "clinical", "disorder"))

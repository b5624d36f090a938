"""One reading scored: every published rule, both ways."""

from fractions import Fraction

import pytest

from hearth.foundation.errors import Refused
from hearth.outcomes.tests.making import reading, value

TABLE = {
    7: "7.00", 8: "9.51", 9: "11.25", 10: "12.40", 11: "13.33", 12: "14.08", 13: "14.75",
    14: "15.32", 15: "15.84", 16: "16.36", 17: "16.88", 18: "17.43", 19: "17.98", 20: "18.59",
    21: "19.25", 22: "19.98", 23: "20.73", 24: "21.54", 25: "22.35", 26: "23.21", 27: "24.11",
    28: "25.03", 29: "26.02", 30: "27.03", 31: "28.13", 32: "29.31", 33: "30.70", 34: "32.55",
    35: "35.00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ([0] * 10, 8),  # items 2 and 3 are turned round
        ([4] * 10, 32),
        ([4, 0, 0, 4, 4, 4, 4, 4, 4, 4], 40),
        ([2] * 9 + [None], 20),
        ([2] * 8 + [None, None], None),
    ],
)
def test_core_10(answers, score):
    assert value("core-10", answers) == score


def test_core_10_with_one_missing_is_the_mean_of_the_others_times_ten_and_says_so():
    scored = reading("core-10", [3, 0, 0, 3, 3, 3, 3, 3, 3, None]).scores[0]

    assert scored.value == Fraction(290, 9)
    assert scored.prorated
    assert not scored.score.missing.own_choice


def test_core_10_with_two_missing_says_why_there_is_no_score():
    scored = reading("core-10", [2] * 8 + [None, None]).scores[0]

    assert scored.why_none == "2 of 10 answers are missing; 1 may be"


@pytest.mark.parametrize(
    ("answers", "key", "score"),
    [
        ([4, 5, 3, 6, 4, 4, 5, 7, 1, 1, 1], "quality_of_life", "4.75"),
        ([4, 5, 3, 6, 4, 4, None, None, 4, 5, 6], "quality_of_life", "13/3"),
        ([4, 5, 3, 6, 4, None, None, None, 4, 5, 6], "quality_of_life", None),
        ([1] * 8 + [4, 5, 6], "treatment", "5"),
        ([1] * 8 + [4, 5, None], "treatment", "4.5"),
        ([1] * 8 + [4, None, None], "treatment", None),
        ([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4], "item_7", "7"),
    ],
)
def test_dialog(answers, key, score):
    assert value("dialog", answers, key) == (score and Fraction(score))


def test_dialog_made_up_for_a_missing_answer_says_that_the_rule_is_our_own():
    scored = reading("dialog", [4] * 6 + [None, None] + [4] * 3).scores[0]

    assert scored.prorated
    assert scored.score.missing.own_choice


@pytest.mark.parametrize(
    ("score", "band"), [(3, "dissatisfied"), (4, "in the middle"), (5, "satisfied")]
)
def test_below_four_is_dissatisfied_and_above_is_satisfied(score, band):
    assert reading("dialog", [score] * 11).scores[0].band.name == band


@pytest.mark.parametrize("raw", TABLE)
def test_swemwbs_is_looked_up_by_its_sum(raw):
    fives, rest = divmod(raw - 7, 4)
    answers = ([5] * fives + [1 + rest] * bool(rest) + [1] * 7)[:7]

    assert sum(answers) == raw
    assert value("swemwbs", answers, "metric") == Fraction(TABLE[raw])
    assert value("swemwbs", answers, "raw") == raw


def test_swemwbs_with_an_answer_missing_has_no_score():
    assert value("swemwbs", [5] * 6 + [None], "metric") is None
    assert value("swemwbs", [5] * 6 + [None], "raw") is None


def test_either_score_of_swemwbs_alone_gives_the_other():
    assert value("swemwbs", total=23, key="metric") == Fraction("20.73")
    assert value("swemwbs", total={"metric": 20.73}, key="raw") == 23


@pytest.mark.parametrize(
    ("slug", "edges"),
    [
        ("phq-9", {"minimal": (0, 4), "mild": (5, 9), "moderate": (10, 14),
                   "moderately severe": (15, 19), "severe": (20, 27)}),
        ("gad-7", {"minimal": (0, 4), "mild": (5, 9), "moderate": (10, 14), "severe": (15, 21)}),
        ("core-10", {"healthy or low": (0, 10), "mild": (11, 14), "moderate": (15, 19),
                     "moderate to severe": (20, 24), "severe": (25, 40)}),
        ("reqol-10", {"clinical range": (0, 24), "general population range": (25, 40)}),
    ],
)  # fmt: skip
def test_bands_begin_and_end_where_they_are_published(slug, edges):
    for name, (begins, ends) in edges.items():
        assert reading(slug, total=begins).scores[0].band.name == name
        assert reading(slug, total=ends).scores[0].band.name == name


@pytest.mark.parametrize(
    ("key", "edges"),
    [
        ("life_satisfaction", {"low": (0, 4), "medium": (5, 6), "high": (7, 8),
                               "very high": (9, 10)}),
        ("anxious", {"very low": (0, 1), "low": (2, 3), "medium": (4, 5), "high": (6, 10)}),
    ],
)  # fmt: skip
def test_the_bands_of_ons(key, edges):
    for name, ends in edges.items():
        for score in ends:
            assert reading("ons4", [score] * 4).scored(key).band.name == name


def test_the_four_of_ons_are_each_by_itself():
    scored = {one.score.key: one.value for one in reading("ons4", [7, None, 5, 0]).scores}

    assert scored == {"life_satisfaction": 7, "worthwhile": None, "happy": 5, "anxious": 0}


def test_loneliness_is_added_up_and_needs_all_three():
    assert value("ucla-3", [1, 2, 3]) == 6
    assert value("ucla-3", [1, 2, None]) is None


def test_one_goal_is_enough():
    scored = {one.score.key: one.value for one in reading("gbo", [4]).scores}

    assert scored == {"goal_1": 4, "goal_2": None, "goal_3": None}
    assert value("gbo", {"2": 9}, "goal_2") == 9


def test_more_than_three_goals_are_refused():
    with pytest.raises(Refused, match="3 answers"):
        reading("gbo", [1, 2, 3, 4])


@pytest.mark.parametrize(("how_many", "may", "score"), [(1, 0, None), (1, 1, 18), (2, 2, 18)])
def test_phq_9_is_complete_or_made_up_as_it_is_set(how_many, may, score):
    answers = [2] * (9 - how_many) + [None] * how_many

    assert value("phq-9", answers, settings={"max_missing": may}) == score


def test_a_phq_9_that_is_made_up_is_rounded_half_up():
    answers = [1, 1, 1, 1, 0, 0, 0, 0, None]  # 4 of 8: 4.5 of 9

    scored = reading("phq-9", answers, settings={"max_missing": 1}).scores[0]

    assert scored.value == 5
    assert scored.prorated
    assert scored.score.missing.own_choice


def test_reqol_10_takes_the_values_beside_the_boxes_and_leaves_the_physical_item_apart():
    assert value("reqol-10", [4] * 10) == 40
    assert value("reqol-10", [4] * 10 + [0]) == 40
    assert value("reqol-10", [1] * 9 + [None]) is None
    assert value("reqol-10", [1] * 9 + [None], settings={"max_missing": 1}) == 10


def test_reqol_10_as_ticked_is_turned_round_by_a_list_that_is_to_be_confirmed():
    found = reading("reqol-10", [0, 4, 0, 4, 4, 0, 4, 4, 0, 4], **{"as": "ticked"})

    assert found.scores[0].value == 40
    assert found.turned == {1, 3, 6, 9}
    assert found.measure.reversal.source.status == "to be confirmed"


def test_reqol_20_as_ticked_is_refused_because_nobody_knows_what_is_turned_round():
    with pytest.raises(Refused, match=r"is not confirmed\. Give the values printed beside"):
        reading("reqol-20", [4] * 20, **{"as": "ticked"})
    assert value("reqol-20", [4] * 20) == 80


def test_core_10_as_scored_is_not_turned_round_again():
    assert value("core-10", [4] * 10, **{"as": "scored"}) == 40


@pytest.mark.parametrize(
    ("slug", "answers", "says"),
    [
        ("phq-9", [0] * 8 + [4], r"reading.answers\[9\]: item 9 of PHQ-9 takes a whole number "
                                 "from 0 to 3, not 4"),
        ("phq-9", [0] * 8 + [-1], "item 9 of PHQ-9"),
        ("phq-9", [0.5] + [0] * 8, "item 1 of PHQ-9 takes a whole number"),
        ("dialog", [8] + [1] * 10, "item 1 of DIALOG takes a whole number from 1 to 7, not 8"),
        ("dialog", [0] + [1] * 10, "item 1 of DIALOG"),
        ("phq-9", [0] * 8, "PHQ-9 has 9 answers, in order, with null for one that is missing"),
        ("phq-9", ["often"] + [0] * 8, "must be a number, not “often”"),
        ("phq-9", [True] + [0] * 8, "must be a number, not true"),
        ("phq-9", {"10": 1}, "PHQ-9 has no item “10”"),
        ("phq-9", "012", "must be a list"),
        ("phq-9", {"1": 1, "01": 2}, "item 1 is there twice"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused_with_item_and_range(slug, answers, says):
    with pytest.raises(Refused, match=says):
        reading(slug, answers)


@pytest.mark.parametrize(
    ("slug", "total", "says"),
    [
        ("phq-9", 28, "PHQ-9, total is a whole number from 0 to 27, not 28"),
        ("phq-9", 3.5, "a whole number from 0 to 27"),
        ("reqol-10", 41, "from 0 to 40"),
        ("swemwbs", {"metric": 20.7}, "is one of the 29 values of its table, from 7 to 35"),
        ("dialog", 4.75, "DIALOG has no one total"),
        ("dialog", {"overall": 4}, "DIALOG has no score “overall”, but quality_of_life"),
        ("swemwbs", {"metric": 20.73, "raw": 30}, "metric of SWEMWBS is 27.03 if raw is 30"),
        ("phq-9", {}, "says no score; PHQ-9 has total"),
        ("ons4", {"happy": 11}, "ONS4, happy is a whole number from 0 to 10"),
    ],
)
def test_a_total_that_cannot_be_is_refused_with_its_range(slug, total, says):
    with pytest.raises(Refused, match=says):
        reading(slug, total=total)


def test_a_reading_is_either_answers_or_a_total():
    with pytest.raises(Refused, match="needs either “answers”, or “total”"):
        reading("phq-9", [0] * 9, score=3)


def test_a_total_alone_may_be_entered_for_a_mean_too():
    assert value("dialog", total={"quality_of_life": 4.75}) == Fraction("4.75")
    assert value("dialog", total={"quality_of_life": 4.75}, key="item_1") is None


def test_answers_come_by_number_and_as_words_for_numbers_too():
    assert value("gad-7", {str(number): "2" for number in range(1, 8)}) == 14
    assert value("gad-7", ["2", 2.0, 2, 2, 2, 2, ""], settings={"max_missing": 1}) == 14


@pytest.mark.parametrize(
    ("slug", "answers", "told"),
    [
        ("phq-9", [3] * 8 + [0], False), ("phq-9", [0] * 8 + [1], True),
        ("core-10", [4] * 5 + [0] + [4] * 4, False), ("core-10", [0] * 5 + [1] + [0] * 4, True),
        ("reqol-10", [0] * 5 + [4] + [0] * 4, False), ("reqol-10", [4] * 5 + [3] + [4] * 4, True),
        ("gad-7", [3] * 7, False), ("ucla-3", [3] * 3, False),
    ],
)  # fmt: skip
def test_the_duty_role_is_told_of_a_safety_item_whatever_the_score(slug, answers, told):
    assert reading(slug, answers).tell_the_duty_role_now is told


def test_a_reqol_10_as_ticked_tells_by_what_it_means_and_not_by_the_number_of_the_box():
    ticked = {"as": "ticked"}

    assert not reading("reqol-10", [0] * 10, **ticked).tell_the_duty_role_now
    assert reading("reqol-10", [0] * 5 + [1] + [0] * 4, **ticked).tell_the_duty_role_now


def test_a_safety_item_is_told_although_there_are_too_few_answers_for_a_score():
    found = reading("phq-9", {"9": 2})

    assert found.scores[0].value is None
    assert found.tell_the_duty_role_now


def test_of_a_total_alone_nobody_knows_what_the_safety_item_was_answered():
    [item] = reading("phq-9", total=20).safety

    assert item.answer is None
    assert not item.told

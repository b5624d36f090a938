"""What changed: who is paired, what each rule says, and what stands beside it."""

import pytest

from hearth.foundation.errors import Refused
from hearth.outcomes.change.answering import answer
from hearth.outcomes.tests.changing import changed, over_time, rule


def said(slug, first, latest, threshold=None, name="nhs-england", **document):
    """Return in a word what a rule says of one pair, and whether they recovered."""
    result = changed(slug, [first, latest], **document)
    at = result["rules"].index(rule(result, name, threshold))
    [pair] = result["pairs"]
    return pair["outcome"][at], pair["recovered"][at]


@pytest.mark.parametrize(
    ("first", "latest", "outcome", "recovered"),
    [
        (20, 25, "reliably improved", True),
        (20, 24, "no reliable change", False),
        (24, 28, "no reliable change", False),  # it crosses 25, and may be chance
        (18, 24, "reliably improved", False),
        (25, 30, "reliably improved", None),  # not in the clinical range at first
        (25, 20, "reliably worse", None),
        (20, 20, "no reliable change", False),
    ],
)
def test_reqol_10(first, latest, outcome, recovered):
    assert said("reqol-10", first, latest) == (outcome, recovered)


@pytest.mark.parametrize(
    ("slug", "threshold", "first", "latest", "outcome"),
    [
        ("phq-9", 6, 15, 9, "reliably improved"),
        ("phq-9", 6, 15, 10, "no reliable change"),
        ("phq-9", 6, 9, 15, "reliably worse"),
        ("gad-7", 4, 12, 8, "reliably improved"),
        ("gad-7", 4, 9, 13, "reliably worse"),
        ("core-10", 6, 20, 15, "no reliable change"),
        ("core-10", 5, 20, 15, "reliably improved"),
    ],
)
def test_lower_is_better_where_it_is(slug, threshold, first, latest, outcome):
    assert said(slug, first, latest, threshold)[0] == outcome


@pytest.mark.parametrize(
    ("first", "latest", "outcome"), [(2, 3, "reliably improved"), (3, 3, "no reliable change")]
)
def test_an_item_of_dialog_changes_reliably_by_one(first, latest, outcome):
    readings = [
        {"person": 1, "on": "2025-01-01", "answers": [first] + [4] * 10},
        {"person": 1, "on": "2025-02-01", "answers": [latest] + [4] * 10},
    ]

    results = {one["score"]: one for one in answer_of("dialog", readings)}

    assert results["item_1"]["pairs"][0]["outcome"] == [outcome, None]
    assert set(results) == {"quality_of_life", *(f"item_{number}" for number in range(1, 9))}


def answer_of(slug, readings, **document):
    return answer({"measure": slug, "readings": readings, **document})["results"]


def test_a_goal_is_paired_by_itself_and_changes_reliably_by_three():
    readings = [
        {"person": 1, "on": "2025-01-01", "answers": [2, 5]},
        {"person": 1, "on": "2025-02-01", "answers": [5, 7]},
        {"person": 2, "on": "2025-01-01", "answers": [2]},
    ]

    one, two, three = answer_of("gbo", readings)

    assert rule(one, "nhs-england")["reliably_improved"]["n"] == 1
    assert rule(two, "nhs-england")["reliably_improved"]["n"] == 0
    assert [one["funnel"]["first"], one["funnel"]["paired"]] == [2, 1]
    assert three["funnel"] == {"eligible": None, "first": 0, "paired": 0}


def test_swemwbs_changes_by_its_sum_and_by_its_metric_score_each_by_itself():
    metric, raw = answer_of("swemwbs", over_time([20, 23]))

    assert rule(raw, "nhs-england")["reliably_improved"]["n"] == 1
    assert rule(metric, "nhs-england")["reliably_improved"]["n"] == 0  # 18.59 to 20.73
    assert float(metric["pairs"][0]["change"]) == 2.14


def test_first_and_latest_are_by_day_and_not_by_their_place_in_the_file():
    readings = [
        {"person": "a", "on": "2025-05-01", "total": 30},
        {"person": "a", "on": "2025-01-01", "total": 10},
        {"person": "a", "on": "2025-09-01", "total": 20},
    ]

    [pair] = answer_of("reqol-10", readings)[0]["pairs"]

    assert (pair["first"], pair["latest"], pair["change"]) == (10, 20, 10)


def test_of_two_readings_on_one_day_the_first_begins_and_the_last_ends():
    readings = [
        {"person": "a", "on": "2025-01-01", "total": 10},
        {"person": "a", "on": "2025-01-01", "total": 11},
        {"person": "a", "on": "2025-09-01", "total": 20},
        {"person": "a", "on": "2025-09-01", "total": 21},
    ]

    [pair] = answer_of("reqol-10", readings)[0]["pairs"]

    assert (pair["first"], pair["latest"]) == (10, 21)


def test_two_readings_on_one_day_are_no_pair():
    readings = [{"person": "a", "on": "2025-01-01", "total": total} for total in (10, 30)]

    assert answer_of("reqol-10", readings)[0]["funnel"] == {
        "eligible": None, "first": 1, "paired": 0
    }  # fmt: skip


def test_a_value_out_of_range_is_left_out_and_counted_and_the_next_is_first():
    result = changed("reqol-10", [41, 20, 26], [10, 45], [12, 18])

    assert result["left_out"]["out_of_range"] == 2
    assert result["funnel"]["first"] == 3
    assert result["pairs"][0]["first"] == 20
    assert result["funnel"]["paired"] == 2


def test_answers_out_of_range_are_left_out_of_the_scores_that_rest_on_them_alone():
    readings = [
        {"person": 1, "on": "2025-01-01", "answers": [8] + [4] * 10},
        {"person": 1, "on": "2025-02-01", "answers": [5] * 11},
    ]

    results = {one["score"]: one for one in answer_of("dialog", readings)}

    assert results["item_1"]["left_out"]["out_of_range"] == 1
    assert results["quality_of_life"]["left_out"]["out_of_range"] == 1
    assert results["item_2"]["left_out"]["out_of_range"] == 0
    assert results["item_2"]["funnel"]["paired"] == 1


def test_a_reading_with_too_few_answers_is_left_out_and_counted():
    readings = [
        {"person": 1, "on": "2025-01-01", "answers": [3] * 9},
        {"person": 1, "on": "2025-02-01", "answers": [0] * 8 + [None]},
    ]

    result = answer_of("phq-9", readings)[0]

    assert result["left_out"]["no_score"] == 1
    assert result["funnel"]["paired"] == 0


def test_what_is_after_the_period_is_left_out_and_counted():
    result = changed("reqol-10", [10, 20, 40], period={"from": "2025-06-01", "to": "2025-07-31"})

    assert result["pairs"][0]["latest"] == 20
    assert result["pairs"][0]["first"] == 10  # before the period begins
    assert result["left_out"]["after_period"] == 1


def test_only_who_is_eligible_counts_if_they_are_listed():
    result = changed("reqol-10", [10, 20], [10, 30], [12], eligible=["person 1", "person 3", "x"])

    assert result["funnel"] == {"eligible": 3, "first": 2, "paired": 1}
    assert result["left_out"]["not_eligible"] == 2


def test_rates_are_of_those_paired_and_of_all_eligible():
    result = changed("reqol-10", [10, 20], [10, 11], [12], eligible=8)

    improved = rule(result, "nhs-england")["reliably_improved"]
    assert (improved["n"], improved["of"], improved["share"]) == (1, 2, 0.5)
    assert (improved["alt"]["n"], improved["alt"]["of"], improved["alt"]["share"]) == (1, 8, 0.125)


def test_without_a_number_of_eligible_people_it_is_not_recorded():
    result = changed("reqol-10", [10, 20])

    assert result["funnel"]["eligible"] is None
    assert rule(result, "nhs-england")["reliably_improved"]["alt"] is None
    assert any("is not recorded" in note for note in result["notes"])


def test_more_people_with_a_reading_than_eligible_is_refused():
    with pytest.raises(Refused, match="eligible: 1 people could have had two readings, but 2"):
        changed("reqol-10", [10, 20], [10], eligible=1)


def test_who_got_worse_is_shown_also_when_nobody_did():
    result = changed("reqol-10", [10, 20])

    worse = rule(result, "nhs-england")["reliably_worse"]
    assert (worse["n"], worse["of"], worse["share"]) == (0, 1, 0.0)


def test_means_and_effect_size_are_of_those_paired():
    result = changed("reqol-10", [10, 20], [20, 24], [30, 31], [40])
    means = result["means"]

    assert (means["first"]["mean"], means["first"]["sd"]) == (20, 10)
    assert (means["latest"]["mean"], means["change"]["mean"]) == (25, 5)
    assert means["effect_size"] == 0.5
    # Three changes, SD √21: 4.302653 is Student's t for two degrees of freedom.
    assert means["change"]["low"] == pytest.approx(5 - 4.302653 * (21 / 3) ** 0.5)
    assert means["change"]["high"] == pytest.approx(5 + 4.302653 * (21 / 3) ** 0.5)


def test_first_scores_of_those_with_no_later_one_stand_beside():
    result = changed("reqol-10", [10, 20], [20, 24], [30], [32])

    assert result["first_only"] == {
        "n": 2, "mean": 31.0, "sd": pytest.approx(2**0.5), "difference_from_paired": 16.0
    }  # fmt: skip


def test_nobody_paired_is_no_division_by_nought():
    result = changed("reqol-10", [10], [20])

    improved = rule(result, "nhs-england")["reliably_improved"]
    assert improved == {"n": 0, "of": 0, "share": None, "low": None, "high": None, "alt": None}
    assert result["means"]["change"]["mean"] is None
    assert result["means"]["effect_size"] is None


def test_first_scores_that_are_all_the_same_have_no_effect_size():
    assert changed("reqol-10", [10, 20], [10, 24])["means"]["effect_size"] is None


def test_bands_and_cut_offs_are_counted_at_first_and_at_last():
    result = changed("phq-9", [20, 9], [12, 4], [4, 4])

    bands = {one["name"]: (one["first"], one["latest"]) for one in result["bands"]}
    assert bands["minimal"] == (1, 2)
    assert bands["mild"] == (0, 1)
    assert bands["severe"] == (1, 0)
    [caseness] = result["thresholds"]
    assert (caseness["first"]["n"], caseness["latest"]["n"]) == (2, 0)
    assert caseness["status"] == "to be confirmed"


def test_a_score_without_bands_is_counted_by_its_values():
    result = changed("ucla-3", [9, 6], [9, 3], [6, 6])

    counted = {one["value"]: (one["first"], one["latest"]) for one in result["distribution"]}
    assert counted == {3: (0, 1), 4: (0, 0), 5: (0, 0), 6: (1, 2), 7: (0, 0), 8: (0, 0), 9: (2, 0)}
    assert changed("phq-9", [9, 6])["distribution"] is None


@pytest.mark.parametrize("slug", ["ucla-3", "ons4"])
def test_without_an_agreed_change_no_rule_says_anything_and_says_so(slug):
    readings = [
        {"person": 1, "on": f"2025-0{month}-01", "answers": [3] * (3 if slug == "ucla-3" else 4)}
        for month in (1, 2)
    ]

    for result in answer_of(slug, readings):
        assert [one["why_none"] is not None for one in result["rules"]] == [True, True]
        assert "reliably_improved" not in result["rules"][0]


def test_a_figure_to_be_confirmed_says_so_beside_the_result():
    notes = changed("reqol-20", [40, 55])["notes"]

    assert any("To be confirmed" in note and "reliable change" in note for note in notes)


def test_a_change_and_a_cut_off_that_are_set_are_one_more_rule_with_their_source():
    settings = {
        "reliable_change": {"value": 2, "comparison": ">", "source": "our own pilot"},
        "cut_off": {"value": 6, "source": "our own pilot"},
    }
    result = changed("ucla-3", [9, 7], [7, 4], settings=settings)

    found = rule(result, "nhs-england", 2)
    assert found["threshold"]["source"] == "our own pilot"
    assert found["threshold"]["status"] == "stated here"
    assert found["reliably_improved"]["n"] == 1  # more than 2
    assert (found["recovered"]["n"], found["recovered"]["of"]) == (1, 2)


def test_a_score_of_ones_own_is_answered_about_too():
    own = {
        "slug": "warmth", "name": "Warmth", "lowest": 0, "highest": 50, "better": "lower",
        "reliable_change": {"value": 6, "source": "our pilot"},
    }  # fmt: skip
    result = changed("warmth", [30, 24], [10, 60], own_measures=[own])

    assert rule(result, "nhs-england")["reliably_improved"]["n"] == 1
    assert result["left_out"]["out_of_range"] == 1


def test_readings_by_two_raters_are_never_paired():
    readings = [
        {"person": "a", "on": "2025-01-01", "total": 10, "rater": "parent"},
        {"person": "a", "on": "2025-06-01", "total": 20},
        {"person": "a", "on": "2025-07-01", "total": 30},
    ]

    results = answer_of("reqol-10", readings)

    assert [(one["rater"], one["funnel"]["paired"]) for one in results] == [
        (None, 1), ("parent", 0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"readings": []}, None),
        ({"readings": [{"on": "2025-01-01", "total": 1}]}, r"readings\[1\]: “person” is missing"),
        ({"readings": [{"person": 1, "total": 1}]}, "“on” is missing"),
        ({"readings": [{"person": 1, "on": "1/2/25", "total": 1}]}, "must be a day such as"),
        ({"readings": [{"person": 1, "on": "2025-01-01"}]}, "needs either “answers”, or “total”"),
        ({"readings": {}}, "readings: must be a list"),
        ({}, "“readings” is missing"),
        ({"readings": [], "elligible": 3}, "the document: “elligible” is not known here"),
        ({"readings": [], "eligible": "many"}, "eligible: must be a number"),
        ({"readings": [], "eligible": -1}, "must be a number of people"),
        ({"readings": [], "period": {"from": "2025-02-01", "to": "2025-01-01"}}, "after it ends"),
        ({"readings": [], "period": {"until": "2025-02-01"}}, "“until” is not known here"),
        ({"readings": [{"person": 1, "on": "2025-01-01", "total": 1, "measure": "phq-9"}]},
         "its measure phq-9 is not one that the document names"),
        ({"readings": [], "measure": "phq-8"}, "there is no measure “phq-8”"),
        ({"readings": [], "settings": {"max_missing": 5}}, "it may be set from 0 to 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_place(document, says):
    if says is None:
        assert answer({"measure": "reqol-10", **document})["results"][0]["funnel"]["first"] == 0
        return
    with pytest.raises(Refused, match=says):
        answer({"measure": "reqol-10", **document})


def test_a_reading_names_its_measure_if_the_document_does_not():
    with pytest.raises(Refused, match=r"readings\[1\]: “measure” is missing"):
        answer({"readings": [{"person": 1, "on": "2025-01-01", "total": 1}]})


def test_a_measure_of_ones_own_has_a_name_of_its_own():
    own = {"slug": "PHQ9", "name": "Ours", "lowest": 0, "highest": 9, "better": "lower"}

    with pytest.raises(Refused, match=r"own_measures\[1\].slug: there is a measure of that name"):
        answer({"own_measures": [own], "readings": []})


def test_a_goal_that_is_none_cannot_be_linked():
    reading = {"person": 1, "on": "2025-01-01", "answers": [1], "linked": [4]}

    with pytest.raises(Refused, match=r"readings\[1\].linked\[1\]: .* has no item 4"):
        answer({"measure": "gbo", "readings": [reading]})


@pytest.mark.parametrize("name", ["measure", "measures"])
def test_a_list_of_one_measure_is_that_measure(name):
    found = answer({name: ["reqol-10"], "readings": over_time([10, 20])})

    assert found["results"][0]["funnel"]["paired"] == 1

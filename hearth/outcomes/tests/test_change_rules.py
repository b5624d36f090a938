"""Jacobson and Truax's rule, by their own example and by CORE-10's published numbers."""

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from hearth.foundation.errors import Refused
from hearth.outcomes.change.answering import answer
from hearth.outcomes.change.pairing import Pair, Point
from hearth.outcomes.change.rules import Outcome, cut_offs, index_of, recovered, worse_past_cut_off
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.own import read_own
from hearth.outcomes.tests.changing import changed, over_time, rule
from hearth.outcomes.tests.making import measure

THEIRS = {
    "slug": "example", "name": "Jacobson and Truax 1991", "lowest": 0, "highest": 100,
    "better": "higher",
    "norm": {
        "r": "0.80", "sd": "7.5", "clinical": {"mean": 40, "sd": "7.5"},
        "general": {"mean": 60, "sd": "7.5"}, "source": "Jacobson and Truax 1991",
    },
}  # fmt: skip


def theirs(**more):
    score = read_own(Place({**THEIRS, **more}, "own")).scores[0]
    return index_of(score, score.norms[0])


def pair(first, latest):
    return Pair(
        "somebody",
        Point(date(2025, 1, 1), Fraction(str(first))),
        Point(date(2025, 6, 1), Fraction(str(latest))),
    )


def test_their_example():
    found = theirs()

    assert found.se == pytest.approx(3.354, abs=0.0005)
    assert found.s_diff == pytest.approx(4.743, abs=0.0005)
    assert found.index(pair(32.5, 47.5)) == pytest.approx(3.16, abs=0.005)
    assert found.outcome(pair(32.5, 47.5)) is Outcome.RELIABLY_IMPROVED
    assert cut_offs(found.norm, found.better) == {"a": 55, "b": 45, "c": 50}


def test_where_lower_is_better_the_signs_are_the_other_way_round():
    swapped = {
        **THEIRS["norm"], "clinical": THEIRS["norm"]["general"],
        "general": THEIRS["norm"]["clinical"],
    }  # fmt: skip
    found = theirs(better="lower", norm=swapped)

    assert cut_offs(found.norm, found.better) == {"a": 45, "b": 55, "c": 50}
    assert found.outcome(pair(67.5, 52.5)) is Outcome.RELIABLY_IMPROVED
    assert found.outcome(pair(52.5, 67.5)) is Outcome.RELIABLY_WORSE


@pytest.mark.parametrize(
    ("first", "latest", "outcome", "recovery"),
    [
        (45, 55, Outcome.RELIABLY_IMPROVED, True),
        (38, 48, Outcome.RELIABLY_IMPROVED, False),
        (46, 54, Outcome.NO_RELIABLE_CHANGE, False),  # it crosses c, and may be chance
        (40, 50, Outcome.RELIABLY_IMPROVED, False),  # on c is not past it
        (50, 60, Outcome.RELIABLY_IMPROVED, True),
        (51, 61, Outcome.RELIABLY_IMPROVED, None),
        (45, 35, Outcome.RELIABLY_WORSE, False),
    ],
)
def test_reliable_and_past_the_cut_off_are_asked_apart(first, latest, outcome, recovery):
    found = theirs()

    assert found.outcome(pair(first, latest)) is outcome
    assert recovered(found, pair(first, latest)) is recovery


@pytest.mark.parametrize(
    ("first", "latest", "past"), [(55, 45, True), (55, 51, False), (70, 60, False), (45, 35, None)]
)
def test_worse_and_past_the_cut_off_is_of_those_who_were_not_past_it(first, latest, past):
    assert worse_past_cut_off(theirs(), pair(first, latest)) is past


def test_the_index_must_be_more_than_z_and_a_threshold_is_met_by_its_value():
    found = replace(theirs(), s_diff=1.0, z=2.0)

    assert found.least_change == 2
    assert found.outcome(pair(0, 2)) is Outcome.NO_RELIABLE_CHANGE
    assert found.outcome(pair(0, "2.01")) is Outcome.RELIABLY_IMPROVED
    assert found.outcome(pair("2.01", 0)) is Outcome.RELIABLY_WORSE


def test_a_standard_error_of_measurement_is_enough():
    found = theirs(norm={"sem": "1.03", "source": "as of SWEMWBS"})

    assert found.least_change == pytest.approx(2.855, abs=0.0005)
    assert found.sd is None


def test_a_cut_off_that_is_set_decides_instead_of_c():
    found = theirs(cut_off={"value": 48, "source": "ours"})

    assert found.cut_off.value == 48
    assert recovered(found, pair(40, 50)) is True


@pytest.mark.parametrize(("group", "name", "value"), [("clinical", "a", 55), ("general", "b", 45)])
def test_with_one_group_and_no_cut_off_of_its_own_that_group_decides(group, name, value):
    norm = {"r": "0.8", "sd": "7.5", "source": "half of it", group: THEIRS["norm"][group]}

    cut_off = theirs(norm=norm).cut_off

    assert (cut_off.name, cut_off.value) == (f"cut-off {name}", value)


def test_core_10_as_published():
    score = measure("core-10").scores[0]
    found = index_of(score, score.norms[0])

    assert found.least_change == pytest.approx(5.66, abs=0.005)
    assert found.norm.confidence == 90
    assert cut_offs(found.norm, found.better)["c"] == Fraction("130.75") / Fraction("12.5")
    assert float(cut_offs(found.norm, found.better)["c"]) == pytest.approx(10.46)
    assert found.cut_off.name == "cut-off c"  # both groups are known, so that it decides
    assert found.outcome(pair(20, 14)) is Outcome.RELIABLY_IMPROVED
    assert found.outcome(pair(20, 15)) is Outcome.NO_RELIABLE_CHANGE


def test_core_10_with_the_other_published_mean():
    norm = {
        "r": "0.9", "sd": "7.7", "clinical": {"mean": "20.2", "sd": "7.7"},
        "general": {"mean": "4.7", "sd": "4.8"}, "source": "Barkham 2013, the other sample",
    }  # fmt: skip
    score = measure("core-10", norm=norm).scores[0]

    assert float(cut_offs(score.norms[0], score.better)["c"]) == pytest.approx(10.65, abs=0.005)


def test_confidence_is_set_for_the_norm_that_ships():
    result = changed("core-10", [20, 14], settings={"confidence": 95})
    found = rule(result, "jacobson-truax")

    assert found["z"] == 1.96
    assert found["least_change"] == pytest.approx(1.96 * 7.7 * math.sqrt(2) * math.sqrt(0.1))
    assert found["reliably_improved"]["n"] == 0


def test_both_rules_are_labelled_and_say_where_they_come_from():
    result = changed("core-10", [20, 14])

    names = [(one["rule"], one["why_none"]) for one in result["rules"]]
    assert names == [("nhs-england", None), ("nhs-england", None), ("jacobson-truax", None)]
    assert [one["threshold"]["name"] for one in result["rules"][:2]] == [
        "Barkham 2013", "NHS Digital"
    ]  # fmt: skip
    assert "Barkham" in result["rules"][2]["source"]
    assert (float(result["rules"][2]["r"]), result["rules"][2]["sd"]) == (0.9, 7.7)


@pytest.mark.parametrize("slug", ["reqol-10", "phq-9", "gad-7", "gbo"])
def test_a_measure_without_a_norm_says_so(slug):
    totals = [2, 9] if slug != "gbo" else [{"goal_1": 2}, {"goal_1": 9}]

    result = changed_first(slug, totals)

    assert "no published reliability" in rule(result, "jacobson-truax")["why_none"]


def changed_first(slug, totals, **document):
    found = answer({"measure": slug, "readings": over_time(totals), **document})
    return found["results"][0]


def test_a_norm_that_is_set_is_used_with_its_source():
    norm = {"r": 0.85, "sd": 8, "source": "our evaluation of 2025"}
    result = changed("reqol-10", [10, 20], [10, 14], settings={"norm": norm})

    found = rule(result, "jacobson-truax")
    assert found["s_diff"] == pytest.approx(math.sqrt(2) * 8 * math.sqrt(0.15))
    assert found["source"] == "our evaluation of 2025"
    assert found["status"] == "stated here"
    assert found["reliably_improved"]["n"] == 1
    assert found["cut_off"]["value"] == 25  # the measure's own, if the norm has no groups


def test_a_deviation_is_taken_from_thirty_first_readings_and_not_from_fewer():
    norm = {"r": 0.85, "sd": "from these readings", "source": "test and retest elsewhere"}
    people = [[10 + number % 10, 20] for number in range(30)]

    few = changed("reqol-10", *people[:29], settings={"norm": norm})
    enough = changed("reqol-10", *people, settings={"norm": norm})

    assert "29 first readings: at least 30 are needed" in rule(few, "jacobson-truax")["why_none"]
    assert rule(enough, "jacobson-truax")["sd"] == pytest.approx(enough["means"]["first"]["sd"])


def test_reliability_is_never_taken_from_the_readings():
    norm = {"r": "from these readings", "sd": 8, "source": "ours"}

    with pytest.raises(Refused, match="r: must be a number"):
        changed("reqol-10", [10, 20], settings={"norm": norm})


def test_a_deviation_of_nought_is_no_deviation():
    norm = {"r": 0.85, "sd": "from these readings", "source": "test and retest elsewhere"}

    result = changed("reqol-10", *[[10, 20]] * 30, settings={"norm": norm})

    assert "All first readings are the same" in rule(result, "jacobson-truax")["why_none"]

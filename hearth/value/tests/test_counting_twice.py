"""What would be counted twice is refused, or told as a doubt; and a change in life satisfaction."""

from decimal import Decimal

import pytest

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.tests.making import a_model, a_wellby, an_outcome

WELLBEING = {"value": 500, "source": "s", "price_year": "2024-25", "wellbeing": True}
VISITS = {"value": 40, "source": "s", "price_year": "2024-25", "counts": ["GP visits"]}
HEALTH = VISITS | {"value": 900, "counts": ["gp visits", "hospital stays"]}
IN_2019 = {"price_year": "2019-20"}


def quick(*outcomes, **said):
    return answer_to(a_model(*outcomes, **said) | {"draws": {"how_many": 0}})


def doubts(answer):
    return [each["words"] for each in answer["notices"] if each["kind"] == "counted_twice"]


def test_a_wellby_beside_another_value_of_wellbeing_for_the_same_people_is_refused():
    with pytest.raises(Refused, match="one of them is a WELLBY"):
        quick(a_wellby(), an_outcome(proxy=WELLBEING))


def test_two_wellbys_for_the_same_people_are_refused():
    with pytest.raises(Refused, match="Life satisfaction already holds"):
        quick(a_wellby(), a_wellby(name="Life is better still"))


def test_a_wellby_is_taken_beside_the_wellbeing_of_others_and_beside_what_is_no_wellbeing():
    others = an_outcome(stakeholder="Carers", proxy=WELLBEING)

    assert doubts(quick(a_wellby(), others, an_outcome("Fewer calls"))) == []


def test_the_nhs_is_a_stakeholder_and_the_lives_are_still_the_same_peoples():
    nhs = an_outcome(stakeholder="NHS", about="People who come in", proxy=WELLBEING)

    with pytest.raises(Refused, match="WELLBY"):
        quick(a_wellby(), nhs)


def test_two_values_of_wellbeing_neither_a_wellby_are_told_as_a_doubt():
    answer = quick(an_outcome(proxy=WELLBEING), an_outcome("Hope", proxy=WELLBEING))

    assert doubts(answer) == [
        "Both value the wellbeing of “People who come in”. Does one of them hold the other?"
    ]


def test_gp_visits_and_health_that_holds_them_are_refused():
    saved = an_outcome(stakeholder="NHS", proxy=VISITS)

    with pytest.raises(Refused, match="both count gp visits"):
        quick(saved, an_outcome("Better health", proxy=HEALTH))


def test_where_neither_says_what_it_counts_both_are_taken():
    silent = {name: said for name, said in HEALTH.items() if name != "counts"}

    assert doubts(quick(an_outcome(proxy=VISITS), an_outcome("Health", proxy=silent))) == []


def test_the_same_thing_for_others_is_taken_if_both_say_so_with_a_doubt():
    one = an_outcome(proxy=VISITS, about="People who come in")
    other = an_outcome("Carers see their GP less", proxy=VISITS, about="Carers")

    assert doubts(quick(one, other)) == [
        "Both count gp visits, for “People who come in” and for “Carers”. Is nobody both?"
    ]
    with pytest.raises(Refused, match="both count gp visits"):
        quick(one, an_outcome("Again", proxy=VISITS))


def test_a_wellby_is_its_pairs_times_their_change_times_its_value():
    answer = quick(a_wellby(), **IN_2019)

    found = answer["outcomes"][0]
    assert found["quantity"]["value"] == 40
    assert found["wellby"]["points"] == Decimal("0.4") * 40
    assert found["proxy"]["value"] == 13000
    assert (found["proxy"]["low"], found["proxy"]["high"]) == (10000, 16000)
    assert found["impact_by_year"] == [208000]
    assert found["discount_as"] == "health"


def test_the_references_example_of_two_years_comes_out():
    one = a_wellby(wellby={"pairs": 1, "mean_change": Decimal("0.2")}, duration=2)
    document = a_model(
        one,
        price_year="2019-20",
        discounting={"rate": "3.5%", "health_rate": "1.5%", "first_year_discounted": False},
    )

    pv = answer_to(document)["totals"]["present_value"]

    assert pv.quantize(Decimal("0.01")) == Decimal("5161.58")


def test_pairs_are_counted_only_where_both_answers_are_valid():
    pairs = [[5, 7], [4, 4], [None, 6], [3, 11], [8], [6, 7]]
    answer = quick(a_wellby(wellby={"pairs": pairs}), **IN_2019)

    found = answer["outcomes"][0]["wellby"]
    assert (found["pairs"], found["pairs_left_out"]) == (3, 3)
    assert found["mean_change"]["value"] == 1
    assert found["mean_change"]["low"] == pytest.approx(Decimal("-1.484138"))
    assert found["mean_change"]["high"] == pytest.approx(Decimal("3.484138"))
    assert "left_out" in {each["kind"] for each in answer["notices"]}


def test_of_those_without_a_pair_nothing_is_counted_but_in_a_scenario_that_says_so():
    with_ = quick(a_wellby(wellby={"pairs": 40, "mean_change": "0.5", "without_a_pair": 60}))
    alone = quick(a_wellby(wellby={"pairs": 40, "mean_change": "0.5"}))

    assert with_["totals"] == alone["totals"]
    extra = with_["scenarios"][-1]
    assert "as if the 60 without a pair had changed alike" in extra["name"]
    assert float(extra["present_value"]) == pytest.approx(
        2.5 * float(alone["totals"]["present_value"])
    )
    assert len(alone["scenarios"]) == 3


def test_a_change_that_was_stated_is_labelled_a_scenario():
    stated = quick(a_wellby(wellby={"pairs": 40, "mean_change": "0.5", "how": "stated"}))
    measured = quick(a_wellby())

    assert stated["outcomes"][0]["wellby"]["label"] == "scenario"
    assert "scenario" in {each["kind"] for each in stated["notices"]}
    assert measured["outcomes"][0]["wellby"]["label"] == "measured in pairs"


def test_the_deflator_alone_is_said_and_income_makes_a_wellby_dearer():
    plain = quick(a_wellby())
    dearer = quick(
        a_wellby(wellby={"pairs": 40, "mean_change": "0.5", "real_gdp_per_head": "1.02"})
    )

    assert plain["outcomes"][0]["wellby"]["uprated_by"] == "deflator only"
    assert plain["outcomes"][0]["proxy"]["value"].quantize(Decimal(1)) == 16074
    assert float(dearer["outcomes"][0]["proxy"]["value"]) == pytest.approx(
        13000 * 100 / 80.8738 * 1.02**1.3
    )


def test_people_who_got_worse_take_from_the_sum():
    answer = quick(a_wellby(wellby={"pairs": 10, "mean_change": "-0.5"}), **IN_2019)

    assert answer["totals"]["impact_by_year"] == [-65000]


@pytest.mark.parametrize(
    ("wellby", "says"),
    [
        ({"pairs": 40}, "mean_change is missing"),
        ({"pairs": 0, "mean_change": 1}, "1 to 10000000"),
        ({"pairs": [[1, 11]]}, "no valid pair"),
        ({"pairs": [[1, 2]], "mean_change": 1}, "worked out from the pairs"),
        ({"pairs": 3, "mean_change": 12}, "from -10 to 10"),
    ],
)
def test_a_wellby_that_cannot_be_is_refused(wellby, says):
    with pytest.raises(Refused, match=says):
        quick(a_wellby(wellby=wellby))


def test_a_wellby_brings_its_own_proxy():
    with pytest.raises(Refused, match="its own proxy"):
        quick(a_wellby(proxy=WELLBEING))


def test_the_change_and_what_would_have_changed_anyway_are_each_moved_and_drawn():
    change = {"value": "0.5", "low": "0.1", "high": "0.9"}
    one = a_wellby(wellby={"pairs": 40, "mean_change": change, "change_anyway": "0.1"})
    answer = quick(one, **IN_2019)

    rows = {each["what"]: each for each in answer["sensitivity"]}
    assert rows["mean_change"]["low"]["ratio"] == 0
    even = rows["mean_change"]["break_even"]["value"]
    assert float(even) == pytest.approx(0.1 + 500 * 1.035 / 40 / 13000)
    assert rows["change_anyway"]["how"] == "moved by the rule"
    low, _, high = (each["with_volunteer_time"]["ratio"] for each in answer["scenarios"])
    assert (low, high) == (0, pytest.approx(Decimal(40 * 8 * 1600) / 500 / Decimal("1.035")))
    drawn = answer_to(a_model(one, **IN_2019))["draws"]["with_volunteer_time"]["ratio"]
    assert 0 < drawn["p5"] < drawn["p95"] < float(high)


def test_a_wellby_is_uprated_by_the_deflator_whatever_the_model_takes_for_the_rest():
    ours = {"list": "ours", "edition": "1", "source": "us", "licence": "CC0",
            "values": {"2019-20": 1, "2024-25": 9}}  # fmt: skip

    answer = quick(a_wellby(), an_outcome(), index="ours", indices=[ours])

    assert answer["outcomes"][0]["proxy"]["uprating"]["index"] == "gdp_deflator"

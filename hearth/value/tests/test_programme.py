"""Several hubs together, ratios made elsewhere, and a second look."""

from decimal import Decimal

import pytest

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.tests.making import a_model, an_outcome, money

ELSEWHERE = {
    "name": "Lincolnshire, all hubs", "ratio": Decimal("7.76"), "low": Decimal("2.30"),
    "high": Decimal("16.56"), "who": "LORIC", "method": "Social Value Engine", "date": "2025",
}  # fmt: skip


def a_hub(name, quantity, amount, **said):
    outcome = an_outcome(quantity={"value": quantity, "how": "records"}, **said)
    return {"name": name, "outcomes": [outcome], "inputs": [money(amount)]}


def a_programme(*hubs, **said):
    settings = {"price_year": "2024-25", "discounting": {"rate": "3.5%"}}
    return {"name": "All hubs", **settings, "draws": {"how_many": 100}, "hubs": list(hubs)} | said


SMALL, LARGE = a_hub("Small", 100, 100), a_hub("Large", 1000, 5000)


def test_a_programme_is_the_sum_of_its_hubs_and_the_ratio_of_sums():
    answer = answer_to(a_programme(SMALL, LARGE))

    hubs = [each["totals"] for each in answer["hubs"]]
    whole = answer["totals"]
    assert whole["present_value"] == sum(each["present_value"] for each in hubs)
    assert whole["with_volunteer_time"]["inputs"] == 5100
    ratios = [each["with_volunteer_time"]["ratio"] for each in hubs]
    ratio = whole["with_volunteer_time"]["ratio"]
    assert float(ratio) == pytest.approx(float(whole["present_value"]) / 5100, rel=1e-12)
    assert abs(ratio - sum(ratios) / 2) > 1


def test_a_hub_of_a_programme_comes_to_what_it_does_alone():
    alone = answer_to(a_programme(LARGE))["hubs"][0]
    beside = answer_to(a_programme(SMALL, LARGE))["hubs"][1]

    assert alone == beside


def test_the_steps_from_gross_to_net_of_a_programme_add_up():
    answer = answer_to(a_programme(a_hub("A", 3, 5, deadweight="0.3"), a_hub("B", 7, 5)))

    *steps, last = answer["waterfall"]
    assert sum(each["change"] for each in steps) == last["level"]
    assert last["level"] == answer["totals"]["present_value"]


def test_the_draws_of_a_programme_are_the_sums_of_its_hubs():
    certain = answer_to(a_programme(SMALL, LARGE))

    spread = certain["draws"]["with_volunteer_time"]
    ratio = certain["totals"]["with_volunteer_time"]["ratio"]
    assert spread["mean_ratio"] == pytest.approx(float(ratio), rel=1e-9)


def test_one_price_shared_by_hubs_rises_and_falls_in_all_of_them():
    def hubs(shared):
        proxy = {"value": 10, "low": 5, "high": 20, "source": "s", "price_year": "2024-25"}
        own = [proxy | {"shared": name} for name in shared]
        return a_programme(
            *(a_hub(f"Hub {n}", 100, 500, proxy=each) for n, each in enumerate(own)),
            draws={"how_many": 2000},
        )

    def width(document):
        found = answer_to(document)["draws"]["with_volunteer_time"]["ratio"]
        return found["p95"] - found["p5"]

    assert width(hubs(["a", "a", "a"])) > 1.3 * width(hubs(["a", "b", "c"]))


def test_an_assumption_of_one_hub_is_moved_against_the_whole_programme():
    document = a_programme(SMALL, LARGE)
    answer = answer_to(document)

    row = next(each for each in answer["sensitivity"]
               if (each.get("hub"), each["what"]) == ("Large", "quantity"))  # fmt: skip
    even = a_programme(SMALL, a_hub("Large", row["break_even"]["value"], 5000))
    ratio = answer_to(even)["totals"]["with_volunteer_time"]["ratio"]
    assert float(ratio) == pytest.approx(1, abs=1e-9)
    assert row["low"]["value"] == 900
    assert row["outcome"] == "Fewer GP visits"
    rates = [each for each in answer["sensitivity"] if each["what"] == "rate"]
    assert len(rates) == 1
    assert len(answer["tornado"]) == len(answer["sensitivity"]) == 2 * 9 + 1


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (a_programme(SMALL, SMALL), "Two hubs are called “Small”"),
        (a_programme(), "names no hub"),
        (a_programme(SMALL, outcomes=[]), "which is not known"),
        (a_programme(SMALL | {"price_year": "2020-21"}), "“price_year”, which is not known"),
    ],
)
def test_a_programme_that_is_none_is_refused(document, says):
    with pytest.raises(Refused, match=says):
        answer_to(document)


def test_a_ratio_made_elsewhere_stands_beside_and_in_no_sum():
    with_ = answer_to(a_programme(SMALL, external=[ELSEWHERE]))
    without = answer_to(a_programme(SMALL))

    assert with_["totals"] == without["totals"]
    assert with_["draws"] == without["draws"]
    found = with_["external"][0]
    assert (found["ratio"], found["low"], found["high"]) == (
        Decimal("7.76"), Decimal("2.3"), Decimal("16.56"),
    )  # fmt: skip
    assert "part of no sum here" in found["words"]


@pytest.mark.parametrize("missing", ["who", "method", "date", "ratio", "name"])
def test_a_ratio_made_elsewhere_says_who_made_it_how_and_when(missing):
    external = {name: said for name, said in ELSEWHERE.items() if name != missing}

    with pytest.raises(Refused, match="is missing"):
        answer_to(a_programme(SMALL, external=[external]))


def test_a_low_above_its_ratio_is_refused():
    with pytest.raises(Refused, match="low must be"):
        answer_to(a_programme(SMALL, external=[ELSEWHERE | {"low": 9}]))


def test_a_ratio_beyond_the_usual_range_asks_for_a_second_look():
    rich = answer_to(a_model(inputs=[money(100)]))
    usual = answer_to(a_model(inputs=[money(500)]))

    assert "beyond the usual range (up to £8)" in rich["second_look"][0]
    assert "£9.66 for each £1" in rich["second_look"][0]
    assert "Most depends on" in rich["second_look"][-1]
    assert usual["second_look"] == []


def test_what_is_usual_is_a_setting():
    strict = answer_to(a_model(usual_ratio_up_to=1))

    assert "up to £1" in strict["second_look"][0]
    assert "Source: the document" in strict["second_look"][0]
    assert answer_to(a_model(inputs=[money(100)], usual_ratio_up_to=20))["second_look"] == []


def test_a_ratio_made_elsewhere_beyond_the_usual_range_asks_for_one_too():
    answer = answer_to(a_programme(LARGE, external=[ELSEWHERE]))

    assert answer["second_look"][0].startswith("“Lincolnshire, all hubs” by LORIC comes to £16.56")
    alone = ELSEWHERE | {"high": None}
    assert answer_to(a_programme(LARGE, external=[alone]))["second_look"] == []


def test_hubs_whose_names_run_into_those_of_outcomes_stay_apart():
    def hub(name, outcome, quantity):
        return a_hub(name, quantity, 100) | {
            "outcomes": [an_outcome(outcome, quantity={"value": quantity, "how": "records"})]
        }

    answer = answer_to(a_programme(hub("A: B", "C", 10), hub("A", "B: C", 70)))

    found = {(each["hub"], each["outcome"]): each["value"] for each in answer["sensitivity"]
             if each["what"] == "quantity"}  # fmt: skip
    assert found == {("A: B", "C"): 10, ("A", "B: C"): 70}


def test_a_programme_at_its_low_has_one_rate_for_all_its_hubs():
    loss = {"value": -5, "source": "s", "price_year": "2024-25"}
    hubs = [a_hub("Good", 100, 100, duration=9), a_hub("Bad", 10, 100, proxy=loss, duration=9)]
    rate = {"value": "0.03", "low": 0, "high": "0.1"}

    answer = answer_to(a_programme(*hubs, discounting={"rate": rate}))

    dear = answer_to(a_programme(*hubs, discounting={"rate": "0.1"}))
    low = {each["name"]: each for each in answer["scenarios"]}["low"]
    assert low["present_value"] == dear["totals"]["present_value"]
    of_bad = {each["name"]: each for each in answer["hubs"][1]["scenarios"]}["low"]
    cheap = answer_to(a_programme(*hubs, discounting={"rate": 0}))
    assert of_bad["present_value"] == cheap["hubs"][1]["totals"]["present_value"]

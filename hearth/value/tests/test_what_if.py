"""One number moved at a time, several at once, and where each pound brings back one pound."""

import copy
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.tests import oracle
from hearth.value.tests.making import a_model, an_outcome, money, wheels_to_meals

FEW = settings(max_examples=25, deadline=None)


def quick(document):
    return answer_to(document | {"draws": {"how_many": 0}})


def row_of(answer, what, place="Fewer GP visits"):
    return next(
        each
        for each in answer["sensitivity"]
        if each["what"] == what and place in (each["outcome"], each["input"], None)
    )


def ranged(value, low, high):
    return {"value": value, "low": low, "high": high}


def put(document, row, value):
    """Write a value into a document at the place that a row of the answer names."""
    changed = copy.deepcopy(document)
    if row["outcome"]:
        outcome = next(e for e in changed["outcomes"] if e["name"] == row["outcome"])
        if row["what"] in {"quantity", "proxy"}:
            outcome[row["what"]]["value"] = value
        else:
            outcome[row["what"]] = value
    elif row["input"]:
        next(e for e in changed["inputs"] if e["name"] == row["input"])[row["what"]] = value
    else:
        changed["discounting"][row["what"]] = value
    return changed


def test_each_assumption_of_a_model_is_moved_and_has_a_break_even_or_says_why_not():
    answer = quick(wheels_to_meals())

    moved = {(each["outcome"], each["input"], each["what"]) for each in answer["sensitivity"]}
    assert len(answer["sensitivity"]) == len(moved) == 7 * 8 + 1 + 2 + 1
    for each in answer["sensitivity"]:
        for found in (each["break_even"], each["break_even_without_volunteer_time"]):
            assert (found["value"] is None) == bool(found["why_none"])


def test_every_break_even_put_into_the_document_gives_one_to_one():
    document = wheels_to_meals()
    document["outcomes"] = document["outcomes"][2:5]
    rows = [each for each in quick(document)["sensitivity"] if each["break_even"]["value"]]

    assert {row["what"] for row in rows} >= {
        *("quantity", "proxy", "deadweight", "duration", "amount", "hours", "value_per_hour"),
        "rate",
    }
    for row in rows:
        changed = put(document, row, row["break_even"]["value"])
        assert oracle.ratio(changed) == pytest.approx(1, abs=1e-9), row


def test_a_drop_off_that_breaks_even_is_found():
    document = a_model(an_outcome(duration=5, drop_off=Decimal("0.1")), inputs=[money(2000)])

    row = row_of(quick(document), "drop_off")

    assert 0 < row["break_even"]["value"] < 1
    assert oracle.ratio(put(document, row, row["break_even"]["value"])) == pytest.approx(1)


@FEW
@given(
    st.decimals(1, 5000, places=0),
    st.decimals(0, "0.9", places=2),
    st.decimals(0, "0.9", places=2),
    st.integers(1, 9),
)
def test_every_break_even_that_is_found_is_one(amount, deadweight, drop_off, years):
    document = a_model(
        an_outcome(deadweight=deadweight, drop_off=drop_off, duration=years),
        inputs=[money(amount)],
    )
    answer = quick(document)

    for row in answer["sensitivity"]:
        if row["break_even"]["value"] is not None:
            found = oracle.ratio(put(document, row, row["break_even"]["value"]))
            assert found == pytest.approx(1, rel=1e-6), row


def test_where_no_value_breaks_even_it_says_on_which_side_it_stays():
    small = an_outcome("Smaller", proxy={"value": 1, "source": "s", "price_year": "2024-25"})
    answer = quick(a_model(an_outcome(), small))

    found = row_of(answer, "deadweight", "Smaller")["break_even"]
    assert found["value"] is None
    assert found["why_none"] == "at every value from 0 to 1 the ratio stays above one to one"
    poor = quick(a_model(inputs=[money(10**6)]))
    assert "below" in row_of(poor, "deadweight")["break_even"]["why_none"]


def test_what_volunteers_put_in_has_no_break_even_without_them():
    row = row_of(quick(wheels_to_meals()), "hours", "Volunteers")

    assert row["break_even"]["value"] > 3000
    assert "left out" in row["break_even_without_volunteer_time"]["why_none"]


def test_a_low_and_a_high_are_tried_where_they_are_given():
    answer = quick(a_model(an_outcome(deadweight=ranged("0.2", "0.1", "0.5"))))

    row = row_of(answer, "deadweight")
    assert row["how"] == "low and high of the model"
    assert (row["low"]["value"], row["high"]["value"]) == (Decimal("0.1"), Decimal("0.5"))
    assert float(row["high"]["ratio"]) == pytest.approx(1000 * 0.5 / 1.035 / 500)


def test_without_them_the_rule_moves_it_and_never_beyond_what_it_can_be():
    answer = quick(a_model(an_outcome(deadweight="0.95")))

    row = row_of(answer, "deadweight")
    assert row["how"] == "moved by the rule"
    assert (row["low"]["value"], row["high"]["value"]) == (Decimal("0.85"), 1)
    assert row_of(answer, "quantity")["low"]["value"] == 90
    assert row_of(answer, "duration")["high"]["value"] == 2
    wide = quick(a_model(vary={"amounts": "50%"}))
    assert row_of(wide, "quantity")["low"]["value"] == 50


def test_the_tornado_has_the_same_rows_the_widest_first():
    answer = quick(wheels_to_meals())

    swings = [each["swing"] for each in answer["tornado"]]
    assert swings == sorted(swings, reverse=True)
    assert len(swings) == len(answer["sensitivity"])
    assert sum(swings) == sum(each["swing"] for each in answer["sensitivity"])


def scenario(answer, name):
    return next(each for each in answer["scenarios"] if each["name"] == name)


def test_low_and_high_take_of_every_range_the_end_that_leaves_less_and_more():
    good = an_outcome(
        quantity={"how": "records", **ranged(100, 50, 200)}, deadweight=ranged("0.2", 0, "0.5")
    )
    bad = an_outcome(
        "Lost trade",
        proxy={**ranged(-2, -4, -1), "source": "s", "price_year": "2024-25"},
        deadweight=ranged("0.2", 0, "0.5"),
    )
    answer = quick(a_model(good, bad, inputs=[money(ranged(500, 400, 600))]))

    low, high = scenario(answer, "low"), scenario(answer, "high")
    assert low["impact_by_year"] == [50 * 10 * Decimal("0.5") - 400]
    assert low["with_volunteer_time"]["inputs"] == 600
    assert high["impact_by_year"] == [2000 - 50]
    assert high["with_volunteer_time"]["inputs"] == 400


@FEW
@given(st.lists(st.decimals(0, 1, places=2), min_size=3, max_size=3),
       st.lists(st.decimals(-50, 50, places=1), min_size=3, max_size=3))  # fmt: skip
def test_the_low_is_never_above_the_high(shares, proxies):
    low, middle, high = sorted(shares)
    worst, proxy, best = sorted(proxies)
    each = an_outcome(
        deadweight=ranged(middle, low, high),
        proxy={**ranged(proxy, worst, best), "source": "s", "price_year": "2024-25"},
        duration=ranged(2, 1, 4),
    )
    answer = quick(a_model(each))

    npv = [scenario(answer, name)["with_volunteer_time"]["npv"]
           for name in ("low", "central", "high")]  # fmt: skip
    assert npv == sorted(npv)


def test_a_scenario_of_ones_own_changes_what_it_says():
    half = {
        "name": "Half as many, dearer volunteers",
        "changes": [
            {"outcome": "Fewer GP visits", "what": "quantity", "value": 50},
            {"input": "Grant", "what": "amount", "value": 1000},
            {"what": "rate", "value": 0},
        ],
    }
    answer = quick(a_model(scenarios=[half]))

    found = scenario(answer, half["name"])
    assert found["with_volunteer_time"]["ratio"] == Decimal("0.5")


def test_a_scenario_can_leave_outcomes_out():
    without = {"name": "Without calls", "leave_out": ["Fewer calls"]}
    answer = quick(a_model(an_outcome(), an_outcome("Fewer calls"), scenarios=[without]))

    assert scenario(answer, "Without calls")["impact_by_year"] == [1000]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"changes": [{"outcome": "Fewer GP visit", "what": "quantity", "value": 1}]},
         "Do you mean “Fewer GP visits”"),
        ({"changes": [{"outcome": "Fewer GP visits", "what": "quality", "value": 1}]}, "must be"),
        ({"changes": [{"outcome": "Fewer GP visits", "what": "deadweight", "value": 2}]}, "0 to 1"),
        ({"changes": [{"input": "Grant", "what": "hours", "value": 2}]}, "must be “amount”"),
        ({"changes": [{"input": "Gift", "what": "amount", "value": 2}]}, "no input “Gift”"),
        ({"changes": [{"what": "deadweight", "value": 0}]}, "must be “rate”"),
        ({"leave_out": ["Fewer GP visits"]}, "leaves out every outcome"),
        ({}, "changes nothing"),
    ],
)  # fmt: skip
def test_a_scenario_that_names_nothing_of_the_model_is_refused(said, says):
    with pytest.raises(Refused, match=says):
        quick(a_model(scenarios=[{"name": "What if"} | said]))


def test_a_rate_is_neither_given_nor_changed_where_the_green_books_are_used():
    book = {"discounting": {"series": "green_book"}}
    dearer = {"name": "Dearer", "changes": [{"what": "rate", "value": "0.05"}]}

    assert "Green Book" in quick(a_model(**book))["taken_by_default"][0]
    with pytest.raises(Refused, match="the Green Book’s are used"):
        quick(a_model(**book, scenarios=[dearer]))
    with pytest.raises(Refused, match="rate is not used with the Green Book"):
        quick(a_model(discounting={"series": "green_book", "rate": "3.5%"}))


def test_the_low_is_the_lowest_also_where_a_central_value_is_none():
    """One at a time neither would matter: no hours at a price, or hours at no price."""
    time = {"name": "Volunteers", "kind": "volunteer_time", "hours": ranged(0, 0, 80),
            "value_per_hour": ranged(0, 0, 20)}  # fmt: skip
    answer = quick(a_model(inputs=[money(500), time]))

    assert scenario(answer, "low")["with_volunteer_time"]["inputs"] == 500 + 80 * 20
    assert scenario(answer, "high")["with_volunteer_time"]["inputs"] == 500


def test_rates_are_at_the_ends_that_leave_less_together():
    bad = an_outcome("Lost trade", duration=9, discount_as="health",
                     proxy={"value": -9, "source": "s", "price_year": "2024-25"})  # fmt: skip
    rates = {"rate": ranged("0.03", "0.01", "0.08"), "health_rate": ranged("0.02", 0, "0.1")}
    answer = quick(a_model(an_outcome(duration=9), bad, discounting=rates))

    low = scenario(answer, "low")["present_value"]
    at = {"name": "At", "changes": [{"what": "rate", "value": "0.08"},
                                    {"what": "health_rate", "value": 0}]}  # fmt: skip
    same = quick(a_model(an_outcome(duration=9), bad, discounting=rates, scenarios=[at]))
    assert low == scenario(same, "At")["present_value"]

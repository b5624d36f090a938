"""What an outcome comes to, year by year, and the way from gross to net."""

import copy
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.exact import to_the_penny
from hearth.value.tests import oracle
from hearth.value.tests.making import a_model, an_outcome, money, wheels_to_meals

FEW = settings(max_examples=40, deadline=None)
SHARE = st.decimals(0, 1, places=3)


def model_of(shares, quantity, proxy, years):
    names = ("deadweight", "displacement", "attribution_to_others", "leakage", "drop_off")
    return an_outcome(
        quantity={"value": quantity, "how": "records"},
        proxy={"value": proxy, "source": "a study", "price_year": "2024-25"},
        duration=years,
        **dict(zip(names, shares, strict=True)),
    )


OUTCOMES = st.builds(
    model_of,
    st.lists(SHARE, min_size=5, max_size=5),
    st.integers(0, 1000),
    st.decimals(-5000, 5000, places=2),
    st.decimals(0, 8, places=1),
)


def several(outcomes):
    return [each | {"name": f"Outcome {n}"} for n, each in enumerate(outcomes)]


def quick(document):
    return answer_to(document | {"draws": {"how_many": 0}})


def test_the_guides_example_closes_to_the_penny():
    answer = answer_to(wheels_to_meals())

    totals = answer["totals"]
    impact = [str(to_the_penny(each)) for each in totals["impact_by_year"]]
    pv = [str(to_the_penny(each)) for each in totals["pv_by_year"]]
    assert impact == ["82508.57", "144.16", "67.70", "1121.93", "1009.74"]
    assert pv == ["79718.43", "134.58", "61.06", "977.70", "850.17"]
    assert str(to_the_penny(totals["present_value"])) == "81741.93"
    both = totals["with_volunteer_time"]
    assert both["inputs"] == 42375
    assert str(to_the_penny(both["npv"])) == "39366.93"
    assert str(to_the_penny(both["ratio"])) == "1.93"
    assert str(to_the_penny(both["net_ratio"])) == "0.93"


def test_each_row_of_the_example_has_its_impact_of_the_first_year():
    answer = answer_to(wheels_to_meals())

    first = {each["name"]: str(to_the_penny(each["impact_by_year"][0]))
             for each in answer["outcomes"]}  # fmt: skip
    assert first == {
        "Fewer falls: accident and emergency": "625.10",
        "Fewer falls: geriatric assessment": "33010.60",
        "Fewer falls: continuing care": "48013.00",
        "Fewer GP visits": "1539.00",
        "Group membership": "451.62",
        "Volunteers’ health": "175.50",
        "Neighbours shop less": "-1306.25",
    }


def test_volunteers_time_counts_in_one_ratio_and_not_in_the_other():
    totals = answer_to(wheels_to_meals())["totals"]

    assert totals["inputs_by_kind"] == {"cash": 24375, "in_kind": 0, "volunteer_time": 18000}
    assert totals["without_volunteer_time"]["inputs"] == 24375
    assert to_the_penny(totals["without_volunteer_time"]["ratio"]) == Decimal("3.35")
    assert float(totals["with_volunteer_time"]["ratio"]) == pytest.approx(
        oracle.ratio(wheels_to_meals()), rel=1e-12
    )


def test_payback_is_what_was_put_in_over_a_month_of_the_first_year():
    totals = quick(a_model(inputs=[money(500)]))["totals"]

    assert totals["with_volunteer_time"]["payback_months"] == 6


def test_what_never_comes_back_has_no_payback():
    bad = an_outcome(proxy={"value": -5, "source": "a study", "price_year": "2024-25"})

    assert quick(a_model(bad))["totals"]["with_volunteer_time"]["payback_months"] is None


def test_where_nothing_was_put_in_there_is_no_ratio():
    totals = quick(a_model(inputs=[]))["totals"]

    assert totals["with_volunteer_time"]["ratio"] is None
    assert totals["with_volunteer_time"]["npv"] == totals["present_value"]


def test_leakage_and_displacement_take_their_share():
    answer = quick(a_model(an_outcome(displacement=Decimal("0.1"), leakage=Decimal("0.5"))))

    assert answer["totals"]["impact_by_year"] == [450]


def test_of_a_year_that_is_begun_its_part_is_counted():
    answer = quick(a_model(an_outcome(duration=Decimal("2.5"))))

    assert answer["totals"]["impact_by_year"] == [1000, 1000, 500]


def test_with_the_first_year_undiscounted_it_is_worth_itself():
    document = a_model(an_outcome(duration=2), discounting={"rate": "3.5%",
                       "first_year_discounted": False})  # fmt: skip

    pv = quick(document)["totals"]["pv_by_year"]
    assert pv[0] == 1000
    assert to_the_penny(pv[1]) == Decimal("966.18")


def test_green_books_rates_are_chained_from_year_to_year():
    document = a_model(an_outcome(duration=32), discounting={"series": "green_book",
                       "first_year_discounted": True})  # fmt: skip

    pv = quick(document)["totals"]["pv_by_year"]
    assert float(pv[29]) == pytest.approx(1000 / 1.035**30, rel=1e-12)
    assert float(pv[31]) == pytest.approx(1000 / 1.035**30 / 1.03**2, rel=1e-12)


def test_health_has_rates_of_its_own():
    health = an_outcome(discount_as="health", duration=2)
    document = a_model(health, discounting={"rate": "3.5%", "health_rate": "1.5%"})

    assert float(quick(document)["totals"]["pv_by_year"][1]) == pytest.approx(1000 / 1.015**2)
    banded = document | {"discounting": {"series": "green_book"}}
    assert float(quick(banded)["totals"]["pv_by_year"][1]) == pytest.approx(1000 / 1.015**2)


def test_where_the_green_book_has_no_rate_the_alternative_says_so():
    long = an_outcome(discount_as="health", duration=200)

    answer = quick(a_model(long))
    rows = {each["name"]: each for each in answer["other_discounting"]}
    assert "no rate for health in year 126" in rows["green_book"]["why_none"]
    assert rows["first_year_discounted"]["with_volunteer_time"]["ratio"] > 0
    edge = quick(a_model(long | {"duration": 125}, discounting={"series": "green_book"}))
    longer = next(each for each in edge["sensitivity"] if each["what"] == "duration")
    assert (longer["high"]["value"], longer["high"]["ratio"]) == (126, None)
    with pytest.raises(Refused, match="no rate for health in year 126"):
        quick(a_model(long, discounting={"series": "green_book"}))


def test_what_is_put_in_later_is_discounted():
    answer = quick(a_model(inputs=[money(100), money(103, name="Next year", year=1)],
                           discounting={"rate": "3%", "first_year_discounted": True}))  # fmt: skip

    assert answer["totals"]["with_volunteer_time"]["inputs"] == 200


@FEW
@given(st.lists(OUTCOMES, min_size=1, max_size=5), st.decimals(0, "0.2", places=3), st.booleans())
def test_plain_floats_find_the_same(outcomes, rate, first):
    document = a_model(
        *several(outcomes), discounting={"rate": rate, "first_year_discounted": first}
    )

    ours = quick(document)["totals"]["with_volunteer_time"]["ratio"]

    assert float(ours) == pytest.approx(oracle.ratio(document), rel=1e-9, abs=1e-9)


@FEW
@given(st.lists(OUTCOMES, min_size=1, max_size=4))
def test_the_waterfall_adds_up_to_the_last_digit(outcomes):
    answer = quick(a_model(*several(outcomes)))

    for found in [answer, *answer["outcomes"]]:
        *steps, last = found["waterfall"]
        assert sum((each["change"] for each in steps), Decimal(0)) == last["level"]
        assert steps[-1]["level"] == last["level"]
    assert last["level"] == answer["outcomes"][-1]["pv"]
    assert sum(each["pv"] for each in answer["outcomes"]) == answer["totals"]["present_value"]
    assert sum(answer["totals"]["pv_by_year"]) == answer["totals"]["present_value"]


@FEW
@given(st.lists(OUTCOMES, min_size=2, max_size=4), st.randoms())
def test_the_order_of_outcomes_does_not_matter(outcomes, chance):
    document = a_model(*several(outcomes), draws={"how_many": 50})
    mixed = copy.deepcopy(document)
    chance.shuffle(mixed["outcomes"])

    one, other = answer_to(document), answer_to(mixed)

    assert one["totals"] == other["totals"]
    assert one["waterfall"] == other["waterfall"]
    assert one["draws"] == other["draws"]


@FEW
@given(st.lists(OUTCOMES, min_size=1, max_size=3), st.integers(1, 50))
def test_proxies_so_many_times_as_large_are_worth_as_many_times_as_much(outcomes, times):
    larger = copy.deepcopy(outcomes)
    for each in larger:
        each["proxy"]["value"] *= times

    one = quick(a_model(*several(outcomes)))["totals"]["present_value"]
    other = quick(a_model(*several(larger)))["totals"]["present_value"]

    assert abs(one * times - other) < Decimal("1e-8")


def test_the_same_document_is_answered_with_the_same_bits_and_says_what_it_rests_on():
    answer = answer_to(wheels_to_meals())

    assert answer == answer_to(copy.deepcopy(wheels_to_meals()))
    assert answer["arithmetic"] == {"version": 1, "digits": 60, "settled_to": 12}
    assert answer["model_digest"].startswith("sha256:")
    assert all(each["sha256"] and each["edition"] for each in answer["price_files"])


def test_another_number_is_another_model():
    one = answer_to(wheels_to_meals())["model_digest"]
    other = wheels_to_meals()
    assert answer_to(dict(reversed(other.items())))["model_digest"] == one
    other["outcomes"][0]["quantity"]["value"] = 8

    assert answer_to(other)["model_digest"] != one

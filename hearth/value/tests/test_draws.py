"""Draws: the same seed, the same bits; no spread, the point itself; and shapes that are right."""

import copy
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.document import read
from hearth.value.draws import source
from hearth.value.model.parts import Assumed
from hearth.value.tests.making import a_model, an_outcome, money, wheels_to_meals

FEW = settings(max_examples=25, deadline=None)
SHARE = st.decimals(0, 1, places=2)


def ranged(value, low, high):
    return {"value": value, "low": low, "high": high}


def uncertain(**said):
    return an_outcome(
        quantity={"how": "records", **ranged(100, 50, 160)}, deadweight=ranged("0.2", 0, "0.6"),
        **said,
    )  # fmt: skip


def drawn(document, **asked):
    return answer_to(document | {"draws": {"how_many": 2000} | asked})["draws"]


def test_the_same_seed_gives_the_same_bits_and_another_gives_others():
    document = a_model(uncertain())

    assert drawn(document, seed=7) == drawn(copy.deepcopy(document), seed=7)
    one, other = (drawn(document, seed=seed)["with_volunteer_time"]["bits"] for seed in (7, 8))
    assert one != other


def test_what_one_seed_gives_is_written_down():
    """If this fails, the bits have changed: raise DRAWS_VERSION, and say so."""
    found = drawn(a_model(uncertain()), how_many=20_000, seed=20240401)

    assert found["draws_version"] == 1
    assert found["generator"] == "numpy PCG64"
    assert found["with_volunteer_time"]["bits"] == (
        "sha256:f0adea93551f420dbf6fd7f506831cc1eaf37f04b57db1b920eaee7a8db110e8"
    )


def test_how_many_are_drawn_changes_none_of_those_before():
    document = a_model(uncertain())
    model = read(document).models[0]
    rules = read(document).rules

    few, many = (
        source(model.outcomes[0].deadweight, rules, "name").draw(how_many) for how_many in (10, 99)
    )
    assert np.array_equal(few, many[:10])


@FEW
@given(st.lists(SHARE, min_size=5, max_size=5), st.decimals(-900, 900, places=1),
       st.decimals(0, 8, places=1), st.booleans())  # fmt: skip
def test_with_no_spread_every_draw_is_the_point(shares, proxy, years, first):
    names = ("deadweight", "displacement", "attribution_to_others", "leakage", "drop_off")
    said = {name: ranged(share, share, share) for name, share in zip(names, shares, strict=True)}
    each = an_outcome(
        proxy={**ranged(proxy, proxy, proxy), "source": "s", "price_year": "2019-20"},
        duration=years,
        **said,
    )
    document = a_model(each, discounting={"rate": "3.5%", "first_year_discounted": first})
    answer = answer_to(document | {"draws": {"how_many": 3}})

    point = float(answer["totals"]["with_volunteer_time"]["ratio"])
    for found in answer["draws"]["with_volunteer_time"]["ratio"].values():
        assert found == pytest.approx(point, rel=1e-9, abs=1e-12)


def test_the_guides_example_has_no_spread_with_volunteers_or_without():
    answer = answer_to(wheels_to_meals())

    for way in ("with_volunteer_time", "without_volunteer_time"):
        spread = answer["draws"][way]
        assert spread["mean_ratio"] == pytest.approx(float(answer["totals"][way]["ratio"]), 1e-9)
        assert spread["above_one_to_one"]["share"] == 1


def test_green_books_bands_and_later_inputs_are_drawn_as_they_are_counted():
    document = a_model(
        an_outcome(duration=40),
        inputs=[money(500), money(700, name="Later", year=3)],
        discounting={"series": "green_book", "first_year_discounted": True},
    )
    answer = answer_to(document | {"draws": {"how_many": 2}})

    point = float(answer["totals"]["with_volunteer_time"]["ratio"])
    assert answer["draws"]["with_volunteer_time"]["mean_ratio"] == pytest.approx(point, rel=1e-9)


@pytest.mark.parametrize("shape", ["triangular", "pert"])
@pytest.mark.parametrize(("low", "central", "high"), [(0, 0.2, 1), (-5, -1, 0), (3, 3, 9)])
def test_a_shape_is_the_one_it_says(shape, low, central, high):
    rules = read(a_model(draws={"shape": shape, "seed": 3})).rules
    assumed = Assumed(*(Decimal(str(each)) for each in (central, low, high)))
    width, peak = high - low, (central - low) / (high - low)
    expected = (
        stats.triang(peak, loc=low, scale=width)
        if shape == "triangular"
        else stats.beta(1 + 4 * peak, 1 + 4 * (1 - peak), loc=low, scale=width)
    )

    found = source(assumed, rules, "a name").draw(20_000)

    assert found.min() >= low
    assert found.max() <= high
    assert stats.kstest(found, expected.cdf).pvalue > 0.001


def test_the_mean_of_many_draws_is_the_product_of_the_means_of_what_is_drawn():
    spread = drawn(a_model(uncertain()), how_many=100_000, seed=5)["with_volunteer_time"]

    quantity, deadweight = (50 + 100 + 160) / 3, (0 + 0.2 + 0.6) / 3
    mean = quantity * 10 * (1 - deadweight) / 1.035 / 500
    assert spread["mean_ratio"] == pytest.approx(mean, rel=0.01)


def test_another_outcome_changes_nothing_of_what_is_drawn_for_the_first():
    nothing = an_outcome("Nothing", quantity={"how": "records", **ranged(0, 0, 0)},
                         deadweight=ranged("0.5", 0, 1))  # fmt: skip

    alone = drawn(a_model(uncertain()))
    beside = drawn(a_model(nothing, uncertain()))

    assert alone["with_volunteer_time"] == beside["with_volunteer_time"]


def test_one_price_that_two_outcomes_share_is_drawn_once():
    def pair(second):
        price = {**ranged(10, 5, 20), "source": "s", "price_year": "2024-25", "shared": "a visit"}
        loss = {**ranged(-10, -20, -5), "source": "s", "price_year": "2024-25"}
        return a_model(an_outcome(proxy=price), an_outcome("Other", proxy=price | second),
                       inputs=[money(500)]), loss  # fmt: skip

    together, _ = pair({})
    apart, _ = pair({"shared": "another"})

    def width(document):
        ratios = drawn(document)["with_volunteer_time"]["ratio"]
        return ratios["p95"] - ratios["p5"]

    assert width(together) > width(apart) * 1.2


def test_percentiles_are_in_order_and_as_numpy_finds_them():
    spread = drawn(a_model(uncertain()))["with_volunteer_time"]

    values = list(spread["ratio"].values())
    assert values == sorted(values)
    assert spread["above_one_to_one"]["n"] <= spread["above_one_to_one"]["of"] == 2000


def test_no_draws_are_made_where_none_are_asked_for():
    assert drawn(a_model(uncertain()), how_many=0) is None


def test_where_nothing_was_put_in_draws_have_no_ratio():
    spread = drawn(a_model(uncertain(), inputs=[]))["with_volunteer_time"]

    assert spread["ratio"] is None
    assert "no ratio" in spread["why_none"]


@pytest.mark.parametrize(
    "asked", [{"seed": -1}, {"seed": 0.5}, {"how_many": 10**7}, {"shape": "normal"}, {"seeds": 1}]
)
def test_draws_that_cannot_be_made_are_refused(asked):
    with pytest.raises(Refused, match=r"[Dd]raws"):
        drawn(a_model(uncertain()), **asked)

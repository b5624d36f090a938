"""Contacts before and after: one price base, what rose and what fell, and what to expect anyway."""

from decimal import Decimal

import pytest

from hearth.foundation.errors import Refused
from hearth.value.answer import answer_to
from hearth.value.exact import to_the_penny
from hearth.value.tests.making import a_model


def total(category, when, pounds, **said):
    return {
        "category": category, "when": when, "total": pounds, "price_year": "2024-25",
        "source": "as published", "said_by": "service",
    } | said  # fmt: skip


def counted(category, when, count, unit_cost, **said):
    return {
        "category": category, "when": when, "count": count, "unit_cost": unit_cost,
        "price_year": "2024-25", "source": "a list", "said_by": "person",
    } | said  # fmt: skip


def of(*contacts, **said):
    return {"price_year": "2024-25", "journey": {"contacts": list(contacts)} | said}


def rows(answer):
    return {each["category"]: each for each in answer["journey"]["categories"]}


YORK = of(
    total("Crisis team", "before", 319),
    total("Crisis team", "after", 51),
    total("Access appointments, community support", "before", 511),
    total("Access appointments, community support", "after", 572),
    months_before=12,
    months_after=12,
)


def test_what_was_published_of_one_person_comes_out_the_rise_too():
    answer = answer_to(YORK)

    crisis, access = rows(answer).values()
    assert (crisis["change"], crisis["went"]) == (-268, "fell")
    assert round(crisis["share_of_before"], 3) == Decimal("-0.840")
    assert (access["change"], access["went"]) == (61, "rose")
    assert round(access["share_of_before"], 3) == Decimal("0.119")
    assert answer["journey"]["all_together"]["change"] == -207


def test_it_is_one_story_and_not_a_saving():
    answer = answer_to(YORK)["journey"]

    assert answer["label"] == "one story, not a saving"
    assert "nobody can say how much of a change is the hub’s" in answer["cautions"][0]


def test_contacts_are_their_count_times_their_cost_and_of_a_list_too():
    answer = answer_to(
        of(
            counted("Calls", "before", 3, "12.50"),
            {"category": "Crisis team", "when": "after", "count": 2, "said_by": "service",
             "price": "ncc_2024_25/A02"},
        )
    )  # fmt: skip

    assert rows(answer)["Calls"]["before"] == Decimal("37.5")
    assert rows(answer)["Crisis team"]["after"] == Decimal("713.66")
    assert rows(answer)["Crisis team"]["share_of_before"] is None
    assert [each["list"] for each in answer["journey"]["price_files"]] == ["ncc_2024_25"]


def test_both_sides_are_told_in_the_pounds_of_one_year_first():
    answer = answer_to(
        of(
            counted("Visits", "before", 1, 100, price_year="2019-20"),
            counted("Visits", "after", 1, 120, price_year="2024-25"),
        )
    )

    visits = rows(answer)["Visits"]
    assert to_the_penny(visits["before"]) == Decimal("123.65")
    assert visits["went"] == "fell"


def test_sides_of_other_lengths_are_said_and_equal_ones_are_not():
    longer = {**YORK, "journey": YORK["journey"] | {"months_after": 6}}

    assert "12 months are told before, and 6 after" in answer_to(longer)["journey"]["cautions"][1]
    assert len(answer_to(YORK)["journey"]["cautions"]) == 1
    silent = of(total("A", "before", 1))
    assert "Nobody said how many months" in answer_to(silent)["journey"]["cautions"][1]


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        (total("A", "during", 1), "must be “before” or “after”"),
        (total("A", "before", -1), "total must be 0 or more"),
        (total("A", "before", 1, unit_cost=1), "one of the two"),
        (total("A", "before", 1, said_by="rumour"), "must be “person” or “service”"),
        (total("A", "before", 1, source=""), "source is empty"),
        (total("A", "before", 1, index="nhscii"), "“index”, which is not known"),
        (counted("A", "before", None, 1), "count is missing"),
        (counted("A", "before", 1, None), "unit_cost is missing"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(contact, says):
    with pytest.raises(Refused, match=says):
        answer_to(of(contact))


def test_a_document_of_a_journey_alone_has_nothing_else_in_it():
    with pytest.raises(Refused, match="not known"):
        answer_to({**YORK, "jurney": {}})


def test_a_journey_stands_beside_a_model_and_in_no_sum_of_it():
    both = answer_to(a_model() | {"journey": YORK["journey"]})

    assert both["totals"] == answer_to(a_model())["totals"]
    assert both["journey"]["all_together"]["change"] == -207


def everybody(*pairs, **said):
    people = [
        {"contacts": [total("Calls", "before", before), total("Calls", "after", after)]}
        for before, after in pairs
    ]
    return {"price_year": "2024-25", "journeys": {"people": people} | said}


def test_of_many_who_agreed_it_is_said_for_how_many_it_rose():
    found = answer_to(everybody((300, 100), (100, 150), (20, 20), agreed=9))["journeys"]

    assert (found["people"], found["people_who_agreed"]) == (3, 9)
    assert (found["rose_for"], found["fell_for"], found["stayed_for"]) == (1, 1, 1)
    assert found["mean_change"] == -50
    assert found["categories"][0]["people"] == 3
    assert found["label"] == "stories together, not a saving"


def test_regression_to_the_mean_is_explained_with_a_number_where_enough_is_said():
    regression = {"population_mean": 100, "correlation": "0.6", "source": "a practice list"}
    found = answer_to(everybody((300, 100), (300, 300), regression_to_the_mean=regression))

    expected = found["journeys"]["regression_to_the_mean"]["expected"]
    assert expected["expected_later"] == 100 + Decimal("0.6") * 200
    assert expected["expected_change"] == -80
    assert expected["observed_change"] == -100
    assert expected["beyond_what_was_expected"] == -20
    assert expected["share_expected"] == Decimal("0.8")


def test_without_those_inputs_it_is_explained_and_no_number_is_made_up():
    found = answer_to(everybody((300, 100)))["journeys"]["regression_to_the_mean"]

    assert found["expected"] is None
    assert "People come when things are at their worst" in found["words"]
    assert "cannot be told" in found["words"]


def test_the_expected_change_is_what_chance_brings():
    """An oracle: draw two times that go together as said, choose those who began high."""
    import numpy as np

    chance = np.random.default_rng(4)
    r, mean = 0.6, 100.0
    first = chance.normal(mean, 50, 400_000)
    later = mean + r * (first - mean) + np.sqrt(1 - r * r) * chance.normal(0, 50, 400_000)
    chosen = first > 180
    before = Decimal(str(first[chosen].mean()))
    regression = {"population_mean": 100, "correlation": "0.6", "source": "made up"}

    found = answer_to(everybody((before, before), regression_to_the_mean=regression))

    expected = found["journeys"]["regression_to_the_mean"]["expected"]["expected_change"]
    assert float(expected) == pytest.approx((later - first)[chosen].mean(), abs=1)


def test_a_correlation_that_is_none_is_refused():
    with pytest.raises(Refused, match="correlation must be from 0 to 1"):
        answer_to(
            everybody((1, 1), regression_to_the_mean={"population_mean": 1, "correlation": 2})
        )

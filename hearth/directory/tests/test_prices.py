"""What somebody can pay at most is read, and what costs more is left out."""

from decimal import Decimal

import pytest

from hearth.directory.finding.prices import most_in
from hearth.directory.finding.publishing import publish
from hearth.directory.models import CostOption
from hearth.directory.tests.searching import entry, names, search
from hearth.foundation.tests.factories import as_the_owner


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("lunch under £2", "2"), ("group for over 70s under £3", "3"), ("group £5 or less", "5"),
        ("up to £2.50 lunch", "2.50"), ("lunch for less than 3 quid", "3"), ("lunch £4 max", "4"),
        ("lunch max £4", "4"), ("swim 80p or less", "0.80"), ("lunch under a fiver", "5"),
        ("no more than 10 pounds", "10"), ("below £ 6", "6"),
    ],
)  # fmt: skip
def test_a_most_price_is_read(words, most):
    assert most_in(words)[0] == Decimal(most)


@pytest.mark.parametrize(
    "words",
    ["debt under £5000", "i owe £300", "i have less than £20 till friday", "under 5s", "max 10",
     "group for over 70s", "living on less than £50", "up to £2k", "less than 3 miles"],
)  # fmt: skip
def test_what_is_no_price_is_none(words):
    assert most_in(words) == (None, words)


@pytest.fixture(autouse=True)
def _lunches(db):
    for name, costs, facts in (
        ("Soup for all", (), {"is_free": True}),
        ("Pie and peas", ("2.00", "4.00"), {"is_free": False}),
        ("Lunch club", ("6.00",), {"is_free": False}),
        ("Chapel lunch", (), {}),
    ):
        service = entry(name, offer="community-meal", tags=["food"], **facts)
        with as_the_owner():
            for amount in costs:
                CostOption.objects.create(service=service, amount=Decimal(amount))
        publish([service.id])


def test_what_costs_more_is_left_out_and_what_nobody_knows_comes_last():
    found = search("lunch under £2")

    assert set(names(found)[:2]) == {"Soup for all", "Pie and peas"}
    assert names(found)[2:] == ["Chapel lunch"]
    assert (found.asked.age, found.prices_unknown, found.widened) == (None, 1, ())


def test_too_little_at_that_price_widens_to_any():
    found = search("lunch 50p or less")

    assert (names(found)[0], found.first_total, found.widened) == ("Soup for all", 2, ("PRICE",))
    assert len(names(found)) == 4


def test_a_price_with_an_age_is_a_price():
    asked = search("group for over 70s under £3").asked

    assert (asked.age, asked.most) == (70, 3)


def test_a_price_alone_shows_all_that_there_is():
    assert names(search("£2 or less"))[2:] == ["Chapel lunch"]

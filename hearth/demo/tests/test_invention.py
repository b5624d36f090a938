"""Nobody here is real."""

import datetime
import re
from collections import Counter

import nhs_number
import pytest

from hearth.demo.invention import Inventor
from hearth.demo.lincolnshire import LINCOLNSHIRE

MET_ON = datetime.date(2024, 5, 1)


@pytest.fixture(scope="module")
def people():
    inventor = Inventor(LINCOLNSHIRE, seed=1)
    return [
        inventor.invent(number, site="boston", visits=number % 40, met_on=MET_ON)
        for number in range(4000)
    ]


def test_a_number_and_a_seed_say_who_somebody_is(people):
    again = Inventor(LINCOLNSHIRE, seed=1).invent(7, site="boston", visits=7, met_on=MET_ON)
    other = Inventor(LINCOLNSHIRE, seed=2).invent(7, site="boston", visits=7, met_on=MET_ON)
    assert again == people[7]
    assert other != people[7]


def test_telephone_numbers_are_the_ones_kept_for_drama(people):
    numbers = [way.value for who in people for way in who.ways if way.kind in ("MOBILE", "PHONE")]
    assert len(numbers) > 500
    assert all(re.fullmatch(r"07700 900\d{3}|01632 960\d{3}", number) for number in numbers)


def test_mail_would_reach_nobody(people):
    mail = [way.value for who in people for way in who.ways if way.kind == "EMAIL"]
    assert mail
    assert all(address.endswith("@example.org") for address in mail)


def test_nhs_numbers_are_right_and_never_issued(people):
    numbers = [who.nhs_number for who in people if who.nhs_number]
    assert len(numbers) > 200
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert number.startswith("999")
        assert nhs_number.is_valid(number, for_region=nhs_number.REGION_SYNTHETIC)


def test_people_are_as_different_as_people_are(people):
    known_as = [who.known_as for who in people]
    assert any(" " not in name for name in known_as)
    assert any(not name.isascii() for name in known_as)
    assert max(Counter(known_as).values()) < 60
    assert any(who.other_names for who in people)
    assert any(who.no_fixed_place for who in people)
    assert any(not who.listed for who in people)
    assert {way.safe for who in people for way in who.ways} == {
        "YES", "ASK_FIRST", "NO", "NOT_ASKED",
    }  # fmt: skip
    assert all(way.note for who in people for way in who.ways if way.safe == "NO")


def test_more_is_known_of_those_who_come_often(people):
    def share(often):
        told = [who.has_told_more for n, who in enumerate(people) if (n % 40 > 15) == often]
        return sum(told) / len(told)

    assert share(True) > 2 * share(False)


def test_nobody_who_is_not_a_child_is_made_up_as_one(people):
    child = Inventor(LINCOLNSHIRE, seed=1).invent(
        3, site="boston", visits=1, met_on=MET_ON, young=True
    )
    ages = [(MET_ON - who.born_on).days / 365.25 for who in people]
    assert min(ages) >= 16
    assert max(ages) < 100
    assert 11 <= (MET_ON - child.born_on).days / 365.25 < 16

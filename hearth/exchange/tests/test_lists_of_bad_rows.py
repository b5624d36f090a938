"""Rows of a list that cannot be, or may not be so: refused in plain words, the others not."""

import json

import pytest

from hearth.directory.models import (
    Facet,
    Service,
)
from hearth.exchange.actions.bringing.words import Words
from hearth.exchange.tests.listing import COFFEE, csv, why
from hearth.foundation.tests.factories import as_the_owner

BAD_ROWS = {
    COFFEE.replace("12 noon", "7.30pmm"): "“7.30pmm” is not a time. Write it like 7.30pm or 19:30",
    COFFEE.replace("Tue", "Someday"): "“someday” is not a day of the week",
    COFFEE.replace("Coffee morning", ""): "It has no name",
    COFFEE.replace("Acomb Helpers", ""): "It does not say which organisation it belongs to",
    COFFEE.replace("yes", "perhaps"): "Free must be yes or no, not “perhaps”",
    COFFEE.replace("Feeling alone", "Zorbing"): "“Zorbing” is not one of the words",
    COFFEE.replace("Coffee and company", "Zorbing"): "“Zorbing” is not a kind of thing",
    COFFEE.replace("YO24 4AB", "next to the pub!"): "is not a postcode",
    COFFEE.replace("YO24 4AB", "ZZZZZ"): "“ZZZZZ” is not a postcode",
    COFFEE.replace("YO24 4AB", "ZZ99 ZZZ"): "“ZZ99 ZZZ” is not a postcode",
    COFFEE.replace("01904 555 010", "abc"): "“abc” is not a phone number",
    COFFEE.replace("10am", "12:00").replace("12 noon", "10:00"): (
        "12:00 to 10:00 goes on past midnight for 22 hours. Is it 10:00 to 12:00?"
    ),
    COFFEE.replace("Coffee and company", "Gamez"): "The nearest are “Games",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_is_refused_in_plain_words_and_the_others_are_not(take, row):
    good = COFFEE.replace("c1", "c2").replace("Coffee morning", "Second coffee")

    brought = take(csv(row, good))

    ((where, *reasons),) = why(brought)
    assert where == "Row 2"
    assert BAD_ROWS[row] in " ".join(reasons)
    assert brought.counts["new"] == 1


@pytest.mark.parametrize("postcode", ["K1A 0B1", "D02 X285", "75008"])
def test_a_postcode_of_abroad_is_one(take, postcode):
    assert take(csv(COFFEE.replace("YO24 4AB", postcode))).counts["new"] == 1


def test_a_postcode_that_we_do_not_know_comes_in_with_a_remark(take):
    brought = take(csv(COFFEE.replace("YO24 4AB", "ZZ99 9ZZ")))

    assert brought.counts["new"] == 1
    assert "We do not know the postcode ZZ99 9ZZ" in brought.found
    assert "We do not know" not in take(csv(COFFEE)).found


def test_every_fault_of_a_row_is_said(take):
    row = "c1,Coffee,Helpers,Zorbing,Someday,25:00,26:00,ZZZZZ,Hall,perhaps,abc,Feeling odd\n"

    ((_, *reasons),) = why(take(csv(row)))
    faults = ["abc", "perhaps", "ZZZZZ", "someday", "25:00", "26:00", "Zorbing", "Feeling odd"]
    said = " ".join(reasons)
    assert [fault for fault in faults if f"“{fault}”" not in said] == []


def test_an_id_that_comes_again_refuses_the_repeats_alone(take):
    faulty = COFFEE.replace("Coffee morning", "Teas").replace("yes", "perhaps")
    other = COFFEE.replace("Coffee morning", "Chess")

    brought = take(csv(faulty, COFFEE, other, other.replace("Chess", "Bingo")))

    assert brought.counts["new"] == 1
    again = "It has the same id as Row 3"
    assert [(where, again in reasons) for where, *reasons in why(brought)] == [
        ("Row 2", False), ("Row 4", True), ("Row 5", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "slug"), [
    ("Games", "games-group"), (" GAMES  group ", "games-group"), ("games-group", "games-group"),
    ("Gaming", "youth-club"), ("youth clubs", "youth-club"),
])  # fmt: skip
def test_a_kind_is_what_it_is_called_before_anything_like_it(bring, said, slug):
    bring(csv(COFFEE.replace("Coffee and company", said)))

    assert Service.objects.get().offer.slug == slug


def test_every_kind_is_known_by_its_own_name_and_slug(db):
    words = Words()
    offers = [term for term in words.ours.values() if term.facet == Facet.OFFER]

    assert len(offers) > 50
    assert [each.slug for each in offers if words.offer_called(each.name) != each] == []
    assert [each.slug for each in offers if words.offer_called(each.slug.upper()) != each] == []


def test_a_very_long_day_is_remarked_on_and_comes_in(take):
    long = COFFEE.replace("10am", "06:00").replace("12 noon", "23:00")
    night = COFFEE.replace("c1", "c2").replace("10am", "00:00").replace("12 noon", "23:59")
    brought = take(csv(long, night))

    with as_the_owner():
        remarks = [each["remarks"] for each in json.loads(brought.found)]
    assert "06:00 to 23:00 is 17 hours: please check it" in remarks[0]
    assert not any("please check it" in each for each in remarks[1])
    assert brought.counts["new"] == 2

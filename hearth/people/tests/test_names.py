"""Names brought to plain letters, by us and by the database alike; dates; slips; short forms."""

import datetime
import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.people import names
from hearth.people.names import folding
from hearth.people.names.shortforms import groups

TODAY = datetime.date(2026, 3, 2)
LETTERS = st.characters(min_codepoint=1, max_codepoint=0x24FF, exclude_categories=["Cs", "Cn"])
NAMES = st.one_of(
    st.text(LETTERS, max_size=30),
    st.lists(
        st.sampled_from(
            ["José", "O'Neill", "O’", "Neill", "van", "der", "Berg", "Anne-Marie", "Mc", "Łuk", "ß",
             "Шевченко", "Θάλεια", "Siân", "-", "Al-Hassan", "d", "D'Souza", "é"]
        ),
        max_size=9,
    ).map(" ".join),
)  # fmt: skip


EVERY_LETTER = [
    *folding.ONE_FOR_ONE, *folding.SEVERAL_FOR_ONE, *folding.APOSTROPHES, *folding.HYPHENS,
    *map(chr, range(1, 0x250)), "\u0301", "\ufeff", "\u2009",
]  # fmt: skip
SMALL_WORDS = re.findall("[a-z]+", folding.GLUED)


def test_the_database_has_every_letter_and_small_word_that_we_have(db):
    """Its own stand in a migration, and change only with another."""
    asked = [f"Jo{letter}An {letter}" for letter in EVERY_LETTER]
    asked += [f"Piet {word} Berg" for word in SMALL_WORDS] + ["ab " * 20, "long" * 20]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, people_name_words(name) FROM unnest(%s::text[]) AS name", [asked]
        )
        for name, words in cursor.fetchall():
            assert words == names.name_words(name), name


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NAMES)
def test_the_database_takes_a_name_apart_as_we_do(db, name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_name_words(%s)", [name])
        assert cursor.fetchone()[0] == names.name_words(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("José", ["jose"]),
        ("Łukasz Żółty", ["lukasz", "zolty"]),
        ("Pat O’Neill", ["pat", "oneill"]),
        ("Anne-Marie", ["anne", "marie", "annemarie"]),
        ("Piet van der Berg", ["piet", "van", "der", "berg", "vanderberg"]),
        ("  ", []),
        ("Олександр", ["oleksandr"]),
        ("JO jo Jo", ["jo"]),
    ],
)
def test_names_become_words(name, words):
    assert names.name_words(name) == words


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("john", "john", 0), ("jhon", "john", 1), ("jon", "john", 1), ("johhn", "john", 1),
        ("jihn", "john", 1), ("elizabteh", "elizabeth", 1), ("john", "jane", 9),
        ("ab", "abcdef", 9),
    ],
)  # fmt: skip
def test_slips_are_counted(one, other, slips):
    assert names.how_far(one, other) == slips == names.how_far(other, one)


def test_slips_are_counted_in_what_was_typed_so_far():
    assert names.how_far_as_typed("elizabt", "elizabeth") == 1
    assert names.how_far_as_typed("eliz", "elizabeth") == 0
    assert names.how_far_as_typed("qqiz", "elizabeth") == 9


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("3/2/1985", (1985, 2, 3)), ("03-02-85", (1985, 2, 3)), ("3 Feb 1985", (1985, 2, 3)),
        ("3rd February 85", (1985, 2, 3)), ("1985-02-03", (1985, 2, 3)), ("030285", (1985, 2, 3)),
        ("2/28/1985", (1985, 2, 28)), ("1/1/05", (2005, 1, 1)), ("1/1/27", (1927, 1, 1)),
        ("3/3/26", (1926, 3, 3)), ("2/3/26", (2026, 3, 2)), ("29 sept 2000", (2000, 9, 29)),
    ],
)  # fmt: skip
def test_birth_dates_are_read_the_british_way(typed, born):
    read = names.read(typed, today=TODAY)

    assert read.born == (datetime.date(*born),)
    assert read.words == ()


@pytest.mark.parametrize("typed", ["31/2/1985", "3/3/1700", "1700", "2999", "32/1/1985", "jo 3"])
def test_what_is_no_birth_date_is_not_read_as_one(typed):
    assert names.read(typed, today=TODAY).born == ()


def test_a_date_is_read_beside_a_name():
    read = names.read("smith 3/2/85 liz", today=TODAY)

    assert read.words == ("smith", "liz")
    assert read.born == (datetime.date(1985, 2, 3),)


def test_a_month_and_a_year_stand_for_their_days():
    assert len(names.read("feb 1984", today=TODAY).born) == 29
    assert len(names.read("1985", today=TODAY).born) == 365
    assert names.read("may smith", today=TODAY).born == ()


@given(st.text(max_size=60))
def test_anything_can_be_typed(typed):
    read = names.read(typed, today=TODAY)

    assert all(word for reading in read.readings for word in reading)


def is_form(one, other):
    near, far = names.other_forms(one)
    return other in near | far


def test_short_forms_go_both_ways():
    for full, short in groups():
        for one in full:
            assert all(one == other or is_form(other, one) for other in short), (one, short)


def test_there_are_more_than_three_hundred_groups_and_each_says_something():
    assert len(groups()) > 300
    assert all(full and short - full for full, short in groups())


@pytest.mark.parametrize(("one", "other"), [("liz", "margaret"), ("john", "joan"), ("jo", "xu")])
def test_other_names_are_not_forms_of_each_other(one, other):
    assert not is_form(one, other)

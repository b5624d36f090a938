"""A name looked for in small letters, and the capitals it mostly has."""

import pytest

from hearth.frontdoor.capitals import with_capitals


@pytest.mark.parametrize(
    "name",
    [
        "Wanda Quill", "Anne-Marie", "Sean O\u2019Neil-D'Arcy", "Jo's Mum", "Émile",
        "Fiona McDonald", "Ludwig van Beethoven", "Ali bin Said", "Van Morrison", "Anh Le", "X",
        "李", "",
    ],
)  # fmt: skip
def test_are_given_to_a_name_typed_in_small_letters(name):
    assert with_capitals(name.lower()) == name


@pytest.mark.parametrize("name", ["wanda Quill", "WANDA QUILL", "deShawn", "bell Hooks"])
def test_are_left_alone_where_somebody_typed_one(name):
    assert with_capitals(name) == name

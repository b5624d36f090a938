"""A page of a list is a number, whatever was typed."""

import pytest

from hearth.foundation.http import page_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", 1), ("x", 1), ("-1", 1), ("0", 1), ("1", 1), ("007", 7), ("12", 12), ("10000", 10_000),
        ("10001", 10_000), ("²", 1), ("٣", 1), ("9" * 5000, 10_000), ("0" * 5000 + "3", 3),
    ],
    ids=lambda one: str(one)[:8],
)  # fmt: skip
def test_page_number(typed, number):
    assert page_number(typed) == number

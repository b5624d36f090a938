"""What was typed: a page of a list is a number, and words are given back to whoever wrote them."""

import pytest
from django.test import RequestFactory

from hearth.foundation.http import page_number, typed_words


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


def test_words_that_were_typed_are_told_from_what_was_chosen():
    sent = {
        "csrfmiddlewaretoken": "aBcD", "stamp": "0f3a", "site": "acomb", "how": "COMES_IN",
        "agreement_id": "not one", "owner": "01890a5d-ac96-774b-bcce-b302099a8057", "day_0": "23",
        "is_new": "yes", "password": "orchid ladder", "new_password": "kettle",
        "words": " HELP ME ", "name": "Bea", "number": "07700900123", "heard": ["早", "a nod"],
        "empty": "  ",
    }  # fmt: skip

    typed = typed_words(RequestFactory().post("/", sent))

    assert typed == ["HELP ME", "Bea", "07700900123", "早", "a nod"]

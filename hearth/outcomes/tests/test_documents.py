"""What a document says is taken as it is written, and what it does not say is refused by place."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.foundation.errors import Refused
from hearth.outcomes.documents import Place, exact, plain


@pytest.mark.parametrize(
    ("said", "number"),
    [(3, 3), (Decimal("20.73"), "20.73"), ("2", 2), (" 2.50 ", "2.5"), (0.1, "0.1"), (-1, -1)],
)
def test_a_number_is_taken_with_every_digit(said, number):
    assert exact(said) == Fraction(number)


@pytest.mark.parametrize(
    "said",
    [None, True, "", "two", "1/3", "1e3", [], {}, float("nan"), Decimal("inf"),
     Decimal("1e999999999")],
)  # fmt: skip
def test_what_is_no_number_is_none(said):
    assert exact(said) is None


@given(st.decimals(min_value=-1000, max_value=1000, places=4))
def test_a_number_is_written_as_it_was_read(number):
    assert plain(Fraction(number)) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [("1/3", "0.333333"), ("2/3", "0.666667"), ("290/9", "32.222222"), ("8/2", "4")],
)
def test_a_number_that_no_decimal_ends_has_six_digits(number, written):
    assert str(plain(Fraction(number))) == written


@pytest.mark.parametrize("said", ["2026-03-31", "2026-03-31T09:30:00", date(2026, 3, 31)])
def test_a_day_is_a_day_whatever_the_hour(said):
    assert Place(said, "on").day() == date(2026, 3, 31)


@pytest.mark.parametrize("said", ["31/03/2026", None, 20260331, ""])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(Refused, match="on: must be a day such as 2026-03-31"):
        Place(said, "on").day()


def test_a_refusal_names_the_place():
    document = Place({"readings": [{"on": 1}, {"on": 2}]}, "")

    with pytest.raises(Refused, match=r"^readings\[2\].person: must|^readings\[2\]: “person”"):
        list(document.part("readings").each())[1].part("person")

"""What is taken away as a sheet runs nothing in the spreadsheet that opens it."""

import csv
import io

import pytest

from hearth.design.cells import as_csv, safe

FORMULA = 'HYPERLINK("http://example.org")'


@pytest.mark.parametrize("begin", list("=+-@\t\r\n＝＋－＠"))  # noqa: RUF001
def test_a_mark_stands_before_whatever_could_run(begin):
    assert safe(begin + FORMULA) == f"'{begin}{FORMULA}"


@pytest.mark.parametrize("begin", list("=+-@\t\r\n"))
def test_no_cell_of_a_sheet_could_run(begin):
    sheet = as_csv([["Acomb", begin + FORMULA], [begin, f'",{begin}{FORMULA}']])
    read = list(csv.reader(io.StringIO(sheet, newline="")))

    assert read == [["Acomb", f"'{begin}{FORMULA}"], [f"'{begin}", f'",{begin}{FORMULA}']]


@pytest.mark.parametrize("number", ["-1.05", "-1", "-0.000001"])
def test_a_number_below_nought_is_one(number):
    assert safe(number) == number


@pytest.mark.parametrize(
    "words",
    ["=1+1", "-1+1", "+44 1632", "@x", "-1.05\n", "-", "-1."],
)
def test_what_is_no_plain_number_is_marked(words):
    assert safe(words) == f"'{words}"


def test_other_words_and_numbers_are_left_alone():
    assert [safe(cell) for cell in ("Acomb", "a-b", 12, -3, None)] == ["Acomb", "a-b", 12, -3, ""]

"""Which column is which, as far as a machine can tell."""

import pytest

from hearth.sheets.columns import choices, guess, left_out, letters


def test_headings_that_people_use_are_recognised():
    headings = ["Visitor Name", "DATE (dd/mm/yy)", "Time In:", "Comments", "No. of people"]

    assert guess(headings, []) == {"name": 0, "date": 1, "time": 2, "note": 3, "how_many": 4}


def test_each_column_says_one_thing():
    assert guess(["Date", "Date"], []) == {"date": 0}
    assert guess(["First name", "Surname"], []) == {"name": 0, "family_name": 1}


@pytest.mark.parametrize("heading", ["Date of birth", "Phone number", "NHS number", "Postcode", ""])
def test_what_is_none_of_them_is_left_alone(heading):
    assert guess([heading], [["x"]]) == {}


def test_days_and_times_are_known_by_how_they_look_where_headings_say_nothing():
    rows = [["Jo", "9:30", "2/3/2025"], ["Sam", "10.15", "3/3/2025"]]

    assert guess(["", "", ""], rows) == {"time": 1, "date": 2}
    assert guess(["Whom", "Slot", "Slip"], rows) == {"time": 1, "date": 2}


def test_a_column_that_looks_so_only_sometimes_is_not_taken_for_it():
    assert guess([""], [["2/3/2025"], ["Jo"]]) == {}


def test_choices_say_the_heading_or_the_letter_and_what_stands_under_it():
    found = choices(["Date", ""], [["2/3/2025", ""], ["2/3/2025", "x"], ["3/3/2025", "y"]])

    assert [(c.heading, c.examples) for c in found] == [
        ("Date", ["2/3/2025", "3/3/2025"]),
        ("Column B", ["x", "y"]),
    ]


def test_columns_that_are_not_brought_in_are_told_by_their_headings():
    assert left_out(["Date", "Who came", "", "Age"], {"date": 0}) == ["Who came", "Age"]
    assert left_out(["Date"], {"date": 0}) == []


@pytest.mark.parametrize("heading", ["Who came", "WHO ATTENDED?", "Attendee name", "Initials"])
def test_names_are_known_by_many_headings(heading):
    assert guess([heading], [["Jo"]]) == {"name": 0}


def test_columns_have_the_letters_that_spreadsheets_give_them():
    assert [letters(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]

"""What a document says wrongly is refused, with the place."""

import pytest

from hearth.disclosure.tests.asking import answer, table
from hearth.foundation.errors import Refused

GOOD = table([[41, 12], [30, 40]], name="Ways in")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"counts": [[41, 12]]}, "Table “Ways in”: 2 rows, and 1 in “counts”"),
        ({"counts": [[41], [30, 40]]}, "line 1 of “counts” must be a list of 2"),
        ({"counts": [[41, -1], [30, 40]]}, "the count at A, b must be a whole number of people"),
        ({"counts": [[41, 1.5], [30, 40]]}, "the count at A, b .* and is 1.5"),
        ({"counts": [[41, "3"], [30, 40]]}, "the count at A, b must be a whole number"),
        ({"counts": [[41, None], [30, 40]]}, "the count at A, b must be a whole number"),
        ({"counts": [[41, True], [30, 40]]}, "the count at A, b must be a whole number"),
        ({"counts": [[41, 10**12], [30, 40]]}, "the count at A, b must be a whole number"),
        ({"rows": ["A", "A"]}, "“A” stands twice among its rows"),
        ({"rows": []}, "“rows” must be a list of names"),
        ({"columns": ["a", ""]}, "“columns” must be a list of names"),
        ({"name": " "}, "tables 1: “name” must say something"),
        ({"totals": "yes"}, "“totals” must be true, false, or say which"),
        ({"totals": {"rows": 1}}, "totals: “rows” must be true or false"),
        ({"structural_zeros": [["A", "z"]]}, "there is no “z” among a, b"),
        ({"structural_zeros": [["A", "a"]]}, "nobody can be at A, a, and 41 are counted there"),
        ({"structural_zero": []}, "“structural_zero” means nothing here; it may say averages"),
        ({"percentages": ["rows"]}, "“percentages” may hold column, grand, row"),
        ({"may_merge": ["all"]}, "“may_merge” may hold rows, columns"),
        ({"rates": {"of": {"Z": 1000}}}, "rates: there is no “Z” among A, B"),
        ({"rates": {"per": 0, "of": {}}}, "“per” cannot be 0"),
        ({"made_of": [["x", "y"], ["z", "w"]]}, "Table “Ways in”, A, a: “made_of” must be a list"),
        ({"averages": [{"of": "PHQ-9", "row": "Z"}]}, "average 1: there is no “Z”"),
        ({"averages": [{"of": "PHQ-9", "mean": "low"}]}, "average 1: “mean” must be a number"),
    ],
)
def test_a_table_that_is_not_said_whole_is_refused(change, said):
    with pytest.raises(Refused, match=said):
        answer({**GOOD, **change})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"policy": "none"}, "no policy “none”"),
        ({"links": [{"whole": {"table": "x"}, "parts": []}]}, "whole 1: there is no table “x”"),
        (
            {"links": [{"whole": {"table": "Ways in", "row": "Z"}, "parts": []}]},
            "Ways in has no row “Z”",
        ),
        ({"links": [{"whole": {"table": "Ways in"}, "parts": []}]}, "“parts” names a number"),
        ({"links": {}}, "“links” must be a list"),
        ({"earlier": [{}]}, "earlier 1: “release” must say something"),
        ({"earlier": ["last month"]}, "earlier 1 must be a ledger's entry"),
        (
            {"already_known": [{"cell": {"table": "Ways in"}, "count": 5}]},
            "Ways in, total is said to be known as 5, and is 123 here",
        ),
        ({"tabels": []}, "the document: “tabels” means nothing here"),
    ],
)
def test_what_is_around_the_tables_is_refused_if_it_is_wrong(more, said):
    with pytest.raises(Refused, match=said):
        answer(GOOD, **more)


def test_a_document_without_tables_is_refused():
    with pytest.raises(Refused, match="The document has no tables"):
        answer()


def test_two_tables_of_one_name_are_refused():
    with pytest.raises(Refused, match="Two tables have the same name: Ways in"):
        answer(GOOD, GOOD)


def test_a_link_that_does_not_add_up_is_refused():
    with pytest.raises(Refused, match="t, A is 53, and parts, A comes to 50"):
        answer(
            table([53], totals=False), table([50], name="parts", totals=False),
            links=[
                {"whole": {"table": "t", "row": "A"}, "parts": {"table": "parts", "row": "A"}}
            ],
        )  # fmt: skip


def test_a_number_that_was_printed_otherwise_before_is_refused():
    first = answer(table([50], made_of=[["x"]]), release="first", policy="threshold_10")

    with pytest.raises(Refused, match="or what was printed earlier"):
        answer(table([60], made_of=[["x"]]), release="second", earlier=[first["ledger"]])


def test_a_release_of_a_name_that_was_there_is_refused():
    first = answer(table([50]), release="October")

    with pytest.raises(Refused, match="Two releases have the same name: October"):
        answer(table([50]), release="October", earlier=[first["ledger"]])


def test_a_name_that_is_a_number_is_taken():
    assert answer({**GOOD, "rows": [2025, 2026]})["tables"][0]["rows"] == ["2025", "2026"]

"""Which names are the same, and which look like a slip."""

from uuid import UUID

import pytest

from hearth.sheets.naming import Fit, Known, Near, same, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "JOSE"), ("O'Brien", "obrien"), ("Mary-Anne", "Mary Anne"), ("Łucja", "łucja"),
        ("Straße", "STRASSE"), ("Zoe\u0308", "Zoë"), ("Nguyễn", "Nguyen"),
    ],
)  # fmt: skip
def test_a_name_is_the_same_however_it_is_written(one, other):
    assert same(one) == same(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jo", "Joe"), ("राम", "रोम"), ("สมชาย", "สมหญิง"), ("李", "王"), ("Ann", "Anne")],
)
def test_another_name_is_another(one, other):
    assert same(one) != same(other)


@pytest.mark.parametrize(("one", "other"), [("😀", "🙂"), ("😀", "."), (".", ""), ("😀", "")])
def test_names_that_are_all_signs_are_the_same_as_themselves_alone(one, other):
    assert same(one) == same(one)
    assert same(one) != same(other)


@pytest.mark.parametrize("words", ["", " ", ".", "-", "- -", "?", "N/A", "n.a.", "Anon"])
def test_what_fills_an_empty_box_is_no_name(words):
    assert tidy(words) == ""


def test_a_row_without_a_name_is_nobody_whose_name_is_all_signs():
    smiles, dot = Fit(UUID(int=1)), Fit(UUID(int=2))
    known = Known({same("😀"): [smiles], same("."): [dot]}, spelt=["😀", "."])

    assert known.by(tidy("")) == []
    assert known.by(tidy("-")) == []
    assert known.by(tidy(" 😀 ")) == [smiles]


class TestNear:
    known = Near(["Elizabeth", "Jonathan", "Jo", "Sam Green"])

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("Elisabeth", ["Elizabeth"]),
            ("Elizabet", ["Elizabeth"]),
            ("Elizaabeth", ["Elizabeth"]),
            ("Joanthan", ["Jonathan"]),
            ("sam greene", ["Sam Green"]),
        ],
    )
    def test_names_are_one_slip_apart(self, name, near):
        assert self.known.to(name) == near

    @pytest.mark.parametrize("name", ["Elsie", "Elizabeth", "Joe", "Sam", "Jonah"])
    def test_other_names_are_not(self, name):
        assert self.known.to(name) == []

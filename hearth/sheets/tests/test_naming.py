"""Which names are the same, and which look like a slip."""

import pytest

from hearth.sheets.naming import Near, same


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

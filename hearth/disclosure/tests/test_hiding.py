"""What is hidden beside the small numbers, what is merged and what is withheld."""

import pytest

from hearth.disclosure.tests.asking import answer, cells, table, total
from hearth.disclosure.tests.attacker import RULES


@pytest.mark.parametrize("policy", sorted(RULES))
def test_nothing_is_hidden_where_nothing_is_small(policy):
    said = answer(table([[40, 52], [61, 70]]), policy=policy)

    assert said["audit"]["hidden"] == 0
    assert total(said) in {223, 225}


def test_a_small_number_among_many_rounded_ones_needs_no_other_to_be_hidden():
    said = answer(table([[3, 20, 50], [12, 30, 41], [8, 9, 77]]))

    assert cells(said) == [[None, 20, 50], [10, 30, 40], [10, 10, 75]]


def test_where_rounding_does_not_protect_it_another_is_hidden():
    said = answer(table([4, 22, 52]))  # by rounding alone the hidden one is at least 4

    assert cells(said) == [None, None, 50]
    assert total(said) == 80


def test_yes_and_no_are_hidden_together():
    said = answer(table([11, 2]))  # eleven of thirteen improved

    assert cells(said) == [None, None]
    assert total(said) == 15


def test_without_the_total_the_other_stays():
    said = answer(table([11, 2], totals=False))

    assert cells(said) == [10, None]
    assert said["tables"][0]["grand_total"] is None


def test_by_exact_counts_the_smallest_other_is_hidden():
    said = answer(table([3, 60, 20, 41]), policy="threshold_10")

    assert cells(said) == [None, 60, None, 41]
    assert total(said) == 124


def test_in_two_dimensions_a_rectangle_is_hidden():
    said = answer(table([[3, 40, 50], [60, 20, 70], [80, 90, 95]]), policy="threshold_10")

    assert cells(said) == [[None, None, 50], [None, None, 70], [80, 90, 95]]


def test_two_small_numbers_that_a_guess_would_pin_are_joined_by_a_third():
    said = answer(table([9, 9, 30, 50]), policy="threshold_10")  # 9 and 9 is the most they can be

    assert cells(said) == [None, None, None, 50]


def test_a_rounded_total_can_pin_what_the_policy_prints_rounded_so_more_is_hidden():
    said = answer(table([1, 8, 8]), policy="hes_1to7")

    assert said["audit"]["hidden"] > 0


def test_noughts_are_printed_where_the_policy_prints_them():
    said = answer(table([[0, 30], [40, 50]]), policy="hes_1to7")

    assert cells(said)[0][0] == 0


def test_noughts_are_hidden_where_the_policy_hides_them():
    assert cells(answer(table([[0, 30], [40, 50]])))[0][0] is None


def test_where_nobody_can_be_a_nought_is_printed_and_protects_nobody():
    said = answer(
        table([[0, 30, 3], [40, 50, 60]], structural_zeros=[["A", "a"]]), policy="threshold_10"
    )

    first = cells(said)[0]
    assert first[0] == 0
    assert first[1:] == [None, None]


def test_a_total_that_is_small_is_hidden_too():
    said = answer(table([[1, 2], [30, 40]]))

    assert said["tables"][0]["row_totals"][0] == {"value": None, "hidden": True}


def test_a_total_is_rounded_from_the_true_one():
    assert total(answer(table([[12, 12], [12, 12]]))) == 50  # four times 10 is 40


def test_neighbours_are_merged_where_no_cell_could_be_read():
    said = answer(table([[0, 3, 1], [2, 4, 1], [0, 0, 40]]))

    assert said["tables"][0]["columns"] == ["a + b", "c"]
    assert said["tables"][0]["merged"] == [{"axis": "columns", "of": ["a", "b"], "as": "a + b"}]
    assert cells(said)[1] == [5, None]


def test_nothing_is_merged_where_that_is_not_asked_for():
    said = answer(table([[0, 3, 1], [2, 4, 1], [0, 0, 40]], may_merge=[]))

    assert said["tables"][0]["merged"] == []
    assert said["tables"][0]["columns"] == ["a", "b", "c"]


def test_nothing_is_merged_where_it_would_not_help():
    said = answer(table([1, 2, 1]))

    assert said["tables"][0]["merged"] == []
    assert said["tables"][0]["rows"] == ["A", "B", "C"]


def test_a_table_is_withheld_if_a_small_number_in_it_is_public_already():
    said = answer(
        table([3, 1, 60]),
        table([50, 60], name="another"),
        already_known=[{"cell": {"table": "t", "row": "A"}, "count": 3}],
    )

    first, second = said["tables"]
    assert first["withheld"]
    assert first["why"].startswith("Withheld: what is public already")
    assert first["cells"] is None
    assert said["audit"]["withheld"] == ["t"]
    assert not second["withheld"]


def test_a_total_that_is_public_elsewhere_is_reckoned_with():
    alone = answer(table([3, 20], totals=False), policy="threshold_10")
    said = answer(
        table([3, 20], totals=False),
        policy="threshold_10",
        already_known=[{"cell": {"table": "t"}, "count": 23}],
    )

    assert cells(alone) == [None, 20]
    assert cells(said) == [None, None]


@pytest.mark.parametrize("policy", sorted(RULES))
def test_the_same_table_is_always_printed_the_same(policy):
    asked = table([[0, 3, 12, 8], [2, 4, 1, 30], [9, 9, 40, 5]])

    assert answer(asked, policy=policy) == answer(asked, policy=policy)


@pytest.mark.parametrize("counts", [[0, 0, 0], [[0, 0], [0, 0]], [7], [[3]], [0]])
@pytest.mark.parametrize("policy", sorted(RULES))
def test_the_smallest_tables_are_answered(policy, counts):
    said = answer(table(counts), policy=policy)

    assert said["audit"]["safe"]

"""Shares, rates and averages are made of what is printed, and nothing inside gets out."""

from decimal import Decimal

import pytest

from hearth.disclosure.tests.asking import answer, cells, table


def test_a_share_is_made_of_the_printed_numbers():
    said = answer(table([[41, 12], [77, 52]], percentages=["row"]))

    share = said["tables"][0]["percentages"]["row"][0][0]
    assert (share["n"], share["of"]) == (40, 55)
    assert share["share"] == Decimal("0.73")  # and not 41 of 53, 0.77


def test_a_share_is_hidden_if_its_number_or_its_total_is():
    said = answer(table([[41, 12], [1, 2]], percentages=["row", "column"]))["tables"][0]

    assert said["percentages"]["row"][1][0] == {
        "share": None, "n": None, "of": None, "hidden": True,
    }  # fmt: skip
    for i, line in enumerate(said["cells"]):
        for j, cell in enumerate(line):
            for of, totals in (
                ("row", said["row_totals"][i]),
                ("column", said["column_totals"][j]),
            ):
                hidden = cell["hidden"] or totals["hidden"]
                assert said["percentages"][of][i][j]["hidden"] == hidden


def test_there_is_no_share_of_a_total_that_is_not_printed():
    said = answer(table([40, 60], totals=False, percentages=["grand"]))["tables"][0]

    assert [one["share"] for one in said["percentages"]["grand"]] == [None, None]


def test_there_is_no_share_of_nobody():
    said = answer(table([[0, 0], [40, 50]], percentages=["row"]), policy="hes_1to7")["tables"][0]

    assert said["percentages"]["row"][0][0]["hidden"]


def test_one_policy_prints_a_share_with_a_place_more():
    said = answer(table([30, 60], percentages="grand"), policy="threshold_10")["tables"][0]

    assert [one["share"] for one in said["percentages"]["grand"]] == [
        Decimal("0.333"), Decimal("0.667"),
    ]  # fmt: skip


def test_a_rate_is_made_of_the_printed_number_over_at_least_a_hundred():
    said = answer(
        table([41, 42, 2, 90, 43], rates={"per": 1000, "of": {"A": 1000, "B": 99, "C": 5000}})
    )["tables"][0]["rates"]

    assert said["per"] == 1000
    assert [(one["row"], one["rate"]) for one in said["rows"]] == [
        ("A", Decimal("40.0")), ("B", None), ("C", None),
    ]  # fmt: skip


def _average(row=None, **figures):
    return {"of": "ReQoL-10", "row": row, **figures}


def test_an_average_of_ten_is_printed_and_of_nine_is_not():
    said = answer(
        table(
            [10, 9, 60], totals=False,
            averages=[_average("A", mean=Decimal("24.17")), _average("B", mean=30)],
        ),
        policy="hes_1to7",
    )["tables"][0]["averages"]  # fmt: skip

    assert said[0]["mean"] == Decimal("24.2")
    assert said[1]["mean"] is None
    assert said[1]["hidden"]


def test_the_least_and_the_most_are_never_printed():
    said = answer(table([90, 60], averages=[_average("A", mean=24, median=25, least=3, most=40)]))[
        "tables"
    ][0]["averages"][0]

    assert (said["mean"], said["median"]) == (24, 25)
    assert said["least"] is None
    assert said["most"] is None


def test_the_average_of_all_does_not_give_away_that_of_the_few_left_out():
    asked = [_average("A", mean=20), _average("B", mean=25), _average("C", mean=9), _average()]
    asked[-1]["mean"] = 21

    few = answer(table([90, 60, 6], averages=asked))["tables"][0]["averages"]
    many = answer(table([90, 60, 60], averages=asked))["tables"][0]["averages"]

    assert [one["mean"] is None for one in few] == [False, False, True, True]
    assert [one["mean"] is None for one in many] == [False] * 4


def test_two_groups_of_few_left_out_are_not_averaged_either():
    asked = [_average("A", mean=20), _average(mean=21)]
    said = answer(table([90, 3, 4], averages=asked))["tables"][0]["averages"]

    assert [one["mean"] is None for one in said] == [False, True]


def test_how_far_a_number_is_hidden_is_said_only_inside():
    asked = table([11, 2])

    public, inside = answer(asked), answer(asked, inside=True)

    assert "inside" not in public
    assert {key: value for key, value in inside.items() if key != "inside"} == public
    hidden = inside["inside"]["hidden"]
    assert [(one["row"], one["count"], one["because"]) for one in hidden] == [
        ("A", 11, "protects another"), ("B", 2, "small"),
    ]  # fmt: skip
    assert all(one["at_least_from"] < one["at_least_to"] for one in hidden)


@pytest.mark.parametrize("policy", ["mhsds_5_5", "threshold_10"])
def test_a_small_and_a_protecting_number_look_alike(policy):
    said = answer(table([3, 18, 60, 41]), policy=policy)

    hidden = [one for one in said["tables"][0]["cells"] if one["hidden"]]
    assert len(hidden) >= 1
    assert all(one == {"value": None, "hidden": True} for one in hidden)
    assert cells(said)[0] is None

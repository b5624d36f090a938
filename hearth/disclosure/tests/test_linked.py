"""Tables that belong together, and releases one after another, cannot be taken from one another."""

import itertools

import pytest

from hearth.disclosure.tests.asking import answer, cells, table
from hearth.disclosure.tests.attacker import RULES, meaning

HUBS = [[3, 20], [14, 30], [40, 50]]


def _sums(policy, hubs, network):
    """Return whether a hidden number of a month is recovered from hubs and their network."""
    rule = RULES[policy]
    spans = []
    for value in hubs:
        low, high = meaning("*" if value is None else value, rule)
        spans.append(range(low, min(high, 90) + 1))
    low, high = meaning("*" if network is None else network, rule)
    worlds = [w for w in itertools.product(*spans) if low <= sum(w) <= high]
    return [n for n, v in enumerate(hubs) if v is None and len({w[n] for w in worlds}) == 1]


@pytest.mark.parametrize("policy", sorted(RULES))
def test_a_network_does_not_give_a_hub_away(policy):
    links = [
        {
            "whole": {"table": "network", "row": name},
            "parts": [{"table": "t", "row": hub, "column": column} for hub in "ABC"],
        }
        for name, column in (("A", "a"), ("B", "b"))
    ]
    said = answer(
        table(HUBS, totals=False),
        table([57, 100], name="network", totals=False),
        links=links,
        policy=policy,
    )

    month = [line[0] for line in cells(said)]
    assert not _sums(policy, month, cells(said, 1)[0])


def test_without_the_link_nobody_thinks_of_it():
    apart = answer(
        table(HUBS, totals=False), table([57, 100], name="network", totals=False),
        policy="threshold_10",
    )  # fmt: skip

    assert cells(apart)[1][0] == 14
    assert _sums("threshold_10", [None, 14, 40], 57) == [0]


@pytest.mark.parametrize("policy", ["mhsds_5_5", "threshold_10"])
def test_months_and_their_quarter_share_their_people(policy):
    names = ["Jan", "Feb", "Mar"]
    said = answer(
        table([60, 3, 70], name="months", totals=False, made_of=[[name] for name in names]),
        table([133], name="quarter", totals=False, made_of=[names]),
        policy=policy,
    )

    hidden = [n for n, value in enumerate(cells(said)) if value is None]
    assert 1 in hidden
    assert len(hidden) > 1 or cells(said, 1) == [None] or policy == "mhsds_5_5"


def test_three_more_people_in_a_month_are_not_the_difference_of_two_releases():
    first = answer(
        table([50, 60], made_of=[["A1", "A2"], ["B1", "B2"]]),
        policy="threshold_10", release="to February",
    )  # fmt: skip
    asked = table([53, 90], made_of=[["A1", "A2", "A3"], ["B1", "B2", "B3"]])

    alone = answer(asked, policy="threshold_10", release="to March")
    said = answer(asked, policy="threshold_10", release="to March", earlier=[first["ledger"]])

    assert cells(alone) == [53, 90]
    assert cells(said)[0] is None
    assert said["audit"]["checked_against"] == ["to February"]


def test_four_who_joined_and_one_who_left_are_protected():
    first = answer(table([50, 60]), release="first")
    link = {
        "whole": {"table": "t", "row": "A"},
        "parts": {"table": "t", "row": "A", "release": "first"},
    }
    asked = {"release": "second", "policy": "threshold_10", "earlier": [first["ledger"]]}

    few = answer(table([53, 80]), **asked, links=[{**link, "joined": 4, "left": 1}])
    many = answer(table([80, 80]), **asked, links=[{**link, "joined": 30}])

    assert cells(few)[0] is None
    assert cells(many) == [80, 80]


def test_what_an_earlier_release_hid_stays_hidden():
    first = answer(
        table([3, 60, 20, 41], made_of=[["A"], ["B"], ["C"], ["D"]]),
        policy="threshold_10", release="first",
    )  # fmt: skip
    assert cells(first) == [None, 60, None, 41]
    asked = table([20, 77], totals=False, made_of=[["C"], ["E"]])

    alone = answer(asked, policy="threshold_10", release="second")
    said = answer(asked, policy="threshold_10", release="second", earlier=[first["ledger"]])

    assert cells(alone) == [20, 77]
    assert cells(said) == [None, 77]  # 20 beside the first release's total would leave 3


def test_the_same_table_once_more_tells_nothing_new():
    asked = table([[3, 60], [20, 41]], made_of=[[["1"], ["2"]], [["3"], ["4"]]])
    first = answer(asked, release="first")

    second = answer(asked, release="second", earlier=[first["ledger"]])

    assert cells(second) == cells(first)


def test_the_ledger_holds_what_is_public_and_nothing_else():
    first = answer(table([3, 60, 20, 41]), policy="threshold_10", release="first")

    printed = [number["printed"] for number in first["ledger"]["numbers"]]
    assert printed == [None, 60, None, 41, 124]
    assert "joined" not in str(first["ledger"])


def test_how_many_joined_does_not_stand_in_the_ledger():
    first = answer(table([50]), release="first")
    second = answer(
        table([53]), release="second", earlier=[first["ledger"]],
        links=[
            {
                "whole": {"table": "t", "row": "A"},
                "parts": {"table": "t", "row": "A", "release": "first"},
                "joined": 3,
            }
        ],
    )  # fmt: skip

    assert second["ledger"]["links"][0]["joined"] is True
    third = answer(table([90]), release="third", earlier=[first["ledger"], second["ledger"]])
    assert cells(third) == [90]

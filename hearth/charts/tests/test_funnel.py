"""Which hubs lie further out than chance would put them, and which do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from hearth.charts.funnel import WIDE, WIDER, Hub, funnel, is_past, limits

SHARE = st.floats(0.05, 0.95)


@given(SHARE, st.integers(1, 2000))
@settings(deadline=None)
def test_a_hub_like_the_others_lies_within_about_as_often_as_is_said(share, of):
    edge = limits(share, of, within=WIDE)

    below = binom.cdf(edge.low * of - 1e-9, of, share) if edge.low > 0 else 0.0
    above = binom.sf(edge.high * of + 1e-9, of, share) if edge.high < 1 else 0.0
    assert 0 <= below <= 0.025 + 1e-6
    assert 0 <= above <= 0.025 + binom.pmf(round(edge.high * of), of, share)


@given(SHARE, st.integers(5, 500))
@settings(deadline=None)
def test_limits_hold_what_is_common_and_narrow_with_size(share, of):
    small, large = limits(share, of, within=WIDER), limits(share, of * 16, within=WIDER)

    assert small.low <= share <= small.high
    assert large.high - large.low < small.high - small.low or small.high - small.low == 0


def test_limits_of_a_hundred_at_half_are_interpolated():
    edge = limits(0.5, 100, within=WIDE)

    assert edge.low == pytest.approx(0.3969, abs=0.002)
    assert edge.high == pytest.approx(0.5941, abs=0.002)


@pytest.mark.parametrize("share", [0, 1])
def test_where_all_or_none_did_there_is_nothing_to_vary(share):
    assert limits(share, 30, within=WIDER) == limits(share, 30, within=WIDE)


@pytest.mark.parametrize(("share", "of"), [(0.5, 0), (1.2, 10), (-0.1, 10)])
def test_a_share_is_of_somebody(share, of):
    with pytest.raises(ValueError, match="share"):
        limits(share, of, within=WIDE)


def test_a_small_hub_far_out_is_no_surprise_and_a_large_one_is():
    assert not is_past(Hub("Small", 1, 5, ""), 0.6)
    assert is_past(Hub("Large", 60, 300, ""), 0.6)


def test_says_who_and_ranks_nobody():
    hubs = [
        *(Hub(name, 180, 300, "60%") for name in ("Skegness", "Sleaford", "Spalding")),
        Hub("Boston", 100, 300, "33%"),
        Hub("Louth", 8, 12, "67%"),
    ]

    drawn = funnel(hubs, title="Met", unit="share that met", of="introductions")

    assert "Boston" in drawn.words
    assert [row[0] for row in drawn.table.rows] == [hub.name for hub in hubs]
    assert "<text" in drawn.svg
    assert "Boston" in drawn.svg.partition("</desc>")[2]
    assert "Skegness" not in drawn.svg.partition("</desc>")[2]


def test_a_hidden_hub_stands_in_the_table_alone():
    hubs = [Hub("Skegness", 180, 300, "60%"), Hub("Louth", None, None, "*")]

    drawn = funnel(hubs, title="Met", unit="share that met", of="introductions")

    assert ("Louth", "*", "hidden") in drawn.table.rows
    assert "1 not drawn" in drawn.words


def test_no_hubs_at_all():
    assert "no numbers" in funnel([], title="Met", unit="share", of="people").words

"""Every chart: one picture with a name, the same numbers beside it, and nothing from elsewhere."""

import re
from xml.etree import ElementTree

import pytest

from hearth.charts.drawn import INK, PALE, PAPER
from hearth.charts.funnel import Hub, funnel
from hearth.charts.intervals import Share, shares
from hearth.charts.over_time import Moment, over_time
from hearth.charts.slopes import BETTER, SAME, WORSE, Pair, slopes
from hearth.charts.tornado import Swing, tornado
from hearth.charts.waterfall import Step, waterfall

ODD = 'Tea & <script>alert("1")</script>'


def months():
    return [Moment(f"Month {n}", 10.0 + n % 3, f"{10 + n % 3}") for n in range(1, 13)]


CHARTS = {
    "over time": lambda: over_time(
        [*months(), Moment(ODD, None, "hidden")], title=ODD, unit="visits"
    ),
    "funnel": lambda: funnel(
        [Hub(ODD, 2, 300, "1%"), Hub("Louth", 200, 300, "67%")], title=ODD, unit="met", of="people"
    ),
    "slopes": lambda: slopes(
        [Pair(10, 20, BETTER), Pair(12, 13, SAME), Pair(20, 8, WORSE)], title=ODD, unit="ReQoL-10"
    ),
    "waterfall": lambda: waterfall(
        Step(ODD, 100, "£100"), [Step("Anyway", -30, "-£30"), Step("Later", 5, "£5")],
        "Net", "£75", title=ODD, unit="£",
    ),
    "tornado": lambda: tornado(
        [Swing(ODD, 1, 3, "£1", "£3"), Swing("Drop-off", 0.5, 3.5, "£0.50", "£3.50")],
        2, "£2", title=ODD, unit="£ for each £1",
    ),
    "intervals": lambda: shares(
        [Share(ODD, 0.85, 0.58, 0.96, "11 of 13"), Share("Few", None, None, None, "hidden")],
        title=ODD, unit="share of people",
    ),
}  # fmt: skip


@pytest.fixture(params=CHARTS, scope="module")
def drawn(request):
    return CHARTS[request.param]()


def test_is_one_picture_with_a_name_and_words(drawn):
    root = ElementTree.fromstring(drawn.svg)  # noqa: S314 (our own)

    assert root.get("role") == "img"
    assert [child.tag.partition("}")[2] for child in root][:2] == ["title", "desc"]
    assert root[0].text == ODD
    assert root[1].text == drawn.words
    assert not re.search(r"aria-|role=", drawn.svg.partition(">")[2])


def test_asks_nobody_runs_nothing_and_styles_nothing(drawn):
    picture = drawn.svg.replace("http://www.w3.org/2000/svg", "")

    assert "http" not in picture
    assert "<script" not in picture
    assert not re.search(r"<style|style=|<image|href|url\(| id=| on[a-z]+=", picture)


def test_can_be_told_apart_without_colour(drawn):
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn.svg))

    assert colours <= {INK, PALE, PAPER, "#e4ddd6", "none", "transparent"}


def test_is_the_same_to_the_byte_each_time(request, drawn):
    again = CHARTS[request.node.callspec.params["drawn"]]()

    assert again == drawn


def test_has_a_table_with_as_many_columns_as_cells(drawn):
    assert drawn.table.rows
    assert {len(row) for row in drawn.table.rows} == {len(drawn.table.columns)}


def test_what_is_hidden_is_in_no_picture_and_in_the_table_as_printed():
    known = over_time([*months(), Moment("Last", None, "hidden")], title="Visits", unit="visits")
    shown = over_time([*months(), Moment("Last", 4.0, "4")], title="Visits", unit="visits")

    assert ("Last", "hidden") in known.table.rows
    assert known.svg != shown.svg
    assert "One is not shown" in known.words


def test_two_moments_of_one_name_are_refused():
    with pytest.raises(ValueError, match="same name"):
        over_time([*months(), *months()], title="Visits", unit="visits")


def test_an_unknown_kind_of_change_is_refused():
    with pytest.raises(ValueError, match="much better"):
        slopes([Pair(1, 2, "much better")], title="x", unit="y")


def test_slopes_always_say_how_many_got_worse():
    assert "0 reliably worse" in slopes([Pair(1, 9, BETTER)], title="x", unit="y").words


def test_a_tornado_has_the_widest_first():
    narrow, wide = Swing("Narrow", 1.9, 2.1, "1.9", "2.1"), Swing("Wide", 1, 4, "1", "4")

    drawn = tornado([narrow, wide], 2, "£2", title="x", unit="£")

    assert [row[0] for row in drawn.table.rows] == ["Wide", "Narrow"]
    assert "depends most on: Wide" in drawn.words


def test_a_waterfall_ends_where_its_steps_lead():
    drawn = CHARTS["waterfall"]()

    assert [row[1] for row in drawn.table.rows] == ["£100", "-£30", "£5", "£75"]

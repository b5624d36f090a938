"""Charts and tables of counts: what they show, and what they say to those who can't see them."""

import pytest

from hearth.design.tests.reading import read
from hearth.design.words import NOT_KNOWN

BARS = (
    '{% from "design/figures.jinja" import bars %}'
    '{{ bars("Visits", rows, "Visits a month", "v", names=names) }}'
)
HEAT = (
    '{% from "design/figures.jinja" import heat %}{{ heat("Week", columns, rows, "Visits", "w") }}'
)


def widths(page):
    return [
        one.attributes["width"]
        for one in page.all("div", class_="hearth-bars__row")
        for one in one.all("svg")
    ]


def test_a_bar_is_as_long_as_its_share_of_the_longest(draw):
    page = read(draw(BARS, rows=[("May", 50), ("June", 200), ("July", 0)], names=()))

    assert widths(page) == ["25.00%", "100.00%", "0.00%"]


def test_two_bars_share_one_scale_and_are_never_added(draw):
    rows = [("May", 100, 50)]
    page = read(draw(BARS, rows=rows, names=("known by name", "without a name")))

    assert widths(page) == ["100.00%", "50.00%"]
    assert "150" not in page.words


def test_a_chart_of_nothing_is_drawn(draw):
    assert widths(read(draw(BARS, rows=[("May", 0)], names=()))) == ["0.00%"]
    assert widths(read(draw(BARS, rows=[("May", None)], names=()))) == ["0.00%"]


def test_a_chart_says_every_number(draw):
    rows = [("May", 1240, 50), ("June", 12, None)]
    page = read(draw(BARS, rows=rows, names=("known by name", "without a name")))
    (picture,) = page.all(role="img")
    (says,) = page.all(id=picture.attributes["aria-describedby"])

    assert says.words == (
        "Visits a month. May: known by name 1,240, without a name 50."
        f" June: known by name 12, without a name {NOT_KNOWN}."
    )


@pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (20, 1), (21, 2), (60, 3), (100, 5)])
def test_shade_goes_up_with_the_count(draw, count, step):
    page = read(draw(HEAT, columns=["9am", "10am"], rows=[("Monday", [count, 100])]))

    assert page.all("td", class_=f"hearth-heat__{step}")[0].words == str(count)


def test_an_hour_that_is_closed_is_not_a_nought(draw):
    page = read(draw(HEAT, columns=["9am", "10am"], rows=[("Monday", [None, 0])]))

    assert [cell.words for cell in page.all("tbody")[0].all("td")] == [f"{NOT_KNOWN} closed", "0"]


def test_a_count_can_open_to_the_visits_behind_it(draw):
    page = read(draw(HEAT, columns=["9am"], rows=[("Monday", [(3, "/visits/?hour=9")])]))

    (link,) = page.all("a")
    assert (link.words, link.attributes["href"]) == ("3", "/visits/?hour=9")

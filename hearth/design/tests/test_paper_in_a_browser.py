"""What is on paper, and wide and long tables, in Chromium."""

import re

import pytest
from playwright.sync_api import expect


def test_the_print_button_prints(open_page):
    page = open_page()
    page.evaluate("window.print = () => { window.printed = true }")

    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")


def test_paper_has_what_was_asked_for_and_nothing_to_press(open_page):
    page = open_page()
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()
    for part in [".hearth-header", ".hearth-footer", ".hearth-search", ".hearth-tabs"]:
        expect(page.locator(part).first).to_be_hidden()
    assert not page.locator("button:visible:not(.nhsuk-password-input__toggle)").count()


WIDE = """
{% from "design/finding.jinja" import table_region %}{% from "design/figures.jinja" import heat %}
{% set ns = namespace(hours=[], counts=[]) %}
{% for hour in range(24) %}
{% set ns.hours = ns.hours + [hour ~ "am"] %}{% set ns.counts = ns.counts + [hour * 100] %}
{% endfor %}
{{ heat("By weekday and hour", ns.hours, [("Wednesday", ns.counts)], "Attendances", "hours") }}
{% call table_region("By month", "months") %}
<table class="hearth-table">
  <thead><tr><th>Month</th>{% for heading in [
    "Visits by people known by name", "Visits without a name", "People in headcounts",
    "Attendances", "Different people known by name", "New people",
  ] %}<th class="hearth-number">{{ heading }}</th>{% endfor %}</tr></thead>
  <tbody><tr><th>November 2026 (1 to 21)</th>
    {% for count in range(6) %}<td class="hearth-number">107,000</td>{% endfor %}</tr></tbody>
</table>
{% endcall %}"""
ON_PAPER = 680
"""An A4 page between its margins, in CSS pixels."""


@pytest.mark.parametrize(("width", "media"), [(ON_PAPER, "print"), (1280, "screen")])
def test_every_column_of_a_report_is_on_paper_and_on_a_laptop(open_page, site, width, media):
    site.draw("/wide/", WIDE)
    page = open_page("/wide/", width=width)
    page.emulate_media(media=media)

    assert (
        page.evaluate("""[...document.querySelectorAll(".hearth-scroll")].filter(
        (frame) => frame.scrollWidth > frame.clientWidth).map((frame) => frame.innerText)""")
        == []
    )


def test_shade_is_printed_without_being_asked_for(open_page, site):
    site.draw("/wide/", WIDE)
    page = open_page("/wide/")
    page.emulate_media(media="print")

    darkest = page.locator(".hearth-heat__5").last
    style = darkest.evaluate("""(cell) => {
        const { printColorAdjust, backgroundColor, color } = getComputedStyle(cell);
        return [printColorAdjust, backgroundColor, color];
    }""")
    assert style == ["exact", "rgb(154, 154, 154)", "rgb(0, 0, 0)"]


def test_a_table_that_goes_on_to_the_side_says_on_which(open_page, site):
    site.draw("/wide/", WIDE)
    page = open_page("/wide/", width=320)
    frame = page.get_by_role("region", name="By month")

    expect(frame).to_have_attribute("data-more", "right")
    frame.focus()
    page.keyboard.press("ArrowRight")
    expect(frame).to_have_attribute("data-more", "both")
    frame.evaluate("(frame) => { frame.scrollLeft = frame.scrollWidth }")
    expect(frame).to_have_attribute("data-more", "left")


def test_a_long_table_begins_on_the_page_of_its_heading_and_goes_on_over_the_next(open_page, site):
    rows = "<tr><th>Becky Ellis</th><td>9am</td></tr>" * 60
    site.draw(
        "/roll/",
        "<h2>By name</h2>"
        f"<table class='hearth-table hearth-fire-roll'><tbody>{rows}</tbody></table>",
    )
    page = open_page("/roll/")
    page.emulate_media(media="print")

    assert page.evaluate("""["table", "tr", "h2"].map((name) => {
        const style = getComputedStyle(document.querySelector(name));
        return [style.breakInside, style.breakAfter];
    })""") == [["auto", "auto"], ["avoid", "auto"], ["auto", "avoid"]]
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) == 3

"""
Our pages in Chromium: seen, reached by keyboard, heard, and with the script switched off.

There is no server: the browser's requests are answered here, with the security policy's headers.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from hearth.design.tests.conftest import HOME, RULES


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_gallery_has_no_fault_that_axe_can_find_and_never_scrolls_sideways(open_page, width):
    page = open_page(width=width)

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_tapped_is_large_enough_for_a_thumb(open_page, width):
    page = open_page(width=width)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             '.hearth-tap, .nhsuk-button, .hearth-undo button, .hearth-pages a, .hearth-tabs a,'
             + '.hearth-nav a, .hearth-menu summary, .hearth-meaning summary, .hearth-back,'
             + '.nhsuk-input, .nhsuk-select, .nhsuk-radios__input, .nhsuk-checkboxes__input')]
           .filter((one) => one.getClientRects().length)
           .map((one) => [one.className || one.textContent, one.getBoundingClientRect().height])
           .filter(([name, height]) => height < (name.includes('hearth-tap') ? 64 : 44))"""
    )

    assert small == []


def test_without_a_script_everything_is_still_there(open_page):
    page = open_page(width=320, script=False)

    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(page.get_by_text("Keyboard shortcuts")).to_be_hidden()
    page.get_by_label("Who has come in?").fill("zo")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{HOME}/design/?q=zo")
    expect(page.locator(".hearth-person")).to_have_count(1)


def test_the_menu_folds_and_unfolds_without_a_script(open_page, site):
    site.draw("/", "")
    page = open_page("/", width=320, script=False)
    today = page.get_by_role("link", name="Today")

    expect(today).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(today).to_be_visible()


def test_on_a_wide_screen_the_menu_is_always_open(open_page, site):
    site.draw("/", "")
    page = open_page("/")

    expect(page.get_by_role("link", name="Today")).to_be_visible()
    expect(page.get_by_text("Menu", exact=True)).to_be_hidden()


@pytest.mark.parametrize("width", [800, 1280])
def test_nine_places_to_go_stand_in_one_row(open_page, site, width):
    words = ["Welcome", "Today", "In the building", "People", "Messages", "Reports", "Sheets"]
    site.navigation = [(word, "/", word == "Today") for word in [*words, "Places", "Workers"]]
    site.draw("/", "")
    page = open_page("/", width=width)

    tops = page.locator(".hearth-nav li").evaluate_all("(all) => all.map((one) => one.offsetTop)")
    assert len(tops) == 9
    assert len(set(tops)) == 1


def test_results_come_while_typing_and_are_reached_by_arrow_keys(open_page):
    page = open_page()
    box = page.get_by_label("Who has come in?")

    box.press_sequentially("zo")
    expect(page.locator(".hearth-person")).to_have_count(1)
    expect(page.locator("[data-search-says]")).to_have_text("1 person found")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Zoë")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    expect(page).to_have_url(f"{HOME}/design/")


def test_one_letter_asks_nothing_and_clearing_brings_everybody_back(open_page, site):
    page = open_page()
    box = page.get_by_label("Who has come in?")

    box.press_sequentially("zo")
    expect(page.locator(".hearth-person")).to_have_count(1)
    before = site.times("GET", "/design/")
    box.fill("z")
    expect(page.locator(".hearth-person")).to_have_count(4)
    assert site.times("GET", "/design/") == before


def test_a_search_for_names_can_be_kept_out_of_addresses(open_page, site):
    site.draw(
        "/people/",
        """{{ search_box("/people/", "Who?", method="post", csrf=token) }}<div id="results">"""
        """<p data-says="Nobody found">Nobody</p></div>""",
    )
    page = open_page("/people/")

    page.get_by_label("Who?").press_sequentially("zoe")
    expect(page.locator("[data-search-says]")).to_have_text("Nobody found")
    posted = [one for one in site.asked if one[0] == "POST"]
    assert [(path, query, body) for _, path, query, body in posted] == [("/people/", "", "q=zoe")]


def test_a_search_that_is_not_answered_says_so(open_page, site):
    site.draw("/people/", """{{ search_box("/gone/", "Who?") }}<div id="results">Ama</div>""")
    page = open_page("/people/")

    page.get_by_label("Who?").press_sequentially("zoe")
    expect(page.get_by_text("No answer came. Press Enter to try again.")).to_be_visible()
    expect(page.locator("#results")).to_have_text("Ama")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_name_of_one_long_word_breaks(open_page, site, width):
    name = "Wolfeschlegelsteinhausenbergerdorff" * 2
    site.draw(
        "/names/",
        """{% from "design/parts.jinja" import undo, message, back %}
        {% from "design/people.jinja" import person_row, tap %}"""
        f"{{% set name = '{name}' %}}"
        """<h2>{{ name }}</h2><p>{{ name }}</p>{{ back("/", name) }}{{ message(name) }}
        {{ undo(name ~ " is welcomed", "/undo/", "") }}{{ tap(name, "/") }}
        <dl class="hearth-summary">
          <div class="hearth-summary__row"><dt>{{ name }}</dt><dd>{{ name }}</dd></div>
        </dl>
        <ul class="hearth-people">
        {% call person_row(name, href="/") %}<button>Welcome</button>{% endcall %}
        {% call person_row(name) %}<button>Welcome</button>{% endcall %}</ul>
        <fieldset><legend>{{ name }}</legend><label>{{ name }}</label></fieldset>""",
    )
    page = open_page("/names/", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_summary_of_problems_takes_the_focus_and_leads_to_the_box(open_page):
    page = open_page()

    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name=re.compile("must include a month")).click()
    expect(page.locator("#born-month")).to_be_focused()

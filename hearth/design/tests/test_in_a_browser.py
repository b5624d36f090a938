"""
Our pages in Chromium: seen, reached by keyboard, heard, and with the script switched off.

There is no server: the browser's requests are answered here, with the security policy's headers.
"""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import expect, sync_playwright

from hearth.design import security, urls

gallery = urls.urlpatterns[0].callback
STATIC = Path(__file__).parents[1] / "static"
HOME = "https://hearth.example"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGE = """{% extends "design/page.jinja" %}{% set title = "A page" %}
{% from "design/finding.jinja" import search_box %}
{% block account %}{% endblock %}{% block content %}<h1>A page</h1>BODY{% endblock %}"""


@pytest.fixture(scope="module")
def chromium():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "These tests need a browser: apt-get install chromium, or name one in CHROMIUM"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=as_root)
        yield browser
        browser.close()


class Site:
    """Answers the browser's requests, and remembers them."""

    def __init__(self):
        self.pages = {}
        self.navigation = [("Today", "/today/", False)]
        self.asked = []

    def draw(self, path, body):
        """Put a page at an address; its body may be a function, called for each request."""
        self.pages[path] = body

    def answer(self, route):
        request = route.request
        address = urlsplit(request.url)
        self.asked.append((request.method, address.path, address.query, request.post_data))
        status, kind, content = 200, "text/html; charset=utf-8", ""
        if address.path.startswith("/static/"):
            file = STATIC / address.path.removeprefix("/static/")
            kind, content = KINDS[file.suffix], file.read_text()
        elif address.path in self.pages:
            body = self.pages[address.path]
            body = body(request) if callable(body) else body
            template = PAGE.replace("BODY", body)
            context = {"navigation": self.navigation}
            content = engines["jinja"].env.from_string(template).render(context)
        elif address.path == "/design/":
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            content = gallery(RequestFactory().get("/design/", query)).content.decode()
        else:
            status = 404
        headers = {**security.HEADERS, "Content-Type": kind}
        route.fulfill(status=status, headers=headers, body=content)

    def times(self, method, path):
        return len([one for one in self.asked if one[:2] == (method, path)])


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def open_page(chromium, site):
    """Open a page; at the end, insist that nothing went wrong in it."""
    trouble, contexts = [], []

    def open_one(path="/design/", *, width=1280, script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda line: line.type == "error" and trouble.append(line.text))
        page.route("**/*", site.answer)
        page.goto(HOME + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [one for one in trouble if "Failed to load resource" not in one] == []


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


@pytest.fixture
def board(chromium, site, open_page):
    """A board that counts how often it was drawn, in a browser whose clock the test moves."""
    drawn = []

    def body(request):
        drawn.append(request)
        if request.headers.get("x-hearth-part") and site.pages.get("broken"):
            return "signed out"
        return f"""<div id="board" data-refresh="/today/" data-every="15">
            <p>Drawn {len(drawn)} times</p><a href="#">Somebody</a></div><button>Else</button>"""

    site.draw("/today/", body)
    site.draw("/", "")
    page = open_page("/")
    page.clock.install()
    page.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => window.nobodyLooks === true})"
    )
    page.goto(f"{HOME}/today/")
    return page


def wait(page, seconds):
    """Let seconds pass in the page."""
    page.clock.run_for(seconds * 1000)


def test_a_board_keeps_itself_fresh(board):
    expect(board.get_by_text("Drawn 1 times")).to_be_visible()
    wait(board, 16)
    expect(board.get_by_text("Drawn 2 times")).to_be_visible()
    wait(board, 16)
    expect(board.get_by_text("Drawn 3 times")).to_be_visible()


def test_a_board_in_use_does_not_move(board, site):
    board.get_by_role("link", name="Somebody").focus()
    wait(board, 60)
    expect(board.get_by_text("Drawn 1 times")).to_be_visible()

    board.get_by_role("button", name="Else").focus()
    wait(board, 16)
    expect(board.get_by_text("Drawn 2 times")).to_be_visible()


def test_a_board_that_nobody_looks_at_asks_nothing_and_catches_up_at_a_glance(board, site):
    board.evaluate("window.nobodyLooks = true")
    wait(board, 300)
    assert site.times("GET", "/today/") == 1

    board.evaluate(
        "window.nobodyLooks = false; document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(board.get_by_text("Drawn 2 times")).to_be_visible()


def test_a_board_that_cannot_be_brought_up_to_date_says_so_until_it_can(board, site):
    site.pages["broken"] = True
    wait(board, 16)
    said = board.get_by_text("This has not been brought up to date since")
    expect(said).to_be_visible()
    expect(board.get_by_text("Drawn 1 times")).to_be_visible()

    site.pages["broken"] = False
    wait(board, 16)
    expect(said).to_be_hidden()


SLOW_FORM = """<form method="post" action="/"><button name="way" value="door">Send</button></form>
    <script type="module" src="/static/design/hearth.js"></script>"""


def test_a_form_is_sent_once_however_often_it_is_pressed(open_page, site):
    site.draw("/", SLOW_FORM)
    page = open_page("/")
    page.evaluate(
        """() => { window.sent = 0; document.addEventListener('submit', (event) => {
             if (!event.defaultPrevented) { window.sent += 1; } event.preventDefault(); }) }"""
    )

    send = page.get_by_role("button", name="Send")
    send.dblclick()
    send.click()
    assert page.evaluate("window.sent") == 1


def test_the_button_that_was_pressed_goes_with_the_form(open_page, site):
    site.draw("/", SLOW_FORM)
    page = open_page("/")

    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    assert [one[3] for one in site.asked if one[0] == "POST"] == ["way=door"]


def test_a_key_moves_the_focus_and_presses_nothing(open_page):
    page = open_page()
    page.evaluate(
        """() => { window.pressed = []; for (const one of document.querySelectorAll('.hearth-tap'))
             one.addEventListener('click', () => window.pressed.push(one.dataset.key)) }"""
    )

    box = page.get_by_label("Who has come in?")
    page.keyboard.press("p")
    expect(page.locator("[data-key=p]")).to_be_focused()
    assert page.evaluate("window.pressed") == []
    page.keyboard.press("Enter")
    assert page.evaluate("window.pressed") == ["p"]
    page.keyboard.press("Control+g")
    for key in ("/", "s"):
        page.keyboard.press(key)
        expect(box).to_be_focused()
        page.keyboard.press("Escape")
        expect(box).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("n/")
    assert page.evaluate("window.pressed") == ["p"]
    expect(box).to_have_value("n/")


def test_keys_can_be_turned_off_and_stay_off(open_page):
    page = open_page()
    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_label("Use these keys on this device").uncheck()
    page.reload()

    page.keyboard.press("/")
    expect(page.get_by_label("Who has come in?")).not_to_be_focused()
    page.get_by_text("Keyboard shortcuts").click()
    expect(page.get_by_label("Use these keys on this device")).not_to_be_checked()


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

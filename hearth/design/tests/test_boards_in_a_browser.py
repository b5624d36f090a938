"""A board that keeps itself fresh, in Chromium."""

import pytest
from playwright.sync_api import expect

from hearth.design.tests.conftest import HOME


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

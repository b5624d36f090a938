"""
A night: at three a worker finds in two taps what helps somebody, acts, and hands over by name at
eight. On a small phone, and without JavaScript.
"""

import re
from uuid import uuid4

from playwright.sync_api import expect

from hearth.demo.networks import PASSWORD

NIGHT, DAY = "niall", "grace"
"""Who works at the centre that never closes."""


def sign_in(browser, username):
    browser.context.clear_cookies()
    page = browser.go("/sign-in/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    return browser.go("/today/")


def test_a_night_worker_finds_what_helps_in_two_taps_and_hands_over_by_name(without_javascript):
    words = f"The tea is out ({uuid4().hex[:6]})"
    page = sign_in(without_javascript, NIGHT)
    page.get_by_role("link", name="Stay-well plans").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("^Plan of")).first.click()
    expect(page.get_by_role("heading", name=re.compile("stay-well plan"))).to_be_visible()
    expect(page.get_by_role("heading", name="What helps on my worst day")).to_be_visible()

    page = without_javascript.go("/today/")
    page.get_by_role("link", name="Handover board", exact=True).click()
    page.get_by_role("link", name="Write a line").click()
    page.get_by_label("What does the next shift need to know, or do?").fill(words)
    page.get_by_role("button", name="Put it on the board").click()
    line = page.get_by_role("listitem").filter(has_text=words).first
    expect(line).to_contain_text("Nobody has it yet")
    line.get_by_role("button", name=re.compile("^I take it")).click()
    line = page.get_by_role("listitem").filter(has_text=words).first
    expect(line).to_contain_text("Niall Doyle has it")
    page.get_by_role("heading", name=re.compile("nobody has")).first.scroll_into_view_if_needed()
    without_javascript.picture("handover")

    page.get_by_role("link", name="Hand over", exact=True).click()
    page.get_by_label("Who comes on?").select_option(label="Grace Adeyemi")
    expect(page.get_by_label(words)).to_be_checked()
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Niall Doyle handed over to Grace Adeyemi").first).to_be_visible()

    page = sign_in(without_javascript, DAY)
    page.get_by_role("link", name="Handover board", exact=True).click()
    page.get_by_role("button", name="I take over").click()
    expect(page.get_by_text("Grace Adeyemi took over").first).to_be_visible()
    line = page.get_by_role("listitem").filter(has_text=words).first
    expect(line).to_contain_text("Grace Adeyemi has it")
    line.get_by_role("button", name=re.compile("^Done")).click()
    expect(page.get_by_role("heading", name="Done in this shift")).to_be_visible()

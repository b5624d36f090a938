"""Every page, on a phone and on a desk, with axe; and once more without JavaScript."""

import pytest
from playwright.sync_api import Error

from journeys.conftest import DESKTOP, PHONE, Browser

THEMSELVES = "themselves, as "
"""Who opens a page of a person's own: Odette, but what she lets her daughter read her daughter."""
READS_FOR = {"myhub:read_for": "Rosalie"}

NOTHING = "00000000-0000-0000-0000-000000000000"
"""The sample of what there is none of (see config.samples)."""


def pages_of(pages):
    """Yield every page that can be opened, with a role that it opens for."""
    order = ["HUB_MANAGER", "NETWORK_LEAD", "INFORMATION_GOVERNANCE_LEAD", "TEAM_MEMBER", "GREETER"]
    for page in pages:
        if page["name"] == "myhub:leave":  # it leads to another site
            continue
        if page["method"] == "GET" and not (page["roles"] or page["without_signing_in"]):
            yield page, THEMSELVES + READS_FOR.get(page["name"], "Odette")
            continue
        is_a_page = page["method"] == "GET" and page["roles"]
        # A provider's link is known to nobody but them: another journey follows one.
        if NOTHING in page["sample"]:  # the demonstration has none of it, such as a list brought in
            continue
        # What is a file, such as a photo, a browser shows in a page of its own making.
        is_a_page = is_a_page and not page["address"].endswith((".csv", ".webp"))
        if is_a_page and "token" not in page["address"]:
            yield page, next((role for role in order if role in page["roles"]), page["roles"][0])


def opened(browser, pages):
    """Open every page in turn, as somebody of the site to which its sample belongs."""
    signed_in_as = None
    for page, role in sorted(pages_of(pages), key=lambda pair: (pair[1], pair[0]["site"])):
        if (role, page["site"]) != signed_in_as:
            if role.startswith(THEMSELVES):
                browser.be_themselves(role.removeprefix(THEMSELVES))
            else:
                browser.sign_in(role, page["site"])
            signed_in_as = role, page["site"]
        try:
            response = browser.page.goto(browser.address + page["sample"])
        except Error as trouble:
            if "Download is starting" in str(trouble):  # a calendar, or a list to take away
                continue
            raise
        if "text/html" in (response.headers.get("content-type") or ""):
            yield page, response


@pytest.fixture(scope="module", params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def browser(request, chromium, york):
    browser = Browser(chromium, york, size=request.param)
    yield browser
    browser.close()


@pytest.fixture
def plain(chromium, york):
    browser = Browser(chromium, york, size=PHONE, javascript=False)
    yield browser
    browser.close()


def test_no_page_has_a_barrier_or_scrolls_sideways(browser, pages):
    found = {}
    for page, response in opened(browser, pages):
        trouble = browser.barriers()
        width, room = browser.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if width > room:
            trouble.append(f"scrolls sideways: {width} in {room}")
        if response.status >= 400:
            trouble.append(f"answered {response.status}")
        if trouble:
            found[page["sample"]] = trouble

    assert found == {}


def test_every_page_opens_without_javascript(plain, pages):
    unopened = {}
    for page, response in opened(plain, pages):
        main = plain.page.get_by_role("main")
        if response.status >= 400 or not main.inner_text().strip():
            unopened[page["sample"]] = response.status

    assert unopened == {}

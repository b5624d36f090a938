"""Advice in Chromium: on a narrow phone, heard, and printed on at most two sheets."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import sync_playwright

import hearth.design
from hearth.design import security
from hearth.directory.models import AdvicePage
from hearth.directory.tests.factories import publish

STATIC = Path(hearth.design.__file__).parent / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOME = "https://york.example"
LOOK = os.environ.get("HEARTH_LOOK")


@pytest.fixture
def pages(client, hub_manager):
    """Every page of advice that Hearth starts with, as the public sees it, and the editor's."""
    drawn = {}
    for page in AdvicePage.objects.all():
        publish(page)
        easy = page.edition == "EASY_READ"
        name = "virtualhub:advice_easy_read" if easy else "virtualhub:advice_page"
        drawn[reverse(name, args=[page.slug])] = None
    drawn["/advice/"] = None
    for address in drawn:
        drawn[address] = client.get(address).content.decode()
    client.force_login(hub_manager)
    sleep = AdvicePage.objects.get(slug="sleep", edition="USUAL")
    AdvicePage.objects.filter(id=sleep.id).update(
        body="In order to obtain assistance it is necessary to complete the form which is sent to "
        "you by the council when your application was received and it is looked at. " * 2
    )
    for name, args in [
        ("advice", []),
        ("new_advice", []),
        ("advice_page", [sleep.id]),
        ("edit_advice", [sleep.id]),
        ("advice_version", [sleep.id, 1]),
    ]:
        address = reverse(f"directory:{name}", args=args)
        drawn[address] = client.get(address).content.decode()
    return drawn


@pytest.fixture
def browser(pages):
    """A browser whose requests are answered here. It is gone before the database is."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "These tests need a browser: apt-get install chromium, or name one in CHROMIUM"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []

    def answer(route):
        path = urlsplit(route.request.url).path
        kind, content = "text/html; charset=utf-8", pages.get(path, "")
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind, content = KINDS[file.suffix], file.read_text()
        route.fulfill(headers={**security.HEADERS, "Content-Type": kind}, body=content)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=as_root)
        context = chromium.new_context()
        context.route("**/*", answer)
        yield context.new_page()
        chromium.close()


def test_every_page_on_a_narrow_phone_and_on_paper(pages, browser):
    wrong = {}
    for address in pages:
        name = address.strip("/").replace("/", "-")
        for width in (320, 1280):
            browser.set_viewport_size({"width": width, "height": 800})
            browser.goto(HOME + address)
            if LOOK:
                browser.screenshot(path=f"{LOOK}/{name}-{width}.png", full_page=True)
            wide = browser.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong[address, width] = wide
            found = Axe().run(browser, options={"runOnly": RULES}).response["violations"]
            if found:
                wrong[address, width, "axe"] = [
                    (each["id"], each["nodes"][0]["html"][:200]) for each in found
                ]
        if address.startswith("/advice/") and address != "/advice/":
            paper = browser.pdf(format="A4", print_background=False)
            if LOOK:
                Path(f"{LOOK}/{name}.pdf").write_bytes(paper)
            sheets = len(re.findall(rb"/Type\s*/Page\b", paper))
            if sheets > 2:
                wrong[address, "sheets"] = sheets
    assert wrong == {}

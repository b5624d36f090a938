"""The directory's pages in Chromium: nothing in anybody's way (axe), and nothing too wide."""

import datetime
import os
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from hearth.config.pages import POST_ONLY, ROLES_OF, addresses
from hearth.directory.models import Search, Service
from hearth.directory.tests.factories import SECRET, ServiceFactory, directory_sample
from hearth.foundation.tests.factories import as_the_owner

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's own loop asks nothing

HEARTH = Path(__file__).parents[2]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OURS = {
    "directory:entries", "directory:entry", "directory:overdue", "directory:add_entry",
    "directory:edit_what", "directory:edit_who", "directory:edit_keeping", "directory:add_times",
    "directory:add_place", "directory:call_off", "directory:tips", "directory:tip",
    "directory:pairs", "directory:pair", "directory:providers", "directory:provider",
    "directory:add_contact", "directory:synonyms", "directory:how_often", "directory:searches",
}  # fmt: skip


@pytest.fixture
def drawn(client, network_lead, hub, today):
    """Return the pages' HTML, by name."""
    sample = directory_sample(network_lead, hub)
    ServiceFactory(phone="01904 555010")
    with as_the_owner():
        long = "x" * 299
        Search.objects.create(on=today, words=long, not_understood=[long], found=0)
        Service.objects.update(confirm_by=today - datetime.timedelta(days=1))
    client.force_login(network_lead)
    pages = {
        address.name: client.get(
            reverse(address.name, kwargs={name: sample[name] for name in address.parameters})
        ).content.decode()
        for address in addresses()
        if address.name in OURS
    }
    nobody = Client(headers={"host": "york.localhost"})
    for page in ("answer", "changed"):
        address = reverse(f"answering:{page}", args=[SECRET])
        pages[page] = nobody.get(address).content.decode()
    made = client.post(reverse("directory:make_link", args=[sample["service_id"]]))
    return pages | {"link": made.content.decode()}


@pytest.fixture
def look(drawn):
    """Open each page in a browser of a width; yield its name with the page."""

    def answer(route):
        path = route.request.url.removeprefix("https://hearth.example/").split("?")[0]
        if path in drawn:
            route.fulfill(body=drawn[path], content_type="text/html; charset=utf-8")
        elif named := re.fullmatch(r"static/(\w+)/(.+)", path):
            route.fulfill(path=HEARTH / named[1] / "static" / named[1] / named[2])
        else:
            route.fulfill(status=404)

    def pages(width):
        found = os.environ.get("CHROMIUM") or shutil.which("chromium")
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=as_root)
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.route("**/*", answer)
            for name in drawn:
                page.goto(f"https://hearth.example/{name}")
                yield name, page
            browser.close()

    return pages


def test_nothing_is_in_anybodys_way(look):
    found = {}
    for name, page in look(1280):
        axe = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        if axe.violations_count:
            found[name] = [
                (wrong["id"], wrong["nodes"][0]["html"]) for wrong in axe.response["violations"]
            ]
    assert found == {}


def test_nothing_is_too_wide_for_the_smallest_phone(look):
    widths = {
        name: page.evaluate("document.documentElement.scrollWidth") for name, page in look(320)
    }
    assert {name: width for name, width in widths.items() if width > 320} == {}


def test_the_pages_that_are_opened_are_pages():
    assert set(ROLES_OF) - POST_ONLY >= OURS

"""Drawing pieces of pages without a server, and whole ones in Chromium."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import sync_playwright

from hearth.design import security, urls

gallery = urls.urlpatterns[0].callback
STATIC = Path(__file__).parents[1] / "static"
HOME = "https://hearth.example"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGE = """{% extends "design/page.jinja" %}{% set title = "A page" %}
{% from "design/finding.jinja" import search_box %}
{% block account %}{% endblock %}{% block content %}<h1>A page</h1>BODY{% endblock %}"""


@pytest.fixture
def draw() -> Callable[..., str]:
    """Draw a piece of template."""

    def draw_piece(source: str, **context: object) -> str:
        return engines["jinja"].env.from_string(source).render(context)

    return draw_piece


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

"""A real server with the demonstration networks in it, and browsers to visit it with."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

HOME = Path(__file__).parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
SCREENSHOTS = HOME / "docs" / "tour" if os.environ.get("HEARTH_TOUR") else HOME / "var" / "tour"
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault of the page
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def as_owner():
    return {**os.environ, "DATABASE_URL": os.environ["DATABASE_OWNER_URL"], "HEARTH_DEMO": "1"}


def manage(*command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=HOME, env=as_owner(), check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="session")
def networks():
    """The demonstration networks, loaded the first time."""
    manage("collectstatic", "--no-input", "--verbosity", "0")
    manage("migrate_schemas", "--verbosity", "0")
    manage("demo")


@pytest.fixture(scope="session")
def port(networks):
    """The port of a running Hearth."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = Path(sys.executable).with_name("granian")
    options = [
        "--interface",
        "wsgi",
        "--no-ws",
        "--log-level",
        "warning",
        "--blocking-threads",
        "4",
    ]
    server = subprocess.Popen(
        [granian, *options, "--port", str(port), "hearth.config.wsgi:application"],
        cwd=HOME,
        env={**os.environ, "HEARTH_DEMO": "1"},
    )
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def york(port):
    """The address of York."""
    return f"http://york.localhost:{port}"


@pytest.fixture(scope="session")
def pages(port):
    """Every page of York, with a sample address and the roles that it opens for."""
    return json.loads(manage("pages", "--json", "--partnership", "york"))


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.exit("No Chromium. Install Debian's chromium, or say where one is in CHROMIUM", 1)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=as_root)
        yield browser
        browser.close()


class Browser:
    """A browser of one's own, whose pages must not raise errors or break the security policy."""

    def __init__(self, chromium, address, *, size, javascript=True):
        self.address = address
        self.context = chromium.new_context(viewport=size, java_script_enabled=javascript)
        self.page: Page = self.context.new_page()
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", self._hear)
        self.page.on("request", self._look)

    def _hear(self, line):
        if "Content Security Policy" in line.text:
            self.trouble.append(line.text)

    def _look(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.trouble.append(f"asked another host: {request.url}")

    def go(self, path):
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, role, site=""):
        """Sign in with one click from the cast, as somebody at a site if the role is held there."""
        self.context.clear_cookies()
        self.go("/demo/")
        form = self.page.locator(f"form:has(input[name=role][value='{role}'])")
        there = form.and_(self.page.locator(f"form:has(input[name=site][value='{site}'])"))
        (there if there.count() else form).first.get_by_role("button").click()
        return self.page

    def be_themselves(self, name):
        """Be somebody with own pages, with one click from the cast."""
        self.context.clear_cookies()
        self.go("/demo/").get_by_role("button", name=f"Be {name}", exact=True).click()
        return self.page

    def picture(self, name):
        """Take a picture for the tour in the README."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")

    def barriers(self):
        """Return what axe finds wrong on the page that is open."""
        options = {"runOnly": {"type": "tag", "values": RULES}}
        found = Axe().run(self.page, options=options)
        return [
            f"{found_['id']}: {node['target']} {node['failureSummary']}"
            for found_ in found.response["violations"]
            for node in found_["nodes"]
        ]

    def close(self):
        self.context.close()
        assert self.trouble == []


@pytest.fixture
def tablet(chromium, york):
    browser = Browser(chromium, york, size={"width": 800, "height": 1100})
    yield browser
    browser.close()


@pytest.fixture
def phone(chromium, york):
    browser = Browser(chromium, york, size=PHONE)
    yield browser
    browser.close()


@pytest.fixture
def provider(chromium, york):
    """Somebody at a provider, on a phone of their own, with no account."""
    browser = Browser(chromium, york, size=PHONE)
    yield browser
    browser.close()


@pytest.fixture
def without_javascript(chromium, york):
    browser = Browser(chromium, york, size=PHONE, javascript=False)
    yield browser
    browser.close()

"""Nothing but the gate sends anything: this reads all of Hearth, and fails on any other way out."""

import ast
import re
from pathlib import Path

import pytest

HEARTH = Path(__file__).parents[2]
THE_GATE = HEARTH / "outgoing" / "transport.py"
SENDS = {
    "aiohttp", "aiosmtplib", "boto3", "django.core.mail", "email.message", "email.mime", "ftplib",
    "http.client", "httpx", "imaplib", "nntplib", "paramiko", "poplib", "pycurl", "requests",
    "sendgrid", "slack_sdk", "smtplib", "socket", "ssl", "telnetlib", "twilio", "urllib.request",
    "urllib3", "webbrowser", "websocket", "websockets", "xmlrpc.client",
}  # fmt: skip
NAMES = {
    "EmailMessage", "EmailMultiAlternatives", "create_connection", "email_user", "mail_admins",
    "mail_managers", "send_mail", "send_mass_mail", "sendmail", "urlopen", "urlretrieve",
}  # fmt: skip
PROGRAMS = re.compile(r"\b(sendmail|curl|wget|mailx?|mutt|ssh|scp|nc|netcat|telnet)\b")
RUNS = {"run", "Popen", "call", "check_call", "check_output", "system", "popen"}

LINKS = re.compile(r"(?:mailto|sms|smsto|tel|whatsapp|facetime):\s*\{\{", re.IGNORECASE)
STARTS_SERVERS = {"socket", "ssl", "urllib.request", "http.client", "create_connection", "urlopen"}
"""What config needs to find a free port and to ask whether a server it started is there. It reaches
no person's record, and other apps may not import it."""
MAY = {
    ("people/actions/finding.py", "create_connection"): "a second connection to our own database",
    ("directory/advice/markup.py", "tel:"): "a helpline's number, as an advice page's writer typed",
    ("directory/advice/markup.py", "sms:"): "a helpline's number, as an advice page's writer typed",
    **{
        ("design/errors.py", number): "help for whoever meets a fault, on a page that asks nothing"
        for number in ("tel:999", "tel:111", "tel:116123", "sms:85258")
    },
}

SOURCES = [
    path
    for path in HEARTH.rglob("*.py")
    if "tests" not in path.parts and path != THE_GATE and path.name != "conftest.py"
]
KNOW_NOBODY = {"virtualhub", "directory", "exchange"}
"""Apps that know no person: what they ring or write to is a service, a hub or somebody at work."""
TEMPLATES = [
    path for path in HEARTH.rglob("*.jinja") if path.relative_to(HEARTH).parts[0] not in KNOW_NOBODY
]


def ways_out(code):
    """Yield every way in which some code could send something, as (line, what)."""
    for node in ast.walk(ast.parse(code)):
        yield from imported(node)
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if isinstance(node, ast.Attribute | ast.Name) and name in NAMES:
            yield node.lineno, name
        if isinstance(node, ast.Call):
            yield from ran(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from linked(node)


def imported(node):
    if isinstance(node, ast.Import):
        modules = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and not node.level:
        modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    else:
        return
    for module in modules:
        if any(module == sends or module.startswith(f"{sends}.") for sends in SENDS):
            yield node.lineno, module


def ran(node):
    called = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    if called in {"import_module", "__import__"}:
        for part in node.args:
            if isinstance(part, ast.Constant) and part.value in SENDS:
                yield node.lineno, part.value
    if called in RUNS:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and PROGRAMS.search(str(part.value)):
                yield node.lineno, part.value


def linked(node):
    if re.match(r"\s*(mailto|sms|smsto|tel|whatsapp|facetime):", node.value, re.IGNORECASE):
        yield node.lineno, node.value


def links_out(template):
    """Return every link in a template that would write to, or ring, somebody we know."""
    return LINKS.findall(template)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HEARTH)))
def test_no_code_but_the_gate_can_send_anything(path):
    where = path.relative_to(HEARTH)
    found = {what for _, what in ways_out(path.read_text())}
    if where.parts[0] == "config":
        found -= STARTS_SERVERS
    assert {what for what in found if (str(where), what) not in MAY} == set()


RUNG_BY_HAND = {
    "people/templates/people/plan_parts.jinja", "people/templates/people/circle.jinja",
    "safety/templates/safety/rows.jinja", "myhub/templates/myhub/ringing.jinja",
    "outcomes/templates/outcomes/by_link_over.jinja",
    "outcomes/templates/outcomes/by_link_thanks.jinja",
}  # fmt: skip
"""Pages with the number of somebody in a circle who agreed to be rung, of a hub, or of a crisis
line. A worker or the person rings them, with a thumb, at three in the morning; Hearth does not."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HEARTH)))
def test_no_page_links_to_a_persons_phone_or_email(path):
    found = links_out(path.read_text())

    if str(path.relative_to(HEARTH)) in RUNG_BY_HAND:
        assert [link.partition(":")[0] for link in found] == ["tel"]
    else:
        assert found == []


@pytest.mark.parametrize("app", sorted(KNOW_NOBODY))
def test_who_may_link_to_a_phone_knows_no_person(app):
    code = [path for path in (HEARTH / app).rglob("*.py") if "tests" not in path.parts]

    assert len(code) > 10
    assert [path.name for path in code if "hearth.people" in path.read_text()] == []


def test_every_exception_is_still_needed():
    for (where, what), _ in MAY.items():
        assert what in {found for _, found in ways_out((HEARTH / where).read_text())}


def test_the_gate_itself_is_found_by_this_test():
    assert {"django.core.mail", "EmailMessage", "smtplib"} <= {
        what.removesuffix(".EmailMessage") for _, what in ways_out(THE_GATE.read_text())
    }


@pytest.mark.parametrize(
    "code",
    [
        "import smtplib",
        "from django.core.mail import send_mail",
        "from django.core import mail",
        "import django.core.mail as quiet",
        "from django.core.mail.message import EmailMessage",
        "user.email_user('Hello', 'You')",
        "import requests",
        "import urllib.request",
        "from urllib.request import urlopen",
        "import http.client",
        "import socket",
        "import httpx",
        "import webbrowser",
        "__import__('smtplib')",
        "from importlib import import_module\nimport_module('requests')",
        "import subprocess\nsubprocess.run(['/usr/sbin/sendmail', '-t'])",
        "import os\nos.system('curl http://example.org')",
        "where = f'mailto:{way.value}'",
        "where = 'tel:' + way.value",
    ],
)
def test_each_way_out_is_found(code):
    assert list(ways_out(code))


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.parse",
        "from email.utils import parseaddr",
        "from hearth.outgoing import actions\nactions.send(by=by, person=person)",
        "import subprocess\nsubprocess.run(['postgres'])",
        "words = 'The telephone: ask them first'",
    ],
)
def test_what_sends_nothing_is_left_alone(code):
    assert not list(ways_out(code))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<a href="mailto:{{ way.value }}">', True),
        ('<a href="tel:{{ way.value }}">', True),
        ('<a href="sms:{{way.value}}">', True),
        ('<a href="tel:999">', False),
        ("<p>Email: {{ way.value }}</p>", False),
    ],
)
def test_each_link_out_of_a_template_is_found(template, found):
    assert bool(links_out(template)) is found

"""Where what somebody can use or create leads: each line is a link to a real thing."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse

LINES = Path(__file__).parent / "data" / "ways.toml"
PAGES = {
    "hubs": ("virtualhub:hubs", {}),
    "now": ("myhub:worst_day", {}),
    "offer": ("myhub:say", {"what": "offer"}),
    "plan": ("myhub:story", {}),
    "write": ("myhub:say", {}),
}


@cache
def lines() -> dict[str, dict[str, list[list[str]]]]:
    """Return the lines that Hearth brings along, by how somebody is, and "known"."""
    return tomllib.loads(LINES.read_text())


def usual(how: str, gives: str) -> tuple[str, ...]:
    """Return what stands there where a network has not written its own."""
    return tuple(words for words, _ in lines()[how][gives.lower()])


def lead(words: str) -> str:
    """Return the address to which a line leads; of a line that is not known, to a search for it."""
    to, _, sought = _leads().get(words, f"find:{words}").partition(":")
    name, asked = PAGES.get(to, ("virtualhub:find", {"q": sought}))
    return f"{reverse(name)}?{urlencode(asked)}" if asked else reverse(name)


@cache
def _leads() -> dict[str, str]:
    return {
        words: to for parts in lines().values() for part in parts.values() for words, to in part
    }

"""
The advice that Hearth starts a partnership with, as it is now: files in data/advice, in our own
words. It is laid again by a migration when it changes, as drafts: nothing is the public's until
somebody here publishes it. What a partnership has changed is never touched.

Each begins with lines of "name: what", then an empty line, then the page itself:

    title: When you can't sleep
    topic: SLEEP
    summary: What helps tonight, and what helps over the next weeks.
    search: Help with sleep near you = sleep
    source: What it says | Who says so | https://their.page/

"search" and "source" may come many times. A file called sleep.easy-read.md is the Easy Read of
sleep.md. No source says on which day it was read: whoever publishes the page checks it first.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

FOLDER = Path(__file__).parents[1] / "data" / "advice"
SAID = ("title", "summary", "body", "sources", "searches")


@dataclass(frozen=True)
class Starter:
    """One page as Hearth brings it."""

    slug: str
    edition: str
    topic: str
    place: int
    title: str
    summary: str
    body: str
    sources: list[dict[str, str]]
    searches: list[dict[str, str]]

    @cached_property
    def says(self) -> dict[str, Any]:
        """What it says: the fields of AdviceText."""
        return {name: getattr(self, name) for name in SAID}

    @cached_property
    def digest(self) -> str:
        return digest_of(self.says)


def digest_of(says: dict[str, Any]) -> str:
    """Return twelve letters that change when what a page says does."""
    return hashlib.sha256(json.dumps(says, sort_keys=True).encode()).hexdigest()[:12]


def starters() -> list[Starter]:
    """Return every page that Hearth brings, by its file's name."""
    return [read(path) for path in sorted(FOLDER.glob("*.md"))]


def read(path: Path) -> Starter:
    """Return one page from its file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    said: dict[str, list[str]] = {}
    for line in head.splitlines():
        name, _, what = line.partition(": ")
        said.setdefault(name, []).append(what.strip())
    slug, _, edition = path.stem.partition(".")
    return Starter(
        slug=slug,
        edition="EASY_READ" if edition else "USUAL",
        topic=said["topic"][0],
        place=int(said.get("place", ["100"])[0]),
        title=said["title"][0],
        summary=said["summary"][0],
        body=body.strip(),
        sources=[_parts(line, "|", "fact", "who", "address") for line in said.get("source", [])],
        searches=[_parts(line, "=", "label", "words") for line in said.get("search", [])],
    )


def _parts(line: str, mark: str, *names: str) -> dict[str, str]:
    """Return the parts of a line by their names. A source is read by whoever publishes it."""
    parts = dict(zip(names, (part.strip() for part in line.split(mark)), strict=True))
    return parts | {"read": ""} if "fact" in parts else parts


DIGEST = digest_of({f"{each.slug} {each.edition}": each.digest for each in starters()})


class LayAdvice(Operation):
    """Bring the advice that Hearth starts with up to date, where nobody has changed it."""

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models know of no rows."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            lay(from_state.apps.get_model("directory", "AdvicePage"))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """What was laid stays: it may have been published by now."""

    def describe(self) -> str:
        return "Lay the advice that Hearth starts with"


def lay(AdvicePage: Any) -> None:  # noqa: N803 (a model, as it is at this migration)
    """Add what is not there, and bring what nobody changed up to date."""
    english = AdvicePage.objects.filter(language="en-gb")
    before = {(page.slug, page.edition): page for page in english}
    for each in starters():
        page = before.get((each.slug, each.edition))
        if page is None:
            page = AdvicePage(slug=each.slug, edition=each.edition)
        elif page.starter == each.digest or page.starter != _digest_now(page):
            continue
        for name, value in {**each.says, "topic": each.topic, "place": each.place}.items():
            setattr(page, name, value)
        page.starter = each.digest
        page.save()


def _digest_now(page: Any) -> str:
    """Return the digest of what a page says now: its starter's, if nobody has changed it."""
    return digest_of({name: getattr(page, name) for name in SAID})

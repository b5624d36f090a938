"""How somebody says they are, and what they can use and create here when they are so."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import HowIAm, Letterbox
from hearth.people.models import Person, Sight
from hearth.places.models import Site

LISTS = Path(__file__).parents[1] / "data" / "ways.toml"
USUAL = "usual"
MOST = 100


@dataclass(frozen=True)
class Thing:
    """One thing that somebody can use or create, and where it leads."""

    words: str
    to: str
    """"hubs", "write", "offer", "now", "plan", or "find": the directory, by `sought`."""
    sought: str = ""


@dataclass(frozen=True)
class Ways:
    """What somebody can use and create when they are so."""

    how: str
    how_words: str
    use: tuple[Thing, ...]
    create: tuple[Thing, ...]


@dataclass(frozen=True)
class HowShown:
    """How somebody said they were."""

    id: UUID
    how_words: str
    words: str
    said_at: datetime.datetime


@cache
def lists() -> dict[str, Any]:
    """Return the lists that Hearth brings along, by name."""
    return tomllib.loads(LISTS.read_text())


@cache
def _leads() -> Mapping[str, str]:
    """Return where every line of the lists that Hearth brings leads, by what it says."""
    return {
        words: to
        for each in lists().values()
        for how in HowToday.values
        for part in ("use", "create")
        for words, to in each[how][part]
    }


def thing(words: str) -> Thing:
    """Return one thing, leading where it is known to lead; else the directory is asked for it."""
    to, _, sought = _leads().get(words, f"find:{words}").partition(":")
    return Thing(words, to, sought)


def list_of(name: str) -> dict[str, dict[str, list[str]]]:
    """Return one of the lists that Hearth brings along, as a letterbox keeps it."""
    said = lists()[name]
    return {
        how: {part: [words for words, _ in said[how][part]] for part in ("use", "create")}
        for how in HowToday.values
    }


def has_its_own(site: Site) -> bool:
    """Test if a hub has written its own list."""
    return Letterbox.objects.filter(site=site).exclude(ways={}).exists()


def ways_at(site: Site | None) -> tuple[Ways, ...]:
    """Return what a hub offers for each way of being, or the usual: in the order of the words."""
    row = Letterbox.objects.filter(site=site).first() if site else None
    said = row.ways if row and row.ways else list_of(USUAL)
    return tuple(
        Ways(
            how.value, str(how.label),
            tuple(thing(words) for words in said.get(how, {}).get("use", ())),
            tuple(thing(words) for words in said.get(how, {}).get("create", ())),
        )
        for how in HowToday
    )  # fmt: skip


def how_they_were(person_id: UUID, *, sight: Sight) -> tuple[HowShown, ...]:
    """Return how somebody said they were, for those with whom they share their support."""
    return _shown(person_id, HowIAm.objects.open_to(sight))


def how_i_was(actor: Actor) -> tuple[HowShown, ...]:
    """Return how the person who acts said they were, the latest first."""
    return _shown(actor.themselves, HowIAm.objects.all()) if actor.themselves else ()


def _shown(person_id: UUID, found: Any) -> tuple[HowShown, ...]:
    rows = found.filter(person=person_id).order_by("-said_at", "-id")[:MOST]
    return tuple(
        HowShown(row.id, str(HowToday(row.how).label), row.words, row.said_at) for row in rows
    )


def hub_of(person: Person) -> Site | None:
    """Return a hub that knows somebody, by name, if one does."""
    return Site.objects.welcoming().filter(id__in=person.known_at).order_by("name").first()

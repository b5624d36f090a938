"""What a person is told before they say something to a hub, and what became of what they said."""

import datetime
from dataclasses import dataclass

from hearth.accounts.models import User
from hearth.letterbox.models import LetterKind
from hearth.letterbox.queries import (
    BoxSaid,
    LetterPage,
    Reading,
    boxes_of,
    own_letters,
    reading_at,
    sites_to_write_to,
)
from hearth.people.models import Person
from hearth.places.models import Site

MOST_HUBS = 6
"""Of those that know somebody, on a page that says of each when somebody reads there."""


@dataclass(frozen=True)
class ToWrite:
    """A hub that somebody can write to: who reads it, and when."""

    site: Site
    who_reads: str
    reading: Reading


@dataclass(frozen=True)
class SaidOnHome:
    """What the first page says of what somebody said to a hub."""

    answered: int
    """Messages with an answer that is not over yet."""
    worst_day: LetterPage | None


def hubs_of_theirs(person: Person, *, now: datetime.datetime) -> tuple[ToWrite, ...]:
    """Return the hubs that know somebody and take messages, those where somebody is now first."""
    sites = list(sites_to_write_to().filter(id__in=person.known_at)[:MOST_HUBS])
    boxes = boxes_of(sites)
    found = [to_write(site, boxes[site.id], now=now) for site in sites]
    return tuple(sorted(found, key=lambda one: not one.reading.reads_now))


def to_write(site: Site, box: BoxSaid, *, now: datetime.datetime) -> ToWrite:
    return ToWrite(site, box.who_reads(site), reading_at(site, box, now=now))


def other_hubs(person: Person) -> list[Site]:
    """Return the hubs that take messages and do not know somebody yet, by name."""
    return list(sites_to_write_to().exclude(id__in=person.known_at))


def on_home(actor: User, *, now: datetime.datetime) -> SaidOnHome:
    """Return what the first page says of what somebody said to a hub."""
    found = own_letters(actor, now=now)
    answered = sum(1 for one in found if one.has_answer and one.row.done_at is None)
    return SaidOnHome(answered, _worst_day_of(found))


def worst_day_said(actor: User, *, now: datetime.datetime) -> LetterPage | None:
    """Return what somebody told a hub of their worst day, while it is not over."""
    return _worst_day_of(own_letters(actor, now=now))


def _worst_day_of(found: tuple[LetterPage, ...]) -> LetterPage | None:
    days = (one for one in found if one.row.kind == LetterKind.WORST_DAY)
    return next((one for one in days if one.row.done_at is None), None)

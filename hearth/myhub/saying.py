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

A_DAY = datetime.timedelta(days=1)
"""For so long a worst day that was read stands on a page. What nobody has read stands always."""
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
    """Messages with an answer that they have not opened yet, over or not."""
    worst_day: LetterPage | None


def hubs_of_theirs(person: Person, *, now: datetime.datetime) -> tuple[ToWrite, ...]:
    """
    Return the hubs that know somebody, take messages and have somebody who reads them: those where
    somebody is now first, and no more than a page can say something of.
    """
    sites = list(sites_to_write_to().filter(id__in=person.known_at))
    boxes = boxes_of(sites)
    every = [to_write(site, boxes[site.id], person, now=now) for site in sites]
    found = [one for one in every if one.reading.has_readers]
    found.sort(key=lambda one: (not one.reading.is_here, not one.reading.reads_now))
    return tuple(found[:MOST_HUBS])


def to_write(site: Site, box: BoxSaid, person: Person, *, now: datetime.datetime) -> ToWrite:
    reading = reading_at(site, box, now=now, but_not=person.worker_id)
    return ToWrite(site, box.who_reads(site), reading)


def other_hubs(person: Person) -> list[Site]:
    """Return the hubs that take messages and do not know somebody yet, by name."""
    return list(sites_to_write_to().exclude(id__in=person.known_at))


def on_home(actor: User, *, now: datetime.datetime) -> SaidOnHome:
    """Return what the first page says of what somebody said to a hub."""
    found = own_letters(actor, now=now)
    answered = sum(1 for one in found if one.is_answered_anew)
    return SaidOnHome(answered, _worst_day_of(found, now=now))


def worst_day_said(actor: User, *, now: datetime.datetime) -> LetterPage | None:
    """Return what somebody told a hub last of their worst day, while it is not over."""
    return _worst_day_of(own_letters(actor, now=now), now=now)


def _worst_day_of(found: tuple[LetterPage, ...], *, now: datetime.datetime) -> LetterPage | None:
    days = [
        one
        for one in found
        if one.row.kind == LetterKind.WORST_DAY and one.row.done_at is None
        if one.row.is_waiting or one.last_said_at > now - A_DAY
    ]
    return max(days, key=lambda one: one.last_said_at, default=None)

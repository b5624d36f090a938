"""What a person is told before they say something to a hub, and what became of what they said."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.models import User
from hearth.letterbox.queries import (
    BoxSaid,
    LetterPage,
    Reading,
    boxes_of,
    own_worst_days,
    reading_at,
    sites_to_write_to,
    unseen_answers,
)
from hearth.people.models import Person
from hearth.places.models import Site

A_DAY = datetime.timedelta(days=1)
"""For so long a worst day that was read stands on a page. What nobody has read stands always."""
MOST_HUBS = 6
"""On a page that says of each who reads there, and when. The others are chosen by name first."""


@dataclass(frozen=True)
class ToWrite:
    """A hub that somebody can write to: who reads it, and when."""

    site: Site
    who_reads: str
    reading: Reading


@dataclass(frozen=True)
class Hubs:
    """All the hubs that somebody can write to."""

    first: tuple[ToWrite, ...]
    """A few, with who reads there and when: the one that was chosen on top."""
    others: tuple[Site, ...]
    """The rest, by name; but for those that know somebody and where nobody reads."""


@dataclass(frozen=True)
class SaidOnHome:
    """What the first page says of what somebody said to a hub."""

    answered: int
    """Messages with an answer that they have not opened yet, over or not."""
    worst_day: LetterPage | None


def hubs_for(
    person: Person, *, now: datetime.datetime, chosen: str = "", told: str = "",
    open_now: Collection[UUID] = (),
) -> Hubs:  # fmt: skip
    """
    Return all the hubs that take messages. First a few: those that know somebody and have somebody
    who reads there, where somebody is now before the others, and then those that are open.

    :param chosen: a part of an address: of the hub that stands first, whoever reads there
    :param told: of one that was told before: it is shown too
    :param open_now: the ids of those that are open this minute
    """
    sites = list(sites_to_write_to())
    boxes = boxes_of(sites)

    def among(found: Iterable[Site]) -> list[ToWrite]:
        every = [to_write(site, boxes[site.id], person, now=now) for site in found]
        return [one for one in every if one.reading.has_readers or one.site.slug == chosen]

    near = among(site for site in sites if site.id in person.known_at or site.slug == chosen)
    near.sort(
        key=lambda one: (
            one.site.slug != chosen, not one.reading.is_here, not one.reading.reads_now
        )
    )  # fmt: skip
    few = near[:MOST_HUBS]
    seen = {one.site.id for one in near}
    for site in sites:
        if site.id in open_now and site.id not in seen and len(few) < MOST_HUBS:
            few += among([site])
    if told not in {one.site.slug for one in few}:
        few += among(site for site in sites if site.slug == told)
    shown = {one.site.id for one in few}
    others = (
        site for site in sites
        if site.id not in shown and (site.id in seen or site.id not in person.known_at)
    )  # fmt: skip
    return Hubs(tuple(few), tuple(others))


def to_write(site: Site, box: BoxSaid, person: Person, *, now: datetime.datetime) -> ToWrite:
    reading = reading_at(site, box, now=now, but_not=person.worker_id)
    return ToWrite(site, box.who_reads(site), reading)


def on_home(actor: User, *, now: datetime.datetime) -> SaidOnHome:
    """Return what the first page says of what somebody said to a hub."""
    return SaidOnHome(len(unseen_answers(actor)), worst_day_said(actor, now=now))


def worst_day_said(actor: User, *, now: datetime.datetime) -> LetterPage | None:
    """Return what somebody told a hub last of their worst day, while it is not over."""
    days = [
        one
        for one in own_worst_days(actor, now=now)
        if one.row.is_waiting or one.last_said_at > now - A_DAY
    ]
    return max(days, key=lambda one: one.last_said_at, default=None)

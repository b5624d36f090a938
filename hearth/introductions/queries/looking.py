"""What may help somebody, as a worker looks for it with them: where, when, and what was tried."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.design.words import clock, day, short_day
from hearth.directory.finding.asking import understand
from hearth.directory.finding.cards import Card
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.models import Space
from hearth.directory.occurrences import next_occurrence
from hearth.directory.queries.finding import find
from hearth.foundation.actors import Actor
from hearth.introductions.models import Introduction
from hearth.introductions.queries.rows import shown, with_names
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of

AHEAD = datetime.timedelta(days=35)
"""How far ahead it is said when something is next: a month, and what is monthly is in it."""


@dataclass(frozen=True)
class Offered:
    """One service or activity that may help."""

    service_id: UUID
    name: str
    provider: str
    where: str
    when: str
    space: str
    tried: str
    """How an introduction of theirs to it stands or ended, and since when; else empty."""


@dataclass(frozen=True)
class Looked:
    """What was found for somebody."""

    offered: tuple[Offered, ...]
    not_understood: tuple[str, ...]
    """Words that mean nothing to the directory yet."""
    fits: bool
    """Something answers what was asked; else it is what is near to it."""


def look_for_them(words: str, *, person: Person, actor: Actor, now: datetime.datetime) -> Looked:
    """Return what may help somebody, in their own words, the likeliest first."""
    asked = understand(words, lexicon=lexicon(), now=now)
    found = find(asked, now=now)
    tried = _tried(person, actor=actor, today=timezone.localdate(now))
    is_lost = bool(asked.not_understood) and all(each.extra for each in asked.concepts)
    return Looked(
        () if is_lost else tuple(_offered(one.card, tried, now=now) for one in found.results),
        tuple(asked.not_understood),
        fits=not (is_lost or found.was_in_vain),
    )


def _tried(person: Person, *, actor: Actor, today: datetime.date) -> dict[UUID, str]:
    """Return how somebody's introductions stand or ended, by the service; the latest of each."""
    theirs = Introduction.objects.open_to(sight_of(actor)).filter(person=person)
    rows = list(with_names(theirs.filter(service__isnull=False)).order_by("begun_on", "id"))
    return {
        row.service_id: f"{it.state_words}, begun {short_day(row.begun_on)}"
        for row, it in zip(rows, shown(rows, today=today), strict=True)
        if row.service_id
    }


def _offered(card: Card, tried: dict[UUID, str], *, now: datetime.datetime) -> Offered:
    space = str(Space(card.space_now).label) if card.space_now else ""
    return Offered(
        card.service_id, card.name, card.provider,
        ", ".join(dict.fromkeys(each for each in (card.place, card.town) if each)),
        _when(card, now), space, tried.get(card.service_id, ""),
    )  # fmt: skip


def _when(card: Card, now: datetime.datetime) -> str:
    upcoming = next_occurrence(card.times, now, now + AHEAD)
    if upcoming is None:
        return ""
    if upcoming.starts <= now:
        return "On now"
    return f"Next {day(upcoming.starts)}" + (
        "" if upcoming.all_day else f", {clock(upcoming.starts)}"
    )

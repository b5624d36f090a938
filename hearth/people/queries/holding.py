"""What is held back, until when, for whoever is to look at that again before its day is past."""

import datetime
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.design.words import plural
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import HeldBack, Sharing
from hearth.people.queries.seeing import visible_to
from hearth.people.queries.shared import layers_said, whom_in_words
from hearth.places.models import Site

A_WEEK = datetime.timedelta(days=7)
"""How long before its last day what is held back is to be looked at again. Our own choice."""


@dataclass(frozen=True)
class HeldThing:
    """Something that is held back from somebody: looks at their record, or that it was shared."""

    person_id: UUID
    whose: str
    """What the person likes to be called; empty if the reader may not see them."""
    known_at: tuple[str, ...]
    what: str
    until_on: datetime.date
    sharing_id: UUID | None
    """None if it is of who has looked."""
    may_hold: bool
    """The reader holds things back there; otherwise it is what they held back when they shared."""


@dataclass(frozen=True)
class WhatIsHeld:
    """What is held back: what ends within a week, and what lasts for longer; the next first."""

    soon: tuple[HeldThing, ...]
    later: tuple[HeldThing, ...]


def what_is_held(actor: Actor, *, today: datetime.date) -> WhatIsHeld:
    """
    Return what is held back where the actor holds things back, or by them when they shared it.

    Four questions, however many; nothing of their own record.
    """
    found = _sharings(actor, today).select_related(
        "with_organisation", "with_site", "with_worker__works_for"
    )
    rows: list[Sharing | _Looks] = [*found, *_looks(actor, today)]
    known_at = {row.person_id: row.known_at for row in rows}
    names = dict(visible_to(actor).filter(id__in=known_at).values_list("id", "known_as"))
    sites = dict(
        Site.objects.filter(id__in=set(chain(*known_at.values()))).values_list("id", "name")
    )
    leads_at = set(actor.places_where(Permission.HOLD_BACK))
    things = [
        HeldThing(
            person_id=row.person_id,
            whose=names.get(row.person_id, ""),
            known_at=tuple(sorted(sites[site] for site in row.known_at if site in sites)),
            what=_in_words(row),
            until_on=_last_day(row),
            sharing_id=row.id if isinstance(row, Sharing) else None,
            may_hold=bool(leads_at & set(row.known_at)),
        )
        for row in rows
    ]
    things.sort(key=lambda thing: (thing.until_on, thing.whose, thing.person_id, thing.what))
    soon = today + A_WEEK
    return WhatIsHeld(
        soon=tuple(thing for thing in things if thing.until_on <= soon),
        later=tuple(thing for thing in things if thing.until_on > soon),
    )


def last_days_of_what_is_held(
    actor: Actor, *, today: datetime.date, by: datetime.date
) -> list[datetime.date]:
    """
    Return the last day of each thing that is held back until a day that is near, the next first.

    They are days alone: pages that lie open count them. Two questions; one for whoever holds
    nothing back.

    :param by: the latest of those days
    """
    days = [*_sharings(actor, today).values_list("held_back_until", flat=True)]
    days += [looks.until_on for looks in _looks(actor, today)]
    return sorted(day for day in days if day and day <= by)


@dataclass(frozen=True)
class _Looks:
    """So many looks at one record that are held back until one day."""

    person_id: UUID
    known_at: list[UUID]
    until_on: datetime.date
    how_many: int


def _sharings(actor: Actor, today: datetime.date) -> QuerySet[Sharing]:
    leads_at = list(actor.places_where(Permission.HOLD_BACK))
    writes_at = list(actor.places_where(Permission.CHANGE_PEOPLE))
    mine = Q(known_at__overlap=writes_at) & (Q(recorded_by=actor.id) | Q(held_back_by=actor.id))
    held = Sharing.objects.filter(held_back_until__gte=today).exclude(worker_id=actor.id)
    return held.filter(Q(known_at__overlap=leads_at) | mine)


def _looks(actor: Actor, today: datetime.date) -> list[_Looks]:
    if not actor.may_somewhere(Permission.HOLD_BACK):
        return []
    leads_at = list(actor.places_where(Permission.HOLD_BACK))
    held = HeldBack.objects.filter(
        line_id__isnull=False, until_on__gte=today, known_at__overlap=leads_at
    ).exclude(worker_id=actor.id)
    last: dict[UUID, HeldBack] = {}
    for row in held.only("person_id", "known_at", "line_id", "until_on").order_by("until_on", "id"):
        assert row.line_id
        last[row.line_id] = row
    grouped: dict[tuple[UUID, datetime.date], list[HeldBack]] = {}
    for row in last.values():
        grouped.setdefault((row.person_id, row.until_on), []).append(row)
    return [
        _Looks(person_id, rows[-1].known_at, until_on, len(rows))
        for (person_id, until_on), rows in grouped.items()
    ]


def _in_words(row: Sharing | _Looks) -> str:
    if isinstance(row, _Looks):
        return f"{plural(row.how_many, 'look')} at their record"
    layers = ", ".join(layer.name.lower() for layer in layers_said(row.layers))
    return f"shared with {whom_in_words(row)[0]}: {layers}"


def _last_day(row: Sharing | _Looks) -> datetime.date:
    last = row.until_on if isinstance(row, _Looks) else row.held_back_until
    assert last
    return last

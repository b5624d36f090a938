"""To whom something about somebody had gone, by name, so that they can be told."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.accounts.models import User
from hearth.directory.models import Service
from hearth.erasing.models import WentTo
from hearth.foundation.acting import read_trail_but
from hearth.foundation.models import AuditLine
from hearth.people.models import Person
from hearth.places.models import Organisation, Site

INCIDENT = "incidents.Incident"
TAKEN_OUT = "took out what is held by"
"""How the trail says that a partner was given what it holds."""
_WENT = {
    "introductions.SharedWithThem": "What was told when they were introduced",
    "introductions.Incoming": "What whoever introduced them to us heard back",
    "people.Sharing": "Parts of the record, shared",
    "rights.Pack": "A copy of everything",
    "foundation.AccessLine": "Their stay-well plan, printed in a night pack",
    "places.Organisation": "All that the organisation held, taken out",
}
_WHO_ASKED = {
    "introductions.Incoming": "whoever introduced them",
    "rights.Pack": "them, or whoever asked for them",
}
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Went:
    """One thing that had gone out: what, to whom in words, and when."""

    what: str
    whom: str
    on: datetime.date


def went_out(
    person: Person, *, held_by: Collection[UUID] | None = None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """
    Return which organisations were given all that they hold, since they held this person's record.

    :param held_by: only what these organisations answer for; all of it, if None
    """
    read_trail_but(own=[NOBODY], safety=[NOBODY])
    lines = AuditLine.objects.filter(verb=TAKEN_OUT, at__gte=person.recorded_at)
    if held_by is not None:
        lines = lines.filter(subject_id__in=list(held_by))
    taken = lines.order_by("at").values_list("subject_id", "at")
    told = dict.fromkeys(
        (Organisation._meta.label, holder, timezone.localdate(at)) for holder, at in taken
    )
    return list(told)


def went_in_words(rows: Collection[WentTo]) -> tuple[Went, ...]:
    """Return to whom something had gone, by name: those who are here no more, by id."""
    names = _names({row.to_id for row in rows if row.to_id})
    return tuple(
        Went(
            _WENT.get(row.what, "Something about them"),
            names.get(row.to_id, f"number {row.to_id}")
            if row.to_id
            else _WHO_ASKED.get(row.what, "them"),
            row.on,
        )
        for row in rows
    )


def _names(ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    named = {
        key: f"{name}, {provider}"
        for key, name, provider in Service.objects.filter(id__in=ids).values_list(
            "id", "name", "provider__name"
        )
    }
    for rows in (Organisation.objects, Site.objects, User.objects):
        named |= dict(rows.filter(id__in=ids).values_list("id", "name"))
    return named

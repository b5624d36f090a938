"""Writing down how somebody may be reached, and whether that is safe for them."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import (
    GONE,
    hold,
    holder,
    refuse_if_stale,
    require_change,
)
from hearth.people.actions.keeping import keep_said
from hearth.people.actions.meeting import PersonRefused
from hearth.people.models import ContactKind, Person, SaidBefore, WayToContact
from hearth.people.queries.sections import WaySection, way_section

PHONE = re.compile(r"^\+?[0-9]{7,15}$")
"""Digits, after spaces, brackets and hyphens are taken out; at most 15 by ITU-T E.164."""


@transaction.atomic
def add_way(*, by: Actor, person: Person, way: WaySection) -> WayToContact:
    """
    Write down a way to contact somebody. Until they have been asked, it is not used.

    One that was removed, and is put back, is the same way again.

    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if it cannot be a phone number, email or address, or is there already
    """
    person = hold(person)
    require_change(by, person)
    value = checked_value(way.kind, way.value)
    if any(value == other.value for other in _of_kind(person, way.kind)):
        raise PersonRefused(
            "That is written down already. Change the one that is there", about="value"
        )
    row = WayToContact(
        person=person, kind=way.kind, known_at=person.known_at, held_by_id=holder(by, person)
    )
    row.id = way.id or row.id
    row.value, row.safe, row.note = value, way.safe, way.note.strip()
    row.save(force_insert=True)
    audit.note(by=by, verb="added a way to contact", subject=person)
    return row


@transaction.atomic
def change_way(*, by: Actor, way: WayToContact, to: WaySection, stamp: str) -> None:
    """
    Put a way to contact somebody right, or say whether it is safe. What it said before is kept.

    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if it cannot be a phone number, email or address, or somebody removed it
        meanwhile
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(way.person)
    require_change(by, person)
    row = WayToContact.objects.filter(id=way.id).first()
    if row is None:
        raise PersonRefused(GONE.format("removed it"))
    way = row
    before = way_section(way)
    after = WaySection(to.kind, checked_value(to.kind, to.value), to.safe, to.note.strip(), way.id)
    if after == before:
        return
    refuse_if_stale(before, stamp)
    keep_said(by, person, before)
    way.kind, way.value, way.safe, way.note = after.kind, after.value, after.safe, after.note
    way.save(update_fields=["kind", "value_sealed", "safe", "note_sealed"])
    audit.note(by=by, verb="changed a way to contact", subject=person)


@transaction.atomic
def remove_way(*, by: Actor, way: WayToContact, forget: bool = False) -> None:
    """
    Take a way to contact somebody off their record. It is kept with what the record said before.

    :param forget: they want it gone altogether: nothing of it is kept
    :raises NotAllowed: if the actor is not of a team that knows them
    """
    person = hold(way.person)
    require_change(by, person)
    row = WayToContact.objects.filter(id=way.id).first()
    if row and not forget:
        keep_said(by, person, way_section(row), removed=True)
    WayToContact.objects.filter(id=way.id).delete()
    if forget:
        SaidBefore.objects.filter(person=person, way_id=way.id).delete()
    verb = "forgot a way to contact" if forget else "removed a way to contact"
    audit.note(by=by, verb=verb, subject=person)


def _of_kind(person: Person, kind: str) -> list[WayToContact]:
    return list(WayToContact.objects.filter(person=person, kind=kind))


def checked_value(kind: str, typed: str) -> str:
    """
    Return a way to contact somebody as it is kept.

    :raises PersonRefused: if it cannot be one
    """
    value = typed.strip()
    if kind == ContactKind.EMAIL:
        try:
            validate_email(value)
        except ValidationError as not_one:
            raise PersonRefused(
                "Write an email address like name@example.org", about="value"
            ) from not_one
        return value
    if kind == ContactKind.LETTER:
        lines = [" ".join(line.split()) for line in value.splitlines() if line.strip()]
        if not lines:
            raise PersonRefused("Write the address, each line on its own", about="value")
        return "\n".join(lines)
    if not PHONE.match(re.sub(r"[\s()\-.]", "", value)):
        raise PersonRefused("Write a phone number like 07700 900123", about="value")
    return " ".join(value.split())

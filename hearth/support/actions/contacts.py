"""Writing down a contact, and putting it right so that what it said before is kept."""

import datetime
import json
from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission
from hearth.people.actions.editing import refuse_if_stale, refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Contact, ContactBefore, HowMet
from hearth.support.queries.contacts import ContactSaid, contact_said

A_DAY = 24 * 60


@transaction.atomic
def record_contact(
    *, by: Actor, person: Person, said: ContactSaid, contact_id: UUID, now: datetime.datetime,
    today: datetime.date,
) -> Contact:  # fmt: skip
    """
    Write down that a piece of support happened.

    :param contact_id: an id that the page made up, so that a double tap is one contact
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it cannot have been so
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin(by, person, now=now)
    said = _checked(said, by=by, today=today, site_was=None)
    there = Contact.objects.filter(id=contact_id).first()
    if there and there.person_id == person.id:
        refuse_other_words(contact_said(there), said)
        return there
    if there:
        raise SupportRefused("Part of this page was lost. Open the page again")
    row = Contact(id=contact_id, met_by_id=by.id, **whose(by, person))
    _set(row, said)
    row.save(force_insert=True)
    audit.note(by=by, verb="wrote down a contact with", subject=person)
    return row


@transaction.atomic
def correct_contact(
    *, by: Actor, contact: Contact, said: ContactSaid, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Put a contact right. What it said before is kept.

    :param stamp: the stamp of the contact as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it cannot have been so
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, contact.person, now=now)
    row = _held(by, contact, now=now)
    before = contact_said(row)
    said = _checked(said, by=by, today=today, site_was=row.site_id)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    _keep(by, row, before, now=now)
    _set(row, said)
    row.save()
    audit.note(by=by, verb="put right a contact with", subject=person)


@transaction.atomic
def take_back_contact(*, by: Actor, contact: Contact, now: datetime.datetime) -> None:
    """
    Say that a contact never happened, or not with this person. It stays written down.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    person = begin(by, contact.person, now=now)
    row = _held(by, contact, now=now)
    if row.taken_back_at:
        return
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    audit.note(by=by, verb="took back a contact with", subject=person)


@transaction.atomic
def put_back_contact(*, by: Actor, contact: Contact, now: datetime.datetime) -> None:
    """
    Let a contact that was taken back stand again.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    person = begin(by, contact.person, now=now)
    row = _held(by, contact, now=now)
    if not row.taken_back_at:
        return
    row.taken_back_at = None
    row.save(update_fields=["taken_back_at"])
    audit.note(by=by, verb="put back a contact with", subject=person)


def _held(by: Actor, contact: Contact, *, now: datetime.datetime) -> Contact:
    mine = Contact.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=contact.id)


def _keep(by: Actor, row: Contact, before: ContactSaid, *, now: datetime.datetime) -> None:
    kept = ContactBefore(
        person_id=row.person_id, held_by_id=row.held_by_id, contact=row, changed_at=now,
        changed_by_id=by.id,
    )  # fmt: skip
    kept.was = json.dumps(asdict(before), default=str)
    kept.save(force_insert=True)


def _checked(
    said: ContactSaid, *, by: Actor, today: datetime.date, site_was: UUID | None
) -> ContactSaid:
    """:raises SupportRefused: if it cannot have been so"""
    if said.how not in HowMet.values:
        raise SupportRefused("Choose how you met", about="how")
    if said.happened_on > today:
        raise SupportRefused("That day is still to come. Choose today, or a day before it",
                             about="happened_on")  # fmt: skip
    if said.minutes is not None and not 0 < said.minutes <= A_DAY:
        raise SupportRefused("Write the minutes as a number, like 30", about="minutes")
    if said.site_id not in (None, site_was, *by.places_where(Permission.CHANGE_PEOPLE)):
        raise SupportRefused("Choose one of your own places", about="site")
    return replace(
        said,
        where=checked(said.where, about="where"),
        who_else=checked(said.who_else, about="who_else"),
        words=checked(said.words, about="words"),
        note=checked(said.note, about="note"),
    )


def _set(row: Contact, said: ContactSaid) -> None:
    row.happened_on, row.how, row.planned = said.happened_on, said.how, said.planned
    row.minutes, row.site_id = said.minutes, said.site_id
    row.where, row.who_else, row.words, row.note = said.where, said.who_else, said.words, said.note

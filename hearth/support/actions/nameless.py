"""Writing down a contact with somebody who has no name, and saying later who it was."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.statements import insert_once
from hearth.people.actions.editing import refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site
from hearth.support.actions.contacts import record_contact
from hearth.support.actions.writing import SupportRefused, checked
from hearth.support.models import Contact, HowMet, NamelessContact
from hearth.support.queries.contacts import ContactSaid
from hearth.support.queries.nameless import NamelessSaid, get_nameless

A_DAY = 24 * 60
LOST = "Part of this page was lost. Open the page again"
NAMED_ALREADY = (
    "Somebody has said already who this was, and it stands with that person. If that is wrong, "
    "take it back on their page, and write it down anew"
)


@transaction.atomic
def record_nameless(
    *, by: Actor, site: Site, said: NamelessSaid, contact_id: UUID, today: datetime.date
) -> NamelessContact:
    """
    Write down a piece of support for somebody with no name.

    :param contact_id: an id that the page made up, so that a double tap is one contact
    :raises NotAllowed: if the actor supports nobody at the site
    :raises SupportRefused: if it cannot have been so
    :raises SavedAlready: if it was saved already, in other words
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    needed = "Say who it was, as far as you know: such as “a young man”"
    said = replace(
        said,
        who=checked(said.who, about="who", needed=needed),
        words=checked(said.words, about="words"),
        note=checked(said.note, about="note"),
    )
    if there := _sent_before(by, site, said, contact_id):
        return there
    if said.how not in HowMet.values:
        raise SupportRefused("Choose how you met", about="how")
    if said.happened_on > today:
        raise SupportRefused(
            "That day is still to come. Choose today, or a day before it", about="happened_on"
        )
    if said.minutes is not None and not 0 < said.minutes <= A_DAY:
        raise SupportRefused("Write the minutes as a number, like 30", about="minutes")
    row = NamelessContact(
        id=contact_id, site=site, held_by_id=site.run_by_id, met_by_id=by.id, how=said.how,
        happened_on=said.happened_on, minutes=said.minutes,
    )  # fmt: skip
    row.who, row.words, row.note = said.who, said.words, said.note
    checked(_noted(row), about="note")
    if not insert_once(row):  # tapped twice at once
        if there := _sent_before(by, site, said, contact_id):
            return there
        raise SupportRefused(LOST)
    audit.note(by=by, verb="wrote down", subject=row, place=site)
    return row


@transaction.atomic
def take_back_nameless(*, by: Actor, contact_id: UUID, now: datetime.datetime) -> None:
    """
    Say that a contact with no name never happened. It stays written down; twice changes nothing.

    :raises NotAllowed: if the actor supports nobody at its site
    :raises NamelessContact.DoesNotExist: if there is none, or it is out of bounds
    :raises SupportRefused: if it is known by now who it was
    """
    _take_back(by, contact_id, at=now, verb="took back")


@transaction.atomic
def put_back_nameless(*, by: Actor, contact_id: UUID) -> None:
    """
    Let a contact with no name that was taken back stand again; twice changes nothing.

    :raises NotAllowed: if the actor supports nobody at its site
    :raises NamelessContact.DoesNotExist: if there is none, or it is out of bounds
    :raises SupportRefused: if it is known by now who it was
    """
    _take_back(by, contact_id, at=None, verb="put back")


@transaction.atomic
def say_who_it_was(
    *, by: Actor, contact_id: UUID, person: Person, now: datetime.datetime, today: datetime.date
) -> Contact:
    """
    Make a contact with no name one of the person's own. The team's words about it are theirs now.

    It is done once: said again of the same person it changes nothing, and of
    another it is refused.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises NamelessContact.DoesNotExist: if there is none, or it is out of bounds
    :raises SupportRefused: if it stands with somebody else, or was taken back
    """
    row = _held(by, contact_id)
    if row.named_at:
        theirs = Contact.objects.open_to(sight_of(by, now=now)).filter(person=person)
        if there := theirs.filter(id=row.id).first():
            return there
        raise SupportRefused(NAMED_ALREADY)
    if row.taken_back_at:
        raise SupportRefused("This was taken back: it never happened. Put it back first")
    said = ContactSaid(
        happened_on=row.happened_on, how=row.how, minutes=row.minutes, site_id=row.site_id,
        words=row.words, note=_noted(row),
    )  # fmt: skip
    contact = record_contact(
        by=by, person=person, said=said, contact_id=row.id, now=now, today=today
    )
    contact.met_by_id = row.met_by_id
    contact.save(update_fields=["met_by"])
    audit.note(by=by, verb="said who it was of", subject=row, place=row.site)
    row.who, row.words, row.note, row.minutes, row.named_at = "", "", "", None, now
    row.save()
    return contact


def _take_back(by: Actor, contact_id: UUID, *, at: datetime.datetime | None, verb: str) -> None:
    row = _held(by, contact_id)
    if row.named_at:
        raise SupportRefused(NAMED_ALREADY)
    if bool(row.taken_back_at) != bool(at):
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
        audit.note(by=by, verb=verb, subject=row, place=row.site)


def _sent_before(
    by: Actor, site: Site, said: NamelessSaid, contact_id: UUID
) -> NamelessContact | None:
    """
    Return what a page wrote down before; None if it wrote nothing down.

    :raises SavedAlready: if it says something else now
    """
    there = NamelessContact.objects.filter(id=contact_id, met_by=by.id).first()
    if there:
        words = (said.words, _noted(said))
        refuse_other_words(
            _saved(by, there), (site.id, said.how, said.happened_on, said.minutes, *words)
        )
    return there


def _saved(by: Actor, row: NamelessContact) -> tuple[object, ...] | None:
    """Return what a page wrote down, where it stands now; None if the actor may not read that."""
    if not row.named_at:
        words = (row.words, _noted(row))
        return (row.site_id, row.how, row.happened_on, row.minutes, *words)
    theirs = Contact.objects.open_to(sight_of(by)).filter(id=row.id).first()
    if theirs is None:
        return None
    words = (theirs.words, theirs.note)
    return (theirs.site_id, theirs.how, theirs.happened_on, theirs.minutes, *words)


def _noted(row: NamelessContact | NamelessSaid) -> str:
    """Return the worker's note as it will stand with somebody: who it seemed to be is of it."""
    return f"{row.note}\n{row.who}".strip()


def _held(by: Actor, contact_id: UUID) -> NamelessContact:
    row = get_nameless(contact_id, actor=by)
    require(by, Permission.CHANGE_PEOPLE, at=row.site)
    return NamelessContact.objects.select_for_update(of=("self",)).get(id=row.id)

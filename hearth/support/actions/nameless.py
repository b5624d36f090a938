"""Writing down a contact with somebody who has no name, and saying later who it was."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.support.actions.contacts import record_contact
from hearth.support.actions.writing import SupportRefused, checked
from hearth.support.models import Contact, HowMet, NamelessContact
from hearth.support.queries.contacts import ContactSaid
from hearth.support.queries.nameless import NamelessSaid, get_nameless

A_DAY = 24 * 60


@transaction.atomic
def record_nameless(
    *, by: Actor, site: Site, said: NamelessSaid, contact_id: UUID, today: datetime.date
) -> NamelessContact:
    """
    Write down a piece of support for somebody with no name.

    :param contact_id: an id that the page made up, so that a double tap is one contact
    :raises NotAllowed: if the actor supports nobody at the site
    :raises SupportRefused: if it cannot have been so
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if there := NamelessContact.objects.filter(id=contact_id, met_by=by.id).first():
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
    row.who = checked(
        said.who, about="who", needed="Say who it was, as far as you know: such as “a young man”"
    )
    row.words = checked(said.words, about="words")
    row.note = checked(said.note, about="note")
    row.save(force_insert=True)
    audit.note(by=by, verb="wrote down", subject=row, place=site)
    return row


@transaction.atomic
def take_back_nameless(*, by: Actor, contact_id: UUID, now: datetime.datetime) -> None:
    """
    Say that a contact with no name never happened. It stays written down; twice changes nothing.

    :raises NotAllowed: if the actor supports nobody at its site
    :raises NamelessContact.DoesNotExist: if there is none, or it is out of bounds
    """
    row = _held(by, contact_id)
    if row.taken_back_at is None:
        row.taken_back_at = now
        row.save(update_fields=["taken_back_at"])
        audit.note(by=by, verb="took back", subject=row, place=row.site)


@transaction.atomic
def say_who_it_was(
    *, by: Actor, contact_id: UUID, person: Person, now: datetime.datetime, today: datetime.date
) -> Contact:
    """
    Make a contact with no name one of the person's own. The team's words about it are theirs now.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises NamelessContact.DoesNotExist: if there is none any more, or it is out of bounds
    """
    row = _held(by, contact_id)
    said = ContactSaid(
        happened_on=row.happened_on, how=row.how, minutes=row.minutes, site_id=row.site_id,
        words=row.words, note=f"{row.note}\n{row.who}".strip(),
    )  # fmt: skip
    contact = record_contact(
        by=by, person=person, said=said, contact_id=row.id, now=now, today=today
    )
    contact.met_by_id = row.met_by_id
    contact.save(update_fields=["met_by"])
    audit.note(by=by, verb="said who it was of", subject=row, place=row.site)
    row.delete()
    return contact


def _held(by: Actor, contact_id: UUID) -> NamelessContact:
    row = get_nameless(contact_id, actor=by)
    require(by, Permission.CHANGE_PEOPLE, at=row.site)
    return NamelessContact.objects.select_for_update(of=("self",)).get(id=row.id)

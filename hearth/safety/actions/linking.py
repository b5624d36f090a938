"""Whom on the list a worry or a concern is about, and that it was not them after all."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.queries import get_person
from hearth.safety.actions.holding import held_one, keep_word
from hearth.safety.actions.refusing import ABOUT_THEM, SafetyRefused, checked
from hearth.safety.models import SafetyConcern, Worry


@transaction.atomic
def say_whom_it_is_about(
    *, by: Actor, what: Worry | SafetyConcern, person_id: UUID, now: datetime.datetime
) -> None:
    """
    Write down whom on the list a worry or a concern is about. Done twice, it changes nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises Person.DoesNotExist: if the actor does not see the person
    :raises SafetyRefused: if it is whoever looks after it, or it is about another already
    """
    row = held_one(what, by=by)
    person = get_person(person_id, by)
    if row.person_id == person.id:
        return
    if row.person_id:
        raise SafetyRefused("Somebody else has said whom it is about. Look at that first")
    if person.worker_id == row.owner_id:
        raise SafetyRefused(ABOUT_THEM)
    keep_word(row, "LINKED", by=by, now=now, whom=person.known_as)
    type(row)._default_manager.filter(id=row.id).update(person=person)
    audit.note(by=by, verb="changed", subject=row, place=row.site)


@transaction.atomic
def say_it_is_not_them(
    *, by: Actor, what: Worry | SafetyConcern, about: str, why: str, now: datetime.datetime
) -> None:
    """
    Take a worry or a concern off the record of whom it was not about. What was done stays.

    It is on nobody's record from this moment, and their page and what they can ask to see say
    nothing of it. Done twice, it changes nothing more.

    :param about: whom it is about, in words
    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if whom it is about, or why, is missing
    """
    row = held_one(what, by=by)
    if row.person_id is None:
        return
    about = checked(about, about="about", needed="Write whom it is about, as far as you know")
    why = checked(why, about="why", needed="Write how you know")
    said = f"{why}\nIt said: {row.about}" if row.about and row.about != about else why
    keep_word(row, "UNLINKED", by=by, now=now, said=said)
    row.person, row.about = None, about
    row.save(update_fields=["person", "about_sealed"])
    audit.note(by=by, verb="changed", subject=row, place=row.site)

"""Saying how one is today. It is kept only because the person wants it kept."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.foundation.statements import insert_once
from hearth.frontdoor.models import HowToday
from hearth.letterbox.actions.writing import LetterRefused, checked
from hearth.letterbox.models import HowIAm
from hearth.people.actions.layered import begin_in, whose
from hearth.people.models import Layer, Person


@transaction.atomic
def say_how_i_am(
    *, by: Actor, person: Person, how: str, words: str, how_id: UUID, now: datetime.datetime
) -> HowIAm:
    """
    Keep how a person says they are, for those with whom they share their support.

    :param by: the person, on their own pages; or a worker whom they told, and share that with
    :param how_id: an id that the page made up, so that a double tap says it once
    :raises NotAllowed: if it is somebody else's to say
    :raises LetterRefused: if no way of being was chosen
    """
    if how not in HowToday.values:
        raise LetterRefused("Choose how you are", about="how")
    words = checked(words, about="words")
    if by.themselves is None:
        row = HowIAm(**whose(by, begin_in(Layer.SUPPORT, by=by, person=person, now=now)))
    elif by.themselves == person.id:
        row = HowIAm(person_id=person.id, held_by_id=person.held_by_id)
    else:
        raise NotAllowed(f"{by.label} is not {person.id}")
    row.id, row.how, row.said_at, row.written_by_id = how_id, how, now, by.id
    row.words = words
    if insert_once(row):
        audit.note(by=by, verb="kept", subject=row)
    return row


@transaction.atomic
def take_back_how(*, by: Actor, how_id: UUID) -> None:
    """
    Take back how one said one was: nothing of it stays.

    :raises NotAllowed: if it is not the actor's own
    """
    mine = HowIAm.objects.filter(id=how_id, person=by.themselves) if by.themselves else None
    row = mine.first() if mine else None
    if row is None:
        raise NotAllowed(f"{by.label} never said {how_id}")
    row.delete()
    row.id = how_id
    audit.note(by=by, verb="took back", subject=row)

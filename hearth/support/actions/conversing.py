"""A welcoming conversation: each part saved by itself, and taken over into About me."""

import datetime
from dataclasses import replace

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.models import Person
from hearth.support.actions.writing import begin, checked, whose
from hearth.support.models import ConversationPart, ConversationWording, Part
from hearth.support.queries.conversation import PartSaid, part_said


@transaction.atomic
def write_part(
    *, by: Actor, person: Person, said: PartSaid, stamp: str, now: datetime.datetime
) -> None:
    """
    Write down what was said under one heading; what stood there before is kept.

    :param stamp: the stamp of the part as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it is too long
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, person, now=now)
    part = Part(said.part)
    said = replace(
        said, words=checked(said.words, about="words"), note=checked(said.note, about="note")
    )
    row = ConversationPart.objects.filter(person=person, part=part).first()
    before = part_said(row) if row else PartSaid(part.value)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    row = row or ConversationPart(part=part, **whose(by, person))
    row.words, row.note, row.edited_at, row.edited_by_id = said.words, said.note, now, by.id
    row.save()
    kept = ConversationWording(
        person=person, held_by_id=row.held_by_id, part=part, written_at=now, written_by_id=by.id
    )
    kept.words, kept.note = said.words, said.note
    kept.save(force_insert=True)
    audit.note(by=by, verb="wrote in the welcoming conversation of", subject=person)

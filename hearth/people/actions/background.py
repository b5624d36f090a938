"""Writing down what somebody says of their background, one question at a time."""

import datetime
from dataclasses import replace

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import hold, holder, refuse_if_stale
from hearth.people.actions.keeping import keep_answer
from hearth.people.actions.story import StoryRefused, require_layer
from hearth.people.models import RATHER_NOT, BackgroundAnswer, Layer, Person, Question
from hearth.people.queries.background import NONE_OF_THEM, AnswerSection, answer_of, questions


@transaction.atomic
def answer_background(
    *, by: Actor, person: Person, said: AnswerSection, stamp: str, now: datetime.datetime
) -> None:
    """
    Write down what somebody answered to one question; no code takes the answer back. What they
    answered before is kept.

    :param stamp: the stamp of the answer as the page showed it
    :raises NotAllowed: if what they tell of themselves is not open to the actor
    :raises StoryRefused: if it cannot be answered like that
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    require_layer(by, person, Layer.ABOUT, now=now)
    asked = questions()[Question(said.question)]
    codes = tuple(code for code, _ in asked.offered if code in said.codes)
    if len(codes) != len(set(said.codes)):
        raise StoryRefused("Choose from the answers shown")
    if len(codes) > 1 and not asked.several:
        raise StoryRefused("Choose one of the answers")
    if len(codes) > 1 and {RATHER_NOT, NONE_OF_THEM.get(asked.question)} & set(codes):
        raise StoryRefused("Choose what fits, or that nothing does, or to rather not say")
    said = replace(said, codes=codes)
    row = BackgroundAnswer.objects.filter(person=person, question=asked.question).first()
    before = answer_of(row) if row else AnswerSection(asked.question.value)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    if row and row.codes:
        keep_answer(by, row, before)
    row = row or BackgroundAnswer(
        person=person, held_by_id=holder(by, person), question=asked.question
    )
    row.codes, row.edited_at, row.edited_by_id = list(codes), now, by.id
    row.save()
    audit.note(by=by, verb="changed the background of", subject=person)

"""The person stops an introduction: whoever looks after it is told, and says that they know."""

import datetime

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor
from hearth.introductions.actions.writing import IntroductionRefused, checked, held, tell_story
from hearth.introductions.models import ENDS, Introduction, LineKind, State


@transaction.atomic
def stop_introduction(
    *, by: Actor, introduction: Introduction, words: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that the person stopped it. They need not say why. Done twice, it is one.

    They may do so themselves. Whoever looks after it is told at once, unless they stop it.

    :raises NotAllowed: if the person's support is not open to the actor, and it is not their own
    :raises IntroductionRefused: if they have met already
    """
    row = held(by, introduction, now=now, or_themselves=True)
    if row.state == State.STOPPED:
        return
    if row.state in ENDS:
        raise IntroductionRefused("This has ended already")
    row.state, row.ended_on, row.next_on, row.answer_by = State.STOPPED, today, None, None
    row.answered_at, row.to_be_told = None, row.owner_id != by.id
    row.save()
    tell_story(by, row, LineKind.STOPPED, now=now, words=checked(words, about="words"))
    if row.to_be_told:
        outbox.tell("introductions.stopped", about_id=row.id)
    audit.note(by=by, verb="stopped, as they asked, the introduction of", subject=row.person)

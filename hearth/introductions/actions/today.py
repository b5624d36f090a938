"""Help that is needed today: rung first, who accepted written down, not left till tomorrow."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.introductions.actions.failing import nobody_said_yes
from hearth.introductions.actions.going_on import Next
from hearth.introductions.actions.writing import (
    IntroductionRefused,
    checked,
    going_on,
    next_is,
    tell_story,
)
from hearth.introductions.models import Introduction, LineKind, State
from hearth.introductions.queries.said import NobodyYes


def require_today(needed: bool, on: datetime.date | None, *, today: datetime.date) -> None:
    """:raises IntroductionRefused: if it is needed today, and what is next is another day"""
    if needed and on != today:
        raise IntroductionRefused("It is needed today: choose today", about="next_on")


@transaction.atomic
def say_it_is_needed_today(
    *, by: Actor, introduction: Introduction, accepted_by: str, nobody: NobodyYes | None,
    upcoming: Next, stamp: str, now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that it has become urgent: they were rung, and who there said yes, or nobody. What
    they were asked before in writing is over for them (see ADR 19).

    :param nobody: who was rung and what was needed, if nobody said yes
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if something is missing, it has ended, or what is next is not today
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = going_on(by, introduction, stamp, now=now)
    require_today(True, upcoming.on, today=today)
    needed = "" if nobody else "Ring first, and write who there said yes, or whom you rang"
    row.accepted_by = "" if nobody else checked(accepted_by, about="accepted_by", needed=needed)
    next_is(row, step=upcoming.step, on=upcoming.on, today=today)
    row.needed_today, row.answer_by = True, None
    row.state = State.COULD_NOT if nobody else State.YES
    row.save()
    tell_story(by, row, LineKind.TODAY, now=now, words=row.next_step, on=row.next_on)
    if nobody:
        nobody_said_yes(by, row, nobody, now=now, today=today)
    else:
        tell_story(by, row, LineKind.RANG, now=now, words=row.accepted_by)
    audit.note(by=by, verb="said that help is needed today for", subject=row.person)

"""That they have met, and afterwards whether it fitted: what did not comes back to its owner."""

import datetime

from django.db import transaction

from hearth.design.words import sentences
from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor
from hearth.foundation.identifiers import uuid7
from hearth.introductions.actions.going_on import Next, to_the_map
from hearth.introductions.actions.writing import (
    IntroductionRefused,
    checked,
    held,
    next_is,
    refuse_if_ended,
    tell_story,
)
from hearth.introductions.models import (
    DID_NOT_FIT,
    Fitted,
    Introduction,
    LineKind,
    OtherSide,
    State,
    WhyNot,
)
from hearth.introductions.queries.fitting import who_is_asked_of
from hearth.introductions.queries.said import Missing, next_step_of
from hearth.outgoing.actions import write_to_contact
from hearth.outgoing.models import State as MessageState
from hearth.outgoing.wording import DID_IT_FIT, did_it_fit_in_words
from hearth.people.actions.editing import refuse_if_stale


@transaction.atomic
def say_they_met(
    *, by: Actor, introduction: Introduction, met_on: datetime.date, now: datetime.datetime,
    today: datetime.date, asks_them: bool = False,
) -> None:  # fmt: skip
    """
    Write down that they have met: the introduction came to what it was for. Done twice, it is one.

    :param asks_them: the other side is asked whether it fitted, as it was asked before
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if the day is to come, or it ended in another way
    """
    row = held(by, introduction, now=now)
    if row.state == State.MET:
        return
    refuse_if_ended(row)
    if met_on > today:
        raise IntroductionRefused("Choose today, or a day that is past", about="met_on")
    if met_on < row.begun_on:
        raise IntroductionRefused("Choose a day since it was begun", about="met_on")
    row.state, row.met_on, row.ended_on, row.next_on = State.MET, met_on, today, None
    row.answer_by, row.answered_at = None, None
    row.save()
    tell_story(by, row, LineKind.MET, now=now, on=met_on)
    if asks_them:
        ask_whether_it_fitted(by, row, now=now)
    audit.note(by=by, verb="wrote down that somebody met", subject=row.person)


@transaction.atomic
def say_they_have_not_met(
    *, by: Actor, introduction: Introduction, upcoming: Next, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Take back that they met: it was a slip. It goes on, with a next step.

    :raises IntroductionRefused: if nobody said so, or what is next is missing
    """
    row = held(by, introduction, now=now)
    if row.state != State.MET:
        raise IntroductionRefused("Nobody said that they met")
    next_is(row, step=upcoming.step, on=upcoming.on, today=today)
    row.state, row.met_on, row.ended_on, row.to_be_told = State.TO_GO, None, None, False
    row.save()
    tell_story(by, row, LineKind.NEXT, now=now, words=row.next_step, on=row.next_on)
    audit.note(by=by, verb="took back that somebody met", subject=row.person)


@transaction.atomic
def say_whether_it_fitted(
    *, by: Actor, introduction: Introduction, fitted: str, words: str, other_side: bool, stamp: str,
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Write down what the person, or the other side, says of it afterwards. What did not fit comes
    back to whoever looks after it, until they say that they know or another way is begun.

    :param other_side: it is the other side that says so
    :param stamp: of what stands there, as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if they have not met yet, or nothing is chosen
    :raises EditedMeanwhile: if somebody else wrote it down after the page was drawn
    """
    if fitted not in Fitted.values:
        raise IntroductionRefused("Choose whether it fitted", about="fitted")
    row = held(by, introduction, now=now, or_themselves=not other_side)
    if row.state != State.MET:
        raise IntroductionRefused("Say first that they have met")
    words = checked(words, about="words")
    refuse_if_stale(next_step_of(row), stamp)
    if other_side:
        row.other_fitted, row.other_words = fitted, words
    else:
        row.fitted, row.fitted_words = fitted, words
    if fitted in DID_NOT_FIT:
        row.to_be_told = True
    elif not {row.fitted, row.other_fitted} & set(DID_NOT_FIT):
        row.to_be_told = False
    row.save()
    who = "The other side" if other_side else row.person.known_as
    said = f"{who}: {Fitted(fitted).label}. {words}".strip()
    tell_story(by, row, LineKind.FITTED, now=now, words=said)
    if row.to_be_told and row.owner_id != by.id:
        outbox.tell("introductions.answered", about_id=row.id)
    audit.note(by=by, verb="wrote down how an introduction fitted", subject=row.person)


@transaction.atomic
def say_it_is_known(
    *, by: Actor, introduction: Introduction, now: datetime.datetime, today: datetime.date,
    missing: Missing | None = None,
) -> None:  # fmt: skip
    """
    Say that one knows it was stopped, and has let the other side know if they wait; or that it did
    not fit. It stands on nobody's list any more. Done twice, it is one.

    :param missing: what was needed of one that did not fit: it goes to the map of unmet needs
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if what was needed says whose need it was
    """
    row = held(by, introduction, now=now)
    if not row.to_be_told:
        return
    if missing and missing.needed.strip() and row.state == State.MET:
        kept = to_the_map(by, row, why=missing.why, need_words=missing.needed, today=today)
        words = sentences([str(WhyNot(missing.why).label), kept])
        tell_story(by, row, LineKind.FITTED, now=now, words=words)
    row.to_be_told = False
    row.save(update_fields=["to_be_told", "edited_at"])
    audit.note(by=by, verb="took note of the end of the introduction of", subject=row.person)


def ask_whether_it_fitted(by: Actor, row: Introduction, *, now: datetime.datetime) -> None:
    """
    Ask the other side whether it fitted, now that they met: by a link to the address that had the
    first one, which goes on opening it; or in their inbox.

    Where no email can be sent it is held back, and whoever looks after it rings them.
    """
    asked = who_is_asked_of(row, actor=by)
    if asked is None:
        return
    if asked.contact is None:
        outbox.tell("introductions.asked", about_id=row.id)
        return
    assert row.service is not None
    side = OtherSide.objects.get(introduction=row)
    words = did_it_fit_in_words(
        entry=row.service.name, name=asked.contact.name, site=row.from_site.name
    )
    message_id = uuid7()
    OtherSide.objects.filter(id=side.id).update(message_id=message_id)
    message = write_to_contact(
        by=by, site=row.from_site, contact_id=asked.contact.id, service=row.service,
        template=DID_IT_FIT, words=words, message_id=message_id, now=now,
    )  # fmt: skip
    if message.state == MessageState.HELD_BACK:
        OtherSide.objects.filter(id=side.id).update(message_id=side.message_id)
        return
    tell_story(by, row, LineKind.SENT, now=now, words="Whether it fitted")

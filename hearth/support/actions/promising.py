"""Promises: made, done, carried on to another day, or left by agreement."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.keeping import require_keeper, require_near
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Promise, PromiseState


@transaction.atomic
def make_promise(
    *, by: Actor, person: Person, what: str, promised_by: UUID | None, due_on: datetime.date,
    promise_id: UUID, now: datetime.datetime, today: datetime.date,
) -> Promise:  # fmt: skip
    """
    Write down what somebody said they would do.

    :param promised_by: the worker; None if the person will do it
    :param promise_id: an id that the page made up, so that a double tap is one promise
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if something is missing, the day is past or too far, or who is to do it
        cannot
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin(by, person, now=now)
    what = checked(what, about="what", needed="Write what was promised")
    require_near(due_on, about="due_on", today=today)
    if promised_by:
        require_keeper(by, person, promised_by, about="who", today=today)
    there = Promise.objects.filter(id=promise_id).first()
    if there and there.person_id == person.id:
        refuse_other_words(
            (there.what, there.promised_by_id, there.first_due_on), (what, promised_by, due_on)
        )
        return there
    if there:
        raise SupportRefused("Part of this page was lost. Open the page again")
    row = Promise(
        id=promise_id, promised_by_id=promised_by, due_on=due_on, first_due_on=due_on,
        written_by_id=by.id, **whose(by, person),
    )  # fmt: skip
    row.what = what
    row.save(force_insert=True)
    audit.note(by=by, verb="wrote down a promise with", subject=person)
    return row


@transaction.atomic
def settle_promise(
    *, by: Actor, promise: Promise, state: str, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Say that a promise was done, that it was left by agreement, or that it is to do after all.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it can stand so in no way
    """
    if state not in PromiseState.values:
        raise SupportRefused("Say whether it is done")
    person = begin(by, promise.person, now=now)
    row = _held(by, promise, now=now)
    if row.state == state:
        return
    row.state = state
    row.settled_on = None if state == PromiseState.OPEN else today
    row.save(update_fields=["state", "settled_on"])
    audit.note(by=by, verb="said how a promise stands with", subject=person)


@transaction.atomic
def carry_on_promise(
    *, by: Actor, promise: Promise, due_on: datetime.date, promised_by: UUID | None,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Carry a promise on to another day, or let another do it. The day that was agreed first is kept.

    :param promised_by: the worker who will do it; None if the person will
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it is done already, the day is past or too far, or who is to do it
        cannot
    """
    person = begin(by, promise.person, now=now)
    row = _held(by, promise, now=now)
    if row.state != PromiseState.OPEN:
        raise SupportRefused("This is settled. Take it up again first")
    require_near(due_on, about="due_on", today=today, was=row.due_on)
    if promised_by not in (None, row.promised_by_id):
        require_keeper(by, person, promised_by, about="who", today=today)
    if (due_on, promised_by) == (row.due_on, row.promised_by_id):
        return
    if due_on != row.due_on:
        row.due_on, row.times_carried = due_on, row.times_carried + 1
    row.promised_by_id = promised_by
    row.save(update_fields=["due_on", "promised_by", "times_carried"])
    audit.note(by=by, verb="carried on a promise with", subject=person)


def _held(by: Actor, promise: Promise, *, now: datetime.datetime) -> Promise:
    mine = Promise.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=promise.id)

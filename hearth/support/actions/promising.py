"""Promises: made, done, carried on to another day, or left by agreement. Each change is kept."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale, refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.keeping import require_keeper
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Promise, PromiseBefore, PromiseState
from hearth.support.queries.promises import PromiseSaid, promise_said


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
    :raises SupportRefused: if something is missing, the day is past, or who is to do it cannot
    :raises SavedAlready: if it was saved already, in other words
    """
    person = begin(by, person, now=now)
    what = checked(what, about="what", needed="Write what was promised")
    if due_on < today:
        raise SupportRefused("Choose today, or a day to come", about="due_on")
    if promised_by:
        require_keeper(by, person, promised_by, about="who", today=today)
    there = Promise.objects.filter(id=promise_id).first()
    if there and there.person_id == person.id:
        first = there.before.order_by("changed_at", "id").first() or there
        refuse_other_words(
            (there.what, first.promised_by_id, there.first_due_on), (what, promised_by, due_on)
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
    *, by: Actor, promise: Promise, state: str, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Say that a promise was done, that it was left by agreement, or that it is to do after all. How
    it stood is kept.

    Done twice, it changes nothing more.

    :param stamp: the stamp of the promise as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it can stand so in no way
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    if state not in PromiseState.values:
        raise SupportRefused("Say whether it is done")
    person = begin(by, promise.person, now=now)
    row = _held(by, promise, now=now)
    before = promise_said(row)
    if row.state == state:
        return
    refuse_if_stale(before, stamp)
    _keep(by, row, now=now)
    row.state = state
    row.settled_on = None if state == PromiseState.OPEN else today
    row.save(update_fields=["state", "settled_on"])
    audit.note(by=by, verb="said how a promise stands with", subject=person)


@transaction.atomic
def carry_on_promise(
    *, by: Actor, promise: Promise, due_on: datetime.date, promised_by: UUID | None, stamp: str,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Carry a promise on to another day, or let another do it. What was agreed before is kept.

    :param promised_by: the worker who will do it; None if the person will
    :param stamp: the stamp of the promise as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it is done already, the day is past, or who is to do it cannot
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, promise.person, now=now)
    row = _held(by, promise, now=now)
    before = promise_said(row)
    if row.state != PromiseState.OPEN:
        raise SupportRefused("This is settled. Take it up again first")
    if due_on < today:
        raise SupportRefused("Choose today, or a day to come", about="due_on")
    if (due_on, promised_by) == (row.due_on, row.promised_by_id):
        return
    refuse_if_stale(before, stamp)
    if promised_by not in (None, row.promised_by_id):
        require_keeper(by, person, promised_by, about="who", today=today)
    _keep(by, row, now=now)
    if due_on != row.due_on:
        row.due_on, row.times_carried = due_on, row.times_carried + 1
    row.promised_by_id = promised_by
    row.save(update_fields=["due_on", "promised_by", "times_carried"])
    audit.note(by=by, verb="carried on a promise with", subject=person)


@transaction.atomic
def put_back_promise(
    *, by: Actor, promise: Promise, kept_id: UUID, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Let a promise stand as it did at one time; if it is to do then, from today at the soonest. How
    it stands now is kept.

    :param stamp: the stamp of the promise as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises PromiseBefore.DoesNotExist: if it never stood so, or the actor may not see it
    :raises SupportRefused: if who was to do it cannot any more
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, promise.person, now=now)
    row = _held(by, promise, now=now)
    kept = PromiseBefore.objects.open_to(sight_of(by, now=now)).get(id=kept_id, promise=row)
    is_open = kept.state == PromiseState.OPEN
    due_on = max(kept.due_on, today) if is_open else kept.due_on
    before, said = promise_said(row), PromiseSaid(kept.promised_by_id, due_on, kept.state)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    if is_open and said.promised_by_id not in (None, row.promised_by_id):
        require_keeper(by, person, said.promised_by_id, about="who", today=today)
    _keep(by, row, now=now)
    row.promised_by_id, row.due_on, row.state = said.promised_by_id, due_on, said.state
    row.times_carried = kept.times_carried + (due_on != kept.due_on)
    row.settled_on = kept.settled_on
    row.save(update_fields=["promised_by", "due_on", "state", "times_carried", "settled_on"])
    audit.note(by=by, verb="put back a promise with", subject=person)


def _keep(by: Actor, row: Promise, *, now: datetime.datetime) -> None:
    PromiseBefore.objects.create(
        person_id=row.person_id, held_by_id=row.held_by_id, promise=row, due_on=row.due_on,
        promised_by_id=row.promised_by_id, times_carried=row.times_carried, state=row.state,
        settled_on=row.settled_on, changed_at=now, changed_by_id=by.id,
    )  # fmt: skip


def _held(by: Actor, promise: Promise, *, now: datetime.datetime) -> Promise:
    mine = Promise.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=promise.id)

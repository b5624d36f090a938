"""Keeping in touch: agreed with the person, and each hello written down in one tap."""

import datetime
import json
from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction

from hearth.accounts.queries import workers_named
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.models import Person, Safe, WayToContact
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.keeping import require_keeper, require_near
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import (
    DueBefore,
    Hello,
    HowOften,
    KeepBefore,
    KeepInTouch,
    TryAgain,
)
from hearth.support.queries.hellos import KeepSaid, keep_said, said_before


@transaction.atomic
def agree_keep_in_touch(
    *, by: Actor, person: Person, said: KeepSaid, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> KeepInTouch:  # fmt: skip
    """
    Write down what was agreed with somebody about keeping in touch. What was before is kept.

    :param stamp: the stamp of what was agreed before as the page showed it; empty if nothing was
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if something is missing, or the way is not safe
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, person, now=now)
    row = KeepInTouch.objects.filter(person=person).first()
    said = _checked(by, person, said, row, today=today)
    if row:
        before = keep_said(row)
        if said == before and not row.stopped_on:
            return row
        refuse_if_stale(before, stamp)
        _keep_before(by, row, now=now)
    row = row or KeepInTouch(**whose(by, person))
    row.says_hello_id, row.in_person, row.way_id = said.says_hello_id, said.in_person, said.way_id
    row.every_days, row.try_again_days = said.every_days, said.try_again_days
    row.next_on, row.if_no_answer = said.next_on, said.if_no_answer
    row.agreed_on, row.agreed_by_id, row.stopped_on = today, by.id, None
    row.save()
    audit.note(by=by, verb="agreed how to keep in touch with", subject=person)
    return row


@transaction.atomic
def put_back_keep(
    *, by: Actor, keep: KeepInTouch, kept_id: UUID, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> KeepInTouch:  # fmt: skip
    """
    Let it be agreed again as it was at one time, from today at the soonest. What is now is kept.

    :param stamp: the stamp of what is agreed now, as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises KeepBefore.DoesNotExist: if it never was so, or the actor may not see it
    :raises SupportRefused: if it can be so no more, such as by a way that is not safe now
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    kept = KeepBefore.objects.open_to(sight_of(by, now=now)).get(id=kept_id, keep=keep)
    said = said_before(kept)
    said = replace(said, next_on=max(said.next_on or today, today))
    return agree_keep_in_touch(
        by=by, person=keep.person, said=said, stamp=stamp, now=now, today=today
    )


@transaction.atomic
def stop_hellos(
    *, by: Actor, keep: KeepInTouch, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Write down that somebody would rather have no hello for now. What was agreed stays to be read.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    if row.stopped_on:
        return
    _keep_before(by, row, now=now)
    row.stopped_on = today
    row.save(update_fields=["stopped_on"])
    audit.note(by=by, verb="stopped hellos to", subject=person)


@transaction.atomic
def say_hello(
    *, by: Actor, keep: KeepInTouch, due_on: datetime.date, answered: bool,
    now: datetime.datetime, today: datetime.date,
) -> Hello | None:  # fmt: skip
    """
    Write down that a hello was said, or that there was no answer, and set the next one as agreed.

    :param due_on: the day for which the page showed it: tapped twice, or by two, it is one hello
    :returns: None if just that had been written down already
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if something else was written down for that day, or nothing is due then
        any more. It says what stands, whose word it is, and how to put it right
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    if row.stopped_on or row.next_on != due_on:
        _refuse_unless_said(by, row, due_on=due_on, answered=answered)
        return None
    _set_next(row, answered=answered, said_on=today)
    hello = Hello.objects.create(
        person=person, held_by_id=row.held_by_id, keep=row, said_on=today, due_on=due_on,
        answered=answered, said_by_id=by.id,
    )  # fmt: skip
    audit.note(by=by, verb="said hello to" if answered else "tried to reach", subject=person)
    return hello


@transaction.atomic
def take_back_hello(*, by: Actor, keep: KeepInTouch, hello: Hello, now: datetime.datetime) -> None:
    """
    Take back the last hello, which was a slip of the finger: it is due again on its day.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if another was said since
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    standing = Hello.objects.filter(keep=row, taken_back_at__isnull=True)
    last = standing.order_by("-said_on", "-id").first()
    if Hello.objects.filter(id=hello.id, taken_back_at__isnull=False).exists():
        return
    if last is None or last.id != hello.id:
        raise SupportRefused("Somebody has said hello since. Only the last can be taken back")
    last.taken_back_at, last.taken_back_by_id = now, by.id
    last.save(update_fields=["taken_back_at", "taken_back_by"])
    _keep_due(row, now=now)
    row.next_on = last.due_on
    row.save(update_fields=["next_on"])
    audit.note(by=by, verb="took back a hello to", subject=person)


@transaction.atomic
def put_back_hello(*, by: Actor, keep: KeepInTouch, hello: Hello, now: datetime.datetime) -> None:
    """
    Let a hello that was taken back stand again; the next is then when it was to be.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if another was said since, or something else was agreed
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    taken = Hello.objects.select_for_update(of=("self",)).get(id=hello.id, keep=row)
    if not taken.taken_back_at:
        return
    if row.stopped_on or row.next_on != taken.due_on:
        raise SupportRefused("Something was agreed or said since. Say hello anew instead")
    taken.taken_back_at, taken.taken_back_by_id = None, None
    taken.save(update_fields=["taken_back_at", "taken_back_by"])
    _keep_due(row, now=now)
    _set_next(row, answered=taken.answered, said_on=taken.said_on)
    audit.note(by=by, verb="put back a hello to", subject=person)


@transaction.atomic
def see_to_no_answer(
    *, by: Actor, keep: KeepInTouch, hello: Hello, done: bool, now: datetime.datetime
) -> None:
    """
    Write down that what was agreed for no answer was done, or that it was not after all.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if there was an answer, or the hello was taken back
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    tried = Hello.objects.select_for_update(of=("self",)).get(id=hello.id, keep=row)
    if tried.answered or tried.taken_back_at:
        raise SupportRefused("This hello was put right meanwhile. Look at what it says now")
    if bool(tried.seen_to_at) == done:
        return
    tried.seen_to_at, tried.seen_to_by_id = (now, by.id) if done else (None, None)
    tried.save(update_fields=["seen_to_at", "seen_to_by"])
    verb = "did what was agreed for no answer with" if done else "has yet to see to no answer from"
    audit.note(by=by, verb=verb, subject=person)


def _held(by: Actor, keep: KeepInTouch, *, now: datetime.datetime) -> KeepInTouch:
    mine = KeepInTouch.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=keep.id)


def _refuse_unless_said(
    by: Actor, row: KeepInTouch, *, due_on: datetime.date, answered: bool
) -> None:
    """
    Insist that a tap from an older page says what stands for that day already.

    :raises SupportRefused: if it says otherwise, or nothing stands: it must not be lost unseen
    """
    standing = Hello.objects.filter(keep=row, taken_back_at__isnull=True).order_by("said_on", "id")
    there = standing.filter(due_on=due_on).last()
    if there is None:
        since = "they would rather have no hello for now" if row.stopped_on else "it was changed"
        raise SupportRefused(
            f"Nothing was written down: {since}, and this hello is not due any more. Look at what "
            "is agreed now. What happened can be written down as a contact"
        )
    if there.answered == answered:
        return
    stands = "Said hello" if there.answered else "No answer"
    who = workers_named({there.said_by_id}).get(there.said_by_id, "a worker")
    if there.said_by_id == by.id:
        who = "you"
    how = "press “That was a slip” below, and say it anew"
    if standing.last() != there:
        how = "write what happened as a contact: another hello was said since"
    raise SupportRefused(
        f"“{stands}” stands for that day: {who} wrote it down. So nothing more was written down. "
        f"If it was not so, {how}"
    )


def _set_next(row: KeepInTouch, *, answered: bool, said_on: datetime.date) -> None:
    days = row.every_days if answered else row.try_again_days
    row.next_on = said_on + datetime.timedelta(days=days) if days else None
    row.save(update_fields=["next_on"])


def _keep_before(by: Actor, row: KeepInTouch, *, now: datetime.datetime) -> None:
    kept = KeepBefore(
        person_id=row.person_id, held_by_id=row.held_by_id, keep=row, changed_at=now,
        changed_by_id=by.id, stopped_on=row.stopped_on,
    )  # fmt: skip
    kept.was = json.dumps(asdict(keep_said(row)), default=str)
    kept.save(force_insert=True)
    _keep_due(row, now=now)


def _keep_due(row: KeepInTouch, *, now: datetime.datetime) -> None:
    """Keep when a hello was due until now: a board gone by shows who was to have one."""
    DueBefore.objects.create(
        person_id=row.person_id, held_by_id=row.held_by_id, keep=row, changed_at=now,
        says_hello_id=row.says_hello_id, next_on=None if row.stopped_on else row.next_on,
    )  # fmt: skip


def _checked(
    by: Actor, person: Person, said: KeepSaid, row: KeepInTouch | None, *, today: datetime.date
) -> KeepSaid:
    if person.has_died:
        raise SupportRefused("They have died. Nobody is to say hello")
    was = row.says_hello_id if row else None
    if said.says_hello_id != was:
        require_keeper(by, person, said.says_hello_id, about="says_hello", today=today)
    if said.in_person == bool(said.way_id):
        raise SupportRefused("Choose how to say hello", about="how")
    safe = WayToContact.objects.filter(person=person, safe=Safe.YES)
    if said.way_id and not safe.filter(id=said.way_id).exists():
        raise SupportRefused("They have not said that this way is safe", about="how")
    if said.every_days not in HowOften.values or said.try_again_days not in TryAgain.values:
        raise SupportRefused("Choose how often")
    if said.next_on is None:
        raise SupportRefused("Choose today, or a day to come", about="next_on")
    require_near(said.next_on, about="next_on", today=today, was=row.next_on if row else None)
    needed = "Agree what to do if there is no answer, and write it down"
    words = checked(said.if_no_answer, about="if_no_answer", needed=needed)
    return replace(said, if_no_answer=words)

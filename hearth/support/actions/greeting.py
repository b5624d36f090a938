"""Keeping in touch: agreed with the person, and each hello written down in one tap."""

import datetime
from dataclasses import replace

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.models import Person, Safe, WayToContact
from hearth.people.queries.seeing import sight_of
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Hello, HowOften, KeepInTouch, TryAgain
from hearth.support.queries.hellos import KeepSaid, keep_said
from hearth.support.queries.workers import workers_alongside


@transaction.atomic
def agree_keep_in_touch(
    *, by: Actor, person: Person, said: KeepSaid, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> KeepInTouch:  # fmt: skip
    """
    Write down what was agreed with somebody about keeping in touch.

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
    row = row or KeepInTouch(**whose(by, person))
    row.says_hello_id, row.in_person, row.way_id = said.says_hello_id, said.in_person, said.way_id
    row.every_days, row.try_again_days = said.every_days, said.try_again_days
    row.next_on, row.if_no_answer = said.next_on, said.if_no_answer
    row.agreed_on, row.agreed_by_id, row.stopped_on = today, by.id, None
    row.save()
    audit.note(by=by, verb="agreed how to keep in touch with", subject=person)
    return row


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
    :returns: None if it had been written down already
    :raises NotAllowed: if the person's support is not open to the actor
    """
    person = begin(by, keep.person, now=now)
    row = _held(by, keep, now=now)
    if row.stopped_on or row.next_on != due_on:
        return None
    if answered:
        often = datetime.timedelta(days=row.every_days)
        row.next_on = today + often if row.every_days else None
    else:
        row.next_on = today + datetime.timedelta(days=row.try_again_days)
    row.save(update_fields=["next_on"])
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
    last.taken_back_at = now
    last.save(update_fields=["taken_back_at"])
    row.next_on = last.due_on
    row.save(update_fields=["next_on"])
    audit.note(by=by, verb="took back a hello to", subject=person)


def _held(by: Actor, keep: KeepInTouch, *, now: datetime.datetime) -> KeepInTouch:
    mine = KeepInTouch.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=keep.id)


def _checked(
    by: Actor, person: Person, said: KeepSaid, row: KeepInTouch | None, *, today: datetime.date
) -> KeepSaid:
    if person.has_died:
        raise SupportRefused("They have died. Nobody is to say hello")
    was = row.says_hello_id if row else None
    team = workers_alongside(by, today=today)
    if said.says_hello_id != was and not team.filter(id=said.says_hello_id).exists():
        raise SupportRefused("Choose somebody of your team", about="says_hello")
    if said.in_person == bool(said.way_id):
        raise SupportRefused("Choose how to say hello", about="how")
    safe = WayToContact.objects.filter(person=person, safe=Safe.YES)
    if said.way_id and not safe.filter(id=said.way_id).exists():
        raise SupportRefused("They have not said that this way is safe", about="how")
    if said.every_days not in HowOften.values or said.try_again_days not in TryAgain.values:
        raise SupportRefused("Choose how often")
    if said.next_on is None or said.next_on < today:
        raise SupportRefused("Choose today, or a day to come", about="next_on")
    needed = "Agree what to do if there is no answer, and write it down"
    words = checked(said.if_no_answer, about="if_no_answer", needed=needed)
    return replace(said, if_no_answer=words)

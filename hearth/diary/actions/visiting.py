"""Going somewhere alone, with somebody who watches; and what is done if they are not back."""

import datetime
import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.queries import workers_named
from hearth.design.words import clock
from hearth.diary.actions.refusing import DiaryRefused, checked
from hearth.diary.models import LoneVisit, LoneVisitDetails
from hearth.diary.queries.opening import may_book
from hearth.diary.queries.visits import How, may_act_on, readable_details
from hearth.diary.queries.workers import may_watch_at
from hearth.foundation import audit, outbox
from hearth.foundation.actors import (
    Actor,
    NotAllowed,
    Permission,
    require,
    require_everywhere,
)
from hearth.foundation.errors import Refused
from hearth.people.actions.editing import holder
from hearth.people.actions.written import tidied
from hearth.people.models import Person
from hearth.places.models import Site

LONGER = datetime.timedelta(minutes=30)
FURTHEST = datetime.timedelta(hours=14)
"""The longest that somebody may be expected to be out: a visit is of one day."""
LOUDER = (5, 10, 15, 30)
"""Minutes after which whoever runs the hub is told, to choose from."""
KEPT = datetime.timedelta(days=14)
"""How long it is kept where somebody went, once they are back."""
OVER = "This is over: they are back. The hub manager can write what you did"
SAID_OTHERWISE = (
    "You went out with this page already, and said something else then. Your buddy sees what you "
    "said first. Nothing you wrote here is lost: open Out alone to see it. To change it, say there "
    "that you are back, and go out anew"
)
NOT_YOURS = "Only whoever is out, their buddy or the hub manager can say that"


@transaction.atomic
def go_alone(
    *, by: Actor, site: Site, person: Person | None, where: str, whom: str, plan: str,
    back_by: datetime.datetime, buddy_id: UUID, louder_after: int, visit_id: UUID,
    now: datetime.datetime,
) -> LoneVisit:  # fmt: skip
    """
    Write down that the actor goes somewhere alone, and who watches until they are back.

    :param visit_id: an id that the page made up, so that a double tap is one visit
    :raises NotAllowed: if the actor supports nobody at that site, or not that person
    :raises DiaryRefused: if it cannot be so, they are out already, or this was sent before and
        said otherwise: whoever watches would look for them in the wrong place
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if person and not may_book(person, actor=by, now=now):
        raise NotAllowed(f"support of {person.id} is not open to {by.label}")
    User.objects.select_for_update(of=("self",), no_key=True).get(id=by.id)  # two taps are two
    there = LoneVisit.objects.filter(id=visit_id, worker=by.id).first()
    if there:
        louder = (back_by, buddy_id, louder_after)
        _refuse_otherwise(there, person, louder, (where, whom, plan), by=by)
        return there
    if LoneVisit.objects.filter(worker=by.id, over_at__isnull=True).exists():
        raise DiaryRefused("You are out already. Say that you are back from that first")
    if back_by <= now:
        raise DiaryRefused("Choose a time to come", about="back_by")
    if back_by > now + FURTHEST:
        raise DiaryRefused("Choose a time within the next 14 hours", about="back_by")
    team = may_watch_at(site.id, today=timezone.localdate(now)).exclude(id=by.id)
    if not team.filter(id=buddy_id).exists():
        raise DiaryRefused("Choose somebody else of that hub’s team", about="buddy")
    if louder_after not in LOUDER:
        raise DiaryRefused("Choose after how many minutes", about="louder_after")
    visit = LoneVisit(
        id=visit_id, worker_id=by.id, buddy_id=buddy_id, site=site, began_at=now, back_by=back_by,
        louder_after=louder_after,
    )  # fmt: skip
    visit.save(force_insert=True)
    details = LoneVisitDetails(
        visit=visit, worker_id=by.id, buddy_id=buddy_id, site=site, person=person,
        held_by_id=holder(by, person) if person else site.run_by_id,
    )  # fmt: skip
    details.where = checked(where, about="where", needed="Write where you are going")
    needed = "Write whom you are going to see, or what you are going for"
    details.whom = person.known_as if person else checked(whom, about="whom", needed=needed)
    plan_needed = "Agree what to do if you are not back, and write it down"
    details.plan = checked(plan, about="plan", needed=plan_needed)
    details.save(force_insert=True)
    audit.note(by=by, verb="went out alone", subject=visit, place=site)
    return visit


@transaction.atomic
def come_back(*, by: Actor, visit: LoneVisit, now: datetime.datetime) -> None:
    """
    Say that the actor is back. Done twice, it changes nothing more.

    :raises Refused: if it is not the actor who went
    """
    row = _held(by, visit)
    if row.worker_id != by.id:
        raise Refused(NOT_YOURS)
    if row.over_at is None:
        _say(row, by, "Back", now=now)
        _end(row, now=now)
        audit.note(by=by, verb="came back", subject=row, place=row.site)


@transaction.atomic
def need_longer(
    *, by: Actor, visit: LoneVisit, back_by: datetime.datetime, now: datetime.datetime
) -> datetime.datetime:
    """
    Say that the actor needs half an hour more, from when they were expected, or from now if that is
    over.

    :param back_by: as the page showed it: tapped twice, it is half an hour
    :returns: when they are expected now
    :raises Refused: if it is not the actor who went, or it is over
    """
    row = _held(by, visit)
    if row.worker_id != by.id:
        raise Refused(NOT_YOURS)
    if row.over_at:
        raise Refused("You said that you are back")
    if row.back_by != back_by:
        return row.back_by
    _expect(row, max(row.back_by, now) + LONGER)
    _say(row, by, f"Needs longer: back by {clock(row.back_by)}", now=now)
    audit.note(by=by, verb="needs longer out", subject=row, place=row.site)
    return row.back_by


@transaction.atomic
def say_what_was_done(
    *, by: Actor, visit: LoneVisit, words: str, how: str, now: datetime.datetime,
    minutes: int | None = None,
) -> None:  # fmt: skip
    """
    Write down what somebody who watches did, and how it goes on.

    While nobody knows that all is well it stays loud. Once they are back the words are added by
    whoever may still read where they went, and how it goes on is nobody's question.

    :param minutes: in how many they are expected, if they are well and still out
    :raises Refused: if the actor neither is out, nor watches, nor runs the hub
    :raises DiaryRefused: if nothing is written, or it is over and they may read it no more
    """
    row = _held(by, visit)
    words = checked(words, about="words", needed="Write what you did, such as: rang, all well")
    if row.over_at:
        if not _say(row, by, words, now=now):
            raise DiaryRefused(OVER)
        return
    if how not in list(How):
        raise DiaryRefused("Choose how it goes on", about="how")
    if how == How.STILL_OUT:
        if minutes is None or not 0 < minutes <= 4 * 60:
            raise DiaryRefused("Write in how many minutes, like 30", about="minutes")
        _expect(row, now + datetime.timedelta(minutes=minutes))
        words = f"{words} (Still out, and well. Back by {clock(row.back_by)})"
    elif how == How.NOT_FOUND:
        words = f"{words} (Not found yet)"
    if not _say(row, by, words, now=now):
        raise DiaryRefused("This visit is to you. Ask another of the team to look into it")
    if how == How.BACK:
        _end(row, now=now)
    audit.note(by=by, verb="looked into a lone visit", subject=row, place=row.site)


@transaction.atomic
def take_over_watch(*, by: Actor, visit: LoneVisit, buddy_id: UUID, now: datetime.datetime) -> None:
    """
    Let another watch over somebody who is out, such as when the buddy goes home.

    If they are overdue the new buddy is told at once. Whoever watched before reads where they are
    no more.

    :raises Refused: if the actor neither is out, nor watches, nor runs the hub
    :raises DiaryRefused: if it is over, or the other is not of that hub's team
    """
    row = _held(by, visit)
    if row.over_at:
        raise DiaryRefused("This is over: they are back")
    if row.buddy_id == buddy_id:
        return
    team = may_watch_at(row.site_id, today=timezone.localdate(now)).exclude(id=row.worker_id)
    buddy = team.filter(id=buddy_id).first()
    if buddy is None:
        raise DiaryRefused("Choose somebody else of that hub’s team", about="buddy")
    was = workers_named([row.buddy_id]).get(row.buddy_id, "")
    _say(row, by, f"{buddy.name} watches now, and {was} no more", now=now)
    row.buddy_id, row.buddy_told_at = buddy.id, None
    row.save(update_fields=["buddy", "buddy_told_at"])
    audit.note(by=by, verb="gave to another the watch over", subject=row, place=row.site)


@transaction.atomic
def forget_where_they_went(*, by: Actor, now: datetime.datetime) -> int:
    """
    Forget where people went alone, to whom and what was done, two weeks after they are back.

    That somebody was out, when and from which hub, stays. Who should know for longer wrote an
    incident.

    :returns: how many were forgotten
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.WATCH_VISITS)
    long_over = LoneVisitDetails.objects.filter(over_at__lt=now - KEPT)
    return long_over.delete()[0]


@transaction.atomic
def tell_overdue(*, by: Actor, now: datetime.datetime) -> int:
    """
    Tell upwards, once each, who is not back: first for the buddy, then for whoever runs the hub.

    :returns: how many were told
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.WATCH_VISITS)
    told = 0
    late = LoneVisit.objects.filter(over_at__isnull=True, back_by__lt=now)
    for row in late.select_for_update(of=("self",), skip_locked=True).order_by("back_by", "id"):
        louder_at = row.back_by + datetime.timedelta(minutes=row.louder_after)
        if row.buddy_told_at is None:
            outbox.tell("diary.visit_overdue", about_id=row.id)
            row.buddy_told_at, told = now, told + 1
        if row.manager_told_at is None and louder_at < now:
            outbox.tell("diary.visit_long_overdue", about_id=row.id)
            row.manager_told_at, told = now, told + 1
        row.save(update_fields=["buddy_told_at", "manager_told_at"])
    return told


@transaction.atomic
def note_read(*, by: Actor, visit: LoneVisit, person_id: UUID) -> None:
    """Write down that whoever watches read to whom somebody went, which is of that record."""
    audit.opened(by=by, person_id=person_id, page="lone visit", place=visit.site)


def _held(by: Actor, visit: LoneVisit) -> LoneVisit:
    """:raises Refused: if the actor neither is out, nor watches, nor runs the hub"""
    if not may_act_on(visit, actor=by):
        raise Refused(NOT_YOURS)
    rows = LoneVisit.objects.select_for_update(of=("self",)).select_related("site")
    return rows.get(id=visit.id)


def _refuse_otherwise(
    there: LoneVisit, person: Person | None, watched: tuple[object, ...], words: tuple[str, ...],
    *, by: Actor,
) -> None:  # fmt: skip
    """
    Pass over what was sent twice.

    :param watched: until when, by whom, and when it is louder
    :param words: where, whom and what was agreed
    :raises DiaryRefused: if it says something else than those who watch read
    """
    details = readable_details(by).filter(visit=there).first()
    same = watched == (there.back_by, there.buddy_id, there.louder_after)
    if details and same and details.person_id == (person.id if person else None):
        where, whom, plan = map(tidied, words)
        whom = details.whom if person else whom
        if (where, whom, plan) == (details.where, details.whom, details.plan):
            return
    raise DiaryRefused(SAID_OTHERWISE)


def _expect(row: LoneVisit, back_by: datetime.datetime) -> None:
    """Expect them at another time: if they are not back by then, it is told anew."""
    row.back_by, row.buddy_told_at, row.manager_told_at = back_by, None, None
    row.save(update_fields=["back_by", "buddy_told_at", "manager_told_at"])


def _say(row: LoneVisit, by: Actor, words: str, *, now: datetime.datetime) -> bool:
    """Keep words beside where they went, and tell if they could be kept."""
    details = readable_details(by).select_for_update(of=("self",)).filter(visit=row).first()
    if details is None:  # it is over and not theirs to read, or forgotten
        return False
    done = json.loads(details.done or "[]")
    done.append({"at": now.isoformat(), "by": by.label, "words": words})
    details.done = json.dumps(done)
    details.save(update_fields=["done_sealed"])
    return True


def _end(row: LoneVisit, *, now: datetime.datetime) -> None:
    row.over_at = now
    row.save(update_fields=["over_at"])  # and the database says it beside where they went

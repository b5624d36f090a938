"""Going along with somebody: who goes, and when."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.design.words import clock, day
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.introductions.actions.writing import IntroductionRefused, going_on, tell_story
from hearth.introductions.models import Introduction, LineKind, Way
from hearth.introductions.queries.goers import goers
from hearth.introductions.queries.said import IntroductionSaid
from hearth.people.actions.keepers import require_keeper, require_near
from hearth.people.models import Person


def who_goes(
    by: Actor, person: Person, said: IntroductionSaid, *, today: datetime.date
) -> IntroductionSaid:
    """
    Return what is said, with who goes along: whoever looks after it, unless another is named.

    :raises IntroductionRefused: if they may not read it, or the day is past
    """
    if said.way != Way.ALONG:
        return replace(said, goes_with_id=None, goes_at=None)
    goes = said.goes_with_id or said.owner_id
    _require_going(by, person, goes, said.goes_at, today=today)
    return replace(said, goes_with_id=goes)


@transaction.atomic
def say_who_goes(
    *, by: Actor, introduction: Introduction, goes_with_id: UUID, goes_at: datetime.datetime | None,
    stamp: str, now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Say who goes along with somebody, and when they go. What is next is next by then.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if nobody goes along, it has ended, or they cannot
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = going_on(by, introduction, stamp, now=now)
    if row.way != Way.ALONG:
        raise IntroductionRefused("Nobody goes along. Begin an introduction in which somebody does")
    _require_going(by, row.person, goes_with_id, goes_at, today=today)
    _next_by_then(row, goes_at)
    row.goes_with_id, row.goes_at = goes_with_id, goes_at
    row.save()
    who = workers_named([goes_with_id]).get(goes_with_id, "")
    at = timezone.localtime(goes_at) if goes_at else None
    when = f", {day(at)} at {clock(at)}" if at else ""
    tell_story(by, row, LineKind.ALONG, now=now, words=f"{who}{when}")
    audit.note(by=by, verb="said who goes along to the introduction of", subject=row.person)


def _next_by_then(row: Introduction, goes_at: datetime.datetime | None) -> None:
    """Let what is next be next by the day on which they go, and go with that day."""
    if goes_at is None or row.next_on is None:
        return
    went_on = timezone.localdate(row.goes_at) if row.goes_at else None
    goes_on = timezone.localdate(goes_at)
    if row.next_on > goes_on or row.next_on == went_on:
        row.next_on = goes_on


def _require_going(
    by: Actor, person: Person, worker_id: UUID, at: datetime.datetime | None, *,
    today: datetime.date,
) -> None:  # fmt: skip
    """:raises IntroductionRefused: if they may not read it, or the day is past or too far"""
    if worker_id not in dict(goers(person, actor=by, today=today)):
        require_keeper(
            by, person, worker_id, refused=IntroductionRefused, about="goes_with", today=today
        )
    if at:
        require_near(
            timezone.localdate(at), refused=IntroductionRefused, about="goes_at", today=today
        )

"""Putting right what was written down: undone at once, or corrected later and kept as it was."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.frontdoor.actions.adding import check_notes, raise_child_alert
from hearth.frontdoor.actions.arriving import (
    check_arrival,
    check_how_many,
    check_line,
    check_living,
)
from hearth.frontdoor.actions.conversations import end_with_visits
from hearth.frontdoor.actions.keeping import LET_GO, keep_what_was
from hearth.frontdoor.actions.leaving import check_leaving
from hearth.frontdoor.actions.locking import Arrived, check_not_ones_own, check_standing, locked
from hearth.frontdoor.models import Arrival, Correction, Headcount, Visit
from hearth.frontdoor.moments import can_undo, in_london
from hearth.people.actions import (
    note_welcome,
    note_welcome_again,
    take_back_meeting,
    take_back_welcome,
)
from hearth.people.models import Person


class CorrectionRefused(Refused):
    """What was written down cannot be put right in this way."""


class ArrivalChanges(TypedDict, total=False):
    """What can be put right about any arrival. What is left out stays as it is."""

    arrived_at: datetime.datetime
    left_at: datetime.datetime | None
    happened: bool
    """False: nobody came in, it was written down by mistake. True: they did after all."""


class VisitChanges(ArrivalChanges, total=False):
    """What can be put right about a visit. An answer that was not given is no words."""

    person: Person | None
    brought: Sequence[str]
    how_today: str
    how_came: str
    otherwise: str
    came_with: str
    note: str
    child_alone: bool


class HeadcountChanges(ArrivalChanges, total=False):
    """What can be put right about a headcount."""

    how_many: int
    what: str


@transaction.atomic
def take_back(*, by: Actor, arrival: Arrived, now: datetime.datetime) -> Arrived:
    """
    Undo a visit or headcount within ten minutes. It is never counted, and stays written down.

    Doing it again changes nothing. A child's alert stays until it has been seen.
    Somebody new whom nobody has written anything about since was never met.

    :raises NotAllowed: if the actor may not record visits at this site, or it is their own visit
    :raises CorrectionRefused: if it was written down more than ten minutes ago
    """
    require(by, Permission.RECORD_VISIT, at=arrival.site)
    arrival = locked(arrival)
    check_not_ones_own(by, arrival)
    if arrival.taken_back_at:
        return arrival
    if not can_undo(arrival.recorded_at, now):
        raise CorrectionRefused(
            "This was written down more than ten minutes ago, so it cannot simply be undone. "
            "You can put it right on its page"
        )
    arrival.taken_back_at = now
    arrival.save(update_fields=["taken_back_at"])
    audit.note(by=by, verb="took back", subject=arrival, place=arrival.site)
    if isinstance(arrival, Visit) and arrival.person_id and not _unmet(by, arrival):
        _unsay_welcome(by, arrival, arrival.person_id, now=now)
    keep_what_was(by=by, arrival=arrival, was={"taken_back_at": None})
    return arrival


@transaction.atomic
def correct_visit(
    *,
    by: Actor,
    visit: Visit,
    now: datetime.datetime,
    as_drawn: str = "",
    **changes: Unpack[VisitChanges],
) -> Visit:
    """
    Put a visit right, and keep what was there before and who changed it.

    Another person must have been read as somebody the actor may see. Somebody
    new whom this visit made known minutes ago, and who turns out to be somebody
    known, was never met. Changing nothing writes nothing.

    :param as_drawn: the visit's fingerprint when its form was drawn
    :raises NotAllowed: if the actor may not record visits at this site, may not see the person, or
        it is their own visit
    :raises CorrectionRefused: if somebody else changed the visit since the form was drawn
    :raises Refused: if it cannot have been so
    """
    require(by, Permission.RECORD_VISIT, at=visit.site)
    visit = _as_it_was_drawn(visit, as_drawn)
    check_not_ones_own(by, visit)
    before, person_was, welcomed_on = visit.person, visit.person_id, visit.arrived_on
    was = _put_right(visit, changes, now=now)
    if "person" in changes:
        visit.person = changes["person"]
    person_changed = visit.person_id != person_was
    if not was and not person_changed:
        return visit
    _check_words(visit, was)
    if "child_alone" in was and visit.child_alone:
        raise_child_alert(visit, now=now)
    if person_changed and visit.person:
        check_living(visit.person)
    if _never_met(by, visit, before):
        was[LET_GO], person_was = True, None
    _keep(by, visit, was, person_changed=person_changed, person_was=person_was)
    if visit.person_id and not visit.taken_back_at:
        _say_welcome(by, visit, anew=person_changed)
    if person_was and (person_changed or visit.taken_back_at or visit.arrived_on < welcomed_on):
        _unsay_welcome(by, visit, person_was, now=now)
    if visit.left_at or visit.taken_back_at:
        end_with_visits([visit.pk], now=now)
    return visit


@transaction.atomic
def correct_headcount(
    *,
    by: Actor,
    headcount: Headcount,
    now: datetime.datetime,
    as_drawn: str = "",
    **changes: Unpack[HeadcountChanges],
) -> Headcount:
    """
    Put a headcount right, and keep what was there before and who changed it.

    :param as_drawn: the headcount's fingerprint when its form was drawn
    :raises NotAllowed: if the actor may not record visits at this site
    :raises CorrectionRefused: if somebody else changed it since the form was drawn
    :raises Refused: if it cannot have been so
    """
    require(by, Permission.RECORD_VISIT, at=headcount.site)
    headcount = _as_it_was_drawn(headcount, as_drawn)
    was = _put_right(headcount, changes, now=now)
    if was:
        check_how_many(headcount.how_many)
        headcount.what = check_line(headcount.what, "what the group is")
        _keep(by, headcount, was)
    return headcount


def fingerprint(arrival: Arrival) -> str:
    """Return a short word that is another as soon as anything on the row is."""
    row = [bytes(value) if isinstance(value, memoryview) else value for value in _columns(arrival)]
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def _columns(arrival: Arrival) -> list[Any]:
    return [getattr(arrival, field.attname) for field in arrival._meta.concrete_fields]


def _as_it_was_drawn(arrival: Arrived, as_drawn: str) -> Arrived:
    arrival = locked(arrival)
    if as_drawn and as_drawn != fingerprint(arrival):
        raise CorrectionRefused(
            "Somebody else has changed this since you opened it. "
            "Look at what it says now, then make your change again"
        )
    return arrival


def _put_right(
    arrival: Visit | Headcount, changes: Mapping[str, Any], *, now: datetime.datetime
) -> dict[str, Any]:
    """
    Change the row in hand, not yet in the database, and return what it said before.

    Whose visit it was is no part of it: that stands apart, so that somebody can be forgotten.
    """
    was: dict[str, Any] = {}
    happened = changes.get("happened", arrival.taken_back_at is None)
    if happened == bool(arrival.taken_back_at):
        was["happened"] = not happened
        arrival.taken_back_at = None if happened else now
    elif not happened:
        check_standing(arrival)
    for name, becomes in changes.items():
        if name not in ("happened", "person") and getattr(arrival, name) != becomes:
            was[name] = getattr(arrival, name)
            setattr(arrival, name, becomes)
    if "arrived_at" in was:
        check_arrival(arrival.site, arrival.arrived_at, now=now, days_back=None)
        there = in_london(arrival.arrived_at)
        arrival.arrived_on, arrival.arrived_hour = there.date(), there.hour
    if arrival.left_at and {"arrived_at", "left_at"} & set(was):
        check_leaving(arrival.arrived_at, arrival.left_at, now=now)
    return was


def _check_words(visit: Visit, was: Mapping[str, Any]) -> None:
    if "came_with" in was:
        visit.came_with = check_line(visit.came_with, "who they came with")
    if "note" in was:
        check_notes(visit.note)


def _keep(
    by: Actor,
    arrival: Visit | Headcount,
    was: dict[str, Any],
    *,
    person_changed: bool = False,
    person_was: UUID | None = None,
) -> None:
    """Write the row as it is now, and beside it what it said before and who changed it."""
    arrival.save()
    keep_what_was(
        by=by, arrival=arrival, was=was, person_changed=person_changed, person_was=person_was
    )
    audit.note(by=by, verb="corrected", subject=arrival, place=arrival.site)


def _unmet(by: Actor, visit: Visit) -> bool:
    """
    Let go of somebody whom this very visit made known, unless anything was written since.

    Whoever was known before has a record older than the visit. (A visit of
    somebody new is written first, and its person then: see welcome_someone_new.)
    """
    person = visit.person
    if person is None or person.recorded_at < visit.recorded_at or _says_anything(visit):
        return False
    visit.person = None
    visit.save(update_fields=["person"])
    if take_back_meeting(by=by, person=person, site=visit.site):
        return True
    visit.person = person
    visit.save(update_fields=["person"])
    return False


def _never_met(by: Actor, visit: Visit, person: Person | None) -> bool:
    """Let go of somebody whom this very visit made known, if it is somebody else's now."""
    if person is None or visit.person_id in (None, person.pk):
        return False
    if person.recorded_at < visit.recorded_at:
        return False
    visit.save(update_fields=["person"])
    return take_back_meeting(by=by, person=person, site=visit.site)


def _says_anything(visit: Visit) -> bool:
    """Test if a visit says more than that somebody came in, or was ever corrected."""
    added = [
        visit.brought, visit.how_today, visit.how_came, visit.otherwise, visit.came_with,
        visit.note, visit.child_alone,
    ]  # fmt: skip
    return (
        any(added)
        or visit.conversations.exists()
        or Correction.objects.filter(arrival_id=visit.pk).exists()
    )


def _say_welcome(by: Actor, visit: Visit, *, anew: bool) -> None:
    """
    Tell people that this site welcomed somebody on the day that the visit now says.

    :param anew: the actor has only now said who it was, and must be able to see them
    """
    note = note_welcome if anew else note_welcome_again
    note(by=by, person=Person(id=visit.person_id), site=visit.site, on=visit.arrived_on)


def _unsay_welcome(by: Actor, visit: Visit, person_id: UUID, *, now: datetime.datetime) -> None:
    """
    Tell people when this site last welcomed somebody, now that one visit does not count.

    By id alone: the actor need not be able to see who it was.
    """
    standing = Visit.objects.at(visit.site).standing().filter(person=person_id)
    last_on = standing.aggregate(last_on=Max("arrived_on"))["last_on"]
    person, today = Person(id=person_id), in_london(now).date()
    take_back_welcome(by=by, person=person, site=visit.site, last_on=last_on, today=today)

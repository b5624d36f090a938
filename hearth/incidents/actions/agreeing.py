"""Agreeing with somebody how they come in safely: nobody is ever kept out without another way."""

import datetime
import json
from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.incidents.actions.happened import require_of_team
from hearth.incidents.actions.writing import LOST, IncidentRefused, all_checked, checked
from hearth.incidents.models import Came, ComingIn, ComingInOnce, DoorWords, HowIn
from hearth.incidents.queries.agreements import AgreementSaid, agreed_with, agreement_said
from hearth.people.actions.editing import hold, refuse_if_stale, refuse_other_words
from hearth.people.actions.twice import is_said_again, somebody_did
from hearth.people.models import Person
from hearth.people.queries.seeing import WorksHereToo, sight_of
from hearth.places.models import Site

LONGEST = datetime.timedelta(days=182)
LONGEST_ELSEWHERE = datetime.timedelta(days=28)
"""How long an agreement stands before it is looked at again, and one by which somebody is not in
the building. Both are our own choice; nothing stops on that day: it is asked of the owner."""
LONGEST_DOOR = 200
NEEDED = {
    "theirs": "Write what they say. If they would rather say nothing, write that",
    "why": "Write why it is needed",
    "hub_will": "Write what the hub will do",
    "door": "Write what the door may say",
    "who_agreed": "Write who agreed this",
}


@transaction.atomic
def agree_coming_in(
    *, by: Actor, person: Person, site: Site, said: AgreementSaid, agreement_id: UUID,
    now: datetime.datetime, today: datetime.date,
) -> ComingIn:  # fmt: skip
    """
    Write down what was agreed with somebody about coming in. Whoever writes it looks after it.

    :param agreement_id: an id that the page made up, so that a double tap is one agreement
    :raises NotAllowed: if the actor agrees nothing at that site, or it is a colleague's record
    :raises IncidentRefused: if something is missing, or no day near enough is chosen
    """
    person = _begin(by, person, site, now=now)
    said = _checked(said, today=today)
    if there := agreed_with(person, actor=by).filter(id=agreement_id).first():
        refuse_other_words(agreement_said(there), said)
        return there
    if ComingIn.objects.filter(id=agreement_id).exists():
        raise IncidentRefused(LOST)
    if site.id not in person.known_at:
        raise IncidentRefused(f"{person.known_as} is not known at {site.name}", about="site")
    row = ComingIn(
        id=agreement_id, person=person, site=site, held_by_id=site.run_by_id, agreed_on=today,
        owner_id=by.id,
    )  # fmt: skip
    _set(row, said)
    row.save(force_insert=True)
    _say_at_the_door(row, said.door)
    _keep(row, said, came=Came.AGREED, by=by, now=now)
    audit.note(by=by, verb="agreed how to come in with", subject=person, place=site)
    return row


@transaction.atomic
def change_agreement(
    *, by: Actor, agreement: ComingIn, said: AgreementSaid, owner: UUID, stamp: str,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Change an agreement, or take up one that was stopped. What it said before is kept.

    The day to look at it again stays as it is through any other change, even once it is past: to
    change the door's words is not to look again.

    :param stamp: the stamp of the agreement as the page showed it
    :raises NotAllowed: if the actor does not see it
    :raises IncidentRefused: if something is missing, or no day near enough is chosen
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    row = _held(by, agreement, now=now)
    before, stopped = agreement_said(row), row.stopped_on is not None
    kept_day = not stopped and said.look_again_on == before.look_again_on
    said = _checked(said, today=today, kept_day=kept_day)
    keeper = require_of_team(
        owner, row.site, today=today, about="owner", permission=Permission.AGREE_COMING_IN
    )
    if said == before and row.owner_id == keeper.id and not stopped:
        return
    refuse_if_stale(before, stamp)
    row.owner, row.stopped_on = keeper, None
    _set(row, said)
    row.save()
    _say_at_the_door(row, said.door)
    _keep(row, said, came=Came.TAKEN_UP if stopped else Came.CHANGED, by=by, now=now)
    audit.note(by=by, verb="changed how to come in with", subject=row.person, place=row.site)


@transaction.atomic
def look_at_agreement(
    *, by: Actor, agreement: ComingIn, theirs: str, note: str, look_again_on: datetime.date,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Look at an agreement again with the person: how they say it goes, and when to look next.

    :raises NotAllowed: if the actor does not see it
    :raises IncidentRefused: if it was stopped, or no day near enough is chosen
    """
    row = _held(by, agreement, now=now)
    if row.stopped_on:
        raise IncidentRefused("This was stopped. Take it up again first")
    theirs = checked(theirs, about="theirs", needed=NEEDED["theirs"])
    said = replace(agreement_said(row), look_again_on=look_again_on.isoformat())
    _check_day(said, today=today)
    row.look_again_on = look_again_on
    row.save(update_fields=["look_again_on"])
    note = checked(note, about="note")
    _keep(row, said, came=Came.LOOKED_AT, by=by, now=now, theirs=theirs, note=note)
    audit.note(by=by, verb="looked again at coming in with", subject=row.person, place=row.site)


@transaction.atomic
def stop_agreement(
    *, by: Actor, agreement: ComingIn, theirs: str, note: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Stop an agreement: it is not needed now. The door says nothing of it from this moment.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor does not see it
    :raises IncidentRefused: if nobody says why, or it was stopped meanwhile in other words
    """
    row = _held(by, agreement, now=now)
    note = checked(note, about="note", needed="Write why it is not needed any more")
    theirs = checked(theirs, about="theirs")
    if row.stopped_on:
        _refuse_others(row, by=by, theirs=theirs, note=note)
        return
    said = agreement_said(row)
    row.stopped_on = today
    row.save(update_fields=["stopped_on"])
    DoorWords.objects.filter(coming_in=row).delete()
    _keep(row, said, came=Came.STOPPED, by=by, now=now, theirs=theirs, note=note)
    audit.note(by=by, verb="stopped what was agreed with", subject=row.person, place=row.site)


def _begin(by: Actor, person: Person, site: Site, *, now: datetime.datetime) -> Person:
    require(by, Permission.AGREE_COMING_IN, at=site)
    person = hold(person)
    opened = sight_of(by, now=now).opened
    if person.worker_id and (person.worker_id == by.id or person.id not in opened):
        raise WorksHereToo(by, person)
    return person


def _held(by: Actor, agreement: ComingIn, *, now: datetime.datetime) -> ComingIn:
    person = _begin(by, agreement.person, agreement.site, now=now)
    mine = agreed_with(person, actor=by).select_for_update(of=("self",))
    return mine.select_related("site", "person", "door").get(id=agreement.id)


def _refuse_others(row: ComingIn, *, by: Actor, theirs: str, note: str) -> None:
    """
    Pass over what was sent twice, and lose no word of whoever was second to stop an agreement.

    :raises IncidentRefused: if the words are others
    """
    stopped = ComingInOnce.objects.filter(coming_in=row, came=Came.STOPPED)
    first = stopped.order_by("-done_at", "-id").first()
    if first is None:
        return
    same = theirs == first.theirs
    if same and is_said_again(by=by, who=first.done_by_id, kept=first.note, words=note):
        return
    said = somebody_did("stopped this", who=first.done_by_id, kept=first.note)
    raise IncidentRefused(f"{said}. Nothing you wrote is lost: take it up again to add to it")


def _say_at_the_door(row: ComingIn, words: str) -> None:
    door = DoorWords.objects.filter(coming_in=row).first() or DoorWords(
        coming_in=row, person_id=row.person_id, site_id=row.site_id, held_by_id=row.held_by_id
    )
    door.words = words
    door.save()


def _keep(
    row: ComingIn, said: AgreementSaid, *, came: Came, by: Actor, now: datetime.datetime,
    theirs: str = "", note: str = "",
) -> None:  # fmt: skip
    once = ComingInOnce(
        coming_in=row, person_id=row.person_id, site_id=row.site_id, held_by_id=row.held_by_id,
        came=came, done_at=now, done_by_id=by.id,
    )  # fmt: skip
    once.said, once.theirs, once.note = json.dumps(asdict(said)), theirs, note
    once.save(force_insert=True)


def _checked(said: AgreementSaid, *, today: datetime.date, kept_day: bool = False) -> AgreementSaid:
    if said.how not in HowIn.values:
        raise IncidentRefused("Choose how they come in", about="how")
    elsewhere = said.how == HowIn.ELSEWHERE
    helped = "Write how they are helped meanwhile: by phone, at another hub, outside"
    said = all_checked(said, NEEDED | ({"still_helped": helped} if elsewhere else {}))
    if len(said.door) > LONGEST_DOOR or "\n" in said.door:
        raise IncidentRefused(
            f"The door needs one sentence of at most {LONGEST_DOOR} letters", about="door"
        )
    _check_day(said, today=today, kept_day=kept_day)
    return said


def _check_day(said: AgreementSaid, *, today: datetime.date, kept_day: bool = False) -> None:
    longest = LONGEST_ELSEWHERE if said.how == HowIn.ELSEWHERE else LONGEST
    to_come = kept_day or today < said.again_on
    if not to_come or said.again_on > today + longest:
        within = "four weeks" if said.how == HowIn.ELSEWHERE else "half a year"
        raise IncidentRefused(f"Choose a day to come, within {within}", about="look_again_on")


def _set(row: ComingIn, said: AgreementSaid) -> None:
    row.how, row.theirs, row.why, row.hub_will = said.how, said.theirs, said.why, said.hub_will
    row.they_will, row.still_helped = said.they_will, said.still_helped
    row.who_agreed, row.look_again_on = said.who_agreed, said.again_on

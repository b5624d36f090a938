"""Writing down what happened, putting it right, and who owns it until it is settled for now."""

import datetime
import json
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction

from hearth.accounts.models import User
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.incidents.actions.writing import (
    LOST,
    IncidentRefused,
    all_checked,
    beside,
    checked,
    hold_incident,
    let_read,
)
from hearth.incidents.models import Incident, IncidentBefore, IncidentKind, IncidentStep
from hearth.incidents.queries.happened import (
    IncidentSaid,
    incident_said,
    may_say_seen,
    seen_by,
)
from hearth.incidents.queries.owners import team_of, usual_owner
from hearth.people.actions.editing import SavedAlready, refuse_if_stale, refuse_other_words
from hearth.places.models import Site

WHAT = "Write what happened, in plain words"


@transaction.atomic
def write_incident(
    *, by: Actor, site: Site, said: IncidentSaid, today_to_do: str = "", incident_id: UUID,
    now: datetime.datetime, today: datetime.date,
) -> Incident:  # fmt: skip
    """
    Write down that something happened, or nearly did. The hub's manager owns it and is told.

    It is new until somebody who leads incidents there has seen it: another than whoever wrote it,
    where there is another.

    :param today_to_do: what has to be done today; it becomes the owner's first step
    :param incident_id: an id that the page made up, so that a double tap is one incident
    :raises NotAllowed: if the actor is not of the site's team
    :raises IncidentRefused: if something is missing, or it is still to come
    """
    require(by, Permission.WRITE_INCIDENT, at=site)
    said = _checked(said, now=now)
    today_to_do = checked(today_to_do, about="today_to_do")
    owner = usual_owner(site, writer=by, today=today)
    row = Incident(
        id=incident_id, site=site, held_by_id=site.run_by_id, written_by_id=by.id, owner=owner,
        readers=_readers(by.id, owner.id),
    )  # fmt: skip
    leads = team_of(site, permission=Permission.LEAD_INCIDENTS, today=today)
    if by.may(Permission.LEAD_INCIDENTS, at=site) and not leads.exclude(id=by.id).exists():
        row.seen_at, row.seen_by_id = now, by.id
    _set(row, said)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as there:  # tapped twice, perhaps at once
        before = seen_by(by).filter(id=incident_id, written_by=by.id).first()
        if before is None:
            raise IncidentRefused(LOST) from there
        first = IncidentStep.objects.filter(incident=before).order_by("id").first()
        refuse_other_words(incident_said(before), said)
        if today_to_do and (first is None or first.what != today_to_do):
            raise SavedAlready() from there
        return before
    if today_to_do:
        step = IncidentStep(doer=owner, due_on=today, written_by_id=by.id, **beside(row))
        step.what = today_to_do
        step.save(force_insert=True)
    audit.note(by=by, verb="wrote down", subject=row, place=site)
    return row


@transaction.atomic
def correct_incident(
    *, by: Actor, incident: Incident, said: IncidentSaid, stamp: str, now: datetime.datetime
) -> None:
    """
    Put right what is written of an incident. What it said before is kept.

    :param stamp: the stamp of the incident as the page showed it
    :raises IncidentRefused: if something is missing, or it is still to come
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    row = hold_incident(by, incident)
    before, said = incident_said(row), _checked(said, now=now)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    kept = IncidentBefore(changed_at=now, changed_by_id=by.id, **beside(row))
    kept.was = json.dumps(asdict(before) | {"happened_at": before.happened_at.isoformat()})
    kept.save(force_insert=True)
    _set(row, said)
    row.save()
    audit.note(by=by, verb="put right", subject=row, place=row.site)


@transaction.atomic
def see_incident(
    *, by: Actor, incident: Incident, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Say that the hub's manager has seen it. Done twice, it changes nothing more.

    :raises NotAllowed: if the actor leads no incidents there
    :raises IncidentRefused: if the actor wrote it down, and somebody else leads there too
    """
    row = hold_incident(by, incident)
    require(by, Permission.LEAD_INCIDENTS, at=row.site)
    if row.seen_at:
        return
    if not may_say_seen(by, row, today=today):
        raise IncidentRefused("You wrote this down. Somebody else who leads here has to see it")
    row.seen_at, row.seen_by_id = now, by.id
    row.save(update_fields=["seen_at", "seen_by"])
    audit.note(by=by, verb="has seen", subject=row, place=row.site)


@transaction.atomic
def choose_owner(*, by: Actor, incident: Incident, owner: UUID, today: datetime.date) -> None:
    """
    Choose who owns an incident. Whoever owned it before no longer sees it, unless they wrote it.

    :raises NotAllowed: if the actor leads no incidents there
    :raises IncidentRefused: if that is nobody of the site's team today
    """
    row = hold_incident(by, incident)
    require(by, Permission.LEAD_INCIDENTS, at=row.site)
    new = require_of_team(owner, row.site, today=today, about="owner")
    if row.owner_id == new.id:
        return
    row.owner, row.readers = new, _readers(row.written_by_id, new.id)
    row.save(update_fields=["owner", "readers"])
    let_read(row)
    audit.note(by=by, verb="chose the owner of", subject=row, place=row.site)


@transaction.atomic
def settle_incident(
    *, by: Actor, incident: Incident, look_again_on: datetime.date | None, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Settle an incident for now. Nothing goes away, and it can be taken up again.

    :param look_again_on: a day on which to look whether what was changed has helped; or none
    :raises IncidentRefused: if steps are still to do, or that day is not to come
    """
    row = hold_incident(by, incident)
    _check_day(look_again_on, today=today)
    if row.settled_at:
        return
    if IncidentStep.objects.filter(incident=row, done_on__isnull=True).exists():
        raise IncidentRefused("There are steps still to do. Say first that they are done")
    row.settled_at, row.settled_by_id, row.look_again_on = now, by.id, look_again_on
    row.save(update_fields=["settled_at", "settled_by", "look_again_on"])
    audit.note(by=by, verb="settled for now", subject=row, place=row.site)


@transaction.atomic
def take_up_incident(*, by: Actor, incident: Incident) -> None:
    """Take up again an incident that was settled for now. Done twice, it changes nothing more."""
    row = hold_incident(by, incident)
    if not row.settled_at:
        return
    row.settled_at, row.settled_by = None, None
    row.save(update_fields=["settled_at", "settled_by"])
    audit.note(by=by, verb="took up again", subject=row, place=row.site)


@transaction.atomic
def look_again_at_incident(
    *, by: Actor, incident: Incident, on: datetime.date | None, today: datetime.date
) -> None:
    """
    Say on which day an incident is looked at again; none: no day.

    :raises IncidentRefused: if the day is not to come
    """
    row = hold_incident(by, incident)
    _check_day(on, today=today)
    if row.look_again_on == on:
        return
    row.look_again_on = on
    row.save(update_fields=["look_again_on"])
    audit.note(by=by, verb="chose a day to look again at", subject=row, place=row.site)


def require_of_team(
    worker_id: UUID, site: Site, *, today: datetime.date, about: str,
    permission: Permission = Permission.WRITE_INCIDENT,
) -> User:  # fmt: skip
    """
    Return a worker of a site's team.

    :raises IncidentRefused: if they are not of it today
    """
    worker = team_of(site, permission=permission, today=today).filter(id=worker_id).first()
    if worker is None:
        raise IncidentRefused(f"Choose somebody of the team at {site.name}", about=about)
    return worker


def _readers(*ids: UUID) -> list[UUID]:
    return sorted(set(ids))


def _check_day(day: datetime.date | None, *, today: datetime.date) -> None:
    if day and day <= today:
        raise IncidentRefused("Choose a day to come, or none", about="look_again_on")


def _checked(said: IncidentSaid, *, now: datetime.datetime) -> IncidentSaid:
    if said.kind not in IncidentKind.values:
        raise IncidentRefused("Say whether it happened or nearly did", about="kind")
    if said.happened_at > now + datetime.timedelta(minutes=5):
        raise IncidentRefused(
            "That is still to come. Choose now, or a time before it", about="happened_at"
        )
    return all_checked(said, {"what": WHAT})


def _set(row: Incident, said: IncidentSaid) -> None:
    row.kind, row.happened_at, row.where = said.kind, said.happened_at, said.where
    row.what, row.who, row.done = said.what, said.who, said.done

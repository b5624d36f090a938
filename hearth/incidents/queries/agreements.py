"""Agreements for coming in safely, and what the door may say of them."""

import datetime
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.sealing import fetch_own_keys
from hearth.incidents.models import Came, ComingIn, ComingInOnce, DoorWords, HowIn
from hearth.incidents.queries.owners import has_left
from hearth.people.models import Person
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site


@dataclass(frozen=True)
class AgreementSaid(Stamped):
    """What an agreement says."""

    how: str
    theirs: str = ""
    why: str = ""
    hub_will: str = ""
    they_will: str = ""
    still_helped: str = ""
    door: str = ""
    who_agreed: str = ""
    look_again_on: str = ""
    """As 2026-11-23."""

    @property
    def how_words(self) -> str:
        return str(HowIn(self.how).label)

    @property
    def again_on(self) -> datetime.date:
        return datetime.date.fromisoformat(self.look_again_on)


@dataclass(frozen=True)
class AgreementRow:
    """An agreement as its page shows it."""

    id: UUID
    person_id: UUID
    site: str
    site_id: UUID
    said: AgreementSaid
    agreed_on: datetime.date
    owner_id: UUID
    owner: str
    stopped_on: datetime.date | None
    is_due: bool
    is_past: bool


@dataclass(frozen=True)
class AgreementOnce:
    """One thing that was done to an agreement, with what it said from then on."""

    came: str
    said: AgreementSaid
    theirs: str
    note: str
    done_at: datetime.datetime
    done_by: str

    @property
    def came_words(self) -> str:
        return str(Came(self.came).label)


@dataclass(frozen=True)
class AgreementDue:
    """An agreement to look at again, for whoever owns it, or leads where its owner has left."""

    id: UUID
    person_id: UUID
    known_as: str
    site: str
    look_again_on: datetime.date
    is_past: bool
    owner_left: bool


def agreed_with(person: Person, *, actor: Actor) -> QuerySet[ComingIn]:
    """
    Return what is agreed with somebody at the sites where the actor agrees such things.

    A worker's own is never theirs to open as a worker, and a colleague's only while their record
    is opened for a reason.
    """
    opened = sight_of(actor).opened
    whose = Q(worker_id__isnull=True) | (~Q(worker_id=actor.id) & Q(person__in=opened))
    here = actor.places_where(Permission.AGREE_COMING_IN)
    return ComingIn.objects.filter(whose, person=person, site__in=here)


def agreements_of(
    person: Person, *, actor: Actor, today: datetime.date
) -> tuple[AgreementRow, ...]:
    """Return them all: those that stand first, the soonest to look at again first."""
    rows = agreed_with(person, actor=actor).select_related("site", "door")
    shown = _rows(list(rows.order_by("look_again_on", "id")), today=today)
    return tuple(sorted(shown, key=lambda row: row.stopped_on is not None))


def get_agreement(agreement_id: UUID, *, person: Person, actor: Actor) -> ComingIn:
    """
    Return an agreement with this person.

    :raises ComingIn.DoesNotExist: if there is none, or the actor does not see it
    """
    mine = agreed_with(person, actor=actor).select_related("site", "door", "person")
    return mine.get(id=agreement_id)


def agreement_said(row: ComingIn) -> AgreementSaid:
    """Return what an agreement says. What the door may say of one that stopped is kept before."""
    return AgreementSaid(
        row.how, row.theirs, row.why, row.hub_will, row.they_will, row.still_helped,
        row.door.words if hasattr(row, "door") else "", row.who_agreed,
        row.look_again_on.isoformat(),
    )  # fmt: skip


def agreement_shown(row: ComingIn, *, today: datetime.date) -> AgreementRow:
    return _rows([row], today=today)[0]


def agreement_before(row: ComingIn) -> list[AgreementOnce]:
    """Return all that was done to an agreement, the newest first, with what it said."""
    kept = list(ComingInOnce.objects.filter(coming_in=row).order_by("-done_at", "-id"))
    names = workers_named({each.done_by_id for each in kept})
    return [
        AgreementOnce(
            each.came, AgreementSaid(**json.loads(each.said)), each.theirs, each.note,
            each.done_at, names.get(each.done_by_id, ""),
        )
        for each in kept
    ]  # fmt: skip


def agreements_due(actor: Actor, *, by: datetime.date) -> tuple[AgreementDue, ...]:
    """
    Return the agreements to look at again by a day: the actor's own, and at the sites they lead
    those whose owner has left. One question.
    """
    here = actor.places_where(Permission.AGREE_COMING_IN)
    if not here:
        return ()
    led = actor.places_where(Permission.LEAD_INCIDENTS)
    left = has_left(Permission.AGREE_COMING_IN, today=by)
    rows = ComingIn.objects.annotate(owner_left=left).filter(
        Q(owner=actor.id) | Q(site__in=led, owner_left=True),
        site__in=here, stopped_on__isnull=True, look_again_on__lte=by, worker_id__isnull=True,
        person__died_recorded_at__isnull=True,
    )  # fmt: skip
    return tuple(
        AgreementDue(
            row.id, row.person_id, row.person.known_as, row.site.name, row.look_again_on,
            row.look_again_on < by, bool(row.owner_left),
        )
        for row in rows.select_related("site", "person").order_by("look_again_on", "id")
    )  # fmt: skip


def door_words(
    people: Collection[UUID], *, actor: Actor, site: Site | None = None
) -> dict[UUID, tuple[str, ...]]:
    """
    Return what the door may say of these people, at a site or at all of the actor's. One question.

    Each sentence was written for the door, and the person knows it.
    """
    here = set(actor.places_where(Permission.WRITE_INCIDENT))
    here &= {site.id} if site else here
    if not people or not here:
        return {}
    rows = DoorWords.objects.filter(person__in=people, site__in=here).exclude(worker_id=actor.id)
    said: dict[UUID, tuple[str, ...]] = {}
    for row in rows.order_by("recorded_at", "id"):
        said[row.person_id] = (*said.get(row.person_id, ()), row.words)
    return said


@dataclass(frozen=True)
class AtTheDoor:
    """Somebody who may come, and what the door may say of how they come in."""

    person_id: UUID
    known_as: str
    words: str


def door_words_at(site: Site, *, actor: Actor) -> tuple[AtTheDoor, ...]:
    """
    Return all that the door of a site may say of those who come in by an agreement. One question.

    Whoever is not shown to the actor is not among them, nor anybody who works here.
    """
    if not actor.may(Permission.WRITE_INCIDENT, at=site):
        return ()
    rows = DoorWords.objects.filter(site=site, worker_id__isnull=True, person__isnull=False)
    return tuple(
        AtTheDoor(row.person_id, row.person.known_as, row.words)
        for row in rows.select_related("person").order_by("recorded_at", "id")
        if row.person is not None and not row.person.has_died
    )


def door_words_then(
    site: Site, *, actor: Actor, at: datetime.datetime
) -> tuple[AtTheDoor, ...] | None:
    """
    Return what the door of a site could say at a moment gone by: for those who agree such things
    there, who read what was agreed before. None for others: of the door no history is kept. Two
    questions.
    """
    if not actor.may(Permission.AGREE_COMING_IN, at=site):
        return None
    rows = ComingInOnce.objects.filter(site=site, worker_id__isnull=True, done_at__lte=at)
    newest = rows.order_by("coming_in", "-done_at", "-id").distinct("coming_in")
    stood = [row for row in newest.select_related("person") if row.came != Came.STOPPED]
    fetch_own_keys(row.person_id for row in stood)
    return tuple(
        AtTheDoor(row.person_id, row.person.known_as, said.door)
        for row in stood
        if row.person is not None and not row.person.has_died
        and (said := AgreementSaid(**json.loads(row.said))).door
    )  # fmt: skip


def _rows(rows: Sequence[ComingIn], *, today: datetime.date) -> list[AgreementRow]:
    names = workers_named({row.owner_id for row in rows})
    return [
        AgreementRow(
            row.id, row.person_id, row.site.name, row.site_id, agreement_said(row), row.agreed_on,
            row.owner_id, names.get(row.owner_id, ""), row.stopped_on,
            row.stopped_on is None and row.look_again_on <= today,
            row.stopped_on is None and row.look_again_on < today,
        )
        for row in rows
    ]  # fmt: skip

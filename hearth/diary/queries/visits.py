"""Who has gone somewhere alone, who is not back, and what was done about it."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hearth.accounts.queries import who_may_at, workers_named
from hearth.design.words import clock, day_of_year
from hearth.diary.models import LoneVisit, LoneVisitDetails
from hearth.diary.queries.workers import may_watch_at
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask, listed_columns, read_row

MOST = 50
FORGOTTEN = "Somebody who asked to be forgotten"
A_MINUTE = datetime.timedelta(minutes=1)
LATE = f"""
    SELECT {listed_columns(LoneVisit, "v")} FROM diary_lonevisit v
     WHERE v.over_at IS NULL AND v.back_by < %s
       AND (v.buddy_id = %s OR v.worker_id = %s OR v.site_id = ANY (%s::uuid[]))
     ORDER BY v.back_by, v.id
"""  # noqa: S608 (names are our own)
"""On the way of every page."""


class How(StrEnum):
    """How it goes on, when somebody who watches has looked into it."""

    BACK = "back"
    STILL_OUT = "still-out"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Done:
    """One thing that was done while somebody was out alone."""

    at: datetime.datetime
    by: str
    words: str


@dataclass(frozen=True)
class Secret:
    """Where they went and to whom: for them, their buddy while it lasts, and who runs the hub."""

    where: str
    whom: str
    person_id: UUID | None
    plan: str
    done: tuple[Done, ...]


@dataclass(frozen=True)
class VisitRow:
    """A lone visit, as a page shows it."""

    id: UUID
    worker_id: UUID
    worker: str
    buddy_id: UUID
    buddy: str
    site: str
    site_id: UUID
    began_at: datetime.datetime
    back_by: datetime.datetime
    louder_after: int
    over_at: datetime.datetime | None
    is_overdue: bool
    secret: Secret | None

    @property
    def back_by_words(self) -> str:
        """When they are expected back: the time, and the day if it is another one."""
        back, began = timezone.localtime(self.back_by), timezone.localtime(self.began_at)
        same = back.date() == began.date()
        return clock(back) if same else f"{clock(back)} on {day_of_year(back)}"


@dataclass(frozen=True)
class LoudVisit:
    """Somebody is not back, and it cannot wait: for the buddy, for them, and then who runs it."""

    id: UUID
    words: str
    is_mine: bool


def loud_visits(*, actor: Actor, now: datetime.datetime) -> list[LoudVisit]:
    """
    Return the lone visits that are overdue, for whoever must act: one question while nobody is.

    The buddy and whoever is out are told at once; whoever runs the hub after as many minutes as
    was set for the visit, or at once if the buddy is of the team no more. Where nobody runs the hub
    its whole team is told instead.
    """
    works = list(actor.places_where(Permission.RECORD_VISIT))
    found = ask(LATE, [now, actor.id, actor.id, works]).fetchall()
    rows = [
        row
        for row in (read_row(LoneVisit, each) for each in found)
        if actor.id in (row.buddy_id, row.worker_id) or _is_for_the_hub(row, actor, now)
    ]
    names = workers_named({row.worker_id for row in rows}) if rows else {}
    return [LoudVisit(row.id, _loud(row, names, actor), row.worker_id == actor.id) for row in rows]


def out_now(*, actor: Actor, now: datetime.datetime) -> tuple[VisitRow, ...]:
    """Return who is out alone from the actor's hubs, the first to be back first."""
    here = Q(site__in=actor.places_where(Permission.SEE_VISITS)) | Q(worker=actor.id)
    out = LoneVisit.objects.filter(here | Q(buddy=actor.id), over_at__isnull=True)
    return shown(out.select_related("site").order_by("back_by", "id"), actor=actor, now=now)


def visits_before(*, actor: Actor, now: datetime.datetime) -> tuple[VisitRow, ...]:
    """Return the latest visits that are over: the actor's own, and of the hubs that they run."""
    theirs = Q(worker=actor.id) | Q(site__in=actor.places_where(Permission.WATCH_VISITS))
    over = LoneVisit.objects.filter(theirs, over_at__isnull=False)
    lately = over.select_related("site").order_by("-began_at", "-id")[:MOST]
    return shown(lately, actor=actor, now=now)


def shown(
    rows: Iterable[LoneVisit], *, actor: Actor, now: datetime.datetime
) -> tuple[VisitRow, ...]:
    """Return lone visits as a page shows them. Their site is to be there already."""
    rows = list(rows)
    mine = readable_details(actor).filter(visit__in=[row.id for row in rows])
    secrets = {details.visit_id: secret_of(details) for details in mine}
    names = workers_named({row.worker_id for row in rows} | {row.buddy_id for row in rows})
    return tuple(
        VisitRow(
            id=row.id,
            worker_id=row.worker_id,
            worker=names.get(row.worker_id, ""),
            buddy_id=row.buddy_id,
            buddy=names.get(row.buddy_id, ""),
            site=row.site.name,
            site_id=row.site_id,
            began_at=row.began_at,
            back_by=row.back_by,
            louder_after=row.louder_after,
            over_at=row.over_at,
            is_overdue=row.over_at is None and row.back_by < now,
            secret=secrets.get(row.id),
        )
        for row in rows
    )


def get_visit(lone_visit_id: UUID, *, actor: Actor) -> LoneVisit:
    """
    Return a lone visit from one of the actor's hubs, or which they are in.

    :raises LoneVisit.DoesNotExist: if there is none, or it is out of bounds
    """
    there = Q(site__in=actor.places_where(Permission.SEE_VISITS))
    theirs = there | Q(worker=actor.id) | Q(buddy=actor.id)
    return LoneVisit.objects.select_related("site").get(theirs, id=lone_visit_id)


def readable_details(actor: Actor) -> QuerySet[LoneVisitDetails]:
    """
    Return where people went alone, as far as the actor may read it: as the walls say. Nobody reads
    it of a visit to themselves.
    """
    runs = actor.places_where(Permission.WATCH_VISITS)
    return LoneVisitDetails.objects.filter(
        Q(about_worker_id=None) | ~Q(about_worker_id=actor.id),
        Q(worker=actor.id) | Q(buddy=actor.id, over_at__isnull=True) | Q(site__in=runs),
    )


def may_act_on(visit: LoneVisit, *, actor: Actor) -> bool:
    """Test if the actor is out, watches, or runs the hub: they say how it goes on."""
    runs = visit.site_id in actor.places_where(Permission.WATCH_VISITS)
    return runs or actor.id in (visit.worker_id, visit.buddy_id)


def watches_still(visit: LoneVisit, *, today: datetime.date) -> bool:
    """Test if the buddy of somebody who is out is of that team still."""
    return may_watch_at(visit.site_id, today=today).filter(id=visit.buddy_id).exists()


def secret_of(details: LoneVisitDetails) -> Secret:
    """Return what the details of a lone visit say."""
    return Secret(
        details.where,
        details.whom or FORGOTTEN,
        details.person_id,
        details.plan,
        tuple(
            Done(datetime.datetime.fromisoformat(each["at"]), each["by"], each["words"])
            for each in json.loads(details.done or "[]")
        ),
    )


def _is_for_the_hub(row: LoneVisit, actor: Actor, now: datetime.datetime) -> bool:
    """Test if an overdue visit is the actor's to see to, for the hub that they went out from."""
    today = timezone.localdate(now)
    if row.back_by + A_MINUTE * row.louder_after >= now and watches_still(row, today=today):
        return False
    if row.site_id in actor.places_where(Permission.WATCH_VISITS):
        return True
    return not who_may_at(Permission.WATCH_VISITS, [row.site_id], today=today).exists()


def _loud(row: LoneVisit, names: dict[UUID, str], actor: Actor) -> str:
    by = clock(timezone.localtime(row.back_by))
    if row.worker_id == actor.id:
        return f"You said you would be back by {by}. Are you all right?"
    name = names.get(row.worker_id, "Somebody")
    return f"{name} went out alone and is not back. They meant to be back by {by}"

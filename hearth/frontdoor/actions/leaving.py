"""Somebody goes home, or is still here; and at the end of the day, everyone has gone."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.frontdoor.actions.conversations import end_with_visits, go_on_with_visits
from hearth.frontdoor.actions.keeping import keep_what_each_was, keep_what_was
from hearth.frontdoor.actions.locking import Arrived, check_standing, locked
from hearth.frontdoor.models import Headcount, Presence, Visit
from hearth.frontdoor.moments import UNDO_WITHIN, can_undo
from hearth.frontdoor.queries.building import came_in_again, not_seen_since
from hearth.people.queries import died
from hearth.places.models import Site


class LeavingRefused(Refused):
    """They cannot have left then."""


@dataclass(frozen=True)
class Gone:
    """How many were marked as gone at once: visits, people in groups, and workers signed out."""

    visits: int
    in_groups: int
    workers: int
    at: datetime.datetime

    @property
    def everyone(self) -> int:
        return self.visits + self.in_groups + self.workers


@transaction.atomic
def leave(
    *,
    by: Actor,
    arrival: Arrived,
    now: datetime.datetime,
    left_at: datetime.datetime | None = None,
) -> Arrived:
    """
    Write down that somebody, or a group, was seen to leave. Saying it again changes nothing.

    :param left_at: when they left; now, unless said
    :raises NotAllowed: if the actor may not record visits at this site
    :raises LeavingRefused: if they cannot have left then
    :raises Refused: if the visit was undone
    """
    require(by, Permission.RECORD_VISIT, at=arrival.site)
    arrival = locked(arrival)
    check_standing(arrival)
    if arrival.left_at:
        return arrival
    left_at = left_at or now
    check_leaving(arrival.arrived_at, left_at, now=now)
    arrival.left_at = left_at
    keep_what_was(by=by, arrival=arrival, was={"left_at": None})
    _gone(by, arrival, "wrote down the leaving of", now=now)
    return arrival


@transaction.atomic
def confirm_gone(*, by: Actor, arrival: Arrived, now: datetime.datetime) -> Arrived:
    """
    Say that somebody whom nobody saw leaving is not in the building. Until then they stay marked.

    When they left is not known, and is not made up.

    :raises NotAllowed: if the actor may not record visits at this site
    :raises Refused: if the visit was undone
    """
    require(by, Permission.RECORD_VISIT, at=arrival.site)
    arrival = locked(arrival)
    check_standing(arrival)
    if arrival.left_at or arrival.confirmed_gone_at:
        return arrival
    arrival.confirmed_gone_at = now
    keep_what_was(by=by, arrival=arrival, was={"confirmed_gone_at": None})
    _gone(by, arrival, "confirmed the leaving of", now=now)
    return arrival


@transaction.atomic
def find_still_here(*, by: Actor, arrival: Arrived, now: datetime.datetime) -> Arrived:
    """
    Say that somebody was looked for, and is still here: even if they had been marked as gone.

    When they were said to have left is kept, with who found them. Who would
    like to talk waits since they first asked: nobody waits unseen.

    :raises NotAllowed: if the actor may not record visits at this site
    :raises Refused: if the visit was undone
    """
    require(by, Permission.RECORD_VISIT, at=arrival.site)
    arrival = locked(arrival)
    check_standing(arrival)
    was = {name: getattr(arrival, name) for name in ("still_here_at", "left_at")}
    keep_what_was(by=by, arrival=arrival, was=was)
    if isinstance(arrival, Visit):
        _go_on(arrival)
    arrival.still_here_at, arrival.left_at, arrival.confirmed_gone_at = now, None, None
    arrival.save(update_fields=["still_here_at", "left_at", "confirmed_gone_at"])
    audit.note(by=by, verb="found still here", subject=arrival, place=arrival.site)
    return arrival


@transaction.atomic
def put_back(*, by: Actor, arrival: Arrived, now: datetime.datetime) -> Arrived:
    """
    Undo a leaving of at most ten minutes ago, as if nobody had written it down.

    Who would like to talk waits since they first asked. Saying it again changes nothing.

    :raises NotAllowed: if the actor may not record visits at this site
    :raises LeavingRefused: if it is too long ago
    :raises Refused: if the visit was undone
    """
    require(by, Permission.RECORD_VISIT, at=arrival.site)
    arrival = locked(arrival)
    check_standing(arrival)
    was = {
        name: moment
        for name in ("left_at", "confirmed_gone_at")
        if (moment := getattr(arrival, name))
    }
    if not was:
        return arrival
    if not can_undo(max(was.values()), now):
        raise LeavingRefused(
            "That was more than ten minutes ago. If they are still here, "
            "look for them under “Left today”"
        )
    keep_what_was(by=by, arrival=arrival, was=was)
    if isinstance(arrival, Visit):
        _go_on(arrival)
    arrival.left_at = arrival.confirmed_gone_at = None
    arrival.save(update_fields=["left_at", "confirmed_gone_at"])
    audit.note(by=by, verb="put back in", subject=arrival, place=arrival.site)
    return arrival


@transaction.atomic
def confirm_everyone_gone(
    *, by: Actor, site: Site, now: datetime.datetime, as_drawn_at: datetime.datetime | None = None
) -> Gone:
    """
    Say that nobody is left in the building: at closing time, or for those of days gone by.

    Whoever came in after the page was drawn stays in. Workers are signed out.
    Somebody who has died is marked like anyone, and counted as nobody.

    :param as_drawn_at: when the page was drawn; whoever came later stays; now, unless said
    :raises NotAllowed: if the actor may not record visits at this site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    until = min(as_drawn_at or now, now)
    workers = Presence.objects.filter(site=site, left_at__isnull=True, came_at__lte=until)
    return _all_gone(by, site, Q(arrived_at__lte=until), workers, now=now)


@transaction.atomic
def confirm_earlier_gone(*, by: Actor, site: Site, now: datetime.datetime) -> Gone:
    """
    Say that those who came in over twelve hours ago, and whom nobody has found since, have gone.

    :raises NotAllowed: if the actor may not record visits at this site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    return _all_gone(by, site, not_seen_since(now), Presence.objects.none(), now=now)


@transaction.atomic
def undo_everyone_gone(
    *, by: Actor, site: Site, at: datetime.datetime, now: datetime.datetime
) -> None:
    """
    Put back everyone who was marked as gone at one moment, at most ten minutes ago.

    A worker who has signed in again since is here once, and somebody who has
    asked to talk again waits once: that stays as it is.

    :param at: the moment, as confirm_everyone_gone returned it
    :raises NotAllowed: if the actor may not record visits at this site
    :raises LeavingRefused: if it is too long ago
    """
    require(by, Permission.RECORD_VISIT, at=site)
    if not datetime.timedelta() <= now - at <= UNDO_WITHIN:
        raise LeavingRefused(
            "That was more than ten minutes ago. Mark each person who is still here"
        )
    visits = list(
        Visit.objects.filter(site=site, confirmed_gone_at=at).values_list("id", flat=True)
    )
    groups = list(
        Headcount.objects.filter(site=site, confirmed_gone_at=at).values_list("id", flat=True)
    )
    keep_what_each_was(
        by=by, site=site, arrival_ids=[*visits, *groups], was={"confirmed_gone_at": at}
    )
    Visit.objects.filter(id__in=visits).update(confirmed_gone_at=None)
    Headcount.objects.filter(id__in=groups).update(confirmed_gone_at=None)
    here_again = Presence.objects.filter(site=site, left_at__isnull=True, user__isnull=False)
    signed_out = Presence.objects.filter(site=site, left_at=at)
    signed_out.exclude(user__in=here_again.values("user")).update(left_at=None)
    go_on_with_visits(visits, ended_at=at)
    audit.note(by=by, verb="put everyone back in", subject=site, place=site)


def check_leaving(
    arrived_at: datetime.datetime, left_at: datetime.datetime, *, now: datetime.datetime
) -> None:
    """
    Insist that somebody can have left then.

    :raises LeavingRefused: if they had not come in yet, or the time has not come
    """
    if left_at > now:
        raise LeavingRefused("That time has not come yet. Write when they left")
    if left_at < arrived_at:
        raise LeavingRefused("They cannot have left before they came in")


def _gone(by: Actor, arrival: Arrived, verb: str, *, now: datetime.datetime) -> None:
    arrival.save(update_fields=["left_at", "confirmed_gone_at"])
    if isinstance(arrival, Visit):
        end_with_visits([arrival.pk], now=now)
    audit.note(by=by, verb=verb, subject=arrival, place=arrival.site)


def _go_on(visit: Visit) -> None:
    """Put back what ended when they were said to have gone."""
    for moment in (visit.left_at, visit.confirmed_gone_at):
        if moment:
            go_on_with_visits([visit.pk], ended_at=moment)


def _all_gone(
    by: Actor, site: Site, which: Q, workers: QuerySet[Presence], *, now: datetime.datetime
) -> Gone:
    dead = set(died(site, actor=by))
    visits = {
        visit_id: again or person_id in dead
        for visit_id, again, person_id in Visit.objects.at(site)
        .still_in()
        .filter(which)
        .annotate(again=came_in_again())
        .values_list("id", "again", "person")
    }
    groups = dict(Headcount.objects.at(site).still_in().filter(which).values_list("id", "how_many"))
    Visit.objects.filter(id__in=list(visits)).update(confirmed_gone_at=now)
    Headcount.objects.filter(id__in=list(groups)).update(confirmed_gone_at=now)
    keep_what_each_was(
        by=by, site=site, arrival_ids=[*visits, *groups], was={"confirmed_gone_at": None}
    )
    end_with_visits(visits, now=now)
    once_each = sum(not uncounted for uncounted in visits.values())
    gone = Gone(once_each, sum(groups.values()), workers.update(left_at=now), now)
    if visits or gone.everyone:
        audit.note(by=by, verb="confirmed everyone gone from", subject=site, place=site)
    return gone

"""What the Today board shows of the front door: who waits, and how busy it is."""

import datetime
from dataclasses import dataclass
from math import floor
from statistics import median
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, Sum

from hearth.design.words import ago_minutes
from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Conversation, Headcount, Visit
from hearth.frontdoor.moments import can_undo, in_london
from hearth.frontdoor.queries.arrivals import get_conversation
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.people.queries import died
from hearth.places.models import Site

USUAL_DAYS = 8
"""How many days gone by say what is usual."""

WEEKS_LOOKED_BACK = 26
"""How far back those days may be: a site that opens one week in four has six of them."""


@dataclass(frozen=True)
class Waiting:
    """Somebody who would like to talk, or is talking now."""

    conversation_id: UUID
    visit_id: UUID
    person: Shown
    wanted_at: datetime.datetime
    minutes: int
    """How long they have waited; how long they waited, once somebody has taken it."""
    loud: bool
    """They have waited for as long as the site allows, and nobody has come."""
    taken_by: str
    """The name of whoever took it; empty while they wait."""
    taken_at: datetime.datetime | None
    mine: bool

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def pronouns(self) -> str:
        return self.person.pronouns

    @property
    def needs(self) -> tuple[tuple[str, str], ...]:
        return self.person.needs


@dataclass(frozen=True)
class Ended:
    """A conversation that ended a moment ago, and can still be put back."""

    conversation_id: UUID
    person: Shown
    talked: bool
    """Somebody had taken it. Otherwise nobody waits any longer."""


@dataclass(frozen=True)
class Counts:
    """How busy a day has been so far. Kept apart, and never added together as "people"."""

    visits: int
    people_known_by_name: int
    """Different people who gave a name, however often they came in today."""
    without_a_name: int
    """Visits without a name."""
    in_groups: int
    """People counted in groups, nobody named."""
    groups: int


@dataclass(frozen=True)
class Usual:
    """
    What is usual for this weekday, up to this time of day.

    The median of the last eight such weekdays on which anybody came in, at
    most 26 weeks back. A day on which nobody came is a day on which the site
    was not open. None means that there is no such day yet.
    """

    visits: int | None
    in_groups: int | None
    days: int
    """How many days there were to go by."""


def waiting_to_talk(site: Site, *, actor: Actor, now: datetime.datetime) -> list[Waiting]:
    """
    Return who would like to talk, longest waiting first, and then who is talking. Two queries.

    Nobody is told that somebody who has died is waiting.
    """
    require(actor, Permission.SEE_VISITS, at=site)
    going_on = (
        Conversation.objects.filter(
            site=site, ended_at__isnull=True, visit__taken_back_at__isnull=True
        )
        .exclude(visit__person__in=died(site, actor=actor))
        .select_related("visit__person", "taken_by")
        .order_by("taken_at", "wanted_at", "id")  # PostgreSQL puts what is empty last
    )
    limit = datetime.timedelta(minutes=site.wait_limit_minutes)
    rows = [
        Waiting(
            conversation_id=each.pk,
            visit_id=each.visit_id,
            person=shown(each.visit),
            wanted_at=each.wanted_at,
            minutes=ago_minutes(each.wanted_at, each.taken_at or now),
            loud=each.taken_by is None and now - each.wanted_at >= limit,
            taken_by=each.taken_by.name if each.taken_by else "",
            taken_at=each.taken_at,
            mine=each.taken_by_id == actor.id,
        )
        for each in going_on
    ]
    return sorted(rows, key=lambda row: (row.taken_at is not None, row.wanted_at))


def just_ended(
    conversation_id: UUID, *, site: Site, actor: Actor, now: datetime.datetime
) -> Ended | None:
    """Return a conversation that just ended, if the actor can still put it back."""
    try:
        conversation = get_conversation(conversation_id, actor=actor)
    except Conversation.DoesNotExist:
        return None
    if conversation.site_id != site.pk or conversation.taken_by_id not in (None, actor.id):
        return None
    if conversation.ended_at is None or not can_undo(conversation.ended_at, now):
        return None
    talked = conversation.taken_by_id is not None
    return Ended(conversation.pk, shown(conversation.visit), talked)


def counts_so_far(site: Site, *, actor: Actor, now: datetime.datetime) -> Counts:
    """Return how busy the day has been so far, on the hub's own clock. Two queries."""
    require(actor, Permission.SEE_VISITS, at=site)
    today = in_london(now).date()
    visits = Visit.objects.at(site).on(today).standing().filter(arrived_at__lte=now)
    groups = Headcount.objects.at(site).on(today).standing().filter(arrived_at__lte=now)
    counted = visits.aggregate(
        visits=Count("id"),
        people=Count("person", distinct=True),
        without_a_name=Count("id", filter=Q(person__isnull=True)),
    )
    in_groups = groups.aggregate(people=Sum("how_many"), groups=Count("id"))
    return Counts(
        visits=counted["visits"],
        people_known_by_name=counted["people"],
        without_a_name=counted["without_a_name"],
        in_groups=in_groups["people"] or 0,
        groups=in_groups["groups"],
    )


# A day counts if anybody came on it at all; its number is of those who had come by this time.
ON_SUCH_DAYS = """
    SELECT arrived_on,
           count(*) FILTER (WHERE by_now AND how_many IS NULL),
           coalesce(sum(how_many) FILTER (WHERE by_now), 0)
      FROM (
        SELECT arrived_on, NULL::integer AS how_many,
               (arrived_at AT TIME ZONE 'Europe/London')::time <= %(clock)s::time AS by_now
          FROM frontdoor_visit
         WHERE site_id = %(site)s AND taken_back_at IS NULL AND arrived_on = ANY (%(days)s)
        UNION ALL
        SELECT arrived_on, how_many,
               (arrived_at AT TIME ZONE 'Europe/London')::time <= %(clock)s::time
          FROM frontdoor_headcount
         WHERE site_id = %(site)s AND taken_back_at IS NULL AND arrived_on = ANY (%(days)s)
      ) came
     GROUP BY arrived_on ORDER BY arrived_on DESC LIMIT %(limit)s
"""


def usual_day(site: Site, *, actor: Actor, now: datetime.datetime) -> Usual:
    """Return what is usual by this time on this weekday. One query; see Usual."""
    require(actor, Permission.SEE_VISITS, at=site)
    there = in_london(now)
    days = [
        there.date() - datetime.timedelta(weeks=weeks) for weeks in range(1, WEEKS_LOOKED_BACK + 1)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            ON_SUCH_DAYS,
            {"site": site.pk, "days": days, "clock": f"{there:%H:%M:%S}", "limit": USUAL_DAYS},
        )
        rows = cursor.fetchall()
    if not rows:
        return Usual(visits=None, in_groups=None, days=0)
    return Usual(
        visits=_middle([visits for _, visits, _ in rows]),
        in_groups=_middle([in_groups for _, _, in_groups in rows]),
        days=len(rows),
    )


def _middle(numbers: list[int]) -> int:
    """Return the median; of two in the middle, what lies between them, a half rounded up."""
    return floor(median(numbers) + 0.5)

"""Who is likely to come in now, and what a welcome page says of who just came."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Headcount, Visit
from hearth.frontdoor.moments import can_undo, in_london
from hearth.frontdoor.queries.alerts import has_safeguarding_lead
from hearth.frontdoor.queries.answers import is_ones_own
from hearth.frontdoor.queries.arrivals import get_headcount, get_visit
from hearth.frontdoor.queries.building import not_seen_since
from hearth.frontdoor.queries.showing import Shown, shown, shown_person
from hearth.people.models import Person
from hearth.places.models import Site

WEEKS_BACK = 5
"""How many weeks of the same weekday say who usually comes then."""

DAYS_BACK = 6
"""How many days before today say who was here lately."""

ENOUGH = 2
"""How many times as many people are asked for as are offered: some may not be shown."""


@dataclass(frozen=True)
class LikelyNow:
    """Somebody who usually comes at this time of the week, or was here lately."""

    person: Shown
    last_on: datetime.date


@dataclass(frozen=True)
class JustCame:
    """What the page says after a welcome, and what can be done about it in one tap."""

    visit_id: UUID | None
    headcount_id: UUID | None
    who: Shown
    how_many: int
    what: str
    site: Site
    arrived_at: datetime.datetime
    undone: bool
    still_in_since: datetime.datetime | None
    """It was undone, but they are in all the same: they came in then, by another visit."""
    can_undo: bool
    wants_to_talk: bool
    child_alone: bool
    lead_told: bool
    """Somebody is the safeguarding lead here, and is told of a child who came in alone."""
    alert_seen: bool
    """Somebody whose job it is has said that they have seen it."""


# On an index alone: the days asked for, then who came on them, nearest to this hour first. Those
# who came today are left out: a list of people to welcome is for people who are not here yet.
LIKELY = """
    SELECT person_id, max(arrived_on)
      FROM frontdoor_visit
     WHERE site_id = %(site)s AND taken_back_at IS NULL AND person_id IS NOT NULL
       AND arrived_on = ANY (%(days)s)
     GROUP BY person_id
    HAVING max(arrived_on) < %(today)s
     ORDER BY sum(CASE WHEN arrived_on = ANY (%(weekdays)s)
                       THEN greatest(1, 4 - abs(arrived_hour - %(hour)s)) ELSE 1 END) DESC,
              max(arrived_on) DESC, person_id
     LIMIT %(limit)s
"""


def likely_now(
    site: Site, *, actor: Actor, now: datetime.datetime, limit: int = 6
) -> list[LikelyNow]:
    """
    Return people to offer at the door before anything is typed.

    Those who came on this weekday in the last five weeks, nearest to this
    hour first, and then those of the last six days; only people whom the
    actor may see and who may be listed. Two questions.
    """
    require(actor, Permission.GREET_PEOPLE, at=site)
    there = in_london(now)
    today = there.date()
    weekdays = [today - datetime.timedelta(weeks=weeks) for weeks in range(1, WEEKS_BACK + 1)]
    lately = [today - datetime.timedelta(days=days) for days in range(DAYS_BACK + 1)]
    with connection.cursor() as cursor:
        cursor.execute(
            LIKELY,
            {
                "site": site.pk, "days": weekdays + lately, "weekdays": weekdays, "today": today,
                "hour": there.hour, "limit": limit * ENOUGH,
            },
        )  # fmt: skip
        last_on = dict(cursor.fetchall())
    people = (
        Person.objects.living()
        .filter(pk__in=last_on, greeted_at__contains=[site.pk], listed=True)
        .only("known_as", "pronouns", "needs")
    )
    found = {person.pk: person for person in people}
    likely = [
        LikelyNow(shown_person(found[person_id]), day)
        for person_id, day in last_on.items()
        if person_id in found
    ]
    return likely[:limit]


def in_since(person_ids: list[UUID], *, site: Site, actor: Actor) -> dict[UUID, datetime.datetime]:
    """Return who of these people is in the building, and since when."""
    require(actor, Permission.SEE_VISITS, at=site)
    visits = Visit.objects.at(site).still_in().filter(person__in=person_ids)
    return dict(visits.order_by("arrived_at").values_list("person_id", "arrived_at"))


def already_in(
    person: Person,
    *,
    site: Site,
    actor: Actor,
    now: datetime.datetime,
    besides: UUID | None = None,
) -> datetime.datetime | None:
    """
    Return since when somebody is in, if they are: for a door that asks before it welcomes again.

    Whoever came over twelve hours ago and was not found since has likely gone:
    their welcome is not held up. One question.

    :param besides: the visit that is being written down; sent twice, it is one
    """
    require(actor, Permission.SEE_VISITS, at=site)
    visits = Visit.objects.at(site).still_in().filter(person=person, arrived_at__lte=now)
    latest = visits.exclude(not_seen_since(now)).exclude(pk=besides).order_by("-arrived_at").first()
    return latest.arrived_at if latest else None


def came_in_again_at(visit: Visit) -> datetime.datetime | None:
    """Return when whoever made a visit came in next, if nobody saw them go before. One question."""
    if not visit.person_id or visit.left_at or visit.confirmed_gone_at:
        return None
    later = Visit.objects.at(visit.site).standing().filter(person=visit.person_id)
    again: Visit | None = (
        later.filter(arrived_at__gt=visit.arrived_at).order_by("arrived_at").first()
    )
    return again.arrived_at if again else None


def just_came(
    *,
    actor: Actor,
    now: datetime.datetime,
    visit_id: UUID | None = None,
    headcount_id: UUID | None = None,
) -> JustCame | None:
    """
    Return what to say of the visit or headcount just written down; nothing, if it is old, or the
    actor's own.
    """
    try:
        if visit_id:
            visit = get_visit(visit_id, actor=actor)
            return None if is_ones_own(visit) else _of_visit(visit, actor=actor, now=now)
        if headcount_id:
            return _of_headcount(get_headcount(headcount_id, actor=actor), now=now)
    except (Visit.DoesNotExist, Headcount.DoesNotExist):
        return None
    return None


def _of_visit(visit: Visit, *, actor: Actor, now: datetime.datetime) -> JustCame:
    undone = visit.taken_back_at is not None
    still_in = (
        in_since([visit.person_id], site=visit.site, actor=actor)
        if undone and visit.person_id
        else {}
    )
    return JustCame(
        visit_id=visit.pk,
        headcount_id=None,
        who=shown(visit),
        how_many=1,
        what="",
        site=visit.site,
        arrived_at=visit.arrived_at,
        undone=undone,
        still_in_since=still_in.get(visit.person_id) if visit.person_id else None,
        can_undo=visit.taken_back_at is None and can_undo(visit.recorded_at, now),
        wants_to_talk=visit.conversations.filter(ended_at__isnull=True).exists(),
        child_alone=visit.child_alone,
        lead_told=visit.child_alone and has_safeguarding_lead(visit.site, now=now),
        alert_seen=hasattr(visit, "child_alert") and visit.child_alert.seen_at is not None,
    )


def _of_headcount(headcount: Headcount, *, now: datetime.datetime) -> JustCame:
    return JustCame(
        visit_id=None,
        headcount_id=headcount.pk,
        who=Shown(),
        how_many=headcount.how_many,
        what=headcount.what,
        site=headcount.site,
        arrived_at=headcount.arrived_at,
        undone=headcount.taken_back_at is not None,
        still_in_since=None,
        can_undo=headcount.taken_back_at is None and can_undo(headcount.recorded_at, now),
        wants_to_talk=False,
        child_alone=False,
        lead_told=False,
        alert_seen=False,
    )

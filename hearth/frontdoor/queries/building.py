"""Who is in the building: for the door, for Today, and for the fire roll."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import (
    ArrivalQuerySet,
    Conversation,
    Headcount,
    Presence,
    Visit,
    WorkingHere,
)
from hearth.frontdoor.moments import LONG_AGO
from hearth.frontdoor.queries.naming import named_if_private, names_inside
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.people.queries import died
from hearth.places.models import Site

MOST_FROM_EARLIER = 50
"""How many of those from days gone by are listed one by one. The rest are counted."""


@dataclass(frozen=True)
class VisitorIn:
    """One visitor who is in, as far as anyone knows."""

    visit_id: UUID
    person: Shown
    since: datetime.datetime
    wants_to_talk: bool
    child_alone: bool
    seen_at: datetime.datetime | None
    """When somebody last looked and found them still here."""

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
class GroupIn:
    """A group that was counted and is in."""

    headcount_id: UUID
    how_many: int
    what: str
    since: datetime.datetime


@dataclass(frozen=True)
class WorkerIn:
    """Somebody working in the building."""

    presence_id: UUID
    name: str
    kind: str
    kind_words: str
    since: datetime.datetime
    is_me: bool
    long_ago: bool
    """They signed in over twelve hours ago, and have likely forgotten to sign out."""


@dataclass(frozen=True)
class FromEarlier:
    """Those who came in over twelve hours ago and whom nobody has seen leave, or looked for."""

    visits: int
    in_groups: int
    groups: int
    since: datetime.datetime | None
    listed: tuple[VisitorIn, ...]
    """The latest fifty visitors."""
    groups_listed: tuple[GroupIn, ...]

    @property
    def people(self) -> int:
        return self.visits + self.in_groups


@dataclass(frozen=True)
class Building:
    """Everyone in a building, as far as anyone knows."""

    site: Site
    now: datetime.datetime
    visitors: tuple[VisitorIn, ...]
    groups: tuple[GroupIn, ...]
    workers: tuple[WorkerIn, ...]
    earlier: FromEarlier

    @property
    def named(self) -> tuple[VisitorIn, ...]:
        """Those who gave a name, in its order; at the end any whose name was not told."""
        named = [each for each in self.visitors if each.person.name or each.person.kept_private]
        return tuple(sorted(named, key=lambda each: (each.person.kept_private, each.name.lower())))

    @property
    def unnamed(self) -> tuple[VisitorIn, ...]:
        return tuple(
            each for each in self.visitors if not each.person.name and not each.person.kept_private
        )

    @property
    def visitor_count(self) -> int:
        """Visitors, with everyone in the groups."""
        return len(self.visitors) + sum(group.how_many for group in self.groups)

    @property
    def people_count(self) -> int:
        """Everyone: visitors, groups and workers, without those from earlier days."""
        return self.visitor_count + len(self.workers)

    @property
    def me(self) -> WorkerIn | None:
        """The worker who is looking, if they are signed in."""
        return next((worker for worker in self.workers if worker.is_me), None)

    def working(self, kind: str) -> tuple[WorkerIn, ...]:
        return tuple(worker for worker in self.workers if worker.kind == kind)

    @property
    def workers_by_kind(self) -> list[tuple[str, tuple[WorkerIn, ...]]]:
        """Each kind of worker there is here now, in words, and who they are."""
        return [(kind.label, found) for kind in WorkingHere if (found := self.working(kind.value))]


def came_in_again() -> Exists:
    """
    Return the condition that whoever made a visit came in again later, by name.

    They must have gone out in between, though nobody saw it: a fire roll
    lists nobody twice.
    """
    return Exists(
        Visit.objects.standing().filter(
            site=OuterRef("site"),
            person=OuterRef("person"),
            arrived_on__gte=OuterRef("arrived_on"),  # follows from the next, and is in the index
            arrived_at__gt=OuterRef("arrived_at"),
        )
    )


def not_seen_since(now: datetime.datetime) -> Q:
    """Return the condition that they came over twelve hours ago, and nobody found them since."""
    then = now - LONG_AGO
    return Q(arrived_at__lte=then) & (Q(still_here_at__isnull=True) | Q(still_here_at__lte=then))


def who_is_in(site: Site, *, actor: Actor, now: datetime.datetime) -> Building:
    """
    Return everyone in a building, as far as anyone knows.

    Whoever sees it reads the names of all who are in, as for a fire roll: on no
    list is not out of the fire. Somebody who was not seen leaving stays until
    that is confirmed: after twelve hours apart from the others, unless somebody
    found them still here. Nobody is asked whether somebody who has died is
    still in. Ten questions at most, however many are in.
    """
    require(actor, Permission.SEE_VISITS, at=site)
    visits = Visit.objects.at(site).still_in().filter(~came_in_again(), arrived_at__lte=now)
    visits = visits.exclude(person__in=died(site, actor=actor))
    groups = Headcount.objects.at(site).still_in().filter(arrived_at__lte=now)
    long_ago = not_seen_since(now)
    talking = set(
        Conversation.objects.filter(site=site, ended_at__isnull=True).values_list(
            "visit_id", flat=True
        )
    )
    building = Building(
        site=site,
        now=now,
        visitors=_visitors(visits.exclude(long_ago).order_by("arrived_at", "id"), talking),
        groups=_groups(groups.exclude(long_ago).order_by("arrived_at", "id")),
        workers=_workers(site, actor, now),
        earlier=_from_earlier(visits.filter(long_ago), groups.filter(long_ago), talking),
    )
    listed = (*building.visitors, *building.earlier.listed)
    if not any(each.person.kept_private for each in listed):
        return building
    names = names_inside(site, actor=actor)
    return replace(
        building,
        visitors=_named(building.visitors, names),
        earlier=replace(building.earlier, listed=_named(building.earlier.listed, names)),
    )


def people_in(*, actor: Actor, now: datetime.datetime) -> dict[UUID, str]:
    """
    Return the people, known by name, who are in a building whose visits the actor sees, each with
    the name of its site, as far as anyone knows: who came over twelve hours ago and was not seen
    since is not among them. One question, and none for whoever sees no visits.
    """
    visits = Visit.objects.still_in().filter(
        ~came_in_again(), ~not_seen_since(now), arrived_at__lte=now, person__isnull=False,
        site_id__in=actor.places_where(Permission.SEE_VISITS),
    )  # fmt: skip
    return dict(visits.order_by("arrived_at").values_list("person_id", "site__name"))


def _named(visitors: tuple[VisitorIn, ...], names: dict[UUID, str]) -> tuple[VisitorIn, ...]:
    return tuple(
        replace(each, person=named_if_private(each.person, names.get(each.visit_id)))
        for each in visitors
    )


def _from_earlier(
    visits: ArrivalQuerySet, groups: ArrivalQuerySet, talking: set[UUID]
) -> FromEarlier:
    counted = visits.aggregate(visits=Count("id"), since=Min("arrived_at"))
    in_groups = groups.aggregate(
        people=Sum("how_many"), groups=Count("id"), since=Min("arrived_at")
    )
    begun = [moment for moment in (counted["since"], in_groups["since"]) if moment]
    latest_first = ("-arrived_at", "id")
    return FromEarlier(
        visits=counted["visits"],
        in_groups=in_groups["people"] or 0,
        groups=in_groups["groups"],
        since=min(begun, default=None),
        listed=_visitors(visits.order_by(*latest_first)[:MOST_FROM_EARLIER], talking)
        if counted["visits"]
        else (),
        groups_listed=_groups(groups.order_by(*latest_first)[:MOST_FROM_EARLIER])
        if in_groups["groups"]
        else (),
    )


def _visitors(visits: ArrivalQuerySet, talking: set[UUID]) -> tuple[VisitorIn, ...]:
    return tuple(
        VisitorIn(
            visit_id=visit.pk,
            person=shown(visit),
            since=visit.arrived_at,
            wants_to_talk=visit.pk in talking,
            child_alone=visit.child_alone,
            seen_at=visit.still_here_at,
        )
        for visit in visits.select_related("person")
    )


def _groups(groups: ArrivalQuerySet) -> tuple[GroupIn, ...]:
    return tuple(
        GroupIn(group.pk, group.how_many, group.what, group.arrived_at) for group in groups
    )


def _workers(site: Site, actor: Actor, now: datetime.datetime) -> tuple[WorkerIn, ...]:
    present = Presence.objects.filter(site=site, left_at__isnull=True, came_at__lte=now).order_by(
        "name", "id"
    )
    return tuple(
        WorkerIn(
            presence_id=each.pk,
            name=each.name,
            kind=each.kind,
            kind_words=WorkingHere(each.kind).label,
            since=each.came_at,
            is_me=each.user_id == actor.id,
            long_ago=now - each.came_at > LONG_AGO,
        )
        for each in present
    )

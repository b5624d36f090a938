"""
What anybody may ask of the directory: one entry, what helps at once, and what is on.

Nothing internal is here, nor where a secret place is, nor any person at a provider.
"""

import datetime
import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Window
from django.utils import timezone

from hearth.directory.models import (
    Booking,
    Confirmation,
    CostOption,
    Facet,
    Group,
    Location,
    LocationKind,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    Tagged,
    Term,
)
from hearth.directory.occurrences import Occurrence, days_of, occurrence_on, occurrences
from hearth.directory.queries.distance import kilometres
from hearth.directory.queries.on_days import SAID_OF_DAYS, on
from hearth.places.geo import HasPosition


@dataclass(frozen=True)
class Entry:
    """One entry of the directory, as lists and calendars say it."""

    service: Service
    places: list[Location]
    """Where one can go; none if that is secret, or there is nowhere to go to."""
    schedules: list[Schedule]
    at_places: dict[UUID, Location]
    """The same places by the ids that its schedules name them by."""
    how: str
    """How it was last confirmed: a How, or nothing if it never was."""

    @property
    def place(self) -> Location | None:
        return self.places[0] if self.places else None

    @property
    def is_closed(self) -> bool:
        """Test if it is closed for a time: its usual times are then none of this day's."""
        return self.service.status != ServiceStatus.ACTIVE

    def is_old(self, today: datetime.date) -> bool:
        """Test if its word is older than its kind may be."""
        return self.service.confirmed_on is None or self.service.confirm_by < today

    def at(self, schedule: Schedule) -> Location | None:
        """Return where one of its times is."""
        if schedule.at_location_id:
            return self.at_places.get(schedule.at_location_id)
        return self.place


@dataclass(frozen=True)
class EntryInFull(Entry):
    """One entry with all of it that is public, as its own page says it."""

    costs: list[CostOption]
    helps_with: list[Term]
    is_for: list[Term]
    is_like: list[Term]


def entry(service_id: UUID) -> EntryInFull:
    """
    Return one entry.

    :raises Service.DoesNotExist: if there is none that is public
    """
    service = (
        _for_lists(Service.objects.public())
        .select_related("provider", "offer", "site")
        .prefetch_related(
            Prefetch("tagged", queryset=Tagged.objects.select_related("term")), "cost_options"
        )
        .get(id=service_id)
    )
    terms = [each.term for each in service.tagged.all() if each.term]
    by_facet = {
        facet: sorted((term for term in terms if term.facet == facet), key=lambda term: term.name)
        for facet in Facet
    }
    return EntryInFull(
        **vars(_entry(service)),
        costs=list(service.cost_options.all()),
        helps_with=by_facet[Facet.NEED],
        is_for=by_facet[Facet.WHO],
        is_like=by_facet[Facet.LIKE],
    )


def shown_in_place_of(service_id: UUID) -> UUID | None:
    """Return the entry that is shown in place of one that turned out to be the same."""
    other = Service.objects.filter(id=service_id, internal=False, same_as__isnull=False)
    shown = other.values_list("same_as", flat=True).first()
    return shown if shown and Service.objects.public().filter(id=shown).exists() else None


def entries(ids: Collection[UUID]) -> dict[UUID, Entry]:
    """Return entries by their ids, in as many questions as for one."""
    found = _for_lists(Service.objects.public()).filter(id__in=ids)
    return {each.id: _entry(each) for each in found}


MOST_AT_ONCE = 40
"""More doors and lines than this nobody reads on a bad day: a search near them finds the rest."""


@dataclass(frozen=True)
class AtOnce:
    """What may be gone to or rung at once."""

    crisis: list[Entry]
    """What helps at once, however old its word: lines first, then what is not closed for a time."""
    doors: list[Entry]
    """Where anybody may walk in and be listened to, or sit: partners' doors whose word is new."""
    more_crisis: bool
    """There is more that helps at once than is here."""
    more_doors: bool
    """There are more doors than are here."""


def at_once(day: datetime.date, *, near: HasPosition | None = None) -> AtOnce:
    """
    Return what may be gone to or rung on a day, in as many questions whatever there is.

    :param near: where somebody asks from; of doors and cafés the nearest are then chosen
    """
    placed = Exists(ServiceAtLocation.objects.told().filter(service=OuterRef("id")))
    everything = _for_lists(Service.objects.public())
    nearest: list[Any] = []
    if near:
        everything = everything.annotate(away=_away(near))
        nearest = [F("away").asc(nulls_last=True)]
    crisis = (
        everything.filter(offer__is_crisis=True)
        .annotate(is_placed=placed, is_open=Q(status=ServiceStatus.ACTIVE))
        .order_by("is_placed", "-is_open", *nearest, "offer__slug", "name", "id")
    )
    times = Schedule.objects.filter(service=OuterRef("id"))
    the_day_before = day - datetime.timedelta(days=1)  # a night is the day's before
    doors = everything.filter(
        placed,
        ~Exists(times) | Exists(on(times, day)) | Exists(on(times, the_day_before)),
        offer__slug__in=["open-door", "warm-space"],
        booking__in=[Booking.TURN_UP, Booking.EITHER],
        status=ServiceStatus.ACTIVE,
        confirmed_on__isnull=False,
        confirm_by__gte=day,
    ).order_by(*nearest, "offer__slug", "name", "id")
    some_crisis, more_crisis = _at_most(crisis)
    some_doors, more_doors = _at_most(doors)
    return AtOnce(some_crisis, some_doors, more_crisis, more_doors)


def _away(near: HasPosition) -> Subquery:
    """Return how far the nearest place of a service is that may be told; NULL if it has none."""
    away = kilometres(near, F("location__latitude"), F("location__longitude"))
    told = ServiceAtLocation.objects.told().filter(
        service=OuterRef("id"),
        location__kind=LocationKind.PHYSICAL,
        location__latitude__isnull=False,
    )
    return Subquery(told.annotate(away=away).order_by("away").values("away")[:1])


def _at_most(services: QuerySet[Service]) -> tuple[list[Entry], bool]:
    """Return as many as anybody reads, and whether there are more."""
    found = [_entry(each) for each in services[: MOST_AT_ONCE + 1]]
    return found[:MOST_AT_ONCE], len(found) > MOST_AT_ONCE


def _for_lists(services: QuerySet[Service]) -> QuerySet[Service]:
    last = Confirmation.objects.filter(service=OuterRef("id")).order_by("-on", "-recorded_at")
    here = ServiceAtLocation.objects.told().select_related("location__site")
    here = here.order_by("recorded_at", "id")
    times = Schedule.objects.guarded().order_by("opens", "id")
    return (
        services.select_related("provider")
        .annotate(last_how=Subquery(last.values("how")[:1]))
        .prefetch_related(  # as lists of their own: a manager for each entry costs more than it
            Prefetch("at_locations", queryset=here, to_attr="shown_at"),
            Prefetch("schedules", queryset=times, to_attr="shown_times"),
        )
    )


def _entry(service: Any) -> Entry:
    places = places_of(service.shown_at)
    for each in service.shown_times:
        if each.is_guarded:
            each.notes = each.link = ""  # words about a time say where: "ring at the side door"
    return Entry(
        service=service,
        places=list(places.values()),
        at_places=places,
        schedules=service.shown_times,
        how=service.last_how or "",
    )


def places_of(told: Iterable[ServiceAtLocation]) -> dict[UUID, Location]:
    """Return where one can go, of what may be told."""
    return {each.id: each.location for each in told if each.location.kind == LocationKind.PHYSICAL}


@dataclass(frozen=True)
class Wanted:
    """Which of what is on to show."""

    site: UUID | None = None
    group: str = ""
    free: bool = False
    step_free: bool = False
    turn_up: bool = False
    part: str = ""
    """MORNING, AFTERNOON or EVENING; empty for all of the day."""


PARTS = {
    "MORNING": (datetime.time(5), datetime.time(12)),
    "AFTERNOON": (datetime.time(12), datetime.time(17)),
    "EVENING": (datetime.time(17), datetime.time(5)),
}
"""From when until when something must begin, to be on in that part of a day."""


def schedules_wanted(wanted: Wanted) -> QuerySet[Schedule]:
    """
    Return the times of what is on: of what is public, runs at hours, and is no crisis line.

    At a site of ours that is asked for, a café for a bad evening is on as well: one walks in.
    """
    found = Schedule.objects.filter(
        service__in=Service.objects.public().filter(status="active", place_is_secret=False),
        opens__isnull=False,
    ).exclude(service__modes=["PHONE"])
    if not wanted.site:
        found = found.filter(service__offer__is_crisis=False)
    else:
        walked_into = Q(service__booking__in=[Booking.TURN_UP, Booking.EITHER])
        found = found.filter(
            Q(service__offer__is_crisis=False) | walked_into,
            Q(service__site=wanted.site)
            | Q(at_location__location__site=wanted.site)
            | Q(
                at_location__isnull=True,
                service__in=ServiceAtLocation.objects.filter(location__site=wanted.site).values(
                    "service"
                ),
            ),
        )
    if wanted.group in Group.values:
        found = found.filter(service__offer__group=wanted.group)
    if wanted.free:
        found = found.filter(service__is_free=True)
    if wanted.turn_up:
        found = found.filter(service__booking__in=["TURN_UP", "EITHER"])
    if wanted.step_free:
        step_free = ServiceAtLocation.objects.told().filter(location__step_free=True)
        found = found.filter(
            Q(at_location__in=step_free)
            | Q(at_location__isnull=True, service__in=step_free.values("service"))
        )
    if wanted.part in PARTS:
        start, end = PARTS[wanted.part]
        within = Q(opens__gte=start) & Q(opens__lt=end)
        if end < start:
            within = Q(opens__gte=start) | Q(opens__lt=end)
        found = found.filter(within)
    return found


def on_day(
    day: datetime.date,
    wanted: Wanted,
    *,
    now: datetime.datetime,
    page: int = 1,
    each_page: int = 40,
) -> tuple[list[tuple[Occurrence[Schedule], Entry]], int]:
    """
    Return a page of what is on, on a day, by the clock; and how much is on in all.

    What is over by now is left out. Only the page is read, however much there is.

    :param day: today, or one to come
    :param page: the first is 1
    """
    found = on(schedules_wanted(wanted), day)
    if day == timezone.localdate(now):
        goes_past_midnight = Q(closes__lte=F("opens"))
        clock = timezone.localtime(now).time()
        found = found.filter(Q(closes__isnull=True) | goes_past_midnight | Q(closes__gt=clock))
    start = (page - 1) * each_page
    counted = found.annotate(in_all=Window(Count("*"))).order_by("opens", "id")
    shown = list(counted[start : start + each_page])
    if not shown:
        return [], found.count() if start else 0
    return with_entries(occurrence_on(each, day) for each in shown), shown[0].in_all


IN_A_CALENDAR = 2000
"""How many schedules a calendar holds at most, the soonest: more, and no phone would open it."""
A_YEAR = datetime.timedelta(days=366)


def times_wanted(wanted: Wanted, *, today: datetime.date) -> list[tuple[Schedule, Entry]]:
    """Return the schedules that are not over, each with its entry."""
    not_over = schedules_wanted(wanted).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        ~Q(freq="") | Q(begins_on__gte=today),
    )
    soonest = _soonest(not_over, today)
    found = list(not_over.filter(id__in=soonest) if soonest else not_over.order_by("id"))
    of = entries({each.service_id for each in found})
    return [(each, of[each.service_id]) for each in found if each.service_id in of]


def _soonest(schedules: QuerySet[Schedule], today: datetime.date) -> list[UUID]:
    """Return the ids of those that come soonest, where there are too many for a calendar."""
    if schedules.count() <= IN_A_CALENDAR:
        return []
    light = schedules.only(*SAID_OF_DAYS).order_by()
    coming = (
        (first, each.id)
        for each in light.iterator(chunk_size=IN_A_CALENDAR)
        if (first := next(iter(days_of(each, today, today + A_YEAR)), None))
    )
    return [number for _, number in heapq.nsmallest(IN_A_CALENDAR, coming)]


def times_of(ids: Collection[UUID]) -> list[tuple[Schedule, Entry]]:
    """Return the schedules of some services, each with its entry."""
    of = entries(ids)
    return [
        (schedule, each)
        for each in of.values()
        for schedule in each.schedules
        if schedule.opens or schedule.freq or schedule.begins_on
    ]


def week_of(
    site: UUID, *, now: datetime.datetime, days: int = 7
) -> list[tuple[Occurrence[Schedule], Entry]]:
    """Return what is on at a place in the days to come, in order."""
    schedules = schedules_wanted(Wanted(site=site)).order_by("opens", "id")
    found = occurrences(schedules, now, now + datetime.timedelta(days=days))
    return with_entries(found)


def with_entries(
    found: Iterable[Occurrence[Schedule]],
) -> list[tuple[Occurrence[Schedule], Entry]]:
    """Return each time with its entry, in as many questions as for one."""
    times = list(found)
    of = entries({each.schedule.service_id for each in times})
    return [
        (each, of[each.schedule.service_id]) for each in times if each.schedule.service_id in of
    ]

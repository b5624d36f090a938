"""Lists of entries, for whoever keeps the directory true."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from hearth.accounts.models import User
from hearth.directory.models import (
    Confirmation,
    Cover,
    Group,
    Location,
    SameAs,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    Space,
    Tip,
    TipState,
)
from hearth.directory.truth import Truth, said_truth
from hearth.foundation.actors import Actor, Permission, require_somewhere

PAGE = 50
"""Entries on one page of a list."""
GONE = (ServiceStatus.DEFUNCT, ServiceStatus.INACTIVE)
NOTHING = "\0"


class Show(StrEnum):
    """Which entries a list shows."""

    ALL = "all"
    MINE = "mine"
    OVERDUE = "overdue"
    CRISIS = "crisis"
    """Crisis entries that are overdue."""
    TIPS = "tips"
    """Those about which something waits."""


@dataclass(frozen=True)
class Row:
    """An entry in a list."""

    id: UUID
    name: str
    provider: str
    provider_id: UUID
    what: str
    group: str
    where: str
    phone: str
    truth: Truth
    is_crisis: bool
    status: str
    """Empty while it is running."""
    space: str
    internal: bool
    hidden: bool
    """Another entry is shown in its place."""
    kept_by: str
    tips: int


@dataclass(frozen=True)
class Entries:
    """A page of entries, and how many there are."""

    rows: list[Row]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class Wanted:
    """What a list of entries is narrowed to."""

    words: str = ""
    show: Show = Show.ALL
    group: str = ""
    status: str = ""
    neighbourhood: str = ""


def entries(
    *, actor: Actor, today: datetime.date, wanted: Wanted | None = None, page: int = 1
) -> Entries:
    """
    Return a page of the directory's entries: by name, or what is longest overdue first.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    wanted = wanted or Wanted()
    found = _wanted(wanted, actor, today)
    order = ["name", "id"]
    if wanted.show in (Show.OVERDUE, Show.CRISIS):
        order = ["-offer__is_crisis", "confirm_by", "id"]
    page = min(max(page, 1), 10_000)
    first = (page - 1) * PAGE
    rows = [
        row_of(service, today) for service in in_full(found.order_by(*order))[first : first + PAGE]
    ]
    return Entries(rows, first + 1, found.count())


def _wanted(wanted: Wanted, actor: Actor, today: datetime.date) -> QuerySet[Service]:
    found: QuerySet[Service] = Service.objects.all()
    for word in wanted.words.replace("\0", " ").split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(provider__name__icontains=word))
    if wanted.show is Show.MINE:
        found = found.filter(kept_by=actor.id)
    elif wanted.show is Show.OVERDUE:
        found = overdue(found, today)
    elif wanted.show is Show.CRISIS:
        found = overdue(found, today).filter(offer__is_crisis=True)
    elif wanted.show is Show.TIPS:
        found = found.filter(Exists(_waiting_tips()))
    if wanted.group:
        found = found.filter(offer__group=wanted.group)
    if wanted.status:
        found = found.filter(status=wanted.status)
    elif not wanted.words:
        found = found.exclude(status=ServiceStatus.DEFUNCT)
    if wanted.neighbourhood:
        at = ServiceAtLocation.objects.filter(
            service=OuterRef("pk"), location__neighbourhood=wanted.neighbourhood
        )
        found = found.filter(Exists(at))
    return found


def overdue(services: QuerySet[Service], today: datetime.date) -> QuerySet[Service]:
    """Narrow entries to those whose word is old: not what has gone, nor what another stands for."""
    shown = services.exclude(status__in=GONE).filter(same_as__isnull=True)
    return shown.filter(confirm_by__lt=today)


def in_full(services: QuerySet[Service]) -> QuerySet[Service]:
    """Ask with entries for all that a row says of them."""
    last = Confirmation.objects.filter(service=OuterRef("pk")).order_by("-on", "-recorded_at")
    tips = _waiting_tips().order_by().values("service").annotate(count=Count("pk"))
    related = services.select_related("provider", "offer", "kept_by")
    return related.prefetch_related("at_locations__location").annotate(
        how=Subquery(last.values("how")[:1]), tips_waiting=Subquery(tips.values("count"))
    )


def _waiting_tips() -> QuerySet[Tip]:
    return Tip.objects.filter(service=OuterRef("pk"), state=TipState.WAITING)


def row_of(service: Service, today: datetime.date) -> Row:
    """Return an entry, asked for in full, as a list has it."""
    places = [at.location for at in service.at_locations.all()]
    named = [place.name or place.town or place.postcode for place in places]
    status = ServiceStatus(service.status)
    return Row(
        id=service.id,
        name=service.name,
        provider=service.provider.name,
        provider_id=service.provider_id,
        what=service.offer.name,
        group=Group(service.offer.group).label,
        where=", ".join(name for name in named if name),
        phone=service.phone,
        truth=said_truth(
            service.confirmed_on, service.confirm_by, getattr(service, "how", "") or "", today
        ),
        is_crisis=service.offer.is_crisis,
        status="" if status is ServiceStatus.ACTIVE else status.label,
        space="" if service.space_now != Space.FULL else Space.FULL.label,
        internal=service.internal,
        hidden=service.same_as_id is not None,
        kept_by=str(service.kept_by.name) if service.kept_by else "",
        tips=getattr(service, "tips_waiting", 0) or 0,
    )


def neighbourhoods() -> list[str]:
    """Return the neighbourhoods in which anything is offered, by name."""
    named = Location.objects.exclude(neighbourhood="").order_by("neighbourhood")
    return list(named.values_list("neighbourhood", flat=True).distinct())


@dataclass(frozen=True)
class Waiting:
    """How much waits for connectors."""

    overdue: int
    crisis: int
    tips: int
    pairs: int


def waiting(*, actor: Actor, today: datetime.date) -> Waiting:
    """
    Return how much waits for connectors.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    late = overdue(Service.objects.all(), today).aggregate(
        all=Count("pk"), crisis=Count("pk", filter=Q(offer__is_crisis=True))
    )
    return Waiting(
        late["all"],
        late["crisis"],
        Tip.objects.filter(state=TipState.WAITING).count(),
        SameAs.objects.filter(is_same__isnull=True).count(),
    )


def crisis_overdue(*, actor: Actor, today: datetime.date) -> int:
    """Return how many crisis entries are overdue, for whoever leads the directory; else none."""
    if not actor.may_everywhere(Permission.LEAD_DIRECTORY):
        return 0
    return overdue(Service.objects.filter(offer__is_crisis=True), today).count()


@dataclass(frozen=True)
class Duty:
    """What is overdue, of one connector's: kept by them, or where they cover."""

    worker_id: UUID | None
    name: str
    """Empty if it is nobody's."""
    rows: list[Row]
    total: int


def duties(*, actor: Actor, today: datetime.date, most: int = 20) -> list[Duty]:
    """
    Return what is overdue for each connector: the actor's own first, then nobody's, then by name.

    An entry is whoever's who keeps it; else of whoever covers its neighbourhood; else nobody's.

    :param most: entries shown for each; the longest overdue, crisis entries first
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    owners = _owners(overdue(Service.objects.all(), today))
    by_owner: dict[UUID | None, list[UUID]] = {}
    for service_id, worker_id in owners:
        by_owner.setdefault(worker_id, []).append(service_id)
    shown = [each for ids in by_owner.values() for each in ids[:most]]
    full = {row.id: row_of(row, today) for row in in_full(Service.objects.filter(id__in=shown))}
    names = dict(User.objects.filter(id__in=filter(None, by_owner)).values_list("id", "name"))
    found = [
        Duty(
            worker, names.get(worker, "") if worker else "", [full[i] for i in ids[:most]], len(ids)
        )
        for worker, ids in by_owner.items()
    ]
    return sorted(
        found, key=lambda duty: (duty.worker_id != actor.id, duty.worker_id is not None, duty.name)
    )


def _owners(services: QuerySet[Service]) -> Sequence[tuple[UUID, UUID | None]]:
    """Return each entry with whose it is to see to, the most urgent first."""
    place = ServiceAtLocation.objects.filter(service=OuterRef("pk"))
    covered = Cover.objects.exclude(neighbourhood="").order_by("recorded_at")
    by_area: dict[str, UUID] = {}
    for area, worker in covered.values_list("neighbourhood", "worker_id"):
        by_area.setdefault(area, worker)
    asked = services.annotate(
        area=Subquery(place.order_by("recorded_at").values("location__neighbourhood")[:1]),
        areas_site=F("site__neighbourhoods"),
    ).order_by("-offer__is_crisis", "confirm_by", "id")
    return [
        (service_id, keeper or by_area.get(area or "") or _first(by_area, of_site))
        for service_id, keeper, area, of_site in asked.values_list(
            "id", "kept_by_id", "area", "areas_site"
        )
    ]


def _first(by_area: dict[str, UUID], areas: list[str] | None) -> UUID | None:
    return next((by_area[area] for area in areas or [] if area in by_area), None)

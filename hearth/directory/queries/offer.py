"""What there is around each hub, against the standard offer, and where it falls short."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.directory.models import Cover, Findable, Group, Service, ServiceStatus
from hearth.directory.standard import Promise, When, promised_by, promises_the_groups
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.places.geo import Precision, Spot, distance_km
from hearth.places.models import Site, SiteKind, SiteStatus

NEAR_KM = 3.0
"""How far from its door a hub's neighbourhood reaches, if nobody has said."""
EVERYWHERE = "everywhere"
"""What is online, by phone or at home: it is around every hub, and counted once."""


@dataclass(frozen=True)
class Offered:
    """A running entry of the directory, as far as the standard offer asks about it."""

    service_id: UUID
    group: str
    term: str
    overdue: bool
    when: int
    """The parts of the week in which it is there (see finding.parts)."""


@dataclass(frozen=True)
class Cell:
    """How much of something there is around a hub."""

    confirmed: int
    overdue: int
    """Entries whose word is old: perhaps they are still there."""
    promised: bool

    @property
    def state(self) -> str:
        """`there`; `old`, if all word of it is old; `gap`, if none is; or `not-promised`."""
        if self.confirmed:
            return "there"
        if self.overdue:
            return "old"
        return "gap" if self.promised else "not-promised"


@dataclass(frozen=True)
class PromiseKept:
    """A promise of a hub's tier, and what there is of it."""

    promise: Promise
    cell: Cell


@dataclass(frozen=True)
class HubOffer:
    """A hub, or all that has no place, and what there is around it."""

    hub: Site | None
    cells: list[Cell]
    """In the order of the columns."""
    promises: list[PromiseKept]
    entries: int
    satellites: int = 0

    @property
    def key(self) -> str:
        return self.hub.slug if self.hub else EVERYWHERE

    @property
    def gaps(self) -> int:
        """How many promises of its tier, and standard groups, have nothing confirmed."""
        cells = [*self.cells, *(each.cell for each in self.promises)]
        return sum(cell.promised and not cell.confirmed for cell in cells)


@dataclass(frozen=True)
class Matrix:
    """The standard offer of the network: hubs down, groups or parts of the week across."""

    columns: list[tuple[str, str]]
    """Code and words of each."""
    rows: list[HubOffer]
    everywhere: HubOffer


def may_see_offer(actor: Actor) -> bool:
    """Test if somebody may see the standard offer: who keeps the directory, or sees needs."""
    return any(
        actor.may_somewhere(each) for each in (Permission.KEEP_DIRECTORY, Permission.SEE_NEEDS)
    )


def _require_reader(actor: Actor) -> None:
    if not may_see_offer(actor):
        raise NotAllowed(f"{actor.label} may not see the standard offer")


def offer_by_group(*, actor: Actor, today: datetime.date) -> Matrix:
    """
    Return each hub's offer by the six standard groups, with the promises of its tier.

    :raises NotAllowed: if the actor neither keeps the directory nor sees needs
    """
    _require_reader(actor)
    around = _around(today)
    connectors = _hubs_with_a_connector(list(around.hubs.values()), today)

    def row(hub: Site | None, entries: Iterable[Offered]) -> HubOffer:
        found = list(entries)
        due = hub is not None and promises_the_groups(hub.tier)
        return HubOffer(
            hub=hub,
            cells=[_cell((e for e in found if e.group == group), promised=due) for group in Group],
            promises=_all_kept(hub, found, hub.id in connectors) if hub else [],
            entries=len(found),
            satellites=around.satellites.get(hub.id, 0) if hub else 0,
        )

    return _matrix([(group.value, group.label) for group in Group], around, row)


def offer_by_time(*, actor: Actor, today: datetime.date, group: str = "") -> Matrix:
    """
    Return each hub's offer by parts of the week, of one group or of all.

    :raises NotAllowed: if the actor neither keeps the directory nor sees needs
    """
    _require_reader(actor)
    around = _around(today)

    def row(hub: Site | None, entries: Iterable[Offered]) -> HubOffer:
        found = [each for each in entries if not group or each.group == group]
        due = hub is not None and promises_the_groups(hub.tier)
        return HubOffer(
            hub=hub,
            cells=[
                _cell(
                    (each for each in found if when.is_part_of(each.when)),
                    promised=due and when is not When.NOT_SAID,
                )
                for when in When
            ],
            promises=[],
            entries=len(found),
            satellites=around.satellites.get(hub.id, 0) if hub else 0,
        )

    return _matrix([(when.value, when.words) for when in When], around, row)


@dataclass(frozen=True)
class Behind:
    """The entries behind a number of the standard offer."""

    hub: Site | None
    overdue: list[Service]
    confirmed: list[Service]


def entries_behind(
    *,
    actor: Actor,
    today: datetime.date,
    key: str,
    group: str = "",
    promise: str = "",
    when: When | None = None,
) -> Behind:
    """
    Return the entries around a hub that are of a group, keep a promise, or are there at a time.

    :param key: the hub's slug, or EVERYWHERE
    :raises NotAllowed: if the actor neither keeps the directory nor sees needs
    :raises Site.DoesNotExist: if there is no such hub
    """
    _require_reader(actor)
    around = _around(today)
    hub = next((each for each in around.hubs.values() if each.slug == key), None)
    if hub is None and key != EVERYWHERE:
        raise Site.DoesNotExist(key)
    promised = [each for each in promised_by(hub.tier if hub else "") if each.slug == promise]
    found = {
        each.service_id: each.overdue
        for each in (around.entries[hub.id] if hub else around.everywhere).values()
        if (not group or each.group == group)
        and (not promise or any(p.is_kept_by(each.group, each.term) for p in promised))
        and (when is None or when.is_part_of(each.when))
    }
    services = (
        Service.objects.filter(id__in=found)
        .select_related("provider", "offer")
        .prefetch_related("at_locations__location", "schedules")
        .order_by("confirm_by", "name", "id")
    )
    return Behind(
        hub=hub,
        overdue=[each for each in services if found[each.id]],
        confirmed=[each for each in services if not found[each.id]],
    )


@dataclass
class _Around:
    """What is around each hub, by service."""

    hubs: dict[UUID, Site]
    satellites: dict[UUID, int] = field(default_factory=dict)
    entries: dict[UUID, dict[UUID, Offered]] = field(default_factory=dict)
    everywhere: dict[UUID, Offered] = field(default_factory=dict)


def _around(today: datetime.date) -> _Around:
    """Return what is around each hub today. It asks twice, however much there is."""
    sites = list(Site.objects.order_by("name", "id"))
    hubs = {each.id: each for each in sites if each.kind == SiteKind.HUB}
    around = _Around(hubs, entries={hub: {} for hub in hubs})
    hub_of = {hub: hub for hub in hubs}
    for site in sites:
        if site.part_of_id in hubs:
            hub_of[site.id] = site.part_of_id
            is_open = site.status == SiteStatus.OPEN
            around.satellites[site.part_of_id] = around.satellites.get(site.part_of_id, 0) + is_open
    near = _Near(hubs.values())
    rows = Findable.objects.filter(service__status=ServiceStatus.ACTIVE).values_list(
        "service_id", "service__offer__group", "service__offer__slug", "confirm_by", "when",
        "service__place_is_secret", "service__site_id", "at_location__location__site_id",
        "at_location__location__latitude", "at_location__location__longitude",
        "at_location__location__neighbourhood",
    )  # fmt: skip
    for (
        service_id, group, term, confirm_by, when,
        secret, site_id, at_site_id,
        latitude, longitude,
        neighbourhood,
    ) in rows:  # fmt: skip
        offered = Offered(service_id, group, term, confirm_by < today, when)
        its_hubs = {hub_of[site] for site in (site_id, at_site_id) if site in hub_of}
        placed = at_site_id is not None or latitude is not None or bool(neighbourhood)
        if not secret:  # nobody learns from a count that a refuge is near
            its_hubs |= near.hubs_around(latitude, longitude, neighbourhood)
        if its_hubs:
            for hub in its_hubs:
                _add(around.entries[hub], offered)
        elif not placed and site_id is None and not secret:
            _add(around.everywhere, offered)
    return around


def _add(entries: dict[UUID, Offered], one: Offered) -> None:
    """Add an entry, or the times of one more of its places."""
    known = entries.get(one.service_id)
    when = one.when | (known.when if known else 0)
    entries[one.service_id] = Offered(one.service_id, one.group, one.term, one.overdue, when)


class _Near:
    """Which hubs a place is around, by what their neighbourhoods are called and how far it is."""

    def __init__(self, hubs: Iterable[Site]) -> None:
        self.by_name: dict[str, set[UUID]] = defaultdict(set)
        self.spots: list[tuple[UUID, Spot]] = []
        self.known: dict[tuple[float, float], set[UUID]] = {}
        for hub in hubs:
            for name in hub.neighbourhoods:
                self.by_name[name.strip().casefold()].add(hub.id)
            if hub.latitude is not None and hub.longitude is not None:
                door = Spot(hub.latitude, hub.longitude, Precision.POSTCODE)
                self.spots.append((hub.id, door))

    def hubs_around(
        self, latitude: float | None, longitude: float | None, neighbourhood: str | None
    ) -> set[UUID]:
        found = set(self.by_name.get((neighbourhood or "").strip().casefold(), ()))
        if latitude is None or longitude is None:
            return found
        at = (latitude, longitude)
        if at not in self.known:
            spot = Spot(latitude, longitude, Precision.POSTCODE)
            # A hundredth of a degree is 1.1 km to the north: what is further off is not measured.
            self.known[at] = {
                hub for hub, door in self.spots
                if abs(door.latitude - latitude) < 0.03 and distance_km(door, spot) <= NEAR_KM
            }  # fmt: skip
        return found | self.known[at]


def _cell(entries: Iterable[Offered], *, promised: bool) -> Cell:
    overdue = [each.overdue for each in entries]
    return Cell(overdue.count(False), overdue.count(True), promised)


def _all_kept(hub: Site, entries: list[Offered], has_connector: bool) -> list[PromiseKept]:
    return [_kept(each, entries, has_connector) for each in promised_by(hub.tier)]


def _kept(promise: Promise, entries: list[Offered], has_connector: bool) -> PromiseKept:
    if promise.is_a_connector:
        return PromiseKept(promise, Cell(int(has_connector), 0, promised=True))
    keeps = (each for each in entries if promise.is_kept_by(each.group, each.term))
    return PromiseKept(promise, _cell(keeps, promised=True))


def _hubs_with_a_connector(hubs: list[Site], today: datetime.date) -> set[UUID]:
    """Return the hubs where a connector works, or whose neighbourhoods one looks after."""
    grants = Grant.objects.current(today).filter(role=Role.CONNECTOR, user__is_active=True)
    sites = set(grants.values_list("site_id", flat=True))
    covers = Cover.objects.filter(~Q(neighbourhood=""), worker__is_active=True)
    covered = {name.casefold() for name in covers.values_list("neighbourhood", flat=True)}
    return {
        hub.id for hub in hubs
        if None in sites or hub.id in sites
        or covered & {name.casefold() for name in hub.neighbourhoods}
    }  # fmt: skip


def _matrix(
    columns: list[tuple[str, str]],
    around: _Around,
    row: Callable[[Site | None, Iterable[Offered]], HubOffer],
) -> Matrix:
    rows = [row(hub, around.entries[hub.id].values()) for hub in around.hubs.values()]
    return Matrix(columns, rows, row(None, around.everywhere.values()))

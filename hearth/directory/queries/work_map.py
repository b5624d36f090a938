"""One map of a connector's work: the hubs, the needs, the gaps, and where connectors have been."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from hearth.directory.models import Outing
from hearth.directory.neighbourhoods import middle_of
from hearth.directory.queries.needs import WhichNeeds, unmet_needs
from hearth.directory.queries.offer import offer_by_group
from hearth.directory.queries.work import coverage
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places import geo
from hearth.places.map import Kind, Marker
from hearth.places.models import Site, SiteKind, SiteStatus

LAYERS = ("hubs", "needs", "gaps", "outings", "uncovered")
LAYERS_AT_FIRST = ("needs", "gaps", "outings")
SINCE = datetime.timedelta(weeks=13)


@dataclass(frozen=True)
class OnTheMap:
    """Something on a connector's map, as the list beside it has it."""

    kind: Kind
    name: str
    says: str
    href: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class WorkMap:
    """What is on a connector's map, and what could not be put on it."""

    shown: list[OnTheMap]

    @property
    def markers(self) -> list[Marker]:
        return [
            Marker(
                each.kind, f"{each.name}: {each.says}", each.latitude, each.longitude, each.href
            )
            for each in self.shown if each.latitude is not None and each.longitude is not None
        ]  # fmt: skip

    @property
    def unplaced(self) -> int:
        return sum(each.latitude is None for each in self.shown)


def work_on_a_map(layers: Collection[str], *, actor: Actor, today: datetime.date) -> WorkMap:
    """
    Return the layers of a connector's map that are asked for, over the last 13 weeks.

    :param layers: of LAYERS
    :raises NotAllowed: if the actor keeps no directory, or may not see needs
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    shown: list[OnTheMap] = []
    if "needs" in layers:
        shown += _needs(actor, today)
    if "gaps" in layers:
        shown += _gaps(actor, today)
    if "uncovered" in layers:
        shown += _uncovered(actor)
    if "outings" in layers:
        shown += _outings(today)
    if "hubs" in layers:
        shown += _sites()
    return WorkMap(shown)


def _needs(actor: Actor, today: datetime.date) -> list[OnTheMap]:
    found = unmet_needs(WhichNeeds(since=today - SINCE, until=today), actor=actor)
    return [
        OnTheMap(
            Kind.NEED, each.name, f"not met: {each.needs_in_words}", reverse("directory:needs"),
            each.latitude, each.longitude,
        )
        for each in found.by_place
    ]  # fmt: skip


def _gaps(actor: Actor, today: datetime.date) -> list[OnTheMap]:
    matrix = offer_by_group(actor=actor, today=today)
    return [
        OnTheMap(
            Kind.GAP, row.hub.name, f"{row.gaps} {'gap' if row.gaps == 1 else 'gaps'} in the offer",
            reverse("directory:offer"), row.hub.latitude, row.hub.longitude,
        )
        for row in matrix.rows if row.hub and row.gaps
    ]  # fmt: skip


def _uncovered(actor: Actor) -> list[OnTheMap]:
    found = []
    for each in coverage(actor=actor).uncovered_places:
        middle = middle_of(each.name)
        found.append(
            OnTheMap(
                Kind.GAP, each.name, "no connector looks after it", reverse("directory:cover"),
                middle.latitude if middle else None, middle.longitude if middle else None,
            )
        )  # fmt: skip
    return found


def _outings(today: datetime.date) -> list[OnTheMap]:
    """Return the places where connectors have been, each once, with what they did there."""
    outings = (
        Outing.objects.filter(on__gt=today - SINCE, on__lte=today)
        .select_related("provider", "location")
        .defer("note_sealed")
    )
    by_place: dict[tuple[str, float | None, float | None], list[Outing]] = defaultdict(list)
    for each in outings.order_by("-on", "-id"):
        if each.location:
            at = each.location
            by_place[at.name, at.latitude, at.longitude].append(each)
        elif each.provider:
            spot = geo.find(each.provider.postcode) if each.provider.postcode else None
            where = (spot.latitude, spot.longitude) if spot else (None, None)
            by_place[(each.provider.name, *where)].append(each)
        elif each.neighbourhood:
            middle = middle_of(each.neighbourhood)
            where = (middle.latitude, middle.longitude) if middle else (None, None)
            by_place[(each.neighbourhood, *where)].append(each)
    return [
        OnTheMap(
            Kind.OUTING, name, f"{_times(len(done))}, last {done[0].get_did_display().lower()}",
            reverse("directory:work"), latitude, longitude,
        )
        for (name, latitude, longitude), done in by_place.items()
    ]  # fmt: skip


def _times(count: int) -> str:
    return "been once" if count == 1 else f"been {count} times"


def _sites() -> list[OnTheMap]:
    sites = Site.objects.filter(status=SiteStatus.OPEN).order_by("name", "id")
    return [
        OnTheMap(
            Kind.HUB if each.kind == SiteKind.HUB else Kind.SATELLITE, each.name,
            each.get_kind_display(), reverse("places:site", args=[each.slug]),
            each.latitude, each.longitude,
        )
        for each in sites
    ]  # fmt: skip

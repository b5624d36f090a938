"""Where an entry is offered."""

from typing import Any
from uuid import UUID

from django.db import transaction

from hearth.directory.actions.entries import written
from hearth.directory.finding.publishing import publish
from hearth.directory.models import Location, LocationKind, Service, ServiceAtLocation
from hearth.directory.our_sites import say_which_are_ours
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places import geo
from hearth.places.models import Site
from hearth.places.versions import facts_of, insist_unchanged

FACTS = (
    "name", "address", "town", "postcode", "neighbourhood", "step_free", "accessible_toilet",
    "quiet_space", "hearing_loop", "parking", "nearest_bus", "access_note",
)  # fmt: skip


class PlaceRefused(Refused):
    """The place cannot be written down as given."""


@transaction.atomic
def add_at_site(*, by: Actor, service: Service, site: Site) -> ServiceAtLocation:
    """
    Say that an entry is offered at a hub or satellite of ours.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    location = Location.objects.filter(site=site).order_by("recorded_at").first()
    if location is None:
        location = Location.objects.create(
            site=site,
            name=site.name,
            address=site.address,
            postcode=site.postcode,
            latitude=site.latitude,
            longitude=site.longitude,
            neighbourhood=site.neighbourhoods[0] if site.neighbourhoods else "",
            step_free=site.step_free,
            accessible_toilet=site.accessible_toilet,
            quiet_space=site.quiet_space,
            hearing_loop=site.hearing_loop,
            parking=site.parking,
            nearest_bus=site.nearest_bus,
            access_note=site.access_note,
        )
        audit.note(by=by, verb="added", subject=location)
    return _offer_at(by, service, location)


@transaction.atomic
def add_place(*, by: Actor, service: Service, **facts: Any) -> ServiceAtLocation:
    """
    Say where an entry is offered: a place that is known by this name and postcode, or a new one.

    :param facts: any of FACTS
    :raises NotAllowed: if the actor keeps no directory
    :raises PlaceRefused: if something given cannot be so
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    location = _with_facts(Location(kind=LocationKind.PHYSICAL), facts)
    same = Location.objects.filter(name__iexact=location.name, postcode=location.postcode)
    known = same.order_by("recorded_at").first() if location.name and location.postcode else None
    if known is None:
        say_which_are_ours([location])
        location.save()
        audit.note(by=by, verb="added", subject=location)
    return _offer_at(by, service, known or location)


def _offer_at(by: Actor, service: Service, location: Location) -> ServiceAtLocation:
    at, fresh = ServiceAtLocation.objects.get_or_create(service=service, location=location)
    if fresh:
        audit.note(by=by, verb="placed", subject=service)
        written(service)
    return at


@transaction.atomic
def change_place(
    *, by: Actor, location: Location, seen: str | None = None, **changes: Any
) -> Location:
    """
    Put right what is written of a place, for all that is offered there.

    :raises NotAllowed: if the actor keeps no directory
    :raises PlaceRefused: if something given cannot be so
    :raises ChangedMeanwhile: if somebody else changed one of them since the page was drawn
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    location = Location.objects.select_for_update().get(id=location.id)
    around = _at_the_house(location)
    before = facts_of(location, tuple(changes))
    insist_unchanged(seen, before)
    _with_facts(location, changes)
    if facts_of(location, tuple(changes)) == before:
        return location
    say_which_are_ours([location])
    location.save()
    audit.note(by=by, verb="edited", subject=location)
    publish(around)
    return location


@transaction.atomic
def show_place(*, by: Actor, location: Location, is_no_secret: bool) -> Location:
    """
    Say that anybody may know of a place though something there keeps it secret, or no longer.

    What is secret itself stays so: this tells where all else is that is offered there.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    location = Location.objects.select_for_update().get(id=location.id)
    if location.is_no_secret == is_no_secret:
        return location
    location.is_no_secret = is_no_secret
    location.save(update_fields=["is_no_secret", "edited_at"])
    verb = "said to be no secret" if is_no_secret else "kept secret again"
    audit.note(by=by, verb=verb, subject=location)
    publish(list(location.services_at.values_list("service_id", flat=True)))
    return location


@transaction.atomic
def remove_place(*, by: Actor, at: ServiceAtLocation) -> None:
    """
    Say that an entry is not offered there any more. Its times there go with it; the place stays.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    service = at.service
    around = _at_the_house(at.location)
    at.delete()
    audit.note(by=by, verb="took from a place", subject=service)
    written(service)
    if service.place_is_secret:  # whatever else is there may be told again
        publish([each for each in around if each != service.id])


def _at_the_house(location: Location) -> list[UUID]:
    """Return what is offered at a place, and under any other name at the same house."""
    there = ServiceAtLocation.objects.filter(location__house__overlap=location.house)
    return list(there.order_by().values_list("service_id", flat=True).distinct())


def _with_facts(location: Location, facts: dict[str, Any]) -> Location:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"A place has no such facts to set here: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(location, name, value.strip() if isinstance(value, str) else value)
    if not (location.name or location.address or location.postcode):
        raise PlaceRefused("Write the name of the place, its address or its postcode.")
    if "postcode" in facts:
        _put_on_the_map(location)
    return location


def _put_on_the_map(location: Location) -> None:
    location.latitude = location.longitude = None
    if not location.postcode:
        return
    postcode = geo.parse_postcode(location.postcode)
    spot = geo.find(postcode) if postcode else None
    if postcode is None or spot is None:
        raise PlaceRefused(f"{location.postcode} is not a postcode. One looks like YO1 7HH.")
    location.postcode = postcode
    location.latitude, location.longitude = spot.latitude, spot.longitude
    location.neighbourhood = location.neighbourhood or spot.ward or ""

"""
Services, places and organisations as anybody may read them: the public way out.

What is never told is left out here, and only here: where a refuge is, who works at a provider,
what a connector or another list wrote for workers alone. A row that may not leave at all (an
internal service, an entry shown as another) never comes this far: see queries/oruk.py.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from hearth.directory.models import Location, Provider, Service, ServiceAtLocation
from hearth.exchange.oruk import parts
from hearth.exchange.oruk.keeping import Said, more_of
from hearth.exchange.oruk.plain import day, email_address, moment, told, web_address
from hearth.foundation.models import Record

R = TypeVar("R", bound=Record)


def service_row(row: Service) -> Said:
    """Return a service as lists have it: itself and its organisation."""
    return told(
        {
            "id": str(row.id),
            "organization_id": str(row.provider_id),
            "name": row.name,
            "description": row.description,
            "url": web_address(row.url),
            "email": email_address(row.email),
            "status": row.status,
            "fees": row.fees or ("Free" if row.is_free else ""),
            "accreditations": row.accreditations,
            "minimum_age": row.minimum_age,
            "maximum_age": row.maximum_age,
            "assured_date": day(row.confirmed_on) or row.assured_date,
            "alert": row.alert,
            "last_modified": moment(row.edited_at),
            "phones": parts.phones(row),
            "organization": organization_row(row.provider),
        }
    )


def service_least(row: Service) -> Said:
    """Return the least that the standard calls a service, for whoever keeps a copy."""
    return {
        "id": str(row.id),
        "organization_id": str(row.provider_id),
        "name": row.name,
        "status": row.status,
        "last_modified": moment(row.edited_at),
    }


def service(row: Service, *, places: bool = True) -> Said:
    """
    Return a service with all its parts.

    :param row: with no `at_locations` but those that may be told, and with guarded times
        (queries/oruk.py)
    :param places: False within one of its places, which would otherwise hold itself
    """
    secret = row.place_is_secret
    told_at = [] if secret else _in_order(row.at_locations.all())
    schedules = [schedule(each) for each in _in_order(row.schedules.all())]
    areas = [
        parts.service_area(each)
        | ({} if secret else more_of(each.also, "service_area", "extent", "extent_type", "uri"))
        for each in _in_order(row.service_areas.all())
    ]
    whole = {
        "schedules": schedules,
        "service_areas": areas,
        "service_at_locations": [service_at_location(each) for each in (told_at if places else [])],
        "languages": parts.languages(row),
        "organization": organization(row.provider),
        "cost_options": [parts.cost_option(each) for each in _in_order(row.cost_options.all())],
        "attributes": [parts.offer(row), *parts.attributes(list(row.tagged.all()), row, "service")],
        "funding": [] if secret else _list_of(more_of(row.also, "funding").get("funding")),
    }
    return service_row(row) | told(whole)


def schedule(row: Any) -> Said:
    """Return when something is there: what its source says of it, and the days it is called off."""
    said = parts.schedule(row, secret_place=row.is_guarded)
    theirs = "" if row.is_guarded else more_of(row.also, "description").get("description", "")
    words = [each for each in (theirs, said.get("description", "")) if isinstance(each, str)]
    return said | told({"description": " ".join(each for each in words if each)})


def service_at_location(row: ServiceAtLocation, *, nested: bool = True) -> Said:
    """Return that a service is at a place, with the place; `nested` False leaves its parts out."""
    return {
        "id": str(row.id),
        "service_id": str(row.service_id),
        "location_id": str(row.location_id),
        "location": location(row.location) if nested else location_row(row.location),
    }


def location(row: Location) -> Said:
    tags = parts.attributes(list(row.tagged.all()), row, "location")
    whole = parts.location(row)
    others = _list_of(more_of(row.also, "accessibility").get("accessibility"))
    if others:
        whole["accessibility"] = [*whole.get("accessibility", []), *others]
    return whole | ({"attributes": tags} if tags else {})


def location_row(row: Location) -> Said:
    """Return a place as lists have it."""
    whole = parts.location(row)
    return {key: value for key, value in whole.items() if not isinstance(value, list)}


def organization_row(row: Provider) -> Said:
    """Return an organisation as lists have it."""
    return told(
        {
            "id": str(row.id),
            "name": row.name,
            "description": row.description or row.name,
            "email": email_address(row.email),
            "website": web_address(row.website),
            "logo": web_address(row.logo),
            "uri": web_address(row.uri),
            "parent_organization_id": str(row.part_of_id or ""),
        }
    )


def organization(row: Provider) -> Said:
    """Return an organisation with its numbers and words."""
    return organization_row(row) | told(
        {
            "organization_identifiers": parts.identifiers(row),
            "attributes": parts.attributes(list(row.tagged.all()), row, "organization"),
        }
    )


def _in_order(rows: Iterable[R]) -> list[R]:
    return sorted(rows, key=lambda row: row.id)


def _list_of(value: object) -> list[Said]:
    """Return what another list said, if it has the shape that the standard asks of it."""
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, dict) and _has_an_id(each)]


def _has_an_id(each: Said) -> bool:
    try:
        UUID(str(each.get("id")))
    except ValueError:
        return False
    return True

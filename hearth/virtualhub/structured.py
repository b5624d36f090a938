"""
What a page says, said once more for machines (https://schema.org), as JSON-LD.

It is data in the page, which runs nothing; a search engine or a map then knows when a hub is open.
"""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hearth.directory.models import Location, Schedule
from hearth.directory.occurrences import weekdays_of
from hearth.directory.queries.public import Entry
from hearth.places.models import OpeningSpell, Site
from hearth.virtualhub.queries.hubs import HubPage

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOSED = [
    {
        "@type": "OpeningHoursSpecification", "dayOfWeek": list(DAYS), "opens": "00:00",
        "closes": "00:00",
    }
]  # fmt: skip
"""How machines are told that something is closed all day, every day."""
NEVER_IN_A_PAGE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def hub(page: HubPage, request: HttpRequest) -> SafeString:
    """Return a hub for machines."""
    site = page.site
    facts = {
        "@type": "CivicStructure",
        "name": site.name,
        "description": site.about,
        "url": request.build_absolute_uri(reverse("virtualhub:hub", args=[site.slug])),
        "telephone": site.phone,
        "address": _address(site.address.replace("\n", ", "), "", site.postcode),
        "geo": _geo(site),
        "image": _image(page, request),
        "isAccessibleForFree": True,
        "publicAccess": True,
        "openingHoursSpecification": _opening_hours(site),
        "parentOrganization": {"@type": "Organization", "name": site.run_by.name},
    }
    return as_json(facts)


def _image(page: HubPage, request: HttpRequest) -> str:
    """Return the address of the photo at the top of the page; nothing, if there is none."""
    first = next(iter(page.photos), None)
    if first is None:
        return ""
    return request.build_absolute_uri(reverse("virtualhub:photo", args=[first.large_digest]))


def entry(found: Entry, request: HttpRequest) -> SafeString:
    """Return an entry for machines, with where it is unless that is a secret."""
    service = found.service
    facts = {
        "@type": "Service",
        "name": service.name,
        "description": service.description,
        "serviceType": service.offer.name,
        "url": request.build_absolute_uri(reverse("virtualhub:entry", args=[service.id])),
        "provider": {
            "@type": "Organization",
            "name": service.provider.name,
            "url": service.provider.website,
        },
        "isAccessibleForFree": service.is_free,
        "hoursAvailable": CLOSED if found.is_closed else _hours(found),
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": service.phone}
            if service.phone
            else None,
            "serviceUrl": service.url,
            "serviceLocation": [_place(place) for place in found.places],
        },
    }
    return as_json(facts)


def as_json(facts: dict[str, Any]) -> SafeString:
    """Return facts as JSON that cannot end the element it stands in; what is empty left out."""
    whole = {"@context": "https://schema.org", **_said(facts)}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(NEVER_IN_A_PAGE))  # noqa: S308 (translated above)


def _said(facts: Any) -> Any:
    if isinstance(facts, dict):
        kept = {name: _said(value) for name, value in facts.items()}
        return {name: value for name, value in kept.items() if value not in (None, "", [], {})}
    if isinstance(facts, list):
        return [_said(each) for each in facts]
    return facts


def _place(place: Location) -> dict[str, Any]:
    return {
        "@type": "Place",
        "name": place.name,
        "address": _address(place.address.replace("\n", ", "), place.town, place.postcode),
        "geo": _geo(place),
    }


def _address(street: str, town: str, postcode: str) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "addressLocality": town,
        "postalCode": postcode,
        "addressCountry": "GB",
    }


def _geo(place: Location | Site) -> dict[str, Any] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _opening_hours(site: Site) -> list[dict[str, Any]]:
    """Return the usual week. What opens only in some weeks has no words in schema.org."""
    if site.always_open:
        always = {"dayOfWeek": list(DAYS), "opens": "00:00", "closes": "23:59"}
        return [{"@type": "OpeningHoursSpecification", **always}]
    weekly = [
        each for each in site.spells.all() if each.every_weeks == 1 and not each.weeks_of_month
    ]
    return [_hours_of_site(each) for each in weekly]


def _hours_of_site(spell: OpeningSpell) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": DAYS[spell.weekday] if spell.weekday is not None else "PublicHolidays",
        "opens": f"{spell.opens:%H:%M}",
        "closes": f"{spell.closes:%H:%M}",
        "validFrom": spell.valid_from.isoformat() if spell.valid_from else None,
        "validThrough": spell.valid_until.isoformat() if spell.valid_until else None,
    }


def _hours(found: Entry) -> list[dict[str, Any]]:
    """Return the usual week. What is on only in some weeks has no words in schema.org."""
    weekly = [each for each in found.schedules if each.freq == "WEEKLY" and each.interval == 1]
    return [_hours_of(each) for each in weekly]


def _hours_of(schedule: Schedule) -> dict[str, Any]:
    days = [DAYS[weekday] for _, weekday in weekdays_of(schedule.byday)]
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": days,
        "opens": f"{schedule.opens:%H:%M}" if schedule.opens else "00:00",
        "closes": f"{schedule.closes:%H:%M}" if schedule.closes else "23:59",
        "validThrough": schedule.ends_on.isoformat() if schedule.ends_on else None,
    }

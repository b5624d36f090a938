"""What a provider sees who opens its link: its entry, in plain words."""

import datetime
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hearth.design.languages import say as _
from hearth.directory.labels import (
    ages_in_words,
    booking_in_words,
    cost_in_words,
    modes_in_words,
    prices_in_words,
    spaces,
    status_in_words,
)
from hearth.directory.models import AnswerLink, Location, Service, Term
from hearth.directory.queries import public
from hearth.directory.times import all_said

SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")


class LinkIs(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    OVER = "over"
    NOT_LISTED = "not listed"
    """The public does not see the entry any more."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class FoundLink:
    state: LinkIs
    link: AnswerLink | None = None


def find_link(secret: str, *, now: datetime.datetime) -> FoundLink:
    """Return the link that a secret opens, and whether it can still be answered."""
    if not SECRET.fullmatch(secret):
        return FoundLink(LinkIs.UNKNOWN)
    digest = hashlib.sha256(secret.encode()).digest()
    links = AnswerLink.objects.select_related("service__provider", "service__offer")
    link = links.filter(token_hash=digest).first()
    if link is None:
        return FoundLink(LinkIs.UNKNOWN)
    if link.answered_at:
        return FoundLink(LinkIs.ANSWERED, link)
    if now >= link.ends_at:
        return FoundLink(LinkIs.OVER, link)
    return FoundLink(LinkIs.OPEN if link.service.is_public else LinkIs.NOT_LISTED, link)


@dataclass(frozen=True)
class EntryAsShown:
    """An entry as the public sees it, for its provider to read through."""

    service: Service
    times: list[str]
    places: list[str]
    access: list[str]
    costs: list[str]
    ages: str
    is_for: list[Term]
    helps_with: list[Term]
    is_like: list[Term]
    modes: list[str]
    status: str
    booking: str
    space: str


def entry_as_shown(service: Service) -> EntryAsShown:
    """Return an entry as the public sees it. A secret place is not written, not even here."""
    entry = public.entry(service.id)
    costs = [cost_in_words(service), *prices_in_words(entry.costs)]
    return EntryAsShown(
        service=service,
        times=all_said(entry.schedules),
        places=[_address(place) for place in entry.places],
        access=[words for place in entry.places for words in _access(place)],
        costs=[words for words in costs if words],
        ages=ages_in_words(service.minimum_age, service.maximum_age),
        is_for=entry.is_for,
        helps_with=entry.helps_with,
        is_like=entry.is_like,
        modes=modes_in_words(service.modes),
        status=status_in_words(service.status),
        booking=booking_in_words(service.booking),
        space=spaces().get(service.space_now, "") if service.space_now else "",
    )


def _address(place: Location) -> str:
    parts = (place.name, *place.address.splitlines(), place.town, place.postcode)
    return ", ".join(part for part in parts if part)


def _access(place: Location) -> list[str]:
    """Return what people read of getting to a place and into it."""
    steps = {True: _("You can get in without steps"), False: _("There are steps"), None: ""}
    loop = _("There is a hearing loop") if place.hearing_loop else ""
    said = (place.nearest_bus, steps[place.step_free], loop, place.parking, place.access_note)
    return [words for words in said if words]


def facts_for_provider(service: Service) -> dict[str, Any]:
    """Return the facts that a provider may correct, as they stand."""
    return {
        "phone": service.phone,
        "text_number": service.text_number,
        "email": service.email,
        "url": service.url,
        "is_free": service.is_free,
        "fees": service.fees,
        "status": service.status,
        "times": "\n".join(all_said(list(service.schedules.all()))),
        "more": "",
        "space_now": service.space_now,
        "waiting_now": service.waiting_now,
    }

"""What a provider sees who opens its link: its entry, in plain words."""

import datetime
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from hearth.directory.labels import booking_in_words, spaces, status_in_words
from hearth.directory.models import AnswerLink, Service
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
    costs: list[str]
    status: str
    booking: str
    space: str


def entry_as_shown(service: Service) -> EntryAsShown:
    """Return an entry as the public sees it. A secret place is not written, not even here."""
    at = service.at_locations.select_related("location").order_by("location__name")
    places = [
        ", ".join(
            part
            for part in (
                each.location.name,
                *each.location.address.splitlines(),
                each.location.town,
                each.location.postcode,
            )
            if part
        )
        for each in at
    ]
    return EntryAsShown(
        service=service,
        times=all_said(list(service.schedules.all())),
        places=[] if service.place_is_secret else places,
        costs=[
            f"{cost.option}: £{cost.amount:.2f}" if cost.option else f"£{cost.amount:.2f}"
            for cost in service.cost_options.order_by("recorded_at")
            if cost.amount is not None
        ],
        status=status_in_words(service.status),
        booking=booking_in_words(service.booking),
        space=spaces().get(service.space_now, "") if service.space_now else "",
    )


def facts_for_provider(service: Service) -> dict[str, object]:
    """Return the facts that a provider may correct, as they stand."""
    return {
        "phone": service.phone,
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

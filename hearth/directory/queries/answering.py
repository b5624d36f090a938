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
from hearth.places.models import Site, SiteKind

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
class Shown:
    """One thing that a provider reads of its entry."""

    name: str
    """As in FACTS and LIVE, if it can be put right by itself."""
    label: str
    lines: list[str]

    @property
    def mark(self) -> str:
        """What these words come to: other words, another mark."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()[:8]


def entry_as_shown(service: Service) -> list[Shown]:
    """Return an entry as the public sees it. A secret place is not written, not even here."""
    entry = public.entry(service.id)
    places = [_address(place) for place in entry.places]
    if service.place_is_secret:
        places = [_("We never write this down for anybody to see")]
    rows: list[tuple[str, str, list[str]]] = [
        ("alert", _("Just now"), [service.alert]),
        ("name", _("Name"), [service.name]),
        ("provider", _("Run by"), [service.provider.name]),
        ("description", _("What happens there"), [service.description]),
        ("status", _("Is it running?"), [status_in_words(service.status)]),
        ("times", _("When"), all_said(entry.schedules)),
        ("places", _("Where"), places),
        ("access", _("Getting in"), [said for place in entry.places for said in _access(place)]),
        ("modes", _("How to take part"), [" · ".join(modes_in_words(service.modes))]),
        ("phone", _("Phone number"), [service.phone]),
        ("text_number", _("Number for texts"), [service.text_number]),
        ("email", _("Email address"), [service.email]),
        ("url", _("Website"), [service.url]),
        ("fees", _("What it costs"), [cost_in_words(service), *prices_in_words(entry.costs)]),
        ("booking", _("How people join"), [booking_in_words(service.booking), service.how_to_book]),
        ("ages", _("Ages"), [ages_in_words(service.minimum_age, service.maximum_age)]),
        ("is_for", _("For"), [_named(entry.is_for, ", ")]),
        ("helps_with", _("Helps with"), [_named(entry.helps_with, ", ")]),
        ("languages", _("Languages"), [", ".join(service.languages)]),
        ("is_like", _("What it is like"), [service.what_its_like, _named(entry.is_like, " · ")]),
        ("first_time", _("The first time"), [service.first_time]),
        ("space_now", _("Is there space just now?"), [spaces().get(service.space_now, "")]),
        ("waiting_now", _("How long people wait"), [service.waiting_now]),
    ]
    return [Shown(name, label, [words for words in lines if words]) for name, label, lines in rows]


def changed_since(marks: list[str], shown: list[Shown]) -> list[Shown]:
    """Return what stands otherwise now than on a page that showed these marks."""
    if len(marks) != len(shown):
        return shown
    return [each for mark, each in zip(marks, shown, strict=True) if each.mark != mark]


def _named(terms: list[Term], between: str) -> str:
    return between.join(term.said for term in terms)


def _address(place: Location) -> str:
    parts = (place.name, *place.address.splitlines(), place.town, place.postcode)
    return ", ".join(part for part in parts if part)


def _access(place: Location) -> list[str]:
    """Return what people read of getting to a place and into it."""
    steps = {True: _("You can get in without steps"), False: _("There are steps"), None: ""}
    loop = _("There is a hearing loop") if place.hearing_loop else ""
    said = (place.way, steps[place.step_free], loop, place.parking, place.access_note)
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


def hub_to_ring() -> Site | None:
    """Return the hub that somebody rings whose link does not work: the one that is open longest."""
    hubs = Site.objects.welcoming().filter(kind=SiteKind.HUB).exclude(phone="")
    return hubs.order_by("opened_on", "name").first()

"""One entry of the directory, for whoever keeps it true."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hearth.directory.models import (
    Claim,
    Confirmation,
    CostOption,
    Facet,
    Group,
    How,
    Location,
    ProviderContact,
    SameAs,
    Schedule,
    Service,
    ServiceAtLocation,
    Tip,
    TipState,
)
from hearth.directory.queries.claimed import about
from hearth.directory.times import in_order, said
from hearth.directory.truth import Truth, said_truth
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.versions import facts_of

WHAT = ("name", "provider_name", "offer", "description", "status", "alert")
CONTACT = ("phone", "text_number", "email", "url")
WHO = ("minimum_age", "maximum_age", "who", "needs", "languages", "areas")
JOINING = ("modes", "booking", "how_to_book", "first_time")
LIKE = ("what_its_like", "like")
COST = ("is_free", "fees")
KEEPING = ("kept_by", "internal", "place_is_secret")

TAGS = {"needs": Facet.NEED, "who": Facet.WHO, "like": Facet.LIKE}
"""The facts of an entry that are terms said of it, and what kind of term each is."""
OF_ITS_OWN = {"provider_name", "areas", *TAGS}
"""The facts that stand in other tables."""


def get_entry(service_id: UUID, *, actor: Actor) -> Service:
    """
    Return an entry, internal ones too, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises Service.DoesNotExist: if there is no such entry
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Service.objects.select_related("provider", "offer", "kept_by", "site", "same_as").get(
        id=service_id
    )


def facts_of_entry(service: Service, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what stands in these facts of an entry, as plain values, for a form to carry."""
    own = tuple(name for name in names if name not in OF_ITS_OWN)
    facts = facts_of(service, own)
    if "provider_name" in names:
        facts["provider_name"] = service.provider.name
    if "areas" in names:
        facts["areas"] = sorted(service.service_areas.values_list("name", flat=True))
    if any(name in TAGS for name in names):
        tagged = service.tagged.filter(term__taxonomy__slug="hub")
        by_facet = list(tagged.values_list("term__facet", "term__slug"))
        for name in names:
            if name in TAGS:
                facts[name] = sorted(slug for facet, slug in by_facet if facet == TAGS[name])
    return {name: facts[name] for name in names}


@dataclass(frozen=True)
class PlaceRow:
    """A place where an entry is offered."""

    at: ServiceAtLocation
    name: str
    lines: tuple[str, ...]
    access: str
    is_withheld: bool
    """The public is not told of it, as something there keeps it secret."""


@dataclass(frozen=True)
class TimesRow:
    """A line of when an entry is on."""

    id: UUID
    words: str
    place: str
    """Where, if it is the time of one of its places only."""
    called_off: tuple[datetime.date, ...]
    """Days, today or later, on which it is called off."""
    is_over: bool


@dataclass(frozen=True)
class ClaimRow:
    """What a source says of a fact, beside what is shown."""

    id: UUID
    fact: str
    shown: str
    says: str
    source: str
    on: datetime.date


@dataclass(frozen=True)
class EntryPage:
    """Everything that an entry's working page says."""

    service: Service
    group: str
    truth: Truth
    every_days: int
    history: list[Confirmation]
    places: list[PlaceRow]
    times: list[TimesRow]
    costs: list[CostOption]
    terms: dict[str, list[str]]
    """Names of terms by facet."""
    areas: list[str]
    tips: list[Tip]
    """Those that wait."""
    claims: list[ClaimRow]
    same: list[SameAs]
    """Pairs with another entry: not decided yet, or decided to be the same."""
    stands_for: list[Service]
    """The entries in whose place this one is shown."""
    may_be_asked: list[ProviderContact]
    """Whom at the provider a confirming link goes to."""


def entry_page(service_id: UUID, *, actor: Actor, today: datetime.date) -> EntryPage:
    """
    Return an entry's working page.

    :raises NotAllowed: if the actor keeps no directory
    :raises Service.DoesNotExist: if there is no such entry
    """
    service = get_entry(service_id, actor=actor)
    history = list(service.confirmations.select_related("by").order_by("-on", "-recorded_at")[:5])
    withheld = Exists(Location.objects.withheld().filter(pk=OuterRef("location")))
    places = service.at_locations.select_related("location", "location__site")
    places = places.annotate(is_withheld=withheld)
    names: dict[str, list[str]] = {}
    tagged = service.tagged.filter(term__taxonomy__slug="hub").select_related("term")
    for tag in tagged.order_by("term__name"):
        assert tag.term
        names.setdefault(tag.term.facet, []).append(tag.term.name)
    contacts = ProviderContact.objects.filter(provider=service.provider_id, confirms=True)
    return EntryPage(
        service=service,
        group=Group(service.offer.group).label,
        truth=truth_of(service, history[0].how if history else "", today),
        every_days=service.offer.confirm_every_days or 0,
        history=history,
        places=[_place(at) for at in places.order_by("location__name", "id")],
        times=_times(service, today),
        costs=list(service.cost_options.order_by("recorded_at")),
        terms=names,
        areas=sorted(service.service_areas.values_list("name", flat=True)),
        tips=list(service.tips.filter(state=TipState.WAITING).order_by("recorded_at")),
        claims=[claim_row(each) for each in _open_claims(service)],
        same=list(_pairs(service)),
        stands_for=list(service.others.select_related("provider").order_by("name")),
        may_be_asked=list(contacts.order_by("recorded_at")),
    )


def truth_of(service: Service, how: str, today: datetime.date) -> Truth:
    """Return how true an entry is, in words."""
    return said_truth(service.confirmed_on, service.confirm_by, how, today)


def _place(at: Any) -> PlaceRow:
    location = at.location
    access = [
        words
        for words, so in [
            ("step-free", location.step_free),
            ("accessible toilet", location.accessible_toilet),
            ("quiet space", location.quiet_space),
            ("hearing loop", location.hearing_loop),
        ]
        if so
    ]
    lines = [*location.address.splitlines(), location.town, location.postcode]
    return PlaceRow(
        at,
        location.name or location.town or location.postcode or "A place",
        tuple(line for line in lines if line and line != location.name),
        ", ".join(access),
        at.is_withheld,
    )


def _times(service: Service, today: datetime.date) -> list[TimesRow]:
    schedules = service.schedules.select_related("at_location__location")
    return [
        TimesRow(
            each.id,
            said(each) + (f" ({each.notes})" if each.notes else ""),
            each.at_location.location.name if each.at_location else "",
            tuple(sorted(day for day in each.not_on if day >= today)),
            is_over(each, today),
        )
        for each in sorted(schedules, key=in_order)
    ]


def is_over(schedule: Schedule, today: datetime.date) -> bool:
    """Test if a schedule has ended: its last day, or the day of what happens once, is past."""
    last = schedule.ends_on if schedule.freq else schedule.begins_on
    return last is not None and last < today


def _open_claims(service: Service) -> QuerySet[Claim]:
    waiting = service.claims.filter(settled_at__isnull=True)
    return waiting.select_related("service").order_by("fact", "-on")


def claim_row(claim: Claim) -> ClaimRow:
    """Return a claim as a page shows it, beside what is shown of the entry."""
    found = about(claim)
    fact = fact_words(found.fact if found else claim.fact.rpartition(".")[2])
    return ClaimRow(
        claim.id,
        f"{fact} of {found.row.name}" if found and found.row != claim.service else fact,
        in_words(found.shown if found else ""),
        claim.says,
        claim.source,
        claim.on,
    )


def fact_words(fact: str) -> str:
    """Return what a page calls a fact of an entry."""
    words = FACT_WORDS.get(fact) or fact.replace("_", " ")
    return words[:1].upper() + words[1:]


FACT_WORDS = {
    "alert": "what matters this week",
    "email": "email address",
    "fees": "what it costs",
    "is_free": "free of charge?",
    "phone": "phone number",
    "space_now": "space now",
    "status": "running or not",
    "text_number": "number for texts",
    "url": "website",
    "waiting_now": "waiting now",
    "what_its_like": "what it's like",
}


def in_words(value: Any) -> str:
    """Return a fact as a page shows it."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _pairs(service: Service) -> QuerySet[SameAs]:
    pairs = SameAs.objects.filter(one=service) | SameAs.objects.filter(other=service)
    open_or_same = pairs.exclude(is_same=False)
    return open_or_same.select_related("one__provider", "other__provider").order_by("recorded_at")


HOW_ASKED = [How.PHONE, How.VISIT, How.EMAIL, How.WEBSITE]
"""How a connector can have found out."""

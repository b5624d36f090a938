"""What each object of Open Referral UK says: a service, its parts, an organisation, a word."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from hearth.directory.models import (
    Booking,
    Frequency,
    LocationKind,
    Mode,
    ServiceStatus,
    Space,
)
from hearth.exchange.lists import checked
from hearth.exchange.lists.said import (
    NOTHING_IF_EMPTY,
    ContactSaid,
    PartSaid,
    PlaceSaid,
    ProviderSaid,
    Raw,
    ServiceSaid,
    TagSaid,
    TermSaid,
)
from hearth.exchange.oruk.parts import CHARITY, COMPANY, ODS
from hearth.exchange.oruk.plain import web_address
from hearth.exchange.oruk.whole import OF_A_LOCATION, OF_A_PROVIDER, OF_A_SERVICE
from hearth.sheets.words import Wrong

T = TypeVar("T")

MOST_PARTS = 500
"""Times, places or words of one service."""

REGISTERS = {
    CHARITY: "charity_number", "UK-CHTY": "charity_number", "CHARITY NUMBER": "charity_number",
    COMPANY: "company_number", "UK-CO": "company_number", "COMPANY NUMBER": "company_number",
    ODS: "ods_code", "ODS CODE": "ods_code", "ODS": "ods_code",
}  # fmt: skip


def _parts(row: Raw, key: str) -> list[Raw]:
    value = row.get(key)
    if value in (None, "", {}):
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Wrong(f"{key} is not a list")
    if len(value) > MOST_PARTS:
        raise Wrong(f"{key} has more than {MOST_PARTS} in it")
    return value


def service_said(
    row: Raw, where: str, *, raw: Raw | None = None, passed_over: set[str] | None = None
) -> ServiceSaid:
    """Return what an entry says, with every problem that it has."""
    said = ServiceSaid(
        where=where,
        name=str(row.get("name", ""))[:200],
        raw=row if raw is None else raw,
        passed_over=frozenset(passed_over or ()),
    )

    def read(what: Callable[[], T], otherwise: T) -> T:
        try:
            return what()
        except Wrong as wrong:
            said.problems.append(str(wrong))
            return otherwise

    ours = _ours(row)
    said.source_id = read(lambda: checked.words(row.get("id"), called="The id"), "")
    if not said.source_id:
        said.problems.append("It has no id, so it cannot be known again")
    for fact, value in _facts(row, ours):
        found = read(partial(_value, fact, value), None)
        said.facts[fact] = found
    if not said.facts.get("name"):
        said.problems.append("It has no name")
    if (said.facts.get("fees") or "").lower() == "free":
        said.facts.setdefault("is_free", True)
    said.problems += checked.ages(said.facts)
    assured = partial(checked.day, row.get("assured_date"), called="assured_date")
    said.assured_on = read(assured, None)
    for name in ("offer", "same_as", "site"):
        setattr(said, name, read(partial(checked.words, ours.get(name), called=name), ""))
    inside = row.get("organization")
    if isinstance(inside, dict):
        said.provider = read(lambda: provider_said(inside), None)
    said.provider_id = read(
        lambda: checked.words(row.get("organization_id"), called="organization_id"), ""
    )
    lists: dict[str, tuple[str, Callable[[Raw], Any]]] = {
        "service_at_locations": ("places", place_said),
        "schedules": ("times", schedule_said),
        "cost_options": ("costs", cost_said),
        "service_areas": ("areas", area_said),
        "attributes": ("tags", tag_said),
        "contacts": ("contacts", contact_said),
    }
    nothing: list[Any] = []
    for key in lists.keys() & row.keys():
        attribute, reader = lists[key]
        setattr(said, attribute, read(partial(_each, row, key, reader), nothing))
    return said


def _ours(row: Raw) -> Raw:
    """Return what Hearth itself added to something that it sent out."""
    ours = row.get("hearth")
    return ours if isinstance(ours, dict) else {}


def _each(row: Raw, key: str, reader: Callable[[Raw], T | None]) -> list[T]:
    found = (reader(each) for each in _parts(row, key))
    return [each for each in found if each is not None]


PLAIN = ("name", "description", "fees", "accreditations", "alert")


def _facts(row: Raw, ours: Raw) -> list[tuple[str, Any]]:
    """Return the facts of a service that are said, each with its name and what stands there."""
    said = {name: row[name] for name in PLAIN if name in row}
    for name in ("url", "email", "status", "minimum_age", "maximum_age", "assurer_email"):
        if name in row:
            said[name] = row[name]
    if "languages" in row:
        named = [str(each["name"]) for each in _parts(row, "languages") if each.get("name")]
        if named:
            said["languages"] = named
    numbers = [each.get("number") for each in _parts(row, "phones")] if "phones" in row else []
    if numbers:
        said["phone"] = numbers[0]
    said |= {name: ours[name] for name in (*OF_A_SERVICE, "space_said_on") if name in ours}
    silent = {name for name in NOTHING_IF_EMPTY & said.keys() if said[name] in (None, "")}
    return [(name, value) for name, value in said.items() if name not in silent]


CHOICES = {
    "status": dict(ServiceStatus.choices),
    "booking": dict(Booking.choices),
    "space_now": dict(Space.choices),
}
READERS: dict[str, Callable[..., Any]] = {
    "url": checked.address,
    "email": checked.email,
    "assurer_email": checked.email,
    "minimum_age": checked.age,
    "maximum_age": checked.age,
    "is_free": checked.yes_or_no,
    "internal": checked.yes_or_not,
    "place_is_secret": checked.yes_or_no,
    "space_said_on": checked.day,
}


def _value(fact: str, value: Any) -> Any:
    """Return a fact of a service as its field has it."""
    called = f"Its {fact.replace('_', ' ')}"
    if fact in CHOICES:
        return checked.choice(value, CHOICES[fact], called=called)
    if fact == "modes":
        return [checked.choice(each, dict(Mode.choices), called=called) for each in _texts(value)]
    if fact == "languages":
        return _texts(value)
    reader: Callable[..., Any] = READERS.get(fact, checked.words)
    return reader(value, called=called)


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > 50:
        raise Wrong("A list of words is not one")
    return [checked.words(each, called="A word") for each in value]


def provider_said(row: Raw) -> ProviderSaid:
    """:raises Wrong: if something of it cannot be so"""
    facts: dict[str, Any] = {}
    for name in ("name", "description", "logo"):
        if name in row:
            facts[name] = checked.words(row[name], called=f"The organisation's {name}")
    if "email" in row:
        facts["email"] = checked.email(row["email"], called="The organisation's email")
    for key in ("website", "uri"):
        if key in row:
            facts[key] = checked.address(row[key], called=f"The organisation's {key}")
    facts |= _numbers(row)
    ours = _ours(row)
    if "hearth" in row:  # then what it does not say is empty
        facts |= {name: checked.words(ours.get(name), called=name) for name in OF_A_PROVIDER}
    source_id = checked.words(row.get("id"), called="The organisation's id")
    if not facts.get("name"):
        raise Wrong("Its organisation has no name")
    return ProviderSaid(
        source_id=source_id,
        facts=facts,
        part_of=checked.words(row.get("parent_organization_id"), called="parent_organization_id"),
        tags=[said for each in _parts(row, "attributes") if (said := tag_said(each))],
        contacts=[contact_said(each) for each in _parts(row, "contacts")],
        raw={key: value for key, value in row.items() if key != "contacts"},
    )


def _numbers(row: Raw) -> dict[str, str]:
    """Return the numbers by which registers know an organisation; the first of each."""
    found: dict[str, str] = {}
    for each in _parts(row, "organization_identifiers"):
        named = (str(each.get(key, "")).upper() for key in ("identifier_scheme", "identifier_type"))
        register = next((REGISTERS[name] for name in named if name in REGISTERS), "")
        if register and register not in found:
            found[register] = checked.words(each.get("identifier"), called="An identifier")
    return found


def place_said(row: Raw) -> PlaceSaid | None:
    """:raises Wrong: if something of it cannot be so"""
    inside = row.get("location")
    if not isinstance(inside, dict):
        return None
    facts: dict[str, Any] = {
        "kind": checked.choice(
            inside.get("location_type") or "physical",
            {code: code for code in LocationKind.values},
            called="location_type",
        )
    }
    for name in ("name", "description", "external_identifier", "external_identifier_type"):
        if name in inside:
            facts[name] = checked.words(inside[name], called=name)
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        if name in inside:
            facts[name] = checked.degrees(inside[name], called=name, most=most)
    if None in (facts.get("latitude"), facts.get("longitude")):
        facts.pop("latitude", None)
        facts.pop("longitude", None)
    for first in _parts(inside, "addresses")[:1]:
        for name, key in (
            ("address", "address_1"), ("town", "city"), ("county", "state_province"),
            ("country", "country"),
        ):  # fmt: skip
            facts[name] = checked.words(first.get(key), called=key)
        facts["postcode"] = checked.postcode(first.get("postal_code"), called="postal_code")
    ours = inside.get("hearth")
    if isinstance(ours, dict):
        facts |= _of_a_place(ours)
    return PlaceSaid(
        source_id=checked.words(inside.get("id"), called="The place's id"),
        facts=facts,
        at_id=checked.words(row.get("id"), called="An id"),
        tags=[said for each in _parts(inside, "attributes") if (said := tag_said(each))],
        raw=inside,
        raw_at=row,
    )


def _of_a_place(ours: Raw) -> dict[str, Any]:
    """Return what Hearth's own words say of a place: they alone say what was left empty."""
    facts: dict[str, Any] = {"address": "", "town": "", "county": "", "postcode": "", "country": ""}
    for name in OF_A_LOCATION:
        if name not in ours:
            continue
        if name in ("latitude", "longitude"):
            facts[name] = checked.degrees(ours[name], called=name, most=180.0)
        elif isinstance(ours[name], bool):
            facts[name] = ours[name]
        else:
            facts[name] = checked.words(ours[name], called=name)
    return facts


def schedule_said(row: Raw) -> PartSaid:
    """:raises Wrong: if something of it cannot be so"""
    freq = checked.choice(
        row.get("freq"), {"WEEKLY": "WEEKLY", "MONTHLY": "MONTHLY"}, called="freq"
    )
    ours = _ours(row)
    begins = row.get("dtstart") or row.get("valid_from")
    days = checked.words(row.get("byday"), called="byday")
    dates = checked.words(row.get("bymonthday"), called="bymonthday")
    facts = {
        "freq": Frequency(freq),
        "byday": checked.byday([each for each in days.split(",") if each], called="byday"),
        "bymonthday": checked.in_month([each for each in dates.split(",") if each], called="day"),
        "interval": checked.whole(row.get("interval"), called="interval", most=100) or 1,
        "begins_on": checked.day(begins, called="dtstart"),
        "ends_on": checked.day(row.get("valid_to"), called="valid_to"),
        "opens": checked.time(row.get("opens_at"), called="opens_at"),
        "closes": checked.time(row.get("closes_at"), called="closes_at"),
        "not_on": [checked.day(each, called="not_on") for each in _texts(ours.get("not_on", []))],
        "attending_type": checked.words(row.get("attending_type"), called="attending_type"),
        "link": checked.words(ours.get("link") or row.get("schedule_link"), called="schedule_link"),
        "notes": checked.words(row.get("notes"), called="notes"),
    }
    place = checked.words(row.get("service_at_location_id"), called="service_at_location_id")
    return PartSaid(facts, checked.identifier(row.get("id")), place=place, raw=row)


def cost_said(row: Raw) -> PartSaid:
    """:raises Wrong: if something of it cannot be so"""
    facts: dict[str, Any] = {
        name: checked.words(row.get(name), called=name)
        for name in ("option", "currency", "amount_description", "valid_from", "valid_to")
    }
    facts["amount"] = checked.money(row.get("amount"), called="The amount")
    return PartSaid(facts, checked.identifier(row.get("id")), raw=row)


def area_said(row: Raw) -> PartSaid:
    """:raises Wrong: if something of it cannot be so"""
    name = row.get("name") or row.get("service_area")
    facts = {"name": checked.words(name, called="An area")}
    return PartSaid(facts, checked.identifier(row.get("id")), raw=row)


def tag_said(row: Raw) -> TagSaid | None:
    """Return the word that is said of something; None if it names none."""
    inside = row.get("taxonomy_term")
    if not isinstance(inside, dict) or not inside.get("name"):
        return None
    return TagSaid(term_said(inside), checked.identifier(row.get("id")), raw=row)


def term_said(row: Raw) -> TermSaid:
    """:raises Wrong: if something of it cannot be so"""
    name = checked.words(row.get("name"), called="A term's name")
    if not name:
        raise Wrong("A term has no name")
    inside = row.get("taxonomy")
    if isinstance(inside, dict):
        inside = inside.get("name")
    uri = checked.words(row.get("term_uri"), called="term_uri")
    return TermSaid(
        name=name,
        description=checked.words(row.get("description"), called="A term's description"),
        id=checked.identifier(row.get("id")),
        uri=uri if web_address(uri) else "",
        parent=checked.words(row.get("parent_id"), called="parent_id"),
        taxonomy=checked.words(inside, called="taxonomy"),
        taxonomy_id=checked.identifier(row.get("taxonomy_id")),
        hub_slug=checked.words(_ours(row).get("slug"), called="slug"),
        raw=row,
    )


def contact_said(row: Raw) -> ContactSaid:
    """:raises Wrong: if something of it cannot be so"""
    numbers = [each.get("number") for each in _parts(row, "phones")]
    ours = row.get("hearth")
    return ContactSaid(
        name=checked.words(row.get("name"), called="A contact's name"),
        job=checked.words(row.get("title"), called="A contact's title"),
        email=checked.words(row.get("email"), called="A contact's email"),
        phone=checked.words(numbers[0] if numbers else "", called="A contact's phone"),
        confirms=isinstance(ours, dict) and ours.get("confirms") is True,
        id=checked.identifier(row.get("id")),
    )

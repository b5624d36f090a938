"""The parts of a service as Open Referral UK 3.0 writes them: times, places, prices, words."""

from typing import Any

from hearth.directory.models import (
    CostOption,
    Location,
    Provider,
    Schedule,
    Service,
    ServiceArea,
    Tagged,
    Taxonomy,
    Term,
)
from hearth.exchange.oruk.keeping import Said
from hearth.exchange.oruk.plain import clock, day, made_id, number, told, web_address
from hearth.places import geo

CHARITY, COMPANY, ODS = "GB-CHC", "GB-COH", "GB-NHS"
"""Registers, by their codes at org-id.guide."""
IDENTIFIERS = [
    ("charity_number", CHARITY, "Charity number"),
    ("company_number", COMPANY, "Company number"),
    ("ods_code", ODS, "ODS code"),
]
ACCESS = {
    "step_free": "There is a way in without steps.",
    "accessible_toilet": "There is an accessible toilet.",
    "quiet_space": "There is a quiet space.",
    "hearing_loop": "There is a hearing loop.",
}


def schedule(row: Schedule, *, secret_place: bool = False) -> Said:
    """
    Return when something is there. A day that is called off is said in words.

    :param secret_place: where it is may not be told, nor any words that could say so
    """
    called_off = ", ".join(f"{each:%-d %B %Y}" for each in sorted(row.not_on))
    return told(
        {
            "id": str(row.id),
            "service_id": str(row.service_id),
            "service_at_location_id": (
                str(row.at_location_id) if row.at_location_id and not secret_place else ""
            ),
            "valid_to": day(row.ends_on),
            "dtstart": day(row.begins_on),
            "freq": row.freq,
            "interval": row.interval if row.freq else None,
            "byday": ",".join(row.byday),
            "bymonthday": ",".join(map(str, row.bymonthday)),
            "description": f"Not on {called_off}" if called_off else "",
            "opens_at": clock(row.opens),
            "closes_at": clock(row.closes),
            "schedule_link": "" if secret_place else web_address(row.link),
            "attending_type": "" if secret_place else row.attending_type,
            "notes": "" if secret_place else row.notes,
        }
    )


def cost_option(row: CostOption) -> Said:
    return told(
        {
            "id": str(row.id),
            "service_id": str(row.service_id),
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "option": row.option,
            "amount": number(row.amount),
            "currency": row.currency,
            "amount_description": row.amount_description,
        }
    )


def service_area(row: ServiceArea) -> Said:
    return told({"id": str(row.id), "service_id": str(row.service_id), "name": row.name})


def languages(row: Service) -> list[Said]:
    """Return the languages other than English, each with an id made from its name."""
    return [
        {"id": made_id(row.id, f"language/{name}"), "service_id": str(row.id), "name": name}
        for name in row.languages
    ]


def phones(row: Service) -> list[Said]:
    """Return its telephone number. The UK profile has no place for one; HSDS 3.0 has this."""
    if not row.phone:
        return []
    return [{"id": made_id(row.id, "phone"), "service_id": str(row.id), "number": row.phone}]


def location(row: Location) -> Said:
    is_on_earth = (
        row.latitude is not None
        and row.longitude is not None
        and abs(row.latitude) <= 90
        and abs(row.longitude) <= 180
    )
    return told(
        {
            "id": str(row.id),
            "location_type": row.kind,
            "name": row.name,
            "description": row.description,
            "latitude": row.latitude if is_on_earth else None,
            "longitude": row.longitude if is_on_earth else None,
            "external_identifier": row.external_identifier,
            "external_identifier_type": row.external_identifier_type,
            "addresses": addresses(row),
            "accessibility": accessibility(row),
        }
    )


def addresses(row: Location) -> list[Said]:
    """
    Return where it is, if we can say all that the standard insists on.

    A village hall has no street, and few people write a county: what is
    missing is said as the next larger or smaller thing that we know.
    """
    if not row.postcode or row.kind == "virtual":
        return []
    spot = geo.find(row.postcode)
    authority = (spot.local_authority if spot else "") or ""
    town = row.town or row.county or authority
    county = row.county or authority or row.town
    first = row.address or row.name or row.town
    if not (town and county and first):
        return []
    return [
        {
            "id": made_id(row.id, "address"),
            "location_id": str(row.id),
            "address_1": first,
            "city": town,
            "state_province": county,
            "postal_code": row.postcode,
            "country": row.country or "GB",
            "address_type": row.kind,
        }
    ]


def accessibility(row: Location) -> list[Said]:
    """Return what is there for whoever needs it, in words."""
    said = [(name, words) for name, words in ACCESS.items() if getattr(row, name)]
    if row.parking:
        said.append(("parking", f"Parking: {row.parking}"))
    if row.access_note:
        said.append(("access_note", row.access_note))
    return [
        {"id": made_id(row.id, name), "location_id": str(row.id), "description": words}
        for name, words in said
    ]


def identifiers(row: Provider) -> list[Said]:
    """Return the numbers by which registers know an organisation."""
    return [
        {
            "id": made_id(row.id, name),
            "organization_id": str(row.id),
            "identifier_scheme": scheme,
            "identifier_type": words,
            "identifier": getattr(row, name),
        }
        for name, scheme, words in IDENTIFIERS
        if getattr(row, name)
    ]


def attribute(id_: str, term_row: Term, *, link_id: str, link_type: str) -> Said:
    """Return that a term is said of something."""
    return {
        "id": id_,
        "link_id": link_id,
        "link_type": link_type,
        "taxonomy_term_id": str(term_row.id),
        "taxonomy_term": term(term_row),
    }


def attributes(rows: list[Tagged], owner: Any, link_type: str) -> list[Said]:
    """Return the terms that are said of something, oldest first."""
    return [
        attribute(str(row.id), row.term, link_id=str(owner.id), link_type=link_type)
        for row in sorted(rows, key=lambda row: row.id)
        if row.term
    ]


def offer(row: Service) -> Said:
    """Return what a service is: a term of the hubs' own taxonomy."""
    return attribute(made_id(row.id, "offer"), row.offer, link_id=str(row.id), link_type="service")


def term(row: Term) -> Said:
    return told(
        {
            "id": str(row.id),
            "name": row.name,
            "description": row.description or row.name,
            "parent_id": str(row.parent_id or ""),
            "taxonomy": row.taxonomy.name,
            "taxonomy_id": str(row.taxonomy_id),
            "term_uri": web_address(row.term_uri),
        }
    )


def taxonomy(row: Taxonomy) -> Said:
    return told(
        {
            "id": str(row.id),
            "name": row.name,
            "description": row.description or row.name,
            "uri": web_address(row.uri),
            "version": row.version,
        }
    )

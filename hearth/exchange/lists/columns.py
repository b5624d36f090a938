"""The columns of a spreadsheet of services: ours, and what other people call them."""

import re
from collections.abc import Mapping

from hearth.directory.models import Booking, Mode, ServiceStatus, Space

COLUMNS: dict[str, str] = {
    "id": "Id",
    "name": "Name",
    "offer": "What it is",
    "organisation": "Organisation",
    "charity_number": "Charity number",
    "company_number": "Company number",
    "ods_code": "ODS code",
    "description": "Description",
    "status": "Status",
    "phone": "Phone",
    "text_number": "Text number",
    "email": "Email",
    "url": "Website",
    "alert": "This week",
    "modes": "In person or not",
    "booking": "Booking",
    "how_to_book": "How to book",
    "first_time": "The first time",
    "what_its_like": "What it is like",
    "tags": "Helps with and for whom",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "is_free": "Free",
    "fees": "What it costs",
    "costs": "Prices",
    "languages": "Languages",
    "areas": "For people of",
    "place": "Place",
    "kind": "Kind of place",
    "address": "Address",
    "town": "Town",
    "county": "County",
    "postcode": "Postcode",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "neighbourhood": "Neighbourhood",
    "step_free": "Step-free",
    "accessible_toilet": "Accessible toilet",
    "quiet_space": "Quiet space",
    "hearing_loop": "Hearing loop",
    "parking": "Parking",
    "nearest_bus": "Nearest bus",
    "access_note": "About access",
    "days": "Days",
    "opens": "From",
    "closes": "To",
    "often": "How often",
    "begins_on": "First day",
    "ends_on": "Last day",
    "not_on": "Not on",
    "notes": "About the times",
    "waiting_now": "Waiting now",
    "space_now": "Space now",
    "accreditations": "Accreditations",
    "internal": "Only for the team",
    "place_is_secret": "Place is secret",
    "confirmed_on": "Confirmed on",
    "same_as": "Same as id",
    "organisation_about": "About the organisation",
    "organisation_phone": "Organisation phone",
}
"""Sixty, which is as many as are looked at (see sheets.reading.MOST_COLUMNS)."""

ALSO_CALLED: dict[str, list[str]] = {
    "id": ["identifier", "ref", "reference", "service id"],
    "name": ["service", "service name", "activity", "activity name", "title", "group", "what"],
    "offer": ["type", "kind", "category", "type of service", "service type"],
    "organisation": [
        "organization", "provider", "organisation name", "organization name", "run by",
        "provided by", "charity", "who runs it",
    ],
    "charity_number": ["charity no", "registered charity number"],
    "company_number": ["company no"],
    "description": ["about", "details", "summary", "what happens", "about it"],
    "phone": ["telephone", "tel", "phone number", "telephone number", "contact number"],
    "email": ["email address", "e mail", "contact email"],
    "url": ["web", "web address", "link", "url", "web page", "site"],
    "booking": ["how to join", "referral", "book or turn up"],
    "tags": ["tags", "keywords", "needs", "helps with", "for whom", "who it is for"],
    "minimum_age": ["minimum age", "min age", "from age", "age from"],
    "maximum_age": ["maximum age", "max age", "to age", "age to"],
    "is_free": ["free of charge", "is it free"],
    "fees": ["cost", "costs", "price", "fee", "fees", "charge"],
    "areas": ["area", "areas", "area covered", "where for"],
    "place": ["venue", "location", "where", "place name", "venue name", "building"],
    "address": ["street", "address 1", "address line 1", "street address"],
    "town": ["city", "town or city", "village"],
    "postcode": ["post code", "postal code", "zip"],
    "days": ["day", "day of the week", "days of the week", "weekday"],
    "opens": ["start", "starts", "start time", "opens", "from time", "opens at", "time from"],
    "closes": ["end", "ends", "end time", "closes", "until", "finish", "closes at", "time to"],
    "often": ["frequency", "every", "repeats"],
    "begins_on": ["start date", "first date", "date", "starts on"],
    "ends_on": ["end date", "last date", "ends on"],
    "confirmed_on": ["assured date", "last checked", "checked on", "last confirmed"],
    "step_free": ["step free access", "wheelchair access", "wheelchair accessible", "accessible"],
    "accessible_toilet": ["disabled toilet"],
    "parking": ["car parking"],
    "nearest_bus": ["bus", "buses"],
    "languages": ["language"],
}  # fmt: skip

CHOICES: dict[str, Mapping[str, str]] = {
    "status": dict(ServiceStatus.choices),
    "booking": dict(Booking.choices),
    "space_now": dict(Space.choices),
}
MODES = dict(Mode.choices)
KINDS = {"physical": "A place to go to", "postal": "An address to write to", "virtual": "Online"}


def matching(headings: list[str]) -> dict[str, int]:
    """Return which column says what: by our own heading first, then by what people call it."""
    plain = [heading_words(heading) for heading in headings]
    found: dict[str, int] = {}
    for key, ours in COLUMNS.items():
        if heading_words(ours) in plain:
            found[key] = plain.index(heading_words(ours))
    for key, others in ALSO_CALLED.items():
        for other in others:
            if key not in found and other in plain and plain.index(other) not in found.values():
                found[key] = plain.index(other)
    return found


def heading_words(heading: str) -> str:
    without_asides = re.sub(r"\(.*?\)", " ", heading.lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", without_asides).split())

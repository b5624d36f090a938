"""From the directory to a spreadsheet that can be brought in again, a row for each time."""

from collections.abc import Iterable, Iterator
from typing import Any

from hearth.design.cells import Cell, safe
from hearth.directory.models import Location, Schedule, Service
from hearth.directory.refuges import is_refuge
from hearth.exchange.lists.checked import NEVER_TYPED
from hearth.exchange.lists.columns import CHOICES, COLUMNS, KINDS, MODES
from hearth.exchange.lists.from_rows import OF_A_PLACE, WORDS, YES_OR_NO_OF_A_PLACE
from hearth.exchange.lists.saying import days_in_words, often_in_words, price_in_words
from hearth.exchange.oruk.plain import clock, day

HEADINGS = list(COLUMNS.values())

EXAMPLE = {
    "id": "our-1", "name": "Tuesday coffee morning", "offer": "Coffee and company",
    "organisation": "Acomb Good Neighbours", "description": "A cup of tea and a chat.",
    "phone": "01904 555 010", "tags": "Feeling alone; Older people", "is_free": "yes",
    "place": "Acomb Library", "address": "Front Street", "town": "York", "postcode": "YO24 4AB",
    "step_free": "yes", "days": "Tue", "opens": "10:00", "closes": "12:00",
    "often": "every week",
}  # fmt: skip


def template() -> list[list[Cell]]:
    """Return a list to fill in: its headings, and one row that shows how."""
    return [list(HEADINGS), [EXAMPLE.get(key, "") for key in COLUMNS]]


def rows_of(services: Iterable[Service]) -> Iterator[list[str | int]]:
    """Yield the rows of services, each cell safe to open."""
    for service in services:
        for cells in cells_of(service):
            yield list(cells.values())


def cells_of(row: Service, *, only: Location | None = None) -> Iterator[dict[str, str | int]]:
    """Yield the rows of a service by what each cell says; of a place alone, if one is given."""
    rows = _rows(row) if only is None else iter([_service(row) | _place(only)])
    for cells in rows:
        yield {key: safe(NEVER_TYPED.sub("", str(cells.get(key, "")))) for key in COLUMNS}


def _rows(row: Service) -> Iterator[dict[str, Any]]:
    """Yield a row for each time, then one for each place that has none; at least one."""
    whole = _service(row)
    at = sorted(row.at_locations.all(), key=lambda each: each.id)
    places = {each.id: each.location for each in at}
    said = set()
    parts: list[dict[str, Any]] = []
    for time in sorted(row.schedules.all(), key=lambda each: each.id):
        place = places.get(time.at_location_id) if time.at_location_id else None
        said.add(time.at_location_id)
        parts.append(_time(time) | (_place(place) if place else {}))
    parts += [_place(each.location) for each in at if each.id not in said]
    for part in parts or [{}]:
        yield whole | part


def _service(row: Service) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(row, name) for name in WORDS}
    said |= {key: choices.get(getattr(row, key), "") for key, choices in CHOICES.items()}
    if not row.space_now:
        said["space_now"] = ""
    return said | {
        "id": str(row.id),
        "offer": row.offer.name,
        "organisation": row.provider.name,
        "charity_number": row.provider.charity_number,
        "company_number": row.provider.company_number,
        "ods_code": row.provider.ods_code,
        "organisation_phone": row.provider.phone,
        "organisation_about": row.provider.description,
        "email": row.email,
        "url": row.url,
        "modes": "; ".join(MODES[each] for each in row.modes),
        "tags": "; ".join(
            each.term.name
            for each in sorted(row.tagged.all(), key=lambda each: each.id)
            if each.term and each.term.taxonomy.slug == "hub"
        ),
        "minimum_age": _number(row.minimum_age),
        "maximum_age": _number(row.maximum_age),
        "is_free": _yes(row.is_free),
        "costs": "; ".join(
            price_in_words(vars(each))
            for each in sorted(row.cost_options.all(), key=lambda each: each.id)
        ),
        "languages": "; ".join(row.languages),
        "areas": "; ".join(
            each.name for each in sorted(row.service_areas.all(), key=lambda each: each.id)
        ),
        "internal": "yes" if row.internal else "",
        "place_is_secret": _secret(row),
        "confirmed_on": day(row.confirmed_on),
        "same_as": str(row.same_as_id or ""),
    }


def _place(row: Location) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(row, name) for name in OF_A_PLACE}
    said |= {name: _yes(getattr(row, name)) for name in YES_OR_NO_OF_A_PLACE}
    return said | {
        "place": row.name,
        "kind": KINDS[row.kind],
        "postcode": row.postcode,
        "latitude": _number(row.latitude),
        "longitude": _number(row.longitude),
    }


def _time(row: Schedule) -> dict[str, Any]:
    return {
        "days": days_in_words(row.byday, row.bymonthday),
        "opens": clock(row.opens),
        "closes": clock(row.closes),
        "often": often_in_words(row.freq, row.interval),
        "begins_on": day(row.begins_on),
        "ends_on": day(row.ends_on),
        "not_on": "; ".join(day(each) for each in row.not_on),
        "notes": row.notes,
    }


def _yes(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "") if value is not None else ""


def _secret(row: Service) -> str:
    """Return if its place is secret: in plain words where it would be by default elsewhere."""
    return "yes" if row.place_is_secret else "no" if is_refuge(row) else ""


def _number(value: float | int | None) -> str:
    return "" if value is None else str(value)

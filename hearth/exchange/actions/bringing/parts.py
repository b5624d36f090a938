"""The parts of a service in a list (times, prices, areas, words, places), beside those we have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hearth.directory.models import (
    CostOption,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Tagged,
)
from hearth.exchange.actions.bringing.around import new_tag
from hearth.exchange.actions.bringing.ground import Ground
from hearth.exchange.lists.checked import identifier
from hearth.exchange.lists.said import PartSaid, ServiceSaid
from hearth.exchange.lists.saying import place_in_words, price_in_words, time_in_words

TIMES = (
    "freq", "byday", "bymonthday", "interval", "begins_on", "ends_on", "opens", "closes", "not_on",
    "attending_type", "link", "notes",
)  # fmt: skip
PRICES = ("option", "amount", "currency", "amount_description", "valid_from", "valid_to")


@dataclass(frozen=True)
class Kind:
    """One kind of part: what a claim calls it, how both sides say it, and how it is written."""

    fact: str
    said: Callable[[ServiceSaid, Ground], list[str] | None]
    there: Callable[[Service], list[str]]
    write: Callable[[Service, ServiceSaid, Ground], dict[Any, list[Any]]]
    clear: Callable[[Service, ServiceSaid, Ground], None]


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(each for each in words if each)


def _facts(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _time_said(said: ServiceSaid, ground: Ground) -> list[str] | None:
    if said.times is None:
        return None
    places = {place.at_id: place for place in said.places or []}

    def one(part: PartSaid) -> str:
        place = places.get(part.place) if part.place else None
        row = ground.locations.get(place.source_id) if place else None
        return " @ ".join([time_in_words(part.facts), *([str(row.id)] if row else [])])

    return _sorted(map(one, said.times))


def _time_there(row: Service) -> list[str]:
    at = {each.id: each.location_id for each in row.at_locations.all()}

    def one(part: Schedule) -> str:
        words = time_in_words(_facts(part, TIMES))
        return f"{words} @ {at[part.at_location_id]}" if part.at_location_id in at else words

    return _sorted(map(one, row.schedules.all()))


def _write_times(row: Service, said: ServiceSaid, ground: Ground) -> dict[Any, list[Any]]:
    called = {place.at_id: place.source_id for place in said.places or [] if place.at_id}
    by_location = {each.location_id: each for each in _at_locations(row)}
    at: dict[str, ServiceAtLocation] = {str(each.id): each for each in by_location.values()}
    for name, source_id in called.items():
        location = ground.locations.get(source_id)
        if location and location.id in by_location:
            at[name] = by_location[location.id]
    rows = _written(Schedule, row, said.times, ground)
    for part, time in zip(said.times or [], rows, strict=True):
        time.at_location = at.get(part.place)
    return {Schedule: rows}


def _written(
    model: Any, service: Service, said: list[PartSaid] | None, ground: Ground
) -> list[Any]:
    """Return new rows of a service's parts, still to be written."""
    rows = []
    for part in said or []:
        row = model(id=ground.ids[model].give(part.id), service=service, **part.facts)
        if part.raw is not None:
            ground.raw[row.id] = part.raw
        rows.append(row)
    return rows


def _at_locations(row: Service) -> list[ServiceAtLocation]:
    """Return where a service is: as just made, or as written."""
    made: list[ServiceAtLocation] | None = getattr(row, "just_placed", None)
    return list(row.at_locations.all()) if made is None else made


def _place_said(said: ServiceSaid, ground: Ground) -> list[str] | None:
    if said.places is None:
        return None
    return _sorted({str(ground.locations[place.source_id].id) for place in said.places})


def _place_there(row: Service) -> list[str]:
    return _sorted(str(each.location_id) for each in row.at_locations.all())


def _write_places(row: Service, said: ServiceSaid, ground: Ground) -> dict[Any, list[Any]]:
    there = {} if row._state.adding else {each.location_id: each for each in row.at_locations.all()}
    made = []
    for place in said.places or []:
        location = ground.locations[place.source_id]
        if location.id in there:
            continue
        new = ServiceAtLocation(
            id=ground.ids[ServiceAtLocation].give(identifier(place.at_id)),
            service=row,
            location=location,
        )
        if place.raw_at is not None:
            ground.raw[new.id] = place.raw_at
        there[location.id] = new
        made.append(new)
    row.just_placed = list(there.values())  # type: ignore[attr-defined]
    return {ServiceAtLocation: made}


def _clear_places(row: Service, said: ServiceSaid, ground: Ground) -> None:
    """Take away the places that the list no longer names. Those that stay, stay as they are."""
    stays = {ground.locations[place.source_id].id for place in said.places or []}
    row.at_locations.exclude(location_id__in=stays).delete()
    row._prefetched_objects_cache.pop("at_locations", None)  # type: ignore[attr-defined]


def _clearing(manager: str, model: Any) -> Callable[[Service, ServiceSaid, Ground], None]:
    def clear(row: Service, said: ServiceSaid, ground: Ground) -> None:
        rows = getattr(row, manager).all()
        ground.ids[model].taken -= {each.id for each in rows}  # they may have their ids again
        getattr(row, manager).all().delete()

    return clear


def _price_said(said: ServiceSaid, ground: Ground) -> list[str] | None:
    if said.costs is None:
        return None
    return _sorted(price_in_words(part.facts) for part in said.costs)


def _price_there(row: Service) -> list[str]:
    return _sorted(price_in_words(_facts(each, PRICES)) for each in row.cost_options.all())


def _write_prices(row: Service, said: ServiceSaid, ground: Ground) -> dict[Any, list[Any]]:
    return {CostOption: _written(CostOption, row, said.costs, ground)}


def _area_said(said: ServiceSaid, ground: Ground) -> list[str] | None:
    return None if said.areas is None else _sorted(part.facts["name"] for part in said.areas)


def _area_there(row: Service) -> list[str]:
    return _sorted(each.name for each in row.service_areas.all())


def _write_areas(row: Service, said: ServiceSaid, ground: Ground) -> dict[Any, list[Any]]:
    return {ServiceArea: _written(ServiceArea, row, said.areas, ground)}


def tags_of(row: Service, said: ServiceSaid, ground: Ground) -> list[tuple[Any, Any]]:
    """Return the terms that a list says of a service, but for what it is."""
    pairs = ground.words.tags(said.tags or [])
    return [(term, tag) for term, tag in pairs if term.id != row.offer_id]


def _tag_said(said: ServiceSaid, ground: Ground) -> list[str] | None:
    if said.tags is None:
        return None
    terms = [term for term, _ in ground.words.tags(said.tags)]
    return _sorted(str(term.id) for term in terms)


def _tag_there(row: Service) -> list[str]:
    return _sorted([*(str(each.term_id) for each in row.tagged.all() if each.term_id)])


def _write_tags(row: Service, said: ServiceSaid, ground: Ground) -> dict[Any, list[Any]]:
    rows = [new_tag(tag, term, ground, service=row) for term, tag in tags_of(row, said, ground)]
    return {Tagged: rows}


KINDS = [
    Kind("at_locations", _place_said, _place_there, _write_places, _clear_places),
    Kind("schedules", _time_said, _time_there, _write_times, _clearing("schedules", Schedule)),
    Kind(
        "cost_options", _price_said, _price_there, _write_prices,
        _clearing("cost_options", CostOption),
    ),
    Kind(
        "service_areas", _area_said, _area_there, _write_areas,
        _clearing("service_areas", ServiceArea),
    ),
    Kind("tagged", _tag_said, _tag_there, _write_tags, _clearing("tagged", Tagged)),
]  # fmt: skip


def here_in_words(kind: Kind, row: Service) -> str:
    """Return what we say of a kind of part, as it stands beside what a list says."""
    if kind.fact == "at_locations":
        lines = [place_in_words(vars(each.location)) for each in row.at_locations.all()]
    elif kind.fact == "schedules":
        lines = [time_in_words(_facts(each, TIMES)) for each in row.schedules.all()]
    elif kind.fact == "tagged":
        lines = [each.term.name for each in row.tagged.all() if each.term]
    else:
        lines = kind.there(row)
    return "; ".join(each for each in lines if each) or "nothing"


def claimed_in_words(kind: Kind, said: ServiceSaid, ground: Ground) -> str:
    """Return what a list says of a kind of part, as a connector reads it beside ours."""
    if kind.fact == "at_locations":
        lines = [place_in_words(place.facts) for place in said.places or []]
    elif kind.fact == "schedules":
        lines = [time_in_words(part.facts) for part in said.times or []]
    elif kind.fact == "tagged":
        lines = [term.name for term, _ in ground.words.tags(said.tags or [])]
    else:
        lines = kind.said(said, ground) or []
    return "; ".join(each for each in lines if each) or "nothing"

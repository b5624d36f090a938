"""
A directory of any size: services with the demonstration's own texts, spread over real postcodes.

Each is one of the demonstration's hand-written entries at another place, on another day, under
another host's name, with a sentence or two of its neighbours' mixed in, so that words are as
unevenly spread as they are in a real directory.
"""

import datetime
import itertools
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

import hearth.demo.offers
from hearth.directory.models import (
    Booking,
    Location,
    Provider,
    Schedule,
    Service,
    ServiceAtLocation,
    Tagged,
    Term,
)
from hearth.places import geo

TEXTS = Path(hearth.demo.offers.__file__).parent / "data"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOSTS = ("Trust", "Community Association", "Church", "Friends", "Network", "Project", "Centre")
ROADS = ("Mill Lane", "Church Street", "Station Road", "High Street", "The Green", "School Lane")
AT_ONCE = 2000


def grow(size: int) -> None:
    """Let there be so many services, each offered somewhere. Run as the owner."""
    there = Service.objects.count()
    if there > size:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE directory_service, directory_location CASCADE")
        there = 0
    chance = random.Random(20_26)  # noqa: S311 (a crowd, not a secret)
    texts, terms = _texts(), {term.slug: term for term in Term.objects.all()}
    spots, areas = list(_spots(chance)), geo.areas()
    providers = _providers(size, chance, [area.ward for area in areas if area.ward])
    for start in range(there, size, AT_ONCE):
        _write(range(start, min(size, start + AT_ONCE)), texts, terms, spots, providers)


def _texts() -> list[dict[str, Any]]:
    found = []
    for path in sorted(TEXTS.glob("*.toml")):
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            if isinstance(entries, list):
                kind = next((each["kind"] for each in entries if "kind" in each), None)
                found += [{"kind": kind, **each} for each in entries if each.get("says")]
    return [each for each in found if each["kind"]]


def _spots(chance: random.Random) -> Iterator[tuple[str, float, float, str, str]]:
    """Yield real postcodes in any order, with where they are, their ward and local authority."""
    rows = geo._rows()
    places = list(range(len(rows)))
    chance.shuffle(places)
    areas = geo.areas()
    for place in places:
        key, latitude, longitude, area = rows.record(place)
        postcode = f"{key[:4].decode().strip()} {key[4:].decode()}"
        within = areas[area]
        yield postcode, latitude / 1e6, longitude / 1e6, within.ward, within.local_authority


def _providers(size: int, chance: random.Random, wards: list[str]) -> list[Provider]:
    wanted = max(50, size // 6)
    there = list(Provider.objects.all()[:wanted])
    fresh = [
        Provider(name=f"{chance.choice(wards)} {chance.choice(HOSTS)} {number}")
        for number in range(len(there), wanted)
    ]
    return there + Provider.objects.bulk_create(fresh, batch_size=AT_ONCE)


def _write(
    numbers: range,
    texts: list[dict[str, Any]],
    terms: dict[str, Term],
    spots: list[tuple[str, float, float, str, str]],
    providers: list[Provider],
) -> None:
    today = timezone.localdate()
    services, locations, schedules, tagged = [], [], [], []
    for number in numbers:
        chance = random.Random(number)  # noqa: S311
        text, other = chance.choice(texts), chance.choice(texts)
        postcode, latitude, longitude, ward, authority = spots[number % len(spots)]
        offer = terms[text["kind"]]
        service = Service(
            provider=chance.choice(providers),
            name=_filled(text.get("name", offer.name), ward, authority),
            description=_filled(text["says"], ward, authority),
            what_its_like=_filled(chance.choice([text, other]).get("like", ""), ward, authority),
            first_time=_filled(chance.choice([text, other]).get("first", ""), ward, authority),
            offer=offer,
            is_free=chance.random() < 0.7,
            modes=["IN_PERSON"],
            booking=chance.choice(list(Booking)),
            minimum_age=chance.choice([None, None, 16, 18]),
            confirmed_on=today - datetime.timedelta(days=chance.randrange(300)),
            confirm_by=today + datetime.timedelta(days=chance.randrange(-40, 300)),
        )
        services.append(service)
        locations.append(
            Location(
                name=f"{ward or authority} Hall", address=chance.choice(ROADS),
                town=authority, postcode=postcode, latitude=latitude, longitude=longitude,
                neighbourhood=ward, step_free=chance.random() < 0.6,
            )
        )  # fmt: skip
        begins = chance.randrange(8, 20)
        schedules += [
            Schedule(
                service=service, byday=[day], opens=datetime.time(begins),
                closes=datetime.time(begins + 2),
            )
            for day in chance.sample(DAYS, chance.choice([1, 1, 1, 2, 5]))
        ]  # fmt: skip
        slugs = dict.fromkeys(text.get("tags", "").split())
        tagged += [Tagged(service=service, term=terms[slug]) for slug in slugs if slug in terms]
    Service.objects.bulk_create(services)
    Location.objects.bulk_create(locations)
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=service, location=location)
        for service, location in zip(services, locations, strict=True)
    )
    Schedule.objects.bulk_create(schedules)
    Tagged.objects.bulk_create(tagged)


def _filled(words: str, ward: str, authority: str) -> str:
    return words.replace("{place}", ward or authority).replace("{city}", authority)


def slips(words: str, chance: random.Random) -> str:
    """Return words with one slip of the keys in the longest of them."""
    longest = max(words.split(), key=len)
    if len(longest) < 5:
        return words
    at = chance.randrange(1, len(longest) - 1)
    slipped = chance.choice(
        [
            longest[:at] + longest[at + 1] + longest[at] + longest[at + 2 :],
            longest[:at] + longest[at + 1 :],
            longest[:at] + longest[at] + longest[at:],
        ]
    )
    return words.replace(longest, slipped)


def asked(number: int, *, seed: int) -> list[str]:
    """Return searches with a need, a postcode and, in every second one, a slip."""
    chance = random.Random(seed)  # noqa: S311
    needs = [
        "debt advice", "lonely", "cant sleep", "carers group", "food bank", "anxiety", "housing",
        "bereavement", "craft group", "somewhere to go sunday evening", "counselling", "gardening",
        "drinking too much", "walking group", "benefits", "dementia cafe", "choir", "volunteering",
        "baby group", "mens shed", "free yoga", "panic attacks", "computer help", "coffee morning",
    ]  # fmt: skip
    spots = itertools.islice(_spots(chance), number)
    return [
        f"{slips(need, chance) if n % 2 else need} {spot[0]}"
        for n, (need, spot) in enumerate(
            zip((chance.choice(needs) for _ in range(number)), spots, strict=True)
        )
    ]

"""Writing an offer down as the directory has it: who, what, where, when, and what it costs."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from hearth.demo.getting_there import way_to
from hearth.demo.network import DemoSite, Network
from hearth.demo.offers import timing
from hearth.demo.offers.catalogue import Catalogue, Line, Offer, Organisation, Place, Text
from hearth.demo.offers.shelf import Shelf
from hearth.demo.settling import Standing
from hearth.directory.models import (
    CostOption,
    Location,
    Provider,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceStatus,
    Space,
    Tagged,
    Term,
)
from hearth.places import geo
from hearth.places.models import Organisation as Partner
from hearth.places.models import Site

LISTS = {
    "york": "City community list",
    "plymouth": "City services list",
    "lincolnshire": "County directory",
}
"""What other lists of the same place are called. Invented."""

SINCE, UNTIL = datetime.timedelta(days=1000), datetime.timedelta(days=470)
"""When the directory was written: before anybody's last word on any of it."""

FIRST_NUMBERS = {"york": 1, "plymouth": 2, "lincolnshire": 3}


@dataclass
class Entry:
    """A service as it stands, and what it was made from."""

    service: Service
    term: Term
    key: str
    but: Mapping[str, str]
    neighbourhood: str
    spells: Sequence[timing.Spell]
    schedules: Sequence[Schedule]
    text: Text
    place: Place | None = None


class Writer:
    """Writes entries down."""

    def __init__(
        self,
        network: Network,
        standing: Sequence[Standing],
        catalogue: Catalogue,
        shelf: Shelf,
        *,
        today: datetime.date,
    ) -> None:
        self._network, self._catalogue, self._shelf, self._today = (
            network, catalogue, shelf, today,
        )  # fmt: skip
        self._terms = {term.slug: term for term in Term.objects.filter(taxonomy__slug="hub")}
        self._places = {place.slug: place for place in network.sites}
        self._sites = {here.site.slug: here.site for here in standing}
        self._random = Random(f"{network.slug}/entries")  # noqa: S311
        self._numbers = 0
        self.providers: dict[str, Provider] = {}
        self._locations: dict[str, Location] = {}
        self.list_name = LISTS[network.offers]

    def write_all(self) -> list[Entry]:
        """Write down every provider and offer of the network."""
        partners = {one.name: one for one in Partner.objects.all()}
        names = {one.slug: one.name for one in self._network.organisations}
        for one in self._catalogue.organisations.values():
            self._provider(one, partners.get(names.get(one.partner, "")))
        entries = [self._line(line) for line in self._catalogue.lines]
        for offer in self._catalogue.offers:
            entry = self._entry(offer)
            entries.append(entry)
            if twin := offer.but.get("twin"):
                entries.append(self._twin(entry, twin, owned=self._numbers % 2 == 0))
        return entries

    def _provider(self, one: Organisation, partner: Any = None) -> Provider:
        number = len(self.providers)
        first = FIRST_NUMBERS[self._network.offers]
        phone = f"01632 960{200 + number}"
        if number % 6 == 5:
            phone = f"07700 900{200 + number}"
        elif number % 9 == 8:
            phone = f"0808 157 0{200 + number}"
        self.providers[one.key] = self._shelf.make(
            Provider,
            at=self._some_time_ago(),
            name=one.name,
            description=one.says,
            email=f"hello@{one.key}.example.org",
            phone=phone,
            website=f"https://{one.key}.example.org/",
            # No register has given out numbers that begin so.
            charity_number=f"999{first}{number:03}" if one.register == "charity" else "",
            company_number=f"999{first}{number:04}" if one.register == "company" else "",
            partner=partner,
        )
        return self.providers[one.key]

    def _line(self, line: Line) -> Entry:
        provider = self.providers.get(line.who)
        if provider is None:
            provider = self.providers[line.who] = self._shelf.make(
                Provider, at=self._some_time_ago(), name=line.who, website=line.url
            )
        return self._service(
            f"line-{line.text.name}",
            line.text,
            provider,
            spells=timing.spells(line.when, today=self._today),
            url=line.url,
            phone=line.phone,
            text_number=line.number_to_text,
        )

    def _entry(self, offer: Offer) -> Entry:
        self._numbers += 1
        site = self._sites.get(offer.where.removeprefix("@")) if "@" in offer.where else None
        location = self._location(offer.where, site) if offer.where else None
        provider = self.providers[offer.who] if offer.who else self._who_runs(site)
        spells = self._when(offer)
        place = self._catalogue.places.get(offer.where)
        says = offer.text
        phone = provider.phone
        by_text = f"07700 900{700 + self._numbers % 200}" if says.by_text else ""
        online = "ONLINE" in says.modes
        entry = self._service(
            offer.key,
            says,
            provider,
            spells=spells,
            location=location,
            name=offer.but.get("name", ""),
            town=self._town(offer, place, site),
            place=place.name if place else site.name if site else "",
            site=site,
            phone=phone,
            text_number=by_text,
            email=provider.email if says.book == "BOOK" else "",
            url=f"{provider.website}{'join' if online else offer.key}",
            internal="internal" in offer.but,
            status=_status(offer),
            alert=offer.but.get("alert", "Closed while the roof is mended")
            if {"alert", "closed"} & set(offer.but)
            else "",
            space_now=Space.FULL if "full" in offer.but else says.space,
            **self._brought_in(),
        )
        entry.but, entry.place = offer.but, place
        if area := offer.but.get("area"):
            self._shelf.make(ServiceArea, service=entry.service, name=area)
        return entry

    def _service(
        self,
        key: str,
        text: Text,
        provider: Provider,
        *,
        spells: Sequence[timing.Spell],
        location: Location | None = None,
        name: str = "",
        town: str = "",
        place: str = "",
        **said: Any,
    ) -> Entry:
        words = {"town": town, "place": place, "city": self._network.offers.title()}
        at = self._some_time_ago()
        youngest, oldest = text.ages
        said = {
            "name": (name or text.name).format(**words),
            "description": text.says.format(**words),
            "offer": self._terms[text.kind],
            "modes": list(text.modes),
            "booking": text.book,
            "how_to_book": text.how,
            "minimum_age": youngest,
            "maximum_age": oldest,
            "is_free": not text.costs,
            "fees": text.fees,
            "languages": list(text.languages),
            "what_its_like": text.like.format(**words),
            "first_time": text.first.format(**words),
            "waiting_now": text.waiting,
            "space_now": text.space,
            "place_is_secret": text.secret,
            "confirm_by": self._today,  # until its word is written down (see believing.py)
            **said,
        }
        service = self._shelf.make(Service, at=at, provider=provider, **said)
        for slug in text.tags:
            self._shelf.make(Tagged, at=at, service=service, term=self._terms[slug])
        for option, amount in text.costs:
            self._shelf.make(
                CostOption, at=at, service=service, option=option, amount=Decimal(f"{amount:.2f}")
            )
        if location:
            self._shelf.make(ServiceAtLocation, at=at, service=service, location=location)
        schedules = [self._schedule(service, spell, at) for spell in spells]
        neighbourhood = location.neighbourhood if location else ""
        return Entry(
            service, self._terms[text.kind], key, {}, neighbourhood, spells, schedules, text
        )

    def _schedule(self, service: Service, spell: timing.Spell, at: datetime.datetime) -> Schedule:
        online = service.modes == ["ONLINE"]
        return self._shelf.make(
            Schedule,
            at=at,
            service=service,
            freq=spell.freq,
            byday=list(spell.byday),
            interval=spell.interval,
            begins_on=spell.begins_on,
            ends_on=spell.ends_on,
            opens=spell.opens,
            closes=spell.closes,
            not_on=list(spell.not_on),
            attending_type="online" if online else "",
            link=service.url if online else "",
        )

    def _twin(self, entry: Entry, name: str, *, owned: bool) -> Entry:
        """Write the same offer down again as another list has it, nearly alike."""
        service, place = entry.service, entry.place
        assert place is not None
        provider = service.provider
        if not owned:
            provider = self._shelf.make(
                Provider,
                at=self._some_time_ago(),
                name=f"{provider.name.upper()}",
                phone=provider.phone,
                charity_number=provider.charity_number,
                source=self.list_name,
                source_id=f"O-{self._numbers:04}",
            )
        text = entry.text
        bare = Text(kind=text.kind, name=name, says=text.says.split(". ")[0] + ".", book="")
        location = self._shelf.make(
            Location,
            at=self._some_time_ago(),
            name=place.name.title(),
            town=place.town,
            postcode=place.postcode,
            neighbourhood=place.neighbourhood,
            nearest_bus=way_to(place),
            source=self.list_name,
            source_id=f"P-{self._numbers:04}",
            **_spot(place.postcode),
        )
        spells = entry.spells[:1]
        twin = self._service(
            f"{entry.key}-twin",
            bare,
            provider,
            spells=spells,
            location=location,
            town=place.said,
            place=place.name,
            phone=service.phone,
            is_free=None,
            source=self.list_name,
            source_id=f"S-{9000 + self._numbers}",
        )
        twin.but = {"twin of": entry.key}
        return twin

    def _location(self, where: str, site: Site | None) -> Location:
        if where in self._locations:
            return self._locations[where]
        if site:
            said = {
                "name": site.name,
                "site": site,
                "address": site.address.splitlines()[0],
                "town": site.address.splitlines()[-1],
                "postcode": site.postcode,
                "neighbourhood": site.neighbourhoods[0],
                "step_free": site.step_free,
                "accessible_toilet": site.accessible_toilet,
                "quiet_space": site.quiet_space,
                "hearing_loop": site.hearing_loop,
                "parking": site.parking,
                "nearest_bus": site.by_bus,
            }
        else:
            said = _facts_of(self._catalogue.places[where])
        location = self._shelf.make(
            Location, at=self._some_time_ago(), **said, **_spot(str(said["postcode"]))
        )
        self._locations[where] = location
        return location

    def _when(self, offer: Offer) -> list[timing.Spell]:
        site: DemoSite | None = self._places.get(offer.where.removeprefix("@"))
        if offer.when == "site":
            assert site is not None
            found = timing.spells_of_site(site)
        else:
            found = timing.spells(offer.when, today=self._today)
        if site is None or "@" not in offer.where:
            return found
        return [
            timing.called_off(spell, timing.days_shut(site, spell, today=self._today))
            for spell in found
        ]

    def _town(self, offer: Offer, place: Place | None, site: Site | None) -> str:
        if place:
            return place.said
        if site:
            return site.address.splitlines()[-1]
        return offer.but.get("area", self._network.offers.title())

    def _who_runs(self, site: Site | None) -> Provider:
        assert site is not None
        return next(one for one in self.providers.values() if one.partner_id == site.run_by_id)

    def _brought_in(self) -> dict[str, str]:
        """Return where an entry came from: one in five came with another list."""
        if self._random.random() < 0.2:
            return {"source": self.list_name, "source_id": f"S-{self._numbers:04}"}
        return {}

    def _some_time_ago(self) -> datetime.datetime:
        return self._shelf.now - UNTIL - (SINCE - UNTIL) * self._random.random()


def _status(offer: Offer) -> str:
    if "closed" in offer.but:
        return ServiceStatus.TEMPORARILY_CLOSED
    return ServiceStatus.INACTIVE if "inactive" in offer.but else ServiceStatus.ACTIVE


def _facts_of(place: Place) -> dict[str, object]:
    """Return what is known of a place. What nobody has looked at is not known."""
    has = place.facts
    somebody_looked = bool(has)
    area = f", {place.said}" if place.said not in (place.town, "the city centre") else ""
    return {
        "name": place.name,
        "address": f"{place.address} (invented){area}",
        "town": place.town,
        "postcode": place.postcode,
        "neighbourhood": place.neighbourhood,
        "step_free": "s" in has if somebody_looked else None,
        "accessible_toilet": True if "t" in has else None,
        "quiet_space": True if "q" in has else None,
        "hearing_loop": True if "l" in has else None,
        "parking": "Some spaces by the door" if "p" in has else "",
        "nearest_bus": way_to(place),
    }


def _spot(postcode: str) -> dict[str, float]:
    spot = geo.find(postcode)
    assert spot is not None
    return {"latitude": spot.latitude, "longitude": spot.longitude}

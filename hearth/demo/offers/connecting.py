"""What connectors did, whom they know, and which neighbourhoods and groups they look after."""

import datetime
from collections.abc import Mapping, Sequence
from random import Random
from uuid import UUID

from hearth.demo.names import NAMES
from hearth.demo.offers.entries import Entry
from hearth.demo.offers.shelf import Shelf
from hearth.directory.models import (
    Cover,
    LinkedContact,
    Location,
    Outing,
    Provider,
    ProviderContact,
    Term,
)
from hearth.places.opening import LONDON

COVERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "york": {
        "connie": (
            "York North", "Acomb, Holgate and Westfield", "Micklegate", "Fishergate",
            "Haxby & Wigginton", "Huntington & New Earswick",
        ),
    },
    "plymouth": {
        "kofi": (
            "Whitleigh, Honicknowle, Ernesettle and Manadon", "Honicknowle", "Ernesettle",
            "Manadon", "Southway", "St Budeaux and Barne Barton", "North Prospect", "Devonport",
        ),
    },
    "lincolnshire": {
        "marta": (
            "Boston", "Skegness", "Mablethorpe", "Ingoldmells", "Chapel St Leonards",
            "Wainfleet", "Old Leake", "Friskney", "Kirton",
        ),
        "ewan": (
            "Lincoln", "Gainsborough", "Market Rasen", "Louth", "Saxilby", "Bardney", "Scotter",
            "Caistor", "Wragby", "Nettleham",
        ),
        "tansy": (
            "Sleaford", "Grantham", "Stamford", "Bourne", "Spalding", "Holbeach", "Crowland",
            "Market Deeping", "Donington", "Heckington",
        ),
    },
}  # fmt: skip
"""The neighbourhoods of each connector. Many are nobody's, as in life."""

COVERS_WHO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "york": {"connie": ("carers", "older-people")},
    "plymouth": {"kofi": ("refugees", "veterans")},
    "lincolnshire": {"marta": ("farmers", "older-people"), "tansy": ("parents",)},
}
"""The groups that somebody looks after. Nobody looks after people sleeping rough."""

JOBS = ("Manager", "Runs it", "Secretary", "Volunteer", "Answers the phone", "Treasurer")
NOTES = {
    Outing.Did.SPOKE: (
        "They have room for six more, and would welcome somebody who is shy",
        "Their funding ends in March. They asked who else runs a minibus",
        "Went through all their entries on the phone. Two times were old",
        "They would lend us the back room on Tuesdays",
        "Worried about a regular who has stopped coming; gave them our number",
    ),
    Outing.Did.VISITED: (
        "Sat in for an hour. Kind people, and the door is hard to find: added to the entry",
        "Checked the ramp. It is steep, but there is a bell",
        "Stayed for the soup. Nobody was left on their own",
        "Too loud for some, lovely for others. Said so in the entry",
    ),
    Outing.Did.FOUND: (
        "A card in the post office window: a new group for dads",
        "The pub opens its back room for coffee on Mondays, free",
        "A retired nurse who would drive people to the hospital",
    ),
    Outing.Did.MET: (
        "Brought the food bank and the debt table together: they will share a morning",
        "Lunch for four village halls, to stop all meeting on the same day",
    ),
    Outing.Did.OUTREACH: (
        "An hour by the bus station. Spoke with nine people",
        "School gate at home time. Most had not heard of the hub",
        "Stood at the market with the big teapot",
    ),
}
OUTINGS = 26
"""For each connector, in three months."""


class Connecting:
    """Writes down the work of a network's connectors."""

    def __init__(self, shelf: Shelf, *, network: str, workers: Mapping[str, UUID]) -> None:
        self._shelf, self._network = shelf, network
        self._workers = {
            username: workers[username] for username in COVERS[network] if username in workers
        }
        self._random = Random(f"{network}/connecting")  # noqa: S311
        self._today = shelf.now.astimezone(LONDON).date()

    def keepers(self) -> dict[str, UUID]:
        """Return who looks after each neighbourhood that somebody looks after."""
        return {
            neighbourhood: worker
            for username, worker in self._workers.items()
            for neighbourhood in COVERS[self._network][username]
        }

    def write_all(self, entries: Sequence[Entry]) -> None:
        """Write down contacts, who knows them, who covers what, and outings."""
        self._covers()
        contacts = self._contacts()
        for username, worker in self._workers.items():
            for contact in self._random.sample(contacts, min(12, len(contacts))):
                last = self._today - datetime.timedelta(days=self._random.randrange(2, 200))
                since = last - datetime.timedelta(days=self._random.randrange(20, 500))
                self._shelf.make(
                    LinkedContact, worker_id=worker, contact=contact, since=since, last_on=last
                )
            self._outings(username, worker, entries)

    def _covers(self) -> None:
        terms = {term.slug: term for term in Term.objects.filter(taxonomy__slug="hub")}
        for username, worker in self._workers.items():
            for neighbourhood in COVERS[self._network][username]:
                self._shelf.make(Cover, worker_id=worker, neighbourhood=neighbourhood)
            for who in COVERS_WHO[self._network].get(username, ()):
                self._shelf.make(Cover, worker_id=worker, who=terms[who])

    def _contacts(self) -> list[ProviderContact]:
        found = []
        local = [one for one in self._shelf.all_of(Provider) if one.email]
        for number, provider in enumerate(local):
            if number % 3 == 2:
                continue
            found.append(
                self._shelf.make(
                    ProviderContact,
                    at=provider.recorded_at,
                    provider=provider,
                    name=self._somebody(),
                    job=self._random.choice(JOBS),
                    email=provider.email.replace("hello@", f"person{number}@"),
                    phone=f"07700 900{number:03}" if number % 2 else "",
                    confirms=True,
                )
            )
        return found

    def _somebody(self) -> str:
        british = NAMES["british"]
        first = self._random.choice(british.women + british.men)
        return f"{first} {self._random.choice(british.families)}"

    def _outings(self, username: str, worker: UUID, entries: Sequence[Entry]) -> None:
        covered = set(COVERS[self._network][username])
        near = [entry for entry in entries if entry.neighbourhood in covered]
        locations = [
            place for place in self._shelf.all_of(Location) if place.neighbourhood in covered
        ]
        kinds = list(NOTES)
        for number in range(OUTINGS):
            day = self._today - datetime.timedelta(days=1 + number * 90 // OUTINGS)
            did = self._random.choices(kinds, (8, 6, 3, 2, 4))[0]
            entry, location = self._random.choice(near), self._random.choice(locations)
            with_provider = did in {Outing.Did.SPOKE, Outing.Did.MET}
            self._shelf.make(
                Outing,
                at=datetime.datetime.combine(day, datetime.time(16), LONDON),
                by_id=worker,
                on=day,
                did=did,
                provider=entry.service.provider if with_provider else None,
                location=None if with_provider else location,
                neighbourhood=entry.neighbourhood if with_provider else location.neighbourhood,
                minutes=self._random.choice((15, 20, 30, 45, 60, 90, 120, None)),
                note=NOTES[did][number % len(NOTES[did])],
            )

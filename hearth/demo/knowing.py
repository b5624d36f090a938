"""Writing down invented people, in the shape in which people's own actions write real ones."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from django.db.models import Model

from hearth.demo.copying import Id, Ids, Rows, copy_all, pick, sealed
from hearth.demo.invention import Somebody
from hearth.demo.settling import Standing
from hearth.demo.trail import Trail
from hearth.foundation.models import Told
from hearth.people import finding
from hearth.people.actions.dying import DIED
from hearth.people.models import (
    Acquaintance,
    Details,
    FindingKey,
    Link,
    OtherName,
    Person,
    WayToContact,
)
from hearth.people.standing import LATELY
from hearth.places.opening import LONDON

TOLD_AFTER = datetime.timedelta(days=16)
"""How long after somebody first came they told the team more, as a rule."""

HEARD_AFTER = datetime.timedelta(days=6)
"""How long after a death a hub hears of it, as a rule."""


@dataclass(slots=True)
class Known:
    """One person's record: when they were first here, and where they have been welcomed."""

    id: Id
    first_at: datetime.datetime
    welcomes: dict[int, "Welcomes"] = field(default_factory=dict)
    """At each site, sites in the order in which they came to them."""

    def welcomed(self, site: int, on: datetime.date, *, chance: float) -> None:
        """
        Note that a site welcomed them on a day, later than any before.

        :param chance: says which of the site's greeters it was; see copying.pick
        """
        before = self.welcomes.get(site)
        self.welcomes[site] = (
            Welcomes(before.first_on, on, before.chance) if before else Welcomes(on, on, chance)
        )

    @property
    def first_site(self) -> int:
        return next(iter(self.welcomes))


class Welcomes(NamedTuple):
    """The first and the last day on which a site welcomed somebody, and who did it first."""

    first_on: datetime.date
    last_on: datetime.date
    chance: float


class Register:
    """Gathers people and all that is written about them, and copies them many at a time."""

    def __init__(self, standing: Sequence[Standing], *, now: datetime.datetime, seed: str) -> None:
        self._standing = standing
        self._now = now
        self._lately = now.astimezone(LONDON).date() - LATELY
        self._ids = Ids(f"{seed}/people")
        self._chance = Random(f"{seed}/trail").random  # noqa: S311
        about = ("id", "recorded_at", "person_id", "known_at", "held_by_id")
        self.people = Rows(
            Person, "id", "recorded_at", "edited_at", "known_as", "pronouns", "welcome_sealed",
            "needs", "needs_note_sealed", "listed", "wants_no_messages", "died_on",
            "died_source_sealed", "died_recorded_at", "known_at", "greeted_at", "held_by_id",
        )  # fmt: skip
        self.acquaintances = Rows(
            Acquaintance, "id", "recorded_at", "person_id", "site_id", "since", "last_welcomed_on"
        )
        self.details = Rows(
            Details, *about, "edited_at", "given_name", "family_name", "born_on", "postcode",
            "no_fixed_place", "languages", "nhs_number_sealed",
        )  # fmt: skip
        self.other_names = Rows(OtherName, *about, "name")
        self.ways = Rows(WayToContact, *about, "kind", "value_sealed", "safe", "note_sealed")
        self.keys = Rows(FindingKey, "id", "recorded_at", "person_id", "kind", "key", "known_at")
        self.links = Rows(
            Link, "id", "recorded_at", "one_id", "other_id", "one_known_at", "other_known_at",
            "held_by_id", "why_sealed", "linked_by_id",
        )  # fmt: skip
        self.told = Rows(Told, "id", "at", "what", "about_id", "heard_at")
        self.trail = Trail(f"{seed}/people")

    @property
    def _tables(self) -> tuple[Rows, ...]:
        return (
            self.people,
            self.acquaintances,
            self.details,
            self.other_names,
            self.ways,
            self.keys,
            self.links,
            self.told,
            self.trail,
        )

    @property
    def models(self) -> list[type[Model]]:
        """The tables that it fills."""
        return [table.model for table in self._tables]

    def add(self, known: Known, who: Somebody, *, died_on: datetime.date | None = None) -> None:
        """Write down one person, and all that is known of them."""
        sites = [self._standing[site] for site in known.welcomes]
        known_at = [site.id for site in sites]
        heard_at = self._when_heard(died_on)
        greeted_at = [
            self._standing[site].id
            for site, welcomes in known.welcomes.items()
            if welcomes.last_on >= self._lately and who.listed and not heard_at
        ]
        self.people.add(
            known.id,
            known.first_at,
            heard_at or (self._told_at(known) if who.has_said_how else known.first_at),
            who.known_as,
            who.pronouns,
            sealed(Person, "welcome", known.id, who.welcome),
            list(who.needs),
            sealed(Person, "needs_note", known.id, who.needs_note),
            who.listed,
            who.wants_no_messages,
            died_on if heard_at else None,
            sealed(Person, "died_source", known.id, who.died_source if heard_at else ""),
            heard_at,
            known_at,
            greeted_at,
            sites[0].held_by,
        )
        for number, (site, welcomes) in enumerate(known.welcomes.items()):
            met_at = known.first_at if number == 0 else _midday(welcomes.first_on)
            self.acquaintances.add(
                self._ids.at(met_at),
                met_at,
                known.id,
                sites[number].id,
                welcomes.first_on,
                welcomes.last_on,
            )
            greeter = pick(self._standing[site].greeters, welcomes.chance)
            verb = "became known" if number else "met"
            self._note(met_at, verb, known.id, by=greeter, place_id=sites[number].id)
        self._note_what_was_said(known, who)
        if who.has_told_more:
            self._told(known, who, known_at, sites[0].held_by)
        if heard_at:
            by = pick(self._standing[known.first_site].team, self._chance())
            self._note(heard_at, "recorded the death of", known.id, by=by)
            self.told.add(self._ids.at(heard_at), heard_at, DIED, known.id, heard_at)
        if len(self.people) >= 5000:
            self.copy()

    def link(self, one: Known, other: Known, *, by: Id, why: str) -> None:
        """Write down that two records are one person's."""
        one, other = sorted((one, other), key=lambda known: known.id)
        linked_at = max(self._told_at(one), self._told_at(other))
        link_id = self._ids.at(linked_at)
        self.links.add(
            link_id,
            linked_at,
            one.id,
            other.id,
            [self._standing[site].id for site in one.welcomes],
            [self._standing[site].id for site in other.welcomes],
            self._standing[one.first_site].held_by,
            sealed(Link, "why", link_id, why),
            by,
        )
        for known in (one, other):
            self._note(linked_at, "linked", known.id, by=by)

    def copy(self) -> None:
        """Copy what has been gathered so far."""
        copy_all(self._tables)

    def _when_heard(self, died_on: datetime.date | None) -> datetime.datetime | None:
        if not died_on:
            return None
        heard_at = _midday(died_on) + HEARD_AFTER
        return heard_at if heard_at <= self._now else None

    def _told(self, known: Known, who: Somebody, known_at: list[Id], held_by: Id) -> None:
        told_at = self._told_at(known)
        by = pick(self._standing[known.first_site].team, self._chance())

        def about() -> tuple[object, ...]:
            return (self._ids.at(told_at), told_at, known.id, known_at, held_by)

        details = about()
        born_on = who.born_on if who.told_birth_date else None
        self.details.add(
            *details,
            told_at,
            who.given_name,
            who.family_name,
            born_on,
            who.postcode,
            who.no_fixed_place,
            list(who.languages),
            sealed(Details, "nhs_number", _id(details), who.nhs_number),
        )
        for name in who.other_names:
            self.other_names.add(*about(), name)
        for way in who.ways:
            row = about()
            self.ways.add(
                *row,
                way.kind,
                sealed(WayToContact, "value", _id(row), way.value),
                way.safe,
                sealed(WayToContact, "note", _id(row), way.note),
            )
            self._note(told_at, "added a way to contact", known.id, by=by)
        self._note(told_at, "changed the details of", known.id, by=by)
        if who.carries_a_card:
            self._note(told_at, "issued a card to", known.id, by=by)
        for kind, key in self._keys_of(who, born_on):
            self.keys.add(self._ids.at(told_at), told_at, known.id, kind.value, key, known_at)

    def _keys_of(
        self, who: Somebody, born_on: datetime.date | None
    ) -> list[tuple[FindingKey.Kind, bytes]]:
        keys = []
        if born_on:
            names = finding.plausible_names(
                known_as=who.known_as,
                given_name=who.given_name,
                family_name=who.family_name,
                other_names=who.other_names,
            )
            by_name = FindingKey.Kind.NAME_AND_BIRTH
            keys += [(by_name, finding.key_of_name(name, born_on)) for name in sorted(names)]
        if who.carries_a_card:
            letters = finding.CARD_LETTERS
            code = "".join(
                letters[int(self._chance() * len(letters))] for _ in range(finding.CARD_LENGTH)
            )
            keys.append((FindingKey.Kind.CARD, finding.key_of_card(code)))
        if who.nhs_number:
            number = finding.key_of_nhs_number(who.nhs_number)
            keys.append((FindingKey.Kind.NHS_NUMBER, number))
        return keys

    def _note_what_was_said(self, known: Known, who: Somebody) -> None:
        at, by = (
            self._told_at(known),
            pick(self._standing[known.first_site].team, self._chance()),
        )
        if who.pronouns or who.welcome or who.needs:
            self._note(at, "changed the hello of", known.id, by=by)
        if who.wants_no_messages or not who.listed:
            self._note(at, "changed the choices of", known.id, by=by)

    def _told_at(self, known: Known) -> datetime.datetime:
        return min(self._now, known.first_at + TOLD_AFTER)

    def _note(
        self,
        at: datetime.datetime,
        verb: str,
        person_id: Id,
        *,
        by: Id,
        place_id: Id | None = None,
    ) -> None:
        """Write the audit line of an act."""
        self.trail.note(at, by=by, verb=verb, model=Person, subject_id=person_id, place_id=place_id)


def _id(row: tuple[object, ...]) -> Id:
    return str(row[0])


def _midday(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)

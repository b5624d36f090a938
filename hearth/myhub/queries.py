"""What a person's own pages show of several apps together."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.roles import MAY_BE_SHARED_WITH
from hearth.diary.queries.theirs import ComingToThem, coming_to_them
from hearth.introductions.queries import (
    IntroductionPage,
    IntroductionRow,
    get_introduction,
    introduction_page,
    introductions_of,
)
from hearth.people.actions import Whom
from hearth.people.models import Person
from hearth.places.models import Organisation, Site
from hearth.places.queries import organisations

SITE, ORGANISATION = "site", "organisation"


@dataclass(frozen=True)
class Home:
    """What somebody's first page says."""

    coming: tuple[ComingToThem, ...]
    going_on: tuple[IntroductionRow, ...]
    """Introductions of theirs that have not ended."""


@dataclass(frozen=True)
class Introductions:
    """Somebody's introductions, each with all that is told of it."""

    going_on: tuple[IntroductionPage, ...]
    ended: tuple[IntroductionPage, ...]


def home(person: Person, *, actor: User, today: datetime.date) -> Home:
    """Return what somebody's first page says."""
    going_on, _ = introductions_of(person, actor=actor, today=today)
    return Home(tuple(coming_to_them()), tuple(going_on))


def introductions(person: Person, *, actor: User, today: datetime.date) -> Introductions:
    """Return somebody's introductions. Some questions for each: nobody has very many."""
    going_on, ended = introductions_of(person, actor=actor, today=today)

    def page(row: IntroductionRow) -> IntroductionPage:
        one = get_introduction(row.id, person=person, actor=actor)
        return introduction_page(one, actor=actor, today=today)

    return Introductions(tuple(map(page, going_on)), tuple(map(page, ended)))


def whom_to_share_with(person: Person) -> list[tuple[str, str]]:
    """Return with whom somebody can share: teams of hubs that know them, and organisations."""
    teams = Site.objects.filter(id__in=person.known_at).order_by("name", "id")
    return [
        *((f"{SITE} {site.id}", f"The team at {site.name}") for site in teams),
        *((f"{ORGANISATION} {one.id}", one.name) for one in organisations()),
    ]


def whom_chosen(chosen: str) -> Whom:
    """
    Return with whom something is shared, as it was chosen among whom_to_share_with.

    Of a team, it is everybody who supports people there, and those at the door.
    """
    kind, _, of = chosen.partition(" ")
    if kind == SITE:
        return Whom(site=Site.objects.get(id=UUID(of)), roles=tuple(map(str, MAY_BE_SHARED_WITH)))
    return Whom(organisation=Organisation.objects.get(id=UUID(of)))

"""What a record says, section by section, as a worker may change it, and the stamp of each."""

import datetime
from dataclasses import astuple, dataclass
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from hearth.foundation.errors import Refused
from hearth.people.models import ContactKind, Details, Need, OtherName, Person, Safe, WayToContact


class Stamped:
    """
    A section with a stamp: a short hash of all that it says.

    A page carries the stamp of what it showed. If the section says something
    else by the time that the page is sent, somebody has changed it meanwhile.
    """

    @property
    def stamp(self) -> str:
        words: Any = astuple(self)  # type: ignore[call-overload]
        return salted_hmac("people.section", repr(words)).hexdigest()[:20]


class EditedMeanwhile(Refused):
    """Somebody else changed the section after the page was drawn. `now` is what it says now."""

    def __init__(self, now: Stamped) -> None:
        super().__init__(
            "Somebody else changed this while you were writing. What they wrote is shown below, "
            "and nothing you wrote is lost. Put it right and save again"
        )
        self.now = now


@dataclass(frozen=True)
class HelloSection(Stamped):
    """How somebody likes to be greeted, and what they need: all that a greeter sees."""

    known_as: str
    pronouns: str = ""
    welcome: str = ""
    needs: tuple[str, ...] = ()
    needs_note: str = ""

    @property
    def need_words(self) -> list[str]:
        return [need.label for need in Need if need.value in self.needs]


@dataclass(frozen=True)
class DetailsSection(Stamped):
    """What more somebody has told the team about who they are."""

    given_name: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    born_on: datetime.date | None = None
    postcode: str = ""
    no_fixed_place: bool = False
    languages: tuple[str, ...] = ()
    nhs_number: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def nhs_number_spaced(self) -> str:
        """The number as the NHS prints it: 943 476 5919."""
        number = self.nhs_number
        return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""


@dataclass(frozen=True)
class WaySection(Stamped):
    """One way to contact somebody, and whether it is safe to use."""

    kind: str
    value: str
    safe: str = Safe.NOT_ASKED.value
    note: str = ""
    id: UUID | None = None

    @property
    def kind_words(self) -> str:
        return ContactKind(self.kind).label

    @property
    def safe_words(self) -> str:
        return Safe(self.safe).label


@dataclass(frozen=True)
class ListingSection(Stamped):
    """Whether somebody may be found by part of their name, and sent anything."""

    listed: bool
    wants_no_messages: bool


@dataclass(frozen=True)
class DiedSection(Stamped):
    """Whether somebody has died: when, if that is known, and who told us."""

    has_died: bool
    died_on: datetime.date | None = None
    source: str = ""


def died_of(person: Person) -> DiedSection:
    """Return what is written about a death, of a record that the actor has been shown to see."""
    return DiedSection(person.has_died, person.died_on, person.died_source)


def hello_of(person: Person) -> HelloSection:
    """Return the hello layer of a record that the actor has been shown to see."""
    return HelloSection(
        known_as=person.known_as,
        pronouns=person.pronouns,
        welcome=person.welcome,
        needs=tuple(need.value for need in Need if need.value in person.needs),
        needs_note=person.needs_note,
    )


def listing_of(person: Person) -> ListingSection:
    """Return the choices of a record that the actor has been shown to see."""
    return ListingSection(person.listed, person.wants_no_messages)


def details_of(person: Person) -> DetailsSection:
    """Return what the person told the team: nothing, if the database shows the actor nothing."""
    others = OtherName.objects.filter(person=person).order_by("name")
    names = tuple(others.values_list("name", flat=True))
    details = Details.objects.filter(person=person).first()
    if details is None:
        return DetailsSection(other_names=names)
    return DetailsSection(
        given_name=details.given_name,
        family_name=details.family_name,
        other_names=names,
        born_on=details.born_on,
        postcode=details.postcode,
        no_fixed_place=details.no_fixed_place,
        languages=tuple(details.languages),
        nhs_number=details.nhs_number,
    )


def ways_of(person: Person) -> list[WaySection]:
    """Return the ways to contact the person, the safe ones first, as far as the actor sees."""
    order = list(Safe.values)
    ways = WayToContact.objects.filter(person=person).order_by("kind", "id")
    return sorted((way_section(way) for way in ways), key=lambda way: order.index(way.safe))


def way_section(way: WayToContact) -> WaySection:
    return WaySection(way.kind, way.value, way.safe, way.note, way.id)


UNSAFE_WORDS = {
    "MOBILE:NO": "Never ring or text their mobile",
    "PHONE:NO": "Never ring their home phone",
    "EMAIL:NO": "Never send them an email",
    "LETTER:NO": "Never send them a letter",
    "MOBILE:ASK_FIRST": "Ask them before you ring or text their mobile",
    "PHONE:ASK_FIRST": "Ask them before you ring their home phone",
    "EMAIL:ASK_FIRST": "Ask them before you send an email",
    "LETTER:ASK_FIRST": "Ask them before you send a letter",
}
"""What the hello says of ways to contact that are not safe; never the number or address."""


def unsafe_kinds(person: Person) -> tuple[str, ...]:
    """
    Return in words how somebody must not be reached, of a record that the actor may see.

    It is of the hello: whoever welcomes them reads it, and sees no number. Where one of two
    mobiles is never safe, none of them is rung from the door.
    """
    unsafe = set(person.unsafe_ways)
    unsafe -= {f"{each.partition(':')[0]}:ASK_FIRST" for each in unsafe if each.endswith(":NO")}
    return tuple(words for kind, words in UNSAFE_WORDS.items() if kind in unsafe)


def get_way(way_id: UUID, *, person: Person) -> WayToContact:
    """
    Return one way to contact a person whom the actor has been shown to see.

    :raises WayToContact.DoesNotExist: if it is not theirs, or the actor may not see it
    """
    return WayToContact.objects.select_related("person").get(id=way_id, person=person)

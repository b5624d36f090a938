"""
Making people up.

Everybody here is invented. A person's number and the seed say all there is to know of them, so
that nobody needs to be kept. Telephone numbers are from the ranges Ofcom keeps for drama
(07700 900000 to 900999 and 01632 960000 to 960999), mail goes to example.org, which belongs to
nobody (RFC 2606), and NHS numbers begin with 999, a range that is never issued.
https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
"""

import datetime
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from nhs_number.validate import calculate_checksum

from hearth.demo.answers import Picker
from hearth.demo.names import NAMES, NICKNAMES, SHORT_FORMS
from hearth.demo.network import Network

AGES = Picker({(16, 25): 0.12, (26, 40): 0.25, (41, 55): 0.27, (56, 70): 0.24, (71, 92): 0.12})
PRONOUNS = Picker({"": 0.84, "usual": 0.12, "they/them": 0.03, "she/they": 0.005, "he/they": 0.005})
NEEDS = Picker(
    {
        ("QUIET",): 0.22,
        ("STEP_FREE",): 0.17,
        ("MORE_TIME",): 0.12,
        ("LARGE_PRINT",): 0.06,
        ("EASY_READ",): 0.07,
        ("HEARING_LOOP",): 0.06,
        ("WRITE_FOR_ME",): 0.07,
        ("NO_PHONE_CALLS",): 0.07,
        ("SEATING",): 0.05,
        ("READ_ALOUD",): 0.03,
        ("BSL",): 0.02,
        ("ASSISTANCE_DOG",): 0.02,
        ("BRAILLE", "AUDIO"): 0.01,
        ("QUIET", "MORE_TIME"): 0.03,
    }
)
WELCOMES = (
    "Likes the table by the window",
    "Milk and two sugars, and no fuss",
    "Shy with people they do not know: say hello and give it time",
    "A wave is better than a handshake",
    "Likes to be asked about the allotment",
    "Would rather find a seat by themselves",
    "Please do not ask how things are in front of others",
    "Comes with the person they look after: make room for two",
    "Looks after their mum, and can never stay long",
    "Loves a joke",
    "Likes to help lay the tables",
    "Please say your name each time",
)
NEEDS_NOTES = {
    "HEARING_LOOP": "The left ear is the better one",
    "STEP_FREE": "Has a folding wheelchair, and needs the wide table",
    "QUIET": "Crowds are hard after eleven, and so are bright lights",
    "LARGE_PRINT": "Would like letters on yellow paper",
    "WRITE_FOR_ME": "Writes with the left hand after a stroke",
    "BSL": "Lip-reads a little, in good light",
    "ASSISTANCE_DOG": "The dog is working: please do not stroke her",
}
LANGUAGES = {
    "polish": "Polish",
    "lithuanian": "Lithuanian",
    "romanian": "Romanian",
    "portuguese": "Portuguese",
    "arabic": "Arabic",
    "chinese": "Cantonese",
    "south_asian": "Urdu",
    "welsh": "Welsh",
}
NOT_SAFE = (
    "Somebody else reads this",
    "An ex-partner still answers",
    "Never leave a message",
    "Shared with the whole house",
)
ASK_FIRST = (
    "Text first, never ring",
    "Only before three",
    "Do not say where you are from",
    "Ask for them by name",
)
WHO_SAID = ("Their sister told us", "A neighbour told us", "The GP practice told us")

POSTCODES = Path(__file__).with_name("postcodes.json")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to contact somebody."""

    kind: str
    value: str
    safe: str
    note: str = ""


@dataclass(slots=True)
class Somebody:
    """All there is to know about an invented person. Empty where they have not said."""

    known_as: str
    given_name: str
    family_name: str
    born_on: datetime.date
    pronouns: str = ""
    welcome: str = ""
    needs: tuple[str, ...] = ()
    needs_note: str = ""
    listed: bool = True
    wants_no_messages: bool = False
    other_names: tuple[str, ...] = ()
    has_told_more: bool = False
    """Whether the team knows more than what they like to be called."""

    told_birth_date: bool = False
    postcode: str = ""
    no_fixed_place: bool = False
    languages: tuple[str, ...] = ()
    nhs_number: str = ""
    ways: tuple[Way, ...] = ()
    carries_a_card: bool = False
    died_source: str = ""

    @property
    def has_said_how(self) -> bool:
        """Test if they have said how they like to be called, welcomed or listed."""
        said = self.pronouns or self.welcome or self.needs or self.wants_no_messages
        return bool(said) or not self.listed


@dataclass(slots=True)
class Inventor:
    """Makes people up for one network."""

    network: Network
    seed: int
    _lists: Picker[str] = field(init=False)

    def __post_init__(self) -> None:
        self._lists = Picker(self.network.names)

    def invent(
        self, number: int, *, site: str, visits: int, met_on: datetime.date, young: bool = False
    ) -> Somebody:
        """
        Return the person of this number.

        :param visits: how often they have come: a hub knows more about those who come often
        :param young: whether they are a child
        """
        random = Random(f"{self.seed}/{self.network.slug}/{number}")  # noqa: S311
        person = self._name(random, met_on, young=young)
        chance = random.random
        if chance() < 0.16:
            person.needs = NEEDS.pick(chance())
            if chance() < 0.25:
                person.needs_note = NEEDS_NOTES.get(person.needs[0], "")
        if chance() < 0.05 + 0.2 * (visits > 10):
            person.welcome = _one_of(WELCOMES, chance())
        person.listed = chance() >= 0.02
        person.wants_no_messages = chance() < 0.02
        how_well = 0.85 if visits > 15 else 0.45 if visits > 3 else 0.12
        if chance() < how_well:
            self._tell_more(random, person, number, site)
        person.died_source = _one_of(WHO_SAID, chance())
        return person

    def invent_again(self, who: Somebody, number: int) -> Somebody:
        """Return the same person as they may have been written down a second time, elsewhere."""
        random = Random(f"{self.seed}/{self.network.slug}/{number}")  # noqa: S311
        called = (*SHORT_FORMS.get(who.given_name, ()), who.given_name)
        known_as = f"{_one_of(called, random.random())} {who.family_name}"
        return Somebody(
            known_as,
            who.given_name,
            who.family_name,
            who.born_on,
            has_told_more=random.random() < 0.7,
            told_birth_date=True,
        )

    def _name(self, random: Random, met_on: datetime.date, *, young: bool) -> Somebody:
        chance = random.random
        where = self._lists.pick(chance())
        names = NAMES[where]
        is_woman = chance() < 0.56
        family_of = NAMES["british"] if chance() < 0.06 else names
        family = _one_of(family_of.families, chance())
        first, last = (11, 15) if young else AGES.pick(chance())
        born_on = met_on - datetime.timedelta(
            days=int((first + chance() * (last - first)) * 365.25)
        )
        given = _of_their_time(names.women if is_woman else names.men, born_on, chance())
        short_forms = SHORT_FORMS.get(given, ())
        called = _one_of(short_forms, chance()) if short_forms and chance() < 0.6 else given
        shape = chance()
        if shape < 0.04:
            known_as = _one_of(NICKNAMES, chance())
        elif shape < 0.34:
            known_as = called
        elif shape < 0.56:
            known_as = f"{called} {family[0]}"
        else:
            known_as = f"{called} {family}"
        others: list[str] = []
        if called != given and chance() < 0.5:
            others.append(given)
        if chance() < 0.06 and is_woman:
            others.append(f"{given} {_one_of(names.families, chance())}")
        pronouns = PRONOUNS.pick(chance())
        if pronouns == "usual":
            pronouns = "she/her" if is_woman else "he/him"
        return Somebody(
            known_as,
            given,
            family,
            born_on,
            pronouns=pronouns,
            other_names=tuple(name for name in dict.fromkeys(others) if name != known_as),
            languages=(LANGUAGES[where],) if where in LANGUAGES and chance() < 0.6 else (),
        )

    def _tell_more(self, random: Random, person: Somebody, number: int, site: str) -> None:
        chance = random.random
        person.has_told_more = True
        person.told_birth_date = chance() < 0.8
        if chance() < 0.05:
            person.no_fixed_place = True
        elif chance() < 0.7 and (near := postcodes_near(site)):
            person.postcode = _one_of(near, chance())
        if chance() < 0.25:
            person.nhs_number = _nhs_number(number)
        person.carries_a_card = chance() < 0.08
        ways = []
        if chance() < 0.6:
            ways.append(_way(random, "MOBILE", f"07700 900{int(chance() * 1000):03}"))
        if chance() < 0.12:
            ways.append(_way(random, "PHONE", f"01632 960{int(chance() * 1000):03}"))
        if chance() < 0.3:
            ways.append(_way(random, "EMAIL", f"person-{number}@example.org"))
        if person.postcode and chance() < 0.15:
            address = f"{1 + int(chance() * 90)} Invented Row, {person.postcode}"
            ways.append(_way(random, "LETTER", address))
        person.ways = tuple(ways)


def _way(random: Random, kind: str, value: str) -> Way:
    chance = random.random()
    if chance < 0.06:
        return Way(kind, value, "NO", _one_of(NOT_SAFE, random.random()))
    if chance < 0.18:
        return Way(kind, value, "ASK_FIRST", _one_of(ASK_FIRST, random.random()))
    return Way(kind, value, "YES" if chance < 0.8 else "NOT_ASKED")


def _one_of(things: tuple[str, ...], chance: float) -> str:
    return things[int(chance * len(things))]


def _of_their_time(names: tuple[str, ...], born_on: datetime.date, chance: float) -> str:
    """Return a first name: from a long list, one that people of that age mostly have."""
    if len(names) < 30:
        return _one_of(names, chance)
    age = min(1.0, max(0.0, (born_on.year - 1935) / 78))
    return _one_of(names, min(0.999, max(0.0, age * 0.7 + chance * 0.3)))


def _nhs_number(number: int) -> str:
    """Return a number of the range 999, which is never issued, with its check digit."""
    for step in range(1_000_000):
        nine = f"999{(number * 7919 + step) % 1_000_000:06}"
        digit = calculate_checksum(nine)
        if digit is not None and digit < 10:  # one in eleven has no check digit and is not used
            return f"{nine}{digit}"
    raise AssertionError("the range is not empty")


@cache
def _postcodes() -> dict[str, tuple[str, ...]]:
    near = json.loads(POSTCODES.read_text())["near"]
    return {site: tuple(postcodes) for site, postcodes in near.items()}


def postcodes_near(site: str) -> tuple[str, ...]:
    """Return postcodes that exist near a site; none are kept of sites not in the three networks."""
    return _postcodes().get(site, ())

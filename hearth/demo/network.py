"""
The shapes a demonstration network is described in: its organisations, sites and opening times.

Nothing here touches the database. The three networks are described in york.py,
plymouth.py and lincolnshire.py; what is published about the real ones is in
networks.json and nowhere else.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from hearth.places.opening import bank_holiday_on

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

DAY = 24 * 60
"""Minutes in a day, as the clock on the wall counts them."""


@dataclass(frozen=True)
class Opening:
    """
    Doors open on a weekday, in minutes after midnight by the clock on the wall.

    One that closes after 24:00 runs on into the next day. A fortnightly one is
    open in every other week, counted from the site's opening day.
    """

    weekday: int
    opens: int
    closes: int
    fortnightly: bool = False


def week(words: str) -> tuple[Opening, ...]:
    """
    Return the openings that words like "Mon-Fri 09:30-16:30; every other Sat 10:00-13:00" say.

    A closing time that is not after the opening time is on the next day.
    """
    openings = []
    for spell in words.split("; "):
        fortnightly = spell.startswith("every other ")
        days, times = spell.removeprefix("every other ").split(" ")
        opens, closes = (_minutes(clock) for clock in times.split("-"))
        if closes <= opens:
            closes += DAY
        openings += [Opening(day, opens, closes, fortnightly) for day in _weekdays(days)]
    return tuple(openings)


def _weekdays(words: str) -> list[int]:
    """Return the weekdays of "Tue", "Tue,Thu" or "Mon-Fri"; 0 is Monday."""
    if "-" in words:
        first, last = words.split("-")
        return list(range(DAYS.index(first), DAYS.index(last) + 1))
    return [DAYS.index(day) for day in words.split(",")]


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True)
class Closure:
    """Days on which a site that would have been open was not."""

    first_date: datetime.date
    last_date: datetime.date
    reason: str
    """How a sentence that begins "Closed" goes on."""


@dataclass(frozen=True)
class Organisation:
    """A partner. It has no number unless somebody made one up that no register has given out."""

    slug: str
    name: str
    kind: str
    charity_number: str = ""


@dataclass(frozen=True)
class Habits:
    """
    How busy a site is, and how its people come. The simulation reads these and nothing else.

    Rates are for an ordinary day on which the site is open.
    """

    newcomers: float = 1.0
    """People who come for the first time, a day."""

    popping_in: float = 2.0
    """Visits without a name, a day."""

    group: tuple[int, int] | None = None
    """The smallest and largest usual headcount of a group, if groups meet here."""

    groups: float = 0.2
    """Chance of a headcount on an open day."""

    faithful: float = 0.955
    """How surely somebody with a day of their own here keeps to it."""

    regulars: float = 0.25
    """Share of newcomers who find a day of their own and keep to it."""

    at_the_start: float = 0.0
    """How far along the site already was on the first day Hearth counted, of where it settles."""

    leaving: float = 0.15
    """How often somebody's leaving is noted."""

    nights: bool = False
    """Whether people come in the night."""


@dataclass(frozen=True)
class DemoSite:
    """A hub, satellite, outreach stop or evening café."""

    slug: str
    name: str
    kind: str
    tier: str
    run_by: str
    postcode: str
    lines: str
    town: str
    neighbourhood: str
    opening: tuple[Opening, ...] = ()
    networks: tuple[str, ...] = ()
    """Primary care networks it serves. Invented names."""

    opened_date: datetime.date | None = None
    """None for a site that is still planned."""

    hub: str = ""
    """The slug of the hub that a satellite, outreach stop or café belongs to."""

    always_open: bool = False
    closed_on_bank_holidays: bool = True
    closures: tuple[Closure, ...] = ()
    facilities: tuple[str, ...] = ()
    bus: str = ""
    rooms: int | None = None
    """Private rooms."""

    target: str = ""
    """When a planned site is hoped to open, as published."""

    habits: Habits = field(default_factory=Habits)

    @property
    def is_planned(self) -> bool:
        return self.opened_date is None

    @property
    def shuts_for_christmas(self) -> bool:
        return not (self.is_planned or self.always_open or self.kind == "CAFE")

    def open_on(self, day: datetime.date) -> Opening | None:
        """Return the hours a site was open from this day on, or nothing if it stayed shut."""
        if self.opened_date is None or day < self.opened_date:
            return None
        if self.always_open:
            return Opening(day.weekday(), 0, DAY)
        if self.closed_on_bank_holidays and is_bank_holiday(day):
            return None
        if any(closed.first_date <= day <= closed.last_date for closed in self.closures):
            return None
        if self.shuts_for_christmas and between_christmas_and_new_year(day):
            return None
        for opening in self.opening:
            if opening.weekday != day.weekday():
                continue
            if not (opening.fortnightly and self.is_a_week_between(day)):
                return opening
        return None

    def is_a_week_between(self, day: datetime.date) -> bool:
        """Test if a fortnightly site is not there in the week of a day."""
        assert self.opened_date is not None
        opened = self.opened_date.toordinal() - self.opened_date.weekday()
        return (day.toordinal() - opened) // 7 % 2 == 1


@dataclass(frozen=True)
class Worker:
    """Somebody invented who works or volunteers in the network."""

    username: str
    name: str
    role: str
    """The stored code of a role."""

    sites: tuple[str, ...] = ()
    """Slugs. None for a role that is held for the whole partnership."""

    organisation: str = ""
    about: str = ""
    """What they do, in half a sentence, for the page of the cast."""

    on_the_page: bool = True
    nights: bool = False


@dataclass(frozen=True)
class Network:
    """One partnership, as the demonstration makes it."""

    slug: str
    name: str
    first_date: datetime.date
    """The first day of which visits are invented."""

    organisations: tuple[Organisation, ...]
    sites: tuple[DemoSite, ...]
    workers: tuple[Worker, ...]
    names: Mapping[str, float]
    """How often each list of names in names.py is drawn from."""

    offers: str = ""
    """What the files in offers/data of its directory begin with; empty for a bare directory."""

    invents_sites: bool = False
    """Whether the sites are invented too: their names were not published."""

    @property
    def schema(self) -> str:
        return self.slug

    @property
    def hostname(self) -> str:
        return f"{self.slug.replace('_', '-')}.localhost"

    @property
    def open_sites(self) -> tuple[DemoSite, ...]:
        return tuple(site for site in self.sites if not site.is_planned)


@cache
def is_bank_holiday(day: datetime.date) -> bool:
    """Test if a day is a bank holiday in England."""
    return bank_holiday_on(day) != ""


def between_christmas_and_new_year(day: datetime.date) -> bool:
    """Test if a day is one on which most daytime sites stay shut: 24 December to 1 January."""
    return (day.month == 12 and day.day >= 24) or (day.month == 1 and day.day == 1)

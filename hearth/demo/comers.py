"""
Who comes, and on which days: the behaviours that coming.py plays out.

A newcomer turns out to be one of five kinds. *Regulars* find a day of the week (some find two)
and an hour, and keep to them about nine weeks in ten. They have a week or two away now and then.
After some months most go quiet; more than half of those are back some weeks or months later,
often on another day. *Now and then* come when they feel like it, every two or three weeks. *A few
times* come two to six times in a few weeks. *Rough patches* come many times in a fortnight, and
then not for months. *Once* is once.

The numbers are judgements, made so that a week at a hub looks like a week at a hub. They are not
measured from anybody.
"""

import datetime
from random import Random

from hearth.demo.answers import Picker
from hearth.demo.network import DemoSite, Network

REGULAR, NOW_AND_THEN, A_FEW_TIMES, ROUGH_PATCHES, ONCE = range(5)

KINDS_OF_OTHERS = Picker({NOW_AND_THEN: 0.27, A_FEW_TIMES: 0.38, ROUGH_PATCHES: 0.08, ONCE: 0.27})

SPELL = 44 * 7
"""Days for which a regular comes before going quiet, on average."""

BREAKS_A_WEEK = 2.2 / 52
"""A regular is away for a week or two about twice a year."""

COMES_BACK = 0.55
"""How likely a regular who has gone quiet is to come back as a regular."""

DIED = 0.012
"""How likely it is that somebody who has gone quiet has died."""


WRITTEN_DOWN_TWICE = 0.006
"""How likely it is that somebody new is somebody known, under a name that nobody recognised."""


class Comer:
    """Somebody who comes and is known by name. Who they are is made up in invention.py."""

    __slots__ = (
        "also",
        "by_night",
        "died_day",
        "faithful",
        "gaps",
        "home",
        "kind",
        "minute",
        "mood",
        "next_gap",
        "number",
        "patches",
        "returns_day",
        "same_as",
        "spell_ends",
        "talks",
        "visits",
        "visits_left",
        "young",
    )

    def __init__(self, number: int, home: int, kind: int) -> None:
        self.number = number
        self.home = home
        self.kind = kind
        self.also = -1
        """Another site, to which they sometimes go instead."""

        self.same_as = -1
        """The number of an earlier record of the same person, if this is a second one."""

        self.young = False
        """A child."""

        self.visits = 0
        self.minute = 0
        """When they usually come, in minutes after midnight by the clock on the wall."""

        self.by_night = False
        self.mood = 0.5
        """How life is for them just now, from 0 (hard) up to 1 (good)."""

        self.talks = 0.0
        """How likely they are to want to talk."""

        # Regulars
        self.faithful = 0.0
        self.gaps: tuple[int, ...] = (7,)
        self.next_gap = 0
        self.spell_ends = 0
        self.returns_day = 0
        # Everybody else
        self.visits_left = 0
        self.patches = 0
        self.died_day = 0
        """As an ordinal; 0 for the living."""


class Diary:
    """
    Who is expected on which day.

    Days are ordinals (datetime.date.toordinal): 1 was a Monday.
    """

    def __init__(self, network: Network, random: Random) -> None:
        self._sites = network.sites
        self._random = random
        self._expected: dict[int, list[Comer]] = {}
        self._weekdays = [_weekdays(site) for site in network.sites]
        self._nearby = [_nearby(network, site) for site in network.sites]
        self._at_home: list[list[int]] = [[] for _ in network.sites]
        self.comers: list[Comer] = []
        """Everybody so far, by number."""

    def expected(self, day: int) -> list[Comer]:
        """Return whoever is expected on the day, and tear the page out."""
        return self._expected.pop(day, [])

    def expect(self, comer: Comer, day: int) -> None:
        """Write somebody in for a day."""
        self._expected.setdefault(day, []).append(comer)

    def already_there(self, site: int, day: int, how_many: int) -> None:
        """Write in people who have been coming to a site since before the first day."""
        for _ in range(how_many):
            self._start_spell(self._somebody(site, REGULAR, day), day)
        for _ in range(round(how_many * 0.6)):
            comer = self._somebody(site, NOW_AND_THEN, day)
            comer.visits_left = 1 + int(self._random.expovariate(1 / 12))
            self.expect(comer, self.next_open(site, day + int(self._random.random() * 20)))

    def newcomer(self, site: int, day: int) -> Comer:
        """Return somebody who comes for the first time on this day, written in for the next."""
        random = self._random
        if random.random() < self._sites[site].habits.regulars:
            comer = self._somebody(site, REGULAR, day)
            self._start_spell(comer, day + 1)
            return comer
        comer = self._somebody(site, KINDS_OF_OTHERS.pick(random.random()), day)
        if comer.kind == NOW_AND_THEN:
            comer.visits_left = 2 + int(random.expovariate(1 / 14))
        elif comer.kind == A_FEW_TIMES:
            comer.visits_left = 1 + int(random.random() * 5)
        elif comer.kind == ROUGH_PATCHES:
            comer.visits_left = 3 + int(random.random() * 6)
            comer.patches = 1 + int(random.expovariate(0.5))
        self.expect_again(comer, day)
        return comer

    def _somebody(self, site: int, kind: int, day: int) -> Comer:
        random, habits = self._random, self._sites[site].habits
        comer = Comer(len(self.comers), site, kind)
        self.comers.append(comer)
        comer.mood = random.random() * 0.7 + (0.25 if kind == REGULAR else 0.0)
        comer.talks = 0.03 + random.random() ** 3 * 0.3
        comer.young = random.random() < 0.012
        comer.by_night = habits.nights and random.random() < 0.16
        comer.minute = self._usual_minute(site, by_night=comer.by_night)
        comer.faithful = min(0.995, random.gauss(habits.faithful, 0.03))
        nearby = self._nearby[site]
        if nearby and random.random() < 0.1:
            comer.also = nearby[int(random.random() * len(nearby))]
        around = self._at_home[site if not nearby or random.random() < 0.5 else nearby[0]]
        if random.random() < WRITTEN_DOWN_TWICE and around:
            comer.same_as = around[int(random.random() * len(around))]
        self._at_home[site].append(comer.number)
        return comer

    def _usual_minute(self, site: int, *, by_night: bool) -> int:
        """Return the hour that suits somebody: soon after opening for most, or after lunch."""
        random = self._random
        opening = self._sites[site].opening
        if by_night and not opening:
            return int(random.triangular(21 * 60, 29 * 60, 22.5 * 60)) % (24 * 60)
        opens, closes = (opening[0].opens, opening[0].closes) if opening else (8 * 60, 21 * 60)
        after_lunch = random.random() < 0.4
        share = (
            random.triangular(0.4, 0.95, 0.6) if after_lunch else random.triangular(0.0, 0.6, 0.12)
        )
        return int(opens + (closes - opens) * share)

    def _start_spell(self, comer: Comer, day: int) -> None:
        """Let a regular find a day of the week, or two, and come on it from this day on."""
        random = self._random
        weekdays = self._weekdays[comer.home]
        first = weekdays[int(random.random() * len(weekdays))]
        fortnightly = _is_fortnightly(self._sites[comer.home])
        comer.spell_ends = day + 21 + int(random.expovariate(1 / SPELL))
        comer.next_gap = 0
        comer.gaps = (14,) if fortnightly else (7,)
        if len(weekdays) > 2 and random.random() < 0.3:
            second = weekdays[int(random.random() * len(weekdays))]
            if gap := (second - first) % 7:
                comer.gaps = (gap, 7 - gap)
        day += (first - (day - 1)) % 7
        if fortnightly and self._sites[comer.home].is_a_week_between(as_date(day)):
            day += 7
        self.expect(comer, day)

    def expect_again(self, comer: Comer, day: int) -> None:
        """Write somebody in for the next time, if there is to be one."""
        random = self._random
        if comer.kind == REGULAR:
            if day >= comer.spell_ends:
                self._go_quiet(comer, day)
                return
            gaps = comer.gaps
            gap = gaps[comer.next_gap]
            comer.next_gap = (comer.next_gap + 1) % len(gaps)
            if random.random() < BREAKS_A_WEEK / len(gaps):
                comer.returns_day = day + 5 + int(random.random() * 12)
            self.expect(comer, day + gap)
        elif comer.visits_left > 0:
            comer.visits_left -= 1
            if comer.kind == NOW_AND_THEN:
                gap = 7 + int(random.expovariate(1 / 20))
            elif comer.kind == A_FEW_TIMES:
                gap = 2 + int(random.random() * 13)
            else:
                gap = 1 + int(random.random() * 3)
            self.expect(comer, self.next_open(comer.home, day + gap))
        elif comer.kind != ONCE:
            self._go_quiet(comer, day)

    def _go_quiet(self, comer: Comer, day: int) -> None:
        """Let somebody stay away, for some months or for good. The door stays open."""
        random = self._random
        if random.random() < DIED:
            comer.died_day = day + 20 + int(random.random() * 60)
            return
        back = day + 35 + int(random.expovariate(1 / 100))
        if comer.kind == REGULAR:
            if random.random() < COMES_BACK:
                self._start_spell(comer, back)
        elif comer.kind == ROUGH_PATCHES and comer.patches > 0:
            comer.patches -= 1
            comer.visits_left = 3 + int(random.random() * 6)
            self.expect(comer, self.next_open(comer.home, back))
        elif random.random() < 0.25:
            comer.visits_left = 1 + int(random.random() * 4)
            self.expect(comer, self.next_open(comer.home, back))

    def next_open(self, site: int, day: int) -> int:
        """Return the first day, from this one on, that is in the site's ordinary week."""
        weekdays = self._weekdays[site]
        while (day - 1) % 7 not in weekdays:
            day += 1
        return day


def _weekdays(site: DemoSite) -> list[int]:
    return [opening.weekday for opening in site.opening] or list(range(7))


def _is_fortnightly(site: DemoSite) -> bool:
    return any(opening.fortnightly for opening in site.opening)


def _nearby(network: Network, site: DemoSite) -> list[int]:
    """
    Return the sites that belong with this one: its hub, and what goes out from that hub.

    Where there are but a few sites, they all belong together.
    """
    few = len(network.sites) < 4
    together = {site.slug, site.hub} - {""}
    return [
        index
        for index, other in enumerate(network.sites)
        if other.slug != site.slug
        and not other.is_planned
        and (few or other.slug in together or other.hub in together)
    ]


def as_date(day: int) -> datetime.date:
    """Return an ordinal's date."""
    return datetime.date.fromordinal(day)

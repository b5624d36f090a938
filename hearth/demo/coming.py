"""
How people come: a model of front doors, played out day by day.

No total is written anywhere. How many attendances there are, and how many regulars come weekly,
follow from how people behave:

- *Newcomers* come by chance, so many a day as a site's Habits say: more in January, fewer in
  December, and half as many in a site's first weeks as after nine months, when word has got round.
- What becomes of a newcomer is in comers.py: regulars with a day of their own, people who come
  now and then, a few times, in rough patches, or once; people who go quiet and come back.
- A site that is shut on a regular's day (bank holidays, Christmas, training) is a visit that does
  not happen, or for nearly half happens when it next opens.
- Somebody known at one site sometimes goes to another that belongs with it.
- People also *pop in* without a name, and *groups* are counted by the head.
- What people say at the door is in answers.py.

Everything follows from one seed. More days at the end change nothing in the days before.
"""

import datetime
import math
from collections.abc import Iterator
from operator import attrgetter
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hearth.demo.answers import Answers, answers
from hearth.demo.comers import REGULAR, SPELL, Comer, Diary, as_date
from hearth.demo.network import DAY, DemoSite, Network, Opening

LONDON = ZoneInfo("Europe/London")

NEWCOMERS_BY_MONTH = (1.35, 1.1, 1.05, 1.0, 1.0, 0.95, 0.9, 0.85, 1.1, 1.1, 1.0, 0.65)
"""January first: the New Year brings people out, December keeps them in."""

FAITHFUL_BY_MONTH = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.99, 0.97, 1.0, 1.0, 1.0, 0.97)
"""How regulars keep to their day: a little less in August and December."""

COMES_WHEN_IT_OPENS = 0.45
"""How likely a regular is to come when a site that was shut on their day opens again."""

SETTLED_AFTER = 270
"""Days after its opening until a site has as many newcomers as it will."""

HANDOVERS = (8 * 60, 20 * 60, DAY + 8 * 60, DAY + 20 * 60)
"""When one team takes over from the other where it is never shut."""

SHORTEST_STAY = 60
"""Minutes. A site that is never shut does not ask whether somebody who just came has gone."""

LAST_ARRIVAL = 10
"""Minutes before closing."""


class Arrival(NamedTuple):
    """Somebody, or a group, came in."""

    at: datetime.datetime
    """In UTC."""

    site: int
    """Index into the network's sites."""

    comer: Comer | None
    """None for a visit without a name, and for a group."""

    people: int
    """1, or how many were counted."""

    is_group: bool
    answers: Answers | None
    left_at: datetime.datetime | None
    gone_by: datetime.datetime
    """When somebody went round and saw who was still there: at closing, or at a handover."""

    chance: float
    """From 0 up to 1: says which of the site's workers was on the door."""


class _Doors(NamedTuple):
    """One day at one site."""

    opening: Opening
    midnight: datetime.datetime
    clocks: int
    """Minutes by which the clocks go forward in the small hours of this day."""

    def at(self, minute: float) -> datetime.datetime:
        """Return the moment, in UTC, when the clock on the wall has passed so many minutes."""
        if self.clocks and minute >= 60:
            minute -= self.clocks
        return self.midnight + datetime.timedelta(seconds=int(minute * 60))

    def gone_by(self, minute: float) -> datetime.datetime:
        """Return when a visit that began in this minute is over, if nobody saw them leave."""
        if self.opening.closes - self.opening.opens < DAY:
            return self.at(self.opening.closes)
        return self.at(next(over for over in HANDOVERS if over > minute + SHORTEST_STAY))


class Simulation:
    """
    Play out who comes to a network.

    :param seed: the same seed tells the same story
    :param scale: how many times as many people come as the network's habits say
    """

    def __init__(self, network: Network, *, seed: int = 1, scale: float = 1.0) -> None:
        self._sites = network.sites
        self._scale = scale
        self._random = Random(f"{seed}/{network.slug}")  # noqa: S311 (nothing secret is made of it)
        self._diary = Diary(network, self._random)
        self._trying_again: dict[int, list[Comer]] = {}
        self._tomorrow = network.first_date.toordinal()

    @property
    def comers(self) -> list[Comer]:
        """Everybody known by name so far; somebody's number is their place in the list."""
        return self._diary.comers

    def days(self, until: datetime.date) -> Iterator[tuple[datetime.date, list[Arrival]]]:
        """
        Play day after day, up to and including the last, each with its arrivals in order.

        Asked again for later days, it goes on from where it stopped.
        """
        if not self.comers:
            self._fill_the_sites()
        while self._tomorrow <= until.toordinal():
            today = self._tomorrow
            self._tomorrow += 1
            yield as_date(today), self._play(today)

    def _fill_the_sites(self) -> None:
        """Begin with people at the sites that were already going on the first day."""
        for index, site in enumerate(self._sites):
            if site.opened_date and site.opened_date.toordinal() < self._tomorrow:
                habits = site.habits
                a_week = habits.newcomers * self._scale * _days_a_week(site)
                settled = a_week * habits.regulars * SPELL / 7 * 1.3
                self._diary.already_there(
                    index, self._tomorrow, round(settled * habits.at_the_start)
                )

    def _play(self, today: int) -> list[Arrival]:
        day = as_date(today)
        midnight, clocks = _midnight(day)
        doors = [
            _Doors(opening, midnight, clocks) if (opening := site.open_on(day)) else None
            for site in self._sites
        ]
        arrivals = self._those_expected(today, doors, FAITHFUL_BY_MONTH[day.month - 1])
        for index, site in enumerate(self._sites):
            if at_door := doors[index]:
                arrivals += self._those_not_expected(index, site, day, at_door)
        arrivals.sort(key=attrgetter("at"))
        return arrivals

    def _those_expected(
        self, today: int, doors: list[_Doors | None], faithful: float
    ) -> list[Arrival]:
        """Return the arrivals of people who were going to come today, and came."""
        chance, diary = self._random.random, self._diary
        arrivals = []
        for comer in diary.expected(today):
            site = comer.home
            if comer.also >= 0 and doors[comer.also] and chance() < 0.12:
                site = comer.also
            at_door = doors[site]
            if comer.kind == REGULAR:
                diary.expect_again(comer, today)
                if today < comer.returns_day or chance() > comer.faithful * faithful:
                    continue
                if at_door is None:
                    if chance() < COMES_WHEN_IT_OPENS:
                        tries_again = diary.next_open(comer.home, today + 1)
                        self._trying_again.setdefault(tries_again, []).append(comer)
                    continue
            elif at_door is None:
                diary.expect(comer, diary.next_open(comer.home, today + 1))
                continue
            else:
                diary.expect_again(comer, today)
            arrivals.append(self._arrive(comer, site, at_door))
        for comer in self._trying_again.pop(today, ()):
            if at_door := doors[comer.home]:
                arrivals.append(self._arrive(comer, comer.home, at_door))
        return arrivals

    def _those_not_expected(
        self, index: int, site: DemoSite, day: datetime.date, at_door: _Doors
    ) -> list[Arrival]:
        """Return the arrivals of newcomers, of people without a name and of groups."""
        random, habits, scale = self._random, site.habits, self._scale
        assert site.opened_date is not None
        season = NEWCOMERS_BY_MONTH[day.month - 1]
        word_round = 0.5 + 0.5 * min(1.0, (day - site.opened_date).days / SETTLED_AFTER)
        arrivals = []
        for _ in range(_how_many(random, habits.newcomers * word_round * season * scale)):
            comer = self._diary.newcomer(index, day.toordinal())
            arrivals.append(self._arrive(comer, index, at_door))
        quieter = 0.5 + 0.5 * season
        for _ in range(_how_many(random, habits.popping_in * word_round * quieter * scale)):
            arrivals.append(self._pop_in(index, at_door))
        if habits.group and random.random() < habits.groups:
            arrivals.append(self._group(index, habits.group, at_door))
        return arrivals

    def _arrive(self, comer: Comer, site: int, at_door: _Doors) -> Arrival:
        random, opening = self._random, at_door.opening
        minute = comer.minute + random.gauss(0.0, 22.0)
        minute = max(opening.opens, min(minute, opening.closes - LAST_ARRIVAL))
        by_night = minute >= 21 * 60 or minute < 7 * 60
        said = answers(
            random, visits=comer.visits, mood=comer.mood, talks=comer.talks, by_night=by_night
        )
        comer.visits += 1
        comer.mood = min(0.999, max(0.0, comer.mood + random.gauss(0.004, 0.06)))
        return Arrival(
            at_door.at(minute),
            site,
            comer,
            1,
            False,
            said,
            self._leaving(site, minute, at_door),
            at_door.gone_by(minute),
            random.random(),
        )

    def _pop_in(self, site: int, at_door: _Doors) -> Arrival:
        random, opening = self._random, at_door.opening
        minute = self._any_minute(opening)
        return Arrival(
            at_door.at(minute),
            site,
            None,
            1,
            False,
            None,
            self._leaving(site, minute, at_door),
            at_door.gone_by(minute),
            random.random(),
        )

    def _group(self, site: int, size: tuple[int, int], at_door: _Doors) -> Arrival:
        random = self._random
        people = size[0] + int(random.random() * (size[1] - size[0] + 1))
        minute = self._any_minute(at_door.opening)
        return Arrival(
            at_door.at(minute),
            site,
            None,
            people,
            True,
            None,
            None,
            at_door.gone_by(minute),
            random.random(),
        )

    def _any_minute(self, opening: Opening) -> float:
        last = opening.closes - LAST_ARRIVAL
        if opening.closes - opening.opens == DAY:  # never shut: most still come by day
            return self._random.triangular(opening.opens, last, 13 * 60)
        return self._random.triangular(opening.opens, last, opening.opens + 60)

    def _leaving(self, site: int, minute: float, at_door: _Doors) -> datetime.datetime | None:
        random = self._random
        if random.random() >= self._sites[site].habits.leaving:
            return None
        stay = 15.0 + random.expovariate(1 / 55)
        if at_door.opening.closes - at_door.opening.opens < DAY:
            stay = min(stay, at_door.opening.closes - minute)
        return at_door.at(minute + stay)


def _how_many(random: Random, rate: float) -> int:
    """Return how often something happens that happens so often on average (Poisson)."""
    if rate > 30:
        return max(0, round(random.gauss(rate, math.sqrt(rate))))
    limit, count, product = math.exp(-rate), 0, random.random()
    while product > limit:
        count += 1
        product *= random.random()
    return count


def _days_a_week(site: DemoSite) -> float:
    """Return how many days a week a site is open."""
    return sum(0.5 if opening.fortnightly else 1.0 for opening in site.opening) or 7.0


def _midnight(day: datetime.date) -> tuple[datetime.datetime, int]:
    """Return when a day begins in London, in UTC, and by how much its clocks go forward."""
    midnight = datetime.datetime.combine(day, datetime.time(), LONDON)
    noon = midnight.replace(hour=12)
    before, after = midnight.utcoffset(), noon.utcoffset()
    assert before is not None
    assert after is not None
    return midnight.astimezone(datetime.UTC), int((after - before).total_seconds() // 60)

"""
As many people and visits as are asked for, exactly, to measure with.

The model in coming.py says how people really come, and how many follows from
it. Here the numbers are given, and each person's visits are made from those
alone: person after person, so that a million need no more memory than ten.
Some come weekly, some now and then, most a few times; a sixth of all visits
are without a name.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from hearth.demo.answers import answers
from hearth.demo.copying import Ids
from hearth.demo.invention import Inventor
from hearth.demo.knowing import Known, Register
from hearth.demo.network import Network, Opening
from hearth.demo.settling import Standing
from hearth.demo.visiting import Coming, Ledger
from hearth.places.opening import LONDON

YEARS = 2
"""For how long they have been coming."""

WITHOUT_A_NAME = 6
"""One visit in so many."""

SHARES = (40,) * 10 + (12,) * 15 + (4,) * 35 + (1,) * 40
"""Of a hundred people, how large a share of the visits each makes."""

EVERY_SO_MANY_DAYS = {40: 7.0, 12: 18.0, 4: 9.0, 1: 1.0}
"""How far apart the visits are, by share, if there is time enough."""


@dataclass(frozen=True)
class _Days:
    """The days on which one site is open, and the moment at which each begins."""

    openings: list[Opening]
    midnights: list[datetime.datetime]
    per_week: float


class Crowd:
    """So many people, with so many visits, at a network's sites."""

    def __init__(
        self,
        network: Network,
        standing: Sequence[Standing],
        *,
        people: int,
        visits: int,
        seed: int,
        now: datetime.datetime,
    ) -> None:
        words = f"{seed}/{network.slug}/{people}/{visits}"
        self.ledger = Ledger(standing, now=now, seed=words)
        self.register = Register(standing, now=now, seed=words)
        self._network, self._people, self._now = network, people, now
        self._without_a_name = visits // WITHOUT_A_NAME if people else visits
        self._named = visits - self._without_a_name
        self._random = Random(words)  # noqa: S311
        self._inventor = Inventor(network, seed)
        self._ids = Ids(f"{words}/persons")
        self._sites = [
            index
            for index, site in enumerate(network.sites)
            if site.kind == "HUB" and not site.is_planned
        ]
        self._days = {index: self._days_open(index) for index in self._sites}
        self._shares = _shuffled(SHARES)
        self._share_so_far = list(accumulate(self._shares, initial=0))

    def gather(self) -> Iterator[int]:
        """Write everybody and everything down, and say whom, one by one."""
        for number in range(self._people):
            self._somebody(number)
            yield number
        for _ in range(self._without_a_name):
            self.ledger.visit(self._any_visit())
        for site, days in self._days.items():
            for at in range(0, len(days.openings), 5):
                chance = self._random.random()
                self.ledger.headcount(self._coming(site, at, chance), 4 + int(chance * 12))
        self.ledger.copy()
        self.register.copy()

    def _somebody(self, number: int) -> None:
        chance = self._random.random
        share = self._shares[number % len(SHARES)]
        visits = self._visits_up_to(number + 1) - self._visits_up_to(number)
        site = self._sites[int(chance() * len(self._sites))]
        days = self._days[site]
        last = len(days.openings) - 1
        apart = EVERY_SO_MANY_DAYS[share] * days.per_week / 7
        span = min(last, int(visits * apart))
        first = int(chance() * (last - span + 1))
        usual = chance() * 0.8
        which = [min(last, first + int(turn * span / max(1, visits))) for turn in range(visits)]
        coming = [
            self._coming(site, day, min(0.999, usual + chance() * 0.1), said=turn)
            for turn, day in enumerate(which)
        ]
        # Somebody who has never come is known all the same: met, say, from a card index.
        met_at = coming[0].at if coming else self._coming(site, first, usual).at
        known = Known(self._ids.at(met_at), met_at)
        for one in coming or [self._coming(site, first, usual)]:
            known.welcomed(site, one.at.astimezone(LONDON).date(), chance=one.chance)
        for one in coming:
            self.ledger.visit(one._replace(person_id=known.id))
        who = self._inventor.invent(
            number, site=self._network.sites[site].slug, visits=visits, met_on=met_at.date()
        )
        self.register.add(known, who)

    def _visits_up_to(self, number: int) -> int:
        """Return how many named visits the first so many people make together."""
        whole, rest = divmod(number, len(SHARES))
        everybody, left = divmod(self._people, len(SHARES))
        of_all = everybody * sum(SHARES) + self._share_so_far[left]
        return self._named * (whole * sum(SHARES) + self._share_so_far[rest]) // of_all

    def _any_visit(self) -> Coming:
        site = self._sites[int(self._random.random() * len(self._sites))]
        day = int(self._random.random() * len(self._days[site].openings))
        return self._coming(site, day, self._random.random())

    def _coming(self, site: int, day: int, when: float, *, said: int = -1) -> Coming:
        """
        Return an arrival.

        :param day: which of the days on which the site is open
        :param when: how far into the day, from 0 up to 1
        :param said: which visit it is of somebody who says something; -1 for nobody
        """
        random, days = self._random, self._days[site]
        opening, midnight = days.openings[day], days.midnights[day]
        minute = opening.opens + when * (opening.closes - opening.opens - 10)
        at = min(midnight + datetime.timedelta(minutes=minute), self._now)
        closes = midnight + datetime.timedelta(minutes=opening.closes)
        left_at = None
        if random.random() < 0.2:
            left_at = min(at + datetime.timedelta(minutes=20 + random.random() * 80), closes)
        return Coming(
            site,
            at,
            answers=answers(random, visits=said, mood=random.random(), talks=0.08, by_night=False)
            if said >= 0
            else None,
            left_at=max(left_at, at) if left_at else None,
            gone_by=max(closes, at),
            chance=random.random(),
        )

    def _days_open(self, index: int) -> _Days:
        site = self._network.sites[index]
        today = self._now.astimezone(LONDON).date()
        days = [today - datetime.timedelta(days=ago) for ago in range(YEARS * 365, 0, -1)]
        openings = [(day, opening) for day in days if (opening := site.open_on(day))]
        return _Days(
            [opening for _, opening in openings],
            [
                datetime.datetime.combine(day, datetime.time(), LONDON).astimezone(datetime.UTC)
                for day, _ in openings
            ],
            len({opening.weekday for opening in site.opening}),
        )


def _shuffled(shares: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shares in an order in which the first few people are not all alike."""
    return tuple(shares[(place * 37) % len(shares)] for place in range(len(shares)))

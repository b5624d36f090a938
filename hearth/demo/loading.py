"""Playing a network out in its partnership: everything in one transaction, or nothing."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction
from psycopg import sql

from hearth.demo import (
    advising,
    bringing,
    diaries,
    going_wrong,
    handing_over,
    just_now,
    on_the_desk,
    paying,
)
from hearth.demo.bare_tables import bare
from hearth.demo.comers import Comer, as_date
from hearth.demo.coming import Arrival, Simulation
from hearth.demo.copying import Id, Ids
from hearth.demo.crowd import Crowd
from hearth.demo.invention import Inventor, Somebody
from hearth.demo.knowing import Known, Register
from hearth.demo.network import Network
from hearth.demo.offers import laying
from hearth.demo.readings import laying as readings
from hearth.demo.settling import Standing, settle
from hearth.demo.stories import asking, erasing_them, worrying
from hearth.demo.stories import laying as stories
from hearth.demo.together import laying as together
from hearth.demo.trail import Trail
from hearth.demo.visiting import Coming, Ledger
from hearth.people import findable
from hearth.places.models import Site
from hearth.places.opening import LONDON

Tell = Callable[[], object]
"""Is called after each day that has been played out, or each person."""

WHY_LINKED = "They told us they had been to both, and both birth dates are the same"
LINKED = 0.6
"""How many of those who have two records are known to be one person."""


@dataclass(frozen=True)
class Loaded:
    """What was put into a partnership."""

    people: int
    visits: int
    headcounts: int


def is_filled() -> bool:
    """Test if there is anything in the partnership in hand."""
    return Site.objects.exists()


@transaction.atomic
def load(network: Network, *, seed: int, now: datetime.datetime, tell: Tell) -> Loaded:
    """
    Fill the partnership in hand, as its tables' owner: sites, workers, people, visits and offers.

    :param now: the moment up to which people have come
    """
    today = now.astimezone(LONDON).date()
    standing = settle(network, today=today)
    story = Story(network, standing, seed=seed, now=now)
    with bare(dict.fromkeys([*story.ledger.models, *story.register.models])):
        for _ in story.play(today):
            tell()
        story.keep_the_doors_busy()
        story.write_down_people()
    findable.rebuild()
    note_batch(standing, now=now, seed=f"{seed}/{network.slug}")
    on_the_desk.lay(network, standing, now=now)
    laying.lay(network, standing, now=now, seed=f"{seed}/{network.slug}")
    stories.lay(network, standing, now=now)
    worrying.lay(network, standing, now=now)
    story.let_teams_support(now)
    readings.lay(network, standing, now=now)
    going_wrong.lay(network, standing, now=now)
    handing_over.lay(network, standing, now=now)
    diaries.lay(network, standing, now=now)
    asking.lay(network, standing, now=now)
    advising.lay(network, today=today)
    erasing_them.lay(network, standing, now=now)
    bringing.lay(network)
    paying.lay(network, standing, now=now)
    register, ledger = story.register, story.ledger
    return Loaded(register.people.count, ledger.visits.count, ledger.headcounts.count)


@transaction.atomic
def load_crowd(
    network: Network, *, people: int, visits: int, seed: int, now: datetime.datetime, tell: Tell
) -> Loaded:
    """Fill the partnership in hand with exactly so many people and visits, to measure with."""
    standing = settle(network, today=now.astimezone(LONDON).date())
    crowd = Crowd(network, standing, people=people, visits=visits, seed=seed, now=now)
    with bare(dict.fromkeys([*crowd.ledger.models, *crowd.register.models])):
        for _ in crowd.gather():
            tell()
    findable.rebuild()
    note_batch(standing, now=now, seed=f"{seed}/{network.slug}")
    return Loaded(
        crowd.register.people.count, crowd.ledger.visits.count, crowd.ledger.headcounts.count
    )


class Story:
    """A simulation on its way into the tables."""

    def __init__(
        self, network: Network, standing: Sequence[Standing], *, seed: int, now: datetime.datetime
    ) -> None:
        words = f"{seed}/{network.slug}"
        self.ledger = Ledger(standing, now=now, seed=words)
        self.register = Register(standing, now=now, seed=words)
        self._network, self._standing, self._now, self._words = network, standing, now, words
        self._simulation = Simulation(network, seed=seed)
        self._inventor = Inventor(network, seed)
        self._known: dict[int, Known] = {}
        self._ids = Ids(f"{words}/persons")
        self._random = Random(f"{words}/links")  # noqa: S311

    def play(self, until: datetime.date) -> Iterator[datetime.date]:
        """Write down day after day of arrivals, and say which day is done."""
        for day, arrivals in self._simulation.days(until):
            for arrival in arrivals:
                if arrival.at <= self._now:
                    self._write_down(arrival)
            yield day

    def keep_the_doors_busy(self) -> None:
        """Let somebody be waiting to talk, and the team be in, wherever it is open just now."""
        sites_open = list(just_now.sites_open(self._network, self._now))
        for site, opened_at in sites_open:
            people = self._who_might_come(site)
            coming_now = just_now.waiting_to_talk(site, people, opened_at=opened_at, now=self._now)
            for number, coming in coming_now:
                known = self._known[number]
                on = coming.at.astimezone(LONDON).date()
                known.welcomed(site, on, chance=coming.chance)
                self.ledger.visit(coming._replace(person_id=known.id))
        self.ledger.copy()
        just_now.sign_in_the_team(self._standing, sites_open, now=self._now, seed=self._words)

    def write_down_people(self) -> None:
        """Write down everybody who has come, and link some of those who have two records."""
        for number, known in self._known.items():
            comer = self._comers[number]
            died_on = as_date(comer.died_day) if comer.died_day else None
            self.register.add(known, self._who(comer, known), died_on=died_on)
        for number, known in self._known.items():
            comer = self._comers[number]
            same_as = self._known.get(comer.same_as)
            if same_as is None or self._random.random() >= LINKED:
                continue
            if comer.died_day or self._comers[comer.same_as].died_day:
                continue
            if by := self._who_works_at_both(known, same_as):
                self.register.link(same_as, known, by=by, why=WHY_LINKED)
        self.register.copy()

    def let_teams_support(self, now: datetime.datetime) -> None:
        """Let teams and people do things together, once both are written down."""
        together.lay(
            self._network, self._standing, self._known, self._comers, now=now, seed=self._words
        )

    @property
    def _comers(self) -> list[Comer]:
        return self._simulation.comers

    def _write_down(self, arrival: Arrival) -> None:
        person_id, child_alone = None, False
        if comer := arrival.comer:
            known = self._known.get(comer.number)
            if known is None:
                known = Known(self._ids.at(arrival.at), arrival.at)
                self._known[comer.number] = known
            on = arrival.at.astimezone(LONDON).date()
            known.welcomed(arrival.site, on, chance=arrival.chance)
            person_id = known.id
            child_alone = (
                comer.young and arrival.answers is not None and arrival.answers.how_came == "ALONE"
            )
        coming = Coming(
            arrival.site,
            arrival.at,
            person_id,
            arrival.answers,
            arrival.left_at,
            arrival.gone_by,
            child_alone,
            arrival.chance,
        )
        if arrival.is_group:
            self.ledger.headcount(coming, arrival.people)
        else:
            self.ledger.visit(coming)

    def _who(self, comer: Comer, known: Known) -> Somebody:
        first = self._known.get(comer.same_as)
        if first:
            original = self._who(self._comers[comer.same_as], first)
            return self._inventor.invent_again(original, comer.number)
        return self._inventor.invent(
            comer.number,
            site=self._network.sites[comer.home].slug,
            visits=comer.visits,
            met_on=known.first_at.date(),
            young=comer.young,
        )

    def _who_might_come(self, site: int) -> list[int]:
        """Return people who come to a site and have not come today, those last here first."""
        today = self._now.astimezone(LONDON).date()
        lately = today - datetime.timedelta(days=60)
        here = [
            (known.welcomes[site].last_on, number)
            for number, known in self._known.items()
            if site in known.welcomes and lately <= known.welcomes[site].last_on < today
        ]
        return [
            number
            for _, number in sorted(here, reverse=True)
            if not self._comers[number].died_day
            and max(at.last_on for at in self._known[number].welcomes.values()) < today
        ]

    def _who_works_at_both(self, one: Known, other: Known) -> Id | None:
        """Return a worker in the teams of both people's first sites, who can see both."""
        first, second = (self._standing[known.first_site].team for known in (one, other))
        return next((worker for worker in first if worker in second), None)


def note_batch(standing: Sequence[Standing], *, now: datetime.datetime, seed: str) -> None:
    """Say in the audit trail, once for each site, where its visits have come from."""
    trail = Trail(f"{seed}/batch")
    for here in standing:
        trail.note(
            now,
            by=None,
            verb="imported by the demonstration",
            model=Site,
            subject_id=here.id,
            place_id=here.id,
        )
    trail.copy()


def tidy_up() -> None:
    """
    Let the database count what is in its tables and note which pages all may see, so that it
    plans its questions well and answers reports from indexes alone. Outside any transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table)))

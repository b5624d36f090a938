"""
Who supports whom, with what, and since when: laid once everybody has come.

Each of a team has people of their own at the first of their sites. What waits for each on the day
on which the demonstration is opened is the same for all: a hello for today, one that is past,
promises for today and past, somebody who has gone quiet. York's first phase is in first_phase.py.
"""

import datetime
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.comers import Comer
from hearth.demo.copying import Id
from hearth.demo.knowing import Known
from hearth.demo.network import Network, Worker
from hearth.demo.settling import Standing
from hearth.demo.together.first_phase import lay_first_phase
from hearth.demo.together.introducing import Offered, introduced
from hearth.demo.together.people import (
    Supported,
    has_been_lately,
    has_gone_quiet,
    supportable,
)
from hearth.demo.together.rows import Shelf, Whose
from hearth.places.opening import LONDON
from hearth.support.models import GoalState, StrandKind, StrandState

WORDS = Path(__file__).with_name("words.toml")
OWN_PEOPLE = (8, 12)
"""How many people a worker has, the fewest and the most."""
HELLO_TODAY, HELLO_PAST, PROMISE_TODAY, PROMISE_PAST, QUIET = range(5)
SUPPORTERS = (Role.TEAM_MEMBER, Role.CONNECTOR)
A_DAY = datetime.timedelta(days=1)
SAYS = {
    "peer": StrandKind.PEER,
    "recovery": StrandKind.RECOVERY,
    "nurse": StrandKind.CLINICAL,
    "social care": StrandKind.SOCIAL_CARE,
    "prescriber": StrandKind.SOCIAL_PRESCRIBING,
    "group": StrandKind.SOCIAL_PRESCRIBING,
}
AFTER_FIRST_PHASE = datetime.date(2024, 10, 1)


@cache
def words() -> dict[str, Any]:
    """Return what invented people and workers say, as words.toml has it."""
    return tomllib.loads(WORDS.read_text())


def lay(
    network: Network,
    standing: Sequence[Standing],
    known: dict[int, Known],
    comers: list[Comer],
    *,
    now: datetime.datetime,
    seed: str,
) -> None:
    """Lay what the teams of a network and its people do together, as the tables' owner."""
    today = now.astimezone(LONDON).date()
    shelf, chance = Shelf(seed=seed), Random(f"{seed}/together")  # noqa: S311
    ids = dict(User.objects.values_list("username", "id"))
    at = {here.site.slug: number for number, here in enumerate(standing)}
    begun = lay_first_phase(
        network, standing, shelf, today=today, chance=chance, words=words(),
        people={site: list(supportable(known, comers, site=site)) for site in at.values()},
    )  # fmt: skip
    free = {
        site: [one for one in supportable(known, comers, site=site) if one.id not in begun]
        for site in at.values()
    }
    offered = Offered.here()
    supporters = [
        each for each in network.workers if each.role in (Role.TEAM_MEMBER, Role.CONNECTOR)
    ]
    for number, worker in enumerate(supporters):
        site = at[worker.sites[0]]
        by = ids[worker.username].hex
        caseload = Caseload(standing, site, by, shelf, chance, today, offered)
        caseload.lay(free[site], kind_of(worker, number))
    shelf.copy()


def kind_of(worker: Worker, number: int) -> str:
    """Return what a worker gives most: what their half sentence says, or else by turns."""
    for word, kind in SAYS.items():
        if word in worker.about:
            return kind.value
    return (StrandKind.PEER, StrandKind.CARER, StrandKind.RECOVERY)[number % 3].value


class Caseload:
    """One worker's own people at a site, as they are written down."""

    def __init__(
        self, standing: Sequence[Standing], site: int, worker: Id, shelf: Shelf, chance: Random,
        today: datetime.date, offered: Offered,
    ) -> None:  # fmt: skip
        self._standing, self._here, self._worker = standing, standing[site], worker
        self._shelf, self._chance, self._today, self._offered = shelf, chance, today, offered

    def lay(self, free: list[Supported], kind: str) -> None:
        """Take people of those who are free, and write down what is done with each."""
        lately = [one for one in free if has_been_lately(one, self._today)]
        quiet = [one for one in free if has_gone_quiet(one, self._today)]
        how_many = self._chance.randint(*OWN_PEOPLE)
        chosen = self._chance.sample(lately, min(how_many, len(lately)))
        if quiet:
            chosen.insert(QUIET, self._chance.choice(quiet))
        for shape, one in enumerate(chosen):
            free.remove(one)
            self._support(one, kind, shape)

    def _support(self, one: Supported, kind: str, shape: int) -> None:
        began = max(one.first_on + A_DAY, AFTER_FIRST_PHASE, self._today - self._days(40, 300))
        whose = Whose(one.id, self._here.held_by, self._here.site, self._worker)
        until = min(self._today - A_DAY, one.last_on)
        began = min(began, until - 21 * A_DAY)
        self._shelf.share(whose, [self._standing[site].id for site in one.known_at], began)
        self._shelf.converse(whose, began, self._pick("conversations"))
        under_way = began + self._days(2, 9)
        states: list[tuple[str, datetime.date]] = [
            (StrandState.OFFERED, began), (StrandState.WITH, under_way),
        ]  # fmt: skip
        is_over = shape > QUIET and self._chance.random() < 0.2
        if is_over:
            states.append((StrandState.FINISHED, until))
        self._shelf.strand(whose, kind, states, ending=self._pick("endings"))
        self._meet(whose, under_way, until)
        if self._chance.random() < 0.7:
            self._aim(whose, under_way, until, reached=is_over)
        self._promise(whose, under_way, until, shape)
        for said in introduced(self._offered, self._chance, under_way, self._today):
            self._shelf.introduce(whose, said)
        if shape != QUIET and not is_over:
            self._keep(whose, under_way, until, shape)

    def _meet(self, whose: Whose, first: datetime.date, last: datetime.date) -> None:
        on = first
        while on <= last:
            self._shelf.contact(whose, on, self._pick("contacts"))
            on += self._days(9, 30)

    def _aim(
        self, whose: Whose, first: datetime.date, last: datetime.date, *, reached: bool
    ) -> None:
        said = self._pick("goals")
        states: list[tuple[str, datetime.date]] = [(GoalState.WORKING, first)]
        if reached:
            states.append((GoalState.REACHED, last))
        every = (last - first) / len(said["steps"])
        steps = [
            (first + every * number, how_far, spoken)
            for number, (how_far, spoken) in enumerate(said["steps"])
        ]
        self._shelf.goal(whose, said, states, steps)

    def _promise(self, whose: Whose, first: datetime.date, last: datetime.date, shape: int) -> None:
        mine, theirs = words()["promises"]["mine"], words()["promises"]["theirs"]
        done_on = first + self._days(3, 7)
        self._shelf.promise(
            whose, self._chance.choice(mine), first, done_on, done_on=min(done_on, last)
        )
        if shape in (PROMISE_TODAY, PROMISE_PAST):
            due_on = self._today - (3 * A_DAY if shape == PROMISE_PAST else 0 * A_DAY)
            self._shelf.promise(whose, self._chance.choice(mine), min(last, due_on), due_on)
        elif shape > QUIET and self._chance.random() < 0.5:
            due_on = self._today + self._days(2, 14)
            what = self._chance.choice(theirs)
            self._shelf.promise(whose, what, last, due_on, by_worker=False)

    def _keep(self, whose: Whose, first: datetime.date, last: datetime.date, shape: int) -> None:
        every = self._chance.choice((7, 14, 28))
        next_on = self._today + {HELLO_TODAY: 0, HELLO_PAST: -2}.get(shape, 3) * A_DAY
        if shape not in (HELLO_TODAY, HELLO_PAST):
            next_on += self._days(0, 10)
        said_on: list[datetime.date] = []
        on = next_on - every * A_DAY
        while on > first and len(said_on) < 4:
            if on <= self._today - A_DAY:
                said_on.append(on)
            on -= every * A_DAY
        agreed_on = min(first, last)
        self._shelf.keep_in_touch(
            whose, agreed_on, next_on, said_on[::-1], every_days=every,
            if_no_answer=self._chance.choice(words()["if_no_answer"]),
        )  # fmt: skip

    def _pick(self, name: str) -> Any:
        return self._chance.choice(words()[name])

    def _days(self, least: int, most: int) -> datetime.timedelta:
        return self._chance.randint(least, most) * A_DAY

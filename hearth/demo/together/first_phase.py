"""
York's first phase, from May to September, as far as it was published.

Published (networks.json): how many people had each kind of support, how many goals were worked
towards with recovery workers, how many welcoming conversations there were. Made up: the year, for
which the first in which the hub is open is taken; who they were, on which days, and what was said.
The numbers stand nowhere else: a report counts the rows that this writes.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from hearth.accounts.models import User
from hearth.demo.copying import Id
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.together.people import Supported
from hearth.demo.together.rows import Shelf, Whose
from hearth.support.models import GoalState, Strand, StrandKind, StrandState

PUBLISHED = Path(__file__).parents[1] / "networks.json"
FIRST, LAST = datetime.date(2024, 5, 1), datetime.date(2024, 9, 30)
HUB = "clarence-street"
SKILLS = "Skills and understanding of mental health"
A_DAY = datetime.timedelta(days=1)
A_YEAR = 365 * A_DAY


class Part(NamedTuple):
    """One kind of support in the first phase."""

    published: str
    """What networks.json calls it."""
    kind: StrandKind
    worker: str
    own_name: str = ""
    with_who: str = ""


PARTS = (
    Part("social prescribing", StrandKind.SOCIAL_PRESCRIBING, "connie"),
    Part(SKILLS[0].lower() + SKILLS[1:], StrandKind.RECOVERY, "ros", own_name=SKILLS),
    Part(
        "carers supported by the carer peer support worker", StrandKind.CARER, "tomasz",
        with_who="Pat Linfoot, Snickelway Carers",
    ),
    Part("social care input", StrandKind.SOCIAL_CARE, "devika"),
    Part("peer support and peer support groups", StrandKind.PEER, "tomasz"),
)  # fmt: skip
GOALS = "goals worked towards with recovery workers"
CONVERSATIONS = "welcoming conversations booked"
GOALS_EACH = 5 / 4
"""How many goals somebody has who works towards any with a recovery worker, on average."""


@cache
def published() -> Mapping[str, int]:
    """Return how many of each there were, as York published it."""
    networks = json.loads(PUBLISHED.read_text())["networks"]
    york = next(one for one in networks if one["slug"] == "york")
    counts: Mapping[str, int] = york["published"]["phase_1_may_to_september"]
    return counts


def lay_first_phase(
    network: Network,
    standing: Sequence[Standing],
    shelf: Shelf,
    *,
    people: Mapping[int, list[Supported]],
    today: datetime.date,
    chance: Random,
    words: Mapping[str, Any],
) -> set[Id]:
    """
    Lay York's first phase, if it is a year ago and its workers are there.

    :param people: who can be supported, by the number of the site
    :returns: who was supported in it
    """
    usernames = {worker.username for worker in network.workers}
    if not usernames >= {part.worker for part in PARTS} or today < LAST + A_YEAR:
        return set()
    site = next(n for n, here in enumerate(standing) if here.site.slug == HUB)
    came = [one for one in people[site] if one.first_on <= LAST - 28 * A_DAY]
    return Phase(standing, site, shelf, chance, words).lay(came)


class Phase:
    """The first phase, as it is written down."""

    def __init__(
        self, standing: Sequence[Standing], site: int, shelf: Shelf, chance: Random,
        words: Mapping[str, Any],
    ) -> None:  # fmt: skip
        self._standing, self._here, self._shelf = standing, standing[site], shelf
        self._chance, self._words = chance, words
        users = User.objects.values_list("username", "id")
        self._workers = {username: user_id.hex for username, user_id in users}
        self._skills = Strand.objects.create(
            site=self._here.site, kind=StrandKind.RECOVERY, name=SKILLS
        )
        self._began: dict[Id, datetime.date] = {}

    def lay(self, came: list[Supported]) -> set[Id]:
        """Write down everybody's part in it, and return who they were."""
        for part in PARTS:
            for one in self._chance.sample(came, published()[part.published]):
                self._support(one, part)
        for one in self._with_a_recovery_worker(came):
            self._support(one, Part(GOALS, StrandKind.RECOVERY, "ros"))
        for one in self._chance.sample(came, published()[CONVERSATIONS]):
            whose = self._whose(one, "tomasz")
            said = self._chance.choice(self._words["conversations"])
            self._shelf.converse(whose, self._began[one.id], said)
        return set(self._began)

    def _with_a_recovery_worker(self, came: list[Supported]) -> list[Supported]:
        """Set as many goals as were published, and return whose they are."""
        goals = published()[GOALS]
        them = self._chance.sample(came, round(goals / GOALS_EACH))
        for number in range(goals):
            one = them[number % len(them)]
            whose = self._whose(one, "ros")
            said = self._chance.choice(self._words["goals"])
            first = self._under_way(one)
            steps = [
                (first + 18 * number * A_DAY, how_far, spoken)
                for number, (how_far, spoken) in enumerate(said["steps"])
            ]
            reached = (GoalState.REACHED, steps[-1][0] + 14 * A_DAY)
            self._shelf.goal(whose, said, [(GoalState.WORKING, first), reached], steps)
        return them

    def _support(self, one: Supported, part: Part) -> None:
        whose = self._whose(one, part.worker)
        under_way = self._under_way(one)
        over = under_way + self._chance.randint(60, 300) * A_DAY
        self._shelf.strand(
            whose, part.kind.value,
            [
                (StrandState.OFFERED, self._began[one.id]), (StrandState.WITH, under_way),
                (StrandState.FINISHED, over),
            ],
            strand_id=self._skills.id.hex if part.own_name else None, with_who=part.with_who,
            ending=self._chance.choice(self._words["endings"]),
        )  # fmt: skip
        for number in range(self._chance.randint(1, 4)):
            on = under_way + 14 * number * A_DAY
            self._shelf.contact(whose, on, self._chance.choice(self._words["contacts"]))

    def _whose(self, one: Supported, worker: str) -> Whose:
        """Return whose support it is; who had none yet shares it with the team first."""
        whose = Whose(one.id, self._here.held_by, self._here.site, self._workers[worker])
        if one.id not in self._began:
            earliest = max(FIRST, one.first_on + A_DAY)
            days = (LAST - 21 * A_DAY - earliest).days
            self._began[one.id] = earliest + self._chance.randint(0, days) * A_DAY
            known_at = [self._standing[site].id for site in one.known_at]
            self._shelf.share(whose, known_at, self._began[one.id])
        return whose

    def _under_way(self, one: Supported) -> datetime.date:
        return self._began[one.id] + self._chance.randint(2, 14) * A_DAY

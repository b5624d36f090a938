"""
The attendance report worked out again, slowly, in plain Python: what the SQL must agree with.

It shares no code with the report, and reads its rules from the definitions that are printed.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Came:
    """A visit (how_many is 0) or a headcount, as a test made it up."""

    site: int
    at: datetime.datetime
    person: int | None = None
    how_many: int = 0
    taken_back: bool = False
    brought: tuple[str, ...] = ()
    how_came: str = ""
    otherwise: str = ""

    @property
    def day(self):
        return self.at.astimezone(LONDON).date()

    @property
    def hour(self):
        return self.at.astimezone(LONDON).hour


def same_people(people, links):
    """Return whom each record stands for: the smallest of all that are linked to it."""
    stands_for = {person: person for person in people}
    changed = True
    while changed:
        changed = False
        for one, other in links:
            least = min(stands_for[one], stands_for[other])
            changed = changed or stands_for[one] != least or stands_for[other] != least
            stands_for[one] = stands_for[other] = least
    return stands_for


class Oracle:
    def __init__(self, came, links, people, *, sites, first, last):
        self.first, self.last = first, last
        stands_for = same_people(people, links)
        counting = [c for c in came if not c.taken_back and c.site in sites]
        self.within = [c for c in counting if first <= c.day <= last]
        self.visits = [c for c in self.within if not c.how_many]
        self.heads = [c for c in self.within if c.how_many]
        self.who = {id(c): stands_for[c.person] for c in counting if c.person is not None}
        self.known = [c for c in self.visits if c.person is not None]
        self.ever = defaultdict(list)
        for c in counting:
            if not c.how_many and c.person is not None:
                self.ever[stands_for[c.person]].append(c.day)

    def counts(self, only=lambda c: True):
        visits, heads = filter(only, self.visits), list(filter(only, self.heads))
        visits = list(visits)
        named = sum(c.person is not None for c in visits)
        return named, len(visits) - named, len(heads), sum(c.how_many for c in heads)

    def people(self, only=lambda c: True):
        return {self.who[id(c)] for c in self.known if only(c)}

    def new(self):
        return {p for p in self.people() if min(self.ever[p]) >= self.first}

    def new_in_month(self):
        return Counter(min(self.ever[p]).replace(day=1) for p in self.new())

    def regulars(self):
        """Return the regulars as (person, first day of the block), and those who are weekly."""
        regular, weekly = set(), set()
        ends = self.last
        while ends - datetime.timedelta(days=90) >= self.first:
            begins = ends - datetime.timedelta(days=90)
            weeks = defaultdict(set)
            for c in self.known:
                if begins <= c.day <= ends:
                    weeks[self.who[id(c)]].add((c.day - begins).days // 7)
            for person, came in weeks.items():
                if len(came) >= 6:
                    regular.add((person, begins))
                    if len(came) / (max(came) - min(came) + 1) >= 0.75:
                        weekly.add((person, begins))
            ends = begins - datetime.timedelta(days=1)
        return regular, weekly

    def visits_by(self, people):
        return [c for c in self.known if self.who[id(c)] in people]

    def visits_in_blocks(self, person_blocks):
        return [
            c
            for c in self.known
            if any(
                self.who[id(c)] == person and 0 <= (c.day - begins).days <= 90
                for person, begins in person_blocks
            )
        ]

    def hours(self):
        found = Counter()
        for c in self.within:
            found[c.day.weekday(), c.hour] += c.how_many or 1
        return found

    def answers(self, question):
        found = Counter()
        for c in self.visits:
            given = getattr(c, question)
            if isinstance(given, str):
                given = [given] if given else []
            for answer in set(given):
                found[answer] += 1
            if not given:
                found[""] += 1
        return found

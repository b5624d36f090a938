"""The shapes of a report: figures that say what they mean, and what each opens to."""

from collections.abc import Mapping
from dataclasses import dataclass

from hearth.evidence.period import Period
from hearth.evidence.queries.scope import Scope

Behind = Mapping[str, str] | None
"""How an address says which visits are behind a number. None: this reader may not see them."""


@dataclass(frozen=True)
class Figure:
    """One number, what it counts, and what it means."""

    name: str
    """A code that never changes."""
    words: str
    value: int
    definition: str
    of: int | None = None
    """How many there are altogether, for a figure that is some of something."""
    behind: Behind = None

    @property
    def share(self) -> float | None:
        """From 0 to 1. None when it is not some of something, or there is nothing to be some of."""
        return self.value / self.of if self.of else None


@dataclass(frozen=True)
class Counts:
    """Comings of three kinds, kept apart because only one of them counts people we know."""

    named: int = 0
    unnamed: int = 0
    headcounts: int = 0
    """How many headcounts were taken."""
    counted: int = 0
    """How many people were in them."""

    @property
    def visits(self) -> int:
        return self.named + self.unnamed

    @property
    def attendances(self) -> int:
        return self.named + self.unnamed + self.counted

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.named + other.named,
            self.unnamed + other.unnamed,
            self.headcounts + other.headcounts,
            self.counted + other.counted,
        )


@dataclass(frozen=True)
class Row:
    """What came of one month, site, kind of site or tier."""

    words: str
    counts: Counts
    people: int
    """Different people known by name. Rows can't be added up: one person may be in several."""
    new: int | None
    """People whose first visit it was. Only months have it."""
    behind: Behind
    whole: bool = True
    """False for a month of which the report does not cover every day."""


@dataclass(frozen=True)
class Cut:
    """The same comings, cut by one thing."""

    name: str
    title: str
    each: str
    """What a row is: "Month", "Site"."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Hour:
    """What came of one hour of the day on one weekday."""

    weekday: int
    """0 is Monday."""
    hour: int
    """0 to 23."""
    attendances: int
    behind: Behind


@dataclass(frozen=True)
class Answer:
    """How many visits gave one answer."""

    words: str
    visits: int
    share: float | None
    """Of the visits where there is an answer; None for those not asked."""
    behind: Behind


@dataclass(frozen=True)
class Question:
    """What was said at the door when it was asked."""

    name: str
    title: str
    answered: int
    """Visits with an answer."""
    answers: tuple[Answer, ...]
    """The last is "Not asked"."""
    note: str = ""


@dataclass(frozen=True)
class Regularity:
    """How often regulars come."""

    weekly: Figure
    """Of the regulars in each block of 13 weeks, those who came weekly."""
    blocks: int
    """How many blocks of 13 weeks the period holds."""
    behind_regulars: Behind

    @property
    def says(self) -> str:
        """Return the finding in a sentence, also when there is none."""
        if not self.blocks:
            return (
                "This period is shorter than 13 weeks (91 days), so it can't say who is a regular. "
                "Choose a longer one."
            )
        if not self.weekly.of:
            return "Nobody was a regular in this period."
        return ""


@dataclass(frozen=True)
class Attendance:
    """Who came, where and when: the whole report."""

    scope: Scope
    period: Period
    counts: Counts
    comings: tuple[Figure, Figure, Figure]
    """Visits by name, visits without, and people in headcounts: never added together as people."""
    attendances: Figure
    people: Figure
    new: Figure
    returning: Figure
    regularity: Regularity
    cuts: tuple[Cut, ...]
    """By month; and for more than one site by site, kind of site and tier."""
    hours: tuple[Hour, ...]
    """Only those in which anybody came."""
    questions: tuple[Question, ...]

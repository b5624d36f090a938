"""
The star schema of the lake: facts and dimensions, column by column.

It is said once, here. What is published, what is simulated, what a measure reads and the page
docs/reference/lake.md all follow it. Nothing in it names a person: `person` is a pseudonym (see
pseudonyms.py), and there are no words that somebody typed, no birth date and no postcode.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

PARTITIONS = ("partnership", "month")
"""What every file is partitioned by, and every row of a fact carries when it is read."""

KINDS: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "words": pa.string(),
        "day": pa.date32(),
        "number": pa.int32(),
        "pseudonym": pa.int64(),
        "yes or no": pa.bool_(),
    }
)
"""The kinds of column there are, and what each is in Arrow and so in Parquet."""

AGE_BANDS = ("under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64",
             "65 to 74", "75 and over")  # fmt: skip
"""Ages in whole years on the day of the fact. Empty where no birth date is known."""


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind (see KINDS), and what it means."""

    name: str
    kind: str
    means: str
    may_be_missing: bool = False

    @property
    def field(self) -> pa.Field:
        return pa.field(self.name, KINDS[self.kind], nullable=self.may_be_missing)


@dataclass(frozen=True)
class Table:
    """A fact or a dimension: what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]
    is_fact: bool = True
    only_marked: bool = False
    """It is so long that a month of it is read again only if a mark says that it changed."""

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([column.field for column in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


HUB = Column("hub", "words", "at which site: the id in `hubs`")
HUB_IF_ANY = Column("hub", "words", "at which site: the id in `hubs`", may_be_missing=True)
PERSON = Column(
    "person", "pseudonym",
    "who, by a pseudonym: the same number is the same person, of one partnership and until its "
    "keys are changed. Missing where nobody is named",
    may_be_missing=True,
)  # fmt: skip
AGE_BAND = Column("age_band", "words", "the person’s age that day, in bands; empty if not known")

VISITS = Table(
    "visits",
    "one arrival of one person at a site, that was not taken back",
    (
        HUB,
        Column("day", "day", "the day in England on which they arrived"),
        Column("hour", "number", "the hour in England, 0 to 23"),
        Column("named", "yes or no", "whether they are known by name, by however little"),
        PERSON,
        AGE_BAND,
    ),
    only_marked=True,
)
HEADCOUNTS = Table(
    "headcounts",
    "a number of visits counted together, nobody named",
    (
        HUB,
        Column("day", "day", "the day in England"),
        Column("hour", "number", "the hour in England, 0 to 23"),
        Column("people", "number", "how many were counted"),
    ),
)
WAITS = Table(
    "waits",
    "one time that somebody at a site would have liked to talk",
    (
        HUB,
        Column("day", "day", "the day in England on which they said so"),
        Column("minutes", "number", "until somebody came; missing if nobody has",
               may_be_missing=True),
        Column("left_before", "yes or no", "they went, or changed their mind, before anyone came"),
    ),
)  # fmt: skip
CONVERSATIONS = Table(
    "conversations",
    "the first welcoming conversation with somebody",
    (
        HUB_IF_ANY,
        Column("day", "day", "the day in England on which the first words of it were written"),
        PERSON,
        AGE_BAND,
    ),
)
CONTACTS = Table(
    "contacts",
    "one piece of support that happened, wherever it was, that was not taken back",
    (
        HUB_IF_ANY,
        Column("day", "day", "the day on which it happened"),
        Column("how", "words", "how they met: a code of `HowMet`"),
        Column("minutes", "number", "how long it took, if it was said", may_be_missing=True),
        Column("named", "yes or no", "whether the person is known by name"),
        PERSON,
        AGE_BAND,
    ),
)
INTRODUCTIONS = Table(
    "introductions",
    "one warm introduction, on the day on which it was begun, as it stands now",
    (
        HUB,
        Column("day", "day", "the day on which it was begun"),
        Column("way", "words", "a code of `Way`: told about it, put in touch, going along"),
        Column("service", "words", "to which service: the id in `services`", may_be_missing=True),
        Column("to_hub", "words", "to which hub of ours: the id in `hubs`", may_be_missing=True),
        Column("need", "words", "for what: the name of a term; empty if not said"),
        Column("became", "words", "MET, STOPPED, OTHER_WAY, ERASED or GOING"),
        Column("days_to_meet", "number", "from the day it was begun until they met",
               may_be_missing=True),
        Column("fitted", "words", "whether it fitted: a code of `Fitted`; empty if not said"),
        PERSON,
        AGE_BAND,
    ),
)  # fmt: skip
UNMET_NEEDS = Table(
    "unmet_needs",
    "something asked for that nobody here offers, or could offer in time. It names nobody",
    (
        HUB_IF_ANY,
        Column("day", "day", "the day on which it was told"),
        Column("need", "words", "the name of a term; empty if it has none"),
        Column("told", "words", "how it became known: a code of `Told`"),
        Column("in_the_evening", "yes or no", "it was wanted in the evening"),
        Column("at_the_weekend", "yes or no", "it was wanted at the weekend"),
    ),
)
HELLOS = Table(
    "hellos",
    "one hello that was agreed for a day: said, or still to be said",
    (
        HUB_IF_ANY,
        Column("day", "day", "the day for which it was agreed"),
        Column("days_late", "number", "days from then until it was said, below nought if it was "
               "said early; missing if it was not", may_be_missing=True),
        Column("answered", "yes or no", "whether the person answered it"),
        PERSON,
        AGE_BAND,
    ),
)  # fmt: skip
GOALS = Table(
    "goals",
    "one goal of somebody, on the day since which it stands as it does",
    (
        HUB_IF_ANY,
        Column("day", "day", "since when it is in this state"),
        Column("state", "words", "a code of `GoalState`"),
        Column("first_said", "number", "how far along it was when first said, 0 to 10",
               may_be_missing=True),
        Column("last_said", "number", "how far along it was when last said, 0 to 10",
               may_be_missing=True),
        PERSON,
        AGE_BAND,
    ),
)  # fmt: skip
OPENINGS = Table(
    "openings",
    "one day on which a site was open, by its opening times as they are written now",
    (
        HUB,
        Column("day", "day", "the day in England"),
        Column("minutes", "number", "for how long it was open that day"),
    ),
)

HUBS = Table(
    "hubs",
    "one site",
    (
        Column("hub", "words", "its id"),
        Column("name", "words", "its name"),
        Column("kind", "words", "a code of `SiteKind`"),
        Column("tier", "words", "a code of `Tier`; empty if none was given"),
        Column("opened_on", "day", "the day it opened", may_be_missing=True),
        Column("part_of", "words", "of which site it is a satellite", may_be_missing=True),
        Column("run_by", "words", "the organisation that runs it"),
    ),
    is_fact=False,
)
SERVICES = Table(
    "services",
    "one service in the directory",
    (
        Column("service", "words", "its id"),
        Column("name", "words", "its name"),
        Column("offer", "words", "what it offers: the name of a term"),
        Column("internal", "yes or no", "whether it is one of the partnership’s own"),
    ),
    is_fact=False,
)
DAYS = Table(
    "days",
    "one day, from the first to the last that a fact is on",
    (
        Column("day", "day", "the day"),
        Column("year", "number", "such as 2026"),
        Column("month_of_year", "number", "1 to 12"),
        Column("financial_year", "words", "such as 2025/26, from 1 April"),
        Column("weekday", "number", "0 is Monday"),
        Column("bank_holiday", "words", "its name in England; empty on other days"),
    ),
    is_fact=False,
)

FACTS = (
    VISITS, HEADCOUNTS, WAITS, CONVERSATIONS, CONTACTS, INTRODUCTIONS, UNMET_NEEDS, HELLOS, GOALS,
    OPENINGS,
)  # fmt: skip
DIMENSIONS = (HUBS, DAYS, SERVICES)
TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (*FACTS, *DIMENSIONS)}
)

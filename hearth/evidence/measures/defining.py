"""What a measure is: its words, and one expression over the star schema that every engine runs."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import ibis
import ibis.expr.types as ir

from hearth.lake.star import TABLES

PARTNERSHIP, HUB, MONTH = "partnership", "hub", "month"
IBIS = MappingProxyType(
    {"words": "string", "day": "date", "number": "int32", "pseudonym": "int64",
     "yes or no": "boolean"}
)  # fmt: skip


class Kind(Enum):
    """What kind of figure a measure gives."""

    COUNT = "a count"
    SHARE = "a share, with its Wilson interval of 95 per cent"
    MIDDLE = "the lower of the middle values: half are as low or lower"


@dataclass(frozen=True)
class Asked:
    """Which days, and cut by what: any of partnership, hub and month. None: all together."""

    first: datetime.date
    last: datetime.date
    by: tuple[str, ...] = ()


class Star:
    """The tables of the lake, for expressions: each fact also has its partnership and month."""

    def __getattr__(self, name: str) -> ir.Table:
        table = TABLES[name]
        columns = {column.name: IBIS[column.kind] for column in table.columns}
        extra = {PARTNERSHIP: "string", **({MONTH: "string"} if table.is_fact else {})}
        return ibis.table({**extra, **columns}, name=name)


Expression = Callable[[Star, Asked], ir.Table]
"""
Returns a row for each combination of `asked.by` with its columns, and `n`; for a share also `of`,
for a middle also `middle`.
"""


@dataclass(frozen=True)
class Measure:
    """One measure, defined once for page, paper, file and command."""

    name: str
    """As a command takes it."""
    title: str
    asks: str
    """The question that it answers."""
    definition: str
    kind: Kind
    unit: str
    numerator: str
    """What `n` counts."""
    denominator: str
    """What `of` counts; empty unless it is a share."""
    rows: tuple[str, ...]
    """The tables of the lake that it reads."""
    caveats: tuple[str, ...]
    expression: Expression
    reads_before: bool = False
    """It also reads what was before the first day: when somebody came first."""
    may_be_cut_by: tuple[str, ...] = (PARTNERSHIP, HUB, MONTH)

"""Which of those who come are supported, and since when."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from hearth.demo.comers import Comer
from hearth.demo.copying import Id
from hearth.demo.knowing import Known

LATELY = datetime.timedelta(days=40)
LONG_KNOWN = datetime.timedelta(days=28)
QUIET = (datetime.timedelta(days=50), datetime.timedelta(days=200))
"""Between how long ago somebody who has gone quiet was last here."""


class Supported(NamedTuple):
    """Somebody who comes to a site, and may be supported there."""

    id: Id
    known_at: tuple[int, ...]
    first_on: datetime.date
    last_on: datetime.date


def supportable(known: dict[int, Known], comers: list[Comer], *, site: int) -> Iterator[Supported]:
    """Return the living grown-ups who came to a site before any other, those met first first."""
    for number, one in known.items():
        comer = comers[number]
        if one.first_site != site or comer.young or comer.died_day or comer.same_as >= 0:
            continue
        at = one.welcomes[site]
        last_on = max(each.last_on for each in one.welcomes.values())
        yield Supported(one.id, tuple(one.welcomes), at.first_on, last_on)


def has_been_lately(one: Supported, today: datetime.date) -> bool:
    """Test if somebody is known for some weeks, and was here not long ago."""
    return one.last_on - one.first_on >= LONG_KNOWN and one.last_on >= today - LATELY


def has_gone_quiet(one: Supported, today: datetime.date) -> bool:
    """Test if somebody came for some weeks, and then no more."""
    least, most = QUIET
    known = one.last_on - one.first_on >= LONG_KNOWN
    return known and today - most <= one.last_on <= today - least

"""What people looked for, for connectors to learn from. Nobody is named in any of it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Func, Q
from django.db.models.functions import TruncWeek

from hearth.directory.models import Search, Term
from hearth.foundation.actors import Actor, Permission, require_somewhere

WORDS_KEPT = datetime.timedelta(days=7)
"""For how long the words of a search are kept at all."""
WEEKS = 8
SHOWN = 200


@dataclass(frozen=True)
class Looked:
    """Words that somebody searched for in the last days."""

    words: str
    times: int
    found: int
    """The least that it found."""
    widened: bool
    not_understood: list[str]
    neighbourhoods: list[str]

    @property
    def in_vain(self) -> bool:
        return not self.found


@dataclass(frozen=True)
class TermLooked:
    """How often a term of the hubs' own was looked for, by week."""

    name: str
    times: int
    in_vain: int
    by_week: list[int]
    """In the order of Searches.weeks."""


@dataclass(frozen=True)
class Searches:
    """What people looked for."""

    total: int
    """In the last seven days."""
    in_vain: int
    words: list[Looked]
    """In vain first, then the most asked for."""
    not_understood: list[tuple[str, int]]
    """Words that meant nothing to us, with how often: for synonyms."""
    weeks: list[datetime.date]
    """The Mondays, the newest first."""
    terms: list[TermLooked]


def searches(*, actor: Actor, today: datetime.date) -> Searches:
    """
    Return what people looked for: their words for seven days, then only what they meant, by week.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    recent = Search.objects.filter(on__gt=today - WORDS_KEPT, on__lte=today)
    by_words: dict[str, list[Search]] = defaultdict(list)
    unknown: Counter[str] = Counter()
    total = in_vain = 0
    for search in recent.order_by("on", "id"):
        total += 1
        in_vain += not search.found
        by_words[search.words].append(search)
        unknown.update(search.not_understood)
    words = [_looked(said, rows) for said, rows in by_words.items() if said]
    words.sort(key=lambda each: (each.found > 0, not each.widened, -each.times, each.words))
    monday = today - datetime.timedelta(days=today.weekday())
    weeks = [monday - datetime.timedelta(weeks=back) for back in range(WEEKS)]
    return Searches(
        total=total,
        in_vain=in_vain,
        words=words[:SHOWN],
        not_understood=unknown.most_common(SHOWN),
        weeks=weeks,
        terms=_terms(weeks),
    )


def _looked(said: str, rows: list[Search]) -> Looked:
    return Looked(
        words=said,
        times=len(rows),
        found=min(each.found for each in rows),
        widened=any(each.widened for each in rows),
        not_understood=_each_once(word for each in rows for word in each.not_understood),
        neighbourhoods=sorted({each.neighbourhood for each in rows} - {""}),
    )


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _terms(weeks: list[datetime.date]) -> list[TermLooked]:
    rows = (
        Search.objects.filter(on__gte=weeks[-1])
        .annotate(term=Func(F("terms"), function="unnest"), week=TruncWeek("on"))
        .values_list("term", "week")
        .annotate(times=Count("id"), vain=Count("id", filter=Q(found=0)))
        .order_by()
    )
    names = dict(Term.objects.values_list("id", "name"))
    times: dict[UUID, Counter[datetime.date]] = defaultdict(Counter)
    vain: Counter[UUID] = Counter()
    for term, week, count, in_vain in rows:
        times[term][week] += count
        vain[term] += in_vain
    found = [
        TermLooked(
            names[term], by_week.total(), vain[term], [by_week[week] for week in weeks]
        )
        for term, by_week in times.items() if term in names
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.in_vain, -each.times, each.name))

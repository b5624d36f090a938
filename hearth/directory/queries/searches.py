"""What people looked for, for connectors to learn from. Nobody is named in any of it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low
from uuid import UUID

from django.db.models import Count, F, Func, Q
from django.db.models.functions import TruncWeek

from hearth.directory.models import WORDS_KEPT, Search, Term
from hearth.foundation.actors import Actor, Permission, require_somewhere

WEEKS = 8
SHOWN = 200


@dataclass(frozen=True)
class Looked:
    """Words that somebody searched for in the last days."""

    words: str
    times: int
    found: int
    """As it mostly is, where something was found; 0 if it never was."""
    in_vain: int
    """How many of the times: nothing was found as it was asked for, or we understood none of it."""
    in_vain_at: list[str]
    """Where that was, as far as anybody said."""
    widened: bool
    """More was found, at least once, after looking wider than was asked."""
    not_understood: list[str]
    neighbourhoods: list[str]


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
    """While their words are kept (WORDS_KEPT)."""
    in_vain: int
    words: list[Looked]
    """What was always in vain first, then what was so most often, then the most asked for."""
    not_understood: list[tuple[str, int]]
    """Words that meant nothing to us, with how often: for synonyms."""
    weeks: list[datetime.date]
    """The Mondays, the newest first."""
    terms: list[TermLooked]


def searches(*, actor: Actor, today: datetime.date) -> Searches:
    """
    Return what people looked for: their words for WORDS_KEPT, then only what they meant, by week.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    recent = Search.objects.filter(on__gt=today - WORDS_KEPT, on__lte=today)
    by_words: dict[str, list[Search]] = defaultdict(list)
    unknown: Counter[str] = Counter()
    total = in_vain = 0
    for search in recent.order_by("on", "id"):
        total += 1
        in_vain += _is_in_vain(search)
        by_words[search.words].append(search)
        unknown.update(search.not_understood)
    words = [_looked(said, rows) for said, rows in by_words.items() if said]
    words.sort(
        key=lambda each: (
            each.in_vain < each.times, -each.in_vain, not each.widened, -each.times, each.words
        )
    )  # fmt: skip
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


def _is_in_vain(search: Search) -> bool:
    return not search.found or bool(search.not_understood and not search.terms)


def _looked(said: str, rows: list[Search]) -> Looked:
    in_vain = [each for each in rows if _is_in_vain(each)]
    return Looked(
        words=said,
        times=len(rows),
        found=median_low([each.found for each in rows if each.found] or [0]),
        in_vain=len(in_vain),
        in_vain_at=sorted({each.neighbourhood for each in in_vain} - {""}),
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

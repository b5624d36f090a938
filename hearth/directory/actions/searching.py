"""Writing down what people looked for, and never who."""

import datetime
from dataclasses import replace

from django.utils import timezone

from hearth.directory.finding.asking import Asked
from hearth.directory.finding.parts import Part
from hearth.directory.finding.words import plain
from hearth.directory.models import Search, UnmetNeed
from hearth.directory.queries.finding import Found
from hearth.foundation.statements import insert

EVENINGS = frozenset({Part.EVENING, Part.NIGHT})
WEEKEND = frozenset({5, 6})


def note_search(found: Found, *, now: datetime.datetime) -> None:
    """
    Write down one search of the public's, inside acting.as_anybody().

    The words go after WORDS_KEPT (see jobs). Where was asked about is kept as a ward or a town.
    A search that answered nothing of what was really asked is an unmet need too; so is one for a
    very thing that is not there as asked, whatever else was shown.
    """
    asked = found.asked
    if (
        asked.near and not asked.near.neighbourhood
    ):  # a phone said where it is: that is kept nowhere
        asked = replace(asked, near=None)
    if asked.is_empty and not asked.not_understood:
        return
    today = timezone.localdate(now)
    neighbourhood = asked.near.neighbourhood if asked.near else ""
    insert(
        Search(
            on=today,
            words=_without_a_postcode(asked),
            terms=list(asked.terms),
            not_understood=[word for word in asked.not_understood if not _has_digits(word)],
            neighbourhood=neighbourhood,
            found=found.first_total,
            widened=bool(found.widened or (found.named and found.named.widened)),
        )
    )
    if found.was_in_vain and found.page == 1:
        insert(
            UnmetNeed(
                on=today,
                told=UnmetNeed.Told.SEARCH,
                term_id=asked.terms[0] if asked.terms else None,
                neighbourhood=neighbourhood,
                in_the_evening=bool(asked.parts & EVENINGS),
                at_the_weekend=bool(asked.days) and asked.days <= WEEKEND,
            )
        )


def _without_a_postcode(asked: Asked) -> str:
    """Return the words without what says where somebody lives to a few houses, or their number."""
    kept = [word for word in plain(asked.words).split() if not _has_digits(word)]
    return " ".join(kept)


def _has_digits(word: str) -> bool:
    return any(map(str.isdigit, word))

"""
Which entries may be refuges. Where those are is a secret, unless somebody here says otherwise.

A refuge that is told costs a life; a place that is hidden by mistake is shown with one tap.
"""

import re
from collections.abc import Iterable

from hearth.directory.finding.words import plain
from hearth.directory.models import Service, Term

OFFERS = frozenset({"domestic-abuse"})
"""Offers of the hubs' own that refuges are among."""
_CALLED = re.compile(
    r"\b(refuges?|safe ?houses?|womens aid|domestic (abuse|violence)|honour based (abuse|violence)"
    r"|forced marriage)\b"
)
_SAID = re.compile(r"\b(refuges?|safe ?houses?)\b")


def may_be_refuge(terms: Iterable[Term], *, name: str, description: str) -> bool:
    """
    Test if an entry may be a refuge.

    :param terms: what it is, and every word that it is sorted by, of any taxonomy
    """
    there = list(terms)
    called = [name, *(term.name for term in there)]
    return (
        any(term.slug in OFFERS for term in there)
        or any(_CALLED.search(plain(words)) for words in called)
        or bool(_SAID.search(plain(description)))
    )


def is_refuge(row: Service) -> bool:
    """Test if an entry that is written down may be a refuge."""
    terms = [row.offer, *(each.term for each in row.tagged.all() if each.term)]
    return may_be_refuge(terms, name=row.name, description=row.description)

"""
Which entries may be refuges. Where those are is a secret, unless somebody here says otherwise.

A refuge that is told costs a life; a place that is hidden by mistake is shown with one tap.
"""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from hearth.directory.finding.words import plain
from hearth.directory.models import Mode, Service, Tagged, Term

OFFERS = frozenset({"domestic-abuse"})
"""Offers of the hubs' own that refuges are among."""
_CALLED = re.compile(
    r"\b(refuges?|safe ?houses?|womens aid|domestic (abuse|violence)|honour based (abuse|violence)"
    r"|forced marriage)\b"
)
_SAID = re.compile(r"\b(refuges?|safe ?houses?|safe accommodation)\b")
_WHOSE = re.compile(r"\b(domestic|flee|fleeing|escaping|survivors?)\b")
_FROM_WHAT = re.compile(r"\b(abuse|abusive|violence|violent)\b")
_TO_STAY = re.compile(
    r"\b(accommodation|hostels?|shelters?|somewhere (safe )?to (stay|live)|dispersed|sanctuary)\b"
)
"""All three of these together: "somewhere to stay for survivors of violence"."""
_HOUSES = r"\m(refuges?|safe[ -]?houses?|accommodation|hostels?|shelters?|sanctuary)\M"
"""What a house is called: by the database, which writes the ends of a word so."""


def may_be_refuge(terms: Iterable[Term], *, name: str, description: str) -> bool:
    """
    Test if an entry may be a refuge.

    :param terms: what it is, and every word that it is sorted by, of any taxonomy
    """
    there = list(terms)
    called = [name, *(term.name for term in there)]
    text = plain(f"{name}\n{description}")
    return (
        any(term.slug in OFFERS for term in there)
        or any(_CALLED.search(plain(words)) for words in called)
        or bool(_SAID.search(text))
        or all(words.search(text) for words in (_WHOSE, _FROM_WHAT, _TO_STAY))
    )


def is_refuge(row: Service) -> bool:
    """Test if an entry that is written down may be a refuge."""
    terms = [row.offer, *(each.term for each in row.tagged.all() if each.term)]
    return may_be_refuge(terms, name=row.name, description=row.description)


def are_lines() -> Q:
    """Return that entries are lines to ring or write to: no house to stay at by any name."""
    called = Tagged.objects.filter(service=OuterRef("pk"), term__name__iregex=_HOUSES)
    is_house = Q(name__iregex=_HOUSES) | Q(Exists(called))
    return Q(modes__len__gt=0, modes__contained_by=[Mode.PHONE, Mode.ONLINE]) & ~is_house

"""Writing down what somebody needed and nobody here offers. Never whose need it was."""

import datetime
import re

from django.db import transaction
from django.utils import timezone

from hearth.directory.models import Term, UnmetNeed
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.statements import insert
from hearth.places.models import Site

Told = UnmetNeed.Told
BY_ANYBODY = frozenset({Told.SEARCH, Told.NOT_THIS})
"""What needs nobody's sign-in. The wall lets anybody add these, with no words of their own."""

_SAYS_WHO = re.compile(
    r"\S@\S+\.\S"  # an email address
    r"|(?:\d[\s-]?){7,}"  # a phone or NHS number
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"  # a whole postcode
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",  # a date of birth, or another date
    re.IGNORECASE,
)


class NeedRefused(Refused):
    """The need cannot be written down as given."""


@transaction.atomic
def note_unmet(
    *,
    by: Actor | None,
    told: UnmetNeed.Told,
    term: Term | None = None,
    neighbourhood: str = "",
    site: Site | None = None,
    in_the_evening: bool = False,
    at_the_weekend: bool = False,
    note: str = "",
    on: datetime.date | None = None,
) -> UnmetNeed:
    """
    Write down something asked for that nobody here offers, or could offer in time.

    Of the public's own (BY_ANYBODY) nobody signed in is needed; call it inside
    acting.as_anybody(). A warm introduction that could not happen is told with
    INTRODUCTION, by whoever tried.

    :param by: the worker who was told; None only for BY_ANYBODY
    :param neighbourhood: where it was wanted; a ward or a town, never nearer
    :param site: where a worker was told
    :param note: a worker's own words about what was wanted
    :param on: today, unless given
    :raises NotAllowed: if the actor may tell of no need, or not at that site
    :raises NeedRefused: if nothing is said of it, or it says who somebody is
    """
    note = " ".join(note.split())
    if by is None:
        if told not in BY_ANYBODY or note or site:
            raise TypeError("Only a worker may tell this")
    elif site:
        require(by, Permission.TELL_NEED, at=site)
    else:
        require_somewhere(by, Permission.TELL_NEED)
    _insist_it_makes_sense(by, term, note)
    need = UnmetNeed(
        on=on or timezone.localdate(), told=told, term=term, site=site,
        neighbourhood=neighbourhood.strip(), in_the_evening=in_the_evening,
        at_the_weekend=at_the_weekend,
    )  # fmt: skip
    if note:
        need.note = note
    insert(need)
    if by:
        audit.note(by=by, verb="told", subject=need, place=site)
    return need


def _insist_it_makes_sense(by: Actor | None, term: Term | None, note: str) -> None:
    if by and term is None and not note:
        raise NeedRefused("Choose what was needed, or say it in a few words.")
    if _SAYS_WHO.search(note):
        raise NeedRefused(
            "Leave out phone numbers, email addresses, postcodes and dates. A need is "
            "written down without saying whose it was."
        )

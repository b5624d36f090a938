"""How true an entry is, in words: who said so, when, and whether that is too long ago."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearth.design.words import day
from hearth.directory.models import How

LATELY = 60
"""Days for which it is said how many days ago it was; before that, on which day."""
NEW_FOR = 14
"""Days within which somebody should confirm an entry that nobody has confirmed yet."""


@dataclass(frozen=True)
class Truth:
    """What a page says of how true an entry is."""

    words: str
    is_overdue: bool


def said_truth(
    confirmed_on: datetime.date | None, confirm_by: datetime.date, how: str, today: datetime.date
) -> Truth:
    """
    Return how true an entry is.

    :param how: the How of its last confirmation, or empty if it is not known
    """
    overdue = confirm_by < today
    if confirmed_on is None:
        return Truth(_("Nobody has confirmed this yet"), overdue)
    if overdue:
        return Truth(_("Not confirmed since %(day)s") % {"day": day(confirmed_on)}, True)
    when = _when(confirmed_on, today)
    by = how_said(how)
    words = _("Confirmed %(when)s %(how)s") if by else _("Confirmed %(when)s")
    return Truth(words % {"when": when, "how": by}, False)


def _when(on: datetime.date, today: datetime.date) -> str:
    ago = (today - on).days
    if ago <= 0:
        return _("today")
    if ago == 1:
        return _("yesterday")
    if ago <= LATELY:
        return ngettext("%(number)s day ago", "%(number)s days ago", ago) % {"number": ago}
    return _("on %(day)s") % {"day": day(on)}


def how_said(how: str) -> str:
    """Return how an entry was confirmed, to end a sentence: "by phone"."""
    return {
        How.LINK.value: _("by the people who run it"),
        How.PHONE.value: _("by phone"),
        How.EMAIL.value: _("by email"),
        How.VISIT.value: _("by a visit"),
        How.WEBSITE.value: _("from its website"),
        How.SOURCE.value: _("from a list"),
    }.get(how, "")


def due_on(
    confirmed_on: datetime.date | None, recorded_on: datetime.date, every_days: int | None
) -> datetime.date:
    """Return the day by which an entry must be confirmed: sooner for what is more urgent."""
    days = every_days or 180
    if confirmed_on is None:
        return recorded_on + datetime.timedelta(days=min(days, NEW_FOR))
    return confirmed_on + datetime.timedelta(days=days)

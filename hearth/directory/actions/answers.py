"""
What a provider answers by the link that was sent to it.

Nobody is signed in: the link is all the authority there is, for one entry, once, until it ends.
Whoever calls wraps it in as_anybody(). Opening a link does nothing at all: mail scanners
do that. The trail of an answer is the link's answered_at, with the Confirmation or the Tip.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hearth.directory.actions.checking import insist_email, insist_phone
from hearth.directory.actions.entries import set_now
from hearth.directory.actions.truth import take_their_word
from hearth.directory.models import AnswerLink, How, ServiceStatus, Tip, TipKind
from hearth.directory.queries.answering import LinkIs, find_link
from hearth.foundation.errors import Refused
from hearth.places import registers

FACTS = ("phone", "email", "url", "is_free", "fees", "status", "times", "more")
"""What a provider may correct. It waits for a connector."""
LONGEST = {"times": 1000, "more": 1000, "fees": 500, "phone": 40, "email": 200, "url": 300}
LONGEST_WAIT = 100


class AnswerRefused(Refused):
    """The answer cannot be taken as given."""


class LinkIsOver(AnswerRefused):
    """The link was answered already, has ended, or never was."""


class Became(StrEnum):
    """What became of an answer."""

    CONFIRMED = "confirmed"
    WAITS = "waits"


@dataclass(frozen=True)
class Answered:
    became: Became
    live: bool = False
    """Space or waiting changed at once."""


@transaction.atomic
def say_all_is_right(*, secret: str, now: datetime.datetime) -> Answered:
    """
    Take a provider's word that all of its entry is right.

    :raises LinkIsOver: if the link cannot be answered any more
    """
    link = _taken(secret, now)
    take_their_word(link.service, how=How.LINK, on=timezone.localdate(now), by=None)
    return Answered(Became.CONFIRMED)


@transaction.atomic
def say_it_has_stopped(*, secret: str, now: datetime.datetime) -> Answered:
    """
    Take a provider's word that there is no such thing any more. A connector looks at it first.

    :raises LinkIsOver: if the link cannot be answered any more
    """
    link = _taken(secret, now)
    was, says = link.service.status, ServiceStatus.DEFUNCT.value
    _tip(link, TipKind.GONE, {"status": {"was": was, "says": says}})
    return Answered(Became.WAITS)


@transaction.atomic
def say_what_changed(
    *,
    secret: str,
    now: datetime.datetime,
    was: dict[str, Any],
    says: dict[str, Any],
    space: str | None = None,
    waiting: str | None = None,
) -> Answered:
    """
    Take what a provider says has changed. Space and waiting are shown at once; the rest waits.

    If nothing but space and waiting differs, the rest was looked at and left, so it is confirmed.

    :param was: the facts of FACTS as the page showed them
    :param says: the same facts as they should be
    :raises LinkIsOver: if the link cannot be answered any more
    :raises AnswerRefused: if a fact cannot be so, or nothing differs
    """
    checked = {name: _checked(name, says[name]) for name in FACTS if name in says}
    changed = {
        name: {"was": was.get(name), "says": value}
        for name, value in checked.items()
        if value != was.get(name)
    }
    link = _taken(secret, now)
    service = link.service
    live = (space is not None and space != service.space_now) or (
        waiting is not None and waiting.strip() != service.waiting_now
    )
    if not changed and not live:
        raise AnswerRefused(_("Nothing is different. If all is right, go back and say so there."))
    today = timezone.localdate(now)
    if live:
        if len(waiting or "") > LONGEST_WAIT:
            raise AnswerRefused(_("The waiting time is too long to read. Use a few words."))
        set_now(service, today=today, space=space, waiting=waiting)
    if changed:
        _tip(link, TipKind.CORRECTION, changed)
        return Answered(Became.WAITS, live)
    take_their_word(service, how=How.LINK, on=today, by=None, corrected=True)
    return Answered(Became.CONFIRMED, live)


def _taken(secret: str, now: datetime.datetime) -> AnswerLink:
    """Return the link, answered from now on: two who answer at once wait for each other."""
    found = find_link(secret, now=now)
    if found.link is None or found.state is not LinkIs.OPEN:
        raise LinkIsOver(_("This link has been used, or it has ended."))
    link = AnswerLink.objects.select_for_update().get(id=found.link.id)
    if link.answered_at:
        raise LinkIsOver(_("This link has been used, or it has ended."))
    link.answered_at = now
    link.save(update_fields=["answered_at"])
    return link


def _tip(link: AnswerLink, kind: TipKind, corrections: dict[str, Any]) -> None:
    tip = Tip(service=link.service, kind=kind, corrections=corrections)
    tip.save(force_insert=True)


def _checked(fact: str, value: Any) -> Any:
    """Return a fact as it would stand in the entry, or refuse it."""
    if fact == "is_free":
        return value if value in (True, False, None) else None
    words = str(value or "").replace("\0", "").strip()
    if fact != "times" and fact != "more":
        words = " ".join(words.split())
    if len(words) > LONGEST.get(fact, 100):
        raise AnswerRefused(_("That is too long. Say it in fewer words."))
    if fact == "phone":
        insist_phone(words)
    elif fact == "email":
        insist_email(words)
    elif fact == "url":
        return registers.website(words)
    elif fact == "status" and words not in ServiceStatus.values:
        raise AnswerRefused(_("Choose one of the answers shown."))
    return words

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
from hearth.directory.models import AnswerLink, How, Service, ServiceStatus, Space, Tip, TipKind
from hearth.directory.queries.answering import (
    LinkIs,
    Shown,
    changed_since,
    entry_as_shown,
    facts_for_provider,
    find_link,
)
from hearth.foundation.errors import Refused
from hearth.places import registers

FACTS = ("phone", "text_number", "email", "url", "is_free", "fees", "status", "times", "more")
"""What a provider may correct. It waits for a connector."""
LIVE = ("space_now", "waiting_now")
"""What shows at once."""
CHOICES = {"status": ServiceStatus.values, "space_now": Space.values}
LONGEST = {"times": 1000, "more": 1000, "fees": 500, "phone": 40, "email": 200, "url": 300}
"""Characters; 100 of anything else."""


class AnswerRefused(Refused):
    """The answer cannot be taken as given."""


class LinkIsOver(AnswerRefused):
    """The link was answered already, has ended, or never was."""


class ChangedMeanwhile(AnswerRefused):
    """Somebody else changed the same facts since the provider looked at them."""

    def __init__(self, names: list[str], stands: dict[str, Any]) -> None:
        super().__init__(_("Somebody else changed the same thing. Look at both, then send again."))
        self.names = names
        """Which facts both changed."""
        self.stands = stands
        """All facts as they stand now."""


class ShownOtherwise(AnswerRefused):
    """The entry stands otherwise now than they saw it, so they cannot have confirmed it."""

    def __init__(self, changed: list[Shown]) -> None:
        super().__init__(_("Somebody changed this while you read it. Look again, please."))
        self.changed = changed
        """What stands otherwise now, as it stands."""


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
def say_all_is_right(*, secret: str, now: datetime.datetime, marks: list[str]) -> Answered:
    """
    Take a provider's word that all of its entry is right.

    :param marks: what the page that they looked at showed (see entry_as_shown)
    :raises LinkIsOver: if the link cannot be answered any more
    :raises ShownOtherwise: if anything of it was changed since
    """
    link = _taken(secret, now)
    service = _held(link)
    if changed := changed_since(marks, entry_as_shown(service)):
        raise ShownOtherwise(changed)
    take_their_word(service, how=How.LINK, on=timezone.localdate(now), by=None)
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
    marks: list[str],
    was: dict[str, Any],
    says: dict[str, Any],
) -> Answered:
    """
    Take what a provider says has changed. Space and waiting are shown at once; the rest waits.

    If nothing but space and waiting differs, the rest was looked at and left, so it is confirmed.

    :param marks: all that they looked at (see entry_as_shown)
    :param was: the facts of FACTS and LIVE as the page that they looked at showed them
    :param says: the same facts as they should be
    :raises LinkIsOver: if the link cannot be answered any more
    :raises AnswerRefused: if a fact cannot be so, or nothing differs
    :raises ChangedMeanwhile: if what they changed was changed by somebody else since
    :raises ShownOtherwise: if the rest would be confirmed, and was changed since
    """
    checked = {name: _checked(name, says[name]) for name in (*FACTS, *LIVE) if name in says}
    differs = {name: value for name, value in checked.items() if value != was.get(name)}
    link = _taken(secret, now)
    service = _held(link)
    stands = facts_for_provider(service)
    clashes = [n for n in differs if stands[n] not in (was.get(n), differs[n])]
    if clashes:
        raise ChangedMeanwhile(clashes, stands)
    if not differs:
        raise AnswerRefused(_("Nothing is different. If all is right, go back and say so there."))
    corrections = {
        name: {"was": was.get(name), "says": value}
        for name, value in differs.items()
        if name in FACTS and value != stands[name]
    }
    rest = [] if corrections else changed_since(marks, entry_as_shown(service))
    if unseen := [each for each in rest if each.name not in differs]:
        raise ShownOtherwise(unseen)
    today = timezone.localdate(now)
    live = {name: differs[name] for name in LIVE if name in differs}
    if live:
        space, waiting = live.get("space_now"), live.get("waiting_now")
        set_now(service, today=today, space=space, waiting=waiting)
    if corrections:
        _tip(link, TipKind.CORRECTION, corrections)
        return Answered(Became.WAITS, bool(live))
    take_their_word(service, how=How.LINK, on=today, by=None, corrected=True)
    return Answered(Became.CONFIRMED, bool(live))


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


def _held(link: AnswerLink) -> Service:
    """Return the entry, which nobody else changes now: who had to wait for it may find it gone."""
    service = Service.objects.select_for_update().get(id=link.service_id)
    if not service.is_public:
        raise LinkIsOver(_("This link has been used, or it has ended."))
    return service


def _tip(link: AnswerLink, kind: TipKind, corrections: dict[str, Any]) -> None:
    tip = Tip(service=link.service, kind=kind, corrections=corrections)
    tip.save(force_insert=True)


def _checked(fact: str, value: Any) -> Any:
    """Return a fact as it would stand in the entry, or refuse it."""
    if fact == "is_free":
        return value if value in (True, False, None) else None
    words = str(value or "").replace("\0", "").strip()
    if fact not in ("times", "more"):
        words = " ".join(words.split())
    if len(words) > LONGEST.get(fact, 100):
        raise AnswerRefused(_("That is too long. Say it in fewer words."))
    if fact in ("phone", "text_number"):
        insist_phone(words)
    elif fact == "email":
        insist_email(words)
    elif fact == "url":
        return registers.website(words)
    elif fact in CHOICES and words not in CHOICES[fact]:
        raise AnswerRefused(_("Choose one of the answers shown."))
    return words

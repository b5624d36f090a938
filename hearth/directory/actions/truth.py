"""Whose word an entry stands on: confirming it, asking its provider, and how soon again."""

import datetime
import hashlib
import secrets

from django.db import transaction

from hearth.directory.finding.publishing import publish
from hearth.directory.models import AnswerLink, Confirmation, Facet, How, Service, Term
from hearth.directory.truth import due_on
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere, require_somewhere
from hearth.foundation.errors import Refused

LINK_LASTS = datetime.timedelta(days=30)
LONGEST_AGO = datetime.timedelta(days=366)


class TruthRefused(Refused):
    """The entry cannot be confirmed, or its provider asked, or its kind not so often."""


@transaction.atomic
def confirm(
    *,
    by: Actor,
    service: Service,
    how: str,
    on: datetime.date,
    today: datetime.date,
    corrected: bool = False,
) -> Confirmation:
    """
    Write down that somebody has said, or seen, that all of an entry is so.

    :param how: a How; not LINK or SOURCE, unless it was one
    :param corrected: something was put right with it
    :raises NotAllowed: if the actor keeps no directory
    :raises TruthRefused: if the day is to come, or long ago, or the way is none
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if how not in How.values:
        raise TruthRefused("Choose how you know.")
    if on > today:
        raise TruthRefused("That day is still to come.")
    if on < today - LONGEST_AGO:
        raise TruthRefused("That is more than a year ago. Ask them again.")
    said = take_their_word(service, how=how, on=on, by=by, corrected=corrected)
    audit.note(by=by, verb="confirmed", subject=service)
    return said


def take_their_word(
    service: Service, *, how: str, on: datetime.date, by: Actor | None, corrected: bool = False
) -> Confirmation:
    """Write a confirmation down, and by when it must come again. Whoever calls has checked all."""
    held = Service.objects.select_for_update(of=("self",)).select_related("offer")
    service = held.get(id=service.id)
    worker = by.id if by and how not in (How.LINK, How.SOURCE) else None
    said = Confirmation.objects.create(
        service=service, on=on, how=how, by_id=worker, corrected=corrected
    )
    if service.confirmed_on is None or on >= service.confirmed_on:
        service.confirmed_on = on
        service.confirm_by = due_on(on, on, service.offer.confirm_every_days)
        service.save(update_fields=["confirmed_on", "confirm_by", "edited_at"])
        publish([service.id])
    return said


@transaction.atomic
def make_link(*, by: Actor, service: Service, now: datetime.datetime) -> str:
    """
    Make a link by which a provider can confirm an entry or put it right, with no account.

    :returns: the secret that stands in the link's address. It is kept nowhere
    :raises NotAllowed: if the actor keeps no directory
    :raises TruthRefused: if the public does not see the entry
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if not service.is_public:
        raise TruthRefused("The public does not see this entry, so nobody outside is asked of it.")
    secret = secrets.token_urlsafe(24)
    link = AnswerLink.objects.create(
        service=service,
        token_hash=hash_of(secret),
        asked_by_id=by.id if is_worker(by) else None,
        ends_at=now + LINK_LASTS,
    )
    audit.note(by=by, verb="made", subject=link)
    return secret


def is_worker(actor: Actor) -> bool:
    """Test if a worker acts, and not Hearth itself."""
    return bool(getattr(actor, "is_authenticated", False))


def hash_of(secret: str) -> bytes:
    """Return what is kept of a link's secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()


@transaction.atomic
def set_how_often(*, by: Actor, offer: Term, days: int) -> int:
    """
    Decide how soon entries of a kind must be confirmed again, and count that for those there are.

    :returns: how many entries are due on another day now
    :raises NotAllowed: if the actor does not lead the directory
    :raises TruthRefused: if it is no kind of entry, or no sensible number of days
    """
    require_everywhere(by, Permission.LEAD_DIRECTORY)
    if offer.facet != Facet.OFFER:
        raise TruthRefused("Only kinds of services are confirmed.")
    if not 1 <= days <= 730:
        raise TruthRefused("It must be between 1 and 730 days.")
    offer = Term.objects.select_for_update().get(id=offer.id)
    if offer.confirm_every_days == days:
        return 0
    offer.confirm_every_days = days
    offer.save(update_fields=["confirm_every_days", "edited_at"])
    changed = []
    for service in Service.objects.filter(offer=offer).only("id", "confirmed_on", "confirm_by"):
        due = _due_again(service, days)
        if due and due != service.confirm_by:
            service.confirm_by = due
            changed.append(service)
    Service.objects.bulk_update(changed, ["confirm_by"], batch_size=1000)
    audit.note(by=by, verb="decided how often", subject=offer)
    publish([service.id for service in changed])
    return len(changed)


def _due_again(service: Service, days: int) -> datetime.date | None:
    """Return by when an entry is due; None for one never confirmed, which is due soon anyway."""
    if service.confirmed_on is None:
        return None
    return due_on(service.confirmed_on, service.confirmed_on, days)

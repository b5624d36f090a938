"""Asking providers whether their entries are right, and answering who told us something."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from hearth.directory.actions.tips import forget_address
from hearth.directory.models import ProviderContact, Service, Tip, TipState
from hearth.foundation import audit
from hearth.foundation.actors import (
    Actor,
    Permission,
    require,
    require_everywhere,
    require_somewhere,
)
from hearth.outgoing.actions.sending import MessageRefused, drafted, let_go
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.outgoing.outside import where_to
from hearth.outgoing.transport import services
from hearth.outgoing.wording import ANSWER, ASK, Words, answer_in_words, ask_in_words
from hearth.places.models import Site

BEFORE = 7
"""Days before an entry is due on which its provider is asked; sooner for what is due often."""
NOT_AFTER = datetime.timedelta(days=30)
"""After this it is a connector's to ring: a link has ended by then."""
WAITS_FOR = datetime.timedelta(days=60)
"""For how long the address of somebody who told us something is kept while nobody decides."""
HELD_FOR = datetime.timedelta(days=30)
"""For how long it is kept once there is an answer that cannot go: 90 days altogether."""


@transaction.atomic
def ask_provider(*, by: Actor, service: Service, now: datetime.datetime) -> list[OutgoingMessage]:
    """
    Ask whoever confirms a provider's entries, by email, whether one of them is still right.

    :raises NotAllowed: if the actor keeps no directory
    :raises MessageRefused: if nobody there has said that we may, or the public does not see it
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if not service.is_public:
        raise MessageRefused(
            "The public does not see this entry, so nobody outside is asked of it."
        )
    contacts = list(ProviderContact.objects.filter(provider=service.provider_id, confirms=True))
    if not contacts:
        raise MessageRefused("Nobody there gets our links yet. Add somebody, or print a letter.")
    site = site_for(by, service)
    return [_ask(by, service, contact, site, now) for contact in contacts]


def _ask(
    by: Actor, service: Service, contact: ProviderContact, site: Site, now: datetime.datetime
) -> OutgoingMessage:
    words = ask_in_words(entry=service.name, name=contact.name, site=site.name)
    asked_by = by if getattr(by, "is_authenticated", False) else None
    message = drafted(asked_by, site, ASK, words, now, None)
    message.contact, message.entry, message.kind = contact, service, Kind.MAIL
    let_go(message, asked_by, where_to(message)[1])
    return message


@transaction.atomic
def write_to_contact(
    *, by: Actor, site: Site, contact_id: UUID, service: Service, template: str,
    words: Words, message_id: UUID, now: datetime.datetime,
) -> OutgoingMessage:  # fmt: skip
    """
    Write to somebody at a provider about an introduction. Nothing in it is about whom it is of.

    Their address is not the actor's to see: whether it may go there is looked at as it goes.

    :param template: INTRODUCE, CODE or DID_IT_FIT; what is made only as it goes is filled in then
        (filling.py)
    :raises NotAllowed: if the actor keeps no records at that site
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    asked_by = by if getattr(by, "is_authenticated", False) else None
    message = drafted(asked_by, site, template, words, now, message_id)
    message.contact_id, message.entry, message.kind = contact_id, service, Kind.MAIL
    let_go(message, asked_by, () if services().mail else (Why.NO_MAIL_SERVICE,))
    return message


def site_for(by: Actor, service: Service) -> Site:
    """Return the site whose team sees the message: the entry's own, or one of the actor's."""
    if service.site and by.may(Permission.KEEP_DIRECTORY, at=service.site):
        return service.site
    mine = Site.objects.filter(id__in=by.places_where(Permission.KEEP_DIRECTORY))
    found = mine.order_by("name", "id").first()
    if found is None:
        raise MessageRefused("There is no hub yet to send it from.")
    return found


@transaction.atomic
def ask_due(*, by: Actor, now: datetime.datetime) -> int:
    """
    Ask for each entry that is due soon, once for each time that it is due.

    :returns: how many entries were asked for
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    today = timezone.localdate(now)
    confirms = ProviderContact.objects.filter(provider=OuterRef("provider"), confirms=True)
    soon = today + datetime.timedelta(days=BEFORE)
    listed = Service.objects.public()
    due = listed.filter(Exists(confirms), confirm_by__range=(today - NOT_AFTER, soon))
    asked = OutgoingMessage.objects.filter(template=ASK, entry__isnull=False).order_by()
    last = dict(asked.values_list("entry").annotate(Max("recorded_at")))
    count = 0
    for service in due.select_related("offer", "site").order_by("confirm_by", "id"):
        begins = service.confirm_by - datetime.timedelta(days=_days_before(service))
        before = last.get(service.id)
        if begins <= today and (before is None or timezone.localdate(before) < begins):
            ask_provider(by=by, service=service, now=now)
            count += 1
    return count


def _days_before(service: Service) -> int:
    """Return how long before it is due: 7 days, and 2 for what is due every week."""
    return max(1, min(BEFORE, (service.offer.confirm_every_days or 180) // 3))


@transaction.atomic
def answer_tellers(*, by: Actor, now: datetime.datetime) -> int:
    """
    Tell everybody who left an address what was made of what they told us. The tip forgets it.

    :returns: how many there were
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    decided = Tip.objects.exclude(state=TipState.WAITING).exclude(reply_to_sealed=b"")
    tips = list(decided.select_related("service__site").order_by("decided_at", "id")[:500])
    for tip in tips:
        site = site_for(by, tip.service) if tip.service else _any_site()
        message = drafted(None, site, ANSWER, answer_in_words(tip.answer), now, None)
        message.to, message.kind = forget_address(by=by, tip=tip), Kind.MAIL
        let_go(message, None, where_to(message)[1])
    return len(tips)


@transaction.atomic
def forget_addresses(*, by: Actor, now: datetime.datetime) -> int:
    """
    Forget where an answer was to go that has not gone in time: held back, or never decided on.

    :returns: how many there were
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.KEEP_DIRECTORY)
    waiting = Tip.objects.filter(state=TipState.WAITING, recorded_at__lt=now - WAITS_FOR)
    tips = list(waiting.exclude(reply_to_sealed=b""))
    for tip in tips:
        forget_address(by=by, tip=tip)
    held = OutgoingMessage.objects.filter(template=ANSWER, state=State.HELD_BACK)
    old = held.filter(recorded_at__lt=now - HELD_FOR).exclude(to_sealed=b"")
    messages = list(old.select_for_update())
    for message in messages:
        message.to, message.dealt_with_at = "", message.dealt_with_at or now
        message.save(update_fields=["to_sealed", "dealt_with_at"])
        audit.note(by=by, verb="forgot the address of", subject=message, place=message.site)
    return len(tips) + len(messages)


def _any_site() -> Site:
    found = Site.objects.order_by("name", "id").first()
    if found is None:
        raise MessageRefused("There is no hub yet to send it from.")
    return found

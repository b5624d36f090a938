"""Where workers are written to, and telling who leads the network that crisis help is overdue."""

import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_everywhere
from hearth.directory.models import Service
from hearth.directory.queries.lists import overdue
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.outgoing.actions.outside import site_for
from hearth.outgoing.actions.sending import MessageRefused, drafted, let_go, still
from hearth.outgoing.models import Kind, OutgoingMessage, OwnAddress
from hearth.outgoing.wording import OVERDUE, overdue_in_words


@transaction.atomic
def keep_own_address(*, by: Actor, address: str) -> None:
    """
    Write down where the actor wants to hear of what cannot wait; nowhere, if empty.

    :raises MessageRefused: if that is no email address
    """
    address = address.strip()
    if not address:
        OwnAddress.objects.filter(worker_id=by.id).delete()
    else:
        try:
            validate_email(address)
        except ValidationError as not_one:
            raise MessageRefused("Write an email address like name@example.org") from not_one
        own, _ = OwnAddress.objects.get_or_create(worker_id=by.id)
        own.address = address
        own.save()
    audit.note(by=by, verb="changed own address", subject=User(id=by.id))


@transaction.atomic
def tell_leads(*, by: Actor, now: datetime.datetime) -> int:
    """
    Write to each lead who has an address of each crisis entry that is overdue.

    Once for each time that it falls overdue, and again while it stays so.

    :returns: how many messages there are
    :raises NotAllowed: if the actor is not Hearth itself, or leads the network
    """
    require_everywhere(by, Permission.LEAD_DIRECTORY)
    today = timezone.localdate(now)
    late = overdue(Service.objects.filter(offer__is_crisis=True), today).order_by(
        "confirm_by", "id"
    )
    entries = list(late.select_related("site").select_for_update(of=("self",)))
    leads = who_may_everywhere(Permission.LEAD_DIRECTORY, today=today)
    reached = list(leads.filter(own_address__isnull=False))
    if not (entries and reached):
        return 0
    told = _last_told()
    due = [
        (entry, lead)
        for entry in entries
        for lead in reached
        if _is_due(entry, told.get((entry.id, lead.id)), now)
    ]
    for entry, lead in due:
        _tell(by, lead, entry, now)
    return len(due)


def _last_told() -> dict[tuple[UUID | None, UUID | None], datetime.datetime]:
    before = OutgoingMessage.objects.filter(template=OVERDUE).order_by()
    last = before.values_list("entry_id", "worker_id").annotate(Max("recorded_at"))
    return {(entry, worker): at for entry, worker, at in last}


def _is_due(entry: Service, told: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Test if a lead is to be told: not yet since it fell overdue, or not for some days."""
    if told is None or timezone.localdate(told) <= entry.confirm_by:
        return True
    return now - told >= datetime.timedelta(days=settings.OUTGOING_OVERDUE_AGAIN_DAYS)


def _tell(by: Actor, lead: User, entry: Service, now: datetime.datetime) -> None:
    words = overdue_in_words(entry=entry.name, name=lead.name)
    message = drafted(None, site_for(by, entry), OVERDUE, words, now, None)
    message.worker, message.entry, message.kind = lead, entry, Kind.MAIL
    let_go(message, None, still(message, by)[1])

"""What waits for a worker to see to it. It knows of no way to send anything: others may ask it."""

import datetime

from django.conf import settings
from django.db.models import Count, Func, IntegerField, Q, QuerySet
from django.utils import timezone

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.outgoing.models import OutgoingMessage, State
from hearth.people.models.layers import is_shared_with


def goes_nowhere() -> bool:
    """Test if mail only seems to be sent: in a demonstration that has no mail server."""
    return str(settings.EMAIL_BACKEND) == "django.core.mail.backends.dummy.EmailBackend"


def how_many_to_see_to(actor: Actor) -> int:
    """
    Return how many messages were held back, and wait for a worker of the actor's sites.

    Those that the actor asked for, and may not read any more, are among them.
    """
    held_back = visible(actor).filter(state=State.HELD_BACK, dealt_with_at__isnull=True)
    both = Count("id") + Func(function="outgoing_not_gone", output_field=IntegerField())
    return int(held_back.aggregate(both=both)["both"])


def how_many_not_gone() -> int:
    """
    Return how many messages that whoever is acting asked for have not gone, and are of what is not
    shared with them any more. Once it is too late for them there is nothing to see to.
    """
    row = ask("SELECT outgoing_not_gone()").fetchone()
    return int(row[0]) if row else 0


def is_open_to(message: OutgoingMessage, worker: User, *, today: datetime.date) -> bool:
    """Test if the layer that a message is of is shared with a worker today."""
    return is_shared_with(message, worker.audiences, today=today)


def visible(actor: Actor) -> QuerySet[OutgoingMessage]:
    """
    Return the messages of the actor's sites that they may read: what the walls say, asked first.

    What reminds of a meeting is of somebody's support: it is read by those with whom that is
    shared, and by nobody because they asked for it once. What is of no layer is read by whoever
    asked for it, if it goes to a colleague too.
    """
    sees = list(actor.places_where(Permission.SEE_PEOPLE))
    audiences = list(actor.audiences)
    is_open = (
        Q(of_team=True)
        | Q(open_to__overlap=audiences)
        | Q(open_till__overlap=audiences, closes_on__gte=timezone.localdate())
    )
    messages = OutgoingMessage.objects.filter(
        Q(asked_by=actor.id, layer="") | (is_open & Q(their_sign_in_id__isnull=True)),
        site_id__in=sees,
    ).exclude(their_sign_in_id=actor.id)
    return messages.select_related("person", "worker", "asked_by", "site", "entry__provider")

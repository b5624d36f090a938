"""What waits for a worker to see to it. It knows of no way to send anything: others may ask it."""

from django.db.models import QuerySet

from hearth.foundation.actors import Actor, Permission
from hearth.outgoing.models import OutgoingMessage, State


def how_many_to_see_to(actor: Actor) -> int:
    """Return how many messages were held back, and wait for a worker of the actor's sites."""
    held_back = visible(actor).filter(state=State.HELD_BACK)
    return held_back.filter(dealt_with_at__isnull=True).count()


def visible(actor: Actor) -> QuerySet[OutgoingMessage]:
    sees = list(actor.places_where(Permission.SEE_PEOPLE))
    messages = OutgoingMessage.objects.filter(site_id__in=sees)
    return messages.select_related("person", "worker", "asked_by", "site", "entry__provider")

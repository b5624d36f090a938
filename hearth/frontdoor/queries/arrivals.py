"""One visit, headcount, conversation, alert or worker's presence: for those who may see it."""

from typing import TypeVar
from uuid import UUID

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Presence, Visit

AtASite = TypeVar("AtASite", Visit, Headcount, Conversation, ChildAlert, Presence)


def get_visit(
    visit_id: UUID, *, actor: Actor, permission: Permission = Permission.SEE_VISITS
) -> Visit:
    """
    Return a visit with its site, person, alert and who wrote it down.

    :raises Visit.DoesNotExist: if there is none, or not for this actor
    """
    rows = Visit.objects.select_related("site", "person", "child_alert", "welcomed_by")
    visit: Visit = rows.get(pk=visit_id)
    return _for(actor, permission, visit)


def get_headcount(
    headcount_id: UUID, *, actor: Actor, permission: Permission = Permission.SEE_VISITS
) -> Headcount:
    """
    Return a headcount with its site and who wrote it down.

    :raises Headcount.DoesNotExist: if there is none, or not for this actor
    """
    rows = Headcount.objects.select_related("site", "welcomed_by")
    headcount: Headcount = rows.get(pk=headcount_id)
    return _for(actor, permission, headcount)


def get_conversation(conversation_id: UUID, *, actor: Actor) -> Conversation:
    """
    Return a conversation with its site and visit.

    :raises Conversation.DoesNotExist: if there is none, or not for this actor
    """
    rows = Conversation.objects.select_related("site", "visit__person", "taken_by")
    return _for(actor, Permission.SEE_VISITS, rows.get(pk=conversation_id))


def get_child_alert(alert_id: UUID, *, actor: Actor) -> ChildAlert:
    """
    Return an alert that a child came in alone.

    :raises ChildAlert.DoesNotExist: if there is none, or it is not the actor's job
    """
    rows = ChildAlert.objects.select_related("site")
    return _for(actor, Permission.SEE_CHILD_ALERTS, rows.get(pk=alert_id))


def get_presence(presence_id: UUID, *, actor: Actor) -> Presence:
    """
    Return a worker's presence in a building.

    :raises Presence.DoesNotExist: if there is none, or not for this actor
    """
    rows = Presence.objects.select_related("site")
    return _for(actor, Permission.SEE_VISITS, rows.get(pk=presence_id))


def _for(actor: Actor, permission: Permission, row: AtASite) -> AtASite:
    """Out of bounds and not there look the same from outside."""
    if not actor.may(permission, at=row.site):
        raise row.__class__.DoesNotExist(row.pk)
    return row

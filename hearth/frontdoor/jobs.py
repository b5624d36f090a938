"""Whom it concerns at once when a child has come in alone."""

import datetime
from uuid import UUID

from hearth.accounts.queries import who_may_at
from hearth.foundation.actors import Permission
from hearth.frontdoor.actions.adding import CHILD_ALONE
from hearth.frontdoor.models import ChildAlert
from hearth.outgoing.listening import Concerned, concerns


@concerns(CHILD_ALONE)
def who_keeps_children_safe(visit_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who is told of a child at that site; nobody, if somebody has seen to it by now."""
    unseen = ChildAlert.objects.filter(visit=visit_id, seen_at__isnull=True)
    alert = unseen.select_related("site").first()
    if alert is None:
        return None
    told = who_may_at(Permission.SEE_CHILD_ALERTS, [alert.site_id], today=today)
    return Concerned(alert.site, told)

"""Each minute: whoever has somebody's safety to look after hears that something waits for them."""

import datetime
from uuid import UUID

from hearth.accounts.models import User
from hearth.outgoing.listening import Concerned, concerns
from hearth.safety.actions.looking import YOURS
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries.owners import BY_THEMSELVES, owners_at


@concerns(YOURS)
def who_looks_after_it(row_id: UUID, today: datetime.date) -> Concerned | None:
    """
    Return who has a worry or a concern to look after; nobody, once they saw it or it is over.

    Where they do not work there any more, it is those who answer for the site.
    """
    row = _not_seen(row_id)
    if row is None:
        return None
    owners = owners_at(row.site, today=today, but_not=(row.worker_id, *row.not_for))
    reached = [one.id for one in owners if one.id == row.owner_id]
    reached = reached or [one.id for one in owners if one.role in BY_THEMSELVES]
    return Concerned(row.site, User.objects.filter(id__in=reached))


def _not_seen(row_id: UUID) -> Worry | SafetyConcern | None:
    worries = Worry.objects.standing().filter(id=row_id, owner_saw_at=None)
    found = SafetyConcern.objects.standing().filter(id=row_id, owner_saw_at=None)
    return worries.select_related("site").first() or found.select_related("site").first()

"""A worker says that they know what was taken back out of their hands."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.people.models import KnownTakenBack


@transaction.atomic
def know_what_was_taken_back(*, by: Actor, now: datetime.datetime) -> None:
    """
    Say that one knows of all that was taken back until now: it stands on Today no more.

    :raises NotAllowed: if the actor supports nobody
    """
    require_somewhere(by, Permission.CHANGE_PEOPLE)
    known, _ = KnownTakenBack.objects.update_or_create(worker_id=by.id, defaults={"known_at": now})
    audit.note(by=by, verb="took note that sharing was taken back", subject=known)

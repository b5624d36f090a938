"""Writing down that the lake was filled, and which marks that has answered."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.lake.models import Filling, Mark


@transaction.atomic
def note_filled(*, by: Actor, filling: UUID, answered: Collection[int]) -> Filling:
    """
    Keep the number of a filling, and take away the marks that it answered: no other, as one that
    was left meanwhile is for the next.

    :param answered: the ids of the marks that were read
    :raises NotAllowed: unless it is Hearth itself
    """
    require_everywhere(by, Permission.READ_REPORTS)
    Mark.objects.filter(id__in=answered).delete()
    Filling.objects.exclude(id=filling).delete()
    row = Filling.objects.create(id=filling)
    audit.note(by=by, verb="filled the lake", subject=row)
    return row

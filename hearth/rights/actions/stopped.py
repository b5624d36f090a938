"""A gathering that was stopped halfway: said to have failed, and begun again by Hearth itself."""

import datetime
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.rights.actions.packs import begin_gathering, kept_for, note_failed
from hearth.rights.models import Asks, LogKind, Pack, PackRow, PackState, RightsLine, RightsRequest

STOPPED_AFTER = datetime.timedelta(minutes=10)
"""Nothing was gathered for so long, and nobody is at it. Our own choice."""
TRIES = 3
"""How often in a day it begins again by itself. After that whoever answers is asked to."""
STOPPED = "It was stopped halfway"


@transaction.atomic
def begin_stopped_again(*, by: Actor, now: datetime.datetime) -> int:
    """
    Begin again what was being gathered and no job is at any more. The clock goes on as it did.

    A part that is being gathered holds its pack, however long it takes: that one is left alone.

    :returns: how many
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.SEE_PEOPLE)
    return _stopped_halfway(by, now) + _never_begun(now)


def _stopped_halfway(by: Actor, now: datetime.datetime) -> int:
    free = Pack.objects.select_for_update(of=("self",), skip_locked=True)
    packs = free.filter(state=PackState.GATHERING, recorded_at__lt=now - STOPPED_AFTER)
    begun = 0
    for pack in packs.select_related("request"):
        with standing.reaching(pack.person_id):
            if PackRow.objects.filter(pack=pack, recorded_at__gte=now - STOPPED_AFTER).exists():
                continue
            note_failed(by=by, pack_id=pack.id, why=STOPPED, now=now)
            day_ago = now - datetime.timedelta(days=1)
            failed = RightsLine.objects.filter(
                request=pack.request, kind=LogKind.COULD_NOT, at__gte=day_ago
            )
            if pack.request.closed_on is None and failed.count() <= TRIES:
                begun += _begin(pack.request)
    return begun


def _never_begun(now: datetime.datetime) -> int:
    """Begin what has no pack at all, unless its copy went by itself since, as every copy does."""
    open_ = RightsRequest.objects.filter(asks=Asks.ACCESS, closed_on=None, packs=None)
    kept = open_.filter(due_on__gte=timezone.localdate(now) - kept_for())
    return sum(_begin(row) for row in kept.filter(recorded_at__lt=now - STOPPED_AFTER))


def _begin(request: RightsRequest) -> int:
    """Put it off, unless it waits for its turn already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        begin_gathering(request, once=True)
        return 1
    return 0

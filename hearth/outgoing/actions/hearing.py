"""Hearing what other apps tell, and writing at once to the workers who must know of it."""

import datetime

from django.db import transaction
from django.utils import timezone

from hearth.foundation import outbox
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.outgoing.actions.sending import drafted, let_go, still
from hearth.outgoing.listening import listened_for, whom_it_concerns
from hearth.outgoing.models import Kind, OwnAddress
from hearth.outgoing.wording import LOOK, compose


@transaction.atomic
def hear(*, by: Actor, now: datetime.datetime) -> int:
    """
    Take up what was told and write to whoever must know, if they said where (see OwnAddress).

    It says that something waits for them, never what, or of whom. Heard twice, it is written once.

    :returns: how many messages there are
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    today, written = timezone.localdate(now), 0
    for told in outbox.take_up(listened_for(), now=now):
        found = whom_it_concerns(told.what, told.about_id, today=today)
        workers = {worker.id: worker for worker in found.workers} if found else {}
        reached = OwnAddress.objects.filter(worker_id__in=workers)
        for worker_id in reached.order_by("worker_id").values_list("worker_id", flat=True):
            assert found is not None
            words = compose(LOOK, name=workers[worker_id].name, site=found.site, now=now)
            message = drafted(None, found.site, LOOK.code, words, now, None)
            message.worker_id, message.kind = worker_id, Kind.MAIL
            let_go(message, None, still(message, by)[1])
            written += 1
    return written

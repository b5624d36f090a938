"""Keeping a record without using it, and leaving somebody out of reports: begun, and lifted."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions import limit_use
from hearth.people.models import Person
from hearth.rights.actions.writing import RightsRefused, checked, log, require_answers, worker_id_of
from hearth.rights.models import Asks, Limit, LogKind, Outcome, RightsRequest

KINDS = {
    Asks.RESTRICTION.value: Limit.Kind.RESTRICTED.value,
    Asks.OBJECTION.value: Limit.Kind.NOT_COUNTED.value,
}


def begin_limit(
    *, by: Actor, request: RightsRequest, person: Person, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """Let it stand from today, within the act that writes down that it was asked."""
    kind = KINDS[request.asks]
    if not Limit.objects.filter(person=person, kind=kind, lifted_on=None).exists():
        Limit(
            request=request, person=person, held_by_id=request.held_by_id, site_id=request.site_id,
            kind=kind, from_on=today,
        ).save(force_insert=True)  # fmt: skip
    _stand(by, person, kind, today)
    request.closed_on, request.outcome = today, Outcome.STANDS
    RightsRequest.objects.filter(id=request.id).update(closed_on=today, outcome=Outcome.STANDS)
    log(by, request, LogKind.BEGUN, now=now)


@transaction.atomic
def lift_limit(
    *, by: Actor, limit: Limit, person: Person, words: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Lift it: because the person says so, or because there is no ground for it and they were told
    before (UK GDPR, article 18(3)).

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it was lifted already, or it is not said why
    """
    row = Limit.objects.select_for_update(of=("self",)).select_related("request__site").get(
        id=limit.id, person=person
    )  # fmt: skip
    require_answers(by, row.request)
    if row.lifted_on:
        raise RightsRefused("It was lifted already")
    row.lifted_why = checked(
        words, about="words", needed="Write who said so, or why, and that they were told before"
    )
    row.lifted_on, row.lifted_by_id = today, worker_id_of(by)
    row.save(update_fields=["lifted_on", "lifted_by", "lifted_why_sealed"])
    _stand(by, person, row.kind, None)
    log(by, row.request, LogKind.LIFTED, now=now, words=words.strip())
    audit.note(by=by, verb="lifted a limit on the record of", subject=person)


def _stand(by: Actor, person: Person, kind: str, on: datetime.date | None) -> None:
    if kind == Limit.Kind.RESTRICTED:
        limit_use(by=by, person=person, restricted_on=on)
    else:
        limit_use(by=by, person=person, not_counted=on is not None)

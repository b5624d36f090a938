"""Keeping a record without using it, and leaving somebody out of reports: begun, and lifted."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions import limit_use
from hearth.people.models import Person
from hearth.rights.actions.writing import (
    RightsRefused,
    checked,
    close,
    held,
    log,
    require_answers,
    whose,
    worker_id_of,
)
from hearth.rights.models import Asks, Limit, LogKind, Outcome, RightsRequest

KINDS = {
    Asks.RESTRICTION.value: Limit.Kind.RESTRICTED.value,
    Asks.OBJECTION.value: Limit.Kind.NOT_COUNTED.value,
}


def begin_limit(
    *, by: Actor, request: RightsRequest, person: Person, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Let it stand from today, within the act that writes down that it was asked or is agreed to. What
    else waits and asks for the same is answered with it.
    """
    kind = KINDS[request.asks]
    if not Limit.objects.filter(person=person, kind=kind, lifted_on=None).exists():
        Limit(
            request=request, person=person, held_by_id=request.held_by_id, site_id=request.site_id,
            kind=kind, from_on=today,
        ).save(force_insert=True)  # fmt: skip
    _stand(by, person, kind, today)
    same = RightsRequest.objects.filter(person=person, asks=request.asks, closed_on=None)
    for row in (request, *same.exclude(id=request.id)):
        close(row, Outcome.STANDS, today=today)
        log(by, row, LogKind.BEGUN, now=now)


@transaction.atomic
def let_it_stand(
    *, by: Actor, request: RightsRequest, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Let what somebody asked on their own page stand from today: not used, or not in reports.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it has ended, or asks for something else
    """
    row = held(by, request)
    if row.asks not in KINDS:
        raise RightsRefused("This is ended in another way")
    person = whose(row)
    begin_limit(by=by, request=row, person=person, now=now, today=today)
    audit.note(by=by, verb="began a limit on the record of", subject=person)


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

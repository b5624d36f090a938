"""Putting right what somebody says is wrong, or letting their own statement stand beside it."""

import datetime
from collections.abc import Collection

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.rights.actions.writing import (
    RightsRefused,
    checked,
    close,
    held,
    log,
    require_answers,
    worker_id_of,
)
from hearth.rights.models import Asks, LogKind, Outcome, Part, RightsRequest, Statement, ToTell


@transaction.atomic
def say_it_is_put_right(
    *, by: Actor, request: RightsRequest, words: str, to_tell: Collection[str],
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that it was put right where it stands, and who is to be told of it.

    :param words: what was changed
    :param to_tell: with whom it was shared: each is told, unless that cannot be done (UK GDPR,
        article 19)
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is no correction, or it is not said what was changed
    """
    row = _correction(by, request)
    words = checked(words, about="words", needed="Write what was changed")
    close(row, Outcome.PUT_RIGHT, today=today)
    log(by, row, LogKind.PUT_RIGHT, now=now, words=words)
    _keep_to_tell(row, to_tell)
    audit.note(by=by, verb="answered what was asked with", subject=row)


@transaction.atomic
def let_their_statement_stand(
    *, by: Actor, request: RightsRequest, why_not: str, statement: str, to_tell: Collection[str],
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Leave what is written, say why, and let the person's own words stand beside it from now on.

    :param statement: their own words; without any, why it was not agreed stands in the log alone
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is no correction, or it is not said why
    """
    row = _correction(by, request)
    why_not = checked(
        why_not, about="why_not",
        needed="Write why, as you told them, and that they can complain to the ICO",
    )  # fmt: skip
    statement = checked(statement, about="statement")
    log(by, row, LogKind.NOT_AGREED, now=now, words=why_not)
    if statement:
        stands = Statement(
            request=row, person_id=row.person_id, held_by_id=row.held_by_id, site_id=row.site_id,
            part=row.part, layer=Part(row.part).layer, written_on=today,
        )  # fmt: skip
        stands.words, stands.why_not = statement, why_not
        stands.save(force_insert=True)
        log(by, row, LogKind.STATEMENT, now=now, words=statement)
        _keep_to_tell(row, to_tell)
    close(row, Outcome.STATEMENT if statement else Outcome.NOT_DONE, today=today)
    audit.note(by=by, verb="answered what was asked with", subject=row)


@transaction.atomic
def take_statement_away(
    *, by: Actor, statement: Statement, words: str, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Let a person's own words stand beside their record no more, because they say so themselves.

    :param words: what they said, and how: nobody else takes their words away
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it was taken away already, or it is not said how they asked for it
    """
    row = Statement.objects.select_for_update(of=("self",)).select_related("request__site").get(
        id=statement.id
    )  # fmt: skip
    require_answers(by, row.request)
    if row.taken_away_on:
        raise RightsRefused("It was taken away already")
    words = checked(words, about="words", needed="Write what they said, and how they said it")
    row.taken_away_on = today
    row.save(update_fields=["taken_away_on"])
    log(by, row.request, LogKind.TAKEN_AWAY, now=now, words=words)
    audit.note(by=by, verb="took away their own words beside", subject=row)


@transaction.atomic
def say_they_were_told(
    *, by: Actor, to_tell: ToTell, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Write down that somebody with whom it was shared has been told.

    :raises NotAllowed: if the actor does not answer for it
    """
    row = ToTell.objects.select_for_update(of=("self",)).select_related("request__site").get(
        id=to_tell.id
    )  # fmt: skip
    require_answers(by, row.request)
    if row.told_on:
        return
    row.told_on, row.told_by_id = today, worker_id_of(by)
    row.save(update_fields=["told_on", "told_by"])
    log(by, row.request, LogKind.TOLD, now=now, words=row.whom)


def _correction(by: Actor, request: RightsRequest) -> RightsRequest:
    """:raises RightsRefused: if it is no correction"""
    row = held(by, request)
    if row.asks != Asks.CORRECTION:
        raise RightsRefused("They did not ask for something to be put right")
    return row


def _keep_to_tell(row: RightsRequest, to_tell: Collection[str]) -> None:
    for whom in dict.fromkeys(name.strip() for name in to_tell if name.strip()):
        one = ToTell(
            request=row, person_id=row.person_id, held_by_id=row.held_by_id, site_id=row.site_id
        )
        one.whom = whom
        one.save(force_insert=True)

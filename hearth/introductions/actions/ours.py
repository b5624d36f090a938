"""Asking within the house: a hub of ours, a colleague, a volunteer; and what they answer."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import ask, insert_once
from hearth.introductions.actions.replying import ItIsOver, sealed_answer, written_answer
from hearth.introductions.models import (
    Came,
    HowAgreed,
    Incoming,
    Introduction,
    Reply,
    SafeWay,
    Stands,
    Way,
)
from hearth.introductions.queries.asked import whom_i_answer
from hearth.introductions.queries.begin import THEIR_NAME
from hearth.introductions.queries.other_side import ReplySaid
from hearth.places.models import Site

TAKE_IT = "Take it, and say how they can come"
SAYS = {
    Stands.TAKEN.value: Reply.YES,
    Stands.WELCOMED.value: Reply.CAME,
    Stands.RATHER_NOT.value: Reply.NOT_NOW,
    "WORK": Reply.ASKS,
}
"""What goes back to whoever introduced them, of what happened at the hub that was asked."""


def ask_our_hub(
    by: Actor, row: Introduction, lines: tuple[tuple[str, str], ...], *, today: datetime.date
) -> None:
    """
    Let somebody come in at the hub of ours to which they are introduced, with what they agreed to.

    Of those who go by themselves the hub is told only if they agreed to that.
    """
    if row.site_id in (None, row.from_site_id) or not (lines or row.way == Way.IN_TOUCH):
        return
    assert row.site_id is not None
    site, here = Site.objects.get(id=row.site_id), Site.objects.get(id=row.from_site_id)
    came = Incoming(
        id=uuid7(), site=site, held_by_id=site.run_by_id, came=Came.OURS, introduced_by_id=by.id,
        safe_way=SafeWay.THROUGH_US, agreed_how=HowAgreed.ASKED, next_on=today,
        introduction_id=row.id,
    )  # fmt: skip
    came.introducer, came.reply_to = f"{by.label}, {here.name}", here.phone
    came.name = dict(lines).get(THEIR_NAME) or f"Somebody from {here.name}"
    came.where, came.when, came.next_step = "", "", TAKE_IT
    came.hope = "\n".join(f"{label}: {says}" for label, says in lines)
    insert_once(came)


def say_back(row: Incoming, what: str, words: str) -> None:
    """
    Tell whoever introduced them from a hub of ours what was said here; of much, nothing.

    That somebody would rather not is told as theirs, and not as a no of the hub.
    """
    reply = SAYS.get(what)
    if row.introduction_id is None or reply is None:
        return
    if what == Stands.RATHER_NOT:
        words = f"{Stands.RATHER_NOT.label}. {words}"
    whose = ask("SELECT introductions_whose_we_answer(%s::uuid)", [row.id]).fetchone()
    ask(
        "SELECT introductions_hub_says(%s::uuid, %s::text, %s::uuid, %s::bytea, %s::date)",
        [row.id, *_written(reply, words, uuid7(), None, whose=whose[0] if whose else None)],
    )


@transaction.atomic
def answer_as_colleague(
    *, by: Actor, introduction_id: UUID, said: ReplySaid, line_id: UUID
) -> None:
    """
    Take the answer of a colleague or volunteer who was asked to meet somebody.

    Sent twice, it is one.

    :raises IntroductionRefused: if something is missing, or the day is past
    :raises ItIsOver: if they were not asked, or it was stopped or taken back
    """
    written_down = written_answer(
        said, line_id=line_id, introduction_id=introduction_id,
        whose=whom_i_answer(introduction_id),
    )  # fmt: skip
    found = ask(
        "SELECT introductions_colleague_says(%s::uuid, %s::text, %s::uuid, %s::bytea, %s::date,"
        " %s::text, %s::bytea)",
        [introduction_id, *written_down],
    ).fetchone()
    if not found or found[0] != "DONE":
        raise ItIsOver("This is over")
    audit.note(by=by, verb="answered an introduction", subject=Introduction(id=introduction_id))


def _written(
    reply: Reply, words: str, line_id: UUID, on: datetime.date | None, *, whose: UUID | None
) -> list[object]:
    """Return an answer as the database takes it."""
    return [reply.value, line_id, sealed_answer(words, line_id=line_id, whose=whose), on]

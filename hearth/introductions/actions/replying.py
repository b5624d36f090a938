"""
What the other side of an introduction does: asks for a code, types it, and answers.

By a link nobody is signed in: whoever calls wraps it in as_anybody(). Opening a link does nothing;
mail scanners do that. The trail of an answer is its line in the introduction's story.
"""

import datetime
import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from procrastinate.contrib.django import app

from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.schema import schema_in_hand
from hearth.foundation.statements import ask
from hearth.introductions.actions.writing import IntroductionRefused, checked
from hearth.introductions.models import (
    Fitted,
    Introduction,
    IntroductionLine,
    OtherSide,
    Reply,
)
from hearth.introductions.queries.other_side import ReplySaid, SharedPage, hash_of
from hearth.outgoing.actions import write_to_contact
from hearth.outgoing.models import OutgoingMessage
from hearth.outgoing.wording import CODE, code_in_words
from hearth.people.actions import note_opened
from hearth.people.actions.keepers import require_near

FIGURES = 6
NEED_WORDS = {
    Reply.YES: "Say when they can come",
    Reply.NOT_NOW: "Say when to try again, or what to try instead",
    Reply.ASKS: "Write what you need to know",
}


class ReplyRefused(Refused):
    """The answer cannot be taken like that."""


class NotProven(ReplyRefused):
    """The code was typed too long ago, or never: it is asked for again."""


class ItIsOver(ReplyRefused):
    """It was stopped or taken back. Nothing is shown of it any more."""


class SaidMeanwhile(ReplyRefused):
    """Somebody else there answered, or it went on, after the page was drawn."""


def want_code(secret: str) -> tuple[UUID, UUID] | None:
    """
    Ask for a code by a link; return the message that brought the link, and that to bring the code.

    :returns: None if the link is over, or codes were asked for too often
    """
    code_message = uuid7()
    found = ask(
        "SELECT introductions_want_code(%s::bytea, %s::uuid)", [hash_of(secret), code_message]
    ).fetchone()
    return (found[0], code_message) if found and found[0] else None


def have_code_sent(*, message_id: UUID, code_message_id: UUID) -> None:
    """Leave the sending to a job, written in this same transaction. It carries ids only."""
    job = app.configure_task("introductions.send_code")
    job.defer(
        schema=schema_in_hand(), message_id=str(message_id), code_message_id=str(code_message_id)
    )


@transaction.atomic
def send_code(
    *, by: Actor, message_id: UUID, code_message_id: UUID, now: datetime.datetime
) -> None:
    """
    Send the code that was asked for to the address to which the link went. Hearth itself does.

    :raises NotAllowed: if the actor keeps no records there
    """
    link = OutgoingMessage.objects.select_related("site", "entry")
    asked = link.filter(id=message_id, contact__isnull=False, entry__isnull=False).first()
    if asked is None or asked.contact_id is None or asked.entry is None:
        return
    write_to_contact(
        by=by, site=asked.site, contact_id=asked.contact_id, service=asked.entry, template=CODE,
        words=code_in_words(site=asked.site.name), message_id=code_message_id, now=now,
    )  # fmt: skip


def make_code(code_message_id: UUID) -> str | None:
    """Make the code that a message brings; None if nobody waits for it any more."""
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    made = ask(
        "SELECT introductions_code_made(%s::uuid, %s::bytea)",
        [code_message_id, _code_hash(code)],
    ).fetchone()
    return code if made and made[0] else None


def make_link_of(message_id: UUID) -> str | None:
    """Make the link that a message brings; None if the introduction does not go on any more."""
    secret = secrets.token_urlsafe(24)
    made = ask(
        "SELECT introductions_link_made(%s::uuid, %s::bytea)", [message_id, hash_of(secret)]
    ).fetchone()
    return secret if made and made[0] else None


def prove(secret: str, code: str) -> str:
    """
    Take the code that somebody typed, and return what their page carries from then on.

    :raises ItIsOver: if the link is over
    :raises ReplyRefused: if the code is wrong, too old, or was tried too often
    """
    figures = "".join(each for each in code if each.isdecimal())
    proof = secrets.token_urlsafe(24)
    found = ask(
        "SELECT introductions_prove(%s::bytea, %s::bytea, %s::bytea)",
        [hash_of(secret), _code_hash(figures), hash_of(proof)],
    ).fetchone()
    became = found[0] if found else "OVER"
    if became == "RIGHT":
        return proof
    if became == "OVER":
        raise ItIsOver("This is over")
    if became == "WRONG":
        raise ReplyRefused(f"That is not the code. It has {FIGURES} figures. Look at it again")
    raise ReplyRefused("That code does not work any more. Ask for a new one")


def answer_by_link(
    *, secret: str, proof: str, page: SharedPage, said: ReplySaid, line_id: UUID
) -> None:
    """
    Take an answer by a link whose code was right. Sent twice, it is one answer.

    :param page: what the page that they answer showed
    :raises IntroductionRefused: if something is missing
    :raises NotProven: if the code was too long ago
    :raises ItIsOver: if it was stopped, or taken back
    :raises SaidMeanwhile: if somebody else there answered after the page was drawn
    """
    found = ask(
        "SELECT introductions_answer(%s::bytea, %s::bytea, %s::text, %s::uuid, %s::bytea,"
        " %s::date, %s::integer, %s::text, %s::bytea)",
        [hash_of(secret), hash_of(proof), *_written(page, said, line_id)],
    ).fetchone()
    _insist(found[0] if found else "OVER")


@transaction.atomic
def answer_from_inbox(*, by: Actor, page: SharedPage, said: ReplySaid, line_id: UUID) -> None:
    """
    Take an answer from a partner's inbox. Sent twice, it is one answer.

    :raises NotAllowed: if the actor reads nothing that is shared with a partner
    :raises IntroductionRefused, ItIsOver, SaidMeanwhile: as by a link
    """
    require_somewhere(by, Permission.SEE_SHARED)
    found = ask(
        "SELECT introductions_answer_inbox(%s::uuid, %s::text, %s::uuid, %s::bytea,"
        " %s::date, %s::integer, %s::text, %s::bytea)",
        [page.id, *_written(page, said, line_id)],
    ).fetchone()
    _insist(found[0] if found else "OVER")


def note_read_in_inbox(*, by: Actor, row: OtherSide) -> None:
    """Write down that a partner's worker read what was shared with them."""
    ask("SELECT introductions_read_inbox(%s::uuid)", [row.id])
    note_opened(by=by, person_id=row.person_id, part="introductions")


def note_looked(shown: UUID) -> None:
    """
    Write down that the actor read what was shared of somebody within the house.

    :param shown: who came in to a hub of ours, or the introduction of which a colleague is asked
    """
    ask("SELECT introductions_looked(%s::uuid)", [shown])


def _written(page: SharedPage, said: ReplySaid, line_id: UUID) -> list[object]:
    """
    Return an answer as the database takes it, of who saw a page.

    :raises IntroductionRefused: as written_answer
    """
    *answer, fitted, of_fitting = written_answer(
        said, line_id=line_id, introduction_id=page.introduction_id, whose=page.person_id
    )
    return [*answer, page.answers, fitted, of_fitting]


def written_answer(
    said: ReplySaid, *, line_id: UUID, introduction_id: UUID, whose: UUID | None
) -> list[object]:
    """
    Return an answer as the database takes it: which, its line, the words, the day, and how it
    fitted, in which words.

    :param whose: who is introduced (see sealed_answer)
    :raises IntroductionRefused: if it lacks something, or its day cannot be
    """
    if said.reply not in Reply.values:
        raise IntroductionRefused("Choose an answer", about="reply")
    reply = Reply(said.reply)
    if reply == Reply.FITTED and said.fitted not in Fitted.values:
        raise IntroductionRefused("Choose whether it fitted", about="fitted")
    needed = "" if said.on and reply != Reply.ASKS else NEED_WORDS.get(reply, "")
    words = checked(said.words, about="words", needed=needed)
    _check_day(reply, said.on, today=timezone.localdate())
    introduction = Introduction(id=introduction_id)
    if reply == Reply.FITTED:
        introduction.other_words = words
        words = f"{Fitted(said.fitted).label}. {words}".strip()
    sealed = sealed_answer(words, line_id=line_id, whose=whose)
    return [
        reply.value, line_id, sealed, said.on, said.fitted,
        bytes(introduction.other_words_sealed),
    ]  # fmt: skip


def _check_day(reply: Reply, on: datetime.date | None, *, today: datetime.date) -> None:
    """:raises IntroductionRefused: if they cannot come, or it cannot be tried again, on that day"""
    if on is None:
        return
    if reply != Reply.CAME:
        require_near(on, refused=IntroductionRefused, about="on", today=today)
    elif on > today:
        raise IntroductionRefused(
            "They have been there already: choose today, or a day that is past", about="on"
        )


def sealed_answer(words: str, *, line_id: UUID, whose: UUID | None) -> bytes:
    """
    Return the words of an answer as its line is to hold them.

    :param whose: who is introduced; None, if that is not known, or it is over and is not taken
    """
    line = IntroductionLine(id=line_id)
    if whose:
        line.person_id = whose
    line.words = words
    return bytes(line.words_sealed)


def _insist(became: str) -> None:
    """:raises ReplyRefused: unless it was taken"""
    if became == "UNPROVEN":
        raise NotProven("Your code was too long ago")
    if became == "MEANWHILE":
        raise SaidMeanwhile("Somebody answered already, or it went on meanwhile. Look again")
    if became != "DONE":
        raise ItIsOver("This is over")


def _code_hash(code: str) -> bytes:
    """Return a keyed hash: so few figures would be found by trying, of a hash without a key."""
    return salted_hmac("introductions.code", code, algorithm="sha256").digest()

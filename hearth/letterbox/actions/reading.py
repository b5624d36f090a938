"""Reading what people wrote: who has it in hand by name, an answer, handed on, nothing lost."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, NotAllowed
from hearth.letterbox.actions.writing import LetterRefused, add_line, checked, held
from hearth.letterbox.models import AT_ONCE, Letter, LetterLine, LineKind
from hearth.letterbox.queries.boxes import box_of, readers_of, who_is_there
from hearth.outgoing.actions import say_something_waits
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import get_person

YOURS = "letterbox.yours"
"""What the outbox tells when a letter is handed on to somebody, about the letter."""


def note_looked(*, by: Actor, letter: Letter, now: datetime.datetime) -> None:
    """
    Write down that the actor opened what a person wrote. If it was handed on to them, that reads
    it: the person's own page says so.
    """
    if letter.taken_by_id == by.id and letter.holder_saw_at is None:
        with transaction.atomic():
            row = held(by, letter)
            if row.taken_by_id == by.id and row.holder_saw_at is None:
                _give(by, row, by.id, now=now)
                add_line(by, row, LineKind.TAKEN, now=now)
    audit.note(by=by, verb="opened", subject=letter, place=letter.site)
    note_opened(by=by, person_id=letter.person_id, part="letterbox", site=letter.site)


@transaction.atomic
def take(*, by: Actor, letter: Letter, now: datetime.datetime) -> Letter:
    """
    Say by name that the actor has read it, and has it in hand. The person reads who, and when.

    A worst day that was handed on, and not opened, anybody takes who reads there.

    :raises NotAllowed: if the actor does not read it
    :raises LetterRefused: if somebody else has it already
    """
    row = _read(by, letter)
    if row.taken_by_id == by.id and row.holder_saw_at:
        return row
    if row.taken_by not in (None, by) and not row.nobody_has_read:
        raise LetterRefused(f"{row.taken_by.name} has it in hand. Ask them to hand it on")
    _give(by, row, by.id, now=now)
    add_line(by, row, LineKind.TAKEN, now=now)
    audit.note(by=by, verb="took", subject=row, place=row.site)
    return row


@transaction.atomic
def hand_on(
    *, by: Actor, letter: Letter, to_id: UUID, words: str, now: datetime.datetime
) -> Letter:
    """
    Hand it on, by name, to somebody who reads there too; or take it over from whoever has it.

    A worst day stays loud until they have opened it: after the hub's minutes to all who read there,
    and at once if whoever it is handed on to is neither on duty nor in the building.

    :raises NotAllowed: if the actor does not read it
    :raises LetterRefused: if they do not read it, or have it already
    """
    row = _read(by, letter)
    words = checked(words, about="words")
    to = readers_of(row, today=timezone.localdate(now)).filter(id=to_id).first()
    if to is None:
        raise LetterRefused("Choose somebody who reads it", about="to")
    if row.taken_by_id == to.id:
        raise LetterRefused(f"{to.name} has it already", about="to")
    _give(by, row, to.id, now=now)
    if row.nobody_has_read:
        _is_loud_again(row, to.id, now=now)
    add_line(by, row, LineKind.HANDED_ON, now=now, words=words, to_id=to.id)
    if to.id != by.id:
        outbox.tell(YOURS, about_id=row.id)
    audit.note(by=by, verb="handed on", subject=row, place=row.site)
    return row


@transaction.atomic
def answer(
    *, by: Actor, letter: Letter, words: str, is_done: bool, line_id: UUID, now: datetime.datetime
) -> bool:
    """
    Answer what a person wrote. They read it on their own page, or are told when they come in.

    An email says that something is there for them, and no more; only by a way that is safe.

    :param is_done: nothing more is needed for now; they can always write again
    :returns: whether an email goes to them
    :raises NotAllowed: if the actor does not read it
    :raises LetterRefused: if there are no words, and it was not answered before
    :raises SavedAlready: if it was sent already, in other words
    """
    row = _read(by, letter)
    said_before = LetterLine.objects.filter(letter=row, kind=LineKind.ANSWER).exists()
    needed = "" if is_done and said_before else "Write your answer"
    words = checked(words, about="words", needed=needed)
    if row.nobody_has_read or row.first_read_at is None:
        _give(by, row, by.id, now=now)
    goes = False
    if words:
        _, is_new = add_line(by, row, LineKind.ANSWER, now=now, words=words, line_id=line_id)
        goes = is_new and not row.said_aloud and _tell(by, row, now=now)
        if is_new:
            audit.note(by=by, verb="answered", subject=row, place=row.site)
    if is_done and row.done_at is None:
        row.done_at, row.done_by_id = now, by.id
        row.save(update_fields=["done_at", "done_by"])
        add_line(by, row, LineKind.DONE, now=now)
        audit.note(by=by, verb="finished for now", subject=row, place=row.site)
    return goes


def _read(by: Actor, letter: Letter) -> Letter:
    """:raises NotAllowed: if the actor does not read it as a worker"""
    if by.themselves is not None:
        raise NotAllowed(f"{by.label} does not read for a hub")
    return held(by, letter)


def _give(by: Actor, row: Letter, to_id: UUID, *, now: datetime.datetime) -> None:
    row.taken_by_id, row.taken_at = to_id, now
    row.holder_saw_at = now if to_id == by.id else None
    if row.holder_saw_at and row.first_read_at is None:
        row.first_read_by_id, row.first_read_at = by.id, now
    row.save(
        update_fields=["taken_by", "taken_at", "holder_saw_at", "first_read_by", "first_read_at"]
    )
    if row.holder_saw_at and row.kind in AT_ONCE:
        _end_older(by, row, now=now)


def _end_older(by: Actor, row: Letter, *, now: datetime.datetime) -> None:
    """They said it again: whoever has read it now needs no more for what was read before."""
    older = Letter.objects.read_by(by).open().filter(
        person=row.person_id, site=row.site_id, kind=row.kind,
        written_at__lt=row.written_at, holder_saw_at__isnull=False,
    )  # fmt: skip
    for each in older.select_for_update(of=("self",)):
        each.done_at, each.done_by_id = now, by.id
        each.save(update_fields=["done_at", "done_by"])
        add_line(by, each, LineKind.DONE, now=now, words="They have said it again since then")


def _is_loud_again(row: Letter, to_id: UUID, *, now: datetime.datetime) -> None:
    """Let a worst day that was handed on be loud anew, and told anew, until it is opened."""
    there = who_is_there(row, now=now, today=timezone.localdate(now))
    wait = box_of(row.site).louder_after if to_id in there else 0
    row.look_by = now + datetime.timedelta(minutes=wait)
    row.louder_at, row.late_told_at = None, None
    row.save(update_fields=["look_by", "louder_at", "late_told_at"])


def _tell(by: Actor, row: Letter, *, now: datetime.datetime) -> bool:
    """Let an email say that something is there for them, if one is safe and theirs to be sent."""
    try:
        person = get_person(row.person_id, by)
    except Person.DoesNotExist:
        return False
    return say_something_waits(by=by, site=row.site, person=person, now=now)

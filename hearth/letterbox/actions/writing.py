"""Writing to a hub: what a person says on their own pages, or to a worker who writes it down."""

import datetime
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.errors import PartRefused
from hearth.foundation.statements import insert_once
from hearth.letterbox.models import AT_ONCE, Letter, LetterKind, LetterLine, LineKind
from hearth.letterbox.queries.boxes import box_of
from hearth.letterbox.queries.hours import reading_at, worst_day_look_by
from hearth.letterbox.queries.letters import unseen_answers
from hearth.letterbox.queries.said import LetterSaid, letter_said
from hearth.people.actions.editing import refuse_other_words
from hearth.people.actions.written import written
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site, SiteStatus

WORST_DAY = "letterbox.worst_day"
"""What the outbox tells when somebody says that it is their worst day, about the letter."""
SHORT = 200
"""Letters of a name, a number or a time."""


class LetterRefused(PartRefused):
    """It cannot be written, or read, like that."""


checked = partial(written, refused=LetterRefused)


@transaction.atomic
def write_letter(
    *, by: Actor, person: Person, site: Site, said: LetterSaid, letter_id: UUID,
    now: datetime.datetime,
) -> Letter:  # fmt: skip
    """
    Write to a hub. Who reads it, and by when, is what the page has just said to the person.

    A worst day goes to whoever is on duty, until somebody there says by name that they read it.

    :param by: the person, on their own pages; or a worker who reads there, to whom they said it
    :param letter_id: an id that the page made up, so that a double tap is one letter
    :raises NotAllowed: if it is somebody else's to say
    :raises LetterRefused: if something is missing, or nobody reads there
    :raises SavedAlready: if it was sent already, in other words
    """
    person = _whose(by, person, site)
    said = _checked(said, person)
    box = box_of(site)
    if site.status != SiteStatus.OPEN or not box.takes_messages:
        raise LetterRefused("Nobody reads messages there. Choose another hub", about="site")
    reading = reading_at(site, box, now=now, but_not=person.worker_id)
    look_by = reading.look_by
    if not reading.has_readers:
        raise LetterRefused(
            "Nobody reads messages there. Choose another hub, or ring", about="site"
        )
    if said.kind == LetterKind.WORST_DAY:
        look_by = worst_day_look_by(reading, box, now=now)
    if look_by is None:
        raise LetterRefused(
            "We do not know when somebody reads there next. Choose another hub, or ring",
            about="site",
        )
    row = Letter(
        id=letter_id, kind=said.kind, site=site, person_id=person.id, held_by_id=site.run_by_id,
        for_roles=box.audiences(site), written_at=now, written_by_id=by.id,
        said_aloud=by.themselves is None, look_by=look_by,
    )  # fmt: skip
    for name in ("called", "words", "reach", "times"):
        setattr(row, name, getattr(said, name))
    if not insert_once(row):
        there = Letter.objects.filter(id=letter_id, person=person.id).first()
        if there is None:
            raise LetterRefused("Part of this page was lost. Open the page again")
        refuse_other_words(letter_said(there), said)
        return there
    if said.kind == LetterKind.WORST_DAY:
        outbox.tell(WORST_DAY, about_id=row.id)
    audit.note(by=by, verb="wrote", subject=row, place=site)
    return row


@transaction.atomic
def write_more(
    *, by: Actor, letter: Letter, words: str, line_id: UUID, now: datetime.datetime
) -> LetterLine:
    """
    Add to what a person wrote. It waits again until somebody has read that too, whoever had it.

    :raises NotAllowed: if it is somebody else's to say
    :raises LetterRefused: if there are no words, or nobody reads there any more
    :raises SavedAlready: if it was sent already, in other words
    """
    row = held(by, letter)
    words = checked(words, about="words", needed="Write what you would like to say")
    line, is_new = add_line(by, row, LineKind.MORE, now=now, words=words, line_id=line_id)
    if not is_new:
        return line
    box = box_of(row.site)
    reading = reading_at(row.site, box, now=now, but_not=row.worker_id)
    if row.site.status != SiteStatus.OPEN or not reading.has_readers:
        ring = f"ring {row.site.phone}" if row.site.phone else "ring"
        raise LetterRefused(f"Nobody reads messages there now. Write to another hub, or {ring}")
    row.look_by = reading.look_by or now
    if row.kind in AT_ONCE:
        row.look_by = worst_day_look_by(reading, box, now=now)
        outbox.tell(WORST_DAY, about_id=row.id)
    row.taken_by, row.taken_at, row.done_by, row.done_at = None, None, None, None
    row.louder_at, row.late_told_at = None, None
    row.first_read_by, row.first_read_at, row.holder_saw_at = None, None, None
    row.save(
        update_fields=[
            "look_by", "taken_by", "taken_at", "holder_saw_at", "first_read_by", "first_read_at",
            "done_by", "done_at", "louder_at", "late_told_at",
        ]
    )  # fmt: skip
    audit.note(by=by, verb="added to", subject=row, place=row.site)
    return line


@transaction.atomic
def note_seen(*, by: Actor, letter_ids: Collection[UUID], now: datetime.datetime) -> None:
    """Note that the person opened the answers to these, so that none is called new again."""
    for letter_id in set(unseen_answers(by)).intersection(letter_ids):
        row = Letter.objects.get(id=letter_id)
        add_line(by, row, LineKind.SEEN, now=now)


def held(by: Actor, letter: Letter) -> Letter:
    """
    Return a letter afresh, held so that no other request changes it before we are done.

    :raises NotAllowed: if the actor neither wrote it nor reads it (any more)
    """
    rows = Letter.objects.select_for_update(of=("self",)).select_related("site")
    theirs = rows.written_by_themselves(by) if by.themselves else rows.read_by(by)
    row = theirs.filter(id=letter.id).first()
    if row is None:
        raise NotAllowed(f"{by.label} may not read {letter.id}")
    return row


def add_line(
    by: Actor, letter: Letter, kind: str, *, now: datetime.datetime, words: str = "",
    to_id: UUID | None = None, line_id: UUID | None = None,
) -> tuple[LetterLine, bool]:  # fmt: skip
    """
    Add to what came after a letter.

    :returns: the line, and whether it is new: a page that is sent twice adds one
    :raises SavedAlready: if it was sent already, in other words
    """
    line = LetterLine(
        letter=letter, person_id=letter.person_id, held_by_id=letter.held_by_id, kind=kind, at=now,
        by_id=by.id, to_id=to_id, site_id=letter.site_id, for_roles=letter.for_roles,
    )  # fmt: skip
    if line_id:
        line.id = line_id
    line.words = words
    if insert_once(line):
        return line, True
    there = LetterLine.objects.filter(id=line.id, letter=letter).first()
    if there is None:
        raise LetterRefused("Part of this page was lost. Open the page again")
    refuse_other_words((there.kind, there.words), (kind, words))
    return there, False


def _whose(by: Actor, person: Person, site: Site) -> Person:
    """
    Return whose letter it is to be.

    :raises NotAllowed: unless the actor is the person, or a worker who reads there and sees them
    """
    if by.themselves is not None:
        if by.themselves != person.id:
            raise NotAllowed(f"{by.label} is not {person.id}")
        return person
    require(by, Permission.READ_LETTERS, at=site)
    try:
        seen = get_person(person.id, by)
    except Person.DoesNotExist as gone:
        raise NotAllowed(f"{by.label} may not see {person.id}") from gone
    if seen.has_died:
        raise LetterRefused("They have died. Nothing is written for them any more")
    return seen


def _checked(said: LetterSaid, person: Person) -> LetterSaid:
    """:raises LetterRefused: if something is missing or too long"""
    if said.kind not in LetterKind.values or said.kind == LetterKind.ANSWERED:
        raise LetterRefused("Choose what it is", about="kind")
    needed = {
        LetterKind.MESSAGE.value: "Write what you would like to say",
        LetterKind.OFFER.value: "Write what you could do",
    }
    return replace(
        said,
        words=checked(said.words, about="words", needed=needed.get(said.kind, "")),
        called=checked(said.called, about="called", most=SHORT) or person.known_as,
        reach=checked(said.reach, about="reach", most=SHORT),
        times=checked(said.times, about="times", most=SHORT),
    )

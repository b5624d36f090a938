"""What people wrote to a hub, as far as whoever asks reads it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from hearth.accounts.models import Grant
from hearth.accounts.queries import workers_named
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.sealing import fetch_own_keys
from hearth.letterbox.models import AT_ONCE, Letter, LetterKind, LetterLine, LineKind
from hearth.letterbox.models.letters import NOBODY_HAS_READ, LetterQuerySet
from hearth.letterbox.queries.boxes import on_duty_for
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site

AT_A_TIME = 40
OWN_AT_A_TIME = 20
READING = [role for role in Role if Permission.READ_LETTERS in ROLES[role].allows]


@dataclass(frozen=True)
class LetterRow:
    """What somebody wrote, in a list."""

    id: UUID
    kind: str
    kind_words: str
    called: str
    words: str
    site_name: str
    site_slug: str
    """As its address says it."""
    written_at: datetime.datetime
    look_by: datetime.datetime
    said_aloud: bool
    is_late: bool
    """Nobody has it, though they were told that somebody would by now."""
    taken_by: str
    is_mine: bool
    taken_at: datetime.datetime | None
    is_waiting: bool
    """Nobody has read it: a worst day that was handed on waits until it is opened."""
    is_opened: bool
    """Whoever has it in hand has opened it."""
    first_read: str
    """Who read it first since they last wrote; nobody yet, if empty."""
    first_read_at: datetime.datetime | None
    left_behind: bool
    """Whoever has it in hand does not read there any more."""
    done_at: datetime.datetime | None

    @property
    def is_worst_day(self) -> bool:
        return self.kind == LetterKind.WORST_DAY

    @property
    def is_at_once(self) -> bool:
        """It came at once to whoever is on duty, and is loud until one of them has read it."""
        return self.kind in AT_ONCE


@dataclass(frozen=True)
class LineShown:
    """One thing that came after a letter."""

    kind: str
    kind_words: str
    at: datetime.datetime
    by: str
    is_theirs: bool
    """The person wrote it, or it is what they said."""
    to: str
    words: str


@dataclass(frozen=True)
class LetterPage:
    """What somebody wrote, and all that came after it."""

    row: LetterRow
    reach: str
    times: str
    lines: tuple[LineShown, ...]
    person_id: UUID | None
    """Whose it is, if the reader may see their page."""

    @property
    def last_said_at(self) -> datetime.datetime:
        """When the person last said something of it."""
        more = (line.at for line in self.lines if line.kind == LineKind.MORE)
        return max(more, default=self.row.written_at)


@dataclass(frozen=True)
class Letters:
    """
    The page of all that is written to a worker's hubs. What is open is a page at a time, and so is
    what is answered: what nobody has read is on the first.
    """

    waiting: tuple[LetterRow, ...]
    """Worst days first, then by when somebody was to read them."""
    mine: tuple[LetterRow, ...]
    others: tuple[LetterRow, ...]
    offers: tuple[LetterRow, ...]
    """Offers of help that are not answered yet, but for those that nobody has."""
    open_number: int
    open_has_more: bool
    answered: tuple[LetterRow, ...]
    number: int
    has_more: bool
    """Of those that are answered."""


@dataclass(frozen=True)
class LoudLetters:
    """What cannot wait, of all that is written to a worker's hubs."""

    worst_days: tuple[LetterRow, ...] = ()
    late: int = 0
    left_behind: int = 0
    handed_on: int = 0
    """Handed on to the reader, who has not opened them yet."""


def letters(
    actor: Actor, *, now: datetime.datetime, number: int = 1, open_number: int = 1
) -> Letters:
    """
    Return what is written to the actor's hubs: a constant number of questions.

    :param number: of the page of those that are answered, from 1
    :param open_number: of the page of those that are not
    :raises NotAllowed: if the actor reads no letters anywhere
    """
    require_somewhere(actor, Permission.READ_LETTERS)
    read = Letter.objects.read_by(actor)
    still_open = read.open().order_by(_urgent_first(actor), "look_by", "id")
    here, open_has_more = _part(still_open, open_number, actor=actor, now=now)
    done = read.filter(done_at__isnull=False).order_by("-done_at", "-id")
    answered, has_more = _part(done, number, actor=actor, now=now)
    in_hand = [row for row in here if not row.is_waiting]
    others = [row for row in in_hand if not row.is_mine]
    return Letters(
        waiting=tuple(row for row in here if row.is_waiting),
        mine=tuple(row for row in in_hand if row.is_mine),
        others=tuple(row for row in others if row.kind != LetterKind.OFFER),
        offers=tuple(row for row in others if row.kind == LetterKind.OFFER),
        open_number=open_number,
        open_has_more=open_has_more,
        answered=answered,
        number=number,
        has_more=has_more,
    )


def _urgent_first(actor: Actor) -> Case:
    """Return by what open letters are ordered: a worst day, what nobody has read, the actor's."""
    return Case(
        When(Q(kind__in=AT_ONCE) & NOBODY_HAS_READ, then=Value(0)),
        When(NOBODY_HAS_READ, then=Value(1)),
        When(taken_by=actor.id, then=Value(2)),
        default=Value(3),
    )


def _part(
    found: LetterQuerySet, number: int, *, actor: Actor, now: datetime.datetime
) -> tuple[tuple[LetterRow, ...], bool]:
    """Return a page of letters, from 1, and whether there are more."""
    first = (number - 1) * AT_A_TIME
    rows = rows_of(found[first : first + AT_A_TIME + 1], actor=actor, now=now)
    return rows[:AT_A_TIME], len(rows) > AT_A_TIME


def get_letter(letter_id: UUID, *, actor: Actor) -> Letter:
    """
    Return a letter that the actor reads as a worker.

    :raises Letter.DoesNotExist: if there is none, or it is out of bounds
    """
    return Letter.objects.read_by(actor).select_related("site").get(id=letter_id)


def own_letters(
    actor: Actor, *, now: datetime.datetime, number: int = 1
) -> tuple[tuple[LetterPage, ...], bool]:
    """
    Return a page of what the person who acts has written, with the answers, and whether there is
    more. Those with an answer that they have not opened come first, and then the latest.

    :param number: of the page, from 1
    """
    found = Letter.objects.written_by_themselves(actor).order_by("-written_at", "-id")
    if unseen := unseen_answers(actor):
        new_first = Case(When(id__in=unseen, then=Value(0)), default=Value(1))
        found = found.order_by(new_first, "-written_at", "-id")
    first = (number - 1) * OWN_AT_A_TIME
    pages = _own_pages(found[first : first + OWN_AT_A_TIME + 1], actor=actor, now=now)
    return pages[:OWN_AT_A_TIME], len(pages) > OWN_AT_A_TIME


def own_worst_days(actor: Actor, *, now: datetime.datetime) -> tuple[LetterPage, ...]:
    """Return the worst days that the person who acts told a hub and that are not over."""
    days = Letter.objects.written_by_themselves(actor).filter(kind=LetterKind.WORST_DAY).open()
    return _own_pages(days.order_by("-written_at", "-id")[:OWN_AT_A_TIME], actor=actor, now=now)


def _own_pages(
    found: LetterQuerySet, *, actor: Actor, now: datetime.datetime
) -> tuple[LetterPage, ...]:
    if actor.themselves is None:
        return ()
    rows = {row.id: row for row in rows_of(found, actor=actor, now=now)}
    lines = _lines_of(list(rows))
    return tuple(
        _page(letter, rows[letter.id], lines.get(letter.id, ()), person_id=letter.person_id)
        for letter in found
    )


def own_letter(letter_id: UUID, *, actor: Actor) -> Letter:
    """
    Return something that the person who acts wrote.

    :raises Letter.DoesNotExist: if it is not theirs
    """
    if actor.themselves is None:
        raise Letter.DoesNotExist
    mine = Letter.objects.written_by_themselves(actor)
    return mine.select_related("site").get(id=letter_id)


def unseen_answers(actor: Actor) -> tuple[UUID, ...]:
    """Return the ids of the letters of the person who acts whose answer they have not opened."""
    if actor.themselves is None:
        return ()
    lines = LetterLine.objects.filter(
        letter__in=Letter.objects.written_by_themselves(actor),
        kind__in=(LineKind.ANSWER, LineKind.SEEN),
    )
    last = {row.letter_id: row.kind for row in lines.order_by("at", "id")}
    return tuple(key for key, kind in last.items() if kind == LineKind.ANSWER)


def letter_page(letter: Letter, *, actor: Actor, now: datetime.datetime) -> LetterPage:
    """Return all that the page of a letter shows a worker."""
    found = Letter.objects.read_by(actor).filter(id=letter.id)
    (row,) = rows_of(found, actor=actor, now=now)
    lines = _lines_of([letter.id]).get(letter.id, ())
    shown = tuple(line for line in lines if line.kind != LineKind.SEEN)
    return _page(letter, row, shown, person_id=_whom(letter, actor))


def loud_letters(actor: Actor, *, now: datetime.datetime) -> LoudLetters:
    """
    Return what is loud on every page of the actor's: one question while nothing is.

    A worst day is loud at once to those to whom it comes first, and then to all who read there.
    """
    if not actor.may_somewhere(Permission.READ_LETTERS):
        return LoudLetters()
    today = timezone.localdate(now)
    read = _standing(Letter.objects.read_by(actor).open(), today)
    worst = Q(kind__in=AT_ONCE) & NOBODY_HAS_READ
    late = Q(taken_at__isnull=True, look_by__lt=now)
    gone = Q(taken_at__isnull=False, still_reads=False)
    handed = Q(taken_by=actor.id, holder_saw_at__isnull=True)
    found = list(
        read.filter(worst | late | gone | handed).select_related("site").order_by("written_at")
    )
    if not found:
        return LoudLetters()
    days = [
        row
        for row in found
        if row.kind in AT_ONCE and row.nobody_has_read
        if row.look_by < now
        or row.taken_by_id == actor.id
        or actor.id in on_duty_for(row, now=now, today=today)
    ]
    fetch_own_keys(row.person_id for row in days)
    rest = [row for row in found if row.kind not in AT_ONCE or not row.nobody_has_read]
    mine = [row for row in rest if row.taken_by_id == actor.id]
    return LoudLetters(
        tuple(_row(row, actor=actor, names={}, now=now) for row in days),
        late=sum(1 for row in rest if row.taken_by_id is None),
        left_behind=sum(1 for row in rest if row.taken_by_id) - len(mine),
        handed_on=len(mine),
    )


def unread_beyond(actor: Actor) -> tuple[Site, ...]:
    """
    Return the hubs where nobody has read somebody's worst day for long, for whoever is told beyond
    them: by name, once each. One question while there is none.
    """
    if not actor.may_somewhere(Permission.SEE_UNANSWERED):
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT site_id FROM letterbox_unread()")
        found = [site_id for (site_id,) in cursor.fetchall()]
    return tuple(Site.objects.filter(id__in=found).order_by("name", "id")) if found else ()


def rows_of(
    found: LetterQuerySet, *, actor: Actor, now: datetime.datetime
) -> tuple[LetterRow, ...]:
    """Return letters as lists show them: three questions, however many."""
    rows = list(_standing(found, timezone.localdate(now)).select_related("site"))
    fetch_own_keys(row.person_id for row in rows)
    ids = {one for row in rows for one in (row.taken_by_id, row.first_read_by_id) if one}
    names = workers_named(ids) if ids else {}
    return tuple(_row(row, actor=actor, names=names, now=now) for row in rows)


def _standing(found: LetterQuerySet, today: datetime.date) -> LetterQuerySet:
    """Say of each whether whoever has it in hand still reads there."""
    there = Q(site=OuterRef("site")) | Q(site__isnull=True)
    held = Grant.objects.current(today).filter(
        there, user=OuterRef("taken_by"), user__is_active=True, role__in=READING
    )
    return found.annotate(still_reads=Exists(held))


def _row(row: Letter, *, actor: Actor, names: dict[UUID, str], now: datetime.datetime) -> LetterRow:
    return LetterRow(
        id=row.id,
        kind=row.kind,
        kind_words=str(LetterKind(row.kind).label),
        called=row.called,
        words=row.words,
        site_name=row.site.name,
        site_slug=row.site.slug,
        written_at=row.written_at,
        look_by=row.look_by,
        said_aloud=row.said_aloud,
        is_late=row.nobody_has_read and row.look_by < now,
        taken_by=names.get(row.taken_by_id, "") if row.taken_by_id else "",
        is_mine=row.taken_by_id == actor.id,
        taken_at=row.taken_at,
        is_waiting=row.nobody_has_read,
        is_opened=row.holder_saw_at is not None,
        first_read=names.get(row.first_read_by_id, "") if row.first_read_by_id else "",
        first_read_at=row.first_read_at,
        left_behind=bool(
            row.taken_at and row.done_at is None and not getattr(row, "still_reads", True)
        ),
        done_at=row.done_at,
    )


def _lines_of(letter_ids: list[UUID]) -> dict[UUID, tuple[LineShown, ...]]:
    """Return what came after letters, the first first: two questions for any number."""
    rows = list(LetterLine.objects.filter(letter__in=letter_ids).order_by("at", "id"))
    ids = {one for row in rows for one in (row.by_id, row.to_id) if one}
    names = workers_named(ids) if ids else {}
    found: dict[UUID, list[LineShown]] = {}
    for row in rows:
        line = LineShown(
            row.kind, str(LineKind(row.kind).label), row.at, names.get(row.by_id, ""),
            row.kind == LineKind.MORE, names.get(row.to_id, "") if row.to_id else "", row.words,
        )  # fmt: skip
        found.setdefault(row.letter_id, []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def _page(
    letter: Letter, row: LetterRow, lines: tuple[LineShown, ...], *, person_id: UUID | None
) -> LetterPage:
    return LetterPage(row, letter.reach, letter.times, lines, person_id)


def _whom(letter: Letter, actor: Actor) -> UUID | None:
    """Return whose it is, if the actor may see them (any more)."""
    try:
        return get_person(letter.person_id, actor).id
    except Person.DoesNotExist:
        return None

"""Safety concerns, as far as whoever asks may see them."""

import csv
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Person
from hearth.people.queries import get_person, may_change
from hearth.people.queries.sections import Stamped
from hearth.safety.models import ConcernEntry, EntryKind, Knows, SafetyConcern
from hearth.safety.models.concerns import ConcernQuerySet
from hearth.safety.queries.kept import kept_from
from hearth.safety.queries.owners import left_behind

KINDS = Path(__file__).parent.parent / "data" / "kinds.csv"


@dataclass(frozen=True)
class ConcernSection(Stamped):
    """What can be put right in a concern, with the person."""

    kinds: tuple[str, ...] = ()
    wish: str = ""
    knows: str = Knows.NOT_YET.value
    knows_note: str = ""

    @property
    def kind_words(self) -> list[str]:
        return [words for code, words in kinds() if code in self.kinds]

    @property
    def knows_words(self) -> str:
        return str(Knows(self.knows).label)

    @property
    def words(self) -> str:
        """What it says, in a few lines, for the entry that keeps it once it is changed."""
        lines = [
            f"What it may be: {'; '.join(self.kind_words)}" if self.kinds else "",
            f"What they want: {self.wish}" if self.wish else "",
            f"Do they know? {self.knows_words}",
            self.knows_note,
        ]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True)
class ConcernRow:
    """A safety concern in a list."""

    id: UUID
    about: str
    kind_words: tuple[str, ...]
    noticed_at: datetime.datetime
    site_name: str
    owner: str
    is_mine: bool
    is_new: bool
    """It is the reader's own, and they have not opened it yet."""
    look_on: datetime.date | None
    is_late: bool
    left_behind: bool
    finished_at: datetime.datetime | None


@dataclass(frozen=True)
class EntryShown:
    """One thing that was done about a concern."""

    kind: str
    kind_words: str
    whom: str
    organisation: str
    said: str
    done_at: datetime.datetime
    noted_by: str


@dataclass(frozen=True)
class ConcernPage:
    """A safety concern, with all that was done about it."""

    row: ConcernRow
    site_slug: str
    section: ConcernSection
    seen: str
    words: str
    written_by: str
    kept_from: tuple[str, ...]
    """The names of those who work here and must not read it."""
    told: tuple[EntryShown, ...]
    done: tuple[EntryShown, ...]
    learned: str
    finished_by: str
    person_id: UUID | None
    """Whom it is about, if the reader may see them."""
    is_linked: bool
    may_keep: bool
    """The reader owns it, or answers for it at the site."""
    may_write: bool
    may_share: bool
    """The reader writes in this person's record, and so may share it without agreement."""
    hold_back_of: UUID | None
    """Whose lines of who has looked the reader may hold back."""


@cache
def kinds() -> tuple[tuple[str, str], ...]:
    """Return what a concern may be about: code and words."""
    with KINDS.open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["label"]) for row in csv.DictReader(file))


def get_concern(concern_id: UUID, *, actor: Actor) -> SafetyConcern:
    """
    Return a safety concern, if the actor may see it.

    :raises SafetyConcern.DoesNotExist: if there is none, or it is out of bounds
    """
    seen = SafetyConcern.objects.seen_by(actor)
    return seen.select_related("site", "person").get(id=concern_id)


def keeps_concern(concern: SafetyConcern, *, actor: Actor) -> bool:
    """Test if the actor owns a concern, or answers for it."""
    return SafetyConcern.objects.kept_by(actor).filter(id=concern.id).exists()


def section_of(concern: SafetyConcern) -> ConcernSection:
    return ConcernSection(tuple(concern.kinds), concern.wish, concern.knows, concern.knows_note)


def concern_rows(
    rows: ConcernQuerySet, *, actor: Actor, today: datetime.date
) -> tuple[ConcernRow, ...]:
    """Return concerns as lists show them, the soonest look first: three questions."""
    found = list(rows.select_related("site", "person").order_by("look_on", "-noticed_at", "id"))
    gone = set(
        SafetyConcern.objects.filter(
            left_behind(today), id__in=[row.id for row in found]
        ).values_list("id", flat=True)
    )
    names = workers_named({row.owner_id for row in found})
    return tuple(
        ConcernRow(
            id=row.id,
            about=row.person.known_as if row.person else row.about,
            kind_words=tuple(words for code, words in kinds() if code in row.kinds),
            noticed_at=row.noticed_at,
            site_name=row.site.name,
            owner=names.get(row.owner_id, ""),
            is_mine=row.owner_id == actor.id,
            is_new=row.owner_id == actor.id and not (row.owner_saw_at or row.finished_at),
            look_on=row.look_on,
            is_late=row.look_on is not None and row.look_on < today,
            left_behind=row.id in gone and row.finished_at is None,
            finished_at=row.finished_at,
        )
        for row in found
    )


def concern_page(concern: SafetyConcern, *, actor: Actor, now: datetime.datetime) -> ConcernPage:
    """Return all that the page of a safety concern shows."""
    today = timezone.localdate(now)
    seen = SafetyConcern.objects.seen_by(actor).filter(id=concern.id)
    (row,) = concern_rows(seen, actor=actor, today=today)
    entries = list(ConcernEntry.objects.filter(concern=concern).order_by("-done_at", "-id"))
    wrote = {concern.written_by_id, *(one.noted_by_id for one in entries)}
    names = workers_named({one for one in (*wrote, concern.finished_by_id) if one})
    shown = [
        EntryShown(
            one.kind, str(EntryKind(one.kind).label), one.whom, one.organisation, one.said,
            one.done_at, names.get(one.noted_by_id, ""),
        )
        for one in entries
    ]  # fmt: skip
    person = _whom(concern.person_id, actor)
    may_keep = keeps_concern(concern, actor=actor)
    return ConcernPage(
        row=row,
        site_slug=concern.site.slug,
        section=section_of(concern),
        seen=concern.seen,
        words=concern.words,
        written_by=names.get(concern.written_by_id, ""),
        kept_from=tuple(kept_from(concern).names),
        told=tuple(one for one in shown if one.kind == EntryKind.TOLD),
        done=tuple(one for one in shown if one.kind != EntryKind.TOLD),
        learned=concern.learned,
        finished_by=names.get(concern.finished_by_id, "") if concern.finished_by_id else "",
        person_id=person.id if person else None,
        is_linked=concern.person_id is not None,
        may_keep=may_keep,
        may_write=may_keep or concern.written_by_id == actor.id,
        may_share=person is not None and may_change(actor, person),
        hold_back_of=concern.person_id if actor.may_somewhere(Permission.HOLD_BACK) else None,
    )


def known_kinds(codes: Iterable[str]) -> list[str]:
    """Return those of the codes that there are, in their order."""
    chosen = set(codes)
    return [code for code, _ in kinds() if code in chosen]


def _whom(person_id: UUID | None, actor: Actor) -> Person | None:
    if person_id is None:
        return None
    try:
        return get_person(person_id, actor)
    except Person.DoesNotExist:
        return None

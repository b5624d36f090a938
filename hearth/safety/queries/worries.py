"""What people are worried about, as far as whoever asks may see it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Person, Sight
from hearth.people.queries import get_person
from hearth.people.queries.seeing import sight_of
from hearth.safety.models import CheckKind, Worry, WorryCheck
from hearth.safety.models.worries import WorryQuerySet
from hearth.safety.queries.kept import kept_from
from hearth.safety.queries.owners import left_behind

LATELY = datetime.timedelta(days=28)
"""How long what is settled stays on the list, folded. Four weeks is our own choice."""


@dataclass(frozen=True)
class WorryRow:
    """A worry in a list."""

    id: UUID
    about: str
    words: str
    told_at: datetime.datetime
    site_name: str
    owner: str
    is_mine: bool
    is_new: bool
    """It is the reader's own, and they have not opened it yet."""
    left_behind: bool
    """Whoever answered for it does not work there any more."""
    confidential: bool
    settled_at: datetime.datetime | None


@dataclass(frozen=True)
class CheckShown:
    """One thing that was checked, as the page says it."""

    kind_words: str
    whom: str
    said: str
    done_at: datetime.datetime
    noted_by: str


@dataclass(frozen=True)
class WorryPage:
    """A worry, with all that was done about it."""

    row: WorryRow
    site_slug: str
    person_id: UUID | None
    """Whom it is about, if the reader may see them."""
    is_linked: bool
    teller: str
    reach: str
    wants_word: bool
    written_by: str
    kept_from: tuple[str, ...]
    """The names of those who work here and must not read it."""
    checks: tuple[CheckShown, ...]
    settled: str
    settled_by: str
    teller_told: bool | None
    may_keep: bool
    """The reader owns it, or answers for it as the hub manager."""


def worries_seen(actor: Actor) -> WorryQuerySet:
    """Return the worries that the actor may see."""
    return Worry.objects.seen_by(actor, sight=sight_of(actor))


def get_worry(worry_id: UUID, *, actor: Actor) -> Worry:
    """
    Return a worry, if the actor may see it.

    :raises Worry.DoesNotExist: if there is none, or it is out of bounds
    """
    return worries_seen(actor).select_related("site", "person").get(id=worry_id)


def keeps_worry(worry: Worry, *, actor: Actor) -> bool:
    """Test if the actor owns a worry, or answers for it."""
    return Worry.objects.kept_by(actor).filter(id=worry.id).exists()


def worry_rows(rows: WorryQuerySet, *, actor: Actor, today: datetime.date) -> tuple[WorryRow, ...]:
    """Return worries as lists show them, the latest first: three questions, however many."""
    found = list(rows.select_related("site", "person").order_by("-told_at", "-id"))
    gone = set(
        Worry.objects.filter(left_behind(today), id__in=[row.id for row in found]).values_list(
            "id", flat=True
        )
    )
    names = workers_named({row.owner_id for row in found})
    return tuple(
        _row(row, actor=actor, name=names.get(row.owner_id, ""), gone=row.id in gone)
        for row in found
    )


def worries_about(
    person: Person, *, actor: Actor, sight: Sight, today: datetime.date
) -> tuple[WorryRow, ...]:
    """
    Return what stands to be looked after about a person, for their page.

    What was told in confidence is never among it: that page is read with the person. Whoever looks
    after it has it in their own list. Nothing is asked for whoever sees no worries.
    """
    if not actor.may_somewhere(Permission.SEE_WORRIES):
        return ()
    seen = Worry.objects.seen_by(actor, sight=sight).standing()
    rows = seen.filter(person=person, confidential=False)
    return worry_rows(rows, actor=actor, today=today)


def worry_page(worry: Worry, *, actor: Actor, now: datetime.datetime) -> WorryPage:
    """Return all that the page of a worry shows."""
    today = timezone.localdate(now)
    (row,) = worry_rows(worries_seen(actor).filter(id=worry.id), actor=actor, today=today)
    checks = list(WorryCheck.objects.filter(worry=worry).order_by("-done_at", "-id"))
    wrote = {worry.written_by_id, *(check.noted_by_id for check in checks)}
    names = workers_named({one for one in (*wrote, worry.settled_by_id) if one})
    return WorryPage(
        row=row,
        site_slug=worry.site.slug,
        person_id=_whom(worry.person_id, actor),
        is_linked=worry.person_id is not None,
        teller=worry.teller,
        reach=worry.reach,
        wants_word=worry.wants_word,
        written_by=names.get(worry.written_by_id, ""),
        kept_from=tuple(kept_from(worry).names),
        checks=tuple(
            CheckShown(
                str(CheckKind(check.kind).label), check.whom, check.said, check.done_at,
                names.get(check.noted_by_id, ""),
            )
            for check in checks
        ),
        settled=worry.settled,
        settled_by=names.get(worry.settled_by_id, "") if worry.settled_by_id else "",
        teller_told=worry.teller_told,
        may_keep=keeps_worry(worry, actor=actor),
    )  # fmt: skip


def _whom(person_id: UUID | None, actor: Actor) -> UUID | None:
    if person_id is None:
        return None
    try:
        return get_person(person_id, actor).id
    except Person.DoesNotExist:
        return None


def _row(row: Worry, *, actor: Actor, name: str, gone: bool) -> WorryRow:
    return WorryRow(
        id=row.id,
        about=row.person.known_as if row.person else row.about,
        words=row.words,
        told_at=row.told_at,
        site_name=row.site.name,
        owner=name,
        is_mine=row.owner_id == actor.id,
        is_new=row.owner_id == actor.id and not (row.owner_saw_at or row.settled_at),
        left_behind=gone and row.settled_at is None,
        confidential=row.confidential,
        settled_at=row.settled_at,
    )

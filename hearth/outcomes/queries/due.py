"""Whom to offer a measure again: three and six months after they first gave it. Never a task."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Min

from hearth.outcomes.models import MeasureUsed, NotNow, Reading
from hearth.outcomes.queries.measures import measures_known
from hearth.people.models import Person, Sight

AFTER = (
    (datetime.timedelta(days=91), "three months"),
    (datetime.timedelta(days=182), "six months"),
)
OPEN_FOR = datetime.timedelta(days=56)
"""For how long it is a good moment: then it is passed over. Our own choice."""
EARLY = datetime.timedelta(days=21)
"""By how much sooner a reading may have been given and still be that of the moment."""
A_PAGE = 50


@dataclass(frozen=True)
class Again:
    """Somebody to whom a measure may be offered again."""

    person_id: UUID
    known_as: str
    slug: str
    measure_name: str
    first_on: datetime.date
    after: str
    """Three months, or six."""


@dataclass(frozen=True)
class Whom:
    """A page of those to whom a measure may be offered again."""

    rows: tuple[Again, ...]
    number: int
    has_more: bool


def how_many_again(*, sight: Sight, site_id: UUID) -> int:
    """Return to how many people at a site a measure may be offered again: one ask, or three."""
    return len({person for person, *_ in _due(sight, site_id=site_id)})


def whom_again(*, sight: Sight, number: int = 1, person: Person | None = None) -> Whom:
    """
    Return a page of those whose support is open to whoever asks, the longest waiting first.

    :param person: only what concerns them
    """
    found = _due(sight, person_id=person.id if person else None)
    first = (number - 1) * A_PAGE
    page = found[first : first + A_PAGE]
    names = dict(
        Person.objects.filter(id__in={one[0] for one in page}).values_list("id", "known_as")
    )
    measures = {row.measure.slug: row.measure.name for row in measures_known()}
    rows = tuple(
        Again(who, names[who], slug, measures[slug], first_on, after)
        for who, slug, first_on, after in page
        if who in names and slug in measures
    )
    return Whom(rows, number, len(found) > first + A_PAGE)


def _due(
    sight: Sight, *, site_id: UUID | None = None, person_id: UUID | None = None
) -> list[tuple[UUID, str, datetime.date, str]]:
    """Return who, which measure, when first, and after how long."""
    mine = Reading.objects.open_to(sight).filter(
        taken_back_at=None, person__died_recorded_at=None, person__restricted_on=None
    )
    mine = mine.exclude(measure__in=MeasureUsed.objects.filter(is_used=False).values("slug"))
    if person_id:
        mine = mine.filter(person=person_id)
    if site_id:
        mine = mine.filter(site=site_id)
    firsts = mine.values("person_id", "measure").annotate(first_on=Min("given_on"))
    oldest = sight.today - AFTER[-1][0] - OPEN_FOR
    due = []
    for row in firsts.filter(first_on__gte=oldest).order_by("first_on", "person_id", "measure"):
        for after, words in AFTER:
            begins = row["first_on"] + after
            if begins <= sight.today < begins + OPEN_FOR:
                due.append((row["person_id"], row["measure"], row["first_on"], words, begins))
    if not due:
        return []
    whom = {one[0] for one in due}
    since: dict[tuple[UUID, str], datetime.date] = {}
    lately = [
        *Reading.objects.open_to(sight)
        .filter(person__in=whom, taken_back_at=None)
        .values_list("person_id", "measure", "given_on"),
        *NotNow.objects.open_to(sight)
        .filter(person__in=whom)
        .values_list("person_id", "measure", "said_on"),
    ]
    for who, slug, on in lately:
        since[who, slug] = max(on, since.get((who, slug), on))
    return [
        (who, slug, first_on, words)
        for who, slug, first_on, words, begins in due
        if since.get((who, slug), first_on) < begins - EARLY
    ]

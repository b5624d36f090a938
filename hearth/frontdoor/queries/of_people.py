"""The visits of one person: on their page, and for them to read."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.design.words import clock, day, listed
from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.models import Brought, HowCame, HowToday, Otherwise, Visit
from hearth.people.models import Person
from hearth.people.queries import is_closed_as_a_workers


@dataclass(frozen=True)
class VisitRow:
    """One visit in a person's list."""

    visit_id: UUID
    site_name: str
    arrived_at: datetime.datetime
    brought: tuple[str, ...]
    how_today: str
    has_note: bool
    talked: bool
    """A worker sat down with them."""


@dataclass(frozen=True)
class VisitsOf:
    """A person's visits at the sites where the actor sees visits, latest first."""

    rows: tuple[VisitRow, ...]
    total: int
    closed: bool = False
    """They work here too, and the actor has not opened their record for a reason."""


def visits_of(person: Person, *, actor: Actor, limit: int = 50) -> VisitsOf:
    """
    Return a person's latest visits that the actor may see, and how many there are. 3 queries.

    A colleague's are not told without a reason, nor anybody's own to themselves.
    """
    if person.worker_id and is_closed_as_a_workers(person.id, actor=actor):
        return VisitsOf(rows=(), total=0, closed=True)
    visits = Visit.objects.standing().filter(
        person=person, site__in=list(actor.places_where(Permission.SEE_VISITS))
    )
    latest = (
        visits.select_related("site")
        .prefetch_related("conversations")
        .order_by("-arrived_at", "id")[:limit]
    )
    return VisitsOf(rows=tuple(_row(visit) for visit in latest), total=visits.count())


def everything_about(person: Person) -> list[dict[str, str]]:
    """Return all the front door holds about a person, for them to read, oldest first."""
    visits = Visit.objects.filter(person=person).select_related("site")
    visits = visits.prefetch_related("conversations__taken_by")
    return [_told(visit) for visit in visits.order_by("arrived_at", "id")]


def _row(visit: Visit) -> VisitRow:
    return VisitRow(
        visit_id=visit.pk,
        site_name=visit.site.name,
        arrived_at=visit.arrived_at,
        brought=tuple(Brought(code).label for code in visit.brought),
        how_today=HowToday(visit.how_today).label if visit.how_today else "",
        has_note=bool(visit.note_sealed),
        talked=any(each.taken_at for each in visit.conversations.all()),
    )


def _told(visit: Visit) -> dict[str, str]:
    """Return what was written down of one visit. What was not written down is left out."""
    talks = [
        f"You talked with {each.taken_by.name}" if each.taken_by else "You asked to talk"
        for each in visit.conversations.all()
    ]
    told = {
        "When": f"{day(visit.arrived_at)}, {clock(visit.arrived_at)}",
        "Where": visit.site.name,
        "What brought you in": listed([Brought(code).label for code in visit.brought])
        if visit.brought
        else "",
        "How you were": HowToday(visit.how_today).label if visit.how_today else "",
        "How you came": HowCame(visit.how_came).label if visit.how_came else "",
        "Where you would have gone": Otherwise(visit.otherwise).label if visit.otherwise else "",
        "Who you came with": visit.came_with,
        "A note for the team": visit.note,
        "Talking": listed(talks) if talks else "",
        "You came on your own as a child": "Yes" if visit.child_alone else "",
        "When you left": clock(visit.left_at),
        "Undone": "This was written down by mistake" if visit.taken_back_at else "",
    }
    return {what: words for what, words in told.items() if words}

"""What every act here begins with, and the line that it leaves in the log."""

import datetime
from uuid import UUID

from django.utils import timezone

from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.foundation.errors import PartRefused
from hearth.outgoing.actions import say_something_waits
from hearth.people import standing
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.people.queries.seeing import may_change
from hearth.places.timer import OnATimer
from hearth.rights.models import LogKind, Outcome, RightsLine, RightsRequest

LONGEST = 10_000
"""Letters in anything that is written here."""


class RightsRefused(PartRefused):
    """It cannot be done like that."""


def require_answers(by: Actor, request: RightsRequest) -> None:
    """
    Insist that the actor answers for what is asked at that site, and that it is not about them.

    :raises NotAllowed: if not
    """
    if not by.may(Permission.ANSWER_RIGHTS, at=request.site) or request.worker_id == by.id:
        raise NotAllowed(f"{by.label} does not answer for {request.id}")


def may_ask_for(by: Actor, person: Person) -> bool:
    """Test if the actor may write down what a person asks: they themselves, or their own team."""
    if by.themselves == person.id:
        return True
    if person.worker_id == by.id:
        return False
    return may_change(by, person) or any(
        site in by.places_where(Permission.ANSWER_RIGHTS) for site in person.known_at
    )


def held(by: Actor, request: RightsRequest) -> RightsRequest:
    """
    Return a request's row afresh, held so that no other changes it before we are done.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it has ended
    """
    row = (
        RightsRequest.objects.select_for_update(of=("self",))
        .select_related("site", "held_by")
        .get(id=request.id)
    )
    require_answers(by, row)
    if row.closed_on:
        raise RightsRefused("This has ended already")
    return row


def close(row: RightsRequest, outcome: Outcome, *, today: datetime.date) -> None:
    """Write down that something that was asked has ended, and how."""
    row.closed_on, row.outcome = today, outcome
    RightsRequest.objects.filter(id=row.id).update(
        closed_on=today, outcome=outcome, edited_at=timezone.now()
    )


def whose(row: RightsRequest) -> Person:
    """Return who asked, for an act on what the actor has been shown to answer for."""
    with standing.reaching(row.person_id):
        return Person.objects.get(id=row.person_id)


def worker_id_of(by: Actor) -> UUID | None:
    """Return whose name stands by an act: nobody's, if the person did it or Hearth by itself."""
    return None if by.themselves or by.id == OnATimer.id else by.id


def log(
    by: Actor, request: RightsRequest, kind: LogKind, *, now: datetime.datetime, words: str = ""
) -> None:
    """Add a line to what happened."""
    line = RightsLine(
        request=request, person_id=request.person_id, held_by_id=request.held_by_id,
        site_id=request.site_id, kind=kind, at=now, by_id=worker_id_of(by),
    )  # fmt: skip
    line.words = words
    line.save(force_insert=True)


def tell_that_something_waits(by: Actor, request: RightsRequest, *, now: datetime.datetime) -> bool:
    """
    Let an email say that something is there for them, and not what: only if one is safe for them,
    and the actor is of a team that may send it.

    :returns: whether it goes
    """
    try:
        person = get_person(request.person_id, by)
    except Person.DoesNotExist:
        return False
    return say_something_waits(by=by, site=request.site, person=person, now=now)


def checked(words: str, *, about: str, needed: str = "") -> str:
    """
    Return what was typed, without space round it.

    :raises RightsRefused: if it is too long, or missing where it is needed
    """
    words = words.strip()
    if needed and not words:
        raise RightsRefused(needed, about=about)
    if len(words) > LONGEST:
        raise RightsRefused("That is too long", about=about)
    return words

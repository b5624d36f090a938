"""What one person's page shows, to this reader: their record and their visits together."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.desk.queries.layers import LayersShown, layers_shown
from hearth.diary.queries import next_with
from hearth.diary.queries.bookings import NextTime
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.errors import Refused
from hearth.frontdoor.queries import VisitsOf, visits_of
from hearth.incidents.queries import door_words
from hearth.people import finding
from hearth.people.queries import PersonPage, get_person, sight_of
from hearth.people.queries import person_page as record_of
from hearth.people.queries.ages import age_on
from hearth.people.queries.with_us import Unagreed, unagreed_with
from hearth.rights.queries import StatementShown, statements_beside
from hearth.safety.queries.worries import WorryRow, worries_about


@dataclass(frozen=True)
class Shown:
    """A person's record and visits, as this reader may see them."""

    record: PersonPage
    layers: LayersShown
    worries: tuple[WorryRow, ...]
    """What somebody is worried about, for those who may know that."""
    may_tell: bool
    """The reader may write down that somebody is worried, or a safety concern."""
    next_time: NextTime | None
    """The next time booked with them, if the reader may read of it."""
    visits: VisitsOf
    at_door: tuple[str, ...]
    """What the door may say at the reader's own places, as they agreed it."""
    unagreed: tuple[Unagreed, ...]
    """What is shared with the reader without the person's agreement."""
    restricted_on: datetime.date | None
    """Since when it is kept and not used, as they asked."""
    own_words: tuple[StatementShown, ...]
    """What they say themselves of what is written, where that was not changed."""
    age: int | None
    """In whole years; None if no birth date is known or seen, or they have died."""


def person_page(person_id: UUID, *, actor: Actor, token: str, today: datetime.date) -> Shown:
    """
    Return what a person's page shows. Whoever draws it writes down that it was opened.

    :param token: what finding gave for somebody found by what they said; may be empty
    :raises Person.DoesNotExist: if the reader may not see them, or there is no such person
    """
    found = _found(token, actor)
    record = record_of(person_id, actor, found=found)
    person = get_person(person_id, actor, found=found)
    born_on = record.told.born_on if record.told and not record.died else None
    sight = sight_of(actor)
    return Shown(
        record=record,
        layers=layers_shown(
            person, actor=actor, sight=sight, today=today, told=record.told is not None
        ),
        worries=worries_about(person, actor=actor, sight=sight, today=today),
        may_tell=actor.may_somewhere(Permission.TELL_SAFETY),
        next_time=next_with(person, actor=actor, sight=sight, now=timezone.now()),
        visits=visits_of(person, actor=actor),
        at_door=door_words([person_id], actor=actor).get(person_id, ()),
        unagreed=unagreed_with(actor, person_id, today=today),
        restricted_on=person.restricted_on,
        own_words=tuple(statements_beside(person_id, actor=actor, sight=sight)),
        age=age_on(born_on, today),
    )


def _found(token: str, actor: Actor) -> UUID | None:
    if not token:
        return None
    try:
        return finding.reveal_found(actor=actor, token=token)
    except Refused:
        return None

"""Letting a section of a record say again what it said before."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation.actors import Actor
from hearth.people.actions.contacting import add_way, change_way
from hearth.people.actions.telling import change_details, change_hello
from hearth.people.models import Person, WayToContact
from hearth.people.queries.before import get_said_before, said_then
from hearth.people.queries.sections import DetailsSection, HelloSection


@transaction.atomic
def put_back_said(
    *, by: Actor, person: Person, before_id: UUID, stamp: str, today: datetime.date
) -> None:
    """
    Let a section of a record say again what it said before. What it says now is kept too.

    A way to contact somebody that was removed is there again.

    :param stamp: of the section as the page showed it; empty of a way that was removed
    :raises NotAllowed: if the actor is not of a team that knows them
    :raises SaidBefore.DoesNotExist: if it never said that, or the actor may not see it
    :raises PersonRefused: if it cannot be so any more
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    said = said_then(get_said_before(before_id, person=person))
    if isinstance(said, HelloSection):
        change_hello(by=by, person=person, hello=said, stamp=stamp)
        return
    if isinstance(said, DetailsSection):
        change_details(by=by, person=person, details=said, stamp=stamp, today=today)
        return
    assert said.id
    way = WayToContact.objects.filter(id=said.id, person=person).first()
    if way is None:
        add_way(by=by, person=person, way=said)
        return
    change_way(by=by, way=way, to=said, stamp=stamp)

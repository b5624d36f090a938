"""Letting a section of a record, an answer or a plan say again what it said before."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.design.words import short_day
from hearth.foundation.actors import Actor
from hearth.people.actions.background import answer_background
from hearth.people.actions.contacting import add_way, change_way
from hearth.people.actions.story import StoryRefused, look_at_plan
from hearth.people.actions.telling import change_details, change_hello
from hearth.people.models import Layer, Person, WayToContact
from hearth.people.queries.agreed_before import get_agreed_before
from hearth.people.queries.background import AnswerSection
from hearth.people.queries.before import get_said_before, said_then
from hearth.people.queries.sections import DetailsSection, HelloSection
from hearth.people.queries.seeing import sight_of


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


@transaction.atomic
def put_back_agreed(
    *,
    by: Actor,
    person: Person,
    layer: Layer,
    before_id: UUID,
    stamp: str,
    today: datetime.date,
    now: datetime.datetime,
) -> None:
    """
    Let an answer about somebody's background, or what was agreed of their plan, say again what it
    said before. What it says now is kept too; of a plan, it was looked at today.

    :param stamp: of the answer, or of what is agreed, as the page showed it
    :raises NotAllowed: if that layer is not open to the actor
    :raises LayerBefore.DoesNotExist: if it never said that, or the actor may not see it
    :raises StoryRefused: if it cannot be so any more
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    then = get_agreed_before(before_id, person=person, layer=layer, sight=sight_of(by, now=now))
    if isinstance(then, AnswerSection):
        answer_background(by=by, person=person, said=then, stamp=stamp, now=now)
        return
    if then.look_again_on and then.look_again_on <= today:
        raise StoryRefused(
            f"They wanted to look at it again on {short_day(then.look_again_on)}, and that day has "
            "come. Look at the plan together, and agree on another"
        )
    look_at_plan(
        by=by, person=person, today=today, look_again_on=then.look_again_on, why=then.why,
        on_hubs_device=then.on_hubs_device, stamp=stamp, now=now,
    )  # fmt: skip

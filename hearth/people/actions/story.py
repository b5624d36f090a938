"""Writing down what somebody tells, under a heading, so that nothing that was said is lost."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.people.actions.editing import hold, holder, refuse_if_stale
from hearth.people.actions.keeping import keep_agreed
from hearth.people.actions.written import tidied
from hearth.people.models import Heading, Layer, Passage, Person, StayWellPlan, Wording
from hearth.people.own_pages import is_themselves
from hearth.people.queries.layers import (
    PassageSection,
    PlanSaid,
    layers_open,
    plan_said,
    section_of,
)
from hearth.people.queries.seeing import sight_of

MOST_LETTERS = 5000
LOOK_AGAIN_AFTER = datetime.timedelta(days=182)
"""How long a plan stands before it is looked at again, unless they choose another day. Half a year
is our own choice; nobody's plan stops counting on that day."""

FURTHEST = datetime.timedelta(days=2 * 366)
"""How far ahead the day to look again may be. Two years is our own choice: a plan to be looked at
in 2062, by a slip of the finger, would ask nobody for a fresh look."""

MOST_OF_WHY = 300


class StoryRefused(Refused):
    """It cannot be written like that."""


@transaction.atomic
def write_passage(
    *,
    by: Actor,
    person: Person,
    said: PassageSection,
    stamp: str,
    now: datetime.datetime,
    puts_back: UUID | None = None,
) -> None:
    """
    Write down what somebody says under a heading; what stood there before is kept.

    :param stamp: the stamp of the passage as the page showed it
    On their own pages somebody writes it themselves; what a worker noted beside it stays.

    :raises NotAllowed: if that layer is not open to the actor, and it is not their own
    :raises StoryRefused: if it is too long
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    heading = Heading(said.heading)
    if not is_themselves(by, person.id):
        require_layer(by, person, heading.layer, now=now)
    said = replace(said, words=tidied(said.words), note=tidied(said.note))
    if max(len(said.words), len(said.note)) > MOST_LETTERS:
        raise StoryRefused(f"That is more than {MOST_LETTERS:,} letters. Write the rest in another")
    row = Passage.objects.filter(person=person, heading=heading).first()
    before = section_of(row) if row else PassageSection(heading.value)
    if is_themselves(by, person.id):
        said = replace(said, note=before.note)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    row = row or Passage(
        person=person, held_by_id=holder(by, person), layer=heading.layer, heading=heading
    )
    row.words, row.note, row.edited_at, row.edited_by_id = said.words, said.note, now, by.id
    row.save()
    kept = Wording(
        person=person, held_by_id=row.held_by_id, layer=heading.layer, heading=heading,
        written_at=now, written_by_id=by.id, puts_back_id=puts_back,
    )  # fmt: skip
    kept.words, kept.note = said.words, said.note
    kept.save(force_insert=True)
    if heading.layer == Layer.PLAN:
        _look_again(by, person, now=now)
    audit.note(by=by, verb="wrote in the story of", subject=person)


@transaction.atomic
def put_back(
    *,
    by: Actor,
    person: Person,
    heading: Heading,
    wording_id: UUID,
    stamp: str,
    now: datetime.datetime,
) -> None:
    """
    Let a passage say again what it said at one time. What it says now is kept too.

    :raises NotAllowed: if that layer is not open to the actor
    :raises Wording.DoesNotExist: if it never said that, or the actor may not see it
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    kept = Wording.objects.open_to(sight_of(by, now=now)).filter(person=person, heading=heading)
    wording = kept.get(id=wording_id)
    write_passage(
        by=by, person=person, said=section_of(wording), stamp=stamp, now=now, puts_back=wording.id
    )


@transaction.atomic
def look_at_plan(
    *,
    by: Actor,
    person: Person,
    today: datetime.date,
    look_again_on: datetime.date | None,
    why: str = "",
    on_hubs_device: bool = False,
    stamp: str | None = None,
    now: datetime.datetime,
) -> None:
    """
    Write down that a plan was looked at with the person, and when to look again.

    After a good time or a bad one the day is brought forward, and why is said. What was agreed
    before is kept.

    :param look_again_on: None means in half a year
    :param stamp: of what was agreed before, as the page showed it; None if no page did
    :raises NotAllowed: if the plan is not open to the actor
    :raises StoryRefused: if the day is not one to come, or too far, or the reason is too long
    :raises EditedMeanwhile: if somebody else looked at it after the page was drawn
    """
    person = hold(person)
    require_layer(by, person, Layer.PLAN, now=now)
    if look_again_on and look_again_on <= today:
        raise StoryRefused("Choose a day to come")
    if look_again_on and look_again_on > today + FURTHEST:
        raise StoryRefused(
            f"{look_again_on.year} is more than two years away. Choose a day within two years"
        )
    if len(why.strip()) > MOST_OF_WHY:
        raise StoryRefused(f"Say why in at most {MOST_OF_WHY} letters")
    row = StayWellPlan.objects.filter(person=person).first()
    before = plan_said(row) if row else PlanSaid()
    after = PlanSaid(today, look_again_on or today + LOOK_AGAIN_AFTER, why.strip(), on_hubs_device)
    if after == before:
        return
    if stamp is not None:
        refuse_if_stale(before, stamp)
    if row:
        keep_agreed(by, row, before)
    plan = row or _plan(by, person, today=today)
    plan.looked_at_on, plan.look_again_on = today, look_again_on or today + LOOK_AGAIN_AFTER
    plan.look_again_why, plan.on_hubs_device = after.why, after.on_hubs_device
    plan.save()
    audit.note(by=by, verb="looked at the plan of", subject=person)


@transaction.atomic
def ask_for_a_fresh_look(
    *, by: Actor, person: Person, why: str, today: datetime.date, now: datetime.datetime
) -> None:
    """
    Write down that it is time to look at a plan again, and why: after a good time, or a hard one.

    The plan goes on counting as it is. Done twice, it changes nothing more.

    On their own pages somebody asks for it themselves.

    :raises NotAllowed: if the plan is not open to the actor, and it is not their own
    :raises StoryRefused: if there is no plan yet, or no reason
    """
    person = hold(person)
    if not is_themselves(by, person.id):
        require_layer(by, person, Layer.PLAN, now=now)
    why = why.strip()
    if not why or len(why) > MOST_OF_WHY:
        raise StoryRefused(f"Say why, in at most {MOST_OF_WHY} letters")
    plan = StayWellPlan.objects.filter(person=person).first()
    if plan is None:
        raise StoryRefused("There is no plan yet. Begin it together, a heading at a time")
    if plan.look_again_on <= today and plan.look_again_why == why:
        return
    keep_agreed(by, plan, plan_said(plan))
    plan.look_again_on, plan.look_again_why = min(plan.look_again_on, today), why
    plan.save()
    audit.note(by=by, verb="asked for a fresh look at the plan of", subject=person)


def require_layer(by: Actor, person: Person, layer: Layer, *, now: datetime.datetime) -> None:
    """
    Insist that a layer is open to the actor, and that they write in records at all.

    :raises NotAllowed: if it is not
    """
    require_somewhere(by, Permission.CHANGE_PEOPLE)
    if layer not in layers_open(person.id, sight=sight_of(by, now=now)):
        raise NotAllowed(f"{layer} of {person.id} is not open to {by.label}")


def _plan(by: Actor, person: Person, *, today: datetime.date) -> StayWellPlan:
    plan = StayWellPlan.objects.filter(person=person).first()
    return plan or StayWellPlan(
        person=person, held_by_id=holder(by, person), looked_at_on=today,
        look_again_on=today + LOOK_AGAIN_AFTER,
    )  # fmt: skip


def _look_again(by: Actor, person: Person, *, now: datetime.datetime) -> None:
    if not StayWellPlan.objects.filter(person=person).exists():
        _plan(by, person, today=now.date()).save(force_insert=True)

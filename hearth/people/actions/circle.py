"""Writing down who is round somebody, as they tell it."""

import datetime
import re
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.people import standing
from hearth.people.actions.contacting import PHONE
from hearth.people.actions.editing import GONE, hold, holder, refuse_if_stale
from hearth.people.actions.keeping import keep_member
from hearth.people.actions.story import require_layer
from hearth.people.actions.written import tidied
from hearth.people.models import Bond, CircleMember, Layer, Person
from hearth.people.queries.before import get_circle_before, member_then
from hearth.people.queries.circle import MemberSection, member_section
from hearth.people.queries.seeing import sight_of

MOST_LETTERS = 200
MOST_OF_NOTE = 2000


class CircleRefused(PartRefused):
    """They cannot be written down like that."""


@transaction.atomic
def add_to_circle(
    *,
    by: Actor,
    person: Person,
    member: MemberSection,
    now: datetime.datetime,
    member_id: UUID | None = None,
) -> CircleMember:
    """
    Write down somebody who is round a person. It points at no record of theirs.

    :param member_id: whom, of somebody who was taken out and is put back
    :raises NotAllowed: if the circle is not open to the actor
    :raises CircleRefused: if something is missing or cannot be, or they are there already
    """
    person = hold(person)
    require_layer(by, person, Layer.CIRCLE, now=now)
    member = _checked(member, now.date())
    if any(member == member_section(row) for row in CircleMember.objects.filter(person=person)):
        raise CircleRefused("They are in the circle already, just as you wrote it", about="name")
    row = CircleMember(person=person, held_by_id=holder(by, person))
    row.id = member_id or row.id
    _write(by, row, member)
    audit.note(by=by, verb="added to the circle of", subject=person)
    return row


@transaction.atomic
def change_in_circle(
    *,
    by: Actor,
    person: Person,
    member: CircleMember,
    to: MemberSection,
    stamp: str,
    now: datetime.datetime,
) -> None:
    """
    Put right what is written of somebody in a circle. What it said before is kept.

    :raises NotAllowed: if the circle is not open to the actor
    :raises CircleRefused: if something is missing or cannot be, or somebody took them out meanwhile
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    require_layer(by, person, Layer.CIRCLE, now=now)
    row = CircleMember.objects.filter(id=member.id, person=person).first()
    if row is None:
        raise CircleRefused(GONE.format("took them out of the circle"))
    to, before = _checked(to, now.date()), member_section(row)
    if to == before:
        return
    refuse_if_stale(before, stamp)
    keep_member(by, row, before)
    _write(by, row, to)
    audit.note(by=by, verb="changed the circle of", subject=person)


@transaction.atomic
def take_out_of_circle(
    *, by: Actor, person: Person, member: CircleMember, now: datetime.datetime
) -> None:
    """
    Take somebody out of a person's circle, and keep what was written of them.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the circle is not open to the actor
    """
    person = hold(person)
    require_layer(by, person, Layer.CIRCLE, now=now)
    row = CircleMember.objects.filter(id=member.id, person=person).first()
    if row is None:
        return
    keep_member(by, row, member_section(row), removed=True)
    with standing.reaching(person.id):
        CircleMember.objects.filter(id=member.id, person=person).delete()
    audit.note(by=by, verb="took somebody out of the circle of", subject=person)


@transaction.atomic
def put_back_in_circle(
    *, by: Actor, person: Person, before_id: UUID, stamp: str, now: datetime.datetime
) -> None:
    """
    Let what is written of somebody in a circle say again what it said before.

    Whoever was taken out is in it again. What it says now is kept too.

    :param stamp: of what it said as the page showed it; empty of somebody who was taken out
    :raises NotAllowed: if the circle is not open to the actor
    :raises CircleBefore.DoesNotExist: if it never said that, or the actor may not see it
    :raises CircleRefused: if they are in the circle already, just like that
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    kept = get_circle_before(before_id, person=person, sight=sight_of(by, now=now))
    row = CircleMember.objects.filter(id=kept.member_id, person=person).first()
    if row is None:
        add_to_circle(
            by=by, person=person, member=member_then(kept), now=now, member_id=kept.member_id
        )
        return
    change_in_circle(by=by, person=person, member=row, to=member_then(kept), stamp=stamp, now=now)


def _write(by: Actor, row: CircleMember, member: MemberSection) -> None:
    row.name, row.bond, row.number = member.name, member.bond, member.number
    row.note, row.may_know = member.note, list(member.may_know)
    row.agreed_on, row.edited_by_id = member.agreed_on, by.id
    row.save()


def _checked(member: MemberSection, today: datetime.date) -> MemberSection:
    """:raises CircleRefused: if something is missing or cannot be"""
    member = replace(
        member,
        name=" ".join(member.name.split()),
        number=" ".join(member.number.split()),
        note=tidied(member.note),
        may_know=tuple(layer.value for layer in Layer if layer.value in member.may_know),
    )
    if not member.name:
        raise CircleRefused("Write what they are called; it need not be a full name", about="name")
    if len(member.name) > MOST_LETTERS:
        raise CircleRefused(f"A name can have at most {MOST_LETTERS} letters", about="name")
    if member.bond not in Bond.values:
        raise CircleRefused("Choose who they are to the person", about="bond")
    if member.number and not PHONE.match(re.sub(r"[\s()\-.]", "", member.number)):
        raise CircleRefused("Write a phone number like 07700 900123", about="number")
    if member.agreed_on and not member.number:
        raise CircleRefused("Write the number on which they agreed to be rung", about="number")
    if member.agreed_on and member.agreed_on > today:
        raise CircleRefused("They can only have agreed today or earlier", about="agreed_on")
    if len(member.note) > MOST_OF_NOTE:
        raise CircleRefused(f"Write at most {MOST_OF_NOTE:,} letters", about="note")
    return member

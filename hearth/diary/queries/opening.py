"""Whether somebody can be booked in by whoever asks, and whose the meeting is then."""

import datetime

from django.utils import timezone

from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person
from hearth.people.queries import layers_open, may_change, shared_with_nobody, sight_of


def support_is_open(person: Person, *, actor: Actor, now: datetime.datetime) -> bool:
    """Test if somebody's support is shared with the actor: what is booked is of it then."""
    return Layer.SUPPORT in layers_open(person.id, sight=sight_of(actor, now=now))


def is_the_teams(person: Person, *, now: datetime.datetime) -> bool:
    """
    Test if what is booked with somebody is their team's: they agreed to share their support with
    nobody yet.
    """
    return shared_with_nobody(person, Layer.SUPPORT, today=timezone.localdate(now))


def may_book(person: Person, *, actor: Actor, now: datetime.datetime) -> bool:
    """
    Test if the actor may book somebody in.

    Where their support is shared with nobody yet their team may: nobody has to share anything to
    be given a time.
    """
    if support_is_open(person, actor=actor, now=now):
        return True
    return is_the_teams(person, now=now) and may_change(actor, person)

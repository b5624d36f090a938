"""Reminding somebody of a meeting, by the one way that they agreed to; or not, after all."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.outgoing.actions.sending import (
    MessageRefused,
    drafted,
    hold_back,
    let_go,
    with_neutrality,
)
from hearth.outgoing.gate import BY, decide, only_by
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.outgoing.queries import recipient
from hearth.outgoing.transport import services
from hearth.outgoing.wording import MEETING, WAITS, compose
from hearth.people.models import Layer, Person
from hearth.people.queries import may_change
from hearth.places.models import Site

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def remind(
    *, by: Actor, site: Site, person: Person, way_id: UUID, meeting_at: datetime.datetime,
    of_team: bool, now: datetime.datetime,
) -> OutgoingMessage:  # fmt: skip
    """
    Remind somebody of a meeting a day before it, or at once if that is over; or hold it back.

    It goes by that way and no other, if it is safe still when it goes, and never once they meet,
    or once the meeting or the sharing that it rests on stands no more (see sending.still).

    :param of_team: the meeting is the team's: the person shares their support with nobody yet
    :raises NotAllowed: if the actor does not keep the person's record, or not at that site
    :raises MessageRefused: if nothing can be sent that way
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if not may_change(by, person):
        raise NotAllowed(f"{by.label} may not send anything to {person.id}")
    to = only_by(recipient(person, actor=by), way_id)
    kind = next((kind for kind, of in BY.items() if to.ways and to.ways[0].kind == of), None)
    if kind is None:
        raise MessageRefused("Nothing can be sent by that way. Choose another, or no reminder")
    decision = decide(to, template=MEETING, services=services(), kind=kind)
    words = compose(MEETING, name=person.known_as, site=site, now=now, meeting_at=meeting_at)
    message = drafted(by, site, MEETING.code, words, now, None)
    message.person, message.kind, message.way_id = person, kind, way_id
    message.go_at, message.no_use_after = max(now, meeting_at - A_DAY), meeting_at
    message.layer, message.of_team = Layer.SUPPORT, of_team
    let_go(message, by, with_neutrality(decision.reasons, words))
    return message


@transaction.atomic
def say_something_waits(*, by: Actor, site: Site, person: Person, now: datetime.datetime) -> bool:
    """
    Let an email say that something is there for somebody, and not what, if one is safe for them.

    Nothing is held back where none is: whoever answered them sees that they are still to be told.

    :returns: whether it goes
    """
    if not (by.may(Permission.CHANGE_PEOPLE, at=site) and may_change(by, person)):
        return False
    to = recipient(person, actor=by)
    decision = decide(to, template=WAITS, services=services(), kind=Kind.MAIL)
    words = compose(WAITS, name=person.known_as, site=site, now=now)
    if decision.way is None or with_neutrality(decision.reasons, words):
        return False
    message = drafted(by, site, WAITS.code, words, now, None)
    message.person, message.kind, message.way_id = person, Kind.MAIL, decision.way.id
    return let_go(message, by, ())


@transaction.atomic
def never_mind(*, by: Actor, site: Site, message_id: UUID, now: datetime.datetime) -> bool:
    """
    See to it that a reminder does not go: what it reminds of was moved or called off.

    Of one that the actor may not read nothing is told: the gate holds it back when it is to go.

    :returns: whether it had gone already, or is going now
    :raises NotAllowed: if the actor does not keep people's records at its site
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    theirs = OutgoingMessage.objects.filter(id=message_id, site=site, template=MEETING.code)
    message = theirs.select_for_update(of=("self",)).first()
    if message is None:
        return False
    if message.state in (State.SENT, State.SENDING):
        return True
    hold_back(message, (Why.NOT_NEEDED,), now)
    return False

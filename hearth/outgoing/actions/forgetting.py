"""Forgetting somebody: that something was sent stays, and to whom and what it said goes."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.outgoing.models import OutgoingMessage, State, Why
from hearth.people import standing
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Keep that something was sent, and forget to whom and what it said. What waits never goes.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: if the actor does not keep records at every site
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        theirs = OutgoingMessage.objects.filter(person=person)
        if held_by is not None:
            theirs = theirs.filter(held_by__in=held_by)
        going = theirs.filter(state__in=[State.WAITING, State.SENDING])
        going.update(state=State.HELD_BACK, reasons=[Why.NO_WAY])
        theirs.update(person=None, subject_sealed=b"", body_sealed=b"", way_id=None, formats=[])
    audit.note(by=by, verb="forgot messages to", subject=person)

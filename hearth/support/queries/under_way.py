"""What workers promised somebody, and the hello that was agreed: in whose hands they are."""

from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.people.queries.under_way import HELLO, PROMISE, InHand
from hearth.support.models import KeepInTouch, Promise, PromiseState


def under_way_with(person: Person, *, actor: Actor) -> list[InHand]:
    """Return what a worker is to do, as far as the actor may read it. Two questions."""
    sight = sight_of(actor)
    promised = Promise.objects.open_to(sight).filter(
        person=person, state=PromiseState.OPEN, promised_by__isnull=False
    )
    agreed = KeepInTouch.objects.open_to(sight).filter(
        person=person, stopped_on=None, next_on__isnull=False
    )
    return [
        *(
            InHand(PROMISE, row.id, row.what, row.promised_by_id)
            for row in promised.order_by("due_on", "id")
            if row.promised_by_id
        ),
        *(InHand(HELLO, row.id, "", row.says_hello_id) for row in agreed),
    ]

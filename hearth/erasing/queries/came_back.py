"""What a backup brought back, and was not erased again, as a hold for the law stands."""

from uuid import UUID

from hearth.erasing.ledger import lines_of
from hearth.erasing.models import Decision, ErasedAgain, Erasure
from hearth.foundation.acting import acting_instead
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.schema import schema_in_hand
from hearth.people import standing
from hearth.people.models import Person
from hearth.places.timer import OnATimer


def done_here() -> set[tuple[str, str]]:
    """Return what this database knows as done: the erasure, and of which holders."""
    again = ErasedAgain.objects.values_list("erasure_id", "of_holders")
    done = {(str(erasure), holders) for erasure, holders in again}
    rows = Erasure.objects.prefetch_related("decisions")
    for row in rows:
        if row.whole:
            done.add((str(row.id), str(None)))
        done |= {
            (str(row.id), str([str(each.holder_id)]))
            for each in row.decisions.all()
            if each.decision == Decision.ERASE
        }
    return done


def came_back_on_hold(actor: Actor) -> list[tuple[UUID, str]]:
    """
    Return whose records a backup brought back and a hold keeps, by id and what they are called.

    They were erased. Once the hold is lifted they are erased again when Hearth is next started.

    :raises NotAllowed: unless the actor decides in the whole partnership
    """
    require_everywhere(actor, Permission.DECIDE_ERASING)
    lines = lines_of(schema_in_hand())
    if not lines:
        return []
    timer = OnATimer()
    with acting_instead(timer, of=actor):
        done = done_here()
        again = [line for line in lines if (line.erasure, str(line.holders)) not in done]
        ids = [each for line in again for each in line.records]
        with standing.reaching(*ids):
            rows = Person.objects.filter(id__in=ids).exclude(worker_id=actor.id)
            return list(rows.order_by("id").values_list("id", "known_as"))

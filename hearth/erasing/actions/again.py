"""Erasing again whoever a backup brought back, by the list that is kept beside the keys."""

from uuid import UUID

from django.db import transaction

from hearth.erasing.actions.forgetting import forget_everywhere
from hearth.erasing.ledger import Erased, add_line, lines_of
from hearth.erasing.models import Decision, ErasedAgain, Erasure
from hearth.foundation import audit
from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schema_in_hand
from hearth.people import standing
from hearth.people.models import Person
from hearth.places.timer import OnATimer


def erase_again(schema: str) -> int:
    """
    Erase again whom a backup brought back, and return how many erasings that were.

    A line of the list that has no stub here was done after the backup was made. Each is a
    transaction of its own: stopped halfway, the next run does the rest. Run it as the owner.
    """
    with in_schema(schema):
        with acting_as(OnATimer()):
            done = _done_here()
        again = [line for line in lines_of(schema) if (line.erasure, str(line.holders)) not in done]
        return sum(_again(line) for line in again)


def _done_here() -> set[tuple[str, str]]:
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


@transaction.atomic
def _again(line: Erased) -> int:
    """Erase again what one line says, if it is here, and leave a stub of it."""
    timer, whose = OnATimer(), UUID(line.whose)
    with acting_as(timer), standing.reaching(whose):
        ErasedAgain.objects.create(erasure_id=UUID(line.erasure), of_holders=str(line.holders))
        person = Person.objects.filter(id=whose).first()
        if person is None:
            return 0
        holders = None if line.holders is None else [UUID(each) for each in line.holders]
        forget_everywhere(by=timer, person=person, held_by=holders, kinds=line.kinds)
        audit.note(by=timer, verb="erased again after a backup was brought back", subject=person)
    return 1


def write_missing_lines() -> int:
    """
    Write down in the list what was erased and could not be written: by night. Return how much.

    Run it as Hearth itself, in the partnership in hand.
    """
    schema = schema_in_hand()
    there = {(line.erasure, str(line.holders)) for line in lines_of(schema)}
    missing = []
    for row in Erasure.objects.prefetch_related("decisions").order_by("asked_at"):
        gone = [each for each in row.decisions.all() if each.decision == Decision.ERASE]
        of = [None] if row.whole else [[str(each.holder_id)] for each in gone]
        missing += [Erased(str(row.id), str(row.whose), each, row.kinds) for each in of]
    missing = [line for line in missing if (line.erasure, str(line.holders)) not in there]
    for line in missing:
        add_line(schema, line)
    return len(missing)

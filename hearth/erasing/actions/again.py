"""Erasing again whoever a backup brought back, by the list that is kept beside the keys."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.erasing.actions.deciding import hold_on
from hearth.erasing.actions.forgetting import forget_everywhere, leave_out_all, note_to_read
from hearth.erasing.ledger import Erased, add_line, line_of, lines_of
from hearth.erasing.models import Decision, ErasedAgain, Erasure, HolderDecision, WentTo
from hearth.erasing.queries.came_back import done_here
from hearth.foundation import audit
from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schema_in_hand
from hearth.people import standing
from hearth.people.models import Person
from hearth.places.models import Organisation
from hearth.places.timer import OnATimer


@dataclass(frozen=True)
class Again:
    """How much was erased again, and of which stubs it was not, as a hold for the law stands."""

    erased: int
    on_hold: tuple[str, ...]


def erase_again(schema: str) -> Again:
    """
    Erase again whom a backup brought back.

    A line of the list that has no stub here was done after the backup was made. Each is a
    transaction of its own: stopped halfway, the next run does the rest. Run it as the owner.

    A hold for the law that stands in what was brought back is not passed over: nothing goes, and
    whoever decides is told. Once it is lifted, the next run does it.
    """
    with in_schema(schema):
        with acting_as(OnATimer()):
            done = done_here()
        again = [line for line in lines_of(schema) if (line.erasure, str(line.holders)) not in done]
        came = [_again(line) for line in again]
    held = tuple(line.erasure for line, did in zip(again, came, strict=True) if did is None)
    return Again(sum(did or 0 for did in came), held)


@transaction.atomic
def _again(line: Erased) -> int | None:
    """
    Erase again what one line says, if it is here, and put the stub of it back.

    Return how much that was; None, if a hold for the law stands.
    """
    timer = OnATimer()
    holders = None if line.holders is None else [UUID(each) for each in line.holders]
    with acting_as(timer), standing.reaching(*line.records):
        people = list(Person.objects.filter(id__in=line.records))
        if hold_on(people, holders):
            return None
        ErasedAgain.objects.create(erasure_id=UUID(line.erasure), of_holders=str(line.holders))
        if holders is None:
            leave_out_all(people, people)
        incidents: list[Any] = []
        for person in sorted(people, key=lambda each: str(each.id) == line.whose):
            incidents += forget_everywhere(
                by=timer, person=person, held_by=holders, kinds=line.kinds
            )
            verb = "erased again after a backup was brought back"
            audit.note(by=timer, verb=verb, subject=person)
        if row := _put_back(line):
            note_to_read(row, incidents, on=timezone.localdate())
    return int(bool(people))


def _put_back(line: Erased) -> Erasure | None:
    """
    Let the stub say again what it said, and return it.

    None, if the list says too little of it, as it once did, or if who asked came after the backup.
    """
    said, whole = line.stub, line.holders is None
    if not said or not User.objects.filter(id=said["asked_by"]).exists():
        return Erasure.objects.filter(id=line.erasure).first()
    asked_at = datetime.datetime.fromisoformat(said["asked_at"])
    row, made = Erasure.objects.get_or_create(
        id=line.erasure,
        defaults={
            "whose": UUID(line.whose), "why": said["why"], "asked_for": said["asked_for"],
            "asked_by_id": said["asked_by"], "asked_at": asked_at, "kinds": line.kinds,
            "settled_at": asked_at,
        },
    )  # fmt: skip
    ends = _put_decisions_back(row, said["decided"], line.holders) or asked_at
    if whole:
        Erasure.objects.filter(id=row.id).update(
            whole=True, settled_at=ends, linked=line.linked, kinds=[], person=None, known_at=[],
            called_sealed=b"", words_sealed=b"", withdrawn_at=None, withdrawn_by=None,
            withdrawn_why_sealed=b"",
        )  # fmt: skip
    elif made:
        here = Person.objects.filter(id=line.whose).first()
        Erasure.objects.filter(id=row.id).update(
            settled_at=ends, linked=line.linked, person=here, known_at=here.known_at if here else []
        )
    already = set(WentTo.objects.filter(erasure=row).values_list("what", "to_id", "on"))
    went = [
        (what, UUID(to_id) if to_id else None, datetime.date.fromisoformat(on))
        for what, to_id, on in said["went"]
    ]
    WentTo.objects.bulk_create(
        WentTo(erasure=row, what=what, to_id=to_id, on=on)
        for what, to_id, on in went if (what, to_id, on) not in already
    )  # fmt: skip
    row.refresh_from_db()
    return row


def _put_decisions_back(
    row: Erasure, decided: list[list[Any]], holders: list[str] | None
) -> datetime.datetime | None:
    """Write down again who decided for each holder, as far as they are here; return the last."""
    last = None
    for holder, by, at, left in decided:
        if holders is not None and holder not in holders:
            continue
        there = Organisation.objects.filter(id=holder).exists()
        if not there or not User.objects.filter(id=by).exists():
            continue
        decided_at = datetime.datetime.fromisoformat(at)
        HolderDecision.objects.update_or_create(
            erasure=row, holder_id=holder,
            defaults={
                "decision": Decision.ERASE, "decided_by_id": by, "decided_at": decided_at,
                "why_keep": "", "words_sealed": b"", "left": left,
            },
        )  # fmt: skip
        last = max(decided_at, last or decided_at)
    return last


def write_missing_lines() -> int:
    """
    Write down in the list what was erased and could not be written: by night. Return how much.

    Run it as Hearth itself, in the partnership in hand.
    """
    schema = schema_in_hand()
    there = {(line.erasure, str(line.holders)) for line in lines_of(schema)}
    missing: list[Erased] = []
    for row in Erasure.objects.prefetch_related("decisions").order_by("asked_at"):
        gone = [each for each in row.decisions.all() if each.decision == Decision.ERASE]
        of = [None] if row.whole else [[each.holder_id] for each in gone]
        missing += [line_of(row, each) for each in of]
    missing = [line for line in missing if (line.erasure, str(line.holders)) not in there]
    for line in missing:
        add_line(schema, line)
    return len(missing)

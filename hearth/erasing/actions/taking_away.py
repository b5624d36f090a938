"""A partner left with a copy of what it holds: once it read that, what it held here is erased."""

import datetime
import json
import zipfile
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.erasing.actions.deciding import erase_here, finish
from hearth.erasing.actions.leaving import require_two, tables, taken_out
from hearth.erasing.actions.refusing import ErasingRefused
from hearth.erasing.models import (
    AskedFor,
    Decision,
    Erasure,
    HolderDecision,
    LegalHold,
    WhyErase,
)
from hearth.erasing.queries.deciders import who_decides_for
from hearth.erasing.queries.holding import holders_of, tables_held
from hearth.foundation import audit
from hearth.foundation.acting import acting_instead
from hearth.foundation.actors import NotAllowed
from hearth.people import standing
from hearth.people.models import Person
from hearth.places.models import Organisation
from hearth.places.timer import OnATimer


@transaction.atomic
def take_away(
    *, by: User, read_by: User, holder: Organisation, file: Path, now: datetime.datetime
) -> tuple[int, int]:
    """
    Erase here what a partner took with it about people, leaving a stub of each.

    What another organisation's rows hang on stays, as does what is about nobody: it is to be handed
    over. Return of how many people something went, and how many rows stay. Run it as the owner.

    :param read_by: who says that the copy was read: of the partner itself, if it has somebody
    :param file: the copy. All that is held now has to be in it
    :raises NotAllowed: unless both decide in the whole partnership, and it is nobody's own record
    :raises ErasingRefused: if they are one, the copy is not whole, a hold stands, or somebody waits
        to be erased there
    """
    require_two(by, read_by)
    own, _ = who_decides_for(holder.id, today=timezone.localdate(now), besides={by.id})
    if own and read_by not in own:
        names = " or ".join(worker.name for worker in own)
        raise ErasingRefused(f"{names} of {holder.name} has to say that the copy was read")
    if HolderDecision.objects.filter(holder=holder, decision=Decision.WAITING).exists():
        raise ErasingRefused(f"{holder.name} has to decide first on what was asked to be erased")
    if LegalHold.objects.filter(holder=holder, lifted_at=None).exists():
        raise ErasingRefused("Some of it is on hold for the law. Lift that, or hand it over, first")
    _require_all_in(file, holder)
    people = _people_of(holder)
    for person_id in people:
        _let_go(by, read_by, holder, person_id, now)
    for each in (by, read_by):
        audit.note(by=each, verb="took away what is held by", subject=holder)
    left = sum(model._default_manager.filter(held_by=holder).count() for model in tables())
    return len(people), left


def _require_all_in(file: Path, holder: Organisation) -> None:
    """:raises ErasingRefused: if it is no copy, or something that is held now is not in it"""
    try:
        with zipfile.ZipFile(file) as copy:
            names = set(copy.namelist())
            for model, by_holder in taken_out():
                name = f"{model._meta.label_lower}.json"
                rows = json.loads(copy.read(name)) if name in names else []
                key = model._meta.pk.attname
                there = {str(row[key]) for row in rows}
                held = model._default_manager.filter(**{by_holder: holder})
                if not there.issuperset(map(str, held.values_list("pk", flat=True))):
                    raise ErasingRefused("The copy is not of all that is held. Take it out again")
    except (OSError, zipfile.BadZipFile, ValueError, KeyError) as trouble:
        raise ErasingRefused(f"{file} cannot be read. Nothing was taken away") from trouble


def _people_of(holder: Organisation) -> Collection[UUID]:
    """Return everybody about whom an organisation holds something."""
    people = set(Person.objects.filter(held_by=holder).values_list("id", flat=True))
    for model, column in tables_held():
        held = model._default_manager.filter(held_by=holder, **{f"{column}__isnull": False})
        people |= set(held.values_list(column, flat=True))
    return sorted(people)


def _let_go(
    by: User, read_by: User, holder: Organisation, person_id: UUID, now: datetime.datetime
) -> None:
    """:raises NotAllowed: if it is their own record"""
    timer = OnATimer()
    with acting_instead(timer, of=by), standing.reaching(person_id):
        person = Person.objects.select_for_update(of=("self",)).get(id=person_id)
        if person.worker_id in (by.id, read_by.id):
            raise NotAllowed("One of them would decide on their own record. Name somebody else")
        row = Erasure(
            person=person, whose=person.id, known_at=person.known_at,
            why=WhyErase.NOT_NEEDED, asked_for=AskedFor.HOLDER, asked_by=by, asked_at=now,
            settled_at=now, whole=False,
        )  # fmt: skip
        row.called, row.words = person.known_as, f"{holder.name} left, and took it"
        row.save(force_insert=True)
        HolderDecision.objects.create(
            erasure=row, holder=holder, known_at=person.known_at, decision=Decision.ERASE,
            decided_by=read_by, decided_at=now,
        )  # fmt: skip
        row.whole = holders_of([person]) == [holder.id]
        erase_here(row, [person], None if row.whole else [holder.id], timer)
        if row.whole:
            finish(row, now=now)

"""Writing down pots of money, and what partners decided about them together."""

from dataclasses import asdict, replace
from uuid import UUID

from django.db import transaction

from hearth.commissioning.actions.costs import MOST
from hearth.commissioning.actions.refusing import MoneyRefused, before_of, checked
from hearth.commissioning.models import Pot, PotDecision
from hearth.commissioning.queries.pots import (
    DecisionSaid,
    PotSaid,
    said_of_decision,
    said_of_pot,
)
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.places.models import Organisation
from hearth.places.versions import insist_unchanged

SHORT = 200


@transaction.atomic
def write_pot(*, by: Actor, pot_id: UUID, said: PotSaid, seen: str | None = None) -> Pot:
    """
    Write down a pot, or put right what is written of it; what it said before is kept.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if part of it is missing, or nobody decides about it
    :raises ChangedMeanwhile: if somebody else changed it since the page was drawn
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    there = Pot.objects.select_for_update().filter(id=pot_id).first()
    said = _checked_pot(said)
    if there:
        was = said_of_pot(there)
        insist_unchanged(seen, asdict(was))
        if was == said:
            return there
        before_of(there.id, asdict(was), by=by, partners=there.partners).save(force_insert=True)
    pot = there or Pot(id=pot_id)
    for name, value in asdict(said).items():
        setattr(pot, name, list(value) if name == "partners" else value)
    pot.save()
    PotDecision.objects.filter(pot=pot).update(partners=pot.partners)
    audit.note(by=by, verb="changed a pot" if there else "wrote down a pot", subject=pot)
    return pot


def _checked_pot(said: PotSaid) -> PotSaid:
    if said.amount is None or not 0 <= said.amount < MOST:
        raise MoneyRefused("Say how much there is", about="amount")
    if said.from_on is None or said.until_on is None:
        raise MoneyRefused("Say from when until when it is there")
    if said.until_on < said.from_on:
        raise MoneyRefused("It ends before it begins", about="until_on")
    partners = tuple(
        Organisation.objects.filter(id__in=said.partners)
        .order_by("id")
        .values_list("id", flat=True)
    )
    if not partners:
        raise MoneyRefused("Choose who decides about it", about="partners")
    return replace(
        said,
        name=checked(said.name, about="name", needed="Say what it is called", most=SHORT),
        purpose=checked(said.purpose, about="purpose"),
        partners=partners,
    )


@transaction.atomic
def write_decision(
    *, by: Actor, pot: Pot, decision_id: UUID, said: DecisionSaid, seen: str | None = None
) -> PotDecision:
    """
    Write down what was decided, or put it right; what it said before is kept.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if part of it is missing, or nobody said whether anybody had a stake
    :raises ChangedMeanwhile: if somebody else changed it since the page was drawn
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    pot = Pot.objects.select_for_update().get(id=pot.id)
    there = PotDecision.objects.filter(id=decision_id, pot=pot).first()
    said = _checked_decision(said)
    if there:
        was = said_of_decision(there)
        insist_unchanged(seen, asdict(was))
        if was == said:
            return there
        before_of(there.id, asdict(was), by=by, partners=pot.partners).save(force_insert=True)
    row = there or PotDecision(id=decision_id, pot=pot, partners=pot.partners)
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.written_by_id = by.id
    row.save()
    verb = "changed a decision about a pot" if there else "wrote down a decision about a pot"
    audit.note(by=by, verb=verb, subject=row)
    return row


def _checked_decision(said: DecisionSaid) -> DecisionSaid:
    if said.decided_on is None:
        raise MoneyRefused("Say when it was decided", about="decided_on")
    if said.amount is not None and not 0 <= said.amount < MOST:
        raise MoneyRefused("That is no amount", about="amount")
    conflicts = checked(said.conflicts, about="conflicts")
    if bool(conflicts) == said.none_declared:
        raise MoneyRefused(
            "Say what was declared, or that everybody was asked and nobody had anything to declare",
            about="conflicts",
        )
    return replace(
        said,
        what=checked(said.what, about="what", needed="Say what was decided"),
        who=checked(said.who, about="who", needed="Say who decided"),
        conflicts=conflicts,
    )

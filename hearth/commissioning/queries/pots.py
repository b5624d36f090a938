"""Pots of money that partners decide about together, with what was decided."""

import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from hearth.commissioning.models import MoneyBefore, Pot, PotDecision
from hearth.commissioning.queries.hubs import A_PAGE
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Organisation


@dataclass(frozen=True)
class PotSaid:
    name: str
    amount: Decimal | None
    from_on: datetime.date | None
    until_on: datetime.date | None
    purpose: str = ""
    partners: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class DecisionSaid:
    """What was decided, by whom, and what anybody declared."""

    decided_on: datetime.date | None
    what: str
    who: str
    amount: Decimal | None = None
    none_declared: bool = False
    conflicts: str = ""


@dataclass(frozen=True)
class PotRow:
    id: UUID
    name: str
    amount: Decimal
    decided: Decimal
    """How much of it was decided on."""
    until_on: datetime.date

    @property
    def left(self) -> Decimal:
        return self.amount - self.decided


@dataclass(frozen=True)
class DecisionBefore:
    was: dict[str, Any]
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True)
class PotPage:
    pot: Pot
    row: PotRow
    partners: list[str]
    decisions: list[PotDecision]
    before: dict[UUID, list[DecisionBefore]]
    """What decisions said before, by the decision's id."""
    may_keep: bool


def said_of_pot(pot: Pot) -> PotSaid:
    return PotSaid(
        pot.name, pot.amount, pot.from_on, pot.until_on, pot.purpose, tuple(pot.partners)
    )


def said_of_decision(row: PotDecision) -> DecisionSaid:
    return DecisionSaid(
        row.decided_on, row.what, row.who, row.amount, row.none_declared, row.conflicts
    )


def get_pot(pot_id: UUID, *, actor: Actor) -> Pot:
    """
    Return a pot, if the actor sees it: the database's wall decides.

    :raises Pot.DoesNotExist: if there is none, or it is not theirs to see
    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    return Pot.objects.get(id=pot_id)


def get_decision(decision_id: UUID, *, pot: Pot) -> PotDecision:
    """
    Return a decision about a pot.

    :raises PotDecision.DoesNotExist: if there is no such
    """
    return pot.decisions.get(id=decision_id)


def pots_seen(actor: Actor, *, first: int = 0) -> list[PotRow]:
    """
    Return a page of the pots that somebody sees, those that end last before the others.

    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    pots = Pot.objects.annotate(decided=Sum("decisions__amount"))
    page = pots.order_by("-until_on", "name", "id")[first : first + A_PAGE + 1]
    return [_row(pot, pot.decided) for pot in page]


def _row(pot: Pot, decided: Decimal | None) -> PotRow:
    return PotRow(pot.id, pot.name, pot.amount, decided or Decimal(), pot.until_on)


def pot_page(pot: Pot, *, actor: Actor) -> PotPage:
    """Return all that the page of a pot says: the newest decision first."""
    decisions = list(pot.decisions.order_by("-decided_on", "-id"))
    before: dict[UUID, list[DecisionBefore]] = {}
    rows = MoneyBefore.objects.filter(row_id__in=[row.id for row in decisions])
    for row in rows.select_related("changed_by").order_by("-recorded_at", "-id"):
        then = DecisionBefore(json.loads(row.was), row.changed_by.name, row.recorded_at)
        before.setdefault(row.row_id, []).append(then)
    decided = sum((row.amount or Decimal() for row in decisions), Decimal())
    names = Organisation.objects.filter(id__in=pot.partners).order_by("name")
    return PotPage(
        pot=pot,
        row=_row(pot, decided),
        partners=list(names.values_list("name", flat=True)),
        decisions=decisions,
        before=before,
        may_keep=actor.may_everywhere(Permission.KEEP_MONEY),
    )

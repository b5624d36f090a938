"""A partner leaves: what it holds is taken out for it, and handed to another that agrees."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import BinaryField, Model

from hearth.accounts.models import User
from hearth.erasing.actions.refusing import ErasingRefused
from hearth.erasing.models import Decision, DueToLook, HolderDecision, LegalHold
from hearth.erasing.queries.went import TAKEN_OUT
from hearth.foundation import audit
from hearth.foundation.actors import NotAllowed, Permission, require_everywhere
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation

COPIES = {"rights.Pack", "rights.PackRow"}
"""What was gathered from every organisation for somebody who asked: no one holder's to take."""
SIGN_INS = {"people.OwnPages", "people.OwnKey"}
"""By which people sign in to their own pages here: it opens nothing elsewhere."""


def tables() -> list[type[Model]]:
    """Return every table that says who answers for a row, about a person or not."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("hearth.")
        and any(field.name == "held_by" for field in model._meta.concrete_fields)
    ]


def taken_out() -> list[tuple[type[Model], str]]:
    """
    Return every table that a partner takes with it, and how a row of it leads to who answers.

    What hangs on such a row, as the steps after an incident do, goes with it.
    """
    held = tables()
    out = [(model, "held_by") for model in held if model._meta.label not in COPIES | SIGN_INS]
    of = {model for model, _ in out}
    hanging = [
        (model, f"{field.name}__held_by")
        for model in apps.get_models()
        if model.__module__.startswith("hearth.") and model not in held
        for field in model._meta.concrete_fields
        if field.related_model in of
        and field.related_model._meta.app_label == model._meta.app_label
        and field.related_model is not Person
    ]
    return [*out, *dict(hanging).items()]


def require_two(by: User, other: User) -> None:
    """
    :raises NotAllowed: unless both decide in the whole partnership
    :raises ErasingRefused: if they are one
    """
    for each in (by, other):
        require_everywhere(each, Permission.DECIDE_ERASING)
    if by.id == other.id:
        raise ErasingRefused("Two people agree: name another worker")


@transaction.atomic
def take_out(*, by: User, other: User, holder: Organisation, file: Path) -> int:
    """
    Write all that an organisation holds into a zip: each table as JSON and as CSV, opened.

    Return how many rows that is. Run it as the tables' owner: it must see every row.

    :raises NotAllowed: unless both decide in the whole partnership
    :raises ErasingRefused: if they are one, or there is a file of that name already
    """
    require_two(by, other)
    if file.exists():
        raise ErasingRefused("There is a file of that name already")
    total = 0
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.touch(mode=0o600)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as into:
            for model, by_holder in taken_out():
                theirs = model._default_manager.filter(**{by_holder: holder}).order_by("pk")
                rows = [_as_said(row) for row in theirs]
                total += len(rows)
                if rows:
                    name = model._meta.label_lower
                    into.writestr(f"{name}.json", json.dumps(rows, indent=1, default=str))
                    into.writestr(f"{name}.csv", _as_csv(rows))
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    for each in (by, other):
        audit.note(by=each, verb=TAKEN_OUT, subject=holder)
    return total


def _as_said(row: Model) -> dict[str, Any]:
    """Return what a row says, with what is sealed opened."""
    said: dict[str, Any] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not isinstance(field, BinaryField)
    }
    return said | {name: getattr(row, name) for name in sealed_in(type(row))}


def sealed_in(model: type[Model]) -> dict[str, str]:
    """Return what is sealed in a table's rows, of its own or from what it builds on: by column."""
    return {
        name: sealed.column
        for one in reversed(model.__mro__)
        for name, sealed in vars(one).items()
        if isinstance(sealed, Sealed)
    }


def _as_csv(rows: list[dict[str, Any]]) -> str:
    """Return rows as a spreadsheet reads them; what would be a formula there is only words."""
    into = io.StringIO()
    writer = csv.DictWriter(into, list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return "\ufeff" + into.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


@transaction.atomic
def hand_over(*, by: User, agreed_by: User, holder: Organisation, to: Organisation) -> int:
    """
    Let another organisation answer for all that one holds. Who may read it does not change.

    Return how many rows that is. Run it as the tables' owner: it must reach every row.

    :raises NotAllowed: unless both decide in the whole partnership
    :raises ErasingRefused: if whoever agrees does not work for the organisation that is to hold it,
        or somebody waits to be erased there
    """
    require_two(by, agreed_by)
    if holder.id == to.id or agreed_by.works_for_id != to.id:
        raise ErasingRefused(f"Somebody of {to.name} who decides has to agree")
    if HolderDecision.objects.filter(holder=holder, decision=Decision.WAITING).exists():
        raise ErasingRefused(f"{holder.name} has to decide first on what was asked to be erased")
    total = sum(
        model._default_manager.filter(held_by=holder).update(held_by=to) for model in tables()
    )
    held = LegalHold.objects.filter(holder=holder, lifted_at=None)
    already = LegalHold.objects.filter(holder=to, lifted_at=None).values("person")
    held.exclude(person__in=already).update(holder=to)
    DueToLook.objects.filter(holder=holder).delete()
    for each in (by, agreed_by):
        audit.note(by=each, verb="handed over what is held by", subject=holder)
    return total


def may_sign_for(username: str) -> User:
    """
    Return a worker by their sign-in.

    :raises NotAllowed: if nobody signs in so
    """
    worker = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if worker is None:
        raise NotAllowed(f"Nobody signs in as {username}")
    return worker


def organisation_named(name_or_id: str) -> Organisation:
    """:raises ErasingRefused: if there is none, or several"""
    try:
        found = Organisation.objects.filter(id=UUID(name_or_id))
    except ValueError:
        found = Organisation.objects.filter(name__iexact=name_or_id)
    if found.count() != 1:
        raise ErasingRefused(f"There is no one organisation {name_or_id!r}")
    return found.get()

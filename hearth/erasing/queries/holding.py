"""What is held about somebody, by whom: counted, never read."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Model

from hearth.erasing.models.kinds import Kind, kind_of
from hearth.people.models import Person


@dataclass(frozen=True)
class Holding:
    """How many rows of one kind an organisation holds."""

    holder_id: UUID
    kind: Kind
    rows: int


@cache
def tables_held() -> list[tuple[type[Model], str]]:
    """Return every table that says of a row whose it is and who answers for it, with the column."""
    return [
        (model, field.attname)
        for model in apps.get_models()
        if model.__module__.startswith("hearth.")
        and any(field.name == "held_by" for field in model._meta.concrete_fields)
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


def held_about(person: Person) -> list[Holding]:
    """
    Return what each organisation holds about a person. Whoever acts must reach everything.

    The record itself is its holder's, whatever else they hold.
    """
    rows: Counter[tuple[UUID, Kind]] = Counter({(person.held_by_id, Kind.RECORD): 1})
    for model, column in tables_held():
        theirs = model._default_manager.filter(**{column: person.id}).order_by()
        for holder, number in theirs.values_list("held_by").annotate(Count("pk")):
            rows[(holder, kind_of(model._meta.app_label))] += number
    return [Holding(holder, kind, number) for (holder, kind), number in sorted(rows.items())]


def holders_of(person: Person) -> list[UUID]:
    """Return which organisations hold something about a person. Whoever acts must reach it all."""
    return sorted({each.holder_id for each in held_about(person)})

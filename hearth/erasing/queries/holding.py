"""What is held about somebody, by whom: counted, never read."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Model

from hearth.erasing.models.kinds import Kind, kind_of
from hearth.foundation.actors import Actor
from hearth.people import standing
from hearth.people.models import Link, OwnKey, OwnPages, Person, Sharing
from hearth.people.queries import linked_with


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


STAY_WITH_THE_RECORD: tuple[type[Model], ...] = (Sharing, Link, OwnPages, OwnKey)
"""What stays as long as a record does, whoever holds it: nothing of it goes before the last."""


def held_about(people: Collection[Person]) -> list[Holding]:
    """
    Return what each organisation holds about people. Whoever acts must reach everything.

    A record itself is its holder's, whatever else they hold.
    """
    return _counted(people, tables_held())


def written_about(people: Collection[Person]) -> list[Holding]:
    """Return what each holds besides the records themselves and what stays with those."""
    tables = [each for each in tables_held() if each[0] not in STAY_WITH_THE_RECORD]
    rows = _counted(people, tables)
    own = Counter((each.held_by_id, Kind.RECORD) for each in people)
    less = [Holding(row.holder_id, row.kind, row.rows - own[_key(row)]) for row in rows]
    return [row for row in less if row.rows]


def _key(row: Holding) -> tuple[UUID, Kind]:
    return row.holder_id, row.kind


def _counted(
    people: Collection[Person], tables: Iterable[tuple[type[Model], str]]
) -> list[Holding]:
    rows = Counter((person.held_by_id, Kind.RECORD) for person in people)
    ids = [person.id for person in people]
    for model, column in tables:
        theirs = model._default_manager.filter(**{f"{column}__in": ids}).order_by()
        for holder, number in theirs.values_list("held_by").annotate(Count("pk")):
            rows[(holder, kind_of(model._meta.app_label))] += number
    return [Holding(holder, kind, number) for (holder, kind), number in sorted(rows.items())]


def holders_of(people: Collection[Person]) -> list[UUID]:
    """Return which organisations hold something about people. Whoever acts must reach it all."""
    return sorted({each.holder_id for each in held_about(people)})


def ids_of_all(person_id: UUID, actor: Actor) -> list[UUID]:
    """
    Return the ids of every record that is the same person, this one first.

    Whoever acts sees every site: Hearth itself.
    """
    with standing.reaching(person_id):
        others = linked_with([person_id], actor=actor).get(person_id, [])
    return [person_id, *(other.id for other in others)]

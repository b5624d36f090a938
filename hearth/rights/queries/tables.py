"""Every table that knows a person, found in what is installed, and what its rows say."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Model, Q

from hearth.people.models import Person
from hearth.people.models.layers import STANDING
from hearth.rights.models import Pack, PackRow

TRAIL = "foundation.AccessLine"
"""Told as who has looked."""
OWN_KEY = "people.PersonKey"
"""The key that their history is sealed by: nobody reads it, and it says nothing."""
DERIVED = {TRAIL, OWN_KEY, "people.Openness", Pack._meta.label, PackRow._meta.label}
"""What only says again what other tables say, and the copy itself."""
TOLD_OTHERWISE = {"outgoing.OutgoingMessage.to"}
"""Told as a way to contact them."""
UNSAID = {*STANDING, "known_at", "greeted_at", "unsafe_ways", "audiences", "key", "index"}
"""Who may read it, and what it is found by: it is told as what is shared, and with whom."""

Words = list[tuple[str, str]]


def persons(model: type[Model]) -> list[str]:
    """Return by which columns a table says whose a row is."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


@cache
def all_tables() -> tuple[type[Model], ...]:
    """Return every table that knows a person, the person's own first."""
    known = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("hearth.") and (model is Person or persons(model))
    ]
    return tuple(known)


@cache
def _parts() -> tuple[tuple[type[Model], str], ...]:
    """Return the tables whose rows hang on such a row, and by which column."""
    known = set(all_tables())
    return tuple(
        (model, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("hearth.") and model not in known
        for field in model._meta.concrete_fields
        if field.related_model in known
        and field.related_model is not Person
        and field.related_model._meta.label not in DERIVED
        and field.related_model._meta.app_label == model._meta.app_label
    )


def tables_of(app: str) -> list[type[Model]]:
    """Return the tables of one app that are read for somebody who asks for everything."""
    mine = [model for model in all_tables() if model.__module__.startswith(f"{app}.")]
    parts = [model for model, _ in _parts() if model.__module__.startswith(f"{app}.")]
    return [m for m in dict.fromkeys([*mine, *parts]) if m._meta.label not in DERIVED]


def rows_of(model: type[Model], person_id: UUID) -> Iterator[Model]:
    """Yield the rows of a table that are a person's, as far as whoever acts sees them."""
    whose = Q(id=person_id) if model is Person else Q()
    for column in persons(model):
        whose |= Q(**{column: person_id})
    for part, through in _parts():
        if part is model:
            parent: Any = model._meta.get_field(through).related_model
            for column in persons(parent):
                whose |= Q(**{f"{through}__{column}": person_id})
    yield from model._default_manager.filter(whose).order_by("pk").iterator()


def counted(people: list[UUID]) -> dict[str, dict[str, int]]:
    """
    Return, for each table that knows a person, how many rows the database counts past every wall
    ("all"), and how many whoever acts can read ("read").

    A table that Hearth has no model of is among them, with none read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, how_many FROM rights_counted(%s::uuid[])", [people])
        counts = {name: {"all": many, "read": 0} for name, many in cursor.fetchall()}
    for model in all_tables():
        if model._meta.label in (TRAIL, OWN_KEY):
            continue
        whose = Q(id__in=people) if model is Person else Q()
        for column in persons(model):
            whose |= Q(**{f"{column}__in": people})
        one = counts.setdefault(model._meta.db_table, {"all": 0, "read": 0})
        one["read"] = model._default_manager.filter(whose).count()
    return counts


def short_of(counts: dict[str, dict[str, int]]) -> list[str]:
    """Return the tables of which not every row could be read, or that nobody reads."""
    told = {each.replace(".", "_").lower() for each in (TRAIL, OWN_KEY)} | NOT_READ
    return sorted(
        name for name, one in counts.items() if one["all"] != one["read"] and name not in told
    )


NOT_READ = {"people_findable", "people_findingkey"}
"""What people are found by: it says again what their name says, and is read by nobody who does not
know it already."""


def whole_name(model: type[Model]) -> str:
    """Return how a table is called in words."""
    return str(model._meta.verbose_name)


class Said:
    """
    All that an app tells of somebody, to look for words in it.

    Rows come in the order in which they are told, mostly: it is looked at from where the last words
    stood, so that five thousand of them are looked for in one walk and not in five thousand.
    """

    def __init__(self, words: str) -> None:
        self.words, self.at = words, 0
        self.digits = re.sub(r"(?<=\d) (?=\d)", "", words)

    def has(self, words: str) -> bool:
        """Test if these words are among them. A number may be told with spaces in it."""
        at = self.words.find(words, self.at)
        if at < 0:
            at = self.words.find(words, 0, self.at + len(words))
        if at < 0:
            return words.isdigit() and words in self.digits
        self.at = at
        return True


def words_of(row: Model) -> Words:
    """Return the words in a row, each by the column's name."""
    return [
        (name.replace("_", " ").capitalize(), words)
        for name in _worded(type(row))
        if f"{row._meta.label}.{name}" not in TOLD_OTHERWISE
        for words in _leaves(getattr(row, name))
    ]


def facts_of(row: Model) -> dict[str, Any]:
    """Return what a row says besides words, for a machine: days, choices, numbers."""
    said: dict[str, Any] = {"table": row._meta.db_table, "id": str(row.pk)}
    if recorded_at := getattr(row, "recorded_at", None):
        said["recorded_at"] = recorded_at.isoformat()
    for field in _facts(type(row)):
        value = getattr(row, field.attname)
        if value is None or value == "" or value == []:
            continue
        if field.choices and not isinstance(field, ArrayField):
            value = str(dict(field.flatchoices).get(value, value))
        said[field.name] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str | int | float | bool | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@cache
def _worded(model: type[Model]) -> tuple[str, ...]:
    names = [
        field.name.removesuffix("_sealed")
        for field in model._meta.concrete_fields
        if field.name.endswith("_sealed")
    ]
    names += [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) and not field.choices
        and field.name in _personal(model) and field.name not in UNSAID
    ]  # fmt: skip
    return tuple(names)


@cache
def _facts(model: type[Model]) -> tuple[Any, ...]:
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.name in _personal(model)
        and field.name not in UNSAID
        and not field.is_relation
        and not isinstance(field, models.BinaryField)
        and not (isinstance(field, models.TextField) and not field.choices)
    )


def _personal(model: type[Model]) -> list[str]:
    return list(getattr(model, "Privacy").personal)  # noqa: B009 (every model has one; no type does)


def _leaves(value: str) -> Iterator[str]:
    """Yield the words in what is kept as JSON, or the words as they are."""
    if not value:
        return
    if value[:1] not in "{[":
        yield value
        return
    try:
        kept = json.loads(value)
    except ValueError:
        yield value
        return
    yield from _words_in(kept)


def _words_in(kept: Any) -> Iterator[str]:
    if isinstance(kept, dict):
        kept = list(kept.values())
    if isinstance(kept, list):
        for each in kept:
            yield from _words_in(each)
    elif isinstance(kept, str) and " " in kept:
        yield kept

"""One row of any table, with words of its own in every field that holds words."""

import datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person


class Maker:
    """
    Makes rows that know a person, and what those need; each is made once.

    :param given: by the label of a model ("people.Person"), the row that stands for all of it
    :param said: by the label of a model, what its fields have to say for the table to take them
    """

    def __init__(self, given, said):
        self.made, self.said = dict(given), said

    def one(self, model):
        """Return the row of a table, made if it is not there yet."""
        label = model._meta.label
        if label not in self.made:
            self.made[label] = self._make(model)
        return self.made[label]

    def _make(self, model):
        said = self.said.get(model._meta.label, {})
        row = model(
            **{
                field.attname
                if isinstance(value := self._value(model, field), UUID)
                else field.name: value
                for field in model._meta.concrete_fields
                if field.name not in said and not _fills_itself(field)
            }
        )
        for name, value in said.items():
            setattr(row, name, value)
        for name in sealed(model):
            if name not in said:
                setattr(row, name, marker(model, name))
        row.save(force_insert=True)
        return row

    def _value(self, model, field):
        if field.is_relation:
            target = field.related_model
            return None if field.null and target is not Person else self.one(target)
        if field.choices:
            return next(iter(field.choices))[0]
        for kind, value in (
            (ArrayField, []), (models.DateTimeField, timezone.now()),
            (models.DateField, timezone.localdate()), (models.TimeField, datetime.time(9)),
            (models.BooleanField, False), (models.UUIDField, uuid7()), (models.BinaryField, b"x"),
            (models.IntegerField, 1), (models.FloatField, 1.0), (models.JSONField, {}),
        ):  # fmt: skip
            if isinstance(field, kind):
                return value
        return marker(model, field.name)


def sealed(model):
    """Return the names by which a model's sealed words are read and written."""
    return [name.removesuffix("_sealed") for name in _names(model) if name.endswith("_sealed")]


def worded(model):
    """Return the names of all that holds words: sealed, or plain and no choice out of several."""
    plain = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) and not field.choices
    ]
    return sealed(model) + plain


def marker(model, name):
    """Return words that stand in one field of one table and nowhere else."""
    return f"{model.__name__} {name}"


def _names(model):
    return [field.name for field in model._meta.concrete_fields]


def _fills_itself(field):
    """Test if a field is left as it comes: its own id, the moment, and what may be empty."""
    if (
        field.primary_key
        or getattr(field, "auto_now_add", False)
        or getattr(field, "auto_now", False)
    ):
        return True
    if field.name.endswith("_sealed"):
        return True
    if field.is_relation or (isinstance(field, models.TextField) and not field.choices):
        return False
    return field.null or field.has_default()

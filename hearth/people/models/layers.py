"""The layers of a record, and what stands on every row of one: to whom it is open."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.people.models.person import Person
from hearth.places.models import Organisation

Row = TypeVar("Row", bound=models.Model)


class Layer(models.TextChoices):
    """The layers of a record. Each is shared by itself, and all that is shared says hello too."""

    HELLO = "HELLO", "Hello: my name, and how to welcome me"
    ABOUT = "ABOUT", "About me: what matters to me, and how to reach me"
    CIRCLE = "CIRCLE", "My circle: the people round me"
    PLAN = "PLAN", "My stay-well plan"
    SUPPORT = "SUPPORT", "My support: what we do together"

    @property
    def short(self) -> str:
        return str(self.label).partition(":")[0]


@dataclass(frozen=True)
class Sight:
    """What somebody who acts brings with them when they ask for rows of a layer."""

    actor_id: UUID
    audiences: Collection[UUID]
    """The ids by which something can be shared with them (see Actor.audiences)."""
    opened: Collection[UUID]
    """The people whose record they opened for a pressing reason less than an hour ago."""
    today: datetime.date
    """The day in England."""


class Guarded(Protocol):
    """A row on which stands to whom it is open."""

    @property
    def open_to(self) -> Collection[UUID]: ...
    @property
    def open_till(self) -> Collection[UUID]: ...
    @property
    def closes_on(self) -> datetime.date | None: ...


def is_shared_with(row: Guarded, audiences: Collection[UUID], *, today: datetime.date) -> bool:
    """Test if the layer of a row is shared with whoever has these audiences."""
    open_ones = set(row.open_to)
    if row.closes_on and row.closes_on >= today:
        open_ones |= set(row.open_till)
    return not open_ones.isdisjoint(audiences)


class LayeredQuerySet(models.QuerySet[Row]):
    """Adjectives for rows of a layer."""

    def open_to(self, sight: Sight) -> Self:
        """
        Return the rows that somebody may see: what the walls say, asked first.

        A worker's own record is open to everybody but themselves and their colleagues; to a
        colleague it opens for a reason that the worker can read.
        """
        audiences = list(sight.audiences)
        shared = Q(open_to__overlap=audiences) | Q(
            open_till__overlap=audiences, closes_on__gte=sight.today
        )
        opened = Q(person__in=sight.opened)
        of_a_worker = Q(worker_id__isnull=False) & ~Q(worker_id=sight.actor_id)
        return self.filter((Q(worker_id__isnull=True) & (shared | opened)) | (of_a_worker & opened))


class Layered(Record):
    """
    A row of one layer of a person's record.

    To whom it is open stands on the row, and the database puts it there whatever is written (see
    migrations/_standing.py): nobody can forget it, and nobody can widen it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    """With whom this layer is shared until they say stop."""
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    """With whom it is shared until a day."""
    closes_on = models.DateField(null=True, editable=False)
    """The earliest of those days: after it none of open_till counts, until the night's work has
    looked again which of them still do."""
    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too."""

    objects = LayeredQuerySet.as_manager()

    class Meta:
        abstract = True


STANDING = ["closes_on", "open_till", "open_to", "person", "worker_id"]
"""What is personal on every row of a layer."""

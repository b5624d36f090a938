"""What people looked for, and what they looked for in vain. Nobody is named in any of it."""

from __future__ import annotations

import datetime
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.directory.models.taxonomy import Term
from hearth.foundation.sealing import Sealed
from hearth.places.models import Site

WORDS_KEPT = datetime.timedelta(days=7)
"""For how long the words of a search are kept at all."""


class OfADay(models.Model):
    """Something of which only the day is kept: its id holds no moment, and no order either."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    on = models.DateField()

    class Meta:
        abstract = True


class Search(OfADay):
    """
    One search of the public's. Who searched, and from where, is never known.

    The words are kept for WORDS_KEPT, for connectors to learn from, and then forgotten
    (see jobs.py); the terms that they meant, and how much was found, stay.
    """

    words = models.TextField(blank=True, default="")
    terms = ArrayField(models.UUIDField(), default=list, blank=True)
    """The terms of the hubs' own taxonomy that the words meant."""
    not_understood = ArrayField(models.TextField(), default=list, blank=True)
    """The words that meant nothing to us; forgotten with the rest."""
    neighbourhood = models.TextField(blank=True, default="")
    """Of the place that was asked for: its ward or town, never nearer."""
    found = models.PositiveIntegerField()
    widened = models.BooleanField(default=False)

    class Privacy:
        personal = ["not_understood", "words"]
        plain = ["found", "neighbourhood", "on", "terms", "widened"]

    class Meta:
        indexes = [models.Index(fields=["on"], name="directory_search_on")]

    def __str__(self) -> str:
        return f"Search on {self.on}"


class UnmetNeed(OfADay):
    """Something asked for that nobody here offers, or could offer in time."""

    class Told(models.TextChoices):
        SEARCH = "SEARCH", "A search that found nothing good"
        NOT_THIS = "NOT_THIS", "This was not what they needed"
        WORKER = "WORKER", "Told to a worker"
        INTRODUCTION = "INTRODUCTION", "An introduction that could not happen"

    told = models.TextField(choices=Told)
    term = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="unmet"
    )
    neighbourhood = models.TextField(blank=True, default="")
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="unmet"
    )
    """Where a worker was told."""
    in_the_evening = models.BooleanField(default=False)
    at_the_weekend = models.BooleanField(default=False)
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """A worker's own words about what was wanted. Never whose need it was."""

    class Privacy:
        personal = ["note_sealed"]
        plain = ["at_the_weekend", "in_the_evening", "neighbourhood", "on", "site", "term", "told"]

    class Meta:
        indexes = [models.Index(fields=["on"], name="directory_unmet_on")]

    def __str__(self) -> str:
        return f"{self.told} on {self.on}"

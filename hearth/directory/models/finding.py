"""
What makes a search quick: each offer as it is found, and the keys that it is found by.

Nothing here is anybody's to write but finding.publishing, which makes it from the entries.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.directory.models.services import Service
from hearth.directory.models.where import ServiceAtLocation


class FindWord(models.Model):
    """A number for each thing that can be looked for: a term, or a word as it stands in entries."""

    id = models.AutoField(primary_key=True)
    word = models.TextField(unique=True)
    """`need/debt` for a term of the hubs' own; `=chess` for the stem of a word."""
    written = models.TextField(blank=True, default="")
    """The word as it was written, for putting slips right; empty for a term."""
    offers = models.PositiveIntegerField(default=0)
    """How many offers it finds: the fewer, the more it says."""

    class Privacy:
        personal: list[str] = []
        plain = ["offers", "word", "written"]

    def __str__(self) -> str:
        return self.word


class Findable(models.Model):
    """A service at one of its places, or with none: a line of what a search can answer."""

    id = models.BigAutoField(primary_key=True)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="findables")
    at_location = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, null=True, blank=True, related_name="findables"
    )
    keys = ArrayField(models.IntegerField(), default=list)
    """Everything that it is found by: 4 x FindWord id + strength, sorted (see publishing)."""
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    """Where, in kilometres on a flat map (see finding.flat); nowhere if online or secret."""
    when = models.BigIntegerField(default=0)
    """A bit for each of 7 days x 4 parts of the day in which it is there (see finding.parts)."""
    facts = models.IntegerField(default=0)
    """A bit for each fact that can be asked for: free, step-free and so on (see finding.facts)."""
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=200)
    confirmed_on = models.DateField(null=True, blank=True)
    confirm_by = models.DateField()
    never_drops = models.BooleanField(default=False)
    """A crisis entry: it stays where it is, however old its word."""
    card = models.JSONField(default=dict)
    """What a list of results says of it, so that nothing more need be asked."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "age_from", "age_to", "at_location", "card", "confirm_by", "confirmed_on", "east",
            "facts", "keys", "never_drops", "north", "service", "when",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "at_location"], name="directory_findable_once",
                nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Findable {self.pk}"


class FindKey(models.Model):
    """
    One key of one findable, laid out on a map so that the nearest of a key are found by an index.

    Each key has a map of its own, 10,000 km east of the one before: one GiST index over
    point(key * 10000 + east, north) then walks from a place outwards, meeting only offers of that
    key. What has no place is found in the order of `strength`.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.IntegerField()
    findable = models.ForeignKey(Findable, on_delete=models.CASCADE, related_name="+")
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    strength = models.SmallIntegerField(default=1)
    """How much the key says of it: its kind and its name more than its description."""
    when = models.BigIntegerField(default=0)
    facts = models.IntegerField(default=0)
    age_from = models.PositiveSmallIntegerField(default=0)
    age_to = models.PositiveSmallIntegerField(default=200)

    class Privacy:
        personal: list[str] = []
        plain = [
            "age_from", "age_to", "east", "facts", "findable", "key", "north", "strength", "when",
        ]  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["key", "-strength", "findable"], name="directory_findkey_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.findable_id}"

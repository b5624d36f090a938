"""When the shifts of a site change, and who handed over to whom: only ever added."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.foundation.models import Record
from hearth.places.models import Site


class ShiftPattern(Record):
    """At which times of the day the shifts of a site change, from a moment on."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    changes = ArrayField(models.TimeField())
    """On the clock on the wall, in order. One shift ends where the next begins."""
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: list[str] = []
        plain = ["changes", "set_at", "set_by", "site"]

    class Meta:
        indexes = [models.Index(fields=["site", "set_at"], name="handover_pattern_at")]

    def __str__(self) -> str:
        return f"Shift pattern {self.pk}"


class HandedOver(Record):
    """That a worker handed the board of a site over, by name."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: list[str] = []
        plain = ["at", "by", "site", "to"]

    class Meta:
        indexes = [models.Index(fields=["site", "at"], name="handover_handed_at")]

    def __str__(self) -> str:
        return f"Handed over {self.pk}"


class TookOver(Record):
    """That a worker took the board of a site over, by name."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed = models.ForeignKey(
        HandedOver, on_delete=models.PROTECT, null=True, blank=True, related_name="taken"
    )
    """The handing over that it answers; None, if nobody handed over to them."""

    class Privacy:
        personal: list[str] = []
        plain = ["at", "by", "handed", "site"]

    class Meta:
        indexes = [models.Index(fields=["site", "at"], name="handover_took_at")]

    def __str__(self) -> str:
        return f"Took over {self.pk}"

"""What any row of a hub's money said before it was put right."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed


class MoneyBefore(Record):
    """What a figure, a fund, a decision or a step said before: only ever added."""

    row_id = models.UUIDField()
    """Of which row. It is no key, so that one table holds what all of them said."""
    sites = ArrayField(models.UUIDField(), default=list)
    partners = ArrayField(models.UUIDField(), default=list)
    """Whose money it is: at which hubs, or of which partners in a pot, it is seen."""
    was_sealed = models.BinaryField()
    was = Sealed("was_sealed")
    """All that it said, as JSON."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = ["was_sealed"]
        plain = ["changed_by", "partners", "row_id", "sites"]

    class Meta:
        indexes = [models.Index(fields=["row_id", "recorded_at"], name="commissioning_before")]

    def __str__(self) -> str:
        return f"What {self.row_id} said before"

"""What was taken back out of a worker's hands."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.models import Record


class KnownTakenBack(Record):
    """Until when a worker knows that people took back what they shared with them."""

    worker = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    known_at = models.DateTimeField()

    class Privacy:
        personal: list[str] = []
        plain = ["known_at", "worker"]

    def __str__(self) -> str:
        return f"Known taken back {self.pk}"

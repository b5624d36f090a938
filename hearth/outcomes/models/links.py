"""Links by which somebody answers a measure without an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class ReadingLink(Layered):
    """
    A link that a worker gave somebody, by which they answer one measure once.

    It shows the questions and the hub, and nothing of whose it is. It ends by itself, once it was
    answered by, when the worker ends it, and while nobody shares in that person's support.
    """

    measure = models.TextField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True)
    """SHA-256 of the secret in its address. The secret is kept nowhere."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = [*STANDING, "made_at", "measure", "site", "used_at"]
        plain = ["ends_at", "held_by", "made_by", "token_hash"]

    def __str__(self) -> str:
        return f"Reading link {self.pk}"

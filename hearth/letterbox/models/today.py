"""How somebody says that they are today, in their own five words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.sealing import SealedForPerson
from hearth.frontdoor.models import HowToday
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING


class HowIAm(Layered):
    """
    How a person said they were, kept because they wanted it kept. It is of their support.

    Never a rating and never a rank: it is not counted, drawn as a line, or compared.
    """

    how = models.TextField(choices=HowToday)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    said_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "how", "said_at", "words_sealed", "written_by"]
        plain = ["held_by"]

    class Meta:
        verbose_name_plural = "how I am"
        indexes = [models.Index(fields=["person", "-said_at"], name="letterbox_how_of")]

    def __str__(self) -> str:
        return f"How {self.pk}"

"""Which measures a partnership uses, and with what words."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.models import Record


class MeasureUsed(Record):
    """
    What a partnership has decided about a measure. One without a row goes by the usual.

    Usual is to use a measure whose words come with Hearth, and no other.
    """

    slug = models.TextField(unique=True)
    is_used = models.BooleanField(default=True)
    words = models.TextField(blank=True, default="")
    """A TOML file of its words, under a licence of the partnership's own (docs/reference/score.md);
    it can change no figure."""
    edited_at = models.DateTimeField(auto_now=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["edited_at", "edited_by", "is_used", "slug", "words"]

    class Meta:
        verbose_name_plural = "measures used"

    def __str__(self) -> str:
        return self.slug

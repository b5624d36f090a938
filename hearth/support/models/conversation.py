"""The welcoming conversation: in any order, over as many days as it takes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING


class Part(models.TextChoices):
    """The headings of a welcoming conversation, as the worker asks them."""

    BRINGS = "BRINGS", "What brings you here?"
    MATTERS = "MATTERS", "What matters to you?"
    STRONG = "STRONG", "What is strong in your life?"
    ROUND_YOU = "ROUND_YOU", "Who is round you?"
    HELP = "HELP", "What would help?"
    AGREE = "AGREE", "What do we agree to do, and by when?"


class ConversationPart(Layered):
    """What was said under one heading of a welcoming conversation, as it stands now."""

    part = models.TextField(choices=Part)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """What a worker adds, kept apart from the person's own words."""
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "note_sealed", "part", "words_sealed"]
        plain = ["edited_at", "edited_by", "held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "part"], name="support_part_once"),
        ]

    def __str__(self) -> str:
        return f"Conversation part {self.pk}"


class ConversationWording(Layered):
    """What a part of a welcoming conversation said at one time: only ever added."""

    part = models.TextField(choices=Part)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = SealedForPerson("note_sealed")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "note_sealed", "part", "words_sealed"]
        plain = ["held_by", "written_at", "written_by"]

    def __str__(self) -> str:
        return f"Conversation wording {self.pk}"

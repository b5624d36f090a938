"""The people round somebody, as they tell it: each side tells its own, unseen by the other."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.foundation.sealing import Sealed
from hearth.people.models.layers import STANDING, Layer, Layered


class Bond(models.TextChoices):
    """Who somebody is to the person whose circle it is."""

    CARER = "CARER", "Cares for me"
    YOUNG_CARER = "YOUNG_CARER", "Cares for me, and is under 18"
    FAMILY = "FAMILY", "Family"
    PARTNER = "PARTNER", "Partner"
    FRIEND = "FRIEND", "Friend or neighbour"
    WORKER = "WORKER", "Worker"
    CARED_FOR = "CARED_FOR", "I care for them"
    OTHER = "OTHER", "Somebody else"


class CircleMember(Layered):
    """
    Somebody in a person's circle, as that person tells it.

    It points at no other record. What a carer tells stands in a circle of the carer's own, so that
    nothing of it can show on the page of the person whom they care for, nor the reverse.
    """

    name_sealed = models.BinaryField()
    name = Sealed("name_sealed")
    bond = models.TextField(choices=Bond)
    number_sealed = models.BinaryField(blank=True, default=b"")
    number = Sealed("number_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    may_know = ArrayField(models.TextField(choices=Layer), default=list, blank=True)
    """What the person wants them to be told; nothing, unless it says so."""
    agreed_on = models.DateField(null=True, blank=True)
    """The day on which they said that they may be rung; they are in the plan from then on."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = [
            *STANDING, "agreed_on", "bond", "may_know", "name_sealed", "note_sealed",
            "number_sealed",
        ]  # fmt: skip
        plain = ["edited_at", "edited_by", "held_by"]

    def __str__(self) -> str:
        return f"Circle member {self.pk}"

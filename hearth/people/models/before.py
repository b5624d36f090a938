"""What a record said before somebody changed it: only ever added, so that nothing told is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import SealedForPerson
from hearth.people.models.background import Question
from hearth.people.models.layers import STANDING, Layer, Layered
from hearth.people.models.person import AboutSomeone


class Section(models.TextChoices):
    """The sections of a record that keep what they said before."""

    HELLO = "HELLO", "How to welcome them"
    DETAILS = "DETAILS", "What they have told the team"
    WAY = "WAY", "A way to contact them"


class SaidBefore(AboutSomeone):
    """
    What one section of a record said before it was changed, or taken away, and who did that.

    A team that knows the person reads it, whoever wrote it: what the door writes the door does not
    read again.
    """

    section = models.TextField(choices=Section)
    way_id = models.UUIDField(null=True, blank=True)
    """Which way to contact them; it may be there no more."""
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that it said, as JSON."""
    was_removed = models.BooleanField(default=False)
    """It was not changed, but taken away."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [
            "known_at", "person", "section", "was_removed", "was_sealed", "way_id", "worker_id",
        ]  # fmt: skip
        plain = ["changed_by", "held_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_saidbefore_names_its_way",
                condition=Q(section=Section.WAY, way_id__isnull=False)
                | (~Q(section=Section.WAY) & Q(way_id__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Said before {self.pk}"


class CircleBefore(Layered):
    """What was written of somebody in a circle before it was changed, or they were taken out."""

    member_id = models.UUIDField()
    """Of whom; they may be in the circle no more."""
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that it said, as JSON."""
    was_removed = models.BooleanField(default=False)
    """They were taken out."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "member_id", "was_removed", "was_sealed"]
        plain = ["changed_by", "held_by"]

    def __str__(self) -> str:
        return f"Circle before {self.pk}"


class LayerBefore(Layered):
    """
    What an answer about somebody's background, or what was agreed of their plan, said before.

    Whoever may read the layer reads it.
    """

    layer = models.TextField(choices=Layer)
    question = models.TextField(choices=Question, blank=True, default="")
    """Of which answer; of a plan it is none."""
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that it said, as JSON."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "layer", "question", "was_sealed"]
        plain = ["changed_by", "held_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_layerbefore_names_its_answer",
                condition=Q(layer=Layer.PLAN, question="")
                | (Q(layer=Layer.ABOUT) & ~Q(question="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Layer before {self.pk}"

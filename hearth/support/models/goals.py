"""Goals in the person's own words: worked towards, paused or reached. None is ever failed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.support.models.conversation import ConversationPart


class GoalState(models.TextChoices):
    """How a goal stands."""

    WORKING = "WORKING", "Working on it"
    PAUSED = "PAUSED", "Paused"
    REACHED = "REACHED", "Reached"


class Goal(Layered):
    """What somebody wants for themselves, as they say it now."""

    words_sealed = models.BinaryField()
    words = Sealed("words_sealed")
    why_sealed = models.BinaryField(blank=True, default=b"")
    why = Sealed("why_sealed")
    """Why it matters to them."""
    came_for = models.ForeignKey(
        ConversationPart, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """What brought them, as they told it in the welcoming conversation, if it has to do with it."""
    state = models.TextField(choices=GoalState, default=GoalState.WORKING)
    since_on = models.DateField()

    class Privacy:
        personal = [*STANDING, "came_for", "since_on", "state", "why_sealed", "words_sealed"]
        plain = ["held_by"]

    def __str__(self) -> str:
        return f"Goal {self.pk}"


class GoalWording(Layered):
    """What a goal said, and how it stood, from one day on: only ever added."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="wordings")
    words_sealed = models.BinaryField()
    words = SealedForPerson("words_sealed")
    why_sealed = models.BinaryField(blank=True, default=b"")
    why = SealedForPerson("why_sealed")
    state = models.TextField(choices=GoalState)
    written_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "state", "why_sealed", "words_sealed"]
        plain = ["goal", "held_by", "written_by", "written_on"]

    def __str__(self) -> str:
        return f"Goal wording {self.pk}"


class GoalStep(Layered):
    """
    How far along somebody says that they are, 0 to 10, on one day: only ever added.

    One that was written down wrongly is put right by another, which stands instead of it.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    how_far = models.PositiveSmallIntegerField(null=True, blank=True)
    """None takes back what it stands instead of: it was never said."""
    said_on = models.DateField()
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    instead_of = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="put_right"
    )

    class Privacy:
        personal = [*STANDING, "how_far", "said_on", "words_sealed"]
        plain = ["goal", "held_by", "instead_of", "written_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_goal_step_is_from_0_to_10", condition=Q(how_far__lte=10)
            ),
        ]
        indexes = [models.Index("goal", F("said_on"), F("id"), name="support_goal_step_in_order")]

    def __str__(self) -> str:
        return f"Goal step {self.pk}"

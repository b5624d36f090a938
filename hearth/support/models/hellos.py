"""Keeping in touch: an agreed next hello, by a named worker, in a way that the person chose."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING


class HowOften(models.IntegerChoices):
    """How often somebody would like a hello, in days; 0 is once, and then they see."""

    ONCE = 0, "Once, and then we see"
    WEEKLY = 7, "Every week"
    FORTNIGHTLY = 14, "Every two weeks"
    MONTHLY = 28, "Every four weeks"
    QUARTERLY = 91, "Every three months"


class TryAgain(models.IntegerChoices):
    """After how many days to try once more, if there was no answer."""

    NEXT_DAY = 1, "The next day"
    IN_THREE_DAYS = 3, "After three days"
    NEXT_WEEK = 7, "After a week"


class KeepInTouch(Layered):
    """What was agreed with somebody about keeping in touch."""

    says_hello = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_person = models.BooleanField(default=False)
    """When they come in; else by a way to contact them that they say is safe."""
    way_id = models.UUIDField(null=True, blank=True)
    """No foreign key: whoever removes a way need not see that hellos were agreed by it."""
    every_days = models.PositiveSmallIntegerField(choices=HowOften, default=HowOften.ONCE)
    next_on = models.DateField(null=True, blank=True)
    if_no_answer_sealed = models.BinaryField()
    if_no_answer = Sealed("if_no_answer_sealed")
    """What was agreed to do then, in their words."""
    try_again_days = models.PositiveSmallIntegerField(choices=TryAgain, default=TryAgain.NEXT_DAY)
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    stopped_on = models.DateField(null=True, blank=True)
    """They would rather not, for now."""

    class Privacy:
        personal = [
            *STANDING, "agreed_on", "every_days", "if_no_answer_sealed", "in_person", "next_on",
            "says_hello", "stopped_on", "try_again_days", "way_id",
        ]  # fmt: skip
        plain = ["agreed_by", "held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="support_keep_in_touch_once"),
        ]
        indexes = [
            models.Index(
                fields=["says_hello", "next_on"],
                name="support_keep_in_touch_of",
                condition=Q(stopped_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Keep in touch {self.pk}"


class KeepBefore(Layered):
    """What was agreed before it was changed or stopped, and who did that: only ever added."""

    keep = models.ForeignKey(KeepInTouch, on_delete=models.CASCADE, related_name="before")
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that was agreed, as JSON."""
    stopped_on = models.DateField(null=True, blank=True)
    """It had been stopped, since that day."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "stopped_on", "was_sealed"]
        plain = ["changed_at", "changed_by", "held_by", "keep"]

    def __str__(self) -> str:
        return f"Keep in touch before {self.pk}"


class DueBefore(Layered):
    """
    When a hello was due, and whose it was, until that changed otherwise than by saying it: only
    ever added. What was said tells of itself when it was due.
    """

    keep = models.ForeignKey(KeepInTouch, on_delete=models.CASCADE, related_name="due_before")
    says_hello = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    next_on = models.DateField(null=True, blank=True)
    """None: none was due."""
    changed_at = models.DateTimeField()

    class Privacy:
        personal = [*STANDING, "next_on", "says_hello"]
        plain = ["changed_at", "held_by", "keep"]

    def __str__(self) -> str:
        return f"Due before {self.pk}"


class Hello(Layered):
    """One hello that was said, or tried: nobody is marked for not answering."""

    keep = models.ForeignKey(KeepInTouch, on_delete=models.CASCADE, related_name="hellos")
    said_on = models.DateField()
    due_on = models.DateField()
    answered = models.BooleanField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    """It was a slip of the finger."""
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_to_at = models.DateTimeField(null=True, blank=True)
    """There was no answer, and what was agreed for then was done."""
    seen_to_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "answered", "due_on", "said_on", "seen_to_at"]
        plain = ["held_by", "keep", "said_by", "seen_to_by", "taken_back_at", "taken_back_by"]

    def __str__(self) -> str:
        return f"Hello {self.pk}"

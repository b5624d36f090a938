"""Promises: what was agreed, by whom, and by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING


class PromiseState(models.TextChoices):
    """How a promise stands. One that was not kept by its day is carried on, or let go."""

    OPEN = "OPEN", "To do"
    DONE = "DONE", "Done"
    LET_GO = "LET_GO", "We agreed to leave it"


class Promise(Layered):
    """Something that the person or a worker said they would do."""

    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The worker who will do it; None: the person will."""
    due_on = models.DateField()
    first_due_on = models.DateField()
    times_carried = models.PositiveSmallIntegerField(default=0)
    state = models.TextField(choices=PromiseState, default=PromiseState.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [
            *STANDING, "due_on", "first_due_on", "promised_by", "settled_on", "state",
            "times_carried", "what_sealed",
        ]  # fmt: skip
        plain = ["held_by", "written_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_promise_is_settled_on_a_day",
                condition=Q(state="OPEN", settled_on=None)
                | (~Q(state="OPEN") & Q(settled_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["promised_by", "due_on"],
                name="support_promise_open",
                condition=Q(state="OPEN"),
            ),
        ]

    def __str__(self) -> str:
        return f"Promise {self.pk}"


class PromiseBefore(Layered):
    """How a promise stood until somebody changed that, and who did: only ever added."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="before")
    promised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    times_carried = models.PositiveSmallIntegerField(default=0)
    state = models.TextField(choices=PromiseState)
    settled_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [
            *STANDING, "due_on", "promised_by", "settled_on", "state", "times_carried",
        ]  # fmt: skip
        plain = ["changed_at", "changed_by", "held_by", "promise"]

    def __str__(self) -> str:
        return f"Promise before {self.pk}"

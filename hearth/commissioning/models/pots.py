"""Pots of money that partners decide about together: what, who, and what anybody declared."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed


class Pot(Record):
    """Money that several partners decide about together."""

    name = models.TextField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    from_on = models.DateField()
    until_on = models.DateField()
    purpose_sealed = models.BinaryField(blank=True, default=b"")
    purpose = Sealed("purpose_sealed")
    partners = ArrayField(models.UUIDField(), default=list)
    """The organisations that decide: their workers who may see money see it."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "amount", "edited_at", "from_on", "name", "partners", "purpose_sealed", "until_on",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commissioning_pot_ends_after_it_begins",
                condition=Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="commissioning_pot_is_not_below_nought", condition=Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PotDecision(Record):
    """What was decided about a pot, by whom, and what anybody declared."""

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="decisions")
    partners = ArrayField(models.UUIDField(), default=list)
    decided_on = models.DateField()
    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    """How much it spends; nothing where it spends nothing."""
    who_sealed = models.BinaryField()
    who = Sealed("who_sealed")
    """Who decided: a board, and who of it was there."""
    conflicts_sealed = models.BinaryField(blank=True, default=b"")
    conflicts = Sealed("conflicts_sealed")
    """What anybody declared, and what was done about it."""
    none_declared = models.BooleanField(default=False)
    """Everybody was asked, and nobody had anything to declare."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = ["conflicts_sealed", "what_sealed", "who_sealed"]
        plain = [
            "amount", "decided_on", "edited_at", "none_declared", "partners", "pot", "written_by",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commissioning_decision_is_not_below_nought",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
            ),
            models.CheckConstraint(
                name="commissioning_decision_says_what_was_declared",
                condition=(Q(none_declared=True) & Q(conflicts_sealed=b""))
                | (Q(none_declared=False) & ~Q(conflicts_sealed=b"")),
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"

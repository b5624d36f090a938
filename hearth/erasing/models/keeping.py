"""For how long records are kept, what is past it, and what must not go."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.erasing.models.kinds import Kind
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation


class LegalHold(Record):
    """Nothing that an organisation holds about somebody may go: a claim, an inquiry."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="legal_holds")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    known_at = ArrayField(models.UUIDField(), default=list)
    reason_sealed = models.BinaryField()
    reason = Sealed("reason_sealed")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    lifted_why_sealed = models.BinaryField(blank=True, default=b"")
    lifted_why = Sealed("lifted_why_sealed")
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = ["known_at", "lifted_why_sealed", "person", "reason_sealed"]
        plain = ["holder", "lifted_at", "lifted_by", "set_at", "set_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "holder"], name="erasing_one_hold_at_a_time",
                condition=Q(lifted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="erasing_lifted_for_a_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_why_sealed=b"")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why_sealed=b"")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Legal hold {self.pk}"


class HolderRule(Record):
    """For how long an organisation keeps one kind of record, counted from the last contact."""

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind)
    months = models.PositiveSmallIntegerField()
    months_after_death = models.PositiveSmallIntegerField(null=True, blank=True)
    """If they died: counted from that day instead. None: from the last contact, as for all."""
    child_until = models.PositiveSmallIntegerField(null=True, blank=True)
    """Of somebody who was a child at the last contact: never before this birthday."""
    source = models.TextField()
    """Where the number is from: a page of a code of practice, a contract, the board's decision."""
    confirmed = models.BooleanField(default=False)
    """Whoever answers for records in this organisation confirmed the number."""
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        personal: list[str] = []
        plain = [
            "child_until", "confirmed", "holder", "kind", "months", "months_after_death", "set_at",
            "set_by", "source",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "kind"], name="erasing_one_rule_for_a_kind"),
            models.CheckConstraint(
                name="erasing_rule_in_reason", condition=Q(months__gte=1, months__lte=1200)
            ),
            models.CheckConstraint(
                name="erasing_rule_of_some_in_reason",
                condition=(Q(months_after_death=None) | Q(months_after_death__range=(1, 1200)))
                & (Q(child_until=None) | Q(child_until__range=(18, 100))),
            ),
        ]

    def __str__(self) -> str:
        return f"Rule {self.pk}"


class DueToLook(Record):
    """
    What an organisation holds about somebody is past the time for which it keeps that kind.

    Nothing goes because of it: somebody looks, and asks that it be erased or keeps it longer.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="due_to_look")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind)
    last_contact_on = models.DateField()
    due_on = models.DateField()
    keep_until = models.DateField(null=True, blank=True)
    kept_why_sealed = models.BinaryField(blank=True, default=b"")
    kept_why = Sealed("kept_why_sealed")
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = [
            "due_on", "keep_until", "kept_why_sealed", "kind", "last_contact_on", "person",
        ]  # fmt: skip
        plain = ["holder", "kept_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "holder", "kind"], name="erasing_due_once_for_a_kind"
            ),
            models.CheckConstraint(
                name="erasing_kept_longer_for_a_reason",
                condition=Q(keep_until=None, kept_by=None, kept_why_sealed=b"")
                | (Q(keep_until__isnull=False, kept_by__isnull=False) & ~Q(kept_why_sealed=b"")),
            ),
        ]
        indexes = [models.Index(fields=["holder", "due_on"], name="erasing_due_of")]

    def __str__(self) -> str:
        return f"Due {self.pk}"

"""What stands after somebody asked: their own statement, and what their record is not used for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed
from hearth.people.models import Layer, Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site
from hearth.rights.models.requests import Part, RightsRequest


class Statement(Layered):
    """A person's own words beside what is written, where the holder did not agree with them."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="statements")
    layer = models.TextField(choices=Layer)
    """To whom that part is open, this is."""
    part = models.TextField(choices=Part)
    words_sealed = models.BinaryField()
    words = Sealed("words_sealed")
    why_not_sealed = models.BinaryField(blank=True, default=b"")
    why_not = Sealed("why_not_sealed")
    """Why it was not changed, as they were told."""
    written_on = models.DateField()
    taken_away_on = models.DateField(null=True, blank=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = [
            *STANDING, "layer", "part", "request", "taken_away_on", "why_not_sealed",
            "words_sealed", "written_on",
        ]  # fmt: skip
        plain = ["held_by", "site"]

    class Meta:
        indexes = [
            models.Index(
                fields=["person"], name="rights_statement_of", condition=Q(taken_away_on=None)
            )
        ]

    def __str__(self) -> str:
        return f"Statement {self.pk}"


class ToTell(Layered):
    """Somebody with whom it was shared, and who is told that it was put right (article 19)."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="to_tell")
    whom_sealed = models.BinaryField()
    whom = Sealed("whom_sealed")
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = [*STANDING, "request", "told_by", "told_on", "whom_sealed"]
        plain = ["held_by", "site"]

    class Meta(Layered.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"To tell {self.pk}"


class Limit(Layered):
    """What somebody's record is not used for, from a day until it is lifted."""

    class Kind(models.TextChoices):
        """Restriction is article 18, objection article 21 of the UK GDPR."""

        RESTRICTED = "RESTRICTED", "Kept, and not used"
        NOT_COUNTED = "NOT_COUNTED", "Not used in reports"

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="limits")
    kind = models.TextField(choices=Kind)
    from_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_why_sealed = models.BinaryField(blank=True, default=b"")
    lifted_why = Sealed("lifted_why_sealed")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = [
            *STANDING, "from_on", "kind", "lifted_by", "lifted_on", "lifted_why_sealed", "request",
        ]  # fmt: skip
        plain = ["held_by", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="rights_one_limit_at_a_time",
                condition=Q(lifted_on=None),
            ),
            models.CheckConstraint(
                name="rights_lifted_by_somebody",
                condition=Q(lifted_on=None)
                | (Q(lifted_by__isnull=False) & ~Q(lifted_why_sealed=b"")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Limit {self.pk}"

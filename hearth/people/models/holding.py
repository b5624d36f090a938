"""What is kept off the list of who has looked for a while, for somebody's safety."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models.person import Person


class HeldBack(Record):
    """
    That one line of who has looked is not shown to the person until a day, and why.

    It is for what is tied to a concern about somebody's safety. Nobody holds back a look of their
    own, and the line itself stays where it is.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    known_at = ArrayField(models.UUIDField(), default=list, editable=False)
    """The sites that knew the person at that moment. The database puts them there."""
    line_id = models.UUIDField()
    reason_sealed = models.BinaryField()
    reason = Sealed("reason_sealed")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until_on = models.DateField()
    """The last day on which it is left out."""

    class Privacy:
        personal = ["known_at", "line_id", "person", "reason_sealed"]
        plain = ["reviewer", "until_on"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_heldback_has_a_reason", condition=~models.Q(reason_sealed=b"")
            ),
        ]
        indexes = [models.Index(fields=["line_id"], name="people_heldback_line")]

    def __str__(self) -> str:
        return f"Held back {self.pk}"

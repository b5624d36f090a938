"""What is kept off the list of who has looked for a while, for somebody's safety."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models.person import Person
from hearth.people.models.sharing import Sharing


class HeldBack(Record):
    """
    That one line of who has looked, or a sharing, is not shown to the person until a day, and why.

    It is for what is tied to a concern about somebody's safety. Nobody holds back a look of their
    own, and the line itself stays where it is. Who holds a sharing back now stands on the sharing,
    for its wall; here is everybody who ever did, and why, and nothing is written over.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    known_at = ArrayField(models.UUIDField(), default=list, editable=False)
    """The sites that knew the person at that moment. The database puts them there."""
    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too. The database keeps it true."""
    line_id = models.UUIDField(null=True, blank=True)
    sharing = models.ForeignKey(
        Sharing, on_delete=models.CASCADE, null=True, blank=True, related_name="holds"
    )
    reason_sealed = models.BinaryField()
    reason = Sealed("reason_sealed")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    until_on = models.DateField()
    """The last day on which it is left out."""

    class Privacy:
        personal = ["known_at", "line_id", "person", "reason_sealed", "sharing", "worker_id"]
        plain = ["reviewer", "until_on"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_heldback_has_a_reason", condition=~Q(reason_sealed=b"")
            ),
            models.CheckConstraint(
                name="people_heldback_is_of_one",
                condition=Q(line_id__isnull=False, sharing=None)
                | Q(line_id=None, sharing__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["line_id"], name="people_heldback_line")]

    def __str__(self) -> str:
        return f"Held back {self.pk}"

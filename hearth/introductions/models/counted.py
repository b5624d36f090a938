"""What is left of an introduction once it is erased: that there was one, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearth.directory.models import Service, Term
from hearth.foundation.models import Record
from hearth.introductions.models.introductions import ENDS, Fitted, Way
from hearth.places.models import Site

ERASED = "ERASED"
"""It went on when it was erased, and nobody knows what came of it."""
CAME_OF_IT = [
    *((state.value, state.label) for state in ENDS), (ERASED, "Erased before they met"),
]  # fmt: skip


class CountedIntroduction(Record):
    """
    An introduction of nobody: reports count it as they did before it was erased.

    Of one that went on when it was erased only that it was begun is counted: nobody stopped it. To
    a colleague it names neither.
    """

    from_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    way = models.TextField(choices=Way)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    need = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.TextField(choices=CAME_OF_IT)
    begun_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    fitted = models.TextField(choices=Fitted, blank=True, default="")

    class Privacy:
        personal: list[str] = []
        plain = [
            "begun_on", "fitted", "from_site", "met_on", "need", "service", "site", "state", "way",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="introductions_counted_has_ended", condition=Q(state__in=(*ENDS, ERASED))
            ),
        ]
        indexes = [
            models.Index(fields=["from_site", "begun_on"], name="introductions_counted_at"),
        ]

    def __str__(self) -> str:
        return f"Counted {self.pk}"

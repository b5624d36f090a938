"""What is left of somebody's support once it is erased: under an id that is nobody's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.places.models import Site
from hearth.support.models.strands import Strand, StrandKind


class Counted(Record):
    """
    That somebody had a strand, worked towards a goal, or had a welcoming conversation.

    Reports count it as they did before it was erased. While another organisation still keeps some
    of it, it stands under their id, so that nobody is counted twice; once all of it is gone,
    under one that was made for it and leads nowhere.
    """

    class Figure(models.TextChoices):
        STRAND = "STRAND", "A strand under way"
        GOAL = "GOAL", "A goal being worked towards"
        TALK = "TALK", "A welcoming conversation"

    figure = models.TextField(choices=Figure)
    whose = models.UUIDField()
    what = models.UUIDField()
    """Which goal, by an id made for it: it may have been put down and taken up again."""
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.TextField(choices=StrandKind, blank=True, default="")
    strand = models.ForeignKey(
        Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = ["what", "whose"]
        plain = ["figure", "kind", "since_on", "site", "strand", "until_on"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_counted_ends",
                condition=Q(figure="TALK", until_on=None)
                | (~Q(figure="TALK") & Q(until_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["whose"], name="support_counted_whose")]

    def __str__(self) -> str:
        return f"Counted {self.pk}"

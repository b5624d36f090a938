"""How new hubs come along: each step, by when it was meant, when it was reached, why it slipped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.places.models import Site


class Stage(models.TextChoices):
    """In the order in which a new hub usually comes along."""

    PEOPLE = "PEOPLE", "Planned with people who will use it"
    MONEY = "MONEY", "Paid for"
    VENUE = "VENUE", "A place found"
    TEAM = "TEAM", "A team found"
    WORKS = "WORKS", "The building made ready"
    READY = "READY", "The team ready"
    OPEN = "OPEN", "Open"

    @property
    def place(self) -> int:
        return list(Stage).index(self)


class Milestone(Record):
    """One step of a new hub's: meant by a month, reached or not, slipped or not."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="milestones")
    stage = models.TextField(choices=Stage)
    what = models.TextField()
    first_target = models.DateField()
    """The first day of the month by which it was meant at first. It is never changed."""
    target = models.DateField()
    """The month by which it is meant now."""
    reached_on = models.DateField(null=True, blank=True)
    """The month in which it was reached."""

    class Privacy:
        personal: list[str] = []
        plain = ["first_target", "reached_on", "site", "stage", "target", "what"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "stage", "what"], name="commissioning_milestone_once"
            ),
            models.CheckConstraint(
                name="commissioning_milestone_of_a_whole_month",
                condition=Q(first_target__day=1, target__day=1),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Slip(Record):
    """That a step was put off, from which month to which, since when, and why: only ever added."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="slips")
    was = models.DateField()
    now = models.DateField()
    said_on = models.DateField()
    why_sealed = models.BinaryField()
    why = Sealed("why_sealed")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["milestone", "now", "said_by", "said_on", "was", "why_sealed"]

    def __str__(self) -> str:
        return f"Slipped to {self.now:%Y-%m}"

"""Readings: filled-in copies of an outcome measure, as the person gave them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from hearth.foundation.sealing import SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class HowGiven(models.TextChoices):
    """How somebody gave a reading."""

    DESK = "DESK", "Together with a worker"
    PAPER = "PAPER", "On paper, and typed in"
    OWN_PAGE = "OWN_PAGE", "On their own page"
    LINK = "LINK", "By a link"


class Reading(Layered):
    """
    One filled-in copy of a measure: what was answered, and what that came to.

    What it came to rests on the measure's version, and is not made again when a later one comes.
    """

    measure = models.TextField()
    version = models.TextField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    how = models.TextField(choices=HowGiven)
    is_total = models.BooleanField(default=False)
    """Only what it came to was written down: nobody here knows the answers."""
    said_sealed = models.BinaryField(blank=True, default=b"")
    said = SealedForPerson("said_sealed")
    """As JSON: "answers" by the number of their item, without those that were not given; and
    "words", which are what the person says of it."""
    came_to = models.JSONField(default=dict)
    """What each score came to, exactly: {"total": "15"}. One without a value is not in it."""
    missing = ArrayField(models.PositiveSmallIntegerField(), default=list)
    """The numbers of the items that were not answered; none of a total alone."""
    made_up = ArrayField(models.TextField(), default=list)
    """The scores that were made up for answers that are missing, as the measure allows."""
    came_for = ArrayField(models.PositiveSmallIntegerField(), default=list)
    """Of goals: the numbers of those that have to do with what brought them."""
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if they answered by a link."""
    taken_back_at = models.DateTimeField(null=True, blank=True)
    """It was never given, or by somebody else: it stays written down, and counts no more."""

    class Privacy:
        personal = [
            *STANDING, "came_for", "came_to", "given_on", "how", "is_total", "made_up", "measure",
            "missing", "said_sealed", "site", "version",
        ]  # fmt: skip
        plain = ["held_by", "taken_back_at", "written_at", "written_by"]

    class Meta:
        indexes = [
            models.Index(
                "person", F("given_on").desc(), F("id").desc(), name="outcomes_reading_lately"
            ),
            models.Index(fields=["site", "measure", "given_on"], name="outcomes_reading_at"),
        ]

    def __str__(self) -> str:
        return f"Reading {self.pk}"


class ReadingBefore(Layered):
    """What a reading said before it was put right, and who put it right: only ever added."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="before")
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that it said, as JSON."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "was_sealed"]
        plain = ["changed_at", "changed_by", "held_by", "reading"]

    def __str__(self) -> str:
        return f"Reading before {self.pk}"


class NotNow(Layered):
    """Somebody was offered a measure and would rather not now. It asks for nothing more."""

    measure = models.SlugField(db_index=False)
    said_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "measure", "said_on"]
        plain = ["held_by", "written_by"]

    class Meta:
        verbose_name_plural = "not now"
        indexes = [models.Index(fields=["person", "measure"], name="outcomes_not_now_of")]

    def __str__(self) -> str:
        return f"Not now {self.pk}"

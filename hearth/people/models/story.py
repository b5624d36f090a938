"""What somebody tells once, under a few headings, in their own words: about me, and my plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models.layers import STANDING, Layer, Layered


class Heading(models.TextChoices):
    """The headings, each of one layer. The first words are the person's, hence "I" and "me"."""

    MATTERS = "MATTERS", "What matters to me"
    STRENGTHS = "STRENGTHS", "What I am good at, and what keeps me going"
    KNOW = "KNOW", "What people should know about me"
    HELP_ME = "HELP_ME", "How best to help me"
    COMMUNICATE = "COMMUNICATE", "How I like to talk and be talked to"

    SLIPPING = "SLIPPING", "Signs that I am slipping"
    WELL = "WELL", "What helps when I am well"
    OK = "OK", "What helps when I am OK"
    NOT_GREAT = "NOT_GREAT", "What helps when I am not great"
    WORST_DAY = "WORST_DAY", "What helps on my worst day"
    WORSE = "WORSE", "What makes things worse"
    PEOPLE_AND_PLACES = "PEOPLE_AND_PLACES", "People and places that help"
    SAFER = "SAFER", "Making things safer"

    @property
    def layer(self) -> Layer:
        return Layer.ABOUT if self in ABOUT_ME else Layer.PLAN


ABOUT_ME = (
    Heading.MATTERS, Heading.STRENGTHS, Heading.KNOW, Heading.HELP_ME, Heading.COMMUNICATE,
)  # fmt: skip
PLAN = tuple(heading for heading in Heading if heading not in ABOUT_ME)


class Passage(Layered):
    """What somebody said under one heading, as they said it, and as it stands now."""

    layer = models.TextField(choices=Layer)
    heading = models.TextField(choices=Heading)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """What a worker adds, kept apart from the person's own words."""
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "heading", "layer", "note_sealed", "words_sealed"]
        plain = ["edited_at", "edited_by", "held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "heading"], name="people_passage_once"),
        ]

    def __str__(self) -> str:
        return f"Passage {self.pk}"


class Wording(Layered):
    """What a passage said at one time: only ever added, so that nothing said is lost."""

    layer = models.TextField(choices=Layer)
    heading = models.TextField(choices=Heading)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = SealedForPerson("note_sealed")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    puts_back = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "heading", "layer", "note_sealed", "words_sealed"]
        plain = ["held_by", "puts_back", "written_at", "written_by"]

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "heading", "written_at"], name="people_wording_of_passage"
            ),
            models.Index(fields=["layer", "written_at"], name="people_wording_when"),
        ]

    def __str__(self) -> str:
        return f"Wording {self.pk}"


class StayWellPlan(Layered):
    """That somebody has a plan: when it was last looked at, and when it is time to look again."""

    looked_at_on = models.DateField()
    look_again_on = models.DateField()
    look_again_why_sealed = models.BinaryField(blank=True, default=b"")
    look_again_why = Sealed("look_again_why_sealed")
    on_hubs_device = models.BooleanField(default=False)
    """The person agreed that it is kept on a hub's own device."""

    class Privacy:
        personal = [*STANDING, "look_again_why_sealed", "on_hubs_device"]
        plain = ["held_by", "look_again_on", "looked_at_on"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="people_plan_once"),
        ]

    def __str__(self) -> str:
        return f"Stay-well plan {self.pk}"

"""Support strands: the kinds of help that a team gives, and how each stands for a person."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class StrandKind(models.TextChoices):
    """The kinds of help that every hub is asked about. A hub has names of its own under each."""

    PEER = "PEER", "Peer support"
    CARER = "CARER", "Carer support"
    SOCIAL_PRESCRIBING = "SOCIAL_PRESCRIBING", "Social prescribing"
    RECOVERY = "RECOVERY", "Recovery work"
    CLINICAL = "CLINICAL", "Clinical support"
    SOCIAL_CARE = "SOCIAL_CARE", "Social care"


class StrandState(models.TextChoices):
    """How a strand stands for somebody. None of these is an end."""

    OFFERED = "OFFERED", "Offered"
    WANTED = "WANTED", "Wanted"
    WITH = "WITH", "Under way"
    PAUSED = "PAUSED", "Paused"
    NOT_NOW = "NOT_NOW", "Not just now"
    FINISHED = "FINISHED", "Finished for now"


RESTING = (StrandState.NOT_NOW, StrandState.FINISHED)
"""Nobody waits for anything; it can be taken up again on any day."""


class Strand(Record):
    """
    That a hub offers a strand, or does not: one of the usual six, or one with a name of its own.

    A usual one is offered unless a row with no name says that it is not.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="strands")
    kind = models.TextField(choices=StrandKind)
    name = models.TextField(blank=True, default="")
    is_offered = models.BooleanField(default=True)

    class Privacy:
        personal: list[str] = []
        plain = ["is_offered", "kind", "name", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "kind", "name"], name="support_strand_once"),
        ]

    def __str__(self) -> str:
        return f"Strand {self.pk}"


class SupportStrand(Layered):
    """One strand of support for one person, as it stands now."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=StrandKind)
    strand = models.ForeignKey(
        Strand, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The hub's own, if it has a name of its own."""
    state = models.TextField(choices=StrandState)
    since_on = models.DateField()
    with_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_who_sealed = models.BinaryField(blank=True, default=b"")
    with_who = Sealed("with_who_sealed")
    """Somebody of another organisation, by name."""

    class Privacy:
        personal = [
            *STANDING, "kind", "since_on", "site", "state", "strand", "with_who_sealed",
            "with_worker",
        ]  # fmt: skip
        plain = ["held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "site", "kind", "strand"], nulls_distinct=False,
                name="support_strand_of_a_person_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["with_worker"],
                name="support_strand_of_worker",
                condition=~Q(state__in=["NOT_NOW", "FINISHED"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Support strand {self.pk}"


class StrandChange(Layered):
    """What became of a strand on one day, and who wrote that down: only ever added."""

    support_strand = models.ForeignKey(
        SupportStrand, on_delete=models.CASCADE, related_name="changes"
    )
    state = models.TextField(choices=StrandState)
    changed_on = models.DateField()
    with_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_who_sealed = models.BinaryField(blank=True, default=b"")
    with_who = SealedForPerson("with_who_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = SealedForPerson("note_sealed")
    circle_sealed = models.BinaryField(blank=True, default=b"")
    circle = SealedForPerson("circle_sealed")
    """When it is finished for now: who is there for them."""
    comes_next_sealed = models.BinaryField(blank=True, default=b"")
    comes_next = SealedForPerson("comes_next_sealed")
    welcome_back_sealed = models.BinaryField(blank=True, default=b"")
    welcome_back = SealedForPerson("welcome_back_sealed")
    """How they know that they are welcome back."""
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [
            *STANDING, "changed_on", "circle_sealed", "comes_next_sealed", "note_sealed", "state",
            "welcome_back_sealed", "with_who_sealed", "with_worker",
        ]  # fmt: skip
        plain = ["changed_by", "held_by", "support_strand"]

    def __str__(self) -> str:
        return f"Strand change {self.pk}"

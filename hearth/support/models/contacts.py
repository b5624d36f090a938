"""Contacts: pieces of support that happened, wherever they were."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class HowMet(models.TextChoices):
    """How a contact happened."""

    ONE_TO_ONE = "ONE_TO_ONE", "One to one"
    PHONE = "PHONE", "By phone"
    TEXT = "TEXT", "By text or message"
    GROUP = "GROUP", "In a group"
    AT_HOME = "AT_HOME", "At their home"
    WALKING = "WALKING", "Walking with them"


class Contact(Layered):
    """One piece of support that happened: as it stands now."""

    happened_on = models.DateField()
    how = models.TextField(choices=HowMet)
    planned = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    where_sealed = models.BinaryField(blank=True, default=b"")
    where = Sealed("where_sealed")
    """Where it was, if it was at no site of ours."""
    who_else_sealed = models.BinaryField(blank=True, default=b"")
    who_else = Sealed("who_else_sealed")
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    """What the person said, in their own words."""
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = SealedForPerson("note_sealed")
    """What the worker adds, kept apart from that."""
    met_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    """It never happened, or it was somebody else: it stays written down, and counts no more."""

    class Privacy:
        personal = [
            *STANDING, "happened_on", "how", "minutes", "note_sealed", "planned", "site",
            "where_sealed", "who_else_sealed", "words_sealed",
        ]  # fmt: skip
        plain = ["held_by", "met_by", "taken_back_at"]

    class Meta:
        indexes = [
            models.Index(
                "person", F("happened_on").desc(), F("id").desc(), name="support_contact_lately"
            ),
        ]

    def __str__(self) -> str:
        return f"Contact {self.pk}"


class ContactBefore(Layered):
    """What a contact said before it was put right, and who put it right: only ever added."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="before")
    was_sealed = models.BinaryField()
    was = SealedForPerson("was_sealed")
    """All that it said, as JSON."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "was_sealed"]
        plain = ["changed_at", "changed_by", "contact", "held_by"]

    def __str__(self) -> str:
        return f"Contact before {self.pk}"

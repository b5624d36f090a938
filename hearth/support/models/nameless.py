"""Contacts with somebody whose name nobody knows: a call in the night, somebody met on a bench."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.places.models import Organisation, Site
from hearth.support.models.contacts import HowMet


class NamelessContact(Record):
    """
    One piece of support for somebody with no name.

    It is the hub team's, until somebody says who it was: then its words become a contact of theirs,
    with the same id, and what stays here says only that this was done, so that it is done once.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    how = models.TextField(choices=HowMet)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    who_sealed = models.BinaryField()
    who = Sealed("who_sealed")
    """Who it was, as far as that is known: such as "a young man who rang from the station"."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    met_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    named_at = models.DateTimeField(null=True, blank=True)
    """Somebody said who it was."""

    class Privacy:
        personal = ["happened_on", "how", "minutes", "note_sealed", "who_sealed", "words_sealed"]
        plain = ["held_by", "met_by", "named_at", "site", "taken_back_at"]

    class Meta:
        indexes = [
            models.Index(
                "site", F("happened_on").desc(), F("id").desc(), name="support_nameless_lately"
            ),
        ]

    def __str__(self) -> str:
        return f"Nameless contact {self.pk}"

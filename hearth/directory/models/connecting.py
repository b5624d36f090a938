"""A connector's own work: whom they met, what they found, and what nobody covers yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.directory.models.providers import Provider, ProviderContact
from hearth.directory.models.taxonomy import Term
from hearth.directory.models.where import Location
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed


class Outing(Record):
    """Something that a connector did for the place: a contact, a visit, a find."""

    class Did(models.TextChoices):
        SPOKE = "SPOKE", "Spoke with an organisation or group"
        VISITED = "VISITED", "Went to a place"
        FOUND = "FOUND", "Found something new"
        MET = "MET", "Brought people together"
        OUTREACH = "OUTREACH", "Outreach: was where people are"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outings"
    )
    on = models.DateField()
    did = models.TextField(choices=Did)
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, null=True, blank=True, related_name="outings"
    )
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, blank=True, related_name="outings"
    )
    neighbourhood = models.TextField(blank=True, default="")
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")

    class Privacy:
        personal = ["note_sealed"]
        plain = ["by", "did", "location", "minutes", "neighbourhood", "on", "provider"]

    class Meta:
        indexes = [models.Index(fields=["on"], name="directory_outing_on")]

    def __str__(self) -> str:
        return f"{self.did} on {self.on}"


class LinkedContact(Record):
    """Who knows whom: that a worker knows somebody at a provider."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="knows"
    )
    contact = models.ForeignKey(ProviderContact, on_delete=models.CASCADE, related_name="known_by")
    since = models.DateField()
    last_on = models.DateField()
    """When they last spoke."""

    class Privacy:
        personal: list[str] = []
        plain = ["contact", "last_on", "since", "worker"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "contact"], name="directory_knows_once"),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} knows {self.contact_id}"


class Cover(Record):
    """A neighbourhood, or a group of people, that a connector looks after."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="covers"
    )
    neighbourhood = models.TextField(blank=True, default="")
    who = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="covered"
    )
    """Such as people sleeping rough."""

    class Privacy:
        personal: list[str] = []
        plain = ["neighbourhood", "who", "worker"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_cover_is_of_one_thing",
                condition=Q(neighbourhood="", who__isnull=False)
                | (~Q(neighbourhood="") & Q(who__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["worker", "neighbourhood", "who"], name="directory_cover_once",
                nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.neighbourhood or self.who_id}"

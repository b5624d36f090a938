"""Who offers something, partner of the hubs or not, and whom there the connectors talk to."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Upper

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.places.models import Organisation


class Provider(Record):
    """An organisation or group that offers something to the people of a place."""

    name = models.TextField()
    description = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    """Its public address; never one person's."""
    phone = models.TextField(blank=True, default="")
    website = models.TextField(blank=True, default="")
    logo = models.TextField(blank=True, default="")
    uri = models.TextField(blank=True, default="")
    charity_number = models.TextField(blank=True, default="")
    company_number = models.TextField(blank=True, default="")
    ods_code = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="provides"
    )
    """The same organisation as a partner of the hubs, if it is one."""
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    source = models.TextField(blank=True, default="")
    """Where it was brought in from; empty if a connector wrote it here."""
    source_id = models.TextField(blank=True, default="")
    """What that source calls it."""
    edited_at = models.DateTimeField(auto_now=True)
    also = models.JSONField(default=dict, blank=True)
    """What a source said that is shown nowhere here; it goes out again as it came in."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "also", "charity_number", "company_number", "description", "edited_at", "email",
            "logo", "name", "ods_code", "part_of", "partner", "phone", "postcode", "source",
            "source_id", "uri", "website",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source_id=""),
                name="directory_provider_once_from_each_source",
            ),
        ]
        indexes = [
            models.Index(Upper("name"), name="directory_provider_name"),
            models.Index(fields=["charity_number"], name="directory_provider_charity"),
            models.Index(fields=["company_number"], name="directory_provider_company"),
            models.Index(fields=["phone"], name="directory_provider_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderContact(Record):
    """Somebody at a provider whom connectors know, and where its confirming links go."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="contacts")
    name_sealed = models.BinaryField(blank=True, default=b"")
    name = Sealed("name_sealed")
    job = models.TextField(blank=True, default="")
    email_sealed = models.BinaryField(blank=True, default=b"")
    email = Sealed("email_sealed")
    phone_sealed = models.BinaryField(blank=True, default=b"")
    phone = Sealed("phone_sealed")
    confirms = models.BooleanField(default=False)
    """Links to confirm the provider's entries go to this address."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = ["email_sealed", "job", "name_sealed", "phone_sealed"]
        plain = ["confirms", "edited_at", "provider"]

    def __str__(self) -> str:
        return f"Contact {self.pk}"

"""How a hub reads what people write to it: which roles, how soon, and who is on duty."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.places.models import Site


class Letterbox(Record):
    """What a hub has decided about its letterbox. A hub without a row goes by the usual."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    takes_messages = models.BooleanField(default=True)
    roles = ArrayField(models.TextField())
    """The roles in its team that read what is written to it. Whoever runs it reads it always."""
    read_within = models.PositiveSmallIntegerField()
    """Of the minutes in which it is open: how soon somebody reads a message."""
    louder_after = models.PositiveSmallIntegerField()
    """Minutes after which a worst day that nobody has read goes to all who read there."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = ["edited_at", "louder_after", "read_within", "roles", "site", "takes_messages"]

    class Meta:
        verbose_name_plural = "letterboxes"

    def __str__(self) -> str:
        return f"Letterbox of {self.site_id}"


class OnDuty(Record):
    """That a worker is on duty at a hub: somebody's worst day comes to them first."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    put_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["from_at", "put_down_by", "site", "until_at", "worker"]

    class Meta:
        verbose_name_plural = "on duty"
        constraints = [
            models.CheckConstraint(
                name="letterbox_duty_ends_after_it_begins",
                condition=Q(until_at__gte=F("from_at")),
            ),
        ]
        indexes = [models.Index(fields=["site", "until_at"], name="letterbox_on_duty")]

    def __str__(self) -> str:
        return f"{self.worker_id} at {self.site_id} until {self.until_at}"

"""What was published, as it was printed, and what is kept so that the next cannot undo it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.foundation.models import Record


class Publication(Record):
    """
    Tables that were published together. Nothing changes it afterwards, and nothing removes it.

    Its moment is `recorded_at`.
    """

    name = models.TextField(unique=True)
    """What the ledger calls it."""
    about = models.TextField()
    """Which sites and days, in words."""
    site_ids = ArrayField(models.UUIDField())
    first = models.DateField()
    last = models.DateField()
    policy = models.TextField()
    printed = models.JSONField()
    """disclosure.publishing.publication, without its ledger: all that may be seen outside."""
    ledger = models.JSONField()
    """disclosure.ledger.entry: what each later release is held against. It is public too."""
    counted = models.JSONField()
    """By the key of whom a cell counts: {"name": in the ledger, "count", "table", "row", "column"}.
    Exact: it stays inside, and tells whether the next release counts the same people."""
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = [
            "about", "counted", "first", "last", "ledger", "name", "policy", "printed",
            "published_by", "site_ids",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")),
                                   name="publishing_days_in_order"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-recorded_at"], name="publishing_latest")]

"""Grants and contracts: who pays for the hubs, for what, until when, and what is due."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.places.models import Site


class FundKind(models.TextChoices):
    GRANT = "GRANT", "Grant"
    CONTRACT = "CONTRACT", "Contract"
    GIFT = "GIFT", "Gift, or money raised here"
    RESERVES = "RESERVES", "The organisation’s own money"


class Renewal(models.TextChoices):
    """Whether the money goes on after its last day. Of money, and never of anybody."""

    AGREED = "AGREED", "Agreed: it goes on"
    ASKED = "ASKED", "Asked for, and not answered yet"
    NOT_ASKED = "NOT_ASKED", "Nobody has asked yet"
    ENDS = "ENDS", "It ends then"


class Fund(Record):
    """A grant or a contract. How much of it each hub has stands in FundShare."""

    name = models.TextField()
    funder = models.TextField()
    kind = models.TextField(choices=FundKind)
    from_on = models.DateField()
    until_on = models.DateField()
    only_for_sealed = models.BinaryField(blank=True, default=b"")
    only_for = Sealed("only_for_sealed")
    """What it may be spent on, if not on anything."""
    renewal = models.TextField(choices=Renewal, default=Renewal.NOT_ASKED)
    renewal_note_sealed = models.BinaryField(blank=True, default=b"")
    renewal_note = Sealed("renewal_note_sealed")
    sites = ArrayField(models.UUIDField(), default=list)
    """The hubs that have a share, kept by the acts on shares: the wall reads it."""
    shared = models.BooleanField(default=False)
    """Whether every hub of the partnership sees that there is this fund."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "edited_at", "from_on", "funder", "kind", "name", "only_for_sealed", "renewal",
            "renewal_note_sealed", "shared", "sites", "until_on",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commissioning_fund_ends_after_it_begins",
                condition=Q(until_on__gte=F("from_on")),
            ),
        ]
        indexes = [models.Index(fields=["until_on"], name="commissioning_fund_until")]

    def __str__(self) -> str:
        return self.name


class FundShare(Record):
    """How much of a fund one hub has, over all of its time."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="shares")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    shared = models.BooleanField(default=False)
    """Whether the other hubs see it (see OpenMoney)."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = ["amount", "edited_at", "fund", "shared", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "site"], name="commissioning_share_once"),
            models.CheckConstraint(
                name="commissioning_share_is_not_below_nought", condition=Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"Share of {self.fund_id} at {self.site_id}"


class FundReport(Record):
    """Something a funder is to be told by a day."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="reports")
    sites = ArrayField(models.UUIDField(), default=list)
    shared = models.BooleanField(default=False)
    what = models.TextField()
    due_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["due_on", "fund", "sent_by", "sent_on", "shared", "sites", "what"]

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on"],
                name="commissioning_report_due",
                condition=Q(sent_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} by {self.due_on}"

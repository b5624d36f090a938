"""Whether an entry is still so: who said it, who doubts it, and where two sources disagree."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.directory.models.services import Service
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed


class How(models.TextChoices):
    """How an entry came to be confirmed."""

    LINK = "LINK", "They said so themselves, by our link"
    PHONE = "PHONE", "We rang them"
    EMAIL = "EMAIL", "They wrote to us"
    VISIT = "VISIT", "We went and saw"
    WEBSITE = "WEBSITE", "Their own website says so"
    SOURCE = "SOURCE", "It came with a list brought in"


class Confirmation(Record):
    """Somebody's word that an entry is so, on a day."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="confirmations")
    on = models.DateField()
    how = models.TextField(choices=How)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The worker who asked or saw. Nobody, if the provider said it by link, or a list did."""
    corrected = models.BooleanField(default=False)
    """Something was put right with it."""

    class Privacy:
        personal: list[str] = []
        plain = ["by", "corrected", "how", "on", "service"]

    class Meta:
        indexes = [models.Index(fields=["service", "-on"], name="directory_confirmation_last")]

    def __str__(self) -> str:
        return f"{self.service_id} on {self.on}"


class AnswerLink(Record):
    """A link by which a provider confirms or corrects its entry, with no account."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="answer_links")
    token_hash = models.BinaryField(unique=True)
    """SHA-256 of the secret in the link, which is kept nowhere."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if Hearth asked by itself because it was due."""
    ends_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = ["answered_at", "asked_by", "ends_at", "service", "token_hash"]

    def __str__(self) -> str:
        return f"Link for {self.service_id}"


class TipKind(models.TextChoices):
    WRONG = "WRONG", "This is wrong"
    GONE = "GONE", "This is not there any more"
    MISSING = "MISSING", "Something is missing from the directory"
    CORRECTION = "CORRECTION", "The provider says that it has changed"


class TipState(models.TextChoices):
    WAITING = "WAITING", "Waiting for a connector"
    DONE = "DONE", "Put right"
    NOT_CHANGED = "NOT_CHANGED", "Looked into, and left as it was"
    NOT_FOR_US = "NOT_FOR_US", "Not for the directory"


class Tip(Record):
    """What somebody outside told us about an entry, or about one that is missing."""

    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="tips"
    )
    kind = models.TextField(choices=TipKind)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    corrections = models.JSONField(default=dict, blank=True)
    """For a provider's correction: the facts of the entry as they should be, by field."""
    reply_to_sealed = models.BinaryField(blank=True, default=b"")
    reply_to = Sealed("reply_to_sealed")
    """The email address to which the answer goes, if they left one. Gone then, or after 90 days."""
    state = models.TextField(choices=TipState, default=TipState.WAITING)
    answer = models.TextField(blank=True, default="")
    """What we told them."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = ["corrections", "reply_to_sealed", "words_sealed"]
        plain = ["answer", "decided_at", "decided_by", "kind", "service", "state"]

    class Meta:
        indexes = [
            models.Index(
                fields=["recorded_at"],
                name="directory_tip_waiting",
                condition=Q(state="WAITING"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SameAs(Record):
    """Two entries that may be one: what speaks for it, and what a connector decided."""

    one = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    because = models.TextField()
    """What they share, in words: "the same phone number, and nearly the same name"."""
    is_same = models.BooleanField(null=True, blank=True)
    """None until a connector has looked."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = ["because", "decided_at", "decided_by", "is_same", "one", "other"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="directory_same_as_once"),
            models.CheckConstraint(
                name="directory_same_as_in_order", condition=Q(one__lt=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class Claim(Record):
    """
    What one source says of one fact of an entry, its organisation or a place of it, where it
    differs from what is shown.

    It is shown beside the other and never overwrites it; a connector takes one of them.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="claims")
    fact = models.TextField()
    """A field of Service; of who runs it or where it is, "provider.<id>.phone" (see claimed.py)."""
    says = models.TextField()
    source = models.TextField()
    on = models.DateField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken = models.BooleanField(null=True, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = ["fact", "on", "says", "service", "settled_at", "settled_by", "source", "taken"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "fact", "source", "says"], name="directory_claim_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.fact}"

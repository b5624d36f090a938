"""A person's own pages: whose sign-in it is, and by what they sign in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed
from hearth.people.models.person import AboutSomeone


class OwnPages(AboutSomeone):
    """
    That a person has pages of their own, and by which sign-in they act there.

    The sign-in is a row among the workers' (accounts.User), so that whatever is written says by
    whom; whose it is stands here alone.
    """

    sign_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", unique=True
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = ["ended_at", "known_at", "person", "sign_in", "worker_id"]
        plain = ["ended_by", "held_by", "opened_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="people_ownpages_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Own pages {self.pk}"


class OwnKey(AboutSomeone):
    """
    One thing by which somebody signs in to their own pages, or is sent what they sign in with.

    `key` is a keyed hash: a row is seen by whoever knows what it is a hash of, by the team, and by
    the person. What was in a link, or on a paper, is kept nowhere.
    """

    class Kind(models.TextChoices):
        ADDRESS = "ADDRESS", "An email address that links are sent to"
        LINK = "LINK", "A link that was sent"
        PAPER = "PAPER", "A code on paper"
        PASSKEY = "PASSKEY", "A passkey"

    pages = models.ForeignKey(OwnPages, on_delete=models.CASCADE, related_name="own_keys")
    sign_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.TextField(choices=Kind)
    key = models.BinaryField()
    value_sealed = models.BinaryField(blank=True, default=b"")
    value = Sealed("value_sealed")
    """The address, or what they call the device that a passkey is on."""
    public_key = models.BinaryField(blank=True, default=b"")
    """Of a passkey (COSE). It is no secret."""
    sign_count = models.BigIntegerField(default=0)
    """How often a passkey says that it was used: one that says less than before is a copy."""
    from_key = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    """To which address a link was sent."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, of a link that they asked for themselves."""
    proven_at = models.DateTimeField(null=True, blank=True)
    """When an address was shown to be theirs, by opening there what was sent while at a hub."""
    ends_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    """When it was last used. A link is used once."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = [
            "ended_at", "ends_at", "from_key", "key", "kind", "known_at", "pages", "person",
            "proven_at", "public_key", "sign_count", "sign_in", "used_at", "value_sealed",
            "worker_id",
        ]  # fmt: skip
        plain = ["held_by", "made_by"]

    class Meta:
        indexes = [
            models.Index(fields=["key"], name="people_ownkey_key"),
            models.Index(fields=["pages", "kind"], name="people_ownkey_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_ownkey_link_ends",
                condition=~Q(kind="LINK") | Q(ends_at__isnull=False, from_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Own key {self.pk}"

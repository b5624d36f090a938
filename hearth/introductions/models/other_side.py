"""
The other side of an introduction: what it reads, and by what it answers.

It has no account, or works for a partner. It reads what the person agreed to be told, and nothing
else: neither the introduction nor the person's record.
"""

from __future__ import annotations

import json

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from hearth.directory.models import Service
from hearth.foundation.sealing import SealedForPerson
from hearth.introductions.models.introductions import Introduction
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Organisation, Site


class Reply(models.TextChoices):
    """What the other side can say. Each is a line of the story too."""

    YES = "YES", "Yes, they can come"
    NOT_NOW = "NOT_NOW", "Not now"
    ASKS = "ASKS", "We need to know something first"
    CAME = "CAME", "They have been here"
    FITTED = "FITTED", "Whether it fitted"


class OtherSide(Layered):
    """
    What one introduction shows to the other side, by a link, in a partner's inbox, or both.

    What is said by link or inbox is written by functions of the owner (see ADR 19): whoever
    says it sees no introduction.
    """

    introduction = models.OneToOneField(
        Introduction, on_delete=models.CASCADE, related_name="other_side"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    from_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The partner in whose inbox it stands, if who offers the service is one."""
    words_sealed = models.BinaryField()
    words = SealedForPerson("words_sealed")
    """What was shared with them, as SharedWithThem has it."""
    sent_on = models.DateField()
    answer_by = models.DateField(null=True, blank=True)
    """The day until which we wait, as long as we do."""
    sent_under = ArrayField(models.UUIDField(), default=list, editable=False)
    """With whom their support was shared when it was sent, by which the sender read it: their team,
    mostly. Once that stands no more nothing is shown, whoever else reads their support."""
    over = models.BooleanField(default=False, editable=False)
    """It was stopped, could not happen, or another way was found; they died, or asked that their
    record is kept and not used. Nothing is shown while that is so."""
    met = models.BooleanField(default=False, editable=False)
    """Kept by the database, as `over` and `shown_until` are, when the introduction changes."""
    shown_until = models.DateField(null=True, blank=True, editable=False)
    """Once they met: the last day on which the other side can say whether it fitted."""
    answers = models.PositiveSmallIntegerField(default=0)
    """How often they have answered: an answer says how many it knew of."""
    said = models.TextField(choices=Reply, blank=True, default="")
    """What they said last."""
    said_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    """When they first opened it."""
    message_id = models.UUIDField(null=True, blank=True)
    """The email that brings the link; nothing, while it stands in an inbox alone."""
    token_hash = models.BinaryField(null=True, blank=True, unique=True)
    """SHA-256 of the secret in the link that went by email. The secret is kept nowhere."""
    anew_hash = models.BinaryField(null=True, blank=True, unique=True)
    """The same, of a link that was made to be read out: it opens beside the one in the email."""
    ended_hashes = ArrayField(models.BinaryField(), default=list, blank=True, editable=False)
    """The same, of links that a newer one ended: they open nothing but word of that."""
    ends_at = models.DateTimeField(null=True, blank=True)
    code_message_id = models.UUIDField(null=True, blank=True, unique=True)
    """The email that brings the last code that was asked for."""
    code_asked_at = models.DateTimeField(null=True, blank=True)
    codes_asked = models.PositiveSmallIntegerField(default=0)
    code_hash = models.BinaryField(blank=True, default=b"")
    """A keyed hash of the code that counts just now."""
    code_ends_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    proofs = ArrayField(models.BinaryField(), default=list, blank=True)
    """SHA-256 of what their pages carry from one to the next once the code was right."""
    proof_ends = ArrayField(models.DateTimeField(), default=list, blank=True)
    """Until when each of the proofs counts, in their order."""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """How each is called, and what it says."""
        return [(str(label), str(says)) for label, says in json.loads(self.words)]

    class Privacy:
        personal = [
            *STANDING, "answer_by", "answers", "introduction", "met", "organisation", "over",
            "read_at", "said", "said_at", "sent_on", "sent_under", "service", "shown_until",
            "words_sealed",
        ]  # fmt: skip
        plain = [
            "anew_hash", "code_asked_at", "code_ends_at", "code_hash", "code_message_id",
            "code_tries", "codes_asked", "ended_hashes", "ends_at", "from_site", "held_by",
            "message_id", "proof_ends", "proofs", "token_hash",
        ]  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "-sent_on", "-id"],
                name="introductions_inbox",
                condition=models.Q(over=False, organisation__isnull=False),
            ),
            models.Index(fields=["message_id"], name="introductions_link_in"),
            GinIndex(fields=["ended_hashes"], name="introductions_link_ended"),
        ]

    def __str__(self) -> str:
        return f"Other side {self.pk}"

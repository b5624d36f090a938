"""
What was asked to be erased, what each organisation decided, and the stub that is left of it.

A stub says that an erasure happened, when, by whose agreement and for which holders; of whom, by an
id alone. It holds no name and no word of anybody.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.erasing.models.kinds import Kind
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation


class WhyErase(models.TextChoices):
    """Why it is erased: UK GDPR, Article 17(1), and that the time for keeping it is over."""

    NOT_NEEDED = "NOT_NEEDED", "It is not needed any more for what it was written down for"
    TAKEN_BACK = "TAKEN_BACK", "They took back their agreement, and nothing else lets us keep it"
    OBJECTS = "OBJECTS", "They object, and nothing weighs more"
    NOT_LAWFUL = "NOT_LAWFUL", "It should never have been written down"
    LAW = "LAW", "A law or a court says that it must go"
    TIME_OVER = "TIME_OVER", "The time for which we keep it is over"


class AskedFor(models.TextChoices):
    """Who wants it erased."""

    PERSON = "PERSON", "The person themselves"
    PARENT = "PARENT", "Whoever has parental responsibility"
    ATTORNEY = "ATTORNEY", "An attorney or deputy"
    HOLDER = "HOLDER", "The organisation that holds it"


class WhyKeep(models.TextChoices):
    """Why it has to be kept: UK GDPR, Article 17(3), and a safety that it must not cost."""

    LEGAL_HOLD = "LEGAL_HOLD", "It is on hold for the law"
    LAW = "LAW", "A law says that we keep it for a time"
    CLAIM = "CLAIM", "It is needed for a legal claim, or for somebody’s defence"
    SAFEGUARDING = "SAFEGUARDING", "It is needed to keep a child or an adult safe"
    HEALTH = "HEALTH", "It is needed for health or social care, under a duty of confidence"
    SPEECH = "SPEECH", "Freedom of expression and information"


class Decision(models.TextChoices):
    """What an organisation decided on what it holds."""

    WAITING = "WAITING", "Not decided yet"
    ERASE = "ERASE", "Erased"
    KEEP = "KEEP", "Kept"


class Erasure(Record):
    """Somebody asked that what is held about a person be erased; once it is, the stub of that."""

    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="erasures"
    )
    whose = models.UUIDField()
    """The id of the record. It leads to nobody once the record is gone; the trail knows it too."""
    linked = ArrayField(models.UUIDField(), default=list, blank=True)
    """The ids of the records that are linked with it, and are asked with it."""
    known_at = ArrayField(models.UUIDField(), default=list)
    """Which sites knew the person when it was asked; nobody, of a stub."""
    called_sealed = models.BinaryField(blank=True, default=b"")
    called = Sealed("called_sealed")
    """How they like to be called, so that whoever decides knows of whom it is. Not in a stub."""
    why = models.TextField(choices=WhyErase)
    asked_for = models.TextField(choices=AskedFor)
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    """What was asked, in their words. Not in a stub."""
    kinds = ArrayField(models.TextField(choices=Kind), default=list, blank=True)
    """Only records of these kinds; everything, if none."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    """
    By when whoever asked has an answer: a month (UK GDPR, article 12(3)). None, if a holder asks.
    """
    seen_at = models.DateTimeField(null=True, blank=True)
    """When the first of those who can decide opened it: until then it is loud."""
    settled_at = models.DateTimeField(null=True, blank=True)
    """When the last organisation had decided, or it was taken back."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back: what had not gone by then stays."""
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why_sealed = models.BinaryField(blank=True, default=b"")
    withdrawn_why = Sealed("withdrawn_why_sealed")
    whole = models.BooleanField(default=False)
    """Nobody kept anything: the record itself is gone."""

    class Privacy:
        personal = [
            "asked_for", "called_sealed", "due_on", "kinds", "known_at", "linked", "person",
            "whole", "whose", "why", "withdrawn_at", "withdrawn_why_sealed", "words_sealed",
        ]  # fmt: skip
        plain = ["asked_at", "asked_by", "seen_at", "settled_at", "withdrawn_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], name="erasing_asked_once_at_a_time",
                condition=Q(settled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="erasing_a_stub_names_nobody",
                condition=Q(whole=False)
                | Q(person=None, known_at=[], called_sealed=b"", words_sealed=b""),
            ),
            models.CheckConstraint(
                name="erasing_taken_back_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why_sealed=b"")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, whole=False)
                & Q(settled_at__isnull=False)
                & (Q(person=None) | ~Q(withdrawn_why_sealed=b"")),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-asked_at"], name="erasing_erasure_asked")]

    def __str__(self) -> str:
        return f"Erasure {self.pk}"


class HolderDecision(Record):
    """What one organisation decided on what it holds: by a second worker, never who asked."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="decisions")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(choices=Decision, default=Decision.WAITING)
    why_keep = models.TextField(choices=WhyKeep, blank=True, default="")
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    """Why it is kept, for the person to read."""
    look_again_on = models.DateField(null=True, blank=True)
    before_sealed = models.BinaryField(blank=True, default=b"")
    before = Sealed("before_sealed")
    """What it decided before it had to look again, and why, for the person to read."""
    reopened_on = models.DateField(null=True, blank=True)
    """Since when it waits to be looked at again: its day came, or the hold was lifted."""
    left = models.PositiveIntegerField(default=0)
    """How many rows stayed when it was erased: something of another organisation hangs on them."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    known_at = ArrayField(models.UUIDField(), default=list)

    class Privacy:
        personal = [
            "before_sealed", "decision", "known_at", "look_again_on", "reopened_on", "why_keep",
            "words_sealed",
        ]  # fmt: skip
        plain = ["decided_at", "decided_by", "erasure", "holder", "left"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["erasure", "holder"], name="erasing_each_holder_decides_once"
            ),
            models.CheckConstraint(
                name="erasing_a_decision_is_somebodys",
                condition=Q(decision="WAITING", decided_by=None)
                | (~Q(decision="WAITING") & Q(decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="erasing_kept_for_a_reason",
                condition=Q(decision="KEEP", look_again_on__isnull=False)
                & ~Q(why_keep="")
                | ~Q(decision="KEEP") & Q(why_keep=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Decision {self.pk}"


class WentTo(Record):
    """To whom something had gone before it was erased, by id and day, so that they can be told."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="went_to")
    what = models.TextField()
    """The table that said so, such as introductions.SharedWithThem."""
    to_id = models.UUIDField(null=True, blank=True)
    """Of the service, site, worker or organisation that it went to; none, if to the person."""
    on = models.DateField()

    class Privacy:
        personal = ["to_id"]
        plain = ["erasure", "on", "what"]

    def __str__(self) -> str:
        return f"Went to {self.pk}"


class ErasedAgain(Record):
    """A line of the list beside the keys that was done again, after a backup was brought back."""

    erasure_id = models.UUIDField()
    """Of the stub that the backup did not have yet."""
    of_holders = models.TextField()
    """As the list says it."""

    class Privacy:
        personal: list[str] = []
        plain = ["erasure_id", "of_holders"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["erasure_id", "of_holders"], name="erasing_again_once"),
        ]

    def __str__(self) -> str:
        return f"Again {self.pk}"

"""What a person says to a hub: a message, that it is their worst day, what they could do."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING, LayeredQuerySet
from hearth.places.models import Site


class LetterKind(models.TextChoices):
    """What somebody says to the hub."""

    MESSAGE = "MESSAGE", "A message"
    WORST_DAY = "WORST_DAY", "My worst day"
    OFFER = "OFFER", "An offer of help"
    ANSWERED = "ANSWERED", "An answer to look at now"
    """They answered a question in a way of which somebody on duty knows at once (see outcomes)."""


AT_ONCE = (LetterKind.WORST_DAY.value, LetterKind.ANSWERED.value)
"""What comes at once to whoever is on duty, and is loud until one of them has read it."""
NOBODY_HAS_READ = Q(taken_at__isnull=True) | Q(kind__in=AT_ONCE, holder_saw_at__isnull=True)
"""Handing on somebody's worst day is not reading it: until it is opened nobody has it."""


class LetterQuerySet(LayeredQuerySet["Letter"]):
    """Adjectives for letters."""

    def read_by(self, actor: Actor) -> LetterQuerySet:
        """
        Return those that a worker reads: the roles that were named to the person as they wrote,
        at that hub, and whoever runs it. Nobody reads their own as a worker.
        """
        runs = Q(site__in=list(actor.places_where(Permission.KEEP_LETTERS)))
        named = Q(
            site__in=list(actor.places_where(Permission.READ_LETTERS)),
            for_roles__overlap=list(actor.audiences),
        )
        theirs = Q(worker_id__isnull=True) | ~Q(worker_id=actor.id)
        return self.filter(runs | named, theirs)

    def written_by_themselves(self, actor: Actor) -> LetterQuerySet:
        """Return those of the person who acts on their own pages."""
        return self.filter(person=actor.themselves)

    def waiting(self) -> LetterQuerySet:
        """Return those that nobody has in hand, and worst days that whoever has has not opened."""
        return self.filter(NOBODY_HAS_READ, done_at__isnull=True)

    def open(self) -> LetterQuerySet:
        """Leave those that are answered, and need no more."""
        return self.filter(done_at__isnull=True)

    def late(self, now: datetime.datetime) -> LetterQuerySet:
        """Return those that nobody has, though the person was told that somebody would by now."""
        return self.waiting().filter(look_by__lt=now)


class Letter(Layered):
    """
    What a person says to a hub, and who has it in hand.

    It is read by the roles that the page named as they wrote: they stand on the row. Until somebody
    has it, it is everybody's there.
    """

    kind = models.TextField(choices=LetterKind)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    for_roles = ArrayField(models.UUIDField(), default=list)
    """The ids of those roles at that hub (see foundation.audiences)."""
    called_sealed = models.BinaryField(blank=True, default=b"")
    called = Sealed("called_sealed")
    """What they would like to be called."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    """On a worst day nobody need find any."""
    reach_sealed = models.BinaryField(blank=True, default=b"")
    reach = Sealed("reach_sealed")
    """How to reach them now, if they wish."""
    times_sealed = models.BinaryField(blank=True, default=b"")
    times = Sealed("times_sealed")
    """When they could, of what somebody offers."""
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if they answered by a link."""
    said_aloud = models.BooleanField(default=False)
    """They said it to a worker, who wrote it down."""
    look_by = models.DateTimeField()
    """By when somebody reads it, as the person was told."""
    taken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    holder_saw_at = models.DateTimeField(null=True, blank=True)
    """When whoever has it in hand first opened it; empty once it is handed on to another."""
    first_read_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_read_at = models.DateTimeField(null=True, blank=True)
    """Who read it first, and when, since the person last wrote: what their own page says."""
    louder_at = models.DateTimeField(null=True, blank=True)
    """When all who read there were told of a worst day that nobody had read."""
    late_told_at = models.DateTimeField(null=True, blank=True)
    """When whoever runs the hub was told that nobody has it, past its time."""
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """It is answered and needs no more, until the person writes again."""

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]

    @property
    def nobody_has_read(self) -> bool:
        """Nobody has it in hand; or it comes at once, and whoever has it has not opened it."""
        unopened = self.kind in AT_ONCE and self.holder_saw_at is None
        return self.done_at is None and (self.taken_at is None or unopened)

    class Privacy:
        personal = [
            *STANDING, "called_sealed", "done_by", "first_read_by", "for_roles", "kind",
            "reach_sealed", "taken_by", "times_sealed", "words_sealed", "written_by",
        ]  # fmt: skip
        plain = [
            "done_at", "first_read_at", "held_by", "holder_saw_at", "late_told_at", "look_by",
            "louder_at", "said_aloud", "site", "taken_at", "written_at",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letterbox_taken_by_somebody",
                condition=Q(taken_at=None, taken_by=None)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letterbox_read_by_somebody",
                condition=Q(first_read_at=None, first_read_by=None)
                | Q(first_read_at__isnull=False, first_read_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letterbox_done_by_somebody",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letterbox_says_something",
                condition=Q(kind="WORST_DAY") | ~Q(words_sealed=b""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "look_by"], name="letterbox_open", condition=Q(done_at=None)
            ),
            models.Index(fields=["person", "-written_at"], name="letterbox_of"),
            models.Index(fields=["site", "-done_at"], name="letterbox_done"),
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


class LineKind(models.TextChoices):
    """What a line under a letter says. The person reads every one."""

    ANSWER = "ANSWER", "The hub answered"
    MORE = "MORE", "They wrote more"
    TAKEN = "TAKEN", "Read"
    HANDED_ON = "HANDED_ON", "Handed on"
    DONE = "DONE", "Nothing more is needed for now"
    SEEN = "SEEN", "They opened the answer"


class LetterLine(Layered):
    """One thing that came after a letter. It is added to, and never written over."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="lines")
    kind = models.TextField(choices=LineKind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """To whom it was handed on."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    for_roles = ArrayField(models.UUIDField(), default=list)
    """Where it was written, and who reads it: as the letter says."""

    class Privacy:
        personal = [*STANDING, "by", "for_roles", "kind", "letter", "to", "words_sealed"]
        plain = ["at", "held_by", "site"]

    class Meta:
        indexes = [models.Index(fields=["letter", "at"], name="letterbox_line_of")]

    def __str__(self) -> str:
        return f"Line {self.pk}"

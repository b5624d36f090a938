"""
Somebody who is introduced to a hub of ours: by a partner, by a form without account, or on paper.

Nobody is turned away, so there is no state for that. Until the person was welcomed, or said that
they would rather not, it has a next step and a day; and one from another hub of ours until it ends
there. Once it is known whose record it is, and they
agreed to share their support, it is read by those with whom they share that.
"""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Person
from hearth.places.models import Organisation, Site


class Came(models.TextChoices):
    """By which way it came to us."""

    PARTNER = "PARTNER", "From a partner’s own page"
    FORM = "FORM", "By the form that anybody can use"
    PAPER = "PAPER", "On paper, or told to us"
    OURS = "OURS", "From another hub of ours"


class SafeWay(models.TextChoices):
    """By which way it is safe to reach the person."""

    RING = "RING", "Ring them"
    TEXT = "TEXT", "Send a text message"
    EMAIL = "EMAIL", "Send an email"
    LETTER = "LETTER", "Send a letter"
    THROUGH_US = "THROUGH_US", "Only through whoever introduces them"
    COMES = "COMES", "Not at all: they come by themselves"


class HowAgreed(models.TextChoices):
    """How the person agreed to be introduced."""

    TOGETHER = "TOGETHER", "We write this together"
    ASKED = "ASKED", "They asked for it, and know what is written here"
    SIGNED = "SIGNED", "They signed a paper"


class MayHear(models.TextChoices):
    """What the person agreed that whoever introduced them may hear, besides that it arrived."""

    HELLO = "HELLO", "That we have said hello to them"
    WELCOMED = "WELCOMED", "That they have been welcomed"


class Stands(models.TextChoices):
    """How it stands. Only the last five are an end, and none of them is a no."""

    NEW = "NEW", "Waits for somebody to take it"
    TAKEN = "TAKEN", "Somebody looks after it"
    HELLO = "HELLO", "We have said hello"
    WELCOMED = "WELCOMED", "They have been welcomed"
    RATHER_NOT = "RATHER_NOT", "They would rather not, for now"
    MET = "MET", "They have met"
    OTHER_WAY = "OTHER_WAY", "They found another way"
    COULD_NOT = "COULD_NOT", "It could not be done"


HELLO_WITHIN = datetime.timedelta(days=2)
"""Within which time whoever takes one says hello, unless they choose a day: our own choice."""
SAID_THERE = (Stands.MET, Stands.OTHER_WAY, Stands.COULD_NOT)
"""So says whoever introduced them from another hub of ours, and nobody else."""
AT_AN_END = (Stands.WELCOMED, Stands.RATHER_NOT, *SAID_THERE)


class Incoming(Record):
    """One introduction of somebody to a hub, and what is next."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    came = models.TextField(choices=Came)
    introduced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The partner's worker who introduces them, or the worker who typed a paper in."""
    introducer_sealed = models.BinaryField()
    introducer = Sealed("introducer_sealed")
    """Who introduces them: a name, and where they work."""
    reply_to_sealed = models.BinaryField(blank=True, default=b"")
    reply_to = Sealed("reply_to_sealed")
    """How whoever introduces them can be reached."""
    name_sealed = models.BinaryField()
    name = Sealed("name_sealed")
    safe_way = models.TextField(choices=SafeWay)
    where_sealed = models.BinaryField(blank=True, default=b"")
    where = Sealed("where_sealed")
    """The number or address that is safe."""
    when_sealed = models.BinaryField(blank=True, default=b"")
    when = Sealed("when_sealed")
    """When it is safe, and what to be careful of."""
    hope_sealed = models.BinaryField(blank=True, default=b"")
    hope = Sealed("hope_sealed")
    """What would help, in the person's own words."""
    agreed_how = models.TextField(choices=HowAgreed)
    may_hear = ArrayField(models.TextField(choices=MayHear), default=list, blank=True)
    stands = models.TextField(choices=Stands, default=Stands.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_step_sealed = models.BinaryField(blank=True, default=b"")
    next_step = Sealed("next_step_sealed")
    next_on = models.DateField(null=True, blank=True)
    story_sealed = models.BinaryField(blank=True, default=b"")
    story = SealedForPerson("story_sealed")
    """What happened, as JSON: [[moment, who, what, words], …]. It is only added to. Whoever says
    whose record it is says the story again, so that it comes under their own key."""
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="brought_to_us"
    )
    """Who it is, once somebody found or began their record."""
    introduction_id = models.UUIDField(null=True, blank=True, unique=True)
    """The introduction by which a hub of ours asks this one, if that was not erased since."""
    about = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    """
    Whom a hub of ours introduces, until `person` is said: kept by the database, to be told and
    erased with all else of theirs. It opens nothing, and no page follows it.
    """
    over = models.BooleanField(default=False, editable=False)
    """Whoever it is has died: nothing is to be done any more. Kept by the database."""
    their_sign_in_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too: kept by the database, as these are."""
    of_team = models.BooleanField(default=True, editable=False)
    """It is the hub's, until whose record it is agreed to share their support with somebody."""
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    token_hash = models.BinaryField(null=True, blank=True, unique=True)
    """Of the link by which whoever introduced them hears back."""
    ended_on = models.DateField(null=True, blank=True)
    edited_at = models.DateTimeField(auto_now=True)

    @property
    def lines(self) -> list[tuple[str, str, str, str]]:
        """What happened, the latest first: the moment, who, what, in which words."""
        kept: list[Any] = json.loads(self.story) if self.story else []
        return [(str(at), str(who), str(what), str(words)) for at, who, what, words in kept][::-1]

    @property
    def may_hear_words(self) -> list[str]:
        return [str(MayHear(each).label) for each in self.may_hear]

    class Privacy:
        personal = [
            "about", "agreed_how", "came", "closes_on", "ended_on", "hope_sealed", "introduced_by",
            "introducer_sealed", "introduction_id", "may_hear", "name_sealed", "next_on",
            "next_step_sealed", "of_team", "open_till", "open_to", "over", "owner", "person",
            "reply_to_sealed", "safe_way", "stands", "story_sealed", "their_sign_in_id",
            "when_sealed", "where_sealed",
        ]  # fmt: skip
        plain = ["edited_at", "held_by", "site", "token_hash"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="introductions_incoming_goes_on",
                condition=Q(stands__in=AT_AN_END, ended_on__isnull=False, next_on=None)
                | (~Q(stands__in=AT_AN_END) & Q(ended_on=None, next_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="introductions_incoming_has_an_owner",
                condition=Q(stands="NEW")
                | Q(owner__isnull=False)
                | Q(ended_on__isnull=False, introduction_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "next_on"],
                name="introductions_come_in",
                condition=Q(ended_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Incoming {self.pk}"

"""
Warm introductions: a person and something that may help, brought together until they have met.

An introduction succeeds when people have met, not when a form was accepted. Until then it has an
owner, a next step and a day; it ends only because they met, because the person stopped it, or
because another way was found.
"""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.directory.models import Service, Term
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Agreed, Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class Way(models.TextChoices):
    """The three ways of an introduction."""

    TOLD = "TOLD", "Told about it: they go by themselves"
    IN_TOUCH = "IN_TOUCH", "Put in touch: we ask the other side first"
    ALONG = "ALONG", "Going along: somebody goes with them"


class State(models.TextChoices):
    """How an introduction stands. None but the last three is an end."""

    TO_GO = "TO_GO", "They are to meet"
    WAITING = "WAITING", "We wait for an answer"
    YES = "YES", "They said yes"
    NOT_NOW = "NOT_NOW", "Not now: we try again"
    ASKS = "ASKS", "They need to know something"
    SILENT = "SILENT", "No answer came"
    COULD_NOT = "COULD_NOT", "It could not happen like that"
    MET = "MET", "They have met"
    STOPPED = "STOPPED", "The person stopped it"
    OTHER_WAY = "OTHER_WAY", "Another way was found"


ENDS = (State.MET, State.STOPPED, State.OTHER_WAY)
COME_BACK = (State.NOT_NOW, State.ASKS, State.SILENT, State.COULD_NOT)
"""What is the owner's to look at: the other side did not say yes."""


class Fitted(models.TextChoices):
    """Whether it was right for them, said afterwards by either side."""

    YES = "YES", "Yes"
    PARTLY = "PARTLY", "Partly"
    NO = "NO", "No"


DID_NOT_FIT = (Fitted.PARTLY, Fitted.NO)
"""It comes back to whoever looks after it."""


class WhyNot(models.TextChoices):
    """Why it could not happen. It feeds what is known of unmet needs; nobody is turned away."""

    FULL = "FULL", "There is no room in time"
    NOT_THERE = "NOT_THERE", "It is not there any more"
    TOO_FAR = "TOO_FAR", "It is too far, or there is no way to get there"
    TIMES = "TIMES", "The times do not fit"
    MONEY = "MONEY", "It costs too much"
    ACCESS = "ACCESS", "The place or the language is a barrier"
    NOT_RIGHT = "NOT_RIGHT", "It is not what they need"
    NO_ANSWER = "NO_ANSWER", "Nobody answered"
    OTHER = "OTHER", "Something else"


class Introduction(Layered):
    """One introduction of a person, and what is next. It is of their support."""

    way = models.TextField(choices=Way)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """To what: a service or activity, one of our hubs, a colleague or a volunteer. One of three."""
    from_site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    """The hub that introduces them, and whose unmet need it is if it cannot happen."""
    need = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hope_sealed = models.BinaryField(blank=True, default=b"")
    hope = Sealed("hope_sealed")
    """What the person hopes for, in their own words."""
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=State)
    needed_today = models.BooleanField(default=False)
    """The other side was rung, and somebody there accepted, before anything was written down."""
    accepted_by_sealed = models.BinaryField(blank=True, default=b"")
    accepted_by = Sealed("accepted_by_sealed")
    """Who there accepted, of help needed today."""
    goes_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who goes along with them, where somebody does."""
    goes_at = models.DateTimeField(null=True, blank=True)
    """When they go, once that is known."""
    next_step_sealed = models.BinaryField(blank=True, default=b"")
    next_step = Sealed("next_step_sealed")
    next_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    """After this day silence comes back to the owner."""
    silence_told_for = models.DateField(null=True, blank=True)
    """The last such day of which the owner was told that it passed."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the other side answered by itself, until whoever looks after it has gone on with it."""
    to_be_told = models.BooleanField(default=False)
    """It was stopped, and whoever looks after it did not do that; or they met, and it did not fit,
    or the other side says whether it did: until they say that they know."""
    begun_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    fitted = models.TextField(choices=Fitted, blank=True, default="")
    fitted_words_sealed = models.BinaryField(blank=True, default=b"")
    fitted_words = Sealed("fitted_words_sealed")
    """What the person says of it."""
    other_fitted = models.TextField(choices=Fitted, blank=True, default="")
    other_words_sealed = models.BinaryField(blank=True, default=b"")
    other_words = Sealed("other_words_sealed")
    """What the other side says of it."""
    instead_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_ideas"
    )
    """The one that could not happen, and for which this is the next idea."""
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = [
            *STANDING, "accepted_by_sealed", "answer_by", "answered_at", "begun_on", "colleague",
            "ended_on", "fitted", "fitted_words_sealed", "goes_at", "goes_with", "hope_sealed",
            "instead_of",
            "met_on", "need", "needed_today", "next_on", "next_step_sealed", "other_fitted",
            "other_words_sealed", "owner", "silence_told_for",
            "service", "site", "state", "to_be_told", "way",
        ]  # fmt: skip
        plain = ["edited_at", "from_site", "held_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="introductions_to_one_thing",
                condition=Q(service__isnull=False, site=None, colleague=None)
                | Q(service=None, site__isnull=False, colleague=None)
                | Q(service=None, site=None, colleague__isnull=False),
            ),
            models.CheckConstraint(
                name="introductions_has_a_next_step_until_it_ends",
                condition=Q(state__in=ENDS, ended_on__isnull=False, next_on=None)
                | (~Q(state__in=ENDS) & Q(ended_on=None, next_on__isnull=False)
                   & ~Q(next_step_sealed=b"")),
            ),
            models.CheckConstraint(
                name="introductions_met_on_a_day",
                condition=(Q(state="MET") & Q(met_on__isnull=False))
                | (~Q(state="MET") & Q(met_on=None)),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["owner", "next_on"],
                name="introductions_open",
                condition=Q(ended_on=None),
            ),
            models.Index(
                fields=["answer_by"], name="introductions_silent", condition=Q(state="WAITING")
            ),
            models.Index(fields=["owner"], name="introductions_told", condition=Q(to_be_told=True)),
            models.Index(fields=["person", "-begun_on"], name="introductions_of"),
            models.Index(fields=["from_site", "begun_on"], name="introductions_begun_at"),
        ]

    def __str__(self) -> str:
        return f"Introduction {self.pk}"


class LineKind(models.TextChoices):
    """What a line of an introduction's story says."""

    BEGUN = "BEGUN", "Begun"
    SHARED = "SHARED", "What was shared"
    RANG = "RANG", "We rang them"
    ALONG = "ALONG", "Who goes along, and when"
    TODAY = "TODAY", "It is needed today"
    SENT = "SENT", "We asked them in writing"
    NOT_GONE = "NOT_GONE", "Our email did not go, as far as we know"
    READ = "READ", "They opened what was shared"
    YES = "YES", "They said yes"
    NOT_NOW = "NOT_NOW", "They said: not now"
    ASKS = "ASKS", "They asked something"
    SILENT = "SILENT", "No answer came in time"
    COULD_NOT = "COULD_NOT", "It could not happen"
    CAME = "CAME", "They said that they have been there"
    NEXT = "NEXT", "What is next"
    HANDED_OVER = "HANDED_OVER", "Handed over"
    MET = "MET", "They met"
    STOPPED = "STOPPED", "The person stopped it"
    OTHER_WAY = "OTHER_WAY", "Another way was found"
    FITTED = "FITTED", "Whether it fitted"


class IntroductionLine(Layered):
    """One thing that happened on the way. It is added to, and never written over."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="lines")
    kind = models.TextField(choices=LineKind)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if the other side said so by a link, or Hearth itself on the day."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = SealedForPerson("words_sealed")
    on = models.DateField(null=True, blank=True)
    """The day that it speaks of: when to meet, when to try again."""

    class Privacy:
        personal = [*STANDING, "at", "by", "introduction", "kind", "on", "words_sealed"]
        plain = ["held_by"]

    class Meta:
        indexes = [models.Index(fields=["introduction", "at"], name="introductions_line_of")]

    def __str__(self) -> str:
        return f"Line {self.pk}"


class SharedWithThem(Layered):
    """
    What was shown to the person, agreed by them, and shared with the other side: as it was.

    It is kept as it left. What has left cannot be called back, and the page says so.
    """

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="shared")
    words_sealed = models.BinaryField()
    words = SealedForPerson("words_sealed")
    """A list of what it says and how it is called, as JSON: [["Name", "Robin"], …]."""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """How each is called, and what it says."""
        return [(str(label), str(says)) for label, says in json.loads(self.words)]

    agreed_how = models.TextField(choices=Agreed)
    agreed_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [
            *STANDING, "agreed_how", "agreed_on", "asked_by", "introduction", "words_sealed",
        ]  # fmt: skip
        plain = ["held_by"]

    def __str__(self) -> str:
        return f"Shared {self.pk}"

"""Agreements for coming in safely: made with the person, with a day to look at them again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Person
from hearth.places.models import Organisation, Site


class HowIn(models.TextChoices):
    """How somebody comes in, for now. However it is, they are helped."""

    COMES_IN = "COMES_IN", "They come in, in the way we agree"
    NOT_THEN = "NOT_THEN", "They come in, but not at some times"
    ELSEWHERE = "ELSEWHERE", "Not in the building for now, and helped in another way"


class Came(models.TextChoices):
    """What was done to an agreement."""

    AGREED = "AGREED", "Agreed"
    CHANGED = "CHANGED", "Changed"
    LOOKED_AT = "LOOKED_AT", "Looked at again"
    STOPPED = "STOPPED", "Stopped"
    TAKEN_UP = "TAKEN_UP", "Taken up again"


class AboutComingIn(Record):
    """
    A row about how one person comes in to one site. It is of no layer: it is the hub's own.

    Its lawful basis is keeping everybody safe; whose it is sees all of it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too. The database keeps it true."""

    class Meta:
        abstract = True


OF_THE_ROW = ["person", "worker_id"]


class ComingIn(AboutComingIn):
    """What a person and a hub agree about coming in safely, as it stands."""

    how = models.TextField(choices=HowIn)
    theirs_sealed = models.BinaryField()
    theirs = Sealed("theirs_sealed")
    """What the person says, in their own words."""
    why_sealed = models.BinaryField()
    why = Sealed("why_sealed")
    """Why it is needed, in the hub's words."""
    hub_will_sealed = models.BinaryField()
    hub_will = Sealed("hub_will_sealed")
    they_will_sealed = models.BinaryField(blank=True, default=b"")
    they_will = Sealed("they_will_sealed")
    still_helped_sealed = models.BinaryField(blank=True, default=b"")
    still_helped = Sealed("still_helped_sealed")
    """How they are helped while they are not in the building."""
    who_agreed_sealed = models.BinaryField()
    who_agreed = Sealed("who_agreed_sealed")
    agreed_on = models.DateField()
    look_again_on = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stopped_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = [
            *OF_THE_ROW, "agreed_on", "how", "hub_will_sealed", "look_again_on",
            "still_helped_sealed", "stopped_on", "theirs_sealed", "they_will_sealed",
            "who_agreed_sealed", "why_sealed",
        ]  # fmt: skip
        plain = ["held_by", "owner", "site"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incidents_elsewhere_says_how_they_are_helped",
                condition=~Q(how="ELSEWHERE") | ~Q(still_helped_sealed=b""),
            ),
            models.CheckConstraint(
                name="incidents_agreement_is_made_with_them", condition=~Q(theirs_sealed=b"")
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "look_again_on"],
                name="incidents_coming_in_again",
                condition=Q(stopped_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Coming in {self.pk}"


class ComingInOnce(AboutComingIn):
    """What an agreement said after each thing that was done to it, and why: only ever added."""

    coming_in = models.ForeignKey(ComingIn, on_delete=models.CASCADE, related_name="before")
    came = models.TextField(choices=Came)
    said_sealed = models.BinaryField()
    said = SealedForPerson("said_sealed")
    """All that it said then, as JSON."""
    theirs_sealed = models.BinaryField(blank=True, default=b"")
    theirs = SealedForPerson("theirs_sealed")
    """How the person says that it goes."""
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = SealedForPerson("note_sealed")
    """How the hub says that it goes, or why it stops."""
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*OF_THE_ROW, "came", "note_sealed", "said_sealed", "theirs_sealed"]
        plain = ["coming_in", "done_at", "done_by", "held_by", "site"]

    def __str__(self) -> str:
        return f"Coming in once {self.pk}"


class DoorWords(AboutComingIn):
    """
    The one sentence of an agreement that the door may say, in a row of its own.

    Whoever welcomes people at that site reads it and no more. It is there while the agreement
    stands.
    """

    coming_in = models.OneToOneField(ComingIn, on_delete=models.CASCADE, related_name="door")
    words_sealed = models.BinaryField()
    words = Sealed("words_sealed")

    class Privacy:
        personal = [*OF_THE_ROW, "words_sealed"]
        plain = ["coming_in", "held_by", "site"]

    class Meta:
        indexes = [models.Index(fields=["site", "person"], name="incidents_door_words_at")]

    def __str__(self) -> str:
        return f"Door words {self.pk}"


ABOUT_SOMEONE = (DoorWords, ComingInOnce, ComingIn)
"""What is written about how somebody comes in, in the order in which it can be forgotten."""

"""Everything that is kept about somebody, gathered for them, and what was decided of each line."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.foundation.sealing import Sealed
from hearth.people.models import Layered
from hearth.people.models.layers import STANDING
from hearth.places.models import Site
from hearth.rights.models.requests import RightsRequest


class PackState(models.TextChoices):
    """How far a pack is."""

    GATHERING = "GATHERING", "It is being gathered"
    FAILED = "FAILED", "Not everything could be gathered"
    REVIEW = "REVIEW", "It is being read through"
    RELEASED = "RELEASED", "It may be given"
    GIVEN = "GIVEN", "It was given"


class Pack(Layered):
    """One gathering of everything. It goes after some weeks: it is all of a life in one place."""

    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="packs")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=PackState, default="GATHERING")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    """Of how many parts of Hearth it is gathered, and how many are done."""
    counts = models.JSONField(default=dict)
    """By table, how many rows the database counts and how many were gathered."""
    same_person = ArrayField(models.UUIDField(), default=list, blank=True)
    """The linked records of which somebody said, for this pack, that they are the same person."""
    gathered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)
    goes_on = models.DateField()
    """The day on which it is taken away."""

    class Privacy:
        personal = [
            *STANDING, "counts", "gathered_at", "given_at", "released_at", "released_by", "request",
            "same_person",
        ]  # fmt: skip
        plain = ["done", "goes_on", "held_by", "site", "state", "total"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rights_released_by_somebody",
                condition=~Q(state__in=["RELEASED", "GIVEN"])
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["goes_on"], name="rights_pack_goes")]

    def __str__(self) -> str:
        return f"Pack {self.pk}"


class Flag(models.TextChoices):
    """Why a line must be looked at before anything is given."""

    NAMES = "NAMES", "It may name somebody else"
    COLLEAGUE = "COLLEAGUE", "A worker’s own words"
    SAFETY = "SAFETY", "A worry, or a concern for somebody’s safety"
    INCIDENT = "INCIDENT", "Something that happened, perhaps to others too"
    HELD_BACK = "HELD_BACK", "Held back for somebody’s safety"
    UNTOLD = "UNTOLD", "It is not told them anywhere else"
    READ = "READ", "To be read: anybody may be named in it"


APART = (Flag.SAFETY, Flag.INCIDENT, Flag.HELD_BACK, Flag.UNTOLD, Flag.NAMES)
"""What is decided one by one, never by the page."""


class Decided(models.TextChoices):
    """What becomes of a line."""

    GIVE = "GIVE", "Give it as it is"
    TAKE_OUT = "TAKE_OUT", "Give it, with some words taken out"
    WITHHOLD = "WITHHOLD", "Do not give it"


class WhyNot(models.TextChoices):
    """On what ground something is not given: the exemptions of the Data Protection Act 2018."""

    THIRD_PARTY = "THIRD_PARTY", "It is about somebody else (schedule 2, paragraph 16)"
    SERIOUS_HARM = "SERIOUS_HARM", "It would do serious harm to somebody (schedule 3, part 2)"
    CHILD_ABUSE = "CHILD_ABUSE", "It is about the abuse of a child (schedule 3, part 5)"
    CRIME = "CRIME", "It would hinder preventing a crime (schedule 2, paragraph 2)"
    LEGAL = "LEGAL", "It is between us and a lawyer (schedule 2, paragraph 19)"


class HarmSaid(models.TextChoices):
    """What a health professional said of a whole copy: whether any of it would do serious harm."""

    NONE = "NONE", "None of it would do serious harm"
    LEFT_OUT = "LEFT_OUT", "Some of it would, and that is left out"
    STILL_IN = "STILL_IN", "Some of it would, and still stands in the copy"


class PackRow(Layered):
    """One line of a pack: what is kept, and what was decided about giving it."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="rows")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    app = models.TextField()
    of_record = models.UUIDField(null=True, blank=True)
    """The linked record that it is of; none, if it is of the one for which it was asked."""
    on = models.DateField(null=True, blank=True)
    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    says_sealed = models.BinaryField()
    says = Sealed("says_sealed")
    facts_sealed = models.BinaryField(blank=True, default=b"")
    facts = Sealed("facts_sealed")
    """What a machine reads: a JSON list of rows of one table. Empty where words say it all."""
    answers = models.TextField(blank=True, default="")
    """The name of the organisation that answers for it."""
    flag = models.TextField(choices=Flag, blank=True, default="")
    decided = models.TextField(choices=Decided, blank=True, default="")
    given_sealed = models.BinaryField(blank=True, default=b"")
    given = Sealed("given_sealed")
    """What is given, where words were taken out."""
    why = models.TextField(choices=WhyNot, blank=True, default="")
    reason_sealed = models.BinaryField(blank=True, default=b"")
    reason = Sealed("reason_sealed")
    professional_sealed = models.BinaryField(blank=True, default=b"")
    professional = Sealed("professional_sealed")
    """The health professional who was asked whether it would do serious harm."""
    asked_professional_on = models.DateField(null=True, blank=True)
    listed = models.BooleanField(default=True)
    """They are told that something is not given. Not where that alone would tell what it is."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = [
            *STANDING, "asked_professional_on", "decided", "decided_at", "decided_by",
            "facts_sealed", "flag", "given_sealed", "listed", "of_record", "on", "pack",
            "professional_sealed", "reason_sealed", "says_sealed", "what_sealed", "why",
        ]  # fmt: skip
        plain = ["answers", "app", "held_by", "number", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "number"], name="rights_row_numbered"),
            models.CheckConstraint(
                name="rights_withheld_for_a_reason",
                condition=Q(decided__in=["", "GIVE"]) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="rights_serious_harm_was_asked",
                condition=~Q(why="SERIOUS_HARM")
                | (~Q(professional_sealed=b"") & Q(asked_professional_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["pack", "number"], name="rights_undecided",
                condition=~Q(flag="") & Q(decided=""),
            ),
            models.Index(
                fields=["of_record"], name="rights_row_of_linked",
                condition=Q(of_record__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Row {self.pk}"

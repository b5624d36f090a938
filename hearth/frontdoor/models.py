"""Who came in, and who is in the building."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation, Site


class Brought(models.TextChoices):
    """What brought someone in. Codes are stored; wording may change."""

    COMPANY = "COMPANY", "Company or a cup of tea"
    TALK = "TALK", "To talk to someone"
    ACTIVITY = "ACTIVITY", "A group or activity"
    PRACTICAL = "PRACTICAL", "Practical help"
    HARD_TIME = "HARD_TIME", "Things are hard right now"
    SOMEONE_ELSE = "SOMEONE_ELSE", "Worried about somebody else"
    HELPING_OUT = "HELPING_OUT", "To help out"
    FIRST_LOOK = "FIRST_LOOK", "Having a first look"


class HowToday(models.TextChoices):
    """How somebody is today, in their own five words. Never a rating, and never a rank."""

    WELL = "WELL", "Well"
    OK = "OK", "OK"
    NOT_GREAT = "NOT_GREAT", "Not great"
    WORST_DAY = "WORST_DAY", "My worst day"
    GROWING = "GROWING", "Growing"


class HowCame(models.TextChoices):
    ALONE = "ALONE", "By themselves"
    WITH_SOMEBODY = "WITH_SOMEBODY", "With somebody"
    POLICE = "POLICE", "Brought by the police"
    EMERGENCY = "EMERGENCY", "From A&E"
    AMBULANCE = "AMBULANCE", "Brought by ambulance"
    OTHER_SERVICE = "OTHER_SERVICE", "Another service walked them here"


class Otherwise(models.TextChoices):
    """Where somebody would have gone if there were no hub."""

    NOWHERE = "NOWHERE", "Nowhere"
    GP = "GP", "Their GP"
    EMERGENCY = "EMERGENCY", "A&E"
    CRISIS_TEAM = "CRISIS_TEAM", "The crisis team"
    AMBULANCE_OR_POLICE = "AMBULANCE_OR_POLICE", "Called 999"
    HELPLINE = "HELPLINE", "A helpline"
    FAMILY_OR_FRIENDS = "FAMILY_OR_FRIENDS", "Family or friends"
    ANOTHER_PLACE = "ANOTHER_PLACE", "Another group or place"


class Source(models.TextChoices):
    DOOR = "DOOR", "At the door"
    PAPER = "PAPER", "From a paper sheet"
    FILE = "FILE", "From a file"
    DEMONSTRATION = "DEMONSTRATION", "Invented, for the demonstration"


WRITTEN_UP_LATER = [Source.PAPER.value, Source.FILE.value]
"""Sources that say who came on a day gone by, and nothing about who is in the building now."""

STILL_IN = Q(left_at__isnull=True, confirmed_gone_at__isnull=True, taken_back_at__isnull=True) & ~Q(
    source__in=WRITTEN_UP_LATER
)
"""Nobody has seen them leave, or made sure that they have gone."""


class ArrivalQuerySet(models.QuerySet[Any]):
    """Adjectives for visits and headcounts. Questions live in queries."""

    def at(self, site: Site) -> ArrivalQuerySet:
        return self.filter(site=site)

    def on(self, day: datetime.date) -> ArrivalQuerySet:
        return self.filter(arrived_on=day)

    def standing(self) -> ArrivalQuerySet:
        """Those not taken back: an undone visit stays written down, and is never counted."""
        return self.filter(taken_back_at__isnull=True)

    def still_in(self) -> ArrivalQuerySet:
        return self.filter(STILL_IN)


class Arrival(Record):
    """
    What a visit and a headcount share: where, when, and who wrote it down.

    Nothing is looked up by its organisation or its worker alone, so they have
    no index: each would be written with every visit.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="%(class)ss")
    held_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    arrived_at = models.DateTimeField()
    arrived_on = models.DateField()
    """The day in England on which they arrived: what a report counts by."""
    arrived_hour = models.PositiveSmallIntegerField()
    """The hour in England, 0 to 23, in which they arrived."""
    left_at = models.DateTimeField(null=True, blank=True)
    """When they were seen to leave. Leaving is optional: mostly nobody writes it down."""
    confirmed_gone_at = models.DateTimeField(null=True, blank=True)
    """When somebody made sure that they had gone, though nobody saw them go."""
    still_here_at = models.DateTimeField(null=True, blank=True)
    """When somebody last looked, and found them still here."""
    source = models.TextField(choices=Source, default=Source.DOOR)
    sheet_id = models.UUIDField(null=True, blank=True)
    """The sheet it was brought in with, if it was."""
    welcomed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        abstract = True


class Visit(Arrival):
    """One arrival of one person, named or not, at a site."""

    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="visits",
        null=True,
        blank=True,
        db_index=False,  # frontdoor_visit_of_person begins with it
    )
    brought = ArrayField(models.TextField(choices=Brought), default=list, blank=True)
    how_today = models.TextField(choices=HowToday, blank=True, default="")
    how_came = models.TextField(choices=HowCame, blank=True, default="")
    otherwise = models.TextField(choices=Otherwise, blank=True, default="")
    came_with_sealed = models.BinaryField(blank=True, default=b"")
    came_with = Sealed("came_with_sealed")
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """A note for the team, today."""
    child_alone = models.BooleanField(default=False)

    class Privacy:
        personal = [
            "brought", "came_with_sealed", "child_alone", "how_came", "how_today", "note_sealed",
            "otherwise", "person",
        ]  # fmt: skip
        plain = [
            "arrived_at", "arrived_hour", "arrived_on", "confirmed_gone_at", "held_by", "left_at",
            "sheet_id", "site", "source", "still_here_at", "taken_back_at", "welcomed_by",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="frontdoor_visit_left_after_arriving",
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "arrived_on"],
                include=["person", "arrived_hour"],
                name="frontdoor_visit_report",
                condition=Q(taken_back_at__isnull=True),
            ),
            models.Index(
                fields=["site", "arrived_on"],
                include=["brought", "how_came", "otherwise"],
                name="frontdoor_visit_asked",
                condition=Q(taken_back_at__isnull=True)
                & (~Q(brought=[]) | ~Q(how_came="") | ~Q(otherwise="")),
            ),
            models.Index(fields=["person", "arrived_on"], name="frontdoor_visit_of_person"),
            models.Index(
                fields=["site", "arrived_at"],
                name="frontdoor_visit_still_in",
                condition=STILL_IN,
            ),
        ]

    def __str__(self) -> str:
        return f"Visit {self.pk}"


class Headcount(Arrival):
    """A number of visits counted together, nobody named."""

    how_many = models.PositiveIntegerField()
    what = models.TextField(blank=True, default="")
    """Such as: knitting group, school visit."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "arrived_at", "arrived_hour", "arrived_on", "confirmed_gone_at", "held_by", "how_many",
            "left_at", "sheet_id", "site", "source", "still_here_at", "taken_back_at",
            "welcomed_by", "what",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="frontdoor_headcount_counts_somebody",
                condition=Q(how_many__gte=1, how_many__lte=5000),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "arrived_on"],
                name="frontdoor_headcount_report",
                condition=Q(taken_back_at__isnull=True),
            ),
            models.Index(
                fields=["site", "arrived_at"],
                name="frontdoor_headcount_still_in",
                condition=STILL_IN,
            ),
        ]

    def __str__(self) -> str:
        return f"Headcount {self.pk}"


class Conversation(Record):
    """Somebody who would like to talk: since when, and who took it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="conversations")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="conversations")
    wanted_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    left_before = models.BooleanField(default=False)
    """They went, or changed their mind, before anyone came."""

    class Privacy:
        personal = ["left_before", "visit"]
        plain = ["ended_at", "site", "taken_at", "taken_by", "wanted_at"]

    class Meta:
        constraints = [
            # Somebody can change their mind, and like to talk after all: but waits once at a time.
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(ended_at__isnull=True),
                name="frontdoor_conversation_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "wanted_at"],
                name="frontdoor_conversation_waiting",
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Conversation {self.pk}"


class ChildAlert(Record):
    """That a child came in alone, until somebody whose job it is has seen it."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="child_alert")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="child_alerts")
    raised_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = ["visit"]
        plain = ["raised_at", "seen_at", "seen_by", "site"]

    def __str__(self) -> str:
        return f"Child alert {self.pk}"


class Correction(Record):
    """What a visit or headcount said before it was put right, and who put it right."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="corrections")
    arrival_id = models.UUIDField()
    was_sealed = models.BinaryField()
    was = Sealed("was_sealed")
    """The fields that changed, as they were before, in JSON. Whose visit it was stands apart."""
    person_changed = models.BooleanField(default=False)
    person_was = models.ForeignKey(
        Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    """Whose visit it was before, if that changed; a column, so that a person can be forgotten."""
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = ["arrival_id", "person_changed", "person_was", "was_sealed"]
        plain = ["corrected_by", "site"]

    class Meta:
        indexes = [
            models.Index(fields=["arrival_id", "recorded_at"], name="frontdoor_correction_of"),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"


class WorkingHere(models.TextChoices):
    STAFF = "STAFF", "Staff"
    VOLUNTEER = "VOLUNTEER", "Volunteer"
    CONTRACTOR = "CONTRACTOR", "Contractor or visitor on business"


class Presence(Record):
    """Somebody working in the building, for the fire roll. Never a visit."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="presences")
    kind = models.TextField(choices=WorkingHere)
    name = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    signed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = ["name", "user"]
        plain = ["came_at", "kind", "left_at", "signed_in_by", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "user"],
                condition=Q(left_at__isnull=True),
                name="frontdoor_presence_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["site"], name="frontdoor_presence_now", condition=Q(left_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"Presence {self.pk}"

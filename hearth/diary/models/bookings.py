"""
Bookings: that a worker is taken at a time, and apart from that, with whom and what for.

A booking says no more than when a worker is taken. The meeting in it says the rest, and is open
only to those with whom the person shares their support. Whether somebody came is written nowhere.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered, LayeredQuerySet, Person, Sight
from hearth.people.models.layers import STANDING
from hearth.places.models import Site


class WhatFor(models.TextChoices):
    """What a meeting is."""

    WELCOMING = "WELCOMING", "Welcoming conversation"
    ONE_TO_ONE = "ONE_TO_ONE", "One to one"
    OTHER = "OTHER", "Something else"


class MeetAt(models.TextChoices):
    """Where people meet."""

    HUB = "HUB", "At the hub"
    ELSEWHERE = "ELSEWHERE", "Somewhere else"
    PHONE = "PHONE", "By phone"
    ONLINE = "ONLINE", "Online"


class Booking(Record):
    """A time at which a worker is taken. It says nothing of whom they meet."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    """The hub whose diary it stands in, wherever they meet."""
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, if whoever it was with asked to be forgotten."""
    reminder_id = models.UUIDField(null=True, blank=True)
    """The message that reminds them of it. No foreign key: outgoing forgets by its own rules."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "begins_at", "booked_by", "called_off_at", "called_off_by", "ends_at", "reminder_id",
            "site", "worker",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_booking_goes_forward", condition=Q(ends_at__gt=F("begins_at"))
            ),
            models.CheckConstraint(
                name="diary_booking_is_called_off_at_a_time",
                condition=Q(called_off_by=None) | Q(called_off_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "begins_at"], name="diary_booking_of"),
            models.Index(fields=["site", "begins_at"], name="diary_booking_at"),
        ]

    def __str__(self) -> str:
        return f"Booking {self.pk}"


class BookingBefore(Record):
    """
    When a worker was taken until a booking was moved: only ever added.

    It says no more of whom they meet than a booking does. What else was said is in the meeting.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="before")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Privacy:
        personal: list[str] = []
        plain = ["begins_at", "booking", "changed_at", "ends_at", "site", "worker"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_booking_went_forward_before", condition=Q(ends_at__gt=F("begins_at"))
            ),
        ]
        indexes = [models.Index(fields=["site", "begins_at"], name="diary_booking_before_at")]

    def __str__(self) -> str:
        return f"Booking before {self.pk}"


class MeetingQuerySet(LayeredQuerySet["Meeting"]):
    """Adjectives for meetings."""

    def readable(self, sight: Sight, teams: Collection[UUID]) -> MeetingQuerySet:
        """
        Return the meetings that somebody may read: what the walls say, asked first.

        :param teams: the sites whose team they are of
        """
        return self.open_to(sight) | self.filter(
            of_team=True, site__in=list(teams), worker_id__isnull=True
        )


class Meeting(Layered):
    """
    With whom a booking is, what for and where; or what somebody asked for, with no time yet.

    It is of the person's support. Where there is no name, or they have agreed to share it with
    nobody yet, it is the team's of that hub.
    """

    person = models.ForeignKey(  # type: ignore[assignment]
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="meetings"
    )
    of_team = models.BooleanField(default=False)
    """The database takes it back when the person comes to share their support: what is shared
    without agreement takes nothing."""
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    booking = models.OneToOneField(
        Booking, on_delete=models.CASCADE, null=True, blank=True, related_name="meeting"
    )
    """None while it is only asked for."""
    what_for = models.TextField(choices=WhatFor)
    meet_at = models.TextField(choices=MeetAt, default=MeetAt.HUB)
    where_sealed = models.BinaryField(blank=True, default=b"")
    where = Sealed("where_sealed")
    """Where else, or the number or address by which they meet."""
    who_sealed = models.BinaryField(blank=True, default=b"")
    who = Sealed("who_sealed")
    """Who it is, where there is no name: such as "somebody in a blue coat"."""
    who_else_sealed = models.BinaryField(blank=True, default=b"")
    who_else = Sealed("who_else_sealed")
    suits_sealed = models.BinaryField(blank=True, default=b"")
    suits = Sealed("suits_sealed")
    """What suits them, as they said it."""
    wants = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """With whom they would like to meet, if they said."""
    remind_way_id = models.UUIDField(null=True, blank=True)
    """By which way to contact them they agreed to be reminded. No foreign key: whoever removes a
    way need not see that somebody was to be reminded by it."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    before_sealed = models.BinaryField(blank=True, default=b"")
    before = SealedForPerson("before_sealed")
    """What it said before it was moved, when and by whom, the oldest first, as JSON."""
    let_go_at = models.DateTimeField(null=True, blank=True)
    """What was asked for is wanted no more."""

    objects = MeetingQuerySet.as_manager()  # type: ignore[misc]

    class Privacy:
        personal = [
            *STANDING, "before_sealed", "meet_at", "of_team", "remind_way_id", "suits_sealed",
            "wants", "what_for", "where_sealed", "who_else_sealed", "who_sealed",
        ]  # fmt: skip
        plain = ["booking", "held_by", "let_go_at", "site", "written_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_meeting_is_with_somebody",
                condition=Q(person__isnull=False) | ~Q(who_sealed=b""),
            ),
            models.CheckConstraint(
                name="diary_meeting_without_a_name_is_the_teams",
                condition=Q(person__isnull=False) | Q(of_team=True),
            ),
            models.CheckConstraint(
                name="diary_meeting_reminds_somebody_known",
                condition=Q(remind_way_id=None) | Q(person__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "recorded_at"],
                name="diary_meeting_asked_for",
                condition=Q(booking__isnull=True, let_go_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting {self.pk}"

"""Lines of a handover board: what is left to the next shift, as it stands and as it stood."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.foundation.sealing import Sealed, SealedForPerson
from hearth.people.models import Layered, LayeredQuerySet, Person, Sight
from hearth.people.models.layers import STANDING, Row
from hearth.places.models import Site

LASTS_AT_MOST = datetime.timedelta(days=31)
"""A line that was open for longer is found by an index of its own: such lines are few."""


class LineKind(models.TextChoices):
    """What a line is."""

    TO_DO = "TO_DO", "Something to do"
    MAY_COME = "MAY_COME", "Somebody said they may come"
    BUILDING = "BUILDING", "Something about the building"


class LineState(models.TextChoices):
    """How a line stands."""

    OPEN = "OPEN", "To do"
    DONE = "DONE", "Done"


class LineCame(models.TextChoices):
    """What was done to a line."""

    WRITTEN = "WRITTEN", "Written"
    TAKEN = "TAKEN", "Taken over"
    GIVEN = "GIVEN", "Handed over"
    NOBODY = "NOBODY", "Put down: nobody has it"
    CARRIED = "CARRIED", "Carried on"
    CHANGED = "CHANGED", "Put right"
    DONE = "DONE", "Done"
    AGAIN = "AGAIN", "Not done after all"
    ANEW = "ANEW", "Written anew, about somebody"


class BoardQuerySet(LayeredQuerySet[Row]):
    """Adjectives for lines, and for what they said once."""

    def readable(self, sight: Sight, sites: Collection[UUID]) -> BoardQuerySet[Row]:
        """
        Return what somebody may read: what the walls say, asked first.

        :param sites: where they hand over
        """
        return self.open_to(sight) | self.filter(person__isnull=True, site__in=list(sites))


class OfTheBoard(Layered):
    """
    What a line says. About a person it is of their support; about nobody it is the site's.

    :param person: None, if it is about nobody
    """

    person = models.ForeignKey(  # type: ignore[assignment]
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    due_at = models.DateTimeField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who has it; None: nobody yet."""
    given_at = models.DateTimeField(null=True, blank=True)
    """When somebody else gave it to them, who have not taken it since; None once they took it."""
    taken_at = models.DateTimeField(null=True, blank=True)
    """When they took it, or last did something to it themselves; None while it is only given."""
    state = models.TextField(choices=LineState, default=LineState.OPEN)

    objects = BoardQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True

    @property
    def is_about_somebody(self) -> bool:
        return self.person_id is not None


SAYS = [*STANDING, "due_at", "given_at", "owner", "state", "taken_at", "what_sealed"]
"""What is personal on a row of the board."""


class BoardLine(OfTheBoard):
    """One line of a site's board, as it stands now. What it said before is in its onces."""

    kind = models.TextField(choices=LineKind)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    came = models.TextField(choices=LineCame, default=LineCame.WRITTEN)
    """What was done to it last."""
    came_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    """How many things were done to it, so that nobody writes over what they did not see."""
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was done; None while it is to do."""
    lasted_long = models.BooleanField(default=False)

    class Privacy:
        personal = [*SAYS, "came", "kind"]
        plain = [
            "came_at",
            "ended_at",
            "held_by",
            "lasted_long",
            "site",
            "times",
            "written_at",
            "written_by",
        ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_line_ends_when_it_is_done",
                condition=Q(state="OPEN", ended_at=None) | Q(state="DONE", ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="handover_line_says_that_it_lasted",
                condition=Q(ended_at=None)
                | Q(lasted_long=True)
                | Q(ended_at__lte=F("written_at") + LASTS_AT_MOST),
            ),
        ]
        indexes = [
            models.Index(fields=["site", "written_at"], name="handover_line_written"),
            models.Index(
                fields=["site", "due_at"],
                name="handover_line_open",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                fields=["site", "ended_at"],
                name="handover_line_long",
                condition=Q(lasted_long=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Board line {self.pk}"


class BoardLineOnce(OfTheBoard):
    """What a line said after each thing that was done to it, and who did that: only ever added."""

    line = models.ForeignKey(BoardLine, on_delete=models.CASCADE, related_name="onces")
    number = models.PositiveIntegerField()
    """Counted from 1, line by line."""
    came = models.TextField(choices=LineCame)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = SealedForPerson("what_sealed")

    class Privacy:
        personal = [*SAYS, "came"]
        plain = ["at", "by", "held_by", "line", "number", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="handover_line_once"),
        ]

    def __str__(self) -> str:
        return f"Board line once {self.pk}"

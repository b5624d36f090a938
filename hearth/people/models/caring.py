"""What a person lets somebody who cares for them read, on that carer's own pages: both agree."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.sealing import Sealed
from hearth.people.models.layers import STANDING, Layered
from hearth.people.models.person import Person
from hearth.people.models.sharing import Agreed


class Reads(models.TextChoices):
    """What a carer can be let read. They read what the person says, and no worker's word."""

    COMING = "COMING", "What is coming: when, where and with whom"
    WORST_DAY = "WORST_DAY", "What helps on my worst day"
    RING = "RING", "Whom to ring for me: those who agreed to be rung"
    PLAN = "PLAN", "All of my stay-well plan"
    INTRODUCTIONS = "INTRODUCTIONS", "My introductions: to where, and how it stands"


class CarerView(Layered):
    """
    That somebody in a person's circle may read some of what is theirs. It is of the circle.

    It opens while both have said yes, each for a year at most: the person (`person_until_on`), and
    the carer on their own pages (`carer_until_on`). Who the carer is stands here once they typed
    the code that the person gave them, so that nobody looks anybody up to ask them.
    """

    member_id = models.UUIDField()
    """Who it is in the circle. Taken out of it, they read no more."""
    reads = ArrayField(models.TextField(choices=Reads))
    agreed_how = models.TextField(choices=Agreed)
    agreed_on = models.DateField()
    person_until_on = models.DateField()
    """The last day, as the person said."""
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    """Who wrote that down: they themselves, or a worker to whom they said so."""
    key = models.BinaryField(blank=True, default=b"")
    """A keyed hash of the code, until it is used."""
    key_ends_at = models.DateTimeField()
    carer = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="carerviews_read"
    )
    carer_sign_in = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carer_called_sealed = models.BinaryField(blank=True, default=b"")
    carer_called = Sealed("carer_called_sealed")
    """What the carer is called, as they let the person know."""
    carer_agreed_on = models.DateField(null=True, blank=True)
    carer_until_on = models.DateField(null=True, blank=True)
    """The last day, as the carer said; None until they have said yes."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nobody, where it ended by what happened: out of the circle, or kept and not used."""
    ended_how = models.TextField(choices=Agreed, blank=True, default="")

    class Privacy:
        personal = [
            *STANDING, "agreed_how", "agreed_on", "carer", "carer_agreed_on",
            "carer_called_sealed", "carer_sign_in", "carer_until_on", "ended_at", "ended_how",
            "key", "member_id", "person_until_on", "reads",
        ]  # fmt: skip
        plain = ["ended_by", "held_by", "key_ends_at", "recorded_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="people_carerview_is_of_something", condition=~Q(reads=[])),
            models.CheckConstraint(
                name="people_carerview_is_of_two",
                condition=Q(carer=None) | ~Q(carer=F("person")),
            ),
            models.CheckConstraint(
                name="people_carerview_is_agreed_by_somebody",
                condition=Q(carer=None, carer_sign_in=None, carer_until_on=None)
                | Q(carer__isnull=False, carer_sign_in__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["carer"], name="people_carerview_carer")]

    def __str__(self) -> str:
        return f"Carer's view {self.pk}"

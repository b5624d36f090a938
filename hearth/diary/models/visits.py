"""
Lone visits: a worker goes somewhere alone, somebody watches, and it is loud if they are not back.

That somebody is out, and until when, is their whole team's to see. Where they went and to whom is
for the worker, for the buddy as long as it lasts, and for whoever runs the hub.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation, Site


class LoneVisit(Record):
    """That a worker has gone somewhere alone: since when, back by when, and who watches."""

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lone_visits"
    )
    buddy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    back_by = models.DateTimeField()
    louder_after = models.PositiveSmallIntegerField(default=15)
    """Minutes after which whoever runs the hub is told too."""
    over_at = models.DateTimeField(null=True, blank=True)
    buddy_told_at = models.DateTimeField(null=True, blank=True)
    manager_told_at = models.DateTimeField(null=True, blank=True)
    """When it was told upwards that they were not back, so that it can be sent."""

    class Privacy:
        personal: list[str] = []
        plain = [
            "back_by", "began_at", "buddy", "buddy_told_at", "louder_after", "manager_told_at",
            "over_at", "site", "worker",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_lone_visit_is_watched_by_another",
                condition=~Q(worker=F("buddy")),
            ),
            models.UniqueConstraint(
                fields=["worker"],
                name="diary_lone_visit_one_at_a_time",
                condition=Q(over_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["back_by"], name="diary_lone_visit_out", condition=Q(over_at__isnull=True)
            ),
            models.Index(fields=["worker", "began_at"], name="diary_lone_visit_of"),
            models.Index(fields=["site", "began_at"], name="diary_lone_visit_at"),
        ]

    def __str__(self) -> str:
        return f"Lone visit {self.pk}"


class LoneVisitDetails(Record):
    """Where somebody went alone, to whom, what to do if they are not back, and what was done."""

    visit = models.OneToOneField(LoneVisit, on_delete=models.CASCADE, related_name="details")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    buddy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True, blank=True)
    """The buddy reads this until then, and no longer."""
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="lone_visits"
    )
    about_worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is to whom they went, if that person works here: they do not read of it. The
    database keeps it true."""
    where_sealed = models.BinaryField(blank=True, default=b"")
    where = Sealed("where_sealed")
    whom_sealed = models.BinaryField(blank=True, default=b"")
    whom = Sealed("whom_sealed")
    """Who it is, in words: the buddy may have to say it to somebody, whatever they may open."""
    plan_sealed = models.BinaryField(blank=True, default=b"")
    plan = Sealed("plan_sealed")
    """What to do if they are not back, as it was agreed."""
    done_sealed = models.BinaryField(blank=True, default=b"")
    done = Sealed("done_sealed")
    """What was done and by whom, the oldest first, as JSON."""

    class Privacy:
        personal = [
            "about_worker_id", "done_sealed", "person", "plan_sealed", "where_sealed",
            "whom_sealed",
        ]  # fmt: skip
        plain = ["buddy", "held_by", "over_at", "site", "visit", "worker"]

    def __str__(self) -> str:
        return f"Lone visit details {self.pk}"

"""When a worker can be booked. Times are those of the clock on the wall, so that 9 stays 9 when
the clocks change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hearth.design.words import DAYS
from hearth.foundation.models import Record
from hearth.places.models import Site


class WeeklyTime(Record):
    """A spell of a worker's usual week, at one hub."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(DAYS)))
    begins = models.TimeField()
    ends = models.TimeField()

    class Privacy:
        personal: list[str] = []
        plain = ["begins", "ends", "site", "weekday", "worker"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_weekly_time_goes_forward", condition=Q(ends__gt=F("begins"))
            ),
            models.CheckConstraint(
                name="diary_weekly_time_is_on_a_weekday", condition=Q(weekday__lte=6)
            ),
        ]
        indexes = [models.Index(fields=["worker", "weekday"], name="diary_weekly_time_of")]

    def __str__(self) -> str:
        return f"Weekly time {self.pk}"


class DayTime(Record):
    """A spell of one day, beside the usual week; or instead of it, on a day off."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()

    class Privacy:
        personal: list[str] = []
        plain = ["begins", "ends", "on", "site", "worker"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="diary_day_time_goes_forward", condition=Q(ends__gt=F("begins"))
            ),
        ]
        indexes = [models.Index(fields=["worker", "on"], name="diary_day_time_of")]

    def __str__(self) -> str:
        return f"Day time {self.pk}"


class DayOff(Record):
    """A day on which nothing of a worker's usual week holds. Why is nobody's business."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Privacy:
        personal: list[str] = []
        plain = ["on", "worker"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "on"], name="diary_day_off_once"),
        ]

    def __str__(self) -> str:
        return f"Day off {self.pk}"

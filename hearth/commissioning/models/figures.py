"""What a hub cost in a month, as it was typed: spent, given free, and hours."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.places.models import Site


class Figure(models.TextChoices):
    """What is typed of a month. Codes are stored; wording may change."""

    STAFF = "STAFF", "Wages, pensions and National Insurance"
    ROOMS = "ROOMS", "Rent, heating and rooms"
    ACTIVITIES = "ACTIVITIES", "Activities and materials"
    FOOD = "FOOD", "Food and drink"
    TRAVEL = "TRAVEL", "Travel and transport"
    EXPENSES = "EXPENSES", "Volunteers’ expenses"
    RUNNING = "RUNNING", "Phones, insurance and office"
    GIVEN_ROOMS = "GIVEN_ROOMS", "Rooms"
    GIVEN_TIME = "GIVEN_TIME", "Workers lent by a partner"
    GIVEN_GOODS = "GIVEN_GOODS", "Food and goods"
    VOLUNTEER_HOURS = "VOLUNTEER_HOURS", "Volunteers’ hours"
    ROTA_HOURS = "ROTA_HOURS", "Paid hours on the rota"
    ROOM_HOURS = "ROOM_HOURS", "Hours that rooms were used"
    ROOM_HOURS_THERE = "ROOM_HOURS_THERE", "Hours that rooms could be used"


class Part(models.TextChoices):
    """The parts of a month: each says once where its figures are from."""

    SPENT = "SPENT", "What was spent"
    GIVEN = "GIVEN", "What was given free"
    HOURS = "HOURS", "Hours"

    @property
    def figures(self) -> tuple[Figure, ...]:
        return FIGURES[self]


FIGURES = {
    Part.SPENT: (
        Figure.STAFF, Figure.ROOMS, Figure.ACTIVITIES, Figure.FOOD, Figure.TRAVEL, Figure.EXPENSES,
        Figure.RUNNING,
    ),
    Part.GIVEN: (Figure.GIVEN_ROOMS, Figure.GIVEN_TIME, Figure.GIVEN_GOODS),
    Part.HOURS: (
        Figure.VOLUNTEER_HOURS, Figure.ROTA_HOURS, Figure.ROOM_HOURS, Figure.ROOM_HOURS_THERE,
    ),
}  # fmt: skip
PART_OF = {figure: part for part, figures in FIGURES.items() for figure in figures}


class Kept(models.TextChoices):
    """Whether a figure is what happened, or what was planned."""

    ACTUAL = "ACTUAL", "As it was"
    BUDGET = "BUDGET", "Budget"


class FigureSource(models.TextChoices):
    """Where a figure is from."""

    ACCOUNTS = "ACCOUNTS", "The accounts"
    BILLS = "BILLS", "Bills and receipts"
    ROTA = "ROTA", "A rota or sign-in sheet"
    COUNTED = "COUNTED", "Counted or written down here"
    ESTIMATE = "ESTIMATE", "An estimate"
    PLAN = "PLAN", "The agreed budget"
    """Of a budget, and of nothing else."""


class MonthFigure(Record):
    """
    One figure of a hub's month. No row, and a row without a value, are both "not recorded".

    Nought is a figure that somebody typed.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    """Its first day."""
    figure = models.TextField(choices=Figure)
    kept = models.TextField(choices=Kept, default=Kept.ACTUAL)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    """Pounds, or hours."""
    source = models.TextField(choices=FigureSource)
    shared = models.BooleanField(default=False)
    """Whether the other hubs see it (see OpenMoney)."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "edited_at", "figure", "kept", "month", "shared", "site", "source", "value",
            "written_by",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "month", "figure", "kept"], name="commissioning_figure_once"
            ),
            models.CheckConstraint(
                name="commissioning_figure_of_a_whole_month", condition=Q(month__day=1)
            ),
            models.CheckConstraint(
                name="commissioning_figure_is_not_below_nought",
                condition=Q(value__isnull=True) | Q(value__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} of {self.month:%Y-%m}"


class OpenMoney(Record):
    """That a hub lets the partnership's other hubs see what pays for it and what it costs."""

    site = models.OneToOneField(Site, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["opened_by", "site"]

    def __str__(self) -> str:
        return f"Money of {self.site_id} is open"


class HourLevel(models.TextChoices):
    """By which of three values an hour of a volunteer's is counted."""

    LOW = "LOW", "Low"
    CENTRAL = "CENTRAL", "Central"
    HIGH = "HIGH", "High"


class HourValue(Record):
    """What an hour of a volunteer's is worth from a day on, as the partnership says. Only added."""

    level = models.TextField(choices=HourLevel)
    from_on = models.DateField()
    value = models.DecimalField(max_digits=8, decimal_places=2)
    """Pounds."""
    source = models.TextField()
    year = models.TextField()
    """Of the prices, such as "2025-26"."""
    confirmed = models.BooleanField(default=False)
    """Whether somebody has looked at the source. Else it is told as to be confirmed."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal: list[str] = []
        plain = ["confirmed", "from_on", "level", "source", "value", "written_by", "year"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commissioning_hour_is_worth_something", condition=Q(value__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} from {self.from_on}"

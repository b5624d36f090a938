"""Which months changed since the lake was filled, and which filling was the last."""

from __future__ import annotations

from django.db import models

from hearth.foundation.models import Record


class Mark(models.Model):
    """That something of a month of visits changed after the lake was filled, and no more."""

    id = models.BigAutoField(primary_key=True)
    month = models.DateField()
    """Its first day."""

    class Privacy:
        personal: list[str] = []
        plain = ["month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} changed"


class Filling(Record):
    """That the lake was filled: the same number stands in the lake's own manifest."""

    class Privacy:
        personal: list[str] = []
        plain: list[str] = []

    def __str__(self) -> str:
        return f"Filling {self.pk}"

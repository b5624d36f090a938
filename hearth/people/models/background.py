"""What somebody says of their background, asked with a reason: or that they would rather not."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.people.models.layers import STANDING, Layered

RATHER_NOT = "RATHER_NOT"
"""The answer of somebody who would rather not say. It stands in none of the lists."""


class Question(models.TextChoices):
    """What is asked. The words and the reason of each stand in queries/background.py."""

    ETHNICITY = "ETHNICITY", "Ethnic group"
    GENDER = "GENDER", "Gender"
    SAME_AS_AT_BIRTH = "SAME_AS_AT_BIRTH", "Same gender as at birth"
    ORIENTATION = "ORIENTATION", "Sexual orientation"
    DISABILITY = "DISABILITY", "Disability"
    EMPLOYMENT = "EMPLOYMENT", "Work"
    HOME = "HOME", "Where they live"
    MARITAL = "MARITAL", "Married or not"


class BackgroundAnswer(Layered):
    """What somebody answered to one question. No row, or no code: they were not asked."""

    question = models.TextField(choices=Question)
    codes = ArrayField(models.TextField(), default=list, blank=True)
    """Codes of the question's list (see people/data), or RATHER_NOT alone."""
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = [*STANDING, "codes", "question"]
        plain = ["edited_at", "edited_by", "held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "question"], name="people_background_once"),
        ]

    def __str__(self) -> str:
        return f"Background answer {self.pk}"

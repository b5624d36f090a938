"""A key of each person's own, under which what is kept of their history is sealed."""

from __future__ import annotations

from django.db import models

from hearth.foundation.sealing import Sealed
from hearth.people.models.person import Person


class PersonKey(models.Model):
    """
    A person's own key, itself sealed by the partnership's ring.

    The web reads none of this table: a function of the owner gives it one key at a time. Erasing
    the person destroys it, and with it what any copy of their history says.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="own_key"
    )
    key_sealed = models.BinaryField()
    key = Sealed("key_sealed")
    """As hexadecimal words."""

    class Privacy:
        personal = ["key_sealed", "person"]
        plain: list[str] = []

    def __str__(self) -> str:
        return f"Key of {self.pk}"

"""What a network offers to somebody, for each way that they are today."""

from django.db import models

from hearth.foundation.models import Record
from hearth.frontdoor.models import HowToday


class Gives(models.TextChoices):
    """Whether it is there to be used, or made by people themselves."""

    USE = "USE", "What I can use"
    CREATE = "CREATE", "What I can create"


class TodayIdea(Record):
    """One thing that somebody can use or create here, when they are as they say today."""

    how = models.TextField(choices=HowToday)
    gives = models.TextField(choices=Gives)
    words = models.TextField()
    place = models.PositiveSmallIntegerField()
    """Where it stands among the others, from 0."""

    class Privacy:
        personal: list[str] = []
        plain = ["gives", "how", "place", "words"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["how", "gives", "place"], name="myhub_todayidea_one_in_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.words

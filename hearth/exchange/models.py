"""Lists of services that were brought in from elsewhere, until and after somebody looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hearth.directory.models import Term
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed


class ListState(models.TextChoices):
    """How far a list has come. Until somebody says so, nothing of it is in the directory."""

    TO_LOOK_OVER = "TO_LOOK_OVER", "To be looked over"
    BROUGHT_IN = "BROUGHT_IN", "Brought in"
    SET_ASIDE = "SET_ASIDE", "Set aside, nothing of it was brought in"


class Holds(models.TextChoices):
    SERVICES = "SERVICES", "Services and activities"
    WORDS = "WORDS", "Words that services are sorted by"


class BroughtList(Record):
    """A file with a list of services, or of words, that somebody brought in."""

    holds = models.TextField(choices=Holds, default=Holds.SERVICES)
    source = models.TextField()
    """Whose list it is, in a few words: it tells their entries from everybody else's."""
    default_offer = models.ForeignKey(
        Term, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What an entry is that does not say so."""
    name_sealed = models.BinaryField(blank=True, default=b"")
    name = Sealed("name_sealed")
    """The file's name."""
    content_sealed = models.BinaryField(blank=True, default=b"")
    content = Sealed("content_sealed")
    """The file itself, packed (zlib) and in base 64; gone once it is brought in or set aside."""
    found_sealed = models.BinaryField(blank=True, default=b"")
    found = Sealed("found_sealed")
    """What each entry comes to (actions.bringing.entries.Outcome), in JSON."""
    counts = models.JSONField(default=dict)
    """How many entries come to what."""
    state = models.TextField(choices=ListState, default=ListState.TO_LOOK_OVER)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = ["content_sealed", "found_sealed", "name_sealed"]
        plain = [
            "brought_by", "counts", "default_offer", "done_at", "holds", "source", "state",
        ]  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["-recorded_at"], name="exchange_list_latest")]

    def __str__(self) -> str:
        return f"List of {self.source}"

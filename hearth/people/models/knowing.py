"""Who knows whom, how somebody is found from anywhere, and which records are the same person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models.person import Person
from hearth.places.models import Organisation, Site


class Acquaintance(Record):
    """That a site knows a person: since when, last welcomed when, and until when."""

    person = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        related_name="acquaintances",
        db_index=False,  # people_acquaintance_once begins with it
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="acquaintances")
    since = models.DateField()
    last_welcomed_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Privacy:
        personal = ["last_welcomed_on", "person", "since", "until"]
        plain = ["site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "site"], name="people_acquaintance_once"),
        ]
        indexes = [
            models.Index(
                "site",
                F("last_welcomed_on").desc(nulls_last=True),
                F("person").desc(),
                name="people_acquaintance_lately",
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Acquaintance {self.pk}"


class FindingKey(Record):
    """
    A keyed hash by which somebody is found from anywhere: full name with birth date, or a card.

    A row is seen only by a request that already knows its key, so the table
    cannot be read as a list. The key of an NHS number finds nobody: it only
    tells that the number is already written down somewhere.
    """

    class Kind(models.TextChoices):
        NAME_AND_BIRTH = "NAME_AND_BIRTH", "Full name and date of birth"
        CARD = "CARD", "A card the person carries"
        NHS_NUMBER = "NHS_NUMBER", "NHS number"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="finding_keys")
    kind = models.TextField(choices=Kind)
    key = models.BinaryField()
    known_at = ArrayField(models.UUIDField())

    class Privacy:
        personal = ["key", "kind", "known_at", "person"]
        plain: list[str] = []

    class Meta:
        indexes = [models.Index(fields=["key"], name="people_finding_key")]

    def __str__(self) -> str:
        return f"Finding key {self.pk}"


class Link(Record):
    """
    That two records are the same person. Nothing moves: unlinking loses nothing.

    Each side's sites stand on the row, because it is seen only by those who
    may see both: linking never widens sight.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links_from")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links_to")
    one_known_at = ArrayField(models.UUIDField())
    other_known_at = ArrayField(models.UUIDField())
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why_sealed = models.BinaryField(blank=True, default=b"")
    why = Sealed("why_sealed")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    unlinked_at = models.DateTimeField(null=True, blank=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Privacy:
        personal = ["one", "one_known_at", "other", "other_known_at", "why_sealed"]
        plain = ["held_by", "linked_by", "unlinked_at", "unlinked_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="people_link_is_of_two", condition=~Q(one=F("other"))),
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(unlinked_at__isnull=True),
                name="people_link_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Link {self.pk}"


class FindingAttempt(Record):
    """
    One try at finding somebody from anywhere: who tried, how, and whether anybody was found.

    It holds ids only and no foreign keys, like the trail: it is written on its
    own, and stays when the request that made it fails.
    """

    actor_id = models.UUIDField()
    kind = models.TextField(choices=FindingKey.Kind)
    found_id = models.UUIDField(null=True, blank=True)

    class Privacy:
        personal = ["actor_id", "found_id"]
        plain = ["kind"]

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "recorded_at"], name="people_finding_attempt_by"),
        ]

    def __str__(self) -> str:
        return f"Finding attempt {self.pk}"

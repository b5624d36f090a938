"""Incidents and near misses: what happened, who was told, what is to be done, what we learned."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation, Site


class IncidentKind(models.TextChoices):
    """Whether anything came of it. Neither is a rank: a near miss teaches as much."""

    NEAR_MISS = "NEAR_MISS", "A near miss: nobody was hurt, and somebody could have been"
    INCIDENT = "INCIDENT", "An incident: something happened"

    @property
    def short(self) -> str:
        return str(self.label).partition(":")[0]


class Incident(Record):
    """Something that happened or nearly did, in plain words. It always has an owner."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    readers = ArrayField(models.UUIDField())
    """Who sees it besides whoever leads incidents at its site: the writer, and the owner of now."""
    kind = models.TextField(choices=IncidentKind)
    happened_at = models.DateTimeField()
    where_sealed = models.BinaryField(blank=True, default=b"")
    where = Sealed("where_sealed")
    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    who_sealed = models.BinaryField(blank=True, default=b"")
    who = Sealed("who_sealed")
    """Who was hurt or upset, in words; those who are known by name stand in IncidentPerson."""
    done_sealed = models.BinaryField(blank=True, default=b"")
    done = Sealed("done_sealed")
    """What was done at once."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    """When somebody who leads incidents there said that they have seen it."""
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    look_again_on = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    """Settled for now: it can be taken up again."""
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Privacy:
        personal = ["done_sealed", "happened_at", "what_sealed", "where_sealed", "who_sealed"]
        plain = [
            "held_by", "kind", "look_again_on", "owner", "readers", "seen_at", "seen_by",
            "settled_at", "settled_by", "site", "written_by",
        ]  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["site", "happened_at"],
                name="incidents_incident_open",
                condition=Q(settled_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="incidents_incident_is_settled_by_somebody",
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Incident {self.pk}"


class OfAnIncident(Record):
    """A row that belongs to an incident, and is seen by those who see that."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="%(class)ss")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    readers = ArrayField(models.UUIDField())

    class Meta:
        abstract = True


class IncidentBefore(OfAnIncident):
    """What an incident, or what we learned from it, said before it was put right: only added."""

    of_learning = models.BooleanField(default=False)
    was_sealed = models.BinaryField()
    was = Sealed("was_sealed")
    """All that it said, as JSON."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = ["was_sealed"]
        plain = ["changed_at", "changed_by", "incident", "of_learning", "readers", "site"]

    def __str__(self) -> str:
        return f"Incident before {self.pk}"


class IncidentPerson(OfAnIncident):
    """Somebody who was hurt or upset: a person on the list, or a worker. What helped them."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    """How they were, and what was done for them: about them alone, and they may read it."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Privacy:
        personal = ["person", "words_sealed", "worker"]
        plain = ["added_by", "incident", "readers", "site"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "person"], name="incidents_person_once"),
            models.UniqueConstraint(fields=["incident", "worker"], name="incidents_worker_once"),
        ]

    def __str__(self) -> str:
        return f"Incident person {self.pk}"


class IncidentTold(OfAnIncident):
    """
    That somebody outside must be told of an incident, and when they were (data/told.toml).

    Somebody told twice is two rows. What was said is never written over but taken back, with why.
    """

    body = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """Whom they spoke to, and the number they were given."""
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_back_sealed = models.BinaryField(blank=True, default=b"")
    why_back = Sealed("why_back_sealed")

    class Privacy:
        personal = ["note_sealed", "why_back_sealed"]
        plain = [
            "body", "decided_by", "incident", "readers", "site", "taken_back_at", "taken_back_by",
            "told_at", "told_by",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "body"],
                name="incidents_to_be_told_once",
                condition=Q(told_at__isnull=True, taken_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Incident told {self.pk}"


class IncidentStep(OfAnIncident):
    """Something to do after an incident: what, who and by when. Whoever is to do it sees it."""

    what_sealed = models.BinaryField()
    what = Sealed("what_sealed")
    doer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who handed it to whoever is to do it now; nobody if it was theirs from the first."""
    handed_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = ["what_sealed"]
        plain = [
            "doer", "done_by", "done_on", "due_on", "handed_by", "handed_on", "incident",
            "readers", "site", "written_by",
        ]  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["doer", "due_on"],
                name="incidents_step_of",
                condition=Q(done_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Incident step {self.pk}"


class Lesson(OfAnIncident):
    """What we learned from an incident and what we changed: once told, the whole team reads it."""

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="lesson")
    learned_sealed = models.BinaryField()
    learned = Sealed("learned_sealed")
    changed_sealed = models.BinaryField(blank=True, default=b"")
    changed = Sealed("changed_sealed")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told_on = models.DateField(null=True, blank=True)
    """The day on which it was told to the team; not told yet, those who see the incident see it."""

    class Privacy:
        personal = ["changed_sealed", "learned_sealed"]
        plain = ["incident", "readers", "site", "told_on", "written_by"]

    def __str__(self) -> str:
        return f"Lesson {self.pk}"


OF_AN_INCIDENT = (IncidentBefore, IncidentPerson, IncidentTold, IncidentStep, Lesson)
"""What goes with an incident when its owner changes: who sees it stands on each row."""

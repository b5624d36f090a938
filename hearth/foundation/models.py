"""The shapes every table is built from: a record, a line in the trail, something to tell."""

from django.db import models

from hearth.foundation.identifiers import uuid7


class Record(models.Model):
    """Something a hub has written down."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class AuditLine(models.Model):
    """
    One line of the audit trail: who did what, to what, where and when.

    It holds ids only, and no foreign keys, so that erasing or linking live
    records can never be blocked by, or rewrite, the history of what was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True)
    verb = models.TextField()
    subject_type = models.TextField()
    subject_id = models.UUIDField()
    place_id = models.UUIDField(null=True)

    class Privacy:
        personal = ["actor_id", "subject_id"]
        plain = ["at", "place_id", "subject_type", "verb"]

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "at"], name="foundation_audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.verb} {self.subject_type} {self.subject_id}"


class AccessLine(models.Model):
    """One opening of a person's record: who looked, at what part, from where, and when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField()
    person_id = models.UUIDField()
    page = models.TextField()
    place_id = models.UUIDField(null=True)

    class Privacy:
        personal = ["actor_id", "person_id"]
        plain = ["at", "page", "place_id"]

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="foundation_access_person"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} opened {self.page} of {self.person_id}"


class Told(models.Model):
    """Something an app has told upwards, written with the act itself (see outbox)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    what = models.TextField()
    about_id = models.UUIDField()
    heard_at = models.DateTimeField(null=True)

    class Privacy:
        personal = ["about_id"]
        plain = ["at", "heard_at", "what"]

    class Meta:
        indexes = [
            models.Index(
                fields=["at"],
                name="foundation_told_waiting",
                condition=models.Q(heard_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about_id}"

"""Safety concerns (safeguarding): who was told, what was done, who answers for it and by when."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person
from hearth.places.models import Organisation, Site
from hearth.safety.models.worries import not_about, not_kept_from, works_at


class Knows(models.TextChoices):
    """Whether the person knows that this is written down."""

    YES = "YES", "Yes, we talked about it together"
    NOT_YET = "NOT_YET", "Not yet"
    DANGER = "DANGER", "No: knowing could put somebody in danger"


class ConcernQuerySet(models.QuerySet["SafetyConcern"]):
    """Adjectives for safety concerns."""

    def seen_by(self, actor: Actor) -> ConcernQuerySet:
        """
        Return those that the actor may see: what the walls say, asked first.

        They are for the owner, whoever wrote it down, the hub manager, and those who look after
        safeguarding and people's rights. Nobody sees one about themselves, nor one that is not for
        them.
        """
        sees = list(actor.places_where(Permission.SEE_CONCERNS))
        mine = Q(owner=actor.id) | Q(written_by=actor.id)
        mine &= Q(site__in=works_at(actor))
        theirs = self.filter(mine | Q(site__in=sees))
        return theirs.filter(not_about(actor), not_kept_from(actor))

    def kept_by(self, actor: Actor) -> ConcernQuerySet:
        """Return those that the actor owns, or answers for at the site."""
        keeps = list(actor.places_where(Permission.KEEP_CONCERNS))
        mine = Q(owner=actor.id, site__in=works_at(actor))
        theirs = self.filter(mine | Q(site__in=keeps))
        return theirs.filter(not_about(actor), not_kept_from(actor))

    def standing(self) -> ConcernQuerySet:
        """Leave those that are not finished for now."""
        return self.filter(finished_at__isnull=True)


class SafetyConcern(Record):
    """
    A concern that somebody is being harmed, or may be. It is never deleted.

    It always has an owner and a day on which the owner looks next, until it is finished for now.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="safety_concerns"
    )
    about_sealed = models.BinaryField()
    about = Sealed("about_sealed")
    """Whom it is about, in words: it stays when a record is forgotten."""
    kinds = ArrayField(models.TextField(), default=list, blank=True)
    """What it may be, by the codes of data/kinds.csv."""
    seen_sealed = models.BinaryField()
    seen = Sealed("seen_sealed")
    """What a worker saw or heard."""
    words_sealed = models.BinaryField(blank=True, default=b"")
    words = Sealed("words_sealed")
    """What the person said, in their words."""
    wish_sealed = models.BinaryField(blank=True, default=b"")
    wish = Sealed("wish_sealed")
    """What the person wants to happen."""
    knows = models.TextField(choices=Knows, default=Knows.NOT_YET)
    knows_note_sealed = models.BinaryField(blank=True, default=b"")
    knows_note = Sealed("knows_note_sealed")
    """What they were told; or why not yet."""
    not_for = ArrayField(models.UUIDField(), default=list, blank=True)
    """The sign-ins of those who work here and must not read it: about whom it is, perhaps."""
    noticed_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner_saw_at = models.DateTimeField(null=True, blank=True)
    """When whoever looks after it first opened it; empty again once it is handed on."""
    as_sent = models.BinaryField(blank=True, default=b"")
    """By what a page that is sent twice is known, also to whoever may not read it any more."""
    look_on = models.DateField(null=True, blank=True)
    """By when the owner looks at it next."""

    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    learned_sealed = models.BinaryField(blank=True, default=b"")
    learned = Sealed("learned_sealed")
    """What came of it, and what was learned."""

    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if they work here: the database keeps it."""

    objects = ConcernQuerySet.as_manager()

    class Privacy:
        personal = [
            "about_sealed", "as_sent", "kinds", "knows", "knows_note_sealed", "learned_sealed",
            "not_for", "person", "seen_sealed", "wish_sealed", "words_sealed", "worker_id",
        ]  # fmt: skip
        plain = [
            "finished_at", "finished_by", "held_by", "look_on", "noticed_at", "owner",
            "owner_saw_at", "site", "written_by",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safety_concern_is_looked_at_or_finished",
                condition=Q(finished_at=None, finished_by=None, learned_sealed=b"")
                & Q(look_on__isnull=False)
                | Q(finished_at__isnull=False, finished_by__isnull=False, look_on=None)
                & ~Q(learned_sealed=b""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "look_on"],
                name="safety_concern_of_owner",
                condition=Q(finished_at=None),
            ),
            models.Index(
                fields=["site"], name="safety_concern_at_site", condition=Q(finished_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Safety concern {self.pk}"


class EntryKind(models.TextChoices):
    """What can be written in a safety concern."""

    TOLD = "TOLD", "Somebody was told"
    DONE = "DONE", "Something was done"
    SAID = "SAID", "The person said something"
    LOOKED = "LOOKED", "Looked at it, and nothing has changed"
    CHANGED = "CHANGED", "Put right"
    HANDED_OVER = "HANDED_OVER", "Handed over"
    FINISHED = "FINISHED", "Finished for now"
    TAKEN_UP = "TAKEN_UP", "Taken up again"
    LINKED = "LINKED", "Found on the list"
    UNLINKED = "UNLINKED", "It was not them"
    KEPT_FROM = "KEPT_FROM", "Who works here and must not read it"


WRITTEN_BY_WORKERS = (EntryKind.TOLD, EntryKind.DONE, EntryKind.SAID, EntryKind.LOOKED)


class ConcernEntry(Record):
    """
    One thing that was done about a concern: who was told, what was done, who took it on.

    It is never written over, nor taken away. Who may see the concern stands on it too, and the
    database puts it there.
    """

    concern = models.ForeignKey(SafetyConcern, on_delete=models.PROTECT, related_name="entries")
    kind = models.TextField(choices=EntryKind)
    whom_sealed = models.BinaryField(blank=True, default=b"")
    whom = Sealed("whom_sealed")
    organisation_sealed = models.BinaryField(blank=True, default=b"")
    organisation = Sealed("organisation_sealed")
    said_sealed = models.BinaryField(blank=True, default=b"")
    said = Sealed("said_sealed")
    done_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    site_id = models.UUIDField(null=True, editable=False)
    owner_id = models.UUIDField(null=True, editable=False)
    written_by_id = models.UUIDField(null=True, editable=False)
    worker_id = models.UUIDField(null=True, editable=False)
    not_for = ArrayField(models.UUIDField(), default=list, editable=False)

    class Privacy:
        personal = [
            "kind", "not_for", "organisation_sealed", "said_sealed", "whom_sealed", "worker_id",
        ]  # fmt: skip
        plain = ["concern", "done_at", "noted_by", "owner_id", "site_id", "written_by_id"]

    def __str__(self) -> str:
        return f"Entry {self.pk}"

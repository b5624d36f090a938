"""Worried about somebody: what anyone may tell us, and what was done about it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models import Person, Sight
from hearth.places.models import Organisation, Site


class WorryQuerySet(models.QuerySet["Worry"]):
    """Adjectives for worries."""

    def seen_by(self, actor: Actor, *, sight: Sight) -> WorryQuerySet:
        """
        Return those that the actor may see: what the walls say, asked first.

        What was told in confidence is for its owner and the hub manager. Anything else is for who
        wrote it down too, and the team: the site's where it is about words alone, and those of a
        team with whom the person shares their support where it is about a person. Nobody sees what
        is about themselves, nor what is not for them.
        """
        audiences = list(sight.audiences)
        shared = Q(open_to__overlap=audiences) | Q(
            open_till__overlap=audiences, closes_on__gte=sight.today
        )
        opened = Q(person__in=sight.opened)
        sites = list(actor.places_where(Permission.SEE_WORRIES))
        team = Q(person__isnull=True, site__in=sites)
        if sites:
            open_to_them = opened | (shared & Q(worker_id__isnull=True))
            team |= Q(person__isnull=False) & open_to_them
        wrote = Q(written_by=actor.id, site__in=works_at(actor))
        return self.kept_by(actor) | self.filter(
            Q(confidential=False) & (wrote | team) & not_about(actor) & not_kept_from(actor)
        )

    def kept_by(self, actor: Actor) -> WorryQuerySet:
        """Return those that the actor owns, or answers for as the hub manager."""
        keeps = list(actor.places_where(Permission.KEEP_WORRIES))
        mine = Q(owner=actor.id, site__in=works_at(actor))
        theirs = self.filter(mine | Q(site__in=keeps))
        return theirs.filter(not_about(actor), not_kept_from(actor))

    def standing(self) -> WorryQuerySet:
        """Leave those that are not settled for now."""
        return self.filter(settled_at__isnull=True)


def works_at(actor: Actor) -> list[UUID]:
    """Return the sites where what the actor owns or wrote down is theirs: where they work today."""
    return list(actor.places_where(Permission.TELL_SAFETY))


def not_about(actor: Actor) -> Q:
    """Return that it is about nobody who works here, or about another than the actor."""
    return Q(worker_id__isnull=True) | ~Q(worker_id=actor.id)


def not_kept_from(actor: Actor) -> Q:
    """Return that somebody who looks after it has not said that it is not for the actor."""
    return ~Q(not_for__contains=[actor.id])


class Worry(Record):
    """
    That somebody is worried about somebody, in their own words.

    Who said it is kept in words, and only if they wish. It always has an owner: the database
    changes who that is through one function alone (see migrations/_walls.py).
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="worries"
    )
    """Whom it is about, if they are known here."""
    about_sealed = models.BinaryField(blank=True, default=b"")
    about = Sealed("about_sealed")
    """Whom it is about, in words."""
    words_sealed = models.BinaryField()
    words = Sealed("words_sealed")
    teller_sealed = models.BinaryField(blank=True, default=b"")
    teller = Sealed("teller_sealed")
    """Who said so, if they wish to say."""
    reach_sealed = models.BinaryField(blank=True, default=b"")
    reach = Sealed("reach_sealed")
    """How to reach them back, if they wish."""
    wants_word = models.BooleanField(default=False)
    """They would like to hear what came of it, as far as we may say."""
    confidential = models.BooleanField(default=True)
    not_for = ArrayField(models.UUIDField(), default=list, blank=True)
    """The sign-ins of those who work here and must not read it, whatever their role."""
    told_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner_saw_at = models.DateTimeField(null=True, blank=True)
    """When whoever looks after it first opened it; empty again once it is handed on."""
    as_sent = models.BinaryField(blank=True, default=b"")
    """By what a page that is sent twice is known, also to whoever may not read it any more."""

    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_sealed = models.BinaryField(blank=True, default=b"")
    settled = Sealed("settled_sealed")
    """What was done."""
    teller_told = models.BooleanField(null=True, blank=True)
    """Whether who said so was told what came of it; None if they did not ask."""

    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    worker_id = models.UUIDField(null=True, editable=False)
    """With whom the person shares their support, and whose sign-in it is: the database keeps it."""

    objects = WorryQuerySet.as_manager()

    class Privacy:
        personal = [
            "about_sealed", "as_sent", "closes_on", "confidential", "not_for", "open_till",
            "open_to", "person", "reach_sealed", "settled_sealed", "teller_sealed", "teller_told",
            "wants_word", "words_sealed", "worker_id",
        ]  # fmt: skip
        plain = [
            "held_by", "owner", "owner_saw_at", "settled_at", "settled_by", "site", "told_at",
            "written_by",
        ]  # fmt: skip

    class Meta:
        verbose_name_plural = "worries"
        constraints = [
            models.CheckConstraint(
                name="safety_worry_is_about_somebody",
                condition=Q(person__isnull=False) | ~Q(about_sealed=b""),
            ),
            models.CheckConstraint(
                name="safety_worry_is_settled_by_somebody",
                condition=Q(settled_at=None, settled_by=None, settled_sealed=b"")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_sealed=b"")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner"], name="safety_worry_of_owner", condition=Q(settled_at=None)
            ),
            models.Index(
                fields=["site"], name="safety_worry_at_site", condition=Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Worry {self.pk}"


class CheckKind(models.TextChoices):
    """What was done to see that somebody is all right."""

    ASKED = "ASKED", "Asked somebody about them"
    RANG = "RANG", "Rang or wrote to them"
    VISIT = "VISIT", "Went to see them"
    CAME_IN = "CAME_IN", "They came in, or somebody saw them"
    EMERGENCY = "EMERGENCY", "Rang 999, or asked the police to look in"
    OTHER = "OTHER", "Something else"
    HANDED_OVER = "HANDED_OVER", "Handed over"
    TAKEN_UP = "TAKEN_UP", "Taken up again"
    LINKED = "LINKED", "Found on the list"
    UNLINKED = "UNLINKED", "It was not them"
    KEPT_FROM = "KEPT_FROM", "Who works here and must not read it"
    CONFIDENCE = "CONFIDENCE", "Kept in confidence, or not any more"


BY_THEMSELVES = (
    CheckKind.HANDED_OVER, CheckKind.TAKEN_UP, CheckKind.LINKED, CheckKind.UNLINKED,
    CheckKind.KEPT_FROM, CheckKind.CONFIDENCE,
)  # fmt: skip
"""What Hearth writes down itself."""


class WorryCheck(Record):
    """
    One thing that was checked: by whom, with whom, when, and what they said. Never written over.

    Who may see the worry stands on it too, and the database puts it there.
    """

    worry = models.ForeignKey(Worry, on_delete=models.CASCADE, related_name="checks")
    kind = models.TextField(choices=CheckKind)
    whom_sealed = models.BinaryField(blank=True, default=b"")
    whom = Sealed("whom_sealed")
    said_sealed = models.BinaryField(blank=True, default=b"")
    said = Sealed("said_sealed")
    done_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    site_id = models.UUIDField(null=True, editable=False)
    owner_id = models.UUIDField(null=True, editable=False)
    written_by_id = models.UUIDField(null=True, editable=False)
    confidential = models.BooleanField(default=True, editable=False)
    not_for = ArrayField(models.UUIDField(), default=list, editable=False)
    person_id = models.UUIDField(null=True, editable=False)
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    worker_id = models.UUIDField(null=True, editable=False)

    class Privacy:
        personal = [
            "closes_on", "confidential", "kind", "not_for", "open_till", "open_to", "person_id",
            "said_sealed", "whom_sealed", "worker_id",
        ]  # fmt: skip
        plain = ["done_at", "noted_by", "owner_id", "site_id", "worry", "written_by_id"]

    def __str__(self) -> str:
        return f"Check {self.pk}"

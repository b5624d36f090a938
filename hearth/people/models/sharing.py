"""What a person has agreed to share, with whom, and who opened a record without it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.accounts.roles import MAY_BE_SHARED_WITH
from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models.layers import STANDING, Layer, LayeredQuerySet
from hearth.people.models.person import AboutSomeone, Person
from hearth.places.models import Organisation, Site


class Agreed(models.TextChoices):
    """How it was agreed, or taken back."""

    SAID = "SAID", "They said so"
    SIGNED = "SIGNED", "They signed a paper"
    OWN_PAGE = "OWN_PAGE", "On their own page"


class Decider(models.TextChoices):
    """Who decided what is shared. The words name the law, so that nobody has to look it up."""

    PERSON = "PERSON", "The person"
    YOUNG_PERSON = "YOUNG_PERSON", "A young person who can decide this for themselves"
    PARENT = "PARENT", "Somebody with parental responsibility"
    ATTORNEY = "ATTORNEY", "An attorney for health and welfare"
    DEPUTY = "DEPUTY", "A deputy of the Court of Protection"
    BEST_INTERESTS = "BEST_INTERESTS", "A best-interests decision (Mental Capacity Act 2005)"


class Basis(models.TextChoices):
    """Why something is shared without agreement."""

    SAFEGUARDING = "SAFEGUARDING", "To keep a child or an adult safe (safeguarding)"
    VITAL_INTERESTS = "VITAL_INTERESTS", "Somebody's life may be in danger (vital interests)"
    LAW = "LAW", "The law or a court says so"


class SharingQuerySet(models.QuerySet["Sharing"]):
    """Adjectives for sharings."""

    def standing(self, day: datetime.date) -> SharingQuerySet:
        """Leave those that hold on a day: neither taken back nor over."""
        over = Q(until_on__isnull=False, until_on__lt=day)
        return self.filter(withdrawn_at__isnull=True).exclude(over)

    def shown(self, day: datetime.date) -> SharingQuerySet:
        """Leave those that the person may read of on a day: what is held back is not told."""
        return self.exclude(held_back_until__isnull=False, held_back_until__gte=day)


class Sharing(AboutSomeone):
    """
    That some layers of a record are shared with an organisation, a team by role, or one worker.

    Only whether it was taken back changes, and whether it is held back from the person; what was
    agreed is never written over. The database stands it on every row of those layers in the same
    moment.
    """

    layers = ArrayField(models.TextField(choices=Layer))
    with_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_roles = ArrayField(models.TextField(), default=list, blank=True)
    """The roles at that site."""
    with_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    audiences = ArrayField(models.UUIDField())
    until_on = models.DateField(null=True, blank=True)
    """The last day; None: until they say stop."""

    how = models.TextField(choices=Agreed, blank=True, default="")
    decided_by = models.TextField(choices=Decider, blank=True, default="")
    decided_note_sealed = models.BinaryField(blank=True, default=b"")
    decided_note = Sealed("decided_note_sealed")
    """Who it was, who judged that a young person can decide, and why."""
    ask_again_on = models.DateField(null=True, blank=True)
    """The sixteenth or eighteenth birthday, whichever is next."""
    basis = models.TextField(choices=Basis, blank=True, default="")
    """Why it is shared without agreement; empty if they agreed."""
    reason_sealed = models.BinaryField(blank=True, default=b"")
    reason = Sealed("reason_sealed")
    told_sealed = models.BinaryField(blank=True, default=b"")
    told = Sealed("told_sealed")
    """What the person was told of it."""
    held_back_until = models.DateField(null=True, blank=True)
    """The last day on which the person is not shown this sharing, as telling them would put
    somebody in danger; None if it was never held back."""
    held_back_why_sealed = models.BinaryField(blank=True, default=b"")
    held_back_why = Sealed("held_back_why_sealed")
    held_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_how = models.TextField(choices=Agreed, blank=True, default="")
    withdrawn_decided_by = models.TextField(choices=Decider, blank=True, default="")
    """Who decided that it stops; empty where nobody need have, and where it was not asked yet."""
    withdrawn_note_sealed = models.BinaryField(blank=True, default=b"")
    withdrawn_note = Sealed("withdrawn_note_sealed")
    """Who that was, and why they may, if it was not the person alone."""

    objects = SharingQuerySet.as_manager()

    class Privacy:
        personal = [
            "ask_again_on", "audiences", "basis", "decided_by", "decided_note_sealed",
            "held_back_why_sealed", "how", "known_at", "layers", "person", "reason_sealed",
            "told_sealed", "until_on",
            "with_organisation", "with_roles", "with_site", "with_worker", "withdrawn_at",
            "withdrawn_decided_by", "withdrawn_how", "withdrawn_note_sealed", "worker_id",
        ]  # fmt: skip
        plain = ["held_back_by", "held_back_until", "held_by", "recorded_by", "withdrawn_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_sharing_is_of_something",
                condition=~Q(layers=[]) & ~Q(audiences=[]),
            ),
            models.CheckConstraint(
                name="people_sharing_is_with_one",
                condition=Q(with_organisation__isnull=False, with_site=None, with_worker=None)
                | Q(with_organisation=None, with_site__isnull=False, with_worker=None)
                | Q(with_organisation=None, with_site=None, with_worker__isnull=False),
            ),
            models.CheckConstraint(
                name="people_sharing_opens_to_whom_it_names",
                condition=Q(
                    with_organisation__isnull=False,
                    audiences__0=F("with_organisation"),
                    audiences__len=1,
                    with_roles=[],
                )
                | Q(
                    with_worker__isnull=False,
                    audiences__0=F("with_worker"),
                    audiences__len=1,
                    with_roles=[],
                )
                | Q(
                    ~Q(with_roles=[]),
                    with_site__isnull=False,
                    with_roles__contained_by=[role.value for role in MAY_BE_SHARED_WITH],
                    audiences__len=F("with_roles__len"),
                ),
            ),
            models.CheckConstraint(
                name="people_sharing_was_agreed_or_has_a_basis",
                condition=(Q(basis="") & ~Q(how="") & ~Q(decided_by=""))
                | (~Q(basis="") & Q(how="", decided_by="") & ~Q(reason_sealed=b"")),
            ),
            models.CheckConstraint(
                name="people_sharing_is_held_back_for_a_reason",
                condition=Q(held_back_until=None, held_back_by=None, held_back_why_sealed=b"")
                | (
                    Q(held_back_until__isnull=False, held_back_by__isnull=False)
                    & ~Q(basis="")
                    & ~Q(held_back_why_sealed=b"")
                ),
            ),
            models.CheckConstraint(
                name="people_sharing_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["held_back_until"],
                name="people_sharing_held_back",
                condition=Q(held_back_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Sharing {self.pk}"


class Openness(Record):
    """
    To whom one layer of a person's record is open: what the sharings that stand come to.

    The database reckons it when a sharing is written or taken back, and copies it to the rows of
    that layer. The web never writes it, and reads only what is open to whoever acts.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    layer = models.TextField(choices=Layer)
    open_to = ArrayField(models.UUIDField())
    open_till = ArrayField(models.UUIDField())
    closes_on = models.DateField(null=True)
    worker_id = models.UUIDField(null=True)

    objects = LayeredQuerySet.as_manager()

    class Privacy:
        personal = [*STANDING, "layer"]
        plain: list[str] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "layer"], name="people_openness_once"),
        ]
        indexes = [
            models.Index(
                fields=["closes_on"],
                name="people_openness_closes",
                condition=Q(closes_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Openness {self.pk}"


class Opening(Record):
    """
    That a worker opened a record they had no right to, for a reason that could not wait.

    It lasts an hour. It waits until somebody whose job that is has looked at it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="openings")
    known_at = ArrayField(models.UUIDField())
    """The sites that knew the person at that moment, and where the worker stood."""
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    of_colleague = models.BooleanField(default=False)
    """The person works here too: they can read the reason."""
    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if they work here: they never look at it as a reviewer. The database
    keeps it true."""
    reason_sealed = models.BinaryField()
    reason = Sealed("reason_sealed")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_note_sealed = models.BinaryField(blank=True, default=b"")
    seen_note = Sealed("seen_note_sealed")
    """What came of looking at it."""

    class Privacy:
        personal = [
            "known_at", "of_colleague", "person", "reason_sealed", "seen_note_sealed", "worker_id",
        ]  # fmt: skip
        plain = ["ends_at", "opened_at", "opened_by", "seen_at", "seen_by"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_opening_lasts_an_hour",
                condition=Q(ends_at__gt=F("opened_at"))
                & Q(ends_at__lte=F("opened_at") + datetime.timedelta(hours=1)),
            ),
            models.CheckConstraint(
                name="people_opening_has_a_reason", condition=~Q(reason_sealed=b"")
            ),
        ]
        indexes = [
            models.Index(fields=["opened_by", "ends_at"], name="people_opening_by"),
            models.Index(
                fields=["opened_at"],
                name="people_opening_unseen",
                condition=Q(seen_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Opening {self.pk}"

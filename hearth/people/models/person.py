"""A person, with what they told a team of who they are and how to reach them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.people.models.needs import Need, flags_of
from hearth.places.models import Organisation, Site


class PersonQuerySet(models.QuerySet["Person"]):
    """Adjectives for people. Questions live in queries.py."""

    def known_to(self, site: Site) -> PersonQuerySet:
        return self.filter(known_at__contains=[site.id])

    def living(self) -> PersonQuerySet:
        return self.filter(died_recorded_at__isnull=True)

    def listed(self) -> PersonQuerySet:
        return self.filter(listed=True)


class Person(Record):
    """Somebody at least one site knows: their name, and how to welcome them (the hello layer)."""

    known_as = models.TextField()
    pronouns = models.TextField(blank=True, default="")
    welcome_sealed = models.BinaryField(blank=True, default=b"")
    welcome = Sealed("welcome_sealed")
    """How they like to be welcomed, in words."""
    needs = ArrayField(models.TextField(choices=Need), default=list, blank=True)
    needs_note_sealed = models.BinaryField(blank=True, default=b"")
    needs_note = Sealed("needs_note_sealed")
    listed = models.BooleanField(default=True)
    """Whether they may be on lists and found by part of their name, by anybody: their choice."""
    wants_no_messages = models.BooleanField(default=False)
    """They objected to being sent anything."""
    restricted_on = models.DateField(null=True, blank=True)
    """Since when their record is kept and not used, as they asked (UK GDPR, article 18)."""
    not_counted = models.BooleanField(default=False)
    """They objected to being part of reports (UK GDPR, article 21)."""

    died_on = models.DateField(null=True, blank=True)
    died_source_sealed = models.BinaryField(blank=True, default=b"")
    died_source = Sealed("died_source_sealed")
    died_recorded_at = models.DateTimeField(null=True, blank=True)

    known_at = ArrayField(models.UUIDField())
    greeted_at = ArrayField(models.UUIDField(), default=list)
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Their own sign-in, if they work here too: they never open this record as a worker, and a
    colleague only for a reason. All that are linked say the same: the database sees to it."""
    worker_by_link = models.BooleanField(default=False, editable=False)
    """Nobody noted it of this record: it is linked with one of which it was noted."""
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    """With whom any layer is shared until they say stop (see layers.Layered)."""
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)
    unsafe_ways = ArrayField(models.TextField(), default=list, editable=False)
    """Which kinds of contact are not safe, as "MOBILE:NO", without the number: it is of the hello,
    so that whoever welcomes them knows. The database keeps it true."""

    objects = PersonQuerySet.as_manager()

    class Privacy:
        personal = [
            "closes_on", "died_on", "died_recorded_at", "died_source_sealed", "greeted_at",
            "known_as", "known_at", "listed", "needs", "needs_note_sealed", "not_counted",
            "open_till", "open_to", "pronouns", "restricted_on", "unsafe_ways",
            "wants_no_messages", "welcome_sealed", "worker", "worker_by_link",
        ]  # fmt: skip
        plain = ["edited_at", "held_by"]

    class Meta:
        indexes = [
            GinIndex(fields=["known_at"], name="people_person_known_at"),
            models.Index(
                fields=["died_recorded_at"],
                name="people_person_died",
                condition=Q(died_recorded_at__isnull=False),
            ),
            models.Index(
                fields=["id"],
                name="people_person_left_out",
                condition=Q(not_counted=True) | Q(restricted_on__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="people_person_has_a_name", condition=~Q(known_as="")),
            models.CheckConstraint(
                name="people_person_is_known_somewhere", condition=~Q(known_at=[])
            ),
        ]

    @property
    def has_died(self) -> bool:
        return self.died_recorded_at is not None

    @property
    def need_words(self) -> list[str]:
        """The needs in words, in the order in which they are listed."""
        return [need.label for need in Need if need.value in self.needs]

    @property
    def need_flags(self) -> tuple[tuple[str, str], ...]:
        """The needs as pairs of an icon's name and words, for design's flags and person_row."""
        return flags_of(self.needs)

    def __str__(self) -> str:
        return f"Person {self.pk}"


class AboutSomeone(Record):
    """A row about one person, with the sites that know them standing on it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    known_at = ArrayField(models.UUIDField())
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker_id = models.UUIDField(null=True, editable=False)
    """Whose sign-in it is, if the person works here too. The database keeps it true."""

    class Meta:
        abstract = True


class Details(AboutSomeone):
    """What more a person has told a team: full name, birth date, where they live, NHS number."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="details")
    given_name = models.TextField(blank=True, default="")
    family_name = models.TextField(blank=True, default="")
    born_on = models.DateField(null=True, blank=True)
    postcode = models.TextField(blank=True, default="")
    no_fixed_place = models.BooleanField(default=False)
    languages = ArrayField(models.TextField(), default=list, blank=True)
    nhs_number_sealed = models.BinaryField(blank=True, default=b"")
    nhs_number = Sealed("nhs_number_sealed")
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal = [
            "born_on", "family_name", "given_name", "known_at", "languages",
            "nhs_number_sealed", "no_fixed_place", "person", "postcode", "worker_id",
        ]  # fmt: skip
        plain = ["edited_at", "held_by"]

    def __str__(self) -> str:
        return f"Details {self.pk}"


class OtherName(AboutSomeone):
    """Another name that a person is, or was, known by."""

    name = models.TextField()

    class Privacy:
        personal = ["known_at", "name", "person", "worker_id"]
        plain = ["held_by"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="people_other_name_once"),
        ]

    def __str__(self) -> str:
        return f"Other name {self.pk}"


class ContactKind(models.TextChoices):
    MOBILE = "MOBILE", "Mobile phone"
    PHONE = "PHONE", "Home phone"
    EMAIL = "EMAIL", "Email"
    LETTER = "LETTER", "Letter to an address"


class Safe(models.TextChoices):
    """Whether a way to contact somebody is safe to use, in their own judgement."""

    YES = "YES", "Yes, it is safe"
    ASK_FIRST = "ASK_FIRST", "Only after asking them"
    NO = "NO", "No, never use it"
    NOT_ASKED = "NOT_ASKED", "We have not asked yet"


class WayToContact(AboutSomeone):
    """
    A way to contact a person, and whether it is safe to use.

    The team that was told it reads it, and whoever they share About me with.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways_to_contact")
    kind = models.TextField(choices=ContactKind)
    value_sealed = models.BinaryField()
    value = Sealed("value_sealed")
    safe = models.TextField(choices=Safe, default=Safe.NOT_ASKED)
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """Such as: never leave a message, my partner answers."""
    open_to = ArrayField(models.UUIDField(), default=list, editable=False)
    """With whom About me is shared, as on every row of a layer (see Layered)."""
    open_till = ArrayField(models.UUIDField(), default=list, editable=False)
    closes_on = models.DateField(null=True, editable=False)

    class Privacy:
        personal = [
            "closes_on", "kind", "known_at", "note_sealed", "open_till", "open_to", "person",
            "safe", "value_sealed", "worker_id",
        ]  # fmt: skip
        plain = ["held_by"]

    def __str__(self) -> str:
        return f"Way to contact {self.pk}"

"""
The people hubs know, by however little.

Who is known where, and what is open to whom, is decided by this app's actions
and stands on every row about a person: `known_at` lists the sites that know
them, `greeted_at` those that welcomed them in the last 26 weeks and may list
them. A wall compares these arrays with what the request may see, and looks
nowhere else. standing.py keeps them true.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record
from hearth.foundation.sealing import Sealed
from hearth.places.models import Organisation, Site


class Need(models.TextChoices):
    """What somebody needs so that they can come in, and understand us and be understood."""

    STEP_FREE = "STEP_FREE", "Step-free way in"
    QUIET = "QUIET", "A quiet space"
    HEARING_LOOP = "HEARING_LOOP", "Hearing loop"
    BSL = "BSL", "British Sign Language"
    INTERPRETER = "INTERPRETER", "An interpreter"
    LARGE_PRINT = "LARGE_PRINT", "Large print"
    EASY_READ = "EASY_READ", "Easy Read"
    BRAILLE = "BRAILLE", "Braille"
    AUDIO = "AUDIO", "Audio, not print"
    READ_ALOUD = "READ_ALOUD", "Read things aloud"
    WRITE_FOR_ME = "WRITE_FOR_ME", "Help with writing"
    NO_PHONE_CALLS = "NO_PHONE_CALLS", "No phone calls"
    MORE_TIME = "MORE_TIME", "More time"
    ASSISTANCE_DOG = "ASSISTANCE_DOG", "Comes with an assistance dog"
    SEATING = "SEATING", "A seat straight away"

    @property
    def icon(self) -> str:
        """The name of the drawing that goes with the words, never without them."""
        return NEED_ICONS[self.value]


NEED_ICONS = {
    "STEP_FREE": "step-free",
    "QUIET": "quiet",
    "HEARING_LOOP": "hearing",
    "BSL": "sign",
    "INTERPRETER": "language",
    "LARGE_PRINT": "large-print",
    "EASY_READ": "easy-read",
    "BRAILLE": "sight",
    "AUDIO": "sight",
    "READ_ALOUD": "talk",
    "WRITE_FOR_ME": "write",
    "NO_PHONE_CALLS": "phone",
    "MORE_TIME": "time",
    "ASSISTANCE_DOG": "dog",
    "SEATING": "space",
}


NEED_FLAGS = {need.value: (need.icon, str(need.label)) for need in Need}


def flags_of(needs: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return needs as pairs of an icon's name and words, in the order in which they are listed."""
    return tuple(NEED_FLAGS[need] for need in NEED_FLAGS if need in needs) if needs else ()


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

    died_on = models.DateField(null=True, blank=True)
    died_source_sealed = models.BinaryField(blank=True, default=b"")
    died_source = Sealed("died_source_sealed")
    died_recorded_at = models.DateTimeField(null=True, blank=True)

    known_at = ArrayField(models.UUIDField())
    greeted_at = ArrayField(models.UUIDField(), default=list)
    held_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Privacy:
        personal = [
            "died_on", "died_recorded_at", "died_source_sealed", "greeted_at", "known_as",
            "known_at", "listed", "needs", "needs_note_sealed", "pronouns", "wants_no_messages",
            "welcome_sealed",
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
            "nhs_number_sealed", "no_fixed_place", "person", "postcode",
        ]  # fmt: skip
        plain = ["edited_at", "held_by"]

    def __str__(self) -> str:
        return f"Details {self.pk}"


class OtherName(AboutSomeone):
    """Another name that a person is, or was, known by."""

    name = models.TextField()

    class Privacy:
        personal = ["known_at", "name", "person"]
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
    """A way to contact a person, and whether it is safe to use."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways_to_contact")
    kind = models.TextField(choices=ContactKind)
    value_sealed = models.BinaryField()
    value = Sealed("value_sealed")
    safe = models.TextField(choices=Safe, default=Safe.NOT_ASKED)
    note_sealed = models.BinaryField(blank=True, default=b"")
    note = Sealed("note_sealed")
    """Such as: never leave a message, my partner answers."""

    class Privacy:
        personal = ["kind", "known_at", "note_sealed", "person", "safe", "value_sealed"]
        plain = ["held_by"]

    def __str__(self) -> str:
        return f"Way to contact {self.pk}"


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

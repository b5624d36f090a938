"""Where people are welcomed, and who runs it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hearth.foundation.models import Record


class OrganisationKind(models.TextChoices):
    CHARITY = "CHARITY", "Charity"
    NHS_TRUST = "NHS_TRUST", "NHS trust"
    NHS_BODY = "NHS_BODY", "Another NHS body"
    COUNCIL = "COUNCIL", "Council"
    PRACTICE = "PRACTICE", "GP practice"
    PRIMARY_CARE_NETWORK = "PRIMARY_CARE_NETWORK", "Primary care network"
    SOCIAL_ENTERPRISE = "SOCIAL_ENTERPRISE", "Community interest company or social enterprise"
    PARTNERSHIP = "PARTNERSHIP", "Partnership of organisations"
    GROUP = "GROUP", "Community group"
    FAITH_GROUP = "FAITH_GROUP", "Faith group"
    OTHER = "OTHER", "Something else"


class Organisation(Record):
    """A partner: it runs sites, employs workers, and answers for the records it holds."""

    name = models.TextField(unique=True)
    kind = models.TextField(choices=OrganisationKind, default=OrganisationKind.OTHER)
    ods_code = models.TextField(blank=True, default="")
    charity_number = models.TextField(blank=True, default="")
    company_number = models.TextField(blank=True, default="")
    website = models.TextField(blank=True, default="")
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "charity_number",
            "company_number",
            "edited_at",
            "kind",
            "name",
            "ods_code",
            "website",
        ]

    def __str__(self) -> str:
        return self.name


class SiteKind(models.TextChoices):
    HUB = "HUB", "Hub"
    SATELLITE = "SATELLITE", "Satellite"
    OUTREACH = "OUTREACH", "Outreach stop"
    CAFE = "CAFE", "Evening café"


class Tier(models.TextChoices):
    UNIVERSAL = "UNIVERSAL", "Universal"
    TARGETED = "TARGETED", "Targeted"
    SPECIALIST = "SPECIALIST", "Specialist"


class SiteStatus(models.TextChoices):
    PLANNED = "PLANNED", "Planned"
    OPEN = "OPEN", "Open"


class BankHolidayRule(models.TextChoices):
    AS_USUAL = "AS_USUAL", "Open as usual"
    CLOSED = "CLOSED", "Closed"
    OWN_HOURS = "OWN_HOURS", "Open at other times"


class SiteQuerySet(models.QuerySet["Site"]):
    """Adjectives for sites. Questions live in queries.py."""

    def welcoming(self) -> SiteQuerySet:
        return self.filter(status=SiteStatus.OPEN)


class Site(Record):
    """Somewhere people are welcomed: a hub, a satellite, an outreach stop or an evening café."""

    name = models.TextField()
    slug = models.SlugField(unique=True)
    kind = models.TextField(choices=SiteKind, default=SiteKind.HUB)
    tier = models.TextField(choices=Tier, blank=True, default="")
    status = models.TextField(choices=SiteStatus, default=SiteStatus.OPEN)
    opened_on = models.DateField(null=True, blank=True)
    target = models.TextField(blank=True, default="")
    about = models.TextField(blank=True, default="")
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="satellites"
    )
    run_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")

    address = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    neighbourhoods = ArrayField(models.TextField(), default=list, blank=True)
    primary_care_networks = ArrayField(models.TextField(), default=list, blank=True)
    phone = models.TextField(blank=True, default="")

    welcome_words = models.TextField(blank=True, default="")
    """What happens when somebody walks in, for who has never been. The public reads it."""
    who_you_may_meet = models.TextField(blank=True, default="")
    by_bus = models.TextField(blank=True, default="")
    on_foot = models.TextField(blank=True, default="")

    always_open = models.BooleanField(default=False)
    bank_holidays = models.TextField(choices=BankHolidayRule, default=BankHolidayRule.CLOSED)

    step_free = models.BooleanField(null=True, blank=True)
    toilet = models.BooleanField(null=True, blank=True)
    accessible_toilet = models.BooleanField(null=True, blank=True)
    quiet_space = models.BooleanField(null=True, blank=True)
    private_rooms = models.PositiveSmallIntegerField(null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    kettle = models.BooleanField(null=True, blank=True)
    wifi = models.BooleanField(null=True, blank=True)
    parking = models.TextField(blank=True, default="")
    nearest_bus = models.TextField(blank=True, default="")
    access_note = models.TextField(blank=True, default="")

    wait_limit_minutes = models.PositiveSmallIntegerField(default=20)
    """How long someone who would like to talk may wait before the Today board is loud."""
    edited_at = models.DateTimeField(auto_now=True)

    objects = SiteQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = [
            "about", "access_note", "accessible_toilet", "address", "always_open",
            "bank_holidays", "by_bus", "edited_at", "hearing_loop", "kettle", "kind", "latitude",
            "longitude", "name", "nearest_bus", "neighbourhoods", "on_foot", "opened_on", "parking",
            "part_of", "phone", "postcode", "primary_care_networks", "private_rooms", "quiet_space",
            "run_by", "slug", "status", "step_free", "target", "tier", "toilet",
            "wait_limit_minutes", "welcome_words", "who_you_may_meet", "wifi",
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class SitePhoto(Record):
    """
    A photo of a site that the public sees, in the two sizes that it is shown in.

    Both were drawn anew (pictures.py), so nothing stands in them but the picture. Neither is read
    where only its address is needed: queries.photos leaves them out.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField()
    words = models.TextField()
    """What is in it, for those who cannot see it."""
    small = models.BinaryField()
    small_digest = models.TextField()
    small_width = models.PositiveSmallIntegerField()
    large = models.BinaryField()
    large_digest = models.TextField()
    width = models.PositiveSmallIntegerField()
    """How wide the large one is, in pixels."""
    height = models.PositiveSmallIntegerField()
    edited_at = models.DateTimeField(auto_now=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "edited_at", "height", "large", "large_digest", "position", "site", "small",
            "small_digest", "small_width", "width", "words",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "large_digest"], name="places_photo_once_at_a_site"
            ),
        ]
        indexes = [
            models.Index(fields=["small_digest"], name="places_photo_small"),
            models.Index(fields=["large_digest"], name="places_photo_large"),
        ]

    def __str__(self) -> str:
        return self.words


class OpeningSpell(Record):
    """One spell of opening in the usual week. Closing at or before opening means past midnight."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="spells")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    """0 is Monday. Empty means a bank holiday, for a site with hours of its own then."""
    opens = models.TimeField()
    closes = models.TimeField()
    weeks_of_month = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    """Such as [1, 3] for the first and third of that weekday, -1 for the last; empty for all."""
    every_weeks = models.PositiveSmallIntegerField(default=1)
    """2 for every other week, counted from the week of `counted_from`."""
    counted_from = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "closes", "counted_from", "every_weeks", "opens", "site", "valid_from",
            "valid_until", "weekday", "weeks_of_month",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_spell_weekday", condition=Q(weekday__isnull=True) | Q(weekday__lte=6)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class DayException(Record):
    """One date on which a site keeps other hours, or none."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="exceptions")
    on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    class Privacy:
        personal: list[str] = []
        plain = ["closes", "on", "opens", "reason", "site"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_exception_both_or_neither",
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.reason}"


class Closure(Record):
    """A time for which a site is shut, until a moment or until somebody opens it again."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="closures")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    class Privacy:
        personal: list[str] = []
        plain = ["begins_at", "ends_at", "reason", "site"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="places_closure_ends_after_it_begins",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("begins_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at} {self.reason}"

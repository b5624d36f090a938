"""What is offered: services, and the activities that come round."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from hearth.directory.models.providers import Provider
from hearth.directory.models.taxonomy import Term
from hearth.foundation.models import Record
from hearth.places.models import Site


class ServiceStatus(models.TextChoices):
    """The standard's own four (Open Referral UK 3.0, service.status)."""

    ACTIVE = "active", "Running"
    INACTIVE = "inactive", "Not running"
    DEFUNCT = "defunct", "Gone for good"
    TEMPORARILY_CLOSED = "temporarily closed", "Closed for a time"


class Mode(models.TextChoices):
    IN_PERSON = "IN_PERSON", "In person"
    ONLINE = "ONLINE", "Online"
    PHONE = "PHONE", "By phone"
    HOME = "HOME", "They come to you"


class Booking(models.TextChoices):
    TURN_UP = "TURN_UP", "Just turn up"
    EITHER = "EITHER", "Turn up or book"
    BOOK = "BOOK", "Book first"
    RING = "RING", "Ring first"
    INTRODUCED = "INTRODUCED", "Somebody introduces you"


class Space(models.TextChoices):
    NOT_SAID = "", "Not said"
    YES = "YES", "There is space"
    FEW = "FEW", "A few places left"
    FULL = "FULL", "Full just now"


def phone_digits() -> Func:
    """Return the digits of a service's phone number, as the database counts them: for an index."""
    return Func(
        F("phone"), Value("[^0-9]"), Value(""), Value("g"),
        function="regexp_replace", output_field=models.TextField(),
    )  # fmt: skip


SHOWN = (ServiceStatus.ACTIVE, ServiceStatus.TEMPORARILY_CLOSED)
"""What the public may see."""


class ServiceQuerySet(models.QuerySet["Service"]):
    """Adjectives for services."""

    def public(self) -> ServiceQuerySet:
        """What anybody may see: running or closed for a time, and not only for the team."""
        return self.filter(internal=False, status__in=SHOWN, same_as__isnull=True)


class Service(Record):
    """One thing that somebody offers. An activity is a service that comes round on a schedule."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    name = models.TextField()
    description = models.TextField(blank=True, default="")
    offer = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="offered")
    """What it is: a term of the hubs' own taxonomy, which says its group and how urgent it is."""
    status = models.TextField(choices=ServiceStatus, default=ServiceStatus.ACTIVE)
    url = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    text_number = models.TextField(blank=True, default="")
    alert = models.TextField(blank=True, default="")
    """Something that matters this week: "No session on 24 December"."""
    accreditations = models.TextField(blank=True, default="")

    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="offers"
    )
    """The hub or satellite that it belongs to, if it is one of theirs."""
    modes = ArrayField(models.TextField(choices=Mode), default=list, blank=True)
    booking = models.TextField(choices=Booking, blank=True, default="")
    how_to_book = models.TextField(blank=True, default="")
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    is_free = models.BooleanField(null=True, blank=True)
    """None: nobody has said what it costs."""
    fees = models.TextField(blank=True, default="")
    """What it costs, in words."""
    languages = ArrayField(models.TextField(), default=list, blank=True)
    """Other than English: as people call them, such as "Polish" or "British Sign Language"."""

    what_its_like = models.TextField(blank=True, default="")
    """Quiet or lively, whether one can just sit, who is there."""
    first_time = models.TextField(blank=True, default="")
    """How to join the first time: where the door is, whom to ask for."""
    waiting_now = models.TextField(blank=True, default="")
    """"About three weeks". Empty: nobody has said."""
    space_now = models.TextField(choices=Space, blank=True, default=Space.NOT_SAID)
    space_said_on = models.DateField(null=True, blank=True)
    """The day on which waiting and space were last said."""

    internal = models.BooleanField(default=False)
    """Only for the hubs' own teams: it is never public and never leaves."""
    place_is_secret = models.BooleanField(default=False)
    """A refuge, say: where it is, is never written anywhere public."""

    confirmed_on = models.DateField(null=True, blank=True)
    """The day on which somebody last said that all this is so."""
    confirm_by = models.DateField()
    """The day after which its word is old. Kept by actions.truth."""
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
        related_name="keeps_services",
    )  # fmt: skip
    """The connector who looks after the entry; nobody yet, perhaps."""
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="others"
    )
    """The entry that is shown in place of this one, which is the same (see SameAs)."""

    source = models.TextField(blank=True, default="")
    """Where it was brought in from; empty if a connector wrote it here."""
    source_id = models.TextField(blank=True, default="")
    assured_date = models.TextField(blank=True, default="")
    assurer_email = models.TextField(blank=True, default="")
    edited_at = models.DateTimeField(auto_now=True)
    """When anything that is told of it last changed, its parts too (see finding.told)."""
    told = models.TextField(blank=True, default="", editable=False)
    """A digest of all that is told of it."""
    also = models.JSONField(default=dict, blank=True)
    """What a source said that is shown nowhere here; it goes out again as it came in."""

    objects = ServiceQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = [
            "accreditations", "alert", "also", "assured_date", "assurer_email", "booking",
            "confirm_by", "confirmed_on", "description", "edited_at", "email", "fees",
            "first_time", "how_to_book", "internal", "is_free", "kept_by", "languages",
            "maximum_age", "minimum_age", "modes", "name", "offer", "phone", "place_is_secret",
            "provider", "same_as", "site", "source", "source_id", "space_now", "space_said_on",
            "status", "text_number", "told", "url", "waiting_now", "what_its_like",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="directory_service_once_from_each_source",
            ),
            models.CheckConstraint(
                name="directory_service_ages_in_order",
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
            ),
            models.CheckConstraint(
                name="directory_service_is_not_itself", condition=~Q(same_as=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["edited_at", "id"], name="directory_service_edited"),
            models.Index(fields=["confirm_by", "id"], name="directory_service_due"),
            models.Index(phone_digits(), name="directory_service_phone"),
            models.Index(
                fields=["id"],
                condition=models.Q(place_is_secret=True),
                name="directory_service_secret",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_public(self) -> bool:
        """Test if anybody may see it: the same that ServiceQuerySet.public() asks the database."""
        return not self.internal and self.status in SHOWN and self.same_as_id is None


class CostOption(Record):
    """One price of a service."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.TextField(blank=True, default="")
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    """In pounds, unless `currency` says otherwise."""
    currency = models.TextField(blank=True, default="")
    amount_description = models.TextField(blank=True, default="")
    valid_from = models.TextField(blank=True, default="")
    valid_to = models.TextField(blank=True, default="")
    also = models.JSONField(default=dict, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = [
            "also", "amount", "amount_description", "currency", "option", "service",
            "valid_from", "valid_to",
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.option} {self.amount}"


class ServiceArea(Record):
    """A part of the place whose people a service is for."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_areas")
    name = models.TextField(blank=True, default="")
    """A neighbourhood, in the words that sites use, or whatever a source said."""
    also = models.JSONField(default=dict, blank=True)

    class Privacy:
        personal: list[str] = []
        plain = ["also", "name", "service"]

    def __str__(self) -> str:
        return self.name

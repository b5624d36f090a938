"""Where and when something is offered."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.base import ModelBase
from django.db.models.expressions import RawSQL

from hearth.directory.houses import HouseField
from hearth.directory.models.services import Service
from hearth.foundation.models import Record
from hearth.places.models import Site


class LocationKind(models.TextChoices):
    """The standard's own three (Open Referral UK 3.0, location.location_type)."""

    PHYSICAL = "physical", "A place to go to"
    POSTAL = "postal", "An address to write to"
    VIRTUAL = "virtual", "Online"


HOUSES_KEPT = """
    (SELECT coalesce(jsonb_object_agg(mark, true), '{}') FROM directory_service x
       JOIN directory_serviceatlocation o ON o.service_id = x.id
       JOIN directory_location h ON h.id = o.location_id, unnest(h.house) mark
      WHERE x.place_is_secret AND h.site_id IS NULL AND NOT h.is_no_secret)
"""
"""What the houses are known by in which something is secret: few, and looked up once for a list."""


class LocationQuerySet(models.QuerySet["Location"]):
    """Adjectives for places."""

    def withheld(self) -> LocationQuerySet:
        """
        What the public is told of for nothing that is there, as something there keeps it secret.

        Who sees a refuge's house with another name over the door has found it all the same, and
        so it is whichever row of the house is asked for. Our own sites are known to everybody, and
        a connector can say that a place is no secret.
        """
        is_secret = Func(
            RawSQL(HOUSES_KEPT, []),  # noqa: S611 (nothing in it is anybody's)
            F("house"),
            function="jsonb_exists_any",
            output_field=models.BooleanField(),
        )
        return self.filter(is_secret, site__isnull=True, is_no_secret=False)


class Location(Record):
    """A place where things are offered: a hub, a church hall, a corner of a library."""

    name = models.TextField(blank=True, default="")
    kind = models.TextField(choices=LocationKind, default=LocationKind.PHYSICAL)
    description = models.TextField(blank=True, default="")
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="locations"
    )
    """The hub or satellite that it is, if it is one: its own page then says how to get there."""
    address = models.TextField(blank=True, default="")
    """The lines before the town."""
    town = models.TextField(blank=True, default="")
    county = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    country = models.TextField(blank=True, default="GB")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    neighbourhood = models.TextField(blank=True, default="")
    """In the words that sites use; or else the ward of the postcode."""
    step_free = models.BooleanField(null=True, blank=True)
    accessible_toilet = models.BooleanField(null=True, blank=True)
    quiet_space = models.BooleanField(null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    parking = models.TextField(blank=True, default="")
    nearest_bus = models.TextField(blank=True, default="")
    access_note = models.TextField(blank=True, default="")
    external_identifier = models.TextField(blank=True, default="")
    external_identifier_type = models.TextField(blank=True, default="")
    is_no_secret = models.BooleanField(default=False)
    """A connector has said that anybody may know of it, though something there is secret."""
    house = HouseField(models.TextField(), default=list, editable=False)
    """What its house is known by: other places that share any of it are the same house."""
    source = models.TextField(blank=True, default="")
    source_id = models.TextField(blank=True, default="")
    edited_at = models.DateTimeField(auto_now=True)
    also = models.JSONField(default=dict, blank=True)

    objects = LocationQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = [
            "access_note", "accessible_toilet", "address", "also", "country", "county",
            "description", "edited_at", "external_identifier", "external_identifier_type",
            "hearing_loop", "house", "is_no_secret", "kind", "latitude", "longitude", "name",
            "nearest_bus", "neighbourhood", "parking", "postcode", "quiet_space", "site", "source",
            "source_id", "step_free", "town",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source_id=""),
                name="directory_location_once_from_each_source",
            ),
        ]
        indexes = [
            models.Index(fields=["postcode"], name="directory_location_postcode"),
            GinIndex(fields=["house"], name="directory_location_house"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def way(self) -> str:
        """How one gets there by bus or on foot; of a site of ours, as its own page says."""
        return (self.site.by_bus if self.site else "") or self.nearest_bus

    @property
    def says_the_way(self) -> bool:
        """Test if whoever follows "how to get to" finds more than an address."""
        return bool(self.site or self.way or self.access_note)

    def save_base(
        self,
        raw: bool = False,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Save, and say anew which house it is, whatever else is written."""
        if update_fields is not None:
            update_fields = {*update_fields, "house"}
        super().save_base(raw, force_insert, force_update, using, update_fields)


class ServiceAtLocationQuerySet(models.QuerySet["ServiceAtLocation"]):
    """Adjectives for what is offered where."""

    def told(self) -> ServiceAtLocationQuerySet:
        """Return those of which the public may know where they are."""
        withheld = Location.objects.withheld().filter(pk=OuterRef("location"))
        return self.filter(~Exists(withheld), service__place_is_secret=False)


class ServiceAtLocation(Record):
    """That a service is offered at a place."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="services_at")
    also = models.JSONField(default=dict, blank=True)

    objects = ServiceAtLocationQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = ["also", "location", "service"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"], name="directory_service_at_location_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"


class Frequency(models.TextChoices):
    ONCE = "", "Once"
    WEEKLY = "WEEKLY", "Every week, or every few"
    MONTHLY = "MONTHLY", "Every month, or every few"


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Adjectives for times."""

    def guarded(self) -> ScheduleQuerySet:
        """
        Say of each, as `is_guarded`, if its words are told to nobody.

        "Ring at the side door" says where something is, if any of its entry's places is withheld.
        """
        withheld = Location.objects.withheld().filter(services_at__service=OuterRef("service"))
        return self.annotate(is_guarded=Q(service__place_is_secret=True) | Exists(withheld))


class Schedule(Record):
    """
    When a service is there. Shaped like a recurrence of a calendar (RFC 5545), as the standard is.

    Weekly on Tuesdays and Thursdays is `byday` TU,TH; monthly on the second Friday is `byday` 2FR;
    on the last -1FR. Closing at or before opening means past midnight.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    at_location = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    """Where, if these are the times of one of its places only."""
    freq = models.TextField(choices=Frequency, blank=True, default=Frequency.WEEKLY)
    byday = ArrayField(models.TextField(), default=list, blank=True)
    bymonthday = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
    """2 for every other week, or month, counted from `begins_on`."""
    begins_on = models.DateField(null=True, blank=True)
    """The first time. For what happens once, the day."""
    ends_on = models.DateField(null=True, blank=True)
    """The last day on which it may be."""
    opens = models.TimeField(null=True, blank=True)
    """Empty, with no closing either: all day."""
    closes = models.TimeField(null=True, blank=True)
    not_on = ArrayField(models.DateField(), default=list, blank=True)
    """Days on which it is called off."""
    attending_type = models.TextField(blank=True, default="")
    link = models.TextField(blank=True, default="")
    notes = models.TextField(blank=True, default="")
    also = models.JSONField(default=dict, blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = [
            "also", "at_location", "attending_type", "begins_on", "byday", "bymonthday", "closes",
            "ends_on", "freq", "interval", "link", "not_on", "notes", "opens", "service",
        ]  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directory_schedule_interval", condition=models.Q(interval__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.freq} {self.byday} {self.opens}-{self.closes}"

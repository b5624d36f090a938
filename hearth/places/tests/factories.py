import datetime
from io import BytesIO

import factory
from django.utils import timezone
from PIL import Image

from hearth.foundation.tests.factories import RecordFactory
from hearth.places import models
from hearth.places.pictures import pictures_of


class OrganisationFactory(RecordFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class SiteFactory(RecordFactory):
    class Meta:
        model = models.Site

    name = factory.Sequence(lambda n: f"Hub {n}")
    slug = factory.Sequence(lambda n: f"hub-{n}")
    run_by = factory.SubFactory(OrganisationFactory)


def photograph(size=(640, 480), colour="teal", kind="JPEG", **saved):
    """Return the bytes of a plain photo, as a file would bring them."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **saved)
    return file.getvalue()


class SitePhotoFactory(RecordFactory):
    class Meta:
        model = models.SitePhoto

    class Params:
        pictures = factory.LazyFunction(lambda: pictures_of(photograph()))

    site = factory.SubFactory(SiteFactory)
    position = 0
    words = "The front door, seen from the street"
    small = factory.LazyAttribute(lambda it: it.pictures.small.content)
    small_digest = factory.LazyAttribute(lambda it: it.pictures.small.digest)
    small_width = factory.LazyAttribute(lambda it: it.pictures.small.width)
    large = factory.LazyAttribute(lambda it: it.pictures.large.content)
    large_digest = factory.LazyAttribute(lambda it: it.pictures.large.digest)
    width = factory.LazyAttribute(lambda it: it.pictures.large.width)
    height = factory.LazyAttribute(lambda it: it.pictures.large.height)


class OpeningSpellFactory(RecordFactory):
    class Meta:
        model = models.OpeningSpell

    site = factory.SubFactory(SiteFactory)
    weekday = 0
    opens = datetime.time(9)
    closes = datetime.time(17)


class DayExceptionFactory(RecordFactory):
    """A date that is closed, unless it is given times."""

    class Meta:
        model = models.DayException

    site = factory.SubFactory(SiteFactory)
    on = factory.LazyFunction(timezone.localdate)


class ClosureFactory(RecordFactory):
    """Closed until further notice, unless it is given an end."""

    class Meta:
        model = models.Closure

    site = factory.SubFactory(SiteFactory)
    begins_at = factory.LazyFunction(timezone.now)

"""Entries that can be found, and searches for them."""

import datetime

from django.utils import timezone

from hearth.directory.finding import publishing
from hearth.directory.finding.asking import understand
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.models import ServiceAtLocation, Tagged
from hearth.directory.queries.finding import find
from hearth.directory.tests.factories import (
    LocationFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import geo

SUNDAY = datetime.datetime(2026, 11, 22, 15, tzinfo=datetime.UTC)


def entry(name, *, offer="coffee-morning", tags=(), postcode="YO24 4AB", times=(), **facts):
    service = ServiceFactory(name=name, offer=term(offer), **facts)
    with as_the_owner():
        for slug in tags:
            Tagged.objects.create(service=service, term=term(slug))
        if postcode:
            spot = geo.find(postcode)
            location = LocationFactory(
                postcode=postcode, latitude=spot.latitude, longitude=spot.longitude, town="York"
            )
            ServiceAtLocation.objects.create(service=service, location=location)
    for byday, opens, closes in times:
        ScheduleFactory(
            service=service, byday=byday, opens=datetime.time(opens), closes=datetime.time(closes)
        )
    publishing.publish([service.id])
    return service


def search(words, **apart):
    asked = understand(words, lexicon=lexicon(), now=timezone.localtime(SUNDAY), **apart)
    return find(asked, now=SUNDAY)


def names(found):
    return [each.card.name for each in found.results]

"""A hub by the name of Acomb, and things to find near it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from hearth.config.pages import ROLES_OF, addresses
from hearth.directory.finding.publishing import publish
from hearth.directory.models import Confirmation, ServiceAtLocation, Tagged
from hearth.directory.tests.factories import (
    AdviceFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.crowding import Counter
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site
from hearth.places.tests.factories import OpeningSpellFactory
from hearth.virtualhub import crowding

SUNDAY = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)
"""The hour this is all for: somebody looks for help on a Sunday evening in November."""


@pytest.fixture
def _on_sunday_evening():
    with time_machine.travel(SUNDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def _nobody_counted():
    for counter in vars(crowding).values():
        if isinstance(counter, Counter):
            counter.forget()


@pytest.fixture
def acomb(hub):
    """The hub, open every day from nine to five."""
    with as_the_owner():
        Site.objects.filter(id=hub.id).update(
            address="12 Front Street\nAcomb",
            postcode="YO24 3BZ",
            latitude=53.9555,
            longitude=-1.1269,
            phone="01632 960001",
            neighbourhoods=["Acomb"],
            nearest_bus="Number 1 to Front Street",
            step_free=True,
        )
        for weekday in range(7):
            OpeningSpellFactory(site=hub, weekday=weekday)
    hub.refresh_from_db()
    return hub


@pytest.fixture
def add(db):
    """Return a way to add an entry with its place, times, tags and confirmation."""

    def one(name, *, tags=(), site=None, how="PHONE", place=True, times=None, **facts):
        with as_the_owner():
            service = ServiceFactory(
                name=name, site=site, provider=facts.pop("provider", None) or ProviderFactory(),
                **facts,
            )  # fmt: skip
            at = None
            if place:
                location = place if place is not True else LocationFactory(site=site, town="York")
                at = ServiceAtLocation.objects.create(service=service, location=location)
            for each in times if times is not None else [{}]:
                ScheduleFactory(service=service, at_location=at, **each)
            for slug in tags:
                Tagged.objects.create(service=service, term=term(slug))
            if how and service.confirmed_on:
                Confirmation.objects.create(service=service, on=service.confirmed_on, how=how)
            publish([service.id])
        return service

    return one


@pytest.fixture
def sunday_tea(add, acomb):
    """Tea on Sundays at the hub, for whoever is lonely."""
    return add(
        "Sunday tea",
        tags=["lonely", "somewhere-to-go"],
        site=acomb,
        times=[{"byday": ["SU"], "opens": datetime.time(14), "closes": datetime.time(16)}],
        description="Tea and cake, and company.",
        booking="TURN_UP",
        is_free=True,
        phone="01632 960002",
    )


PAGES = sorted(
    page for page, roles in ROLES_OF.items() if page.startswith("virtualhub:") and None in roles
)
PAGES.remove("virtualhub:photo")  # it stands on a page, and is none: test_photos.py tries it
ICS = {"virtualhub:calendar", "virtualhub:hub_calendar", "virtualhub:find_calendar"}


@pytest.fixture
def address(acomb, sunday_tea):
    """Return a way to the address of every page of the public's."""
    with as_the_owner():
        for edition in ("USUAL", "EASY_READ"):
            AdviceFactory(slug="rest", edition=edition, title=f"Rest {edition}")
    samples = {"slug": acomb.slug, "service_id": sunday_tea.id, "page_slug": "rest"}
    patterns = {each.name: each.parameters for each in addresses()}

    def of(page):
        return reverse(page, kwargs={name: samples[name] for name in patterns[page]})

    return of

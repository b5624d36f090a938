"""A small directory, with all that can be said of a service, and all that must never be told."""

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import (
    CostOption,
    LocationKind,
    ProviderContact,
    ServiceArea,
    ServiceAtLocation,
    Tagged,
)
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.exchange.actions.lists import bring_in, take_list
from hearth.exchange.oruk import manners
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture(autouse=True)
def _nobody_counted():
    manners.calls.forget()


@pytest.fixture
def keeper(hub):
    """A connector: keeps the directory true."""
    return GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Cleo").user


@pytest.fixture
def take(keeper):
    """Take a list in, and look it over."""

    def taken(content, **said):
        with acting_as(keeper):
            return take_list(
                by=keeper, **{"source": "Council list", "name": "x.csv", "content": content} | said
            )

    return taken


@pytest.fixture
def bring(keeper, take):
    """Take a list in, and bring it in."""

    def brought(content, **said):
        row = take(content, **said)
        with acting_as(keeper):
            return bring_in(by=keeper, brought=row, now=timezone.now())

    return brought


@pytest.fixture
def craft(db):
    """A craft group of which everything is said."""
    with as_the_owner():
        parent = ProviderFactory(name="Acomb Together")
        provider = ProviderFactory(
            name="Craft for All", description="Making things in company", email="hello@craft.org",
            website="www.craft.org", logo="https://craft.org/logo.png", charity_number="1122334",
            company_number="01234567", ods_code="X1Y", phone="01904 555 001", part_of=parent,
        )  # fmt: skip
        service = ServiceFactory(
            provider=provider, offer=term("craft-group"), name="Tuesday crafts",
            description="Knit, sew, glue", url="https://craft.org/tuesday?a=1&b=é",
            email="tuesday@craft.org", phone="01904 555 002", is_free=False, fees="A pound or two",
            accreditations="None needed", minimum_age=18, maximum_age=99,
            alert="No session on 24 December", languages=["Polish", "British Sign Language"],
            confirmed_on=timezone.localdate(), what_its_like="Quiet", first_time="Ring the bell",
        )  # fmt: skip
        hall = LocationFactory(
            name="Church hall", address="Front Street", town="York", step_free=True,
            hearing_loop=True, parking="On the street", description="Behind the church",
            external_identifier="10092008082", external_identifier_type="UPRN",
        )  # fmt: skip
        at = ServiceAtLocation.objects.create(service=service, location=hall)
        ScheduleFactory(
            service=service, at_location=at, byday=["TU", "FR"],
            not_on=[datetime.date(2026, 12, 25)], link="https://craft.org/join", notes="Come early",
        )  # fmt: skip
        ScheduleFactory(service=service, freq="MONTHLY", byday=["2SA"], interval=2,
                        begins_on=datetime.date(2026, 1, 10), opens=datetime.time(19),
                        closes=datetime.time(21))  # fmt: skip
        CostOption.objects.create(service=service, option="Everybody", amount="1.50",
                                  amount_description="a session")  # fmt: skip
        ServiceArea.objects.create(service=service, name="Acomb")
        Tagged.objects.create(service=service, term=term("lonely"))
        Tagged.objects.create(location=hall, term=term("quiet"))
        Tagged.objects.create(provider=provider, term=term("lgbtq"))
    return service


SECRETS = {
    "refuge's place": "Hidden Lane 7",
    "refuge's hall": "Safehouse Hall",
    "refuge's postcode": "YO1 7HH",
    "refuge's longitude": "-1.0815",
    "contact's name": "Wilhelmina Pratchett",
    "contact's email": "wilhelmina@private.example",
    "contact's phone": "07700 900999",
    "internal service": "Team supervision on Mondays",
    "internal provider": "Only For The Team Ltd",
    "duplicate": "Tuesday crafts, said twice",
    "gone service": "Gone for good group",
    "assurer": "assurer.person@private.example",
    "attention": "Attn Bartholomew",
    "what another list said of contacts": "Contact From A List",
}


@pytest.fixture
def secrets(craft):
    """What must never leave by the public way."""
    with as_the_owner():
        refuge = ServiceFactory(
            name="Refuge", offer=term("domestic-abuse"), place_is_secret=True,
            also={"more": {"funding": [{"id": str(uuid4()), "source": SECRETS["refuge's place"]}]}},
        )  # fmt: skip
        place = LocationFactory(
            name=SECRETS["refuge's hall"], address=SECRETS["refuge's place"], town="York",
            postcode=SECRETS["refuge's postcode"], latitude=53.9623, longitude=-1.0815,
        )  # fmt: skip
        at = ServiceAtLocation.objects.create(service=refuge, location=place)
        ScheduleFactory(
            service=refuge, at_location=at,
            also={"more": {"description": SECRETS["refuge's hall"]}},
        )  # fmt: skip
        ServiceFactory(
            name=SECRETS["internal service"], internal=True,
            provider=ProviderFactory(name=SECRETS["internal provider"]),
        )  # fmt: skip
        ServiceFactory(name=SECRETS["duplicate"], same_as=craft)
        ServiceFactory(name=SECRETS["gone service"], status="defunct")
        contact = ProviderContact(provider=craft.provider, job="Treasurer")
        contact.name, contact.email = SECRETS["contact's name"], SECRETS["contact's email"]
        contact.phone = SECRETS["contact's phone"]
        contact.save()
        craft.assurer_email = SECRETS["assurer"]
        craft.also = {
            "more": {
                "contacts": [
                    {"id": str(uuid4()), "name": SECRETS["what another list said of contacts"]}
                ]
            }
        }
        craft.save()
        hall = craft.at_locations.get().location
        hall.also = {"said": {"addresses": ["x", [{"attention": SECRETS["attention"]}]]},
                     "more": {"attention": SECRETS["attention"]}}  # fmt: skip
        hall.save()
    return refuge


@pytest.fixture
def many(craft):
    """Sixty more, online and in person."""
    with as_the_owner():
        provider = ProviderFactory(name="Many Things")
        for number in range(60):
            service = ServiceFactory(provider=provider, name=f"Group {number}")
            place = LocationFactory(
                kind=LocationKind.VIRTUAL if number % 5 == 0 else LocationKind.PHYSICAL,
                town="York",
            )
            ServiceAtLocation.objects.create(service=service, location=place)
            ScheduleFactory(service=service)
    return provider

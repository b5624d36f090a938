"""The official examples come in, and go out again as they came, field by field."""

import json

import pytest
from django.utils import timezone

from hearth.directory.models import Provider, ProviderContact, Service, Taxonomy, Term
from hearth.exchange.actions.lists import bring_in, take_list
from hearth.exchange.oruk.whole import Whole
from hearth.exchange.queries.lists import contacts_of, every_service
from hearth.exchange.tests.conformance import MOCKS, mock
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner

FOLDERS = ["V3.0-UK-Default", "V3.0-UK-Warn"]
NO_DIRECTORY = {"api_details"}
"""What an API says of itself: there is nothing in it to bring in."""
EVERY = [
    (folder, path.stem)
    for folder in FOLDERS
    for path in sorted((MOCKS / folder).glob("*.json"))
    if path.stem not in NO_DIRECTORY
]


def bring(by, said, source="Official examples"):
    with acting_as(by):
        brought = take_list(
            by=by, source=source, name="mock.json", content=json.dumps(said).encode()
        )
        return bring_in(by=by, brought=brought, now=timezone.now())


def services(by):
    with acting_as(by):
        rows = list(every_service(actor=by))
        whole = Whole(contacts_of([row.provider_id for row in rows]))
        return {str(row.id): whole.service(row) for row in rows}


def organisations(by):
    with acting_as(by):
        return {str(row.id): Whole().organization(row) for row in Provider.objects.all()}


def again(by, said, kind):
    """Return the same as it goes out."""
    if kind.startswith("service_at_location"):
        (service,) = services(by).values()
        (place,) = service.pop("service_at_locations")
        return {**place, "service": service}
    if kind.startswith("service"):
        return services(by)[said["id"]]
    if kind.startswith("organization"):
        out = organisations(by)[said["id"]]
        theirs = [one for one in services(by).values()] if "services" in said else []
        for each in theirs:
            each.pop("organization", None)
        return out | ({"services": theirs} if theirs else {})
    with as_the_owner():
        if kind.startswith("taxonomy_term"):
            return Whole().term(Term.objects.select_related("taxonomy").get(id=said["id"]))
        row = Taxonomy.objects.get(id=said["id"])
        return Whole().taxonomy(row, row.terms.select_related("taxonomy"))


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_goes_out_as_it_came_in(keeper, folder, name):
    said = mock(folder, name)
    rows = said.get("contents", [said])

    brought = bring(keeper, said)

    assert brought.counts["refused"] == 0
    for row in rows:
        assert again(keeper, row, name) == row


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_of_a_folder_together_goes_out_as_it_came_in(keeper, folder):
    names = [name for of, name in EVERY if of == folder and "list" not in name]
    for name in names:
        bring(keeper, mock(folder, name))

    full = mock(folder, "service_full")
    assert again(keeper, full, "service_full")["name"] == full["name"]
    assert again(keeper, mock(folder, "taxonomy"), "taxonomy") == mock(folder, "taxonomy")
    assert again(keeper, mock(folder, "organization_list")["contents"][0], "organization")["id"]


def test_becomes_an_entry_like_any_other(keeper):
    bring(keeper, mock("V3.0-UK-Default", "service_full"))

    service = Service.objects.get()
    assert service.offer.slug == "counselling"
    assert service.confirmed_on.isoformat() == "2005-01-01"
    assert service.confirmations.get().how == "SOURCE"
    assert service.provider.company_number == "1234567"
    assert service.schedules.get().byday == ["TH", "FR"]
    assert service.at_locations.get().location.latitude is None
    assert service.source == "Official examples"


def test_a_contact_is_sealed_and_never_public(keeper, client):
    bring(keeper, mock("V3.0-UK-Default", "service_full"))

    with acting_as(keeper):
        contact = ProviderContact.objects.get()
        assert contact.name == "Ann Persona"
    service = Service.objects.get()
    assert "Persona" not in json.dumps(service.also)
    assert "Persona" not in json.dumps(service.provider.also)
    said = client.get(f"/oruk/v3/services/{service.id}").content.decode()
    assert "Persona" not in said
    assert "email@example.com" in said  # of the service itself


def test_twice_changes_nothing(keeper):
    said = mock("V3.0-UK-Default", "service_full")
    bring(keeper, said)
    before = services(keeper)

    again = bring(keeper, said)

    assert again.counts == {"new": 0, "changed": 0, "claims": 0, "same": 1, "refused": 0}
    assert services(keeper) == before


def test_what_is_changed_here_goes_out_changed(keeper):
    said = mock("V3.0-UK-Default", "service_full")
    bring(keeper, said)
    with as_the_owner():
        service = Service.objects.get()
        service.fees = "Free on Mondays"
        service.save()
        time = service.schedules.get()
        time.byday = ["MO"]
        time.save()

    (out,) = services(keeper).values()

    assert out["fees"] == "Free on Mondays"
    assert out["schedules"][0]["byday"] == "MO"
    assert out["schedules"][0]["opens_at"] == "10:00:00"  # nobody changed that
    assert out["last_modified"] > said["last_modified"]

"""A refuge in a list: where it is, is a secret from the first moment, whatever the file is."""

import io
import json

import pytest
from openpyxl import Workbook

from hearth.directory.finding.publishing import publish
from hearth.directory.models import Claim, Service
from hearth.exchange.tests.listing import csv, why
from hearth.foundation.tests.factories import as_the_owner

HEAD = "Id,Name,Organisation,What it is,Place,Address,Town,Postcode,Days,From,To,Place is secret\n"
WHERE = ("Swallow House", "Nightjar Lane", "YO1 7HH", "53.96", "-1.08", "swallow-house.example")
"""What must be nowhere."""
FREE = {"name", "description", "access_note", "nearest_bus", "parking", "neighbourhood",
        "notes", "link", "attending_type"}  # fmt: skip
"""Fields of a place and of times in which anything may be written."""


def row(secret="", offer="Help with domestic abuse", name="Haven", place="Swallow House"):
    return f"r1,{name},Haven York,{offer},{place},9 Nightjar Lane,York,YO1 7HH,Tue,10am,noon,{secret}\n"  # noqa: E501


def as_csv(**said):
    return csv(row(**said), head=HEAD)


def as_xlsx(**said):
    book = Workbook()
    for line in (HEAD, row(**said)):
        book.active.append(line.strip("\n").split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json(secret="", offer="Help with domestic abuse", name="Haven", place="Swallow House"):
    ours = {"place_is_secret": {"yes": True, "no": False}[secret]} if secret else {}
    return json.dumps({
        "id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a11", "name": name, "status": "active",
        "organization": {"id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a12", "name": "Haven York",
                         "description": "x"},
        "attributes": [{"id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a13", "taxonomy_term": {
            "id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a14", "name": offer, "description": "x"}}],
        "schedules": [{"id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a15", "freq": "WEEKLY",
                       "byday": "TU", "opens_at": "10:00", "closes_at": "12:00",
                       "service_at_location_id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a16"}],
        "service_at_locations": [{"id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a16", "location": {
            "id": "9a52d1f6-6cb0-4c50-b0d5-1a8f0f3c2a17", "location_type": "physical",
            "name": place, "latitude": 53.96, "longitude": -1.08,
            "addresses": [{"address_1": "9 Nightjar Lane", "city": "York",
                           "state_province": "York", "postal_code": "YO1 7HH",
                           "country": "GB", "address_type": "physical"}]}}],
        "hearth": ours,
    }).encode()  # fmt: skip


FILES = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}


@pytest.fixture(params=FILES)
def file_of(request):
    return FILES[request.param]


def test_is_kept_secret_and_the_preview_says_so(client, keeper, take, file_of):
    brought = take(file_of())
    client.force_login(keeper)
    page = client.get(f"/exchange/lists/{brought.id}/").content.decode()

    assert brought.counts["new"] == 1
    assert "Where it is, will be kept secret" in page


def test_is_told_nowhere(client, bring, file_of):
    bring(file_of())
    service = Service.objects.get()
    at = service.at_locations.get()
    assert service.place_is_secret
    with as_the_owner():
        for row in (at.location, *service.schedules.all()):
            for name in FREE & {field.name for field in row._meta.fields}:
                setattr(row, name, "https://swallow-house.example/Swallow House")
            row.save()
        publish([service.id])

    said = {}
    for address in (
        "/", "/now/", "/find/", "/find/?q=haven", "/find/?q=domestic+abuse&near=YO1+7HH",
        "/find/?q=swallow+house", "/find/?q=nightjar", "/find.ics?q=haven", f"/find/{service.id}/",
        "/whats-on/", "/whats-on.ics", "/hubs/",
        *(f"/oruk/v3/{of}{way}" for of in ("services", "service_at_locations", "organizations")
          for way in ("?full=true", "?full_service=true", "?format=ndjson&full=true")),
        f"/oruk/v3/services/{service.id}", f"/oruk/v3/service_at_locations/{at.id}",
        "/oruk/v3/services?postcode=YO1+7HH&proximity=50&full=true",
        f"/tell/{service.id}/", "/oruk/",
    ):  # fmt: skip
        response = client.get(address)
        said[address] = response.content.decode()

    assert "Haven" in said["/find/?q=haven"]
    assert "Haven" in said[f"/find/{service.id}/"]
    told = [
        (address, words)
        for address, body in said.items()
        for words in WHERE
        if words in body and words.lower() not in address.replace("+", " ").lower()
    ]
    assert told == []


def test_is_told_by_no_other_list_that_knows_the_house(client, bring, file_of):
    bring(as_csv())
    bring(file_of(name="Sewing", offer="Coffee and company"), source="Another list")
    group = Service.objects.get(name="Sewing")

    assert not group.place_is_secret
    for address in (f"/find/{group.id}/", "/find/?q=sewing", f"/oruk/v3/services/{group.id}",
                    "/oruk/v3/service_at_locations?full=true"):  # fmt: skip
        body = client.get(address).content.decode()
        assert [words for words in WHERE if words in body] == []


@pytest.mark.parametrize("said", [
    {"offer": "Women’s Aid refuge"}, {"name": "Haven refuge", "offer": "Housing advice"},
    {"name": "York Safe House", "offer": "Housing advice"},
])  # fmt: skip
def test_is_known_by_its_words_of_any_list(bring, said):
    bring(as_json(**said), default_offer=None)

    assert Service.objects.get().place_is_secret


@pytest.mark.parametrize("name", ["Refugee welcome", "Safe hands", "Abuse of power talk"])
def test_what_only_sounds_alike_is_shown(bring, file_of, name):
    bring(file_of(name=name, offer="Coffee and company"))

    assert not Service.objects.get().place_is_secret


def test_is_shown_if_the_list_says_so_in_words(client, bring, file_of):
    brought = bring(file_of(secret="no"))
    service = Service.objects.get()

    assert not service.place_is_secret
    assert "Swallow House" in client.get(f"/find/{service.id}/").content.decode()
    with as_the_owner():
        assert "secret" not in brought.found


def test_stays_as_a_connector_left_it(bring, file_of):
    bring(file_of())
    with as_the_owner():
        Service.objects.update(place_is_secret=False)
    again = bring(file_of())

    assert not Service.objects.get().place_is_secret
    assert again.counts["same"] == 1
    assert not Claim.objects.exists()


def test_becomes_secret_when_its_list_calls_it_one(bring, file_of):
    bring(file_of(name="Haven", offer="Coffee and company"))
    again = bring(file_of(name="Haven refuge", offer="Coffee and company"))

    assert again.counts["changed"] == 1
    assert "place_is_secret" in why(again, "changed")[0]
    assert Service.objects.get().place_is_secret


def test_an_empty_cell_shows_nothing_that_was_secret(bring):
    bring(as_csv(secret="yes"))
    bring(as_csv())

    assert Service.objects.get().place_is_secret


def test_goes_out_and_comes_in_as_it_was_left(client, keeper, bring):
    bring(as_csv(secret="no"))
    client.force_login(keeper)
    files = [b"".join(client.get(f"/exchange/lists/everything.{kind}")) for kind in ("csv", "json")]
    for file in files:
        with as_the_owner():
            Service.objects.all().delete()
        bring(file, source="Another network")
        assert not Service.objects.get().place_is_secret

"""What must never leave by the public way: looked for in everything that can be asked."""

import json

import pytest

from hearth.directory.models import Location, Schedule, Service, ServiceAtLocation
from hearth.exchange.tests.conftest import SECRETS
from hearth.foundation.tests.factories import as_the_owner

LISTS = ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"]
WAYS = ["", "full=true", "full_service=true", "minimal=true", "format=ndjson",
        "format=ndjson&full=true", "format=ndjson&full_service=true"]  # fmt: skip


def body(response):
    content = b"".join(response) if response.streaming else response.content
    return content.decode()


@pytest.fixture
def everything_said(client, secrets):
    """Return all that can be had: every list in every way, and every id in any of them."""
    said = {}
    ids = set()
    for name in LISTS:
        for way in WAYS:
            address = f"/oruk/v3/{name}?per_page=500&{way}"
            said[address] = body(client.get(address))
        rows = client.get(f"/oruk/v3/{name}?per_page=500").json()["contents"]
        ids |= {(name, row["id"]) for row in rows}
    with as_the_owner():
        every = [*Service.objects.all(), *Location.objects.all(), *ServiceAtLocation.objects.all()]
        ids |= {(name, str(row.id)) for row in every for name in LISTS}
        ids |= {
            ("organizations", str(row.provider_id)) for row in every if hasattr(row, "provider")
        }
    for name, each in ids:
        for way in ("", "full_service=true"):
            address = f"/oruk/v3/{name}/{each}?{way}"
            said[address] = body(client.get(address))
    return said


@pytest.mark.parametrize("what", SECRETS)
def test_is_nowhere_in_anything_said(everything_said, what):
    words = {SECRETS[what], SECRETS[what].replace(" ", ""), json.dumps(SECRETS[what])[1:-1]}

    assert len(everything_said) > 100
    assert [
        address for address, said in everything_said.items() if any(word in said for word in words)
    ] == []


def test_a_refuge_never_leaves(client, secrets):
    rows = client.get("/oruk/v3/services?per_page=500").json()["contents"]

    assert client.get(f"/oruk/v3/services/{secrets.id}").status_code == 404
    assert "Refuge" not in {row["name"] for row in rows}


def test_a_helpline_with_no_place_to_keep_secret_is_told(client, secrets):
    with as_the_owner():
        ServiceAtLocation.objects.filter(service=secrets).delete()
        Schedule.objects.filter(service=secrets).update(at_location=None)

    assert client.get(f"/oruk/v3/services/{secrets.id}").json()["name"] == "Refuge"


def test_a_refuge_cannot_be_found_by_asking_what_is_near(client, secrets):
    near = "postcode=YO17HH&proximity=20"

    assert client.get(f"/oruk/v3/services?{near}").json()["empty"]
    assert client.get(f"/oruk/v3/service_at_locations?{near}").json()["empty"]


@pytest.mark.parametrize("hidden", ["internal", "same_as", "defunct"])
def test_what_is_hidden_is_not_there_by_its_id_either(client, secrets, hidden):
    with as_the_owner():
        row = {
            "internal": Service.objects.filter(internal=True),
            "same_as": Service.objects.exclude(same_as=None),
            "defunct": Service.objects.filter(status="defunct"),
        }[hidden].get()
        at = ServiceAtLocation.objects.create(service=row, location=Location.objects.first())

    for address in (f"services/{row.id}", f"service_at_locations/{at.id}",
                    f"organizations/{row.provider_id}"):  # fmt: skip
        response = client.get(f"/oruk/v3/{address}")
        assert response.status_code == 404
        assert response.json()["error"]

"""What must never leave by the public way: looked for in everything that can be asked."""

import json

import pytest

from hearth.directory.models import Location, Service, ServiceAtLocation, Tagged, Taxonomy, Term
from hearth.exchange.tests.conftest import SECRETS
from hearth.foundation.tests.factories import as_the_owner

LISTS = ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"]
WAYS = ["", "full=true", "full_service=true", "minimal=true", "format=ndjson",
        "format=ndjson&full=true", "format=ndjson&full_service=true"]  # fmt: skip


def body(response):
    return response.content.decode()


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


def test_is_nowhere_in_anything_said(everything_said):
    assert len(everything_said) > 100
    for what, secret in SECRETS.items():
        words = {secret, secret.replace(" ", ""), json.dumps(secret)[1:-1]}
        said = [
            address
            for address, page in everything_said.items()
            if any(word in page for word in words)
        ]
        assert said == [], what


def test_a_refuge_never_leaves(client, secrets):
    rows = client.get("/oruk/v3/services?per_page=500").json()["contents"]

    assert client.get(f"/oruk/v3/services/{secrets.id}").status_code == 404
    assert "Refuge" not in {row["name"] for row in rows}


@pytest.mark.parametrize("is_placed", [True, False])
@pytest.mark.parametrize(("name", "modes", "is_told"), [
    ("Refuge", [], False),
    ("Haven", [], False),
    ("Haven", ["PHONE", "IN_PERSON"], False),
    ("York Women's Refuge", ["PHONE"], False),
    ("Safe-house", ["PHONE"], False),
    ("Somewhere safe: accommodation", ["ONLINE"], False),
    ("Freephone for refugees", ["PHONE"], True),
    ("Helpline", ["PHONE", "ONLINE"], True),
])  # fmt: skip
def test_a_line_is_told_and_a_refuge_is_not_whether_placed_or_not(
    client, secrets, is_placed, name, modes, is_told
):
    with as_the_owner():
        Service.objects.filter(id=secrets.id).update(name=name, modes=modes)
        if not is_placed:
            ServiceAtLocation.objects.filter(service=secrets).delete()

    response = client.get(f"/oruk/v3/services/{secrets.id}")
    assert (response.status_code == 200) is is_told
    assert "Hidden Lane" not in response.content.decode()
    assert SECRETS["refuge's hall"] not in response.content.decode()


def test_what_any_list_calls_a_refuge_is_no_line(client, secrets):
    with as_the_owner():
        Service.objects.filter(id=secrets.id).update(name="Haven", modes=["PHONE"])
        assert client.get(f"/oruk/v3/services/{secrets.id}").status_code == 200
        theirs = Taxonomy.objects.create(name="A list's", slug="theirs")
        called = Term.objects.create(taxonomy=theirs, name="Women’s refuges", slug="refuges")
        Tagged.objects.create(service=secrets, term=called)

    assert client.get(f"/oruk/v3/services/{secrets.id}").status_code == 404


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

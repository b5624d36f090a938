"""What can be asked of the public lists, and how they answer."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.directory.finding.publishing import publish
from hearth.directory.models import Service, ServiceAtLocation, Tagged, Term
from hearth.directory.tests.factories import LocationFactory, ScheduleFactory, ServiceFactory, term
from hearth.exchange.oruk.openapi import PARAMETERS
from hearth.foundation.tests.factories import as_the_owner


def names(client, asked="", of="services"):
    response = client.get(f"/oruk/v3/{of}?per_page=500&{asked}")
    assert response.status_code == 200, response.content
    rows = response.json()["contents"]
    return [(row.get("service") or row)["name"] for row in rows]


@pytest.fixture
def three(craft):
    """The craft group, a walk in Lincoln on Sunday evening, and something online."""
    with as_the_owner():
        walk = ServiceFactory(
            name="Evening walk", description="Gentle", offer=term("walking-group"), minimum_age=5,
            maximum_age=15,
        )  # fmt: skip
        lincoln = LocationFactory(postcode="LN1 3AA", latitude=53.2344, longitude=-0.5394)
        ServiceAtLocation.objects.create(service=walk, location=lincoln)
        ScheduleFactory(service=walk, byday=["SU"], opens=datetime.time(18),
                        closes=datetime.time(20))  # fmt: skip
        ScheduleFactory(service=walk, byday=["MO"], opens=datetime.time(9),
                        closes=datetime.time(10))  # fmt: skip
        ServiceFactory(name="Chat online", offer=term("computers"))
    return walk


ASKED = {
    "search=crafts": ["Tuesday crafts"],
    "search=KNIT+sew": ["Tuesday crafts"],
    "search=craft+walk": [],
    "search=%3F%3F": [],
    "day=SU": ["Evening walk"],
    "day=sunday": ["Evening walk"],
    "day=SA": ["Tuesday crafts"],
    "day=MO&start_time=17:00": [],
    "start_time=17:00": ["Tuesday crafts", "Evening walk"],
    "end_time=10:00": ["Evening walk"],
    "day=SU&start_time=18:00&end_time=20:00": ["Evening walk"],
    "minimum_age=18": ["Tuesday crafts"],
    "minimum_age=19": [],
    "maximum_age=15": ["Evening walk"],
    "postcode=YO24+4AB": ["Tuesday crafts"],
    "postcode=ln13aa&proximity=500": ["Evening walk"],
    "postcode=YO24+4AB&proximity=200000": ["Tuesday crafts", "Evening walk"],
    "postcode=YO24+4AB&day=SU": [],
    "nonsense=1&colour=blue": ["Tuesday crafts", "Evening walk", "Chat online"],
}


@pytest.mark.parametrize("asked", ASKED)
def test_services_are_found_by_what_is_asked(client, three, asked):
    assert names(client, asked) == ASKED[asked]


@pytest.mark.parametrize("asked", [one for one in ASKED if "nonsense" not in one])
def test_the_same_is_found_at_places(client, three, asked):
    assert names(client, asked, of="service_at_locations") == ASKED[asked]


@pytest.mark.parametrize("asked", ["search=lonly", "search=loneliness", "search=knitting"])
def test_words_are_understood_as_on_the_pages(client, three, craft, asked):
    with as_the_owner():
        publish(Service.objects.values_list("id", flat=True))

    found = names(client, asked)

    assert "Tuesday crafts" in found
    assert "Chat online" not in found


def test_services_are_found_by_term_taxonomy_and_organisation(client, three, craft):
    walking = term("walking-group")
    hub = walking.taxonomy_id

    assert names(client, f"taxonomy_term_id={walking.id}") == ["Evening walk"]
    assert names(client, f"taxonomy_term_id={term('lonely').id}") == ["Tuesday crafts"]
    assert names(client, f"taxonomy_id={hub}&day=SU") == ["Evening walk"]
    assert names(client, f"organization_id={craft.provider_id}") == ["Tuesday crafts"]
    assert names(client, f"organization_id={craft.provider_id}&day=SU") == []


def test_a_service_with_two_terms_is_there_once(client, craft):
    with as_the_owner():
        Tagged.objects.create(service=craft, term=term("sleep"))

    assert names(client, f"taxonomy_id={craft.offer.taxonomy_id}") == ["Tuesday crafts"]


def test_terms_are_found_by_taxonomy_and_place_in_it(client, db):
    with as_the_owner():
        parent = term("lonely")
        child = Term.objects.create(
            taxonomy=parent.taxonomy, parent=parent, slug="lonely-at-night", name="Lonely at night",
            description="After dark",
        )  # fmt: skip

    assert names(client, f"parent_id={parent.id}", of="taxonomy_terms") == ["Lonely at night"]
    assert "Lonely at night" not in names(client, "top_only=true", of="taxonomy_terms")
    assert names(client, "search=lonely+dark", of="taxonomy_terms") == ["Lonely at night"]
    assert client.get(f"/oruk/v3/taxonomy_terms/{child.id}").json()["parent_id"] == str(parent.id)
    with as_the_owner():
        child.delete()


def test_what_changed_since_a_moment_is_found(client, three):
    long_ago = timezone.now() - datetime.timedelta(days=30)
    with as_the_owner():
        Service.objects.filter(name="Evening walk").update(edited_at=long_ago)
    yesterday = (timezone.now() - datetime.timedelta(days=1)).isoformat()

    for since in (yesterday, yesterday.replace("+", "%2B"), yesterday[:10]):
        assert names(client, f"modified_after={since}") == ["Tuesday crafts", "Chat online"]


BAD = {
    "page": "0", "per_page": "501", "format": "xml", "search": "x" * 201, "taxonomy_term_id": "12",
    "taxonomy_id": "no", "parent_id": "no", "organization_id": "0", "minimum_age": "old",
    "maximum_age": "-1", "day": "someday", "start_time": "25:00", "end_time": "7.30pmm",
    "modified_after": "2026-13-45", "postcode": "nowhere", "proximity": "far",
    "minimal": "yes please", "full": "2", "full_service": "x", "top_only": "x", "after": "x",
}  # fmt: skip


def test_every_parameter_is_tried():
    assert set(BAD) == set(PARAMETERS)


@pytest.mark.parametrize("name", BAD)
def test_a_value_that_cannot_be_read_is_answered_with_a_sentence(client, db, name):
    response = client.get("/oruk/v3/services", {name: BAD[name]})

    assert response.status_code == 400
    assert name.split("_")[0] in response.json()["error"]
    assert response.json()["error"].endswith(".")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("asked", ["proximity=50", "minimal=true&full=true", "postcode=ZZ9+9ZZ",
                                   "search=%00", "page=99999999999999"])  # fmt: skip
def test_what_makes_no_sense_is_answered_with_a_sentence(client, db, asked):
    response = client.get(f"/oruk/v3/services?{asked}")

    assert response.status_code == 400
    assert response.json()["error"]


def test_least_is_enough_to_keep_a_copy_by(client, craft):
    (row,) = client.get("/oruk/v3/services?minimal=true").json()["contents"]

    assert set(row) == {"id", "organization_id", "name", "status", "last_modified"}


def test_everything_comes_as_lines(client, many):
    response = client.get("/oruk/v3/services?format=ndjson&full=true")
    rows = [json.loads(line) for line in response.content.splitlines()]

    assert response["Content-Type"].startswith("application/x-ndjson")
    assert len(rows) == 61
    assert rows[0] == client.get(f"/oruk/v3/services/{rows[0]['id']}").json()


class TestManners:
    def test_any_page_of_any_site_may_ask(self, client, craft):
        for address in ("", "services", f"services/{craft.id}", "services/none", "openapi.json"):
            response = client.get(f"/oruk/v3/{address}", headers={"origin": "https://x.example"})
            assert response["Access-Control-Allow-Origin"] == "*"
            assert not response.cookies

    def test_asking_first_is_answered(self, client, db):
        response = client.options("/oruk/v3/services")

        assert response.status_code == 204
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"

    @pytest.mark.parametrize("send", ["post", "put", "delete", "patch"])
    def test_nothing_can_be_sent(self, client, db, send):
        response = getattr(client, send)("/oruk/v3/services")

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["error"]

    @pytest.mark.parametrize("address", ["services/x", "services/0", "taxonomies/x",
                                         "organizations/\u00e9", "taxonomy_terms/%00"])  # fmt: skip
    def test_what_is_not_there_is_answered_with_a_sentence(self, client, db, address):
        response = client.get(f"/oruk/v3/{address}")

        assert response.status_code == 404
        assert response.json()["error"]

    def test_what_one_has_already_is_not_sent_again(self, client, craft):
        for address in ("/oruk/v3/services", f"/oruk/v3/services/{craft.id}"):
            first = client.get(address)
            again = client.get(address, headers={"if-none-match": first["ETag"]})
            assert again.status_code == 304
            assert not again.content
            assert again["Access-Control-Allow-Origin"] == "*"

    def test_what_has_changed_is_sent(self, client, craft):
        address = f"/oruk/v3/services/{craft.id}"
        first = client.get(address)
        assert first["Last-Modified"]
        with as_the_owner():
            craft.schedules.first().delete()

        headers = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
        assert client.get(address, headers=headers).status_code == 200

    def test_ids_stay(self, client, craft):
        assert client.get(f"/oruk/v3/services/{craft.id}").json() == (
            client.get(f"/oruk/v3/services/{craft.id}").json()
        )


@pytest.mark.parametrize("asked", [
    "services", "services?full=true", "service_at_locations?full=true", "service_at_locations",
    "organizations?full=true", "organizations?full_service=true", "taxonomies", "taxonomy_terms",
])  # fmt: skip
def test_many_take_no_more_questions_than_few(client, craft, many, asked):
    joined = "&" if "?" in asked else "?"
    counts = []
    for rows in (2, 50):
        with CaptureQueriesContext(
            connection,
        ) as questions:
            client.get(f"/oruk/v3/{asked}{joined}per_page={rows}")
        counts.append(len(questions))

    assert counts[1] <= counts[0] + 1
    assert counts[1] < 25


def test_many_lines_take_no_more_questions_than_few(client, craft, many, monkeypatch):
    client.get("/oruk/v3/services")  # what is asked once in a while is asked by now
    counts = []
    for at_a_time in (31, 61):
        monkeypatch.setattr("hearth.exchange.queries.oruk.AT_A_TIME", at_a_time)
        with CaptureQueriesContext(connection) as questions:
            client.get("/oruk/v3/services?format=ndjson&full=true")
        counts.append(len(questions))

    assert counts[0] < 30
    assert counts[1] <= counts[0] + 1

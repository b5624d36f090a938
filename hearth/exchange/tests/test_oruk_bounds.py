"""How much anybody may ask of the public lists at once, and what they are told beyond that."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from hearth.directory.tests.factories import ScheduleFactory, ServiceFactory
from hearth.exchange.oruk import manners
from hearth.exchange.queries import oruk
from hearth.foundation.tests.factories import as_the_owner

ADDRESS = "93.184.216.34"


@pytest.fixture
def somebody(client, craft):
    """A browser at an address of its own."""
    client.defaults["REMOTE_ADDR"] = ADDRESS
    return client


def check_is_told_to_wait(response):
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After" in response["Access-Control-Expose-Headers"]
    assert response["Cache-Control"] == "no-store"
    assert "Please wait" in response.json()["error"]


@pytest.mark.parametrize("address", ["", "services", "services/x", "openapi.json", "taxonomies"])
def test_six_hundred_a_minute_are_enough(somebody, address):
    for _ in range(600):
        manners.calls.one_more(ADDRESS)

    check_is_told_to_wait(somebody.get(f"/oruk/v3/{address}"))


def test_the_page_about_it_has_the_same_bound(somebody):
    for _ in range(600):
        manners.calls.one_more(ADDRESS)
    response = somebody.get("/oruk/")

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Please wait a minute" in response.content.decode()


def test_another_address_is_answered_all_the_same(somebody):
    for _ in range(700):
        manners.calls.one_more(ADDRESS)

    assert somebody.get("/oruk/v3/services", REMOTE_ADDR="93.184.216.35").status_code == 200


@pytest.mark.parametrize("of", ["services", "organizations", "taxonomies", "taxonomy_terms"])
def test_a_search_has_twelve_words_at_most(somebody, of):
    assert somebody.get(f"/oruk/v3/{of}?search={'a+' * 12}").status_code == 200
    response = somebody.get(f"/oruk/v3/{of}?search={'a+' * 13}")

    assert response.status_code == 400
    assert "12 words" in response.json()["error"]


class TestWholeLists:
    @pytest.fixture(autouse=True)
    def _two_at_a_time(self, monkeypatch):
        monkeypatch.setattr(oruk, "AT_A_TIME", 2)

    @pytest.fixture
    def five(self, craft):
        with as_the_owner():
            for service in ServiceFactory.create_batch(4):
                ScheduleFactory(service=service, byday=["TU"])

    @staticmethod
    def lines_of(somebody, address):
        response = somebody.get(address)
        assert not response.streaming  # made before it is sent, it waits for no reader
        return [json.loads(line) for line in response.content.splitlines()]

    def test_are_read_by_going_on_until_no_line_says_more(self, somebody, five):
        address, rows, answers = "/oruk/v3/services?format=ndjson", [], 0
        while address:
            *some, last = self.lines_of(somebody, address)
            address = last.get("next", "")
            rows += some if address else [*some, last]
            answers += 1

        assert answers == 3
        assert [row["id"] for row in rows] == [
            row["id"] for row in somebody.get("/oruk/v3/services").json()["contents"]
        ]

    def test_go_on_with_all_that_was_asked(self, somebody, five):
        *some, last = self.lines_of(somebody, "/oruk/v3/services?day=TU&format=ndjson&minimal=true")
        said = parse_qs(urlsplit(last["next"]).query)

        assert last == {"next": last["next"]}
        assert last["next"].startswith("http://york.localhost/oruk/v3/services?")
        assert said == {
            "day": ["TU"], "format": ["ndjson"], "minimal": ["true"], "after": [some[-1]["id"]],
        }  # fmt: skip

    def test_that_just_fill_an_answer_go_nowhere(self, somebody, craft):
        with as_the_owner():
            ServiceFactory()

        rows = self.lines_of(somebody, "/oruk/v3/services?format=ndjson")

        assert ["id" in row for row in rows] == [True, True]

    def test_of_nothing_are_empty(self, somebody, craft):
        assert self.lines_of(somebody, "/oruk/v3/services?format=ndjson&search=xyzzy") == []

    @pytest.mark.parametrize("of", ["service_at_locations", "organizations", "taxonomies",
                                    "taxonomy_terms"])  # fmt: skip
    def test_of_every_kind_go_on(self, somebody, five, of):
        whole = somebody.get(f"/oruk/v3/{of}?per_page=500").json()["total_items"]
        address, count = f"/oruk/v3/{of}?format=ndjson", 0
        while address and count <= whole:
            *some, last = self.lines_of(somebody, address)
            address = last.get("next", "")
            count += len(some) + (not address)

        assert count == whole


class TestWhatIsNotThere:
    @pytest.mark.parametrize("address", ["nonsense", "services/", "services/x/y", "v3", "é"])
    @pytest.mark.parametrize("send", ["get", "post"])
    def test_is_said_in_json_to_any_page(self, client, db, address, send):
        response = getattr(client, send)(f"/oruk/v3/{address}")

        assert response.status_code == 404
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "openapi.json" in response.json()["error"]

    def test_what_cannot_be_sent_is_said_to_any_page(self, client, db):
        response = client.post("/oruk/v3/services")

        assert response.status_code == 405
        assert response["Access-Control-Allow-Origin"] == "*"

"""How much anybody may ask of the public lists at once, and what they are told beyond that."""

import json

import pytest

from hearth.directory.tests.factories import ServiceFactory
from hearth.exchange.oruk import manners, streams
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


def go_away(response):
    """Close an answer as a server does, without the test's own connection to the database."""
    for close in response._resource_closers:
        close()


@pytest.mark.parametrize("address", ["", "services", "services/x", "openapi.json", "taxonomies"])
def test_six_hundred_a_minute_are_enough(somebody, address):
    for _ in range(600):
        manners.calls.one_more(ADDRESS)

    check_is_told_to_wait(somebody.get(f"/oruk/v3/{address}"))


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
    WHOLE = "/oruk/v3/services?format=ndjson"

    def test_one_address_reads_one_at_a_time(self, somebody):
        first = somebody.get(self.WHOLE)
        check_is_told_to_wait(somebody.get(self.WHOLE))
        assert somebody.get("/oruk/v3/services").status_code == 200
        go_away(first)

        assert somebody.get(self.WHOLE).status_code == 200

    def test_two_are_read_at_once_whoever_reads(self, somebody):
        for last in (35, 36):
            assert somebody.get(self.WHOLE, REMOTE_ADDR=f"93.184.216.{last}").status_code == 200

        check_is_told_to_wait(somebody.get(self.WHOLE))

    def test_read_to_the_end_they_make_room(self, somebody):
        for _ in range(5):
            assert b"".join(somebody.get(self.WHOLE))

    def test_asked_for_without_being_read_they_make_room(self, somebody):
        for _ in range(5):
            response = somebody.head(self.WHOLE)
            assert response.status_code == 200
            go_away(response)

    def test_of_any_length_comes_in_turns_and_whole(self, somebody, monkeypatch):
        monkeypatch.setattr(oruk, "AT_A_TIME", 2)
        with as_the_owner():
            ServiceFactory.create_batch(4)
        rows = [json.loads(line)["id"] for line in b"".join(somebody.get(self.WHOLE)).splitlines()]

        assert rows == [row["id"] for row in somebody.get("/oruk/v3/services").json()["contents"]]
        assert len(rows) == 5

    def test_whose_reader_dawdles_breaks_off(self, somebody, monkeypatch):
        monkeypatch.setattr(streams, "LONGEST", -1.0)

        with pytest.raises(streams.TooSlow):
            b"".join(somebody.get(self.WHOLE))


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

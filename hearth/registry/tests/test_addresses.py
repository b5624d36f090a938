"""Which partnership a request is for."""

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMONSTRATION = True


class TestPlainLocalhost:
    def test_offers_the_partnerships(self, client):
        page = client.get("/", headers={"host": "localhost"}).content.decode()

        assert "York" in page
        assert "Lincolnshire" in page

    def test_remembers_the_choice_and_serves_it(self, db):
        browser = Client(headers={"host": "localhost"})

        assert browser.post("/choose/", {"partnership": "york"}).status_code == 302

        assert "Sign in" in browser.get("/sign-in/").content.decode()

    def test_goes_back_to_the_choice(self, db):
        browser = Client(headers={"host": "localhost"})
        browser.post("/choose/", {"partnership": "york"})

        assert "Choose a network" in browser.get("/choose/").content.decode()

    def test_knows_nothing_of_a_partnership_that_is_not_there(self, db):
        browser = Client(headers={"host": "localhost"})

        browser.post("/choose/", {"partnership": "public"})

        assert "Choose a network" in browser.get("/sign-in/").content.decode()

    @pytest.mark.parametrize(
        "host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]", "[::1]:8000"]
    )
    def test_is_any_name_of_this_machine(self, db, settings, host):
        settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
        browser = Client(headers={"host": host})
        browser.post("/choose/", {"partnership": "york"})

        assert "Sign in" in browser.get("/sign-in/").content.decode()

    def test_says_that_nobody_is_there_outside_the_demonstration(self, client, settings):
        settings.DEMONSTRATION = False

        response = client.get("/", headers={"host": "localhost"})

        assert response.status_code == 404
        assert "York" not in response.content.decode()

    def test_forgets_the_choice_outside_the_demonstration(self, db, settings):
        browser = Client(headers={"host": "localhost"})
        browser.post("/choose/", {"partnership": "york"})
        settings.DEMONSTRATION = False

        assert browser.get("/sign-in/").status_code == 404


class TestHealthz:
    def test_says_that_the_server_is_well(self, client):
        assert client.get("/healthz").content == b"ok\n"

    def test_asks_no_one_to_come_back_over_https(self, db, settings):
        settings.SECURE_SSL_REDIRECT = True

        assert Client().get("/healthz", headers={"host": "127.0.0.1"}).content == b"ok\n"
        assert Client().get("/sign-in/", headers={"host": "york.localhost"}).status_code == 301

    def test_minds_no_host(self, db, settings):
        settings.ALLOWED_HOSTS = ["hub.example.org"]
        settings.SECURE_SSL_REDIRECT = True

        assert Client().get("/healthz", headers={"host": "127.0.0.1"}).content == b"ok\n"

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


def test_the_server_says_that_it_is_well(client):
    assert client.get("/healthz").content == b"ok\n"

"""How many answer links one address may open, and what it is told beyond that."""

import pytest
from django.test import Client

from hearth.directory import crowding

ADDRESS = "93.184.216.34"
SECRET = "A" * 32


@pytest.fixture
def nobody(db):
    crowding.links.forget()
    yield Client(headers={"host": "york.localhost"}, REMOTE_ADDR=ADDRESS)
    crowding.links.forget()


@pytest.mark.parametrize("address", [f"/confirm/{SECRET}/", f"/confirm/{SECRET}/changed/"])
@pytest.mark.parametrize("send", ["get", "post"])
def test_a_whole_network_may_answer_and_a_flood_is_asked_to_wait(nobody, address, send):
    for _ in range(119):
        crowding.links.one_more(ADDRESS)
    assert getattr(nobody, send)(address).status_code == 404  # there is no such link
    response = getattr(nobody, send)(address)

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Please wait a minute" in response.content.decode()


def test_nobody_else_waits(nobody):
    for _ in range(200):
        crowding.links.one_more(ADDRESS)

    assert nobody.get(f"/confirm/{SECRET}/", REMOTE_ADDR="93.184.216.35").status_code == 404

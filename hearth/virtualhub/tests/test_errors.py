"""A page that is not there has the help that every page of the public's has."""

import re

import pytest

from hearth.config.errors import bad_request, forbidden


def has_the_help(page):
    aside = re.search(r"<aside.*?</aside>", page, re.DOTALL)[0]
    return (
        all(number in aside for number in ("tel:999", "tel:111", "tel:116123", "sms:85258"))
        and "data-exit" in page
        and "I need to talk to someone now" in page
    )


@pytest.mark.parametrize(
    "path", ["/hubs/nowhere/", "/advice/nothing/", "/find/xyz/", "/no-such-page/", "/hubs/../x"]
)
def test_what_is_not_there(client, acomb, path):
    response = client.get(path)
    page = response.content.decode()

    assert response.status_code == 404
    assert has_the_help(page)
    assert "We can’t find that page" in page
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "no-store"


def test_a_worker_meets_their_own_page(client, acomb, greeter):
    client.force_login(greeter)

    assert "hearth-public" not in client.get("/no-such-page/").content.decode()
    assert has_the_help(client.get("/hubs/nowhere/").content.decode())


@pytest.mark.parametrize(("answer", "status"), [(bad_request, 400), (forbidden, 403)])
def test_what_cannot_be_read_or_opened(client, acomb, answer, status):
    request = client.get("/hubs/").wsgi_request
    response = answer(request, Exception())

    assert response.status_code == status
    assert has_the_help(response.content.decode())

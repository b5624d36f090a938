"""The page for whoever makes websites: what it shows is what one gets."""

import html
import re

import pytest

from hearth.design.public import LEAVE
from hearth.exchange.oruk.examples import EXAMPLES, examples
from hearth.exchange.oruk.openapi import PARAMETERS
from hearth.exchange.tests.conformance import envelope_faults
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def page(client, db):
    response = client.get("/oruk/")
    assert not response.cookies
    return html.unescape(response.content.decode())


def test_shows_every_example_and_every_parameter(page):
    shown = re.findall(r"<code>/oruk/v3/([^<]*)</code>", page)

    assert shown == [example.asked for example in examples(None)]
    assert [name for name in PARAMETERS if f"<code>{name}</code>" not in page] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.asked)
def test_every_example_works(client, craft, example):
    response = client.get(f"/oruk/v3/{example.asked.format(postcode='YO24+4AB', day='TU')}")

    assert response.status_code == 200
    if "ndjson" not in example.asked:
        assert envelope_faults(response.json()) == []


def test_is_read_by_anybody(page):
    assert "http://york.localhost/oruk/v3/" in page
    assert "Sign out" not in page


def test_has_the_same_help_and_way_out_as_every_page_of_the_public_s(page):
    assert f'href="{LEAVE}"' in page
    assert "data-exit" in page
    assert "tel:116123" in page
    assert 'href="/now/"' in page


def test_the_place_that_it_asks_about_is_one_of_theirs(client, craft):
    page = html.unescape(client.get("/oruk/").content.decode())
    (asked,) = re.findall(r"<code>(/oruk/v3/services\?postcode=[^<]*)</code>", page)

    assert client.get(asked).json()["total_items"] == 1


def test_a_refuge_is_no_example(client, secrets, craft):
    with as_the_owner():
        craft.schedules.all().delete()

    assert "postcode=" not in re.sub(
        "<code>postcode</code>", "", client.get("/oruk/").content.decode()
    )

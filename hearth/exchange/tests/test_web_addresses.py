"""Web addresses of a list: whole, so that they lead where they say, and nothing but addresses."""

import json

import pytest

from hearth.directory.models import Provider, Service
from hearth.exchange.tests.conformance import mock
from hearth.exchange.tests.listing import csv, why

HEAD = "Id,Name,Organisation,What it is,Website\n"


def row(address):
    return csv(f"c1,Coffee morning,Acomb Helpers,Coffee and company,{address}\n", head=HEAD)


@pytest.mark.parametrize(("said", "kept"), [
    ("www.example.org", "https://www.example.org"),
    ("example.org/tea?a=1", "https://example.org/tea?a=1"),
    ("http://example.org", "http://example.org"),
])  # fmt: skip
def test_lead_where_they_say(client, bring, said, kept):
    bring(row(said))
    service = Service.objects.get()

    assert service.url == kept
    assert f'href="{kept}"' in client.get(f"/find/{service.id}/").content.decode()


def test_of_organisations_are_whole_too(bring):
    said = mock("V3.0-UK-Default", "service_full")
    said["organization"]["website"] = said["url"] = "www.example.org"
    bring(json.dumps(said).encode(), default_offer=None)

    assert Provider.objects.get(id=said["organization"]["id"]).website == "https://www.example.org"
    assert Service.objects.get(id=said["id"]).url == "https://www.example.org"


@pytest.mark.parametrize("said", [
    "javascript:alert(1)", "data:text/html;base64,eA==", "//example.org", "ftp://example.org",
    "JavaScript://example.org/%0Aalert(1)", "/people/", "vbscript:x", "mailto:a@example.org",
])  # fmt: skip
def test_that_are_none_are_refused(take, said):
    ((_, *reasons),) = why(take(row(said)))

    assert "is not a web address" in reasons[0]

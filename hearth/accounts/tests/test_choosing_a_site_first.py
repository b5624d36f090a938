"""Whoever works at several sites chooses one first, and is back where they were."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory

PAGES = [
    "/today/?reload=yes",
    "/handover/?at=2026-01-01T12:00:00%2B01:00",
    "/handover/pack/?for=paper",
    "/handover/write/?person=none",
    "/diary/hub/?day=2026-01-01",
    "/letterbox/who-reads/?from=today",
    "/people/new/?from=today",
    "/sheets/?page=2",
    "/sheets/paper/?rows=20&from=today",
]


@pytest.fixture
def of_two_hubs(client, hub, other_hub):
    worker = GrantFactory(site=hub, role=Role.HUB_MANAGER).user
    GrantFactory(user=worker, site=other_hub, role=Role.HUB_MANAGER)
    client.force_login(worker)
    return worker


@pytest.mark.parametrize("page", PAGES)
def test_from_any_page_one_comes_back_to_it_with_all_that_it_was_asked(client, of_two_hubs, page):
    choosing = client.get(page, follow=True).content.decode()
    there = re.search(r'href="([^"]*site=clifton[^"]*)"', choosing)
    assert there, choosing

    path, _, asked = page.partition("?")
    to, _, kept = unescape(there[1]).partition("?")
    assert to == path
    assert QueryDict(kept).dict() == QueryDict(asked).dict() | {"site": "clifton"}
    assert client.get(f"{to}?{kept}").status_code == 200

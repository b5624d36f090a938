"""Every page says, once and in its own words, what it is."""

import re
from collections import defaultdict

import pytest
from django.urls import reverse

from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.config.pages import POST_ONLY, ROLES_OF, addresses

ORDER = [Role.HUB_MANAGER, Role.NETWORK_LEAD, *Role]
"""Whose page is read: the first of these for whom it opens."""


@pytest.fixture
def drawn(client, hub, everything):
    """Return every page that is drawn, by name, as a worker sees it for whom it opens."""
    pages = {}
    for address in addresses():
        roles = ROLES_OF[address.name]
        if address.name in POST_ONLY or address.name.startswith("demo:") or not roles:
            continue
        role = next(role for role in ORDER if role in roles)
        site = None if ROLES[role].whole_partnership_only else hub
        client.force_login(GrantFactory(site=site, role=role).user)
        if None in roles:
            client.logout()
        sample = {name: everything[name] for name in address.parameters}
        response = client.get(reverse(address.name, kwargs=sample))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            pages[address.name] = response.content.decode()
    return pages


def test_every_page_has_one_heading_and_a_title_of_its_own(drawn):
    headings = {page: len(re.findall(r"<h1\b", html)) for page, html in drawn.items()}
    pages_of = defaultdict(list)
    for page, html in drawn.items():
        (title,) = re.findall(r"<title>\s*(.*?)\s*</title>", html, re.DOTALL)
        pages_of[title].append(page)

    assert len(drawn) > 45
    assert {page: count for page, count in headings.items() if count != 1} == {}
    assert {title: pages for title, pages in pages_of.items() if len(pages) > 1} == {}
    assert [title for title in pages_of if not title[:1].isalnum()] == []

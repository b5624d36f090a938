"""Every page, and who may open it: tried as every role, as nobody, and from elsewhere."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_tenants.utils import schema_context

from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.config.pages import POST_ONLY, ROLES_OF, addresses
from hearth.foundation.tests.factories import as_the_owner

ADDRESSES = {address.name: address for address in addresses()}
SAID = {"site": "acomb"}
"""What a form that is sent to a site says at least."""
DEMO = {page for page in ROLES_OF if page.startswith("demo:")}
"""The demonstration's own pages are for everybody; hearth.demo tries them."""
PAGES = sorted(set(ROLES_OF) - DEMO)


def test_every_page_has_a_row():
    assert set(ADDRESSES) == set(ROLES_OF)


def test_every_page_that_is_only_posted_to_is_a_page():
    assert set(ADDRESSES) >= POST_ONLY


@pytest.fixture
def sample(request, everything):
    """Return an address of each page, of things at the hub where the roles are held."""

    def address_of(page):
        return reverse(page, kwargs={name: everything[name] for name in ADDRESSES[page].parameters})

    return address_of


def worker_with(role, hub):
    site = None if ROLES[role].whole_partnership_only else hub
    return GrantFactory(site=site, role=role).user


def opens(client, page, address):
    response = client.post(address, SAID) if page in POST_ONLY else client.get(address)
    sent_to_sign_in = response.status_code == 302 and "/sign-in/" in response["Location"]
    if page == "accounts:sign_out":  # it leads to signing in for everybody
        return "sessionid" in response.cookies
    return response.status_code not in (403, 404) and not sent_to_sign_in


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_its_roles_and_no_other(client, hub, sample, page):
    address = sample(page)
    for role in Role:
        with transaction.atomic():
            client.force_login(worker_with(role, hub))
            assert opens(client, page, address) is (role in ROLES_OF[page]), role
            transaction.set_rollback(True)  # what one role did, the next must find undone


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_nobody_who_has_not_signed_in(client, sample, page):
    assert opens(client, page, sample(page)) is (None in ROLES_OF[page])


@pytest.mark.parametrize("page", PAGES)
def test_page_never_fails_for_a_worker_without_a_role(client, sample, page):
    client.force_login(UserFactory())
    response = client.post(sample(page)) if page in POST_ONLY else client.get(sample(page))

    assert response.status_code < 500


@pytest.mark.parametrize("page", PAGES)
def test_page_never_fails_for_a_site_called_what_no_database_can_keep(client, hub, sample, page):
    client.force_login(worker_with(Role.HUB_MANAGER, hub))
    send = client.post if page in POST_ONLY else client.get

    assert send(sample(page), {"site": "\0"}).status_code < 500


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_nothing_with_the_session_of_another_partnership(hub, sample, page):
    address = sample(page)
    browser = Client(headers={"host": "york.localhost"})
    browser.force_login(worker_with(Role.HUB_MANAGER, hub))
    elsewhere = {"host": "lincolnshire.localhost"}

    if page in POST_ONLY:
        response = browser.post(address, headers=elsewhere)
    else:
        response = browser.get(address, headers=elsewhere)

    if None in ROLES_OF[page]:
        assert response.status_code < 500
        return
    assert response.status_code in (302, 403, 404)
    if response.status_code == 302:
        assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize("page", [page for page in PAGES if page not in POST_ONLY])
def test_page_shows_nothing_of_another_partnership_to_its_own_leads(hub, sample, page):
    """Somebody who may see everything in Lincolnshire tries York's addresses there."""
    if not ADDRESSES[page].parameters or None in ROLES_OF[page]:
        return
    address = sample(page)
    with schema_context("lincolnshire"):
        with as_the_owner():
            worker = UserFactory()
            for role in (Role.NETWORK_LEAD, Role.INFORMATION_GOVERNANCE_LEAD):
                GrantFactory(user=worker, site=None, role=role)
        browser = Client(headers={"host": "lincolnshire.localhost"})
        browser.force_login(worker)

    assert browser.get(address).status_code in (403, 404)


@pytest.mark.parametrize("page", PAGES)
def test_page_says_what_it_may_load(client, sample, page):
    address = sample(page)
    response = client.post(address) if page in POST_ONLY else client.get(address)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy

"""Every page, and who may open it: tried as every role, as nobody, and from elsewhere."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django_tenants.utils import schema_context

from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.config.pages import NO_PARTNERSHIP_S, POST_ONLY, ROLES_OF, addresses
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.places.models import Organisation, Site
from hearth.places.tests.factories import SiteFactory

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


def test_the_list_of_pages_is_of_every_address(everything):
    said = StringIO()
    with as_the_owner():
        call_command("pages", "--json", "--partnership", "york", stdout=said)
    listed = {page["name"]: page for page in json.loads(said.getvalue())}

    assert set(listed) == set(ADDRESSES) | set(NO_PARTNERSHIP_S)
    assert listed["registry:healthz"]["without_signing_in"]
    assert listed["registry:healthz"]["roles"] == []
    assert listed["people:edit"]["sample"].startswith("/people/")


@pytest.mark.parametrize("address", NO_PARTNERSHIP_S.values())
def test_what_is_no_partnerships_opens_for_anybody(db, settings, address):
    settings.DEMONSTRATION = True

    assert Client(headers={"host": "localhost"}).get(address).status_code == 200


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


def written(schema):
    """Return a sum of all that is written down in a partnership, by table; sessions apart."""
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        tables = sorted({table for (table,) in cursor.fetchall()} - {"accounts_session"})
        sums = ", ".join(
            f"(SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM {schema}.{table} t)"  # noqa: S608
            for table in tables
        )
        cursor.execute(f"SELECT {sums}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def asks_both_ways(browser, address, said):
    """Ask for an address, and send something to it; yield what each answered."""
    yield browser.get(address, said)
    yield browser.post(address, said)


@pytest.mark.parametrize("page", PAGES)
def test_page_never_fails_for_a_site_called_what_no_database_can_keep(client, hub, sample, page):
    client.force_login(worker_with(Role.HUB_MANAGER, hub))
    send = client.post if page in POST_ONLY else client.get

    assert send(sample(page), {"site": "\0"}).status_code < 500


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_the_session_of_another_partnership_to_sign_in(hub, everything, sample, page):
    if None in ROLES_OF[page]:
        return
    address = sample(page)
    browser = Client(headers={"host": "york.localhost"})
    browser.force_login(worker_with(Role.HUB_MANAGER, hub))
    browser.defaults["HTTP_HOST"] = "lincolnshire.localhost"
    before = written("york"), written("lincolnshire")

    for response in asks_both_ways(browser, address, everything):
        assert response.status_code == 302
        assert "/sign-in/" in response["Location"]
    assert (written("york"), written("lincolnshire")) == before


@pytest.fixture
def lincoln(db):
    """The browser of somebody who may do everything, everywhere in Lincolnshire."""
    with schema_context("lincolnshire"):
        with as_the_owner():
            worker = UserFactory(name="Lin")
            site = SiteFactory(name="Lincoln", slug="lincoln")
            for role in Role:
                everywhere = ROLES[role].whole_partnership_only
                GrantFactory(user=worker, site=None if everywhere else site, role=role)
        browser = Client(headers={"host": "lincolnshire.localhost"})
        browser.force_login(worker)
    return browser


@pytest.mark.parametrize("page", PAGES)
def test_page_finds_and_changes_nothing_of_another_partnership(everything, sample, lincoln, page):
    """York's numbers are said in Lincolnshire, in each address and in all that can be sent."""
    with as_the_owner():
        Site.objects.update(name="Only in York")
        Organisation.objects.update(name="Only in York")
        Person.objects.update(known_as="Only in York")
    address = sample(page)
    before = written("york"), written("lincolnshire")

    for response in asks_both_ways(lincoln, address, everything | SAID):
        assert response.status_code < 500
        assert b"Only in York" not in b"".join(response)
        if ADDRESSES[page].parameters:
            assert response.status_code in (403, 404, 405)
    assert written("york") == before[0]
    if ADDRESSES[page].parameters:
        assert written("lincolnshire") == before[1]


OPEN_FROM_ANOTHER_SITE = {"places:site", "places:edit_organisation", "directory:contact"} | {
    page for page, roles in ROLES_OF.items() if None in roles
}
"""Pages about a site, or the network's list of organisations, for workers of other sites too."""
NOT_A_SITES = {"slug", "organisation_id", "on", "page_slug"} | {
    "service_id", "at_location_id", "organization_id", "taxonomy_id", "term_id", "contact_id",
    "list_id", "version_number",
}  # fmt: skip
"""Parameters that are no secret of a site's."""
KEPT_TOGETHER = {page for page in PAGES if page.startswith(("directory:", "exchange:"))} | {
    "outgoing:ask_provider"
}
"""Pages of the directory, which belongs to no site: who keeps it anywhere keeps all of it."""
SITES_OWN = sorted(set(PAGES) - KEPT_TOGETHER)


@pytest.mark.parametrize("page", SITES_OWN)
def test_page_opens_nothing_of_a_site_where_the_role_is_not_held(
    client, other_hub, everything, sample, page
):
    if None in ROLES_OF[page]:  # the public's
        return
    address = sample(page)
    told = [str(value) for name, value in everything.items() if name not in NOT_A_SITES]
    for role in ROLES_OF[page] - {None}:
        if ROLES[role].whole_partnership_only:
            continue
        with transaction.atomic():
            client.force_login(worker_with(role, other_hub))
            before = written("york")
            for response in asks_both_ways(client, address, SAID):
                shown = response.content.decode()
                if ADDRESSES[page].parameters and page not in OPEN_FROM_ANOTHER_SITE:
                    assert response.status_code in (403, 404, 405), role
                assert [one for one in told if one in shown and one not in address] == [], role
            if page != "accounts:sign_out":  # which is written down, as the worker's own
                assert written("york") == before, role
            transaction.set_rollback(True)


@pytest.mark.parametrize("page", PAGES)
def test_page_says_what_it_may_load(client, sample, page):
    address = sample(page)
    response = client.post(address) if page in POST_ONLY else client.get(address)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy

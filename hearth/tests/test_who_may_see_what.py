"""Every page, and who may open it: tried as every role, as nobody, and from elsewhere."""

import json
from contextlib import contextmanager
from copy import copy
from functools import cache
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
from hearth.directory.models import Synonym
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
APPS = sorted({page.partition(":")[0] for page in PAGES})
"""Pages are tried app by app: making one of everything costs more than asking for a page."""


@contextmanager
def undone(browser):
    """Undo what is done within, signing out too, so that whoever comes next finds all as it was."""
    cookies = copy(browser.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    browser.cookies = cookies


def pages_of(app, pages=PAGES):
    return [page for page in pages if page.startswith(f"{app}:")]


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
    works_for = hub.run_by if role == Role.PARTNER_WORKER else None
    return GrantFactory(site=site, role=role, user__works_for=works_for).user


def opens(client, page, address):
    response = client.post(address, SAID) if page in POST_ONLY else client.get(address)
    sent_to_sign_in = response.status_code == 302 and "/sign-in/" in response["Location"]
    if page == "accounts:sign_out":  # it leads to signing in for everybody
        return "sessionid" in response.cookies
    return response.status_code not in (403, 404) and not sent_to_sign_in


@pytest.mark.parametrize("app", APPS)
def test_page_opens_for_its_roles_and_no_other(client, hub, sample, app):
    for role in Role:
        worker = worker_with(role, hub)
        for page in pages_of(app):
            with undone(client):
                client.force_login(worker)
                assert opens(client, page, sample(page)) is (role in ROLES_OF[page]), (page, role)


@pytest.mark.parametrize("app", APPS)
def test_page_opens_for_nobody_who_has_not_signed_in(sample, app):
    for page in pages_of(app):
        browser = Client(headers={"host": "york.localhost"})
        with undone(browser):
            assert opens(browser, page, sample(page)) is (None in ROLES_OF[page]), page


@pytest.mark.parametrize("app", APPS)
def test_page_never_fails_for_a_worker_without_a_role(client, sample, app):
    worker = UserFactory()
    for page in pages_of(app):
        with undone(client):
            client.force_login(worker)
            ask = client.post if page in POST_ONLY else client.get
            assert ask(sample(page)).status_code < 500, page


LARGE = 500_000
"""Bytes. Lists that every partnership brings along, such as ordinary words for things."""


@cache
def large_tables(schema):
    """Return the tables that are large at the first look: those that grow by our tries are not."""
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'"
            " AND pg_relation_size(oid) > %s",
            [schema, LARGE],
        )
        return frozenset(name for (name,) in cursor.fetchall()) - {"accounts_session"}


def written(schema):
    """
    Return a sum of all that is written down in a partnership, by table; sessions apart.

    Of a large table it is how many rows this transaction wrote, changed or took away.
    """
    large = large_tables(schema)
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid)"
            " FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'",
            [schema],
        )
        touched = dict(cursor.fetchall())
        small = sorted(touched.keys() - large - {"accounts_session"})
        sums = ", ".join(
            f"(SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM {schema}.{table} t)"  # noqa: S608
            for table in small
        )
        cursor.execute(f"SELECT {sums}")
        rows = dict(zip(small, cursor.fetchone(), strict=True))
        return rows | {name: touched[name] for name in large}


def test_what_is_written_is_seen_in_large_tables_too(everything):
    before = written("york")
    assert any(isinstance(sum_of, int) for sum_of in before.values())
    with as_the_owner():
        synonym = Synonym.objects.first()
        assert written("york") == before
        Synonym.objects.filter(id=synonym.id).update(phrase="something else")
    assert written("york") != before


def asks_both_ways(browser, address, said):
    """Ask for an address, and send something to it; yield what each answered."""
    yield browser.get(address, said)
    yield browser.post(address, said)


@pytest.mark.parametrize("app", APPS)
def test_page_never_fails_for_a_site_called_what_no_database_can_keep(client, hub, sample, app):
    worker = worker_with(Role.HUB_MANAGER, hub)
    for page in pages_of(app):
        with undone(client):
            client.force_login(worker)
            send = client.post if page in POST_ONLY else client.get
            assert send(sample(page), {"site": "\0"}).status_code < 500, page


@pytest.mark.parametrize("app", APPS)
def test_page_asks_the_session_of_another_partnership_to_sign_in(hub, everything, sample, app):
    worker = worker_with(Role.HUB_MANAGER, hub)
    browser = Client(headers={"host": "york.localhost"})
    browser.force_login(worker)
    browser.defaults["HTTP_HOST"] = "lincolnshire.localhost"
    before = written("york"), written("lincolnshire")
    for page in pages_of(app):
        if None in ROLES_OF[page]:
            continue
        for response in asks_both_ways(browser, sample(page), everything):
            assert response.status_code == 302, page
            assert "/sign-in/" in response["Location"], page
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


@pytest.mark.parametrize("app", APPS)
def test_page_finds_and_changes_nothing_of_another_partnership(everything, sample, lincoln, app):
    """
    York's numbers are said in Lincolnshire, in each address and in all that can be sent.

    A page of a person's own leads whoever is not that person to where people sign in.
    """
    with as_the_owner():
        Site.objects.update(name="Only in York")
        Organisation.objects.update(name="Only in York")
        Person.objects.update(known_as="Only in York")
    before = written("york"), written("lincolnshire")
    for page in pages_of(app):
        is_of_something = bool(ADDRESSES[page].parameters and ROLES_OF[page])
        with undone(lincoln):
            for response in asks_both_ways(lincoln, sample(page), everything | SAID):
                assert response.status_code < 500, page
                assert b"Only in York" not in b"".join(response), page
                if is_of_something:
                    assert response.status_code in (403, 404, 405), page
            assert written("york") == before[0], page
            if is_of_something:
                assert written("lincolnshire") == before[1], page


OPEN_FROM_ANOTHER_SITE = {
    "places:site", "places:edit_organisation", "directory:contact", "evidence:publication",
    "evidence:publication_csv",
} | {page for page, roles in ROLES_OF.items() if None in roles}  # fmt: skip
"""Pages about a site, or the network's list of organisations, for workers of other sites too; and
what has been published."""
NOT_A_SITES = {"slug", "organisation_id", "on", "page_slug"} | {
    "service_id", "at_location_id", "organization_id", "taxonomy_id", "term_id", "contact_id",
    "list_id", "version_number", "question", "rights_act", "publication_id",
}  # fmt: skip
"""Parameters that are no secret of a site's."""
KEPT_TOGETHER = {page for page in PAGES if page.startswith(("directory:", "exchange:"))} | {
    "outgoing:ask_provider"
}
"""Pages of the directory, which belongs to no site: who keeps it anywhere keeps all of it."""
SITES_OWN = sorted(set(PAGES) - KEPT_TOGETHER)


THE_WORKERS_OWN = {"accounts:sign_out", "outgoing:own_address", "people:know_taken_back"}
"""What is written down there is of the worker who does it."""


@pytest.mark.parametrize("app", APPS)
def test_page_opens_nothing_of_a_site_where_the_role_is_not_held(
    other_hub, everything, sample, app
):
    told = [str(value) for name, value in everything.items() if name not in NOT_A_SITES]
    browsers = {}
    for role in Role:
        if not ROLES[role].whole_partnership_only:
            browsers[role] = Client(headers={"host": "york.localhost"})
            browsers[role].force_login(worker_with(role, other_hub))
    before = written("york")
    for page in pages_of(app, SITES_OWN):
        roles = ROLES_OF[page]
        if None in roles:  # the public's
            continue
        address = sample(page)
        for role in roles & browsers.keys():
            with undone(browsers[role]):
                for response in asks_both_ways(browsers[role], address, SAID):
                    shown = response.content.decode()
                    if ADDRESSES[page].parameters and page not in OPEN_FROM_ANOTHER_SITE:
                        assert response.status_code in (403, 404, 405), (page, role)
                    assert [one for one in told if one in shown and one not in address] == [], (
                        page, role,
                    )  # fmt: skip
                if page not in THE_WORKERS_OWN:
                    assert written("york") == before, (page, role)


@pytest.mark.parametrize("app", APPS)
def test_page_says_what_it_may_load(client, sample, app):
    for page in pages_of(app):
        with undone(client):
            ask = client.post if page in POST_ONLY else client.get
            policy = ask(sample(page))["Content-Security-Policy"]
            assert "default-src 'none'" in policy, page
            assert "unsafe" not in policy, page
            assert "http" not in policy, page

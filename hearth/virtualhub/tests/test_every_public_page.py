"""What is so of every page of the public's: no cookie, the same help, a way out."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.virtualhub.tests.conftest import ICS, PAGES


@pytest.fixture
def pages(client, address):
    """Every page that is read in a browser, as nobody."""
    drawn = {}
    for page in PAGES:
        if page not in ICS:
            response = client.get(address(page))
            assert response.status_code == 200, page
            drawn[page] = response
    return drawn


def test_no_page_sends_a_cookie_or_depends_on_one(pages):
    assert {page: response.cookies for page, response in pages.items() if response.cookies} == {}
    assert [page for page, response in pages.items() if "Cookie" in response.get("Vary", "")] == []


def test_no_page_carries_a_token_that_would_need_a_cookie(pages):
    assert [p for p, r in pages.items() if "csrfmiddlewaretoken" in r.content.decode()] == []


def test_the_same_help_is_in_the_same_place_on_every_page(pages):
    """WCAG 2.2, 3.2.6."""
    helps = {
        re.sub(r"\s+", " ", re.search(r"<aside.*?</aside>", r.content.decode(), re.DOTALL)[0])
        for r in pages.values()
    }
    orders = {
        tuple(re.findall(r'class="hearth-bar"|<main|<aside|<footer', r.content.decode()))
        for r in pages.values()
    }

    assert len(helps) == 1
    for said in ("tel:999", "tel:111", "tel:116123", "sms:85258"):
        assert said in helps.copy().pop()
    assert orders == {('class="hearth-bar"', "<main", "<aside", "<footer")}


def test_a_way_out_is_on_every_page_and_works_without_a_script(pages):
    ways = {re.search(r"<a[^>]*data-exit[^>]*>", r.content.decode())[0] for r in pages.values()}

    assert len(ways) == 1
    way = ways.pop()
    assert f'href="{reverse("myhub:leave")}"' in way
    assert "noreferrer" in way


def test_where_the_way_out_leads_is_a_setting(client, settings):
    settings.QUICK_EXIT = "https://example.org/recipes"

    way = re.search(r"<a[^>]*data-exit[^>]*>", client.get("/").content.decode())[0]
    there = client.get(re.search(r'href="([^"]*)"', way)[1])
    assert there["Location"] == "https://example.org/recipes"


def test_the_team_s_sign_in_is_at_the_foot(pages):
    assert [p for p, r in pages.items() if 'href="/sign-in/"' not in r.content.decode()] == []


def test_pages_where_nothing_is_asked_may_be_kept_for_a_minute(client, pages):
    kept = {page for page, r in pages.items() if r["Cache-Control"] == "public, max-age=60"}

    assert kept == set(pages) - {
        "virtualhub:tell", "virtualhub:tell_about", "virtualhub:not_this",
    }  # fmt: skip
    assert client.get("/find/?q=debt")["Cache-Control"] == "no-store"
    assert client.get("/hubs/?lat=53.96&lng=-1.1")["Cache-Control"] == "no-store"


def test_only_pages_that_offer_near_me_may_ask_where_one_is(pages):
    asks = {p for p, r in pages.items() if "geolocation=(self)" in r["Permissions-Policy"]}

    assert asks == {"virtualhub:hubs", "virtualhub:find", "virtualhub:now"}


def test_the_session_of_somebody_signed_in_is_not_read(client, greeter, address, sunday_tea):
    client.force_login(greeter)
    for page in PAGES:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address(page))
        assert [q["sql"] for q in asked if "session" in q["sql"]] == [], page
        assert "Ama" not in response.content.decode()
        assert not response.cookies


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%FF%FE", "near=%00&q=a", "q=" + "a" * 5000, "on=2026-02-31", "page=-1&q=tea",
     "page=99999999999999999999&q=tea", f"page={'9' * 4301}&q=tea", "lat=nan&lng=inf",
     "lat=1e400&lng=1", "day=9&part=X",
     "age=-5&q=x", "age=9999999999&q=x", "miles=x&way=DROP", "hub=%00&kind=%F0%9F%98%80",
     "q=%3Cscript%3Ealert(1)%3C/script%3E", "about=%3Cscript%3E", "q=%E2%80%AE%F0%9F%AB%A0"],
)  # fmt: skip
def test_odd_questions_get_a_page_and_never_a_fault(client, address, query):
    for page in PAGES:
        response = client.get(f"{address(page)}?{query}")
        assert response.status_code == 200, page
        if page not in ICS:
            assert b"<script>alert" not in response.content

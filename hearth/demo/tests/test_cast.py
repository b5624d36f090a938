"""The cast: whom one can be, with one click, and only in the demonstration."""

import dataclasses

import pytest
from django.test import Client
from django.urls import Resolver404, clear_url_caches, resolve

from hearth.accounts.models import User
from hearth.accounts.roles import ROLES, Role
from hearth.demo import networks, things_to_try
from hearth.demo.tests.conftest import SMALL
from hearth.foundation.actors import Permission
from hearth.foundation.tests.factories import as_the_owner

pytestmark = pytest.mark.urls("hearth.demo.tests.urls")


@pytest.fixture(autouse=True)
def _small_network(settings, monkeypatch, standing):
    settings.DEMONSTRATION = True
    monkeypatch.setitem(networks.NETWORKS, "york", SMALL)


def sign_in(client, **given):
    return client.post("/demo/sign-in", given)


def who_is_it(client):
    return User.objects.get(id=client.session["_auth_user_id"]).username


def test_the_page_says_who_there_is_and_what_each_may_do(client):
    page = client.get("/demo/").content.decode()
    assert "Gail Reed" in page
    assert "on the door, Bootham, and 1 more site" in page
    assert ROLES[Role.GREETER].sentence in page
    assert "the whole partnership" in page
    assert networks.PASSWORD in page
    assert things_to_try.SUGGESTIONS[0].words in page


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("answer as the group", Permission.CHANGE_PEOPLE),
        ("no answer came in time", Permission.CHANGE_PEOPLE),
        ("handover board", Permission.HAND_OVER),
    ],
)
def test_what_to_try_takes_in_introductions_and_handing_over_for_a_role_that_may(
    client, words, may
):  # fmt: skip
    [thing] = [each for each in things_to_try.SUGGESTIONS if words in each.words]
    assert thing.words in client.get("/demo/").content.decode()
    assert may in ROLES[thing.as_whom].allows


@pytest.mark.parametrize(
    ("invents_sites", "words"),
    [(False, "The hubs are real places."), (True, "Its hubs, the people in them")],
)
def test_the_page_says_what_is_real(client, monkeypatch, invents_sites, words):
    network = dataclasses.replace(SMALL, invents_sites=invents_sites)
    monkeypatch.setitem(networks.NETWORKS, "york", network)

    page = client.get("/demo/").content.decode()
    assert words in page
    assert ("real places" in page) is not invents_sites


def test_the_page_leaves_out_who_is_not_on_it_and_who_cannot_sign_in(client):
    with as_the_owner():
        User.objects.filter(username="tom").update(is_active=False)
    page = client.get("/demo/").content.decode()
    assert "Bea Hind" not in page
    assert "Tom Ash" not in page
    assert "Vic Ash" in page


def test_a_click_signs_in_and_stands_at_the_site(client):
    response = sign_in(client, role="GREETER", site="clarence-street")
    assert response.status_code == 302
    assert response["Location"] == "/team/"
    assert who_is_it(client) == "gail"
    assert client.session["site"] == "clarence-street"


@pytest.mark.parametrize("role", ["team_member", "Team member", "TEAM-MEMBER", " team  member "])
def test_a_role_may_be_written_in_many_ways(client, role):
    sign_in(client, role=role, site="bootham")
    assert who_is_it(client) == "tom"


def test_without_a_site_it_is_the_first_in_that_role(client):
    sign_in(client, role="greeter")
    assert who_is_it(client) == "gail"
    assert client.session["site"] == "bootham"


def test_a_role_for_the_whole_partnership_needs_no_site_and_may_have_one(client):
    sign_in(client, role="NETWORK_LEAD")
    assert who_is_it(client) == "lea"
    sign_in(client, role="NETWORK_LEAD", site="bootham")
    assert who_is_it(client) == "lea"
    assert client.session["site"] == "bootham"


def test_one_of_two_in_the_same_role_can_be_chosen(client):
    sign_in(client, role="TEAM_MEMBER", site="clarence-street", who="vic")
    assert who_is_it(client) == "vic"


def test_being_somebody_else_ends_being_the_first(client):
    sign_in(client, role="GREETER")
    before = client.session.session_key
    sign_in(client, role="NETWORK_LEAD")
    assert who_is_it(client) == "lea"
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "given",
    [
        {"role": "GREETER", "site": "nowhere"},
        {"role": "WIZARD"},
        {"role": "BOARD_MEMBER"},
        {"role": "GREETER", "who": "tom"},
        {},
    ],
)
def test_nobody_plays_what_nobody_plays(client, given):
    response = sign_in(client, **given)
    assert response.status_code == 404
    assert "Nobody in the cast is" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_click_has_to_be_a_click(client):
    assert client.get("/demo/sign-in?role=GREETER").status_code == 405
    careful = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
    assert sign_in(careful, role="GREETER").status_code == 403


@pytest.mark.parametrize(
    ("host", "chooser"),
    [
        ("york.localhost:8000", "//localhost:8000/choose/"),
        ("york.localhost", "//localhost/choose/"),
    ],
)
def test_there_is_a_way_back_to_the_chooser(client, host, chooser):
    page = client.get("/demo/", headers={"host": host}).content.decode()
    assert f'href="{chooser}"' in page


def test_from_plain_localhost_the_way_back_is_on_the_same_host(client):
    browser = Client(headers={"host": "localhost:8000"})
    browser.post("/choose/", {"partnership": "york"})
    assert 'href="/choose/"' in browser.get("/demo/").content.decode()


def test_a_partnership_the_demonstration_did_not_make_has_no_cast(client, monkeypatch):
    monkeypatch.delitem(networks.NETWORKS, "york")
    page = client.get("/demo/").content.decode()
    assert "has not put anybody here" in page
    assert sign_in(client, role="GREETER").status_code == 404


def test_outside_the_demonstration_the_pages_refuse_to_be_there(client, settings):
    settings.DEMONSTRATION = False
    assert client.get("/demo/").status_code == 404
    assert sign_in(client, role="GREETER").status_code == 404


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_the_addresses_themselves_exist_only_in_the_demonstration(settings, is_demonstration):
    import importlib

    from hearth.config import urls

    usually = settings.DEMONSTRATION
    settings.DEMONSTRATION = is_demonstration
    settings.ROOT_URLCONF = "hearth.config.urls"
    importlib.reload(urls)
    clear_url_caches()
    try:
        if is_demonstration:
            assert resolve("/demo/sign-in").view_name == "demo:sign_in"
        else:
            with pytest.raises(Resolver404):
                resolve("/demo/sign-in")
    finally:
        settings.DEMONSTRATION = usually
        importlib.reload(urls)
        clear_url_caches()

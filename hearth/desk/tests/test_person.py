"""A person's page, as each worker sees it."""

import datetime
import re

import pytest
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions
from hearth.frontdoor.models import Visit
from hearth.people.actions import record_death
from hearth.people.models import Details


@pytest.fixture
def jos_details(jo):
    with as_the_owner():
        return Details.objects.create(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, given_name="Josephine",
            family_name="Bloggs", born_on=datetime.date(1985, 2, 3),
        )  # fmt: skip


def page_of(client, worker, person):
    client.force_login(worker)
    return client.get(f"/people/{person.id}/")


def test_shows_a_greeter_the_name_and_welcome_alone(client, greeter, jo, jos_details):
    page = page_of(client, greeter, jo).content.decode()

    assert "Jo" in page
    assert "Bloggs" not in page
    assert "1985" not in page


def test_shows_the_team_what_they_were_told(client, team_member, jo, jos_details):
    page = page_of(client, team_member, jo).content.decode()

    assert "Josephine Bloggs" in page
    assert "3 Feb 1985" in page


def test_somebody_is_welcomed_from_their_page(client, greeter, hub, jo):
    page = page_of(client, greeter, jo).content.decode()
    [visit_id] = re.findall(r'name="visit_id" value="([^"]+)"', page)
    sent = {"site": hub.slug, "visit_id": visit_id, "person": jo.id, "found": ""}

    for _ in range(2):  # sent twice, it is one visit
        assert client.post("/welcome/", sent).status_code == 302

    with acting_as(greeter):
        assert [visit.person_id for visit in Visit.objects.all()] == [jo.id]


def test_who_welcomes_nobody_has_no_button(client, network_lead, jo):
    assert 'name="visit_id"' not in page_of(client, network_lead, jo).content.decode()


def test_who_has_died_is_not_welcomed(client, team_member, jo):
    with acting_as(team_member):
        record_death(
            by=team_member, person=jo, died_on=None, source="Her son",
            now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
    assert 'name="visit_id"' not in page_of(client, team_member, jo).content.decode()


def test_no_heading_is_there_twice(client, team_member, hub, jo):
    with acting_as(team_member):
        actions.record_visit(by=team_member, site=hub, now=timezone.now(), person=jo)
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page_of(client, team_member, jo).content.decode())

    assert headings.count("Visits") == 1


def test_is_not_there_for_another_site(client, greeter_elsewhere, jo):
    assert page_of(client, greeter_elsewhere, jo).status_code == 404


def test_writes_down_who_opened_it_and_which_part(client, greeter, team_member, jo):
    page_of(client, greeter, jo)
    page_of(client, team_member, jo)

    with as_the_owner():
        lines = list(AccessLine.objects.order_by("at").values_list("actor_id", "page"))
    assert lines == [(greeter.id, "hello"), (team_member.id, "page")]


def test_a_page_that_is_not_there_writes_nothing(client, greeter_elsewhere, jo):
    page_of(client, greeter_elsewhere, jo)

    with as_the_owner():
        assert not AccessLine.objects.exists()


def test_shows_visits_at_the_readers_sites(client, team_member, greeter, hub, jo):
    with acting_as(greeter):
        actions.record_visit(by=greeter, site=hub, person=jo, now=timezone.now())

    assert "1 visit at the sites you see" in page_of(client, team_member, jo).content.decode()


def test_takes_the_same_number_of_questions_however_many_visits(
    client, team_member, greeter, hub, jo, django_assert_max_num_queries
):
    now = timezone.now()
    for n in range(20):
        with acting_as(greeter):
            actions.record_visit(
                by=greeter, site=hub, person=jo, now=now,
                arrived_at=now - datetime.timedelta(hours=n),
            )  # fmt: skip
    client.force_login(team_member)

    with django_assert_max_num_queries(33):
        client.get(f"/people/{jo.id}/")

"""Which of the pages about people open for whom."""

import pytest
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.queries import sections

PERSON_PAGES = [
    "edit", "edit_hello", "edit_details", "edit_listing", "ways", "add_way", "died", "card",
    "link", "known",
]  # fmt: skip
HELLO_PAGES = {"edit", "edit_hello", "edit_listing"}


class TestWhoMayOpen:
    @pytest.mark.parametrize("name", PERSON_PAGES)
    def test_a_team_opens_every_part_and_it_is_written_down(self, page, team_member, jo, name):
        words = page(team_member, name, jo.id)

        assert "Jo" in words
        with as_the_owner():
            line = AccessLine.objects.get(person_id=jo.id)
        assert line.actor_id == team_member.id

    @pytest.mark.parametrize("name", PERSON_PAGES)
    def test_a_greeter_opens_the_hello_and_no_more(self, page, greeter, jo, name):
        page(greeter, name, jo.id, status=200 if name in HELLO_PAGES else 403)

    @pytest.mark.parametrize("name", PERSON_PAGES)
    @pytest.mark.parametrize("worker", ["greeter_elsewhere", "team_elsewhere", "board_member"])
    def test_nobody_else_learns_that_there_is_such_a_person(self, request, page, worker, jo, name):
        page(request.getfixturevalue(worker), name, jo.id, status=404)

    @pytest.mark.parametrize("name", PERSON_PAGES)
    def test_the_network_lead_looks_and_changes_nothing(self, page, network_lead, jo, name):
        page(network_lead, name, jo.id, status=403)

    @pytest.mark.parametrize("name", PERSON_PAGES)
    def test_another_partnership_finds_nothing(self, client, team_member, jo, name):
        client.force_login(team_member)
        response = client.get(
            reverse(f"people:{name}", args=[jo.id]), headers={"host": "lincolnshire.localhost"}
        )
        assert response.status_code == 302
        assert "sign-in" in response["Location"]

    def test_a_greeters_edit_page_shows_no_details(self, page, greeter, team_member, jo, today):
        with acting_as(team_member):
            actions.change_details(
                by=team_member, person=jo, stamp=sections.details_of(jo).stamp, today=today,
                details=sections.DetailsSection(family_name="Bloggs"),
            )  # fmt: skip
        assert "Bloggs" in page(team_member, "edit", jo.id)
        assert "Bloggs" not in page(greeter, "edit", jo.id)

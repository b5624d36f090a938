"""The front door's other pages: who may open them, and whose taps do nothing."""

import pytest
from django.urls import reverse

from hearth.frontdoor.models import Conversation, Visit
from hearth.frontdoor.tests.factories import (
    ChildAlertFactory,
    ConversationFactory,
)
from hearth.frontdoor.tests.reading import the


@pytest.fixture
def conversation(visit):
    return ConversationFactory(visit=visit)


@pytest.mark.parametrize("address", ["/welcome/", "/welcome/find/", "/building/"])
def test_a_site_with_a_name_that_no_database_can_keep_is_not_there(greets, address):
    assert greets.get(address, {"site": "\0"}).status_code == 404
    assert greets.post("/welcome/", {"site": "acomb\0", "how_many": "7"}).status_code == 404


PAGES = ["visit", "add_to_visit", "correct_visit", "visit_who"]
TAPS = [
    "undo_visit", "visit_left", "visit_gone", "visit_still_here", "put_visit_back",
    "visit_happened", "wants_to_talk", "child_alone",
]  # fmt: skip


class TestWhoMayOpen:
    @pytest.mark.parametrize("page", PAGES)
    def test_pages_of_a_visit_are_for_its_own_site(self, as_, page, visit, greeter_elsewhere):
        assert (
            as_(greeter_elsewhere).get(reverse(f"frontdoor:{page}", args=[visit.id])).status_code
            == 404
        )

    @pytest.mark.parametrize("page", PAGES[1:])
    def test_pages_that_change_a_visit_are_for_those_who_welcome(
        self, as_, page, visit, network_lead
    ):
        assert (
            as_(network_lead).get(reverse(f"frontdoor:{page}", args=[visit.id])).status_code == 404
        )

    @pytest.mark.parametrize("page", PAGES)
    def test_pages_of_a_visit_open_for_the_door(self, greets, page, visit):
        assert greets.get(reverse(f"frontdoor:{page}", args=[visit.id])).status_code == 200

    @pytest.mark.parametrize("tap", TAPS)
    @pytest.mark.parametrize("role", ["greeter_elsewhere", "network_lead", "board_member"])
    def test_taps_on_a_visit_do_nothing_for(self, as_, tap, visit, role, request):
        address = reverse(f"frontdoor:{tap}", args=[visit.id])

        assert as_(request.getfixturevalue(role)).post(address).status_code in (403, 404)
        after = the(Visit)
        assert {after.taken_back_at, after.left_at, after.confirmed_gone_at} == {None}
        assert not after.child_alone
        assert the(Conversation) is None

    @pytest.mark.parametrize("tap", TAPS)
    def test_taps_are_never_followed_like_a_link(self, greets, tap, visit):
        assert greets.get(reverse(f"frontdoor:{tap}", args=[visit.id])).status_code == 405

    @pytest.mark.parametrize("role", ["greeter", "hub_manager", "network_lead"])
    @pytest.mark.parametrize("page", ["building", "roll"])
    def test_the_building_opens_for(self, as_, role, page, request):
        client = as_(request.getfixturevalue(role))

        assert client.get(reverse(f"frontdoor:{page}") + "?site=acomb").status_code == 200

    @pytest.mark.parametrize("page", ["building", "roll", "everyone_has_gone"])
    def test_the_building_is_not_for_the_board(self, as_, board_member, page):
        assert as_(board_member).get(reverse(f"frontdoor:{page}")).status_code == 403

    def test_a_headcount_is_for_its_own_site(self, as_, headcount, greeter_elsewhere):
        client = as_(greeter_elsewhere)

        for page in ("headcount", "correct_headcount"):
            address = reverse(f"frontdoor:{page}", args=[headcount.id])
            assert client.get(address).status_code == 404
        for tap in ("undo", "left", "gone", "still-here", "put-back", "happened"):
            assert client.post(f"/headcounts/{headcount.id}/{tap}/").status_code == 404

    @pytest.mark.parametrize("tap", ["take", "end", "give-back", "left-before", "undo"])
    def test_conversations_are_for_their_own_site(
        self, as_, conversation, team_member_elsewhere, tap
    ):
        client = as_(team_member_elsewhere)

        assert client.post(f"/conversations/{conversation.id}/{tap}/").status_code == 404
        assert the(Conversation).taken_by is None

    @pytest.mark.parametrize("tap", ["take", "end", "give-back"])
    def test_conversations_are_not_taken_by_the_door(self, greets, conversation, tap):
        assert greets.post(f"/conversations/{conversation.id}/{tap}/").status_code == 403

    def test_a_childs_alert_is_for_those_whose_job_it_is(self, as_, visit, greeter, hub_manager):
        alert = ChildAlertFactory(visit=visit)
        address = reverse("frontdoor:child_alert_seen", args=[alert.id])

        assert as_(greeter).post(address).status_code == 404
        assert as_(hub_manager).post(address).status_code == 302

    def test_nobody_signed_in_is_asked_to_sign_in(self, client, visit):
        for address in ["/welcome/", "/building/", f"/visits/{visit.id}/"]:
            assert "/sign-in/" in client.get(address)["Location"]

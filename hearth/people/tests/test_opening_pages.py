"""Opening a record for a reason on a page, and the pages on which that is looked at."""

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.actions import Whom
from hearth.people.finding import word_that_found
from hearth.people.models import Opening, Person
from hearth.people.tests.test_pressing import REASON, open_it
from hearth.people.tests.test_sharing import agree, say
from hearth.places.tests.factories import SiteFactory


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


@pytest.fixture
def lead(hub):
    return GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD, user__name="Iris").user


@pytest.fixture
def list_of(client):
    def said(worker, address="/openings/", status=200, data=None):
        client.force_login(worker)
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == status
        return html.unescape(response.content.decode())

    return said


def works_here(person, worker):
    with as_the_owner():
        Person.objects.filter(id=person.id).update(worker=worker)


class TestOpening:
    def test_says_who_will_know_and_opens_it_for_an_hour(self, words, greeter, hub, jo):
        said = words(greeter, "open_record", jo.id)
        assert "for one hour" in said
        assert "are told at once" in said
        assert "Jo can read who opened it" in said

        words(greeter, "open_record", jo.id, data={"site": hub.id, "reason": REASON}, status=302)

        assert "What Jo shares" in words(greeter, "sharing", jo.id)
        assert "It is open to you already" in words(greeter, "open_record", jo.id)

    @pytest.mark.parametrize("reason", ["", "must look"])
    def test_asks_for_a_reason(self, words, greeter, hub, jo, reason):
        said = words(greeter, "open_record", jo.id, data={"site": hub.id, "reason": reason})

        assert "There is a problem" in said
        with as_the_owner():
            assert not Opening.objects.exists()

    def test_pressed_twice_it_is_one_opening(self, words, greeter, hub, jo):
        for _ in range(2):
            words(
                greeter, "open_record", jo.id, data={"site": hub.id, "reason": REASON}, status=302
            )

        with as_the_owner():
            assert Opening.objects.count() == 1

    def test_of_somebody_beyond_ones_sight_needs_that_they_were_found(
        self, words, client, team_elsewhere, other_hub, jo
    ):
        data = {"site": other_hub.id, "reason": REASON}
        words(team_elsewhere, "open_record", jo.id, status=404)
        words(team_elsewhere, "open_record", jo.id, data=data, status=404)

        query = f"?found={word_that_found(jo.id, actor=team_elsewhere)}"
        words(team_elsewhere, "open_record", jo.id, data=data, query=query, status=302)

        assert "Jo" in words(team_elsewhere, "sharing", jo.id)

    def test_by_what_another_worker_found_opens_nothing(
        self, words, greeter, team_elsewhere, other_hub, jo
    ):
        query = f"?found={word_that_found(jo.id, actor=greeter)}"
        data = {"site": other_hub.id, "reason": REASON}

        words(team_elsewhere, "open_record", jo.id, data=data, query=query, status=404)

    def test_is_said_of_no_site_that_one_does_not_work_at(self, words, greeter, other_hub, jo):
        data = {"site": other_hub.id, "reason": REASON}

        assert "There is a problem" in words(greeter, "open_record", jo.id, data=data)

    def test_of_ones_own_record_there_is_no_page(self, words, greeter, hub, jo):
        works_here(jo, greeter)

        words(greeter, "open_record", jo.id, status=404)
        words(
            greeter, "open_record", jo.id, status=404, data={"site": hub.id, "reason": REASON},
            query=f"?found={word_that_found(jo.id, actor=greeter)}",
        )  # fmt: skip

    def test_is_not_for_who_finds_nobody(self, words, network_lead, partner, board_member, jo):
        for worker in (network_lead, partner, board_member):
            words(worker, "open_record", jo.id, status=403)


class TestLookingAtThem:
    @pytest.fixture
    def opening(self, team_elsewhere, other_hub, jo, now):
        return open_it(team_elsewhere, jo, other_hub, now)

    def test_they_wait_with_who_whose_and_why(self, list_of, hub_manager, opening):
        said = list_of(hub_manager)

        assert "Clem opened the record of Jo" in said
        assert REASON in said
        assert "1 opening waits" in said
        with acting_as(hub_manager):
            assert queries.how_many_to_review(hub_manager) == 1

    def test_the_information_governance_lead_sees_why_and_no_name(self, list_of, lead, opening):
        said = list_of(lead)

        assert REASON in said
        assert "the record of somebody known at Acomb and Clifton" in said
        assert "record of Jo" not in said

    def test_looked_at_it_waits_no_more(self, list_of, hub_manager, lead, opening):
        address = reverse("openings:review", args=[opening.id])
        assert "There is a problem" in list_of(hub_manager, address, data={"note": " "})

        list_of(hub_manager, address, data={"note": "I spoke with both"}, status=302)
        list_of(hub_manager, address, data={"note": "I spoke with both"}, status=302)
        second = list_of(lead, address, data={"note": "Me too"})
        assert "Hal looked at this meanwhile, and wrote: “I spoke with both”" in second
        assert "Me too</textarea>" in second
        assert "I have looked at it" not in second

        said = list_of(hub_manager)
        assert "Nothing waits" in said
        assert "I spoke with both" in said
        assert "Me too" not in said
        assert "It has been looked at" in list_of(lead, address)

    def test_is_not_for_a_manager_elsewhere_nor_for_anybody_else(
        self, list_of, greeter, team_member, network_lead, opening
    ):
        third = GrantFactory(site=SiteFactory(name="Tang Hall"), role=Role.HUB_MANAGER).user
        address = reverse("openings:review", args=[opening.id])
        assert REASON not in list_of(third)
        list_of(third, address, status=404)
        list_of(third, address, data={"note": "Not mine"}, status=404)
        for worker in (greeter, team_member, network_lead):
            list_of(worker, status=403)
            list_of(worker, address, status=403)
            with acting_as(worker):
                assert queries.how_many_to_review(worker) == 0

    def test_is_not_for_who_opened_it(self, list_of, hub_manager, hub, jo, now):
        own = open_it(hub_manager, jo, hub, now)

        assert REASON not in list_of(hub_manager)
        list_of(hub_manager, reverse("openings:review", args=[own.id]), status=404)

    def test_asks_as_many_questions_for_twenty(
        self, hub_manager, hub, jo, now, django_assert_max_num_queries
    ):
        for number in range(20):
            worker = GrantFactory(site=hub, role=Role.GREETER, user__name=f"Gil {number}").user
            open_it(worker, jo, hub, now)
        with acting_as(hub_manager), django_assert_max_num_queries(6):
            assert queries.openings_to_review(hub_manager, today=timezone.localdate()).count == 20


class TestWorkingHere:
    def test_closes_the_record_to_colleagues_and_to_themselves(
        self, words, hub_manager, team_member, hub, jo, today, now
    ):
        agree(team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER", "HUB_MANAGER")), today=today)
        say(team_member, jo, now)
        colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Jo M").user
        assert "It cannot be undone" in words(hub_manager, "works_here", jo.id)

        words(
            hub_manager, "works_here", jo.id, data={"worker": colleague.id, "sure": "on"},
            status=302,
        )  # fmt: skip

        words(hub_manager, "sharing", jo.id, status=403)
        words(team_member, "sharing", jo.id, status=403)
        words(colleague, "sharing", jo.id, status=404)
        words(
            team_member, "open_record", jo.id, data={"site": hub.id, "reason": REASON}, status=302
        )
        assert "York Mind" not in words(team_member, "sharing", jo.id)

    def test_the_colleague_reads_who_opened_it_and_why(self, list_of, team_member, hub, jo, now):
        colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Jo M").user
        works_here(jo, colleague)
        open_it(team_member, jo, hub, now)

        said = list_of(colleague, "/openings/mine/")
        assert "Tariq" in said
        assert REASON in said
        assert REASON not in list_of(team_member, "/openings/mine/")

    @pytest.mark.parametrize("typed", [{"sure": "on"}, {"worker": "colleague"}])
    def test_asks_who_and_whether_they_were_asked(self, words, hub_manager, greeter, jo, typed):
        data = {name: greeter.id if said == "colleague" else said for name, said in typed.items()}

        assert "There is a problem" in words(hub_manager, "works_here", jo.id, data=data)

    def test_may_be_said_of_a_second_record(self, words, hub_manager, greeter, jo, john):
        works_here(john, greeter)

        data = {"worker": greeter.id, "sure": "on"}
        words(hub_manager, "works_here", jo.id, data=data, status=302)

        words(greeter, "edit", jo.id, status=404)

    def test_is_not_said_of_another_workers_record(self, words, hub_manager, greeter, hub, jo, now):
        works_here(jo, greeter)
        open_it(hub_manager, jo, hub, now)
        another = GrantFactory(site=hub, role=Role.TEAM_MEMBER).user

        said = words(hub_manager, "works_here", jo.id, data={"worker": another.id, "sure": "on"})

        assert "written down already" in said

    def test_is_never_said_of_oneself(self, words, hub_manager, jo):
        data = {"worker": hub_manager.id, "sure": "on"}

        assert "There is a problem" in words(hub_manager, "works_here", jo.id, data=data)

    def test_is_for_whoever_keeps_workers(self, words, team_member, jo):
        words(team_member, "works_here", jo.id, status=403)

"""The pages of a person's own, and the team's page about them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hearth.config.own_pages import COMING_IN, OWN
from hearth.config.pages import ROLES_OF, addresses
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Introduction, IntroductionLine, State
from hearth.introductions.queries import waiting_on_me
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.myhub.actions import say_today
from hearth.myhub.models import TodayIdea
from hearth.myhub.queries import WHERE_IT_IS
from hearth.people.models import OwnKey, Passage, Sharing
from hearth.support.models import Goal

OF_WHAT = {"myhub:write": ["matters"], "myhub:questionnaire": ["ucla-3"]}
"""What stands in the address of a page of one's own."""
ADDRESSES = {address.name: address for address in addresses()}


def sample(page):
    values = {
        "part": "matters",
        "person_id": "00000000-0000-4000-8000-000000000000",
        "slug": "acomb",
    }
    names = ADDRESSES[page].parameters
    return {
        name: values.get(name, "none" if "slug" in name else values["person_id"]) for name in names
    }


def test_no_page_of_the_teams_opens_to_whoever_is_on_their_own(jos, jo):
    """However it is asked: it leads to where workers sign in."""
    for page, roles in ROLES_OF.items():
        if None in roles or page in OWN | COMING_IN or page.startswith("demo:"):
            continue
        parameters = sample(page) | ({"person_id": jo.id} if "person_id" in sample(page) else {})
        try:
            address = reverse(page, kwargs=parameters)
        except Exception:  # noqa: S112 (an address of another form)
            continue
        for ask in (jos.get, jos.post):
            response = ask(address)
            assert response.status_code == 302, page
            assert response["Location"].startswith("/sign-in/"), page


def test_no_own_page_opens_for_a_worker(client, hub_manager, network_lead):
    for worker in (hub_manager, network_lead):
        client.force_login(worker)
        for page in OWN - {"myhub:read_for"}:
            address = reverse(page, args=OF_WHAT.get(page, ()))
            assert client.get(address)["Location"] == "/me/sign-in/", page


def test_the_publics_pages_know_nobody(jos):
    assert "Jo" not in jos.get("/now/").content.decode()


def test_every_own_page_has_one_heading_and_a_title_of_its_own(own):
    titles = set()
    every = OWN - {"myhub:read_for"}  # it needs somebody to read of: see test_caring
    for page in sorted(every):
        html = own(page.partition(":")[2], *OF_WHAT.get(page, ()))
        assert len(re.findall(r"<h1\b", html)) == 1, page
        titles.add(html.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == len(every)


def test_a_sharing_is_stopped_and_another_agreed(own, jo, shared, hub):
    assert "The team at Acomb" in own("sharing")
    own("sharing", data={"stop": shared.id}, status=302)
    assert "You share nothing with anybody now" in own("sharing")

    agreed = {"layers": ["ABOUT"], "whom": f"site {hub.id}", "roles": ["TEAM_MEMBER"]}
    own("sharing", data=agreed, status=302)
    assert "You did it on your own page" in own("sharing")


@pytest.mark.parametrize("stop", ["", "nothing", "00000000-0000-4000-8000-000000000000"])
def test_a_sharing_that_is_not_there_is_not_found(own, stop):
    own("sharing", data={"stop": stop}, status=404)


def test_words_are_kept_as_they_are_written(own, jo, shared, team_member):
    html = own("write", "matters")
    stamp = re.search(r'name="stamp"[^>]*value="([^"]*)"', html)[1]
    own("write", "matters", data={"words": "My boat", "stamp": stamp}, status=302)

    assert "My boat" in own("story")
    assert "Written by you" in own("story")
    with acting_as(team_member):
        assert Passage.objects.get().words == "My boat"


def test_what_somebody_wrote_meanwhile_is_shown_and_nothing_is_lost(own, shared):
    own("write", "matters", data={"words": "First", "stamp": _stamp(own)}, status=302)
    html = own("write", "matters", data={"words": "Second", "stamp": "old"})

    assert "Second" in html
    assert "First" in html


def _stamp(own):
    return re.search(r'name="stamp"[^>]*value="([^"]*)"', own("write", "matters"))[1]


def test_no_heading_of_that_name_is_not_found(own):
    own("write", "nothing", status=404)


def test_an_introduction_says_where_it_is_and_is_stopped_once_asked(
    own, jo, shared, team_member, hub
):
    one = IntroductionFactory(person=jo, held_by=jo.held_by, owner=team_member, from_site=hub)
    html = own("introductions")
    assert "We wait for their answer" in html
    assert "Tariq looks after it" in html
    asked = own("introductions", data={"introduction_id": one.id, "stop": "yes"})
    assert "Stop it?" in asked
    assert "Tariq is told at once" in asked
    with acting_as(team_member):
        assert Introduction.objects.get().state == "WAITING"
    own("introductions", data={"introduction_id": one.id, "stop": "sure"}, status=302)

    with acting_as(team_member):
        assert Introduction.objects.get().state == "STOPPED"
        [row], _ = waiting_on_me(team_member, today=timezone.localdate())
    assert (row.to_be_told, row.stopped_by) == (True, "Jo")


def test_what_the_other_side_said_is_read_there(own, jo, shared, team_member, hub):
    one = IntroductionFactory(person=jo, held_by=jo.held_by, owner=team_member, from_site=hub)
    with as_the_owner():
        line = IntroductionLine(
            introduction=one, person=jo, held_by=jo.held_by, kind="ASKS", at=timezone.now()
        )
        line.words = "Is she all right with dogs?"
        line.save()
    assert "Is she all right with dogs?" in own("introductions")


def test_twenty_introductions_cost_no_more_questions_than_one(
    own, jos, jo, shared, team_member, hub
):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            own("introductions")
        return len(questions)

    def introduced(many):
        for _ in range(many):
            IntroductionFactory(person=jo, held_by=jo.held_by, owner=team_member, from_site=hub)

    introduced(1)
    once = asked()
    introduced(19)
    assert asked() == once


def test_how_far_along_is_said_once_however_often_it_is_sent(own, jo, shared, today, team_member):
    with as_the_owner():
        goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
        goal.words = "Row again"
        goal.save()
    step = re.search(r'name="step_id" value="([^"]*)"', own("goals"))[1]
    said = {"goal_id": goal.id, "step_id": step, "how_far": "4", "step_words": "Nearly"}
    for _ in range(2):
        own("goals", data=said, status=302)

    assert own("goals").count("4 of 10") == 1


class TestTheTeamsPage:
    @pytest.fixture
    def offered(self, client, team_member, jo):
        def page(**data):
            client.force_login(team_member)
            address = reverse("myhub:offered", args=[jo.id])
            return client.post(address, data) if data else client.get(address)

        return page

    def test_offers_pages_and_writes_down_an_address(self, offered, jo):
        assert "Offer own pages" in offered().content.decode()
        offered(do="offer")
        assert offered(own_address="jo@example.org").status_code == 302

        assert "jo@example.org" in offered().content.decode()

    def test_shows_a_code_once(self, offered):
        offered(do="offer")
        code = re.search(
            r"<p class=\"nhsuk-heading-xl\">([^<]*)<", offered(do="paper").content.decode()
        )[1]

        assert re.fullmatch(r"(\w{4} ){2}\w{4}", code)
        assert code not in offered().content.decode()

    def test_refuses_an_address_that_opens_anothers_pages(self, offered, address, team_member, hub):
        from hearth.people import actions
        from hearth.people.tests.factories import PersonFactory

        sam = PersonFactory(known_as="Sam", sites=[hub])
        with acting_as(team_member):
            actions.open_own_pages(by=team_member, person=sam)
        browser = Client(headers={"host": "york.localhost"})
        browser.force_login(team_member)
        html = browser.post(
            reverse("myhub:offered", args=[sam.id]), {"own_address": "JO@example.org "}
        ).content.decode()

        assert "opens another’s pages" in html
        with as_the_owner():
            assert OwnKey.objects.filter(kind="ADDRESS").count() == 1

    def test_is_written_down_as_a_look(self, offered, jo, team_member):
        offered()
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=jo.id, page="own pages").exists()

    def test_is_not_open_to_a_team_that_does_not_know_them(self, client, greeter_elsewhere, jo):
        client.force_login(greeter_elsewhere)
        assert client.get(reverse("myhub:offered", args=[jo.id])).status_code in (403, 404)

    def test_says_nothing_of_sharings(self, offered, shared):
        assert Sharing.__name__ not in offered().content.decode()


class TestHowIAmToday:
    @pytest.fixture
    def said(self, network_lead):
        with acting_as(network_lead):
            say_today(
                by=network_lead,
                ideas={("WELL", "USE"): ["Have a coffee", " "], ("WELL", "CREATE"): ["Give back"]},
            )

    def test_says_what_is_there_for_it(self, own, said):
        html = own("home", query="?how=WELL")

        assert "Have a coffee" in html
        assert "Give back" in html
        assert "Have a coffee" not in own("home")

    def test_says_what_helps_in_ones_own_words(self, own, jo, team_member, now):
        with as_the_owner():
            row = Passage(
                person=jo, held_by=jo.held_by, layer="PLAN", heading="WORST_DAY", edited_at=now,
                edited_by=team_member,
            )  # fmt: skip
            row.words = "Ring my sister"
            row.save()
        html = own("home", query="?how=WORST_DAY")

        assert "Ring my sister" in html
        assert "See who helps this minute" in html
        assert "Ring my sister" not in own("home", query="?how=WELL")

    def test_says_nothing_of_what_is_none_of_the_five(self, own, said):
        assert "Have a coffee" not in own("home", query="?how=RICH")

    def test_is_written_by_whoever_keeps_the_network(self, client, network_lead, said):
        client.force_login(network_lead)
        address = reverse("myhub:ideas")
        assert "Have a coffee" in client.get(address).content.decode()
        client.post(address, {"well_use": "Tea\nCake"})

        with acting_as(None):
            assert [idea.words for idea in TodayIdea.objects.order_by("place")] == ["Tea", "Cake"]

    @pytest.mark.parametrize("typed", ["a\n" * 13, "a" * 121])
    def test_is_short(self, client, network_lead, typed):
        client.force_login(network_lead)

        assert client.post(reverse("myhub:ideas"), {"well_use": typed}).status_code == 200
        assert not TodayIdea.objects.exists()

    def test_is_not_written_by_a_hub_manager(self, hub_manager):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            say_today(by=hub_manager, ideas={})


def test_every_way_an_introduction_stands_is_said_to_the_person():
    assert set(WHERE_IT_IS) == set(State)

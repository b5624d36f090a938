"""The pages: asking, answering, reading through, and the copy."""

import datetime

import pytest
from django.urls import reverse

from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.tests.factories import PersonFactory
from hearth.rights.actions import packs
from hearth.rights.models import PackRow, PackState, RightsRequest
from hearth.rights.tests.conftest import afresh, gather, latest, read_through
from hearth.rights.tests.factories import PackRowFactory, RightsRequestFactory


def page(client, name, *ids, **typed):
    address = reverse(f"rights:{name}", args=ids)
    return client.post(address, typed) if typed else client.get(address)


def words(answer):
    return answer.content.decode()


@pytest.fixture
def line(gathered):
    return PackRowFactory(
        pack=gathered, person_id=gathered.person_id, held_by_id=gathered.held_by_id,
        site=gathered.site, number=9001, says="The worker wrote: Dee was unkind",
    )  # fmt: skip


class TestAsking:
    def test_is_one_form_and_leads_to_the_request(self, client, team_member, jo, hub, today, jobs):
        client.force_login(team_member)
        day = {"asked_on-day": today.day, "asked_on-month": today.month}
        asked = page(
            client, "ask", jo.id, rights_id=str(uuid7()), asks="ACCESS", words="All of it",
            site=str(hub.id), asked_how="SAID", asked_by="PERSON", part="", asker="",
            **day, **{"asked_on-year": today.year},
        )  # fmt: skip
        assert asked.status_code == 302
        assert "All of it" in words(client.get(asked.headers["location"]))
        assert len(jobs) == 1

    def test_stands_at_the_fixed_address(self, client, team_member, ask, jo):
        ask()
        client.force_login(team_member)
        said = words(client.get(f"/people/{jo.id}/rights"))
        assert "Everything that is kept" in said

    def test_is_said_to_who_looks_at_who_has_looked(self, client, governance, jo, ask):
        ask()
        client.force_login(governance)
        page(client, "of_person", jo.id)
        with as_the_owner():
            assert AccessLine.objects.filter(actor_id=governance.id, page="rights").exists()

    def test_of_a_colleague_opens_for_who_answers_and_not_for_the_team(
        self, client, ask, jo, team_member, hub_manager, governance
    ):
        ask()
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(worker=hub_manager)
        seen = {}
        for worker in (team_member, hub_manager, governance):
            client.force_login(worker)
            seen[worker.name] = page(client, "of_person", jo.id).status_code
        assert seen == {"Tariq": 403, "Hal": 404, "Ines": 200}


class TestAnswering:
    def test_offers_what_can_be_done_and_not_to_the_team(
        self, client, gathered, jo, governance, team_member
    ):
        client.force_login(governance)
        said = words(page(client, "request", jo.id, gathered.request_id))
        assert "It takes longer" in said
        assert "Read it through" in said
        client.force_login(team_member)
        said = words(page(client, "request", jo.id, gathered.request_id))
        assert "It takes longer" not in said
        assert "Read it through" not in said

    def test_that_is_late_is_loud_for_who_answers(self, client, governance, ask, today):
        ask("CORRECTION", part="ABOUT", words="No", asked_on=today - datetime.timedelta(days=50))
        client.force_login(governance)
        said = words(client.get(reverse("rights:requests")))
        assert "should have had an answer by now" in said
        assert "Late" in said

    def test_says_it_takes_longer(self, client, governance, ask, jo):
        request = ask()
        client.force_login(governance)
        page(client, "act", jo.id, request.id, "longer", words="There is very much")
        assert afresh(request).extended_on

    def test_of_an_act_that_is_none_is_not_there(self, client, governance, ask, jo):
        client.force_login(governance)
        assert page(client, "act", jo.id, ask().id, "shred").status_code == 404

    def test_of_a_correction_tells_whom_and_ticks_it(self, client, shared, hub_manager, ask, jo):
        request = ask("CORRECTION", part="SUPPORT", words="I never said that")
        client.force_login(hub_manager)
        form = words(page(client, "act", jo.id, request.id, "right"))
        assert "the team at Acomb" in form
        page(
            client, "act", jo.id, request.id, "right", words="The day",
            to_tell="the team at Acomb",
        )  # fmt: skip
        with as_the_owner():
            [one] = afresh(request).to_tell.all()
        client.post(reverse("rights:told", args=[jo.id, request.id, one.id]))
        assert "told, " in words(page(client, "request", jo.id, request.id))

    def test_lifts_what_stands(self, client, governance, ask, jo):
        ask("OBJECTION")
        with as_the_owner():
            limit = RightsRequest.objects.get().limits.get()
        client.force_login(governance)
        page(client, "lift", jo.id, limit.id, words="They said so themselves")
        with as_the_owner():
            assert type(jo).objects.get(id=jo.id).not_counted is False


class TestReadingThrough:
    def test_decides_a_line_and_comes_back(self, client, hub_manager, gathered, line, jo):
        client.force_login(hub_manager)
        ids = (jo.id, gathered.request_id)
        assert "Dee was unkind" in words(page(client, "review", *ids))
        page(
            client, "line", *ids, line.id, decided="TAKE_OUT", given="The worker wrote: …",
            why="THIRD_PARTY", reason="Dee said no",
        )  # fmt: skip
        with as_the_owner():
            assert PackRow.objects.get(id=line.id).given == "The worker wrote: [taken out]"

    def test_gives_a_page_as_it_stands_and_then_another_releases(
        self, client, hub_manager, governance, gathered, line, jo, now
    ):
        ids = (jo.id, gathered.request_id)
        client.force_login(hub_manager)
        page(client, "review", *ids, line=str(line.id))
        read_through(gathered, by=hub_manager, now=now)
        day = {"asked_on-day": now.day, "asked_on-month": now.month, "asked_on-year": now.year}
        harm = {"professional": "Dr Osei", "answer": "NONE", "read": "on"} | day
        refused = words(page(client, "act", *ids, "release", **harm))
        assert "Somebody else looks a second time" in refused
        client.force_login(governance)
        page(client, "act", *ids, "release", **harm)
        assert latest(gathered.request).state == PackState.RELEASED
        page(client, "act", *ids, "give", words="Into his hand")
        assert "They were given it" in words(page(client, "request", *ids))

    def test_asks_the_same_number_of_questions_of_a_long_page(
        self, client, hub_manager, gathered, line, jo, django_assert_max_num_queries
    ):
        for number in range(20):
            PackRowFactory(
                pack=gathered, person_id=jo.id, held_by_id=gathered.held_by_id,
                site=gathered.site, number=9100 + number,
            )  # fmt: skip
        client.force_login(hub_manager)
        with django_assert_max_num_queries(40):
            page(client, "review", jo.id, gathered.request_id)


class TestTheFiles:
    def test_leave_with_a_name_that_says_nothing_and_a_line_in_the_log(
        self, client, governance, gathered, jo
    ):
        client.force_login(governance)
        paper = page(client, "paper", jo.id, gathered.request_id)
        machine = page(client, "machine", jo.id, gathered.request_id)
        assert paper.content.startswith(b"%PDF-")
        assert machine.json()["draft"] is True
        assert "jo" not in paper.headers["content-disposition"].lower().replace("json", "")
        assert "no-store" in paper.headers["cache-control"]
        with as_the_owner():
            kinds = list(gathered.request.lines.values_list("kind", flat=True))
        assert kinds.count("TAKEN_OUT") == 2

    def test_are_not_for_the_team(self, client, team_member, gathered, jo):
        client.force_login(team_member)
        for name in ("paper", "machine", "review"):
            assert page(client, name, jo.id, gathered.request_id).status_code == 403

    def test_of_another_persons_request_are_not_there(self, client, governance, gathered, hub):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        client.force_login(governance)
        assert page(client, "paper", sam.id, gathered.request_id).status_code == 404


def test_the_list_asks_the_same_number_of_questions_at_twenty(
    client, governance, jo, hub, django_assert_max_num_queries
):
    for _ in range(20):
        RightsRequestFactory(person=jo, held_by=jo.held_by, site=hub)
    client.force_login(governance)
    with django_assert_max_num_queries(40):
        client.get(reverse("rights:requests"))


def test_a_pack_that_fell_short_says_so(client, governance, ask, jo, monkeypatch):
    real = packs.counted
    short = {"support_contact": {"all": 2, "read": 1}}
    monkeypatch.setattr(packs, "counted", lambda ids: real(ids) | short)
    request = ask()
    gather(request)
    client.force_login(governance)
    said = words(page(client, "request", jo.id, request.id))
    assert "Not everything could be gathered" in said
    assert "support_contact" in said

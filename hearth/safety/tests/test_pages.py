"""The pages of keeping safe, as those who use them find them."""

import datetime

import pytest

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.safety.models import ConcernEntry, Knows, SafetyConcern, Worry, WorryCheck
from hearth.safety.tests.factories import ConcernFactory, WorryFactory

DAY = datetime.timedelta(days=1)


def when(name, moment):
    """Return the boxes of a day, and of a time."""
    boxes = {f"{name}-day": moment.day, f"{name}-month": moment.month, f"{name}-year": moment.year}
    return boxes | ({f"{name}-time": "00:01"} if isinstance(moment, datetime.datetime) else {})


def only(model):
    with as_the_owner():
        return model.objects.get()


class TestWorry:
    def test_is_written_down_at_the_desk_and_looked_after(
        self, page, greeter, hub_manager, team_member, now
    ):
        drawn = page(greeter, "add_worry")
        assert "Hal (hub manager)" in drawn
        assert 'value="yes" checked' in drawn
        for number in ("tel:999", "tel:111", "tel:116123"):
            assert number in drawn
        told = {"words": "He has not been out", "about": "Tall man", "confidential": "yes",
                "teller": "Ann", "reach": "", "owner": "", "worry_id": uuid7()}  # fmt: skip
        assert "reach them back" in page(greeter, "add_worry", data=told | {"wants_word": "on"})
        for _ in range(2):
            page(greeter, "add_worry", status=302, data=told)
        after = page(greeter, "worries")
        assert "Written down. Hal looks after it" in after
        assert "Tall man" not in after
        other = page(greeter, "add_worry", data=told | {"words": "He has a knife"})
        assert "written down beside the first" in other
        assert "He has a knife" in other
        assert str(told["worry_id"]) not in other, "saved again, it is another"

        one = only(Worry)
        assert "Tall man" in page(hub_manager, "worries")
        assert "Never say to Tall man" in page(hub_manager, "worry", one.id)
        page(greeter, "worry", one.id, status=404)
        check = {"kind": "VISIT", "said": "He waved", "check_id": uuid7()} | when("done_at", now)
        for _ in range(2):
            page(hub_manager, "add_check", one.id, status=302, data=check)
        assert page(hub_manager, "worry", one.id).count("He waved") == 1
        page(hub_manager, "settle_worry", one.id, status=302, data={"done": "He is well"})
        assert "He is well" in page(hub_manager, "worry", one.id)
        page(hub_manager, "take_up_worry", one.id, status=302, data={})
        to = {"owner": str(team_member.id), "why": "I am away"}
        page(hub_manager, "hand_over_worry", one.id, status=302, data=to)
        assert "Tall man" in page(team_member, "worries")

    def test_says_the_places_own_number_beside_those_of_everywhere(self, page, greeter):
        ServiceFactory(offer=term("crisis-line"), name="Night line", phone="01632 960555")
        ServiceFactory(offer=term("crisis-line"), name="Samaritans", phone="116 123")
        drawn = page(greeter, "add_worry")
        assert 'Night line, <a href="tel:01632960555">' in drawn
        assert drawn.count("tel:116123") == 1

    def test_about_a_person_begins_on_their_page(self, page, greeter, hub_manager, other_hub, jo):
        query = f"?person={jo.id}"
        assert "worried about Jo" in page(greeter, "add_worry", query=query)
        told = {"words": "She cries", "confidential": "no", "owner": "", "worry_id": ""}
        page(greeter, "add_worry", query=query, status=302, data=told)
        assert only(Worry).person_id == jo.id
        stranger = GrantFactory(site=other_hub, role=Role.GREETER).user
        page(stranger, "add_worry", query=query, status=404)
        page(greeter, "add_worry", query="?person=no-such", status=404)

    def test_says_where_one_is_first(self, page, greeter, other_hub):
        GrantFactory(user=greeter, site=other_hub, role=Role.GREETER)
        assert "?site=clifton" in page(greeter, "add_worry")
        assert "Choose" in page(greeter, "add_worry", query="?site=clifton")

    def test_is_linked_to_somebody_on_the_list(self, page, hub, hub_manager, team_member, jo):
        one = WorryFactory(site=hub, owner=hub_manager)
        found = page(hub_manager, "whom_worry", one.id, data={"q": "jo"})
        assert str(jo.id) in found
        page(hub_manager, "whom_worry", one.id, status=302, data={"person": str(jo.id)})
        assert only(Worry).person_id == jo.id
        page(hub_manager, "whom_worry", one.id, status=404, data={"person": str(uuid7())})

    def test_is_changed_by_who_looks_after_it_alone(self, page, hub, hub_manager, team_member):
        one = WorryFactory(site=hub, owner=hub_manager)
        page(team_member, "worry", one.id)
        for name in ("settle_worry", "hand_over_worry", "whom_worry"):
            page(team_member, name, one.id, status=403)
            page(team_member, name, one.id, status=403, data={"done": "x"})
        page(team_member, "take_up_worry", one.id, status=403, data={})

    def test_refuses_what_is_wrong_and_loses_nothing(self, page, hub, hub_manager, now):
        one = WorryFactory(site=hub, owner=hub_manager, wants_word=True, reach="07700 900123")
        again = page(hub_manager, "settle_worry", one.id, data={"done": "All is well"})
        assert "told them what came of it" in again
        assert "All is well" in again
        wrong = {"kind": "HANDED_OVER", "said": "x"} | when("done_at", now)
        page(hub_manager, "add_check", one.id, data=wrong)
        late = {"kind": "VISIT", "said": "y"} | when("done_at", now + 2 * DAY)
        assert "still to come" in page(hub_manager, "add_check", one.id, data=late)
        with as_the_owner():
            assert not WorryCheck.objects.exists()


class TestConcern:
    def test_is_written_down_told_finished_and_taken_up(
        self, page, greeter, hub_manager, safeguarding_lead, jo, now, today
    ):
        query = f"?person={jo.id}"
        assert "safety concern about Jo" in page(greeter, "add_concern", query=query)
        said = {"seen": "A bruise", "words": "It was the door", "kinds": ["PHYSICAL", "OTHER"],
                "wish": "To be left alone", "knows": "NOT_YET", "owner": "", "knows_note": "",
                "concern_id": uuid7()}  # fmt: skip
        said |= when("noticed_at", now) | when("look_on", today + DAY)
        past = when("look_on", today - DAY)
        assert "day to come" in page(greeter, "add_concern", query=query, data=said | past)
        for _ in range(2):
            page(greeter, "add_concern", query=query, status=302, data=said)
        one = only(SafetyConcern)
        shown = page(hub_manager, "concern", one.id)
        for words in ("A bruise", "It was the door", "To be left alone", "Nobody yet"):
            assert words in shown
        assert f"/people/{jo.id}/sharing/share-anyway/?basis=SAFEGUARDING" in shown
        assert "hold-back" not in shown
        assert f"/people/{jo.id}/who-has-looked/hold-back/" in page(
            safeguarding_lead, "concern", one.id
        )

        told = {"kind": "TOLD", "whom": "Dee", "organisation": "City council", "said": "Thanks"}
        told |= when("done_at", now) | when("look_on", today + 2 * DAY)
        page(hub_manager, "add_entry", one.id, status=302, data=told)
        assert "Dee, City council" in page(hub_manager, "concern", one.id)
        assert only(SafetyConcern).look_on == today + 2 * DAY
        page(greeter, "add_entry", one.id, status=302, data=told | {"kind": "SAID"})
        page(hub_manager, "finish_concern", one.id, status=302, data={"learned": "Safe"})
        assert "Finished for now" in page(hub_manager, "concern", one.id)
        assert "Take it up again first" in page(hub_manager, "add_entry", one.id, data=told)
        again = {"why": "He is back"} | when("look_on", today)
        page(hub_manager, "take_up_concern", one.id, status=302, data=again)
        assert "He is back" in page(hub_manager, "concern", one.id)

    def test_two_who_put_it_right_lose_no_word(self, page, hub, hub_manager):
        one = ConcernFactory(site=hub, owner=hub_manager)
        stamp = page(hub_manager, "change_concern", one.id).split('name="stamp" value="')[1]
        mine = {"stamp": stamp.split('"')[0], "knows": "YES", "wish": "To move"}
        page(hub_manager, "change_concern", one.id, status=302, data=mine | {"wish": "To stay"})
        both = page(hub_manager, "change_concern", one.id, data=mine)
        assert "To move" in both
        assert "What they want: To stay" in both
        assert only(SafetyConcern).knows == Knows.YES
        with as_the_owner():
            assert ConcernEntry.objects.count() == 1

    def test_is_only_read_by_the_governance_lead_and_changed_by_no_writer(
        self, page, hub, hub_manager, governance_lead, greeter
    ):
        one = ConcernFactory(site=hub, owner=hub_manager, written_by=greeter)
        page(governance_lead, "concern", one.id)
        page(governance_lead, "add_entry", one.id, status=403)
        for worker in (governance_lead, greeter):
            for name in ("change_concern", "finish_concern", "hand_over_concern", "whom_concern"):
                page(worker, name, one.id, status=403)
                page(worker, name, one.id, status=403, data={"learned": "x"})

    def test_sharing_begins_with_its_reason(self, client, hub_manager, jo):
        client.force_login(hub_manager)
        address = f"/people/{jo.id}/sharing/share-anyway/?basis=SAFEGUARDING"
        assert 'value="SAFEGUARDING" checked' in client.get(address).content.decode()


class TestLoud:
    def test_is_on_every_page_until_it_is_seen_to(
        self, client, page, hub, hub_manager, team_member, today
    ):
        late = "A safety concern of yours is late"
        alone = "nobody to look after it"
        one = ConcernFactory(site=hub, owner=team_member, look_on=today - DAY)
        client.force_login(team_member)
        assert late in client.get("/people/").content.decode()
        client.force_login(hub_manager)
        assert late not in client.get("/people/").content.decode()
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        client.force_login(User.objects.get(id=hub_manager.id))
        assert alone in client.get("/people/").content.decode()
        assert "Nobody answers for this" in page(hub_manager, "worries")
        assert f"?to={hub_manager.id}" in page(hub_manager, "concern", one.id)
        to_me = {"owner": str(hub_manager.id), "why": ""}
        page(hub_manager, "hand_over_concern", one.id, status=302, data=to_me)
        shown = client.get("/people/").content.decode()
        assert alone not in shown
        assert late in shown

    def test_today_says_how_many_and_nobodys_name(self, client, hub, team_member, jo):
        WorryFactory(site=hub, owner=team_member, about="Quill", person=None)
        ConcernFactory(site=hub, owner=team_member, about="Quill")
        client.force_login(team_member)
        shown = client.get("/today/").content.decode()
        assert "Keeping safe: 2 things to look after" in shown
        assert "Quill" not in shown

    def test_the_menu_has_it_once(self, client, hub_manager, governance_lead, board_member):
        for worker, times in ((hub_manager, 1), (governance_lead, 1), (board_member, 0)):
            client.force_login(worker)
            assert client.get("/places/").content.decode().count(">Keeping safe</a>") == times


def test_the_list_asks_as_much_for_forty_as_for_twenty(
    page, hub, hub_manager, team_member, django_assert_max_num_queries
):
    def add():
        for n in range(20):
            owner = (hub_manager, team_member)[n % 2]
            WorryFactory(site=hub, owner=owner)
            ConcernFactory(site=hub, owner=owner)

    add()
    with django_assert_max_num_queries(63) as twenty:
        page(hub_manager, "worries")
    add()
    with django_assert_max_num_queries(len(twenty)):
        page(hub_manager, "worries")


@pytest.mark.parametrize("name", ["worry", "concern"])
def test_what_is_not_there_looks_like_what_is_out_of_bounds(page, hub_manager, name):
    page(hub_manager, name, uuid7(), status=404)

"""A worker's own people: who is waited for first, and as many questions for forty as for twenty."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.people.models import Person, StayWellPlan
from hearth.people.tests.factories import PersonFactory
from hearth.support import queries
from hearth.support.models import KeepInTouch, SupportStrand
from hearth.support.tests.factories import (
    ContactFactory,
    HelloFactory,
    KeepInTouchFactory,
    PromiseFactory,
    SupportStrandFactory,
    share_support,
)

DAY = datetime.timedelta(days=1)
LONG_AGO = 60 * DAY


@pytest.fixture
def mine(hub, team_member):
    """Make somebody whom Tariq supports, since a day."""

    def make(name, since, layers=("SUPPORT", "PLAN"), **more):
        person = PersonFactory(known_as=name, sites=[hub])
        share_support(person, by=team_member, layers=layers)
        SupportStrandFactory(
            person=person, held_by=person.held_by, site=hub, since_on=since,
            **({"with_worker": team_member} | more),
        )  # fmt: skip
        return person

    return make


def whose(person):
    return {"person": person, "held_by": person.held_by}


def shown(worker, today):
    with acting_as(worker):
        return queries.my_people(actor=worker, today=today)


def named(rows):
    return [row.known_as for row in rows]


class TestMyPeople:
    def test_are_those_i_support_and_those_i_say_hello_to(
        self, mine, team_member, colleague, shared, jo, today
    ):
        mine("Abi", today)
        mine("Ben", today, with_worker=colleague)
        mine("Cai", today, state="FINISHED")
        mine("Dot", today, state="NOT_NOW")
        mine("Eve", today, state="PAUSED")
        KeepInTouchFactory(**whose(jo), says_hello=team_member, next_on=today + DAY)

        assert named(shown(team_member, today).people) == ["Abi", "Eve", "Jo"]
        assert named(shown(colleague, today).people) == ["Ben"]

    def test_begin_with_todays_hellos_and_promises_due(self, mine, team_member, colleague, today):
        abi, ben, cai = (mine(name, today) for name in ("Abi", "Ben", "Cai"))
        KeepInTouchFactory(**whose(abi), says_hello=team_member, next_on=today)
        KeepInTouchFactory(**whose(ben), says_hello=team_member, next_on=today - DAY)
        KeepInTouchFactory(**whose(cai), says_hello=colleague, next_on=today)
        said = {"promised_by": team_member, "written_by": team_member}
        PromiseFactory(**whose(abi), due_on=today, what="Now", **said)
        PromiseFactory(**whose(abi), due_on=today + DAY, what="Later", **said)

        page = shown(team_member, today)
        assert named(page.hellos) == ["Ben", "Abi"]
        assert [one.what for one in page.promises] == ["Now"]
        assert next(one for one in page.people if one.known_as == "Cai").keep.says_hello == "Cole"

    def test_say_the_last_thing_that_happened(self, mine, hub, greeter, team_member, now, today):
        met, greeted, came, _ = (mine(name, today) for name in ("A", "B", "C", "D"))
        ContactFactory(**whose(met), met_by=team_member, happened_on=today - DAY, how="WALKING")
        ContactFactory(**whose(met), met_by=team_member, happened_on=today, taken_back_at=now)
        keep = KeepInTouchFactory(**whose(greeted), says_hello=team_member)
        HelloFactory(**whose(greeted), keep=keep, said_on=today - 2 * DAY, said_by=team_member)
        HelloFactory(
            **whose(greeted), keep=keep, said_on=today, said_by=team_member, answered=False
        )
        VisitFactory(site=hub, person=came, welcomed_by=greeter, arrived_at=now)

        last = {one.known_as: one.last for one in shown(team_member, today).people}
        assert (last["A"].words, last["A"].on) == ("Walking with them", today - DAY)
        assert (last["B"].words, last["B"].on) == ("A hello", today - 2 * DAY)
        assert (last["C"].words, last["C"].on) == ("Came in", today)
        assert last["D"] is None

    def test_gone_quiet_are_for_me_to_decide_about(self, mine, team_member, today):
        quiet = mine("Quiet", today - LONG_AGO)
        waited_for = mine("Waited for", today - LONG_AGO)
        KeepInTouchFactory(**whose(waited_for), says_hello=team_member, next_on=today + DAY)
        mine("New", today)
        met = mine("Met", today - LONG_AGO)
        ContactFactory(**whose(met), met_by=team_member, happened_on=today)

        assert named(shown(team_member, today).quiet) == ["Quiet"]
        ContactFactory(**whose(quiet), met_by=team_member, happened_on=today)
        assert shown(team_member, today).quiet == ()

    def test_have_plans_to_look_at_again_where_i_may_see_them(self, mine, team_member, today):
        seen, not_shared = mine("Abi", today), mine("Ben", today, layers=("SUPPORT",))
        with as_the_owner():
            for person in (seen, not_shared):
                StayWellPlan.objects.create(
                    **whose(person), looked_at_on=today - LONG_AGO, look_again_on=today
                )

        assert named(shown(team_member, today).plans) == ["Abi"]

    def test_who_died_are_not_among_them(self, mine, team_member, now, today):
        abi = mine("Abi", today)
        KeepInTouchFactory(**whose(abi), says_hello=team_member)
        with as_the_owner():
            Person.objects.filter(id=abi.id).update(died_recorded_at=now)

        page = shown(team_member, today)
        assert (page.people, page.hellos) == ((), ())

    def test_are_gone_when_the_person_says_stop(self, mine, team_member, today):
        abi = mine("Abi", today)
        KeepInTouchFactory(**whose(abi), says_hello=team_member)
        with as_the_owner():
            abi.sharings.all().delete()

        page = shown(team_member, today)
        assert (page.people, page.hellos, page.quiet) == ((), (), ())
        with acting_as(team_member):
            assert not SupportStrand.objects.exists()
            assert not KeepInTouch.objects.exists()


class TestPage:
    def test_is_for_those_who_support_people(self, page, team_member, greeter, network_lead):
        assert "You support nobody yet" in page(team_member, "my_people")
        for worker in (greeter, network_lead):
            page(worker, "my_people", status=403)

    def test_opens_without_the_slash_too(self, client, team_member):
        client.force_login(team_member)
        for address in ("/my-people", "/my-people/"):
            assert client.get(address).status_code == 200

    def test_shows_hellos_to_tap(self, page, mine, team_member, today):
        abi = mine("Abi", today - LONG_AGO)
        KeepInTouchFactory(**whose(abi), says_hello=team_member, next_on=today - DAY)

        words = page(team_member, "my_people")
        assert words.index("Hellos for today") < words.index("Promises due")
        assert "Ring my sister" in words
        assert f'value="{(today - DAY).isoformat()}"' in words

    def test_asks_as_much_for_forty_people_as_for_twenty(
        self, page, mine, team_member, hub, greeter, today, now, django_assert_max_num_queries
    ):
        def add():
            for number in range(20):
                person = mine(f"Person {number}", today)
                keep = KeepInTouchFactory(**whose(person), says_hello=team_member)
                HelloFactory(**whose(person), keep=keep, said_on=today, said_by=team_member)
                ContactFactory(**whose(person), met_by=team_member, happened_on=today)
                PromiseFactory(
                    **whose(person), due_on=today, promised_by=team_member,
                    written_by=team_member,
                )  # fmt: skip
                VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=now)

        add()
        with django_assert_max_num_queries(45) as twenty:
            page(team_member, "my_people")
        add()
        with django_assert_max_num_queries(len(twenty)):
            words = page(team_member, "my_people")
        assert "40 people" in words

    def test_shows_everybody_by_the_page_and_finds_one_by_a_name(
        self, page, mine, team_member, today
    ):
        for number in range(52):
            mine(f"Person {number:02}", today)
        zoe = mine("Zoë Marsh", today)

        first = page(team_member, "my_people")
        assert "Showing 1 to 50 of 53 people" in first
        assert "Person 49" in first
        assert "Person 50" not in first
        assert '<a href="#everybody">Everybody, and finding one of them: 53 people</a>' in first
        assert 'href="/my-people/?page=2#everybody"' in first
        second = page(team_member, "my_people", query="?page=2")
        assert "Showing 51 to 53 of 53 people" in second
        assert str(zoe.id) in second
        assert "Person 49" not in second
        for none in ("99", "0", "x", "-1", "1" * 400):
            assert page(team_member, "my_people", query=f"?page={none}")

        for words in ("zoe", "mar", "Z M", "marsh zoe"):
            found = page(team_member, "my_people", data={"q": words})
            assert str(zoe.id) in found
            assert "1 person like" in found
            assert "Person 0" not in found
        assert "None of them has a name like that" in page(
            team_member, "my_people", data={"q": "arsh"}
        )
        many = page(team_member, "my_people", data={"q": "person"})
        assert "These are the first 50. Write more of the name" in many

    def test_shows_the_first_of_many_gone_quiet_and_how_many_they_are(
        self, page, mine, team_member, today
    ):
        for number in range(51):
            mine(f"Quiet {number:02}", today - LONG_AGO)
        words = page(team_member, "my_people", query="?page=2")
        assert "51 people in all. These are the first 50" in words

    def test_shows_the_first_of_many_hellos_and_promises_due_and_how_many_they_are(
        self, page, mine, team_member, today
    ):
        for number in range(51):
            person = mine(f"Person {number:02}", today)
            keep = {"says_hello": team_member, "next_on": today - (51 - number) * DAY}
            KeepInTouchFactory(**whose(person), **keep)
            PromiseFactory(
                **whose(person), due_on=today - (51 - number) * DAY, what=f"Promise {number:02}",
                promised_by=team_member, written_by=team_member,
            )  # fmt: skip
        words = page(team_member, "my_people")
        assert "51 hellos in all. These are the first 50" in words
        assert "51 promises in all. These are the first 50" in words
        assert "Promise 49" in words
        assert "Promise 50" not in words

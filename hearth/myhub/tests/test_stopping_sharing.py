"""Before a sharing stops, the person is told what stops with it; and afterwards where it stands."""

import datetime

import pytest
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.myhub.tests.asking import page
from hearth.people.models import Sharing
from hearth.people.queries.under_way import not_in_hand, what_would_stop
from hearth.support.tests.factories import (
    KeepInTouchFactory,
    PromiseFactory,
    share_support,
)

DAY = datetime.timedelta(days=1)
NOBODY = "You share your support with nobody."
NONE_CAN = "Nobody can look after it now"


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def under_way(jo, shared, team_member, hub, now, today):
    """What Tariq has in hand with Jo: two introductions, of which he goes along to one."""
    mine = {"person": jo, "held_by": jo.held_by}
    with as_the_owner():
        knitting = IntroductionFactory(
            owner=team_member, from_site=hub, service__name="Knit and natter",
            goes_with=team_member, goes_at=now + DAY, way="ALONG", state="TO_GO", answer_by=None,
            **mine,
        )  # fmt: skip
        IntroductionFactory(
            owner=team_member, from_site=hub, service__name="Coffee morning", **mine
        )
        PromiseFactory(due_on=today, written_by=team_member, promised_by=team_member, **mine)
        KeepInTouchFactory(says_hello=team_member, **mine)
    return knitting


@pytest.fixture
def stop(own, jos):
    def press(sharing, **more):
        said = {"stop": sharing.id, **more}
        response = jos.post(reverse("myhub:sharing"), said)
        return response.content.decode() if response.status_code == 200 else ""

    return press


@pytest.fixture
def stopped(under_way, shared, stop):
    assert stop(shared, sure="sure") == ""


def has_stopped(sharing):
    with as_the_owner():
        sharing.refresh_from_db()
    return sharing.withdrawn_at is not None


class TestBefore:
    def test_what_stops_is_named_and_nothing_has_stopped_yet(self, under_way, shared, stop):
        asked = stop(shared)

        assert (
            "Nobody here can look after these 2 introductions, or keep this promise, or say the "
            "hello that was agreed, while nobody may read of it."
        ) in asked
        for words in ("Knit and natter", "Coffee morning", "Ring the housing office"):
            assert words in asked, words
        assert not has_stopped(shared)

    def test_it_stops_all_the_same_once_they_are_sure(self, stopped, shared):
        assert has_stopped(shared)

    def test_where_nothing_is_under_way_one_tap_stops_it(self, shared, stop):
        assert stop(shared) == ""
        assert has_stopped(shared)

    def test_what_another_sharing_keeps_open_to_them_does_not_stop(
        self, under_way, shared, stop, jo, team_member
    ):
        share_support(jo, by=team_member)

        assert stop(shared) == ""

    def test_says_that_it_comes_to_others_where_some_may_read_on(
        self, under_way, shared, stop, jo, team_member, colleague
    ):
        with as_the_owner():
            Sharing.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["SUPPORT"],
                audiences=[colleague.id], with_worker=colleague, how="SAID", decided_by="PERSON",
                recorded_by=team_member,
            )  # fmt: skip
        asked = stop(shared)

        assert "It comes to somebody else who may read it." in asked
        assert "Nobody here" not in asked

    def test_a_worker_reads_how_many_and_no_more(self, under_way, shared, client, team_member, jo):
        client.force_login(team_member)
        asked = client.get(reverse("people:stop_sharing", args=[jo.id, shared.id])).content.decode()

        aloud = client.get(reverse("people:share_aloud", args=[jo.id])).content.decode()

        assert "Nobody here can look after these 2 introductions" in asked
        assert "nobody here can look after these 2 introductions" in aloud
        assert "Knit and natter" not in asked
        assert "Ring the housing office" not in asked

    def test_a_worker_who_may_not_read_it_is_told_nothing_of_it(
        self, under_way, shared, jo, greeter, today
    ):
        with acting_as(greeter):
            assert what_would_stop(jo, [shared], actor=greeter, today=today).rows == ()


class TestAfterwards:
    def test_their_own_pages_say_that_nobody_can_look_after_it(self, stopped, own):
        home = own("home")
        assert (home.count(NOBODY), home.count(NONE_CAN)) == (1, 2)
        assert "goes along with you" not in home
        assert "looks after it" not in home

        read = own("introductions")
        assert (read.count(NOBODY), read.count(NONE_CAN)) == (1, 2)
        assert "was to go along with you" in read
        assert (
            "looks after it"
            not in read.partition("My introductions</h1>")[2].partition(
                "looks after it, and what we told"
            )[2]
        )

    def test_workers_read_that_it_was_stopped_and_by_whom_before_they_ask_again(
        self, stopped, client, team_member, jo
    ):
        client.force_login(team_member)
        back = reverse("desk:person", args=[jo.id])
        ask = f"{reverse('people:share', args=[jo.id])}?layer=SUPPORT&next={back}"

        asked = client.get(ask).content.decode()
        assert "they stopped it on their own page. Ask if they want that again" in asked
        assert "yet. Ask first" not in asked

        shared = client.get(reverse("people:sharing", args=[jo.id])).content.decode()
        assert "What you shared ended on" in shared
        assert "You have not said yet" not in shared

    def test_shared_again_it_is_in_their_hands_again(self, stopped, own, jo, team_member):
        share_support(jo, by=team_member)

        home = own("home")
        assert NOBODY not in home
        assert "Tariq looks after it" in home
        assert "goes along with you" in home

    def test_stopped_there_it_says_that_nobody_is_told(self, stopped, own, under_way):
        asked = own("introductions", data={"introduction_id": under_way.id, "stop": "yes"})
        assert "nobody here is told" in asked

        own("introductions", data={"introduction_id": under_way.id, "stop": "sure"}, status=302)
        assert own("home").count(NONE_CAN) == 1

    def test_of_what_is_held_back_from_them_it_tells_nothing(
        self, stopped, jo, team_member, as_jo, today
    ):
        with as_the_owner():
            row = share_support(jo, by=team_member)
            row.how = row.decided_by = ""
            row.basis, row.reason, row.told = "SAFEGUARDING", "A reason", "Not yet"
            row.held_back_until, row.held_back_by = today + DAY, team_member
            row.held_back_why = "It would put a child in danger"
            row.save()
        with as_jo() as (jo_herself, person):
            lost = not_in_hand(person, actor=jo_herself, today=today)

        assert lost.shared_with_nobody
        assert len(lost.rows) == 5

    def test_a_carer_reads_that_nobody_can(self, told, shared, view, maries, stop):
        assert "an answer is waited for" in page(maries, view)
        stop(shared, sure="sure")

        read = page(maries, view)
        assert "nobody can look after it now" in read
        assert "an answer is waited for" not in read
        assert "share" not in read.partition("Introductions</h2>")[2].partition("</section>")[0]


class TestCarers:
    def test_a_carer_who_reads_is_counted_and_can_be_ended_from_there(self, own, view, maries):
        read = own("sharing")

        assert "You share nothing with anybody now" not in read
        assert "My eldest" in read
        assert reverse("myhub:carers") in read.partition("My eldest")[2]

    def test_one_who_was_only_asked_reads_nothing_yet(self, own, code):
        code()
        read = own("sharing")

        assert "You share nothing with anybody now" in read
        assert "was asked, and reads nothing yet" in read

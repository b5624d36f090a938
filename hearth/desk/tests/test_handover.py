"""The handover board: who is here, who may come, what changed and was promised, and as it stood."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions as door
from hearth.frontdoor.models import Presence, Visit
from hearth.handover.models import BoardLine
from hearth.handover.tests.factories import BoardLineFactory
from hearth.incidents.tests.factories import DOOR, ComingInFactory
from hearth.people.actions import withdraw_sharing, write_passage
from hearth.people.models import StayWellPlan
from hearth.people.queries.layers import PassageSection
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import Closure
from hearth.places.opening import LONDON
from hearth.support.models import Promise, PromiseBefore
from hearth.support.tests.factories import KeepInTouchFactory, PromiseFactory, share_support

HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR
AT = "/handover/"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def board(client):
    def board(worker, at=None, *, status=200, address=AT):
        client.force_login(worker)
        asked = {} if at is None else {"at": at if isinstance(at, str) else at.isoformat()}
        answer = client.get(address, asked)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    return board


def part(shown, name):
    """Return what stands in one section of the page."""
    return shown.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


@pytest.fixture
def visit(hub, greeter, jo):
    def visit(person=jo, *, at, left=None, **more):
        with as_the_owner():
            return Visit.objects.create(
                site=hub, held_by=hub.run_by, person=person, arrived_at=at, left_at=left,
                arrived_on=at.astimezone(LONDON).date(), arrived_hour=at.astimezone(LONDON).hour,
                welcomed_by=greeter, **more,
            )  # fmt: skip

    return visit


@pytest.fixture
def planned(hub, team_member, now):
    """Make somebody with a plan that the team may read."""

    def planned(name, *, at=None):
        person = PersonFactory(known_as=name, sites=[hub])
        sharing = share_support(person, by=team_member, layers=("PLAN", "SUPPORT"))
        said = PassageSection("WORST_DAY", f"{name} sits by the window")
        with acting_as(team_member):
            write_passage(
                by=team_member, person=person, said=said, now=at or now,
                stamp=PassageSection("WORST_DAY").stamp,
            )  # fmt: skip
        return person, sharing

    return planned


def test_an_empty_board_is_calm_and_says_what_it_is_for(board, greeter):
    shown = board(greeter)
    assert "Nothing is left to the next shift" in shown
    assert "Nobody has said that they may come" in shown
    assert "Nothing about the building" in shown


class TestNow:
    def test_who_is_here_now_is_said(self, board, visit, hub, greeter, now):
        visit(at=now - HOUR)
        with acting_as(greeter):
            door.sign_in_myself(by=greeter, site=hub, now=now)
        shown = part(board(greeter), "here")
        assert "Jo" in shown
        assert "1 worker: Ama" in shown

    def test_who_may_come_is_said_by_line_hello_and_door(
        self, board, hub, jo, team_member, greeter, now
    ):
        share_support(jo, by=team_member)
        KeepInTouchFactory(person=jo, held_by=jo.held_by, says_hello=team_member)
        ComingInFactory(person=jo, site=hub, owner=team_member)
        BoardLineFactory(
            site=hub, written_by=team_member, owner=team_member, kind="MAY_COME", person=jo,
            what="Said she may come at three",
        )  # fmt: skip
        shown = part(board(team_member), "coming")
        for words in ("Said she may come at three", "A hello is due to", "(Tariq, ", DOOR):
            assert words in shown
        shown = part(board(greeter), "coming")
        assert DOOR in shown
        assert "Said she may come" not in shown
        assert "A hello is due" not in shown

    def test_whose_plan_changed_is_told_to_those_who_may_read_it(
        self, board, planned, team_member, greeter, now
    ):
        _, sharing = planned("Sam")
        planned("Long Ago", at=now - 10 * DAY)
        shown = part(board(team_member), "changed")
        assert "Sam" in shown
        assert "Long Ago" not in shown
        assert "Sam" not in part(board(greeter), "changed")
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=sharing.person, sharing=sharing, how="SAID", now=now
            )
        assert "Sam" not in board(team_member)

    def test_what_was_promised_is_said_by_when_and_by_whom(
        self, board, jo, team_member, greeter, now
    ):
        share_support(jo, by=team_member)
        today = timezone.localdate(now)
        mine = {"person": jo, "held_by": jo.held_by, "written_by": team_member}
        PromiseFactory(due_on=today, promised_by=team_member, what="Ring Ada", **mine)
        PromiseFactory(due_on=today - 9 * DAY, what="Bring the form", **mine)
        PromiseFactory(due_on=today + 9 * DAY, what="Far away", **mine)
        shown = part(board(team_member), "promised")
        assert "Jo: Ring Ada" in shown
        assert "Tariq" in shown
        assert "1 promise from before is still to be kept" in shown
        assert "Far away" not in shown
        assert "Ring Ada" not in board(greeter)

    def test_when_it_is_shut_is_said(self, board, hub, greeter, now):
        with as_the_owner():
            Closure.objects.create(site=hub, begins_at=now - HOUR, reason="for a burst pipe")
        assert "for a burst pipe" in part(board(greeter), "building")


class TestAsItStood:
    def test_who_was_in_goes_by_when_they_came_and_left(self, board, visit, hub, greeter, now):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        visit(at=now - 10 * HOUR, left=now - 6 * HOUR)
        visit(sam, at=now - 5 * HOUR)
        with as_the_owner():
            Presence.objects.create(
                site=hub, kind="STAFF", name="Niall", came_at=now - 10 * HOUR, signed_in_by=greeter,
                left_at=now - 5 * HOUR,
            )  # fmt: skip
        then = part(board(greeter, now - 7 * HOUR), "here")
        assert "Jo" in then
        assert "Niall" in then
        assert "Sam" not in then
        later = part(board(greeter, now - 4 * HOUR), "here")
        assert "Sam" in later
        assert "Jo" not in later
        assert "Niall" not in later

    def test_whoever_came_in_again_is_in_once_and_who_came_long_before_is_not(
        self, board, visit, hub, greeter, now
    ):
        visit(at=now - 10 * HOUR)
        visit(at=now - 9 * HOUR)
        visit(PersonFactory(known_as="Long Ago", sites=[hub]), at=now - 30 * HOUR)
        then = part(board(greeter, now - 8 * HOUR), "here")
        assert then.count(">Jo<") == 1
        assert "1 visitor," in then

    def test_a_promise_that_was_kept_since_stands_as_it_stood(self, board, jo, team_member, now):
        share_support(jo, by=team_member)
        today = timezone.localdate(now - 2 * HOUR)
        mine = {"person": jo, "held_by": jo.held_by}
        promise = PromiseFactory(
            due_on=today, settled_on=today, state="DONE", promised_by=team_member, what="Ring Ada",
            written_by=team_member, **mine,
        )  # fmt: skip
        with as_the_owner():
            Promise.objects.update(recorded_at=now - 9 * HOUR)
            PromiseBefore.objects.create(
                promise=promise, promised_by=team_member, due_on=today, state="OPEN",
                changed_at=now - HOUR, changed_by=team_member, **mine,
            )  # fmt: skip
        assert "Ring Ada" in board(team_member, now - 2 * HOUR)
        assert "Ring Ada" not in board(team_member, now - HOUR / 2)
        assert "Ring Ada" not in board(team_member, now - 10 * HOUR)

    def test_what_was_not_kept_is_said_and_not_guessed_and_nothing_can_be_done(
        self, board, hub, greeter, now
    ):
        BoardLineFactory(site=hub, written_by=greeter, written_at=now - 3 * HOUR)
        shown = board(greeter, now - 2 * HOUR)
        assert "Not kept: what the door was told then" in shown
        assert "night pack of that night is not kept" in shown
        assert "as far as you may read it today" in shown
        assert "Ring the plumber" in shown
        assert "I take over" not in shown
        assert "I take it" not in shown
        assert "Take it from" not in shown

    def test_what_the_door_was_told_is_read_by_those_who_agree_it(
        self, board, hub, jo, team_member, greeter, now
    ):
        agreed = ComingInFactory(person=jo, site=hub, owner=team_member)
        with as_the_owner():
            agreed.before.update(done_at=now - 5 * HOUR)
            agreed.door.delete()
        assert DOOR in board(team_member, now - 4 * HOUR)
        assert DOOR not in board(team_member, now - 6 * HOUR)
        assert DOOR not in board(team_member)
        shown = board(greeter, now - 4 * HOUR)
        assert DOOR not in shown
        assert "Not kept: what the door was told then" in shown

    def test_the_hour_that_comes_twice_is_told_apart(self, board, hub, greeter):
        BoardLineFactory(
            site=hub, written_by=greeter, what="Between the two",
            written_at=datetime.datetime(2025, 10, 26, 1, 0, tzinfo=datetime.UTC),
        )  # fmt: skip
        first = board(greeter, "2025-10-26T01:30")
        assert "1:30am before the clocks went back" in first
        assert "at=2025-10-26T01:30:00Z" in first
        assert "Between the two" not in first
        second = board(greeter, "2025-10-26T01:30:00Z")
        assert "1:30am after the clocks went back" in second
        assert "Between the two" in second
        assert "Written by Ama, 1am after the clocks went back" in second
        for at in ("2025-10-26T01:30:00+00:00", "2025-10-26T01:30 00:00"):
            assert "Between the two" in board(greeter, at)
        for at in ("2025-10-26T01:30+01:00", "2025-10-26T01:30 01:00"):
            assert "Between the two" not in board(greeter, at)
        assert "Night shift" in first
        assert "it is 13 hours long" in first

    @pytest.mark.parametrize(
        "at",
        [
            "yesterday", "2026-13-01T03:00", "2026-03-29T01:30", "2999-01-01T00:00", "1999-01-01",
            "0001-01-01T00:00Z", "9999-12-31T23:59:59-12:00", "0", "9" * 5000,
        ],
    )  # fmt: skip
    def test_what_is_no_time_gone_by_shows_no_board(self, board, greeter, at):
        shown = board(greeter, at, status=400)
        assert "There is a problem" in shown
        assert "Who is here" not in shown

    def test_is_asked_for_in_four_boxes_too(self, board, client, greeter, now):
        then = timezone.localtime(now - DAY)
        typed = {"at-day": then.day, "at-month": then.month, "at-year": then.year, "at-time": "3am"}
        client.force_login(greeter)
        assert "As it stood at 3am" in client.get(AT, typed).content.decode()


class TestWho:
    def test_another_hubs_board_is_not_there(self, board, hub, greeter, greeter_elsewhere):
        BoardLineFactory(site=hub, written_by=greeter)
        assert "Ring the plumber" not in board(greeter_elsewhere)
        board(greeter_elsewhere, status=404, address=f"{AT}?site=acomb")

    def test_is_for_those_who_work_there(self, board, board_member, network_lead):
        for worker in (board_member, network_lead):
            board(worker, status=403)

    def test_another_partnership_has_none_of_it(self, client, greeter):
        client.force_login(greeter)
        assert client.get(AT, headers={"host": "lincolnshire.localhost"}).status_code == 302


class TestNightPack:
    def test_has_the_plans_of_who_is_in_or_may_come_as_far_as_shared(
        self, board, planned, visit, hub, team_member, greeter, now
    ):
        here, _ = planned("Here")
        coming, _ = planned("Coming")
        planned("Elsewhere")
        visit(here, at=now - HOUR)
        BoardLineFactory(site=hub, written_by=team_member, kind="MAY_COME", person=coming)
        shown = board(team_member, address="/handover/pack/")
        assert "Here sits by the window" in shown
        assert "Coming sits by the window" in shown
        assert "Elsewhere sits" not in shown
        for words in ("Printed by Tariq", "Shred it", "116 123"):
            assert words in shown
        assert "sits by the window" not in board(greeter, address="/handover/pack/")

    def test_that_a_plan_was_opened_is_written_down_for_each(
        self, board, planned, visit, team_member, now
    ):
        here, _ = planned("Here")
        visit(here, at=now - HOUR)
        board(team_member, address="/handover/pack/")
        with as_the_owner():
            [looked] = AccessLine.objects.filter(person_id=here.id)
        assert looked.page == "stay-well plan, night pack"
        assert StayWellPlan.objects.count() == 0


class TestHowMuchItAsks:
    @pytest.mark.parametrize("hours", [0, 5])
    def test_asks_as_many_questions_of_three_hundred_lines_as_of_one(
        self, client, hub, team_member, jo, now, hours
    ):
        share_support(jo, by=team_member)
        asked = {"at": (now - hours * HOUR).isoformat()} if hours else {}

        def questions():
            client.force_login(team_member)
            client.get(AT, asked)
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert client.get(AT, asked).status_code == 200
            return len(found)

        usual = {"site": hub, "written_by": team_member, "written_at": now - 9 * HOUR}
        BoardLineFactory(owner=team_member, person=jo, **usual)
        BoardLineFactory(**usual)
        before = questions()
        for number in range(20):
            BoardLineFactory(owner=team_member, person=jo if number % 2 else None, **usual)
        assert questions() == before
        with as_the_owner():
            assert BoardLine.objects.count() == 22

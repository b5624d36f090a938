"""Keeping in touch: agreed with the person, said in one tap, and never a letter by itself."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage
from hearth.people.actions import EditedMeanwhile, remove_way, withdraw_sharing
from hearth.people.models import WayToContact
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Hello, KeepInTouch
from hearth.support.tests.factories import KeepInTouchFactory, share_support

DAY = datetime.timedelta(days=1)


def next_on(by, keep):
    with acting_as(by):
        return KeepInTouch.objects.get(id=keep.id).next_on


class TestAgreeing:
    def test_by_a_way_that_they_say_is_safe(self, agree, shared, way, team_member, jo, today):
        safe = way()
        agree(team_member, jo, in_person=False, way_id=safe.id)

        with acting_as(team_member):
            [shown] = queries.keeps_shown([queries.keep_of(jo, actor=team_member)], today=today)
        assert (shown.how, shown.says_hello) == ("Call or text 07700 900123", "Tariq")
        assert shown.is_due

    @pytest.mark.parametrize("safe", ["NO", "ASK_FIRST", "NOT_ASKED"])
    def test_by_no_way_that_is_not_safe_nor_anothers(
        self, agree, shared, way, team_member, jo, sam, safe
    ):
        for row in (way(safe), way(person=sam)):
            with pytest.raises(SupportRefused, match="safe"):
                agree(team_member, jo, in_person=False, way_id=row.id)

    def test_by_a_way_that_is_safe_no_more_asks_again(
        self, agree, shared, way, team_member, jo, today
    ):
        row = way()
        agree(team_member, jo, in_person=False, way_id=row.id)
        with as_the_owner():
            WayToContact.objects.filter(id=row.id).update(safe="NO")

        with acting_as(team_member):
            [shown] = queries.keeps_shown([queries.keep_of(jo, actor=team_member)], today=today)
        assert shown.how == ""

    def test_says_what_is_missing(self, agree, shared, team_member, team_elsewhere, jo, today):
        for said, says in (
            ({"if_no_answer": " "}, "if there is no answer"),
            ({"next_on": today - DAY}, "a day to come"),
            ({"next_on": None}, "a day to come"),
            ({"next_on": today + 367 * DAY}, "within a year"),
            ({"next_on": today.replace(year=9999, day=1)}, "9999 is more than a year away"),
            ({"in_person": False}, "how to say hello"),
            ({"says_hello_id": team_elsewhere.id}, "your team"),
            ({"every_days": 5}, "how often"),
        ):
            with pytest.raises(SupportRefused, match=says):
                agree(team_member, jo, **said)

    def test_leaves_a_day_alone_that_stands_far_ahead_already(
        self, agree, shared, team_member, jo, today
    ):
        far = today + 900 * DAY
        row = KeepInTouchFactory(person=jo, held_by=jo.held_by, says_hello=team_member, next_on=far)
        with acting_as(team_member):
            stamp = queries.keep_said(KeepInTouch.objects.get(id=row.id)).stamp
        agree(team_member, jo, stamp=stamp, next_on=far, if_no_answer="Leave me be")
        assert next_on(team_member, row) == far

    def test_with_nobody_who_has_died(self, agree, shared, team_member, jo, now):
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(died_recorded_at=now)
        with pytest.raises(SupportRefused, match="died"):
            agree(team_member, jo)

    def test_by_two_at_once_loses_nothing(self, agree, shared, team_member, colleague, jo):
        agree(team_member, jo, if_no_answer="Ring my sister")
        with pytest.raises(EditedMeanwhile) as meanwhile:
            agree(colleague, jo, if_no_answer="Leave me be")
        assert meanwhile.value.now.if_no_answer == "Ring my sister"
        agree(colleague, jo, if_no_answer="Leave me be", stamp=meanwhile.value.now.stamp)

    def test_is_one_for_a_person(self, shared, team_member, jo):
        KeepInTouchFactory(person=jo, held_by=jo.held_by, says_hello=team_member)
        with pytest.raises(IntegrityError), transaction.atomic():
            KeepInTouchFactory(person=jo, held_by=jo.held_by, says_hello=team_member)


class TestSaying:
    @pytest.mark.parametrize(("every", "then"), [(7, 7), (28, 28), (0, None)])
    def test_sets_the_next_as_agreed(
        self, agree, hello, shared, team_member, jo, today, every, then
    ):
        keep = agree(team_member, jo, every_days=every)
        assert hello(team_member, keep).answered
        assert next_on(team_member, keep) == (today + then * DAY if then else None)

    def test_with_no_answer_tries_again_when_agreed_and_sends_nothing(
        self, agree, hello, shared, team_member, jo, today
    ):
        keep = agree(team_member, jo)
        assert not hello(team_member, keep, answered=False).answered
        assert next_on(team_member, keep) == today + 3 * DAY
        with as_the_owner():
            assert not OutgoingMessage.objects.exists()

    def test_twice_or_by_two_is_one_hello(self, agree, hello, shared, team_member, colleague, jo):
        keep = agree(team_member, jo)
        assert hello(team_member, keep)
        assert hello(colleague, keep) is None
        with acting_as(team_member):
            assert Hello.objects.count() == 1

    def test_from_an_older_page_never_drops_what_it_says_otherwise(
        self, agree, hello, shared, page, team_member, colleague, jo, today
    ):
        keep = agree(team_member, jo)
        hello(team_member, keep)
        for worker, who in ((team_member, "you wrote it down"), (colleague, "Tariq wrote it down")):
            with pytest.raises(SupportRefused, match=f"“Said hello” stands for that day: {who}"):
                hello(worker, keep, answered=False)

        tap = {"due": today.isoformat(), "answered": "no", "back": "mine"}
        said = page(colleague, "say_hello", jo.id, data=tap, follow=True)
        assert "Tariq wrote it down. So nothing more was written down" in said
        assert ">That was a slip<" in said
        with acting_as(team_member):
            assert Hello.objects.get().answered

    def test_from_an_older_page_says_what_to_do_where_another_was_said_since(
        self, agree, hello, shared, team_member, jo, today
    ):
        keep = agree(team_member, jo)
        hello(team_member, keep, answered=False)
        hello(team_member, keep, due_on=today + 3 * DAY)
        with pytest.raises(SupportRefused, match=r"“No answer” stands.* as a contact"):
            hello(team_member, keep)

    def test_that_is_not_due_any_more_is_not_said_to_be_written_down(
        self, agree, hello, shared, team_member, jo, today
    ):
        keep = agree(team_member, jo)
        with acting_as(team_member):
            stamp = queries.keep_said(KeepInTouch.objects.get()).stamp
        agree(team_member, jo, stamp=stamp, next_on=today + DAY)
        with pytest.raises(SupportRefused, match="Nothing was written down: it was changed"):
            hello(team_member, keep)

    def test_by_a_slip_of_the_finger_is_taken_back(
        self, agree, hello, shared, team_member, jo, now, today
    ):
        keep = agree(team_member, jo)
        slip = hello(team_member, keep)
        for _ in range(2):
            with acting_as(team_member):
                actions.take_back_hello(by=team_member, keep=keep, hello=slip, now=now)
        assert next_on(team_member, keep) == today
        with acting_as(team_member):
            [row] = queries.hellos_of(keep, actor=team_member)
        assert (row.taken_back_by, row.is_latest) == ("Tariq", False)

    def test_that_was_no_slip_after_all_is_put_back(
        self, agree, hello, shared, team_member, colleague, jo, now, today
    ):
        keep = agree(team_member, jo)
        slip = hello(team_member, keep)
        with acting_as(colleague):
            actions.take_back_hello(by=colleague, keep=keep, hello=slip, now=now)
        for _ in range(2):
            with acting_as(team_member):
                actions.put_back_hello(by=team_member, keep=keep, hello=slip, now=now)
        assert next_on(team_member, keep) == today + 7 * DAY

    def test_is_not_put_back_over_what_was_said_since(
        self, agree, hello, shared, team_member, jo, now
    ):
        keep = agree(team_member, jo)
        slip = hello(team_member, keep, answered=False)
        with acting_as(team_member):
            actions.take_back_hello(by=team_member, keep=keep, hello=slip, now=now)
        hello(team_member, keep)
        with acting_as(team_member), pytest.raises(SupportRefused, match="since"):
            actions.put_back_hello(by=team_member, keep=keep, hello=slip, now=now)

    def test_is_taken_back_only_if_it_was_the_last(
        self, agree, hello, shared, team_member, jo, now, today
    ):
        keep = agree(team_member, jo)
        first = hello(team_member, keep)
        hello(team_member, keep, due_on=today + 7 * DAY)
        with acting_as(team_member), pytest.raises(SupportRefused, match="since"):
            actions.take_back_hello(by=team_member, keep=keep, hello=first, now=now)

    def test_stops_when_they_would_rather_not(
        self, agree, hello, shared, team_member, jo, now, today
    ):
        keep = agree(team_member, jo)
        with acting_as(team_member):
            actions.stop_hellos(by=team_member, keep=keep, now=now, today=today)
        with pytest.raises(SupportRefused, match="rather have no hello for now"):
            hello(team_member, keep)
        with acting_as(team_member):
            stamp = queries.keep_said(KeepInTouch.objects.get()).stamp
        agree(team_member, jo, stamp=stamp)
        assert hello(team_member, keep)

    def test_is_closed_to_others_and_when_the_person_says_stop(
        self, agree, hello, shared, team_member, team_elsewhere, greeter, jo, now
    ):
        keep = agree(team_member, jo)
        for worker in (team_elsewhere, greeter):
            with acting_as(worker):
                assert not KeepInTouch.objects.exists()
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        with pytest.raises(NotAllowed):
            hello(team_member, keep)
        with pytest.raises(NotAllowed):
            agree(team_member, jo)


class TestPages:
    def form(self, worker, day, **more):
        return {
            "says_hello": str(worker.id), "how": "in-person", "every_days": "14",
            "if_no_answer": "Ring my sister", "try_again_days": "1", "next_on-day": day.day,
            "next_on-month": day.month, "next_on-year": day.year,
        } | more  # fmt: skip

    def test_agree_say_hello_take_back_and_stop(
        self, client, page, shared, way, team_member, jo, today
    ):
        safe, unsafe = way(), way("NO", "01904 000000")
        drawn = page(team_member, "keep_in_touch", jo.id)
        assert str(safe.id) in drawn
        assert "01904 000000" not in drawn
        page(
            team_member, "keep_in_touch", jo.id, status=302,
            data=self.form(team_member, today, how=str(safe.id)),
        )  # fmt: skip
        assert "Call or text 07700 900123" in page(team_member, "my_people")
        refused = self.form(team_member, today, how=str(unsafe.id))
        assert "Choose one of the answers" in page(
            team_member, "keep_in_touch", jo.id, data=refused
        )

        at = f"/people/{jo.id}/support/keep-in-touch/"
        tap = {"due": today.isoformat(), "answered": "no", "back": "mine"}
        assert client.post(at + "hello/", tap)["Location"] == at
        assert "No answer" in page(team_member, "keep_in_touch", jo.id)
        with acting_as(team_member):
            hello = Hello.objects.get()
        page(team_member, "take_back_hello", jo.id, hello.id, status=302, data={})
        tap |= {"answered": "yes"}
        assert client.post(at + "hello/", tap)["Location"] == "/my-people/"
        assert "Said hello" in page(team_member, "keep_in_touch", jo.id)
        page(team_member, "stop_hellos", jo.id, status=302, data={})
        assert "would rather have no hello" in page(team_member, "support", jo.id)

    def test_offer_today_for_a_hello_that_is_past(self, page, shared, team_member, jo, today):
        KeepInTouchFactory(
            person=jo, held_by=jo.held_by, says_hello=team_member, next_on=today - 3 * DAY
        )
        drawn = page(team_member, "keep_in_touch", jo.id)
        for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
            [box] = re.findall(rf'<input[^>]*name="next_on-{part}"[^>]*>', drawn)
            assert re.search(rf'value="0?{value}"', box), box

    @pytest.mark.parametrize("tap", [{}, {"due": "x", "answered": "yes"}, {"due": "2026-01-01"}])
    def test_say_when_a_tap_was_lost(self, page, shared, team_member, jo, tap):
        page(team_member, "say_hello", jo.id, status=404, data=tap)
        KeepInTouchFactory(person=jo, held_by=jo.held_by, says_hello=team_member)
        page(team_member, "say_hello", jo.id, status=302, data=tap)
        with acting_as(team_member):
            assert not Hello.objects.exists()

    def test_of_another_persons_hello_are_not_there(
        self, page, agree, hello, shared, team_member, jo, sam
    ):
        share_support(sam, by=team_member)
        agree(team_member, jo)
        other = hello(team_member, agree(team_member, sam))
        page(team_member, "take_back_hello", jo.id, other.id, status=404, data={})


def test_all_of_it_is_told_to_the_person(agree, hello, shared, team_member, jo):
    keep = agree(team_member, jo)
    hello(team_member, keep, answered=False)
    with acting_as(team_member):
        agreed, tried = queries.everything_about(jo)
    assert "If there is no answer: Ring my sister" in agreed["says"]
    assert "Tariq tried to reach you" in tried["says"]


def test_a_way_is_removed_by_somebody_who_does_not_see_the_hellos(
    agree, way, shared, team_member, jo, now, today
):
    row = way()
    agree(team_member, jo, in_person=False, way_id=row.id)
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        remove_way(by=team_member, way=row)
        connection.check_constraints()
    share_support(jo, by=team_member)

    with acting_as(team_member):
        [shown] = queries.keeps_shown([queries.keep_of(jo, actor=team_member)], today=today)
    assert shown.how == ""

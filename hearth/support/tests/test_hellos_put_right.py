"""No answer is seen to as agreed, in one tap; what was agreed before is kept and put back."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person, WayToContact
from hearth.people.queries import sight_of
from hearth.places.timer import OnATimer
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Hello, KeepBefore, KeepInTouch
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)


def waits(worker, today):
    """Return what was agreed for those who gave no answer, as My people and Today have it."""
    with acting_as(worker):
        mine = queries.my_people(actor=worker, today=today).no_answers
        on_today = queries.waits_on(actor=worker, sight=sight_of(worker), today=today).no_answers
    assert [(one.id, one.hello_id) for one in mine] == [(one.person_id, one.id) for one in on_today]
    return [one.if_no_answer for one in mine]


def stamp(by):
    with acting_as(by):
        return queries.keep_said(KeepInTouch.objects.get()).stamp


def before(by, keep):
    with acting_as(by):
        return queries.keep_before(keep, actor=by)


class TestNoAnswer:
    @pytest.fixture
    def see_to(self, now):
        def see_to(by, keep, hello, done=True):
            with acting_as(by):
                actions.see_to_no_answer(by=by, keep=keep, hello=hello, done=done, now=now)

        return see_to

    def test_says_what_was_agreed_until_it_is_done(
        self, agree, hello, see_to, shared, team_member, colleague, jo, today
    ):
        keep = agree(team_member, jo)
        tried = hello(team_member, keep, answered=False)
        assert waits(team_member, today) == ["Ring my sister"]
        assert waits(colleague, today) == []

        for _ in range(2):
            see_to(colleague, keep, tried)
        assert waits(team_member, today) == []
        with acting_as(team_member):
            assert queries.hellos_of(keep, actor=team_member)[0].seen_to_by == "Cole"
        see_to(team_member, keep, tried, done=False)
        assert waits(team_member, today) == ["Ring my sister"]

    def test_is_over_when_they_answer_later_or_want_no_hello(
        self, agree, hello, shared, team_member, jo, sam, now, today
    ):
        share_support(sam, by=team_member)
        for person in (jo, sam):
            hello(team_member, agree(team_member, person), answered=False)
        assert len(waits(team_member, today)) == 2
        with acting_as(team_member):
            keeps = {each.person_id: each for each in KeepInTouch.objects.all()}
            actions.stop_hellos(by=team_member, keep=keeps[sam.id], now=now, today=today)
        hello(team_member, keeps[jo.id], due_on=keeps[jo.id].next_on)

        assert waits(team_member, today) == []

    def test_cannot_be_seen_to_if_they_answered_or_it_was_a_slip(
        self, agree, hello, see_to, shared, team_member, jo, now
    ):
        keep = agree(team_member, jo)
        slip = hello(team_member, keep, answered=False)
        with acting_as(team_member):
            actions.take_back_hello(by=team_member, keep=keep, hello=slip, now=now)
        answered = hello(team_member, keep)
        for row in (slip, answered):
            with pytest.raises(SupportRefused, match="put right meanwhile"):
                see_to(team_member, keep, row)

    def test_is_closed_to_others(
        self, agree, hello, see_to, shared, team_member, team_elsewhere, jo
    ):
        keep = agree(team_member, jo)
        tried = hello(team_member, keep, answered=False)
        with pytest.raises(Person.DoesNotExist):
            see_to(team_elsewhere, keep, tried)

    def test_is_done_in_one_tap(self, page, agree, hello, shared, team_member, jo):
        tried = hello(team_member, agree(team_member, jo), answered=False)
        for name, args in (("my_people", []), ("keep_in_touch", [jo.id])):
            drawn = page(team_member, name, *args)
            assert f"{tried.id}/no-answer/" in drawn
            assert "Ring my sister" in drawn

        page(team_member, "see_to_no_answer", jo.id, tried.id, status=302, data={"back": "mine"})

        assert "no-answer/" not in page(team_member, "my_people")
        drawn = page(team_member, "keep_in_touch", jo.id)
        assert "Tariq did what was agreed" in drawn
        assert "It is not done yet" in drawn


class TestBefore:
    def test_keeps_what_was_agreed_who_changed_it_and_when(
        self, agree, shared, way, team_member, colleague, jo, now, today
    ):
        assert before(team_member, agree(team_member, jo, every_days=28)) == []
        keep = agree(
            colleague, jo, stamp(colleague), if_no_answer="Leave me be", in_person=False,
            way_id=way().id,
        )  # fmt: skip

        [once] = before(team_member, keep)
        assert (once.said.if_no_answer, once.said.how_often, once.says_hello, once.how) == (
            "Ring my sister", "Every four weeks", "Tariq", "When they come in",
        )  # fmt: skip
        assert (once.said.next_on, once.changed_by, once.changed_at) == (today, "Cole", now)
        with as_the_owner():
            assert b"sister" not in bytes(KeepBefore.objects.get().was_sealed)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            KeepBefore.objects.update(changed_by=team_member)

    def test_agreed_as_it_is_keeps_nothing(self, agree, shared, team_member, jo):
        for _ in range(2):
            keep = agree(team_member, jo)
        assert before(team_member, keep) == []

    def test_is_put_back_from_today_on_and_what_was_now_is_kept(
        self, agree, shared, team_member, colleague, jo, now, today
    ):
        keep = agree(team_member, jo, every_days=28)
        with as_the_owner():
            KeepInTouch.objects.update(next_on=today - 30 * DAY)
        agree(colleague, jo, stamp(colleague), if_no_answer="Leave me be")
        with acting_as(team_member):
            actions.stop_hellos(by=team_member, keep=keep, now=now, today=today)
        _, first = before(team_member, keep)
        drawn = stamp(team_member)

        with acting_as(team_member):
            back = actions.put_back_keep(
                by=team_member, keep=keep, kept_id=first.id, stamp=drawn, now=now, today=today
            )

        assert (back.if_no_answer, back.every_days, back.next_on, back.stopped_on) == (
            "Ring my sister", 28, today, None,
        )  # fmt: skip
        newest, *_ = before(team_member, keep)
        assert (newest.said.if_no_answer, newest.stopped_on) == ("Leave me be", today)

    def test_is_not_put_back_over_what_somebody_else_wrote_nor_by_an_unsafe_way(
        self, client, page, agree, shared, way, team_member, colleague, jo, sam
    ):
        safe = way()
        agree(team_member, jo, in_person=False, way_id=safe.id)
        keep = agree(colleague, jo, stamp(colleague))
        [once] = before(team_member, keep)
        share_support(sam, by=team_member)
        client.force_login(team_member)

        def put_back(**sent):
            sent = {"kept": str(once.id), "stamp": stamp(team_member)} | sent
            return client.post(
                f"/people/{jo.id}/support/keep-in-touch/put-back/", sent, follow=True
            )

        assert "Somebody else changed this" in put_back(stamp="old").content.decode()
        assert "Part of this page was lost" in put_back(kept="x").content.decode()
        assert put_back(kept=str(jo.id)).status_code == 404
        page(team_member, "put_back_keep", sam.id, status=404, data={"kept": str(once.id)})
        with as_the_owner():
            WayToContact.objects.filter(id=safe.id).update(safe="NO")
        drawn = put_back().content.decode()
        assert "They have not said that this way is safe" in drawn
        assert "A way that they do not say is safe now" in drawn
        with as_the_owner():
            WayToContact.objects.filter(id=safe.id).update(safe="YES")
        assert "agreed so again" in put_back().content.decode()


def test_what_was_agreed_before_is_told_and_forgotten_too(
    agree, hello, shared, team_member, jo, now, today
):
    keep = agree(team_member, jo)
    tried = hello(team_member, keep, answered=False)
    with acting_as(team_member):
        actions.see_to_no_answer(by=team_member, keep=keep, hello=tried, done=True, now=now)
        actions.stop_hellos(by=team_member, keep=keep, now=now, today=today)
        said = " | ".join(f"{row['what']}: {row['says']}" for row in queries.everything_about(jo))
    assert "If there is no answer: Ring my sister" in said.partition("in touch before: Until")[2]
    assert "What you agreed for then was done" in said

    with acting_as(OnATimer()):
        actions.forget_person(by=OnATimer(), person=jo)
    with as_the_owner():
        assert not KeepBefore.objects.exists()
        assert not Hello.objects.exists()

"""Promises: made by a worker or the person, done or carried on, on a worker's own list."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import withdraw_sharing
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Promise
from hearth.support.tests.factories import PromiseFactory, share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def promise(now, today):
    def make(by, person, **said):
        said = {"what": "Ring", "promised_by": by.id, "due_on": today, "promise_id": uuid7()} | said
        with acting_as(by):
            return actions.make_promise(by=by, person=person, now=now, today=today, **said)

    return make


class TestPromises:
    def test_stand_on_the_list_of_who_made_them(
        self, promise, shared, team_member, colleague, jo, today
    ):
        promise(team_member, jo, what="Ring housing", due_on=today + DAY)
        promise(team_member, jo, what="Come on Tuesday", promised_by=None)
        promise(colleague, jo, what="Bring seeds")

        with acting_as(team_member):
            [mine] = queries.my_promises(actor=team_member, today=today)
            to_do, settled = queries.promises_of(jo, actor=team_member, today=today)
        assert (mine.what, mine.known_as, mine.is_due) == ("Ring housing", "Jo", False)
        assert [(row.who, row.what) for row in to_do] == [
            ("Jo", "Come on Tuesday"), ("Cole", "Bring seeds"), ("Tariq", "Ring housing"),
        ]  # fmt: skip
        assert settled == []

    def test_twice_is_one(self, promise, shared, team_member, jo):
        one = uuid7()
        for _ in range(2):
            promise(team_member, jo, promise_id=one)
        with acting_as(team_member):
            assert Promise.objects.count() == 1

    def test_are_carried_on_and_the_first_day_is_kept(
        self, promise, shared, team_member, jo, now, today
    ):
        row = promise(team_member, jo)
        with acting_as(team_member):
            actions.carry_on_promise(
                by=team_member,
                promise=row,
                due_on=today + DAY,
                promised_by=team_member.id,
                stamp=queries.promise_said(row).stamp,
                now=now,
                today=today,
            )
            [mine] = queries.my_promises(actor=team_member, today=today)
        assert (mine.due_on, mine.first_due_on, mine.times_carried) == (today + DAY, today, 1)

    def test_are_done_left_or_taken_up_again(self, promise, shared, team_member, jo, now, today):
        row = promise(team_member, jo)
        for state, day in (("DONE", today), ("DONE", today), ("LET_GO", today), ("OPEN", None)):
            with acting_as(team_member):
                kept = Promise.objects.get(id=row.id)
                actions.settle_promise(
                    by=team_member, promise=row, state=state, now=now, today=today,
                    stamp=queries.promise_said(kept).stamp,
                )  # fmt: skip
                kept.refresh_from_db()
            assert (kept.state, kept.settled_on) == (state, day)

        with acting_as(team_member), pytest.raises(SupportRefused, match="whether it is done"):
            actions.settle_promise(
                by=team_member, promise=row, state="BROKEN", stamp="", now=now, today=today
            )

    def test_that_are_done_are_carried_nowhere(self, promise, shared, team_member, jo, now, today):
        row = promise(team_member, jo)
        with acting_as(team_member):
            stamp = queries.promise_said(row).stamp
            actions.settle_promise(
                by=team_member, promise=row, state="DONE", stamp=stamp, now=now, today=today
            )
            with pytest.raises(SupportRefused, match="settled"):
                actions.carry_on_promise(
                    by=team_member,
                    promise=row,
                    due_on=today,
                    promised_by=None,
                    stamp=stamp,
                    now=now,
                    today=today,
                )

    def test_say_what_is_missing(self, promise, shared, team_member, team_elsewhere, jo, today):
        with pytest.raises(SupportRefused, match="what was promised"):
            promise(team_member, jo, what="  ")
        with pytest.raises(SupportRefused, match="day to come"):
            promise(team_member, jo, due_on=today - DAY)
        with pytest.raises(SupportRefused, match="Choose a day within a year"):
            promise(team_member, jo, due_on=today + 367 * DAY)
        assert promise(team_member, jo, due_on=today + 366 * DAY)
        with pytest.raises(SupportRefused, match="your team"):
            promise(team_member, jo, promised_by=team_elsewhere.id)

    def test_are_carried_no_further_than_a_year_unless_they_stand_so_already(
        self, shared, team_member, colleague, jo, now, today
    ):
        far = today + 900 * DAY
        row = PromiseFactory(
            person=jo, held_by=jo.held_by, promised_by=team_member, written_by=team_member,
            due_on=far,
        )  # fmt: skip
        on = {"by": team_member, "promise": row, "promised_by": None, "now": now, "today": today}
        with acting_as(team_member):
            on["stamp"] = queries.promise_said(Promise.objects.get()).stamp
            with pytest.raises(SupportRefused, match="within a year"):
                actions.carry_on_promise(due_on=far + DAY, **on)
            actions.carry_on_promise(due_on=far, **on)
            assert Promise.objects.get().promised_by is None

    def test_are_closed_when_the_person_says_stop(
        self, promise, shared, team_member, jo, now, today
    ):
        row = promise(team_member, jo)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
            assert queries.my_promises(actor=team_member, today=today) == []
            with pytest.raises(NotAllowed):
                actions.settle_promise(
                    by=team_member, promise=row, state="DONE", stamp="", now=now, today=today
                )


class TestPages:
    def form(self, worker, day, **more):
        return {
            "what": "Ring housing", "who": str(worker.id), "due_on-day": day.day,
            "due_on-month": day.month, "due_on-year": day.year,
        } | more  # fmt: skip

    def test_make_one_and_tick_it_off(self, client, page, shared, team_member, jo, today):
        assert "I will (Tariq)" in page(team_member, "add_promise", jo.id)
        page(team_member, "add_promise", jo.id, status=302, data=self.form(team_member, today))
        assert "Ring housing" in page(team_member, "support", jo.id)
        assert "Ring housing" in page(team_member, "my_promises")

        with acting_as(team_member):
            row = Promise.objects.get()
        sent = {"state": "DONE", "back": "mine", "stamp": queries.promise_said(row).stamp}
        answer = client.post(f"/people/{jo.id}/support/promises/{row.id}/settle/", sent)
        assert answer["Location"] == "/my-people/promises/"
        assert "nothing that is still to do" in page(team_member, "my_promises")
        assert "Take it up again" in page(team_member, "promise", jo.id, row.id)

    def test_carry_one_on(self, page, shared, team_member, jo, today):
        row = PromiseFactory(
            person=jo, held_by=jo.held_by, due_on=today - DAY, promised_by=team_member,
            written_by=team_member,
        )  # fmt: skip
        assert "Waiting since" in page(team_member, "my_promises")
        past = self.form(team_member, today - DAY)
        assert "a day to come" in page(team_member, "promise", jo.id, row.id, data=past)
        page(
            team_member, "promise", jo.id, row.id, status=302,
            data=self.form(team_member, today + DAY, stamp=queries.promise_said(row).stamp),
        )  # fmt: skip
        assert "carried on 1 time" in page(team_member, "promise", jo.id, row.id)

    def test_of_another_person_are_not_there(self, page, shared, team_member, jo, sam, today):
        share_support(sam, by=team_member)
        row = PromiseFactory(person=sam, held_by=sam.held_by, due_on=today, written_by=team_member)
        page(team_member, "promise", jo.id, row.id, status=404)
        page(team_member, "settle_promise", jo.id, row.id, status=404, data={})

    def test_of_mine_are_for_those_who_support_people(self, page, greeter, board_member):
        for worker in (greeter, board_member):
            page(worker, "my_promises", status=403)

    def test_ask_as_much_for_forty_as_for_twenty(
        self, page, shared, team_member, jo, today, django_assert_max_num_queries
    ):
        def add():
            for _ in range(20):
                PromiseFactory(
                    person=jo, held_by=jo.held_by, due_on=today, promised_by=team_member,
                    written_by=team_member,
                )  # fmt: skip

        add()
        with django_assert_max_num_queries(44) as twenty:
            page(team_member, "my_promises")
        add()
        with django_assert_max_num_queries(len(twenty)):
            page(team_member, "my_promises")

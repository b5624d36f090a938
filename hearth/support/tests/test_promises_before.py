"""An older page hands no promise back: how it stood before is kept, and can be put back."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.models import Grant
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import EditedMeanwhile
from hearth.people.models import Person
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import Promise, PromiseBefore
from hearth.support.tests.factories import PromiseFactory, share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def row(shared, jo, team_member, today):
    return PromiseFactory(
        person=jo, held_by=jo.held_by, due_on=today, promised_by=team_member,
        written_by=team_member,
    )  # fmt: skip


def stamp(row):
    return queries.promise_said(row).stamp


def now_of(row):
    with as_the_owner():
        row = Promise.objects.get(id=row.id)
    return row.promised_by_id, row.due_on, row.state


def before(by, row):
    with acting_as(by):
        return queries.promise_before(queries.get_promise(row.id, person=row.person, actor=by),
                                      actor=by)  # fmt: skip


@pytest.fixture
def carry_on(now, today):
    def act(by, row, promised_by, due_on=today, drawn_from=None):
        with acting_as(by):
            actions.carry_on_promise(
                by=by, promise=row, promised_by=promised_by.id if promised_by else None,
                due_on=due_on, stamp=stamp(drawn_from or Promise.objects.get(id=row.id)), now=now,
                today=today,
            )  # fmt: skip

    return act


@pytest.fixture
def settle(now, today):
    def act(by, row, state, drawn_from=None):
        with acting_as(by):
            actions.settle_promise(
                by=by, promise=row, state=state, now=now, today=today,
                stamp=stamp(drawn_from or Promise.objects.get(id=row.id)),
            )  # fmt: skip

    return act


@pytest.fixture
def put_back(now, today):
    def act(by, row, kept, sent=None):
        with acting_as(by):
            actions.put_back_promise(
                by=by, promise=row, kept_id=kept.id, now=now, today=today,
                stamp=sent or stamp(Promise.objects.get(id=row.id)),
            )  # fmt: skip

    return act


class TestAnOlderPage:
    def test_hands_nothing_back(self, carry_on, row, team_member, colleague, today):
        carry_on(team_member, row, colleague)

        with pytest.raises(EditedMeanwhile) as refused:
            carry_on(colleague, row, team_member, due_on=today + DAY, drawn_from=row)

        assert now_of(row) == (colleague.id, today, "OPEN")
        assert refused.value.now.promised_by_id == colleague.id

    def test_settles_nothing_otherwise(self, settle, row, team_member, colleague):
        settle(team_member, row, "DONE")
        settle(colleague, row, "DONE", drawn_from=row)  # the same: nothing is written over
        with pytest.raises(EditedMeanwhile):
            settle(colleague, row, "LET_GO", drawn_from=row)
        assert now_of(row)[2] == "DONE"

    def test_of_before_it_was_carried_on_settles_nothing_either(
        self, carry_on, settle, row, team_member, colleague, today
    ):
        carry_on(team_member, row, team_member, due_on=today + DAY)
        with pytest.raises(EditedMeanwhile):
            settle(colleague, row, "LET_GO", drawn_from=row)
        assert now_of(row)[1:] == (today + DAY, "OPEN")

    def test_shows_how_it_stands_and_keeps_what_was_chosen(
        self, page, carry_on, row, team_member, colleague, jo, today
    ):
        tomorrow = today + DAY
        typed = {
            "who": str(team_member.id), "due_on-day": tomorrow.day,
            "due_on-month": tomorrow.month, "due_on-year": tomorrow.year, "stamp": stamp(row),
        }  # fmt: skip
        carry_on(colleague, row, colleague)

        shown = page(team_member, "promise", jo.id, row.id, data=typed)

        assert "Somebody else changed this promise meanwhile" in shown
        assert f'value="{tomorrow.day}"' in shown
        assert now_of(row)[0] == colleague.id
        with as_the_owner():
            typed["stamp"] = stamp(Promise.objects.get(id=row.id))
        assert typed["stamp"] in shown  # saved again, it has been seen
        page(team_member, "promise", jo.id, row.id, data=typed, status=302)
        assert now_of(row) == (team_member.id, tomorrow, "OPEN")

    def test_of_a_list_leads_to_how_it_stands(
        self, client, page, settle, row, team_member, colleague, jo
    ):
        drawn = page(team_member, "my_promises")
        assert f'name="stamp" value="{stamp(row)}"' in drawn
        settle(colleague, row, "LET_GO")
        answer = client.post(
            f"/people/{jo.id}/support/promises/{row.id}/settle/",
            {"state": "DONE", "back": "mine", "stamp": stamp(row)}, follow=True,
        )  # fmt: skip
        assert answer.redirect_chain[-1][0].endswith(f"/promises/{row.id}/")
        assert "so nothing was saved" in answer.content.decode()
        assert now_of(row)[2] == "LET_GO"


class TestBefore:
    def test_keeps_how_it_stood_who_changed_it_and_when(
        self, carry_on, settle, row, team_member, colleague, today, now
    ):
        carry_on(colleague, row, colleague, due_on=today + DAY)
        settle(team_member, row, "DONE")

        handed_on, first = before(team_member, row)

        assert (first.who, first.said.due_on, first.said.state) == ("Tariq", today, "OPEN")
        assert (first.changed_by, first.changed_at) == ("Cole", now)
        assert (handed_on.who, handed_on.said.due_on) == ("Cole", today + DAY)
        assert (handed_on.said.state, handed_on.changed_by) == ("OPEN", "Tariq")

    def test_what_changes_nothing_is_not_kept(self, carry_on, settle, row, team_member):
        carry_on(team_member, row, team_member)
        settle(team_member, row, "OPEN")
        assert before(team_member, row) == []

    def test_is_only_ever_added(self, carry_on, row, team_member, colleague):
        carry_on(team_member, row, colleague)
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            PromiseBefore.objects.update(changed_by=colleague)

    def test_is_closed_to_those_with_whom_it_is_not_shared(
        self, carry_on, put_back, row, team_member, colleague, hub_manager, team_elsewhere, jo, now
    ):
        carry_on(team_member, row, colleague)
        [once] = before(team_member, row)
        with as_the_owner():
            jo.sharings.update(withdrawn_at=now, withdrawn_by=team_member)
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        with acting_as(hub_manager):
            assert not PromiseBefore.objects.exists()
        with acting_as(team_member):
            assert PromiseBefore.objects.count() == 1
        with pytest.raises(Person.DoesNotExist):
            put_back(team_elsewhere, row, once, sent="x")

    def test_is_put_back_and_what_was_now_is_kept(
        self, carry_on, settle, put_back, row, team_member, colleague, today
    ):
        carry_on(colleague, row, colleague, due_on=today + DAY)
        settle(colleague, row, "LET_GO")
        _, first = before(team_member, row)

        put_back(team_member, row, first)

        assert now_of(row) == (team_member.id, today, "OPEN")
        with acting_as(team_member):
            kept = Promise.objects.get()
            assert (kept.times_carried, kept.settled_on) == (0, None)
        newest, *_ = before(team_member, row)
        assert (newest.said.state, newest.settled_on) == ("LET_GO", today)
        assert (newest.who, newest.changed_by) == ("Cole", "Tariq")

    def test_is_put_back_from_today_on(self, carry_on, put_back, row, team_member, today):
        with as_the_owner():
            Promise.objects.update(due_on=today - 9 * DAY)
        carry_on(team_member, row, team_member, due_on=today + DAY)
        put_back(team_member, row, before(team_member, row)[0])
        assert now_of(row) == (team_member.id, today, "OPEN")

    def test_is_put_back_as_done_with_its_day(
        self, settle, put_back, row, team_member, colleague, today
    ):
        settle(team_member, row, "DONE")
        settle(colleague, row, "OPEN")
        put_back(team_member, row, before(team_member, row)[0])
        assert now_of(row) == (team_member.id, today, "DONE")
        with acting_as(team_member):
            assert Promise.objects.get().settled_on == today

    def test_is_not_put_back_to_whoever_works_here_no_more(
        self, carry_on, put_back, row, team_member, colleague, today
    ):
        carry_on(colleague, row, colleague)
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        with pytest.raises(SupportRefused, match="your team"):
            put_back(colleague, row, before(colleague, row)[0])

    def test_is_not_put_back_over_what_somebody_else_changed(
        self, client, page, carry_on, row, team_member, colleague, jo, sam, today
    ):
        carry_on(colleague, row, colleague)
        [once] = before(team_member, row)
        share_support(sam, by=team_member)
        shown = page(team_member, "promise", jo.id, row.id)
        assert "when Cole changed it" in shown
        assert str(once.id) in shown

        def press(**sent):
            with as_the_owner():
                drawn = stamp(Promise.objects.get(id=row.id))
            sent = {"kept": str(once.id), "stamp": drawn} | sent
            return client.post(
                f"/people/{jo.id}/support/promises/{row.id}/put-back/", sent, follow=True
            )

        assert "so nothing was saved" in press(stamp=stamp(row)).content.decode()
        assert "Part of this page was lost" in press(kept="x").content.decode()
        assert press(kept=str(jo.id)).status_code == 404
        data = {"kept": str(once.id)}
        page(team_member, "put_back_promise", sam.id, row.id, status=404, data=data)
        assert now_of(row)[0] == colleague.id
        assert "How it stood until now is kept too" in press().content.decode()
        assert now_of(row)[0] == team_member.id

    def test_is_told_to_the_person(self, carry_on, row, team_member, colleague, jo):
        carry_on(team_member, row, colleague)
        with acting_as(team_member):
            [said] = [
                each["says"] for each in queries.everything_about(jo)
                if each["what"] == "How a promise stood before"
            ]  # fmt: skip
        assert "Tariq: Ring the housing office" in said

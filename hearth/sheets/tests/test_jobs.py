"""Long acts, done by the job worker."""

import asyncio
from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted
from procrastinate.testing import InMemoryConnector

from hearth.accounts.models import Grant
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.sheets import actions, jobs, queries
from hearth.sheets.models import Sheet, State
from hearth.sheets.tests.conftest import MARCH


@pytest.fixture
def context():
    return SimpleNamespace(should_abort=lambda: False)


@pytest.fixture
def matched(take, hub_manager):
    sheet = take(MARCH)
    with acting_as(hub_manager):
        return actions.match_columns(
            by=hub_manager, sheet=sheet, matching=sheet.matching, only_day=None
        )


def do(context, sheet, worker, schema="york"):
    jobs.carry_on(context, schema=schema, sheet_id=str(sheet.id), worker_id=str(worker.id))


def now(sheet):
    with as_the_owner():
        return Sheet.objects.get(id=sheet.id)


class TestCarryOn:
    def test_reads_and_brings_in_as_whoever_asked(self, context, matched, hub_manager, now):
        do(context, matched, hub_manager)
        with acting_as(hub_manager):
            sheet = queries.get_sheet(matched.id, actor=hub_manager)
            assert sheet.state == State.READ
            actions.confirm_sheet(by=hub_manager, sheet=sheet, now=now)
        do(context, matched, hub_manager)

        with as_the_owner():
            assert {visit.welcomed_by_id for visit in Visit.objects.all()} == {hub_manager.id}
            assert Sheet.objects.get().state == State.BROUGHT_IN
        assert connection.schema_name == "york"

    def test_does_nothing_for_somebody_who_lost_their_role_meanwhile(
        self, context, matched, hub_manager
    ):
        with as_the_owner():
            Grant.objects.filter(user=hub_manager).delete()
        do(context, matched, hub_manager)

        assert now(matched).state == State.READING

    def test_does_nothing_for_somebody_whose_sign_in_was_switched_off(
        self, context, matched, hub_manager
    ):
        with as_the_owner():
            type(hub_manager).objects.update(is_active=False)
        do(context, matched, hub_manager)

        assert now(matched).state == State.READING

    def test_stops_between_two_parts_when_the_job_worker_is_asked_to(
        self, matched, hub_manager, monkeypatch
    ):
        monkeypatch.setattr("hearth.sheets.actions.looking.AT_ONCE", 2)
        answers = iter([False, False, False, True])
        with pytest.raises(JobAborted):
            do(SimpleNamespace(should_abort=lambda: next(answers)), matched, hub_manager)
        assert (now(matched).state, now(matched).rows_read) == (State.READING, 2)

        do(SimpleNamespace(should_abort=lambda: False), matched, hub_manager)
        assert (now(matched).state, now(matched).rows_read) == (State.READ, 5)

    def test_is_tried_again_when_the_job_worker_was_asked_to_stop(self):
        job = SimpleNamespace(attempts=3)

        assert jobs.carry_on.get_retry_exception(exception=JobAborted(), job=job)


class TestNowOrLater:
    def test_does_small_sheets_at_once(self, matched, hub_manager):
        with acting_as(hub_manager):
            jobs.now_or_later(by=hub_manager, sheet=matched)

        assert now(matched).state == State.READ

    def test_leaves_large_ones_to_a_job(self, matched, hub_manager, monkeypatch):
        monkeypatch.setattr(jobs, "SMALL", 2)
        waiting = InMemoryConnector()
        with app.replace_connector(waiting), acting_as(hub_manager):
            jobs.now_or_later(by=hub_manager, sheet=matched)

        assert [job["args"]["sheet_id"] for job in waiting.jobs.values()] == [str(matched.id)]
        assert now(matched).put_off_at is not None

    def test_may_be_put_off_by_the_web_and_is_forgotten_if_the_request_fails(
        self, matched, hub_manager
    ):
        def waiting():
            with as_the_owner(), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM public.procrastinate_jobs")
                return cursor.fetchone()[0]

        def put_off_and_then_fail():
            with acting_as(hub_manager):
                jobs.later(by=hub_manager, sheet=matched)
                raise InterruptedError

        with pytest.raises(InterruptedError):
            put_off_and_then_fail()
        assert waiting() == 0

        with acting_as(hub_manager):
            jobs.later(by=hub_manager, sheet=matched)
        assert waiting() == 1


class TestByTheClock:
    def test_jobs_whose_worker_is_gone_are_put_back(self, matched, hub_manager):
        waiting = InMemoryConnector()
        with app.replace_connector(waiting):
            jobs.carry_on.defer(schema="york", sheet_id=str(matched.id), worker_id="x")
            job = waiting.jobs[1]
            job["status"], job["worker_id"] = "doing", None
            waiting.events.setdefault(1, [])
            asyncio.run(jobs.pick_up(SimpleNamespace(app=app), timestamp=0))

        assert job["status"] == "todo"

    def test_each_partnership_has_a_night_of_its_own(self, db):
        waiting = InMemoryConnector()
        with app.replace_connector(waiting):
            jobs.every_night(timestamp=0)

        assert [job["args"] for job in waiting.jobs.values()] == [
            {"schema": "lincolnshire"},
            {"schema": "york"},
        ]

    def test_one_night_lets_go_of_what_is_old(self, matched):
        with as_the_owner():
            Sheet.objects.update(recorded_at="2026-01-01T00:00Z")
        jobs.one_night(schema="york")

        assert now(matched).state == State.SET_ASIDE

"""With transactions that are really committed: a job worker, and two managers at one time."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate.contrib.django import app

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import Headcount, Visit
from hearth.places.models import Organisation, Site
from hearth.sheets import actions, jobs
from hearth.sheets.models import Sheet, State
from hearth.sheets.tests.conftest import MARCH
from hearth.sheets.tests.making import csv_of, xlsx_of


@pytest.fixture(scope="module")
def manager(apart):
    """The manager of a hub in a partnership of its own, for others would see what is committed."""
    with schema_context(apart):
        charity = Organisation.objects.create(name="Jobs Trust")
        site = Site.objects.create(name="Jobs", slug="jobs", run_by=charity)
        manager = User.objects.create(username="jobs", name="Jobs")
        Grant.objects.create(user=manager, site=site, role=Role.HUB_MANAGER)
    yield manager
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE public.procrastinate_jobs CASCADE")


@pytest.fixture(autouse=True)
def _as_the_web(apart, manager, monkeypatch):
    """Let every connection that is opened from now on be the web role's, and none stay open."""
    settings = connections.settings["default"]
    monkeypatch.setitem(settings, "OPTIONS", {"options": "-c role=hearth_web"})
    monkeypatch.setitem(settings, "CONN_MAX_AGE", 0)
    with schema_context(apart):
        yield
        for model in (Visit, Headcount, Sheet):
            model.objects.all().delete()


def take(manager, content):
    with acting_as(manager):
        site = Site.objects.get()
        sheet = actions.take_file(by=manager, site=site, name="march", content=content)
        return actions.match_columns(
            by=manager, sheet=sheet, matching=sheet.matching, only_day=None
        )


def read(manager, content):
    sheet = take(manager, content)
    with acting_as(manager):
        actions.read_sheet(by=manager, sheet=sheet, now=timezone.now())
    return sheet


def work_until_idle():
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, queues=["sheets"])


def test_a_job_worker_reads_a_sheet_and_brings_it_in(manager):
    sheet = take(manager, csv_of(MARCH))
    with acting_as(manager):
        jobs.later(by=manager, sheet=sheet)
    work_until_idle()
    with acting_as(manager):
        sheet = Sheet.objects.select_related("site").get()
        assert (sheet.state, sheet.rows_read) == (State.READ, 5)
        sheet = actions.confirm_sheet(by=manager, sheet=sheet, now=timezone.now())
        jobs.later(by=manager, sheet=sheet)
    work_until_idle()

    assert Sheet.objects.get().state == State.BROUGHT_IN
    assert (Visit.objects.count(), Headcount.objects.count()) == (4, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT status::text FROM procrastinate_jobs"
            " WHERE task_name = 'sheets.carry_on'"
        )
        assert cursor.fetchall() == [("succeeded",)]


def at_one_time(manager, sheets):
    """Confirm sheets and bring them in, all at one time, and return what came of each."""
    came, start = [], Barrier(len(sheets))

    def confirm(sheet):
        try:
            with schema_context("apart"):
                start.wait(timeout=10)
                with acting_as(manager):
                    now = timezone.now()
                    confirmed = actions.confirm_sheet(by=manager, sheet=sheet, now=now)
                    actions.bring_in_sheet(by=manager, sheet=confirmed, now=now)
            came.append("brought in")
        except actions.SheetRefused as refusal:
            came.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=confirm, args=[sheet]) for sheet in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


def test_two_confirmations_of_one_sheet_at_one_time_are_one(manager):
    sheet = read(manager, csv_of(MARCH))

    came = at_one_time(manager, [sheet] * 4)

    assert came.count("brought in") == 1
    assert came.count("This sheet is not waiting to be confirmed.") == 3
    assert (Visit.objects.count(), Headcount.objects.count()) == (4, 1)


def test_two_sheets_that_say_the_same_at_one_time_are_one(manager):
    one, other = read(manager, csv_of(MARCH)), read(manager, xlsx_of(MARCH))

    came = at_one_time(manager, [one, other])

    assert "brought in" in came
    assert any("says just the same" in words for words in came)
    assert (Visit.objects.count(), Headcount.objects.count()) == (4, 1)


def test_two_sheets_that_have_rows_in_common_at_one_time_bring_them_in_once(manager):
    one, other = read(manager, csv_of(MARCH)), read(manager, csv_of(MARCH[:-1]))

    came = at_one_time(manager, [one, other])

    assert came.count("brought in") == 1
    assert any("was read again" in words for words in came)

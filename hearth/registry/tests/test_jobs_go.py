"""What is done is not kept, what failed goes after a while, and nothing long holds up the rest."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app

from hearth.config.jobs import how
from hearth.config.serve import commands
from hearth.foundation.queues import AT_ONCE
from hearth.registry.jobs import KEPT_DAYS, sweep_jobs

OVER = ("failed", "aborted", "succeeded")
WAYS = {"todo": [], "doing": ["doing"], "cancelled": ["cancelled"]} | {
    status: ["doing", status] for status in OVER
}


@pytest.fixture
def _as_the_web(apart, django_db_blocker, monkeypatch):
    """Let what is done be committed, by the web role, and taken away again."""
    settings = connections.settings["default"]
    monkeypatch.setitem(settings, "OPTIONS", {"options": "-c role=hearth_web"})
    monkeypatch.setitem(settings, "CONN_MAX_AGE", 0)
    with django_db_blocker.unblock():
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE public.procrastinate_jobs CASCADE")


def write(name, status, days):
    """Write a job down, and let it come to stand as it does, so many days ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.procrastinate_jobs (queue_name, task_name, args)"
            " VALUES ('swept', %s, '{}') RETURNING id",
            [name],
        )
        (job_id,) = cursor.fetchone()
        for to in WAYS[status]:
            cursor.execute(
                "UPDATE public.procrastinate_jobs SET status = %s::procrastinate_job_status"
                " WHERE id = %s",
                [to, job_id],
            )
        cursor.execute(
            "UPDATE public.procrastinate_events SET at = now() - %s WHERE job_id = %s",
            [timedelta(days=days), job_id],
        )


def left():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, status::text FROM public.procrastinate_jobs"
            " WHERE queue_name IN ('swept', 'registry') ORDER BY id"
        )
        return cursor.fetchall()


@pytest.mark.usefixtures("_as_the_web")
def test_what_is_over_goes_by_night():
    for status in (*OVER, "cancelled"):
        write(f"long ago, {status}", status, KEPT_DAYS + 1)
    write("lately", "failed", KEPT_DAYS - 1)
    write("nobody is at it", "doing", KEPT_DAYS + 1)
    write("waits", "todo", KEPT_DAYS + 1)
    sweep_jobs.defer(timestamp=0)

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        asked = how(["--the-rest"]) | {"queues": ["registry"]}
        worker.run_worker(wait=False, install_signal_handlers=False, **asked)

    assert left() == [
        ("lately", "failed"), ("nobody is at it", "failed"), ("waits", "todo"),
    ], "what succeeded, the sweeping too, is not kept at all"  # fmt: skip


def test_each_queue_is_looked_after_by_one_worker_and_none_by_nobody():
    at_once, rest = how(["--at-once"])["queues"], how(["--the-rest"])["queues"]
    assert at_once == [AT_ONCE]
    assert AT_ONCE not in rest
    assert {task.queue for task in app.tasks.values()} <= {*at_once, *rest} == {*how([])["queues"]}
    asked = [command[3:] for name, command in commands().items() if name.startswith("job worker")]
    assert sorted(asked) == [["--at-once"], ["--the-rest"]]


@pytest.mark.parametrize(
    "task", ["letterbox.look_out", "letterbox.look_out_everywhere", "outgoing.hear",
             "outgoing.hear_everywhere", "diary.look_out", "diary.look_out_everywhere"],
)  # fmt: skip
def test_a_worst_day_waits_behind_no_sheet_and_no_copy(task):
    assert app.tasks[task].queue == AT_ONCE
    assert app.tasks["sheets.carry_on"].queue != AT_ONCE
    assert app.tasks["rights.gather_one"].queue != AT_ONCE

"""
The handover board with 300 lines, now and at a moment gone by, beside Today at the same site.

Three years of lines stand behind it (or BENCH_DAYS): fifty a day, each open for six days, taken and
then done. The moment gone by is halfway back, when 300 others stood.
"""

import datetime
import itertools
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, ground, serving
from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.handover.models import BoardLine, BoardLineOnce
from hearth.handover.turns import as_asked
from hearth.places.models import Site

A_DAY = datetime.timedelta(days=1)
DAYS, EACH_DAY, OPEN_FOR = int(os.environ.get("BENCH_DAYS", "1095")), 50, 6
LINES = EACH_DAY * OPEN_FOR
SLUG = "bench-handover"


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    ground.ready()
    now = timezone.now()
    with schema_context(ground.SCHEMA):
        run_by = Site.objects.get(slug="bench-door").run_by
        site, _ = Site.objects.get_or_create(slug=SLUG, defaults={"name": SLUG, "run_by": run_by})
        worker = ground.worker(Role.TEAM_MEMBER, site)
        _fill(site, worker, now)
        cookies = [ground.sign_in(worker, site=SLUG) for _ in range(16)]

    def page(path: str) -> Any:
        def requests(n: int) -> Iterator[bytes]:
            return itertools.repeat(clients.get(path, host=serving.HOST, cookies=cookies[n]))

        return requests

    then = quote(as_asked(now - DAYS // 2 * A_DAY))
    asked = {
        "Today": "/today/",
        f"the board with {LINES} lines": "/handover/",
        f"the board with {LINES} lines, as it stood {DAYS // 2} days ago": f"/handover/?at={then}",
    }
    took = {}
    with serving.serving() as (port, _):
        for what, path in asked.items():
            took[what] = clients.keep_busy(port, page(path), clients=2, seconds=6, good=(b"200",))
            report.add("handover", what, took[what].as_dict())
    today, board, gone_by = took.values()
    for what, timing, beside, name in (
        ("the board", board, today, "Today"), ("a board gone by", gone_by, board, "the board now"),
    ):  # fmt: skip
        report.ratio(
            "handover", f"{what} to {name}, p50", timing.p50 / beside.p50,
            goal=1.5 if beside is board else None, better="less",
        )  # fmt: skip


def _fill(site: Site, worker: User, now: datetime.datetime) -> None:
    """Write three years of lines down, up to now, unless they are there."""
    if BoardLine.objects.filter(site=site, written_at__gte=now - A_DAY).count() >= EACH_DAY:
        return
    BoardLine.objects.filter(site=site).delete()
    for day in range(DAYS):
        written_at = now - (day + 0.5) * A_DAY
        lines, onces = [], []
        for number in range(EACH_DAY):
            line, its = _line(site, worker, written_at, number, is_done=day >= OPEN_FOR)
            lines.append(line)
            onces += its
        BoardLine.objects.bulk_create(lines)
        BoardLineOnce.objects.bulk_create(onces)
    with connection.cursor() as cursor:  # as autovacuum does, soon after so many rows were written
        cursor.execute("VACUUM (ANALYZE) handover_boardline")
        cursor.execute("VACUUM (ANALYZE) handover_boardlineonce")


def _line(
    site: Site, worker: User, written_at: datetime.datetime, number: int, *, is_done: bool
) -> tuple[BoardLine, list[BoardLineOnce]]:
    """Return a line, and what was done to it: written, taken by all but one in ten, and done."""
    done_at = written_at + OPEN_FOR * A_DAY
    came = ["WRITTEN", *(["TAKEN"] if number % 10 or is_done else []), *(["DONE"] * is_done)]
    line = BoardLine(
        site=site, held_by_id=site.run_by_id, kind="TO_DO", written_at=written_at,
        written_by=worker, came_at=written_at, due_at=done_at,
        owner=worker if len(came) > 1 else None,
        state="DONE" if is_done else "OPEN", ended_at=done_at if is_done else None, came=came[-1],
        times=len(came), taken_at=written_at + A_DAY / 4 if len(came) > 1 else None,
    )  # fmt: skip
    line.what = f"Something that the next shift has to know, or to do: {number}"
    onces = []
    for step, each in enumerate(came):
        at = {"WRITTEN": written_at, "TAKEN": written_at + A_DAY / 4, "DONE": done_at}[each]
        once = BoardLineOnce(
            line=line, site=site, held_by_id=site.run_by_id, number=step + 1, came=each, at=at,
            by=worker, due_at=done_at, owner=worker if step else None,
            taken_at=line.taken_at if step else None, state="DONE" if each == "DONE" else "OPEN",
        )  # fmt: skip
        once.what = line.what
        onces.append(once)
    return line, onces

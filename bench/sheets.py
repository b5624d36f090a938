"""
A file of 100,000 rows on its way to becoming visits, over HTTP, beside bare inserts of the same.

A real server takes the file in and a real job worker reads it and brings it in, while a browser
asks twice a second how far it is. The bare side writes the same visits by psycopg, a thousand in a
transaction, and meets nobody.
"""

import csv
import datetime
import http.client
import io
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import psutil
import psycopg
from django.utils import timezone
from django_tenants.utils import schema_context
from openpyxl import Workbook

from bench import ground, serving
from bench.door import VISIT
from hearth.accounts.roles import Role
from hearth.foundation.identifiers import uuid7
from hearth.places.models import Site
from hearth.sheets.models import Sheet, State

ROWS = 100_000
NAMES = 4_000
LOOK_EVERY = 0.5  # seconds
BOUNDARY = "----hearth-bench"


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    ground.ready()
    rows = _rows()
    bare = _bare_inserts()
    report.add("sheets", f"{ROWS:,} bare inserts, psycopg", {"seconds": round(bare, 1)})
    for kind, content in (("csv", _csv(rows)), ("xlsx", _xlsx(rows))):
        with serving.serving() as (port, pid), _job_worker() as worker:
            browser = _Browser(port, worker)
            browser.bring_in(f"bench.{kind}", content)
            server = serving.memory_of(pid)
        what = f"{ROWS:,} rows of .{kind}"
        report.add("sheets", what, browser.took | {"megabytes": round(len(content) / 1e6, 1)})
        report.add("sheets", f"how far it is, asked meanwhile (.{kind})", browser.waits)
        report.ratio(
            "sheets", f"{what}, brought in, to bare inserts",
            browser.took["brought in, s"] / bare, goal=None, better="less",
        )  # fmt: skip
        report.ratio(
            "sheets", f"memory of a serving worker, MB (.{kind})", server, goal=200, better="less"
        )
        report.ratio(
            "sheets", f"most memory of the job worker, MB (.{kind})", browser.most_memory,
            goal=None, better="less",
        )  # fmt: skip


class _Browser:
    """A hub manager at a new site, who brings in a file and watches the progress bar."""

    def __init__(self, port: int, worker: psutil.Process) -> None:
        with schema_context(ground.SCHEMA):
            run_by = Site.objects.get(slug="bench-door").run_by
            slug = f"bench-sheets-{uuid4().hex[:8]}"
            self.site = Site.objects.create(slug=slug, name=slug, run_by=run_by)
            manager = ground.worker(Role.HUB_MANAGER, self.site)
            self.cookies = ground.sign_in(manager, site=slug)
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.worker = worker
        self.took: dict[str, float] = {}
        self.times: list[float] = []
        self.most_memory = 0.0

    @property
    def waits(self) -> dict[str, float]:
        times = sorted(self.times)
        at = {"p50, ms": 0.5, "p95, ms": 0.95, "p99, ms": 0.99}
        asked = {name: round(times[int(len(times) * part)] * 1000, 1) for name, part in at.items()}
        return {"times asked": len(times)} | asked

    def bring_in(self, name: str, content: bytes) -> None:
        with self._timed("taken in, s"):
            form = {"csrfmiddlewaretoken": serving.TOKEN, "sheet_id": str(uuid7())}
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            sheet = self._post(
                f"/sheets/file/?site={self.site.slug}", _multipart(form, name, content), kind
            )
        with self._timed("read, s"):
            self._send(f"{sheet}match/", "&date=0&time=1&name=2&how_many=3&what=4")
            self._until(sheet, State.READ)
        with self._timed("brought in, s"):
            self._send(f"{sheet}confirm/", "")
            self._until(sheet, State.BROUGHT_IN)

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.took[what] = round(time.perf_counter() - started, 1)

    def _send(self, path: str, words: str) -> None:
        body = f"csrfmiddlewaretoken={serving.TOKEN}{words}".encode()
        self._post(path, body, "application/x-www-form-urlencoded")

    def _post(self, path: str, body: bytes, kind: str) -> str:
        status, where, page = self._ask("POST", path, body, {"Content-Type": kind})
        assert status == 302, page.decode()[:3000]
        return where

    def _until(self, sheet: str, state: State) -> None:
        while True:
            started = time.perf_counter()
            self._ask("GET", sheet, None, {"X-Hearth-Part": "progress"})
            self.times.append(time.perf_counter() - started)
            self.most_memory = max(self.most_memory, self.worker.memory_full_info().uss / 1e6)
            with schema_context(ground.SCHEMA):
                if Sheet.objects.get(site=self.site).state == state:
                    return
            time.sleep(LOOK_EVERY)

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        headers = headers | {"Host": serving.HOST, "Cookie": self.cookies}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers.get("Location", ""), answer.read()


@contextmanager
def _job_worker() -> Iterator[psutil.Process]:
    env = {**os.environ, "DATABASE_URL": os.environ["HEARTH_BENCH_WEB_URL"]}
    worker = subprocess.Popen([sys.executable, "-m", "hearth.config.jobs"], env=env)
    try:
        yield psutil.Process(worker.pid)
    finally:
        worker.terminate()
        worker.wait()


def _rows() -> list[list[str]]:
    """Return two years of a busy place: nine in ten named, one in twenty a group."""
    chance = random.Random(20)  # noqa: S311 (the same rows each time)
    names = [f"{_word(chance)} {_word(chance)}" for _ in range(NAMES)]
    last = timezone.localdate() - datetime.timedelta(days=1)
    rows = [["Date", "Time", "Name", "How many", "What for"]]
    for _ in range(ROWS):
        day = last - datetime.timedelta(days=chance.randrange(730))
        time_in = f"{chance.randrange(9, 18)}:{chance.randrange(60):02}"
        row = [f"{day:%d/%m/%Y}", time_in]
        if chance.random() < 0.05:
            rows.append([*row, "", str(chance.randrange(2, 30)), "Knitting group"])
        else:
            named = chance.choice(names) if chance.random() < 0.9 else ""
            rows.append([*row, named, "", chance.choice(["", "To talk to someone"])])
    return rows


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(7)).capitalize()


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _multipart(form: dict[str, str], name: str, content: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in form.items()
    ]
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head = "".join(parts) + file + "Content-Type: application/octet-stream\r\n\r\n"
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def _bare_inserts() -> float:
    """Return how many seconds it takes to do what bringing in must do at least."""
    with schema_context(ground.SCHEMA):
        site, worker = ground.door()
    now = timezone.now()
    started = time.perf_counter()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        for _ in range(ROWS // 1000):
            with connection.cursor() as cursor:
                cursor.executemany(
                    VISIT,
                    [
                        [
                            uuid7(),
                            now,
                            now,
                            now.date(),
                            now.hour,
                            site.run_by_id,
                            site.id,
                            worker.id,
                        ]
                        for _ in range(1000)
                    ],
                )
            connection.commit()
    took = time.perf_counter() - started
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute(
            "DELETE FROM bench.frontdoor_visit WHERE site_id = %s AND recorded_at = %s",
            [site.id, now],
        )
    return took

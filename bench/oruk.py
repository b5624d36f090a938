"""
Everything by Open Referral UK, over HTTP: 50,000 services with all their parts, a line for each.

A real server sends them to one reader, who goes on until no answer says that there is more, and
throws each line away. What the server's own memory comes to is looked at all the while: it must not
grow with what was sent.
"""

import http.client
import json
import threading
import time
from typing import Any

from django_tenants.utils import schema_context

from bench import ground, serving, town

SIZE = 50_000
FEW = 5_000
LOOK_EVERY = 0.2  # seconds


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    ground.ready()
    most = {}
    for size in (FEW, SIZE):
        with schema_context(ground.SCHEMA):
            town.grow(size)
        with serving.serving(workers=1) as (port, pid):
            _ask(port, "/oruk/v3/services?per_page=50")  # so that all is loaded
            begins = serving.memory_of(pid)
            took, lines, megabytes, highest = _stream(port, pid)
        assert lines == size, f"{lines} lines of {size} services"
        most[size] = highest
        figures = {
            "seconds": round(took, 1),
            "services a second": round(lines / took),
            "megabytes sent": round(megabytes, 1),
            "memory before, MB": round(begins),
            "most memory, MB": round(highest),
        }
        report.add("oruk", f"{size:,} services streamed", figures)
    report.ratio(
        "oruk", f"most memory with {SIZE:,} services, to {FEW:,}",
        most[SIZE] / most[FEW], goal=1.25, better="less",
    )  # fmt: skip


def _ask(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path, headers={"Host": serving.HOST})
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()[:1000]
    return answer


def _stream(port: int, pid: int) -> tuple[float, int, float, float]:
    """Return how long it took, how many lines and megabytes came, and the server's most memory."""
    highest, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(LOOK_EVERY):
            highest[0] = max(highest[0], serving.memory_of(pid))

    looking = threading.Thread(target=look)
    looking.start()
    started = time.perf_counter()
    lines = sent = 0
    try:
        address = "/oruk/v3/services?format=ndjson&full=true"
        while address:
            answer, address = _ask(port, address), ""
            for line in answer:
                said, sent = json.loads(line), sent + len(line)
                if "next" in said:
                    address = said["next"].partition(serving.HOST)[2]
                else:
                    assert said["id"]
                    lines += 1
    finally:
        took = time.perf_counter() - started
        done.set()
        looking.join()
    return took, lines, sent / 1e6, highest[0]

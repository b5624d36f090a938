"""
Recording a visit over HTTP, beside what it cannot do without.

(a) the same two inserts and a commit, by bare psycopg; (b) an empty signed-in
page through the same middleware; (c) a bare answer with no middleware. Sixteen
clients each on the same machine: (b) and (c) in turn with the visits, (a) after them.
"""

import itertools
import os
import threading
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
from django.utils import timezone

from bench import clients, ground, serving
from hearth.foundation.identifiers import uuid7

SECONDS = 6.0
VISIT = """
    INSERT INTO bench.frontdoor_visit (id, recorded_at, arrived_at, arrived_on, arrived_hour,
        source, held_by_id, site_id, welcomed_by_id, person_id, brought, how_today, how_came,
        otherwise, came_with_sealed, note_sealed, child_alone)
    VALUES (%s, %s, %s, %s, %s, 'DOOR', %s, %s, %s, NULL, '{}', '', '', '', '', '', false)
"""
AUDIT = """
    INSERT INTO bench.foundation_auditline (id, at, actor_id, verb, subject_type, subject_id,
        place_id)
    VALUES (%s, %s, %s, 'recorded', 'frontdoor.Visit', %s, %s)
"""


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    here = ground.ready()

    def empty(n: int) -> Iterator[bytes]:
        page = clients.get("/bench/empty/", host=serving.HOST, cookies=here.cookies[n])
        return itertools.repeat(page)

    def bare(n: int) -> Iterator[bytes]:
        return itertools.repeat(clients.get("/bench/bare/", host=serving.HOST, cookies=""))

    def nameless(n: int) -> Iterator[bytes]:
        return _welcomes(here, n, "&no_name=yes")

    def named(n: int) -> Iterator[bytes]:
        people = itertools.cycle(here.people[n::16])
        return (next(_welcomes(here, n, f"&person={person}&again=yes")) for person in people)

    with serving.serving() as (port, pid), serving.serving("bench.bare_settings") as (beside, _):
        kinds: dict[str, clients.Kind] = {
            "bare": (beside, bare, b"200"), "empty": (port, empty, b"200"),
            "without": (port, nameless, b"302"), "known": (port, named, b"302"),
        }  # fmt: skip
        busy = clients.in_turn(kinds)
        empties, without, known = busy["empty"], busy["without"], busy["known"]
        floor = busy["bare"]
        memory = serving.memory_of(pid)
    inserts = _bare_inserts(here)

    report.add("door", "visit without a name", without.as_dict())
    report.add("door", "visit of somebody known", known.as_dict())
    report.add("door", "empty signed-in page", empties.as_dict())
    report.add("door", "bare answer, no middleware", floor.as_dict())
    report.add("door", "two inserts and a commit, bare psycopg", inserts.as_dict())
    report.ratio(
        "door", "visits to empty signed-in pages", without.per_second / empties.per_second,
        goal=0.6, better="more",
    )  # fmt: skip
    report.ratio(
        "door", "empty signed-in pages to bare answers", empties.per_second / floor.per_second,
        goal=1 / 3, better="more",
    )  # fmt: skip
    report.ratio(
        "door", "visits to bare inserts", without.per_second / inserts.per_second,
        goal=None, better="more",
    )  # fmt: skip
    report.ratio("door", "memory of a serving worker, MB", memory, goal=200, better="less")


def _welcomes(here: ground.Ground, n: int, who: str) -> Iterator[bytes]:
    while True:
        body = f"csrfmiddlewaretoken={serving.TOKEN}&site={here.site.slug}&visit_id={uuid7()}{who}"
        yield clients.post("/welcome/", body, host=serving.HOST, cookies=here.cookies[n])


def _bare_inserts(here: ground.Ground) -> clients.Timing:
    """Do what recording a visit must do at least, from as many connections."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    def work() -> None:
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
            while time.perf_counter() < end:
                started = time.perf_counter()
                _insert(connection, here, uuid7())
                times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients.timing_of(times, SECONDS)


def _insert(connection: "psycopg.Connection[Any]", here: ground.Ground, key: UUID) -> None:
    now = timezone.now()
    site, greeter = here.site, here.greeter
    connection.execute(
        VISIT, [key, now, now, now.date(), now.hour, site.run_by_id, site.id, greeter.id]
    )
    connection.execute(AUDIT, [uuid7(), now, greeter.id, key, site.id])
    connection.commit()

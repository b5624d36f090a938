"""
The attendance report over 100,000 and 1,000,000 visits, of every site since the start.

Over HTTP, one reader at a time, as a network lead for whom every number opens and as a board
member behind the walls. Beside it, in bare SQL: counting the same visits once, by index alone,
which no report can do without.
"""

import http.client
import os
import re
import statistics
import time
from collections.abc import Callable

import psycopg
from django.core.management import call_command
from django.db import connection
from django_tenants.utils import schema_context

from bench import ground, serving
from bench.run import Report
from hearth.accounts.roles import Role
from hearth.demo.networks import network_in
from hearth.places.models import Site
from hearth.registry.models import Partnership

SIZES = tuple(int(n) for n in os.environ.get("BENCH_VISITS", "100000,1000000").split(","))
VISITS_OF_EACH = 50
TIMES = 7
WHOLE = re.compile(rb"Together they are <strong>(?:<a [^>]*>)?([\d,]+)")
COUNT = (
    "SELECT site_id, arrived_on, count(person_id), count(*) FROM {}.frontdoor_visit"
    " WHERE taken_back_at IS NULL GROUP BY site_id, arrived_on"
)


def run(report: Report) -> None:
    """Measure, and tell the report what was seen."""
    took = {}
    for size in SIZES:
        took[size] = _measure(report, size)
    most, fewest = max(SIZES), min(SIZES)
    report.ratio("report", f"seconds for {most:,} visits", took[most], goal=1.0, better="less")
    if most > fewest:
        report.ratio(
            "report", f"{most:,} visits to {fewest:,}: time", took[most] / took[fewest],
            goal=most / fewest, better="less",
        )  # fmt: skip


def _measure(report: Report, visits: int) -> float:
    """Return how many seconds the network lead waits for the page, in the median."""
    schema = f"bench_report_{visits // 1000}k"
    _fill(schema, visits)
    network = network_in(schema)
    assert network is not None
    with schema_context(schema):
        site = Site.objects.order_by("id")[0]
        cookies = {
            role: ground.sign_in(ground.worker(role, site), site=site.slug)
            for role in (Role.NETWORK_LEAD, Role.BOARD_MEMBER)
        }
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(arrived_on), max(arrived_on) FROM frontdoor_visit")
            first, last = cursor.fetchone()
            cursor.execute(
                "SELECT (SELECT count(*) FROM frontdoor_visit WHERE taken_back_at IS NULL) +"
                " (SELECT sum(how_many) FROM frontdoor_headcount WHERE taken_back_at IS NULL)"
            )
            attendances = cursor.fetchone()[0]
    whole = f"/reports/attendance?from={first}&to={last}"
    a_month = f"/reports/attendance?from={last.replace(day=1)}&to={last}"
    host = network.hostname
    with serving.serving() as (port, _):

        def get(address: str, role: Role) -> bytes:
            browser = http.client.HTTPConnection("127.0.0.1", port)
            browser.request("GET", address, headers={"Host": host, "Cookie": cookies[role]})
            answer = browser.getresponse()
            page = answer.read()
            browser.close()
            assert answer.status == 200, answer.status
            return page

        said = WHOLE.search(get(whole, Role.NETWORK_LEAD))
        assert said, "the report says nothing"
        assert int(said[1].replace(b",", b"")) == attendances
        lead = _times(lambda: get(whole, Role.NETWORK_LEAD))
        board = _times(lambda: get(whole, Role.BOARD_MEMBER))
        month = _times(lambda: get(a_month, Role.NETWORK_LEAD))
        sheet = _times(lambda: get(whole.replace("?", ".csv?"), Role.NETWORK_LEAD))
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as bare:
        floor = _times(lambda: bare.execute(COUNT.format(schema)).fetchall())
    for what, times in [
        ("the report, network lead", lead), ("the report, board member", board),
        ("its last month alone", month), ("its sheet", sheet), ("counted once in bare SQL", floor),
    ]:  # fmt: skip
        figures = {"p50": times[0], "slowest": times[1]}
        report.add("report", f"{visits:,} visits, ms: {what}", figures)
    report.ratio(
        "report", f"{visits:,} visits: the report to counting them once", lead[0] / floor[0],
        goal=None, better="less",
    )  # fmt: skip
    return lead[0] / 1000


def _times(act: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the slowest of several, in milliseconds, after one to warm up."""
    act()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 1), round(max(times), 1)


def _fill(schema: str, visits: int) -> None:
    """Make a partnership with so many visits, unless it is there; see `hearth demo --visits`."""
    if not Partnership.objects.filter(schema_name=schema).exists():
        call_command(
            "demo", people=visits // VISITS_OF_EACH, visits=visits, partnership=schema, seed=1
        )
    with connection.cursor() as cursor:  # what a live database's autovacuum does by and by
        for table in ("frontdoor_visit", "frontdoor_headcount", "people_person", "people_link"):
            cursor.execute(f"VACUUM ANALYZE {schema}.{table}")

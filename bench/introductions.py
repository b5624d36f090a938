"""
How introductions went, over 100,000 of them; a worker's own 500; and 500 who were introduced to a
hub.

Over HTTP, beside an empty signed-in page; and beside counting the same introductions once in bare
SQL, which no report can do without.
"""

import datetime
import itertools
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, ground, serving
from hearth.accounts.roles import Role
from hearth.directory.models import Provider, Service, Term
from hearth.introductions.models import Incoming, Introduction
from hearth.people.models import Person, Sharing
from hearth.places.models import Site

SLUG = "bench-introductions"
INTRODUCTIONS = 100_000
MINE = COME_IN = 500
PEOPLE, SERVICES = 2_000, 300
MONTHS = 24
COUNT = (
    "SELECT service_id, state, count(*) FROM {}.introductions_introduction"
    " WHERE from_site_id = %s GROUP BY service_id, state"
)


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    here = ground.ready()
    with schema_context(ground.SCHEMA):
        site = _site()
        worker = ground.worker(Role.TEAM_MEMBER, site)
        manager = ground.worker(Role.HUB_MANAGER, site)
        _fill(site, worker.id)
        _bring_in(site, worker.id)
        cookies = {
            who: [ground.sign_in(each, site=SLUG) for _ in range(2)]
            for who, each in (("mine", worker), ("network", manager))
        }
    today = timezone.localdate()
    first = today - datetime.timedelta(days=31 * MONTHS)
    network = f"how {INTRODUCTIONS:,} introductions went"
    mine = f"my introductions, {MINE} going on"
    come_in = f"who was introduced to a hub, {COME_IN} going on"
    asked = f"/reports/introductions?site={SLUG}&from={first}&to={today}"

    def asks(address: str, jars: list[str]) -> Any:
        def requests(n: int) -> Iterator[bytes]:
            return itertools.repeat(clients.get(address, host=serving.HOST, cookies=jars[n]))

        return requests

    kinds = {
        "empty": asks("/bench/empty/", here.cookies),
        network: asks(asked, cookies["network"]),
        mine: asks("/introductions/", cookies["mine"]),
        come_in: asks("/introductions/incoming/", cookies["mine"]),
    }
    with serving.serving() as (port, _):
        seen = {
            what: clients.keep_busy(port, ask, clients=2, seconds=8, good=(b"200",))
            for what, ask in kinds.items()
        }
    once = _counted_once(site)
    for what in (network, mine, come_in):
        report.add("introductions", what, seen[what].as_dict())
        report.ratio(
            "introductions", f"{what}: p50 to an empty page", seen[what].p50 / seen["empty"].p50,
            goal=None, better="less",
        )  # fmt: skip
    report.ratio(
        "introductions", f"{network}: seconds, p95", seen[network].p95 / 1000, goal=1.0,
        better="less",
    )  # fmt: skip
    report.ratio(
        "introductions", f"{network}: p50 to counting them once in SQL",
        seen[network].p50 / 1000 / once, goal=None, better="less",
    )  # fmt: skip


def _counted_once(site: Site) -> float:
    """Return how many seconds it takes to count them by service and state, as their owner."""
    took = []
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        for _ in range(7):
            began = time.perf_counter()
            owner.execute(COUNT.format(ground.SCHEMA), [site.id]).fetchall()
            took.append(time.perf_counter() - began)
    return statistics.median(took)


def _site() -> Site:
    run_by = Site.objects.get(slug="bench-door").run_by
    return Site.objects.get_or_create(slug=SLUG, defaults={"name": SLUG, "run_by": run_by})[0]


def _fill(site: Site, worker_id: Any) -> None:
    """Begin as many introductions as are missing, spread over people, services and months."""
    if Introduction.objects.filter(from_site=site).count() >= INTRODUCTIONS:
        return
    provider, _ = Provider.objects.get_or_create(name="Bench provider")
    offer = Term.objects.filter(facet="OFFER").first()
    today = timezone.localdate()
    Service.objects.bulk_create(
        Service(
            provider=provider, name=f"Bench service {n}", offer=offer, confirmed_on=today,
            confirm_by=today,
        )
        for n in range(SERVICES)
    )  # fmt: skip
    services = list(Service.objects.filter(provider=provider).values_list("id", flat=True))
    needs = list(Term.objects.filter(facet="NEED").values_list("id", flat=True))
    people = Person.objects.bulk_create(
        Person(known_as=f"Introduced {n}", known_at=[site.id], held_by_id=site.run_by_id)
        for n in range(PEOPLE)
    )
    Sharing.objects.bulk_create(
        Sharing(
            person=person, known_at=[site.id], held_by_id=site.run_by_id, layers=["SUPPORT"],
            with_worker_id=worker_id, audiences=[worker_id], how="SAID", decided_by="PERSON",
            recorded_by_id=worker_id,
        )
        for person in people
    )  # fmt: skip
    introductions = (
        _introduction(
            n, person=people[n % PEOPLE], service_id=services[n * 7 % SERVICES],
            need_id=needs[n % len(needs)], from_site=site, owner_id=worker_id,
            held_by_id=site.run_by_id, begun_on=today - datetime.timedelta(days=n % (30 * MONTHS)),
        )
        for n in range(INTRODUCTIONS)
    )  # fmt: skip
    while some := list(itertools.islice(introductions, 5_000)):
        Introduction.objects.bulk_create(some)
    with connection.cursor() as cursor:
        for table in ("introductions_introduction", "people_person", "directory_service"):
            cursor.execute(f"VACUUM (ANALYZE) {table}")


def _bring_in(site: Site, worker_id: Any) -> None:
    """Introduce as many to the hub as are missing: a third wait for somebody to take them."""
    today = timezone.localdate()
    for n in range(Incoming.objects.filter(site=site).count(), COME_IN):
        row = Incoming(
            site=site, held_by_id=site.run_by_id, came="FORM", safe_way="COMES",
            agreed_how="TOGETHER", next_on=today + datetime.timedelta(days=n % 14),
            stands="NEW" if n % 3 == 0 else "TAKEN", owner_id=None if n % 3 == 0 else worker_id,
        )  # fmt: skip
        row.introducer, row.name = f"Surgery {n % 20}", f"Brought {n}"
        row.next_step = "Say hello, in the way that is safe"
        row.save(force_insert=True)


def _introduction(n: int, **about: Any) -> Introduction:
    """Return the introduction of that number: the first 500 go on, of the others most have met."""
    row = Introduction(way=("TOLD", "IN_TOUCH", "ALONG")[n % 3], **about)
    if n < MINE:
        row.state, row.next_on = "TO_GO", timezone.localdate() + datetime.timedelta(days=3)
        row.next_step = "Ring them, and ask how the first time was"
        return row
    row.state = "OTHER_WAY" if n % 5 == 0 else "STOPPED" if n % 17 == 0 else "MET"
    row.ended_on = row.begun_on + datetime.timedelta(days=n % 40)
    if row.state == "MET":
        row.met_on, row.fitted = row.ended_on, ("YES", "PARTLY", "")[n % 3]
    return row

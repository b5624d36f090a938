"""The pages that are open all day: Today with 500 visits, and a list of 10,000 people."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, ground, serving
from hearth.accounts.roles import Role
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor.models import Visit
from hearth.people.models import Acquaintance, Person
from hearth.places.models import Site

VISITS = 500
PEOPLE = 10_000


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    here = ground.ready()
    with schema_context(ground.SCHEMA):
        full, listing = _site("bench-full"), _site("bench-list")
        _fill(full, listing)
        workers = {site: ground.worker(Role.TEAM_MEMBER, site) for site in (full, listing)}
        cookies = {
            site.slug: [ground.sign_in(worker, site=site.slug) for _ in range(16)]
            for site, worker in workers.items()
        }

    def page(path: str, site: Site) -> Any:
        def requests(n: int) -> Iterator[bytes]:
            jar = cookies[site.slug][n]
            return itertools.repeat(clients.get(path, host=serving.HOST, cookies=jar))

        return requests

    def empty(n: int) -> Iterator[bytes]:
        return itertools.repeat(
            clients.get("/bench/empty/", host=serving.HOST, cookies=here.cookies[n])
        )

    good = (b"200",)
    with serving.serving() as (port, pid):
        floor = clients.keep_busy(port, empty, clients=2, seconds=4, good=good)
        today = clients.keep_busy(port, page("/today/", full), clients=2, seconds=6, good=good)
        people = clients.keep_busy(port, page("/people/", listing), clients=2, seconds=6, good=good)
        memory = serving.memory_of(pid)
    report.add("pages", "empty signed-in page", floor.as_dict())
    report.add("pages", f"Today with {VISITS} visits", today.as_dict())
    report.add("pages", f"people list of {PEOPLE:,}", people.as_dict())
    report.ratio(
        "pages", "Today to an empty page, p50", today.p50 / floor.p50, goal=None, better="less"
    )
    report.ratio(
        "pages",
        "people list to an empty page, p50",
        people.p50 / floor.p50,
        goal=None,
        better="less",
    )
    report.ratio("pages", "memory of a serving worker, MB", memory, goal=200, better="less")


def _site(slug: str) -> Site:
    run_by = Site.objects.get(slug="bench-door").run_by
    return Site.objects.get_or_create(slug=slug, defaults={"name": slug, "run_by": run_by})[0]


def _fill(full: Site, listing: Site) -> None:
    """Put 500 visits of today in one site, and let the other know 10,000 people."""
    now = timezone.localtime()
    today = now.date()
    for site, number in ((full, VISITS), (listing, PEOPLE)):
        missing = number - Person.objects.known_to(site).count()
        people = [
            Person(
                known_as=f"Person {n} of {site.slug}", known_at=[site.id], greeted_at=[site.id],
                held_by_id=site.run_by_id, needs=["QUIET"] if n % 7 == 0 else [],
            )
            for n in range(missing)
        ]  # fmt: skip
        Person.objects.bulk_create(people, batch_size=2000)
        Acquaintance.objects.bulk_create(
            [
                Acquaintance(
                    person=person, site=site, since=today - datetime.timedelta(days=90),
                    last_welcomed_on=today - datetime.timedelta(days=n % 90),
                )
                for n, person in enumerate(people)
            ],
            batch_size=2000,
        )  # fmt: skip
    Visit.objects.filter(site=full).delete()
    greeter = ground.worker(Role.TEAM_MEMBER, full)
    Visit.objects.bulk_create(
        Visit(
            id=uuid7(), site=full, held_by_id=full.run_by_id, person=person, welcomed_by=greeter,
            arrived_at=now - datetime.timedelta(seconds=n), arrived_on=today,
            arrived_hour=now.hour,
        )
        for n, person in enumerate(Person.objects.known_to(full)[:VISITS])
    )  # fmt: skip
    with connection.cursor() as cursor:  # as autovacuum does, soon after so many rows were written
        cursor.execute("ANALYZE people_person, people_acquaintance, frontdoor_visit")

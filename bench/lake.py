"""
The lake of 10,000,000 visits: filling it again after a change, and every measure over it.

The visits are those of `hearth simulate`. They are put into PostgreSQL, published once, and then
one visit of a month long gone is changed: what the next filling takes. Over the simulated lake
itself twelve months are measured, each measure beside a query that a hand has written for DuckDB
over the same files (lake_by_hand), which must give the same rows. BENCH_LAKE asks for another
number of visits, and BENCH_LAKE_MORE (100000000, say) for a larger lake, measured within 4 GB
beside this one.
"""

import datetime
import os
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from adbc_driver_postgresql import dbapi
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import ground
from bench.lake_by_hand import BY_HAND
from bench.run import Report
from hearth.accounts.roles import Role
from hearth.config.environment import VAR
from hearth.evidence.engines.duck import OnDuckDB
from hearth.evidence.engines.files import files_of, manifests_of
from hearth.evidence.measures import MEASURES, Asked, Kind, Measure
from hearth.frontdoor.models import Visit
from hearth.lake.publishing import Filled, publish
from hearth.lake.simulating import Wished, simulate
from hearth.people.models import Person
from hearth.places.models import Organisation, Site
from hearth.places.timer import OnATimer
from hearth.registry.actions import open_partnership
from hearth.registry.models import Partnership

VISITS = int(os.environ.get("BENCH_LAKE", "10000000"))
MORE = int(os.environ.get("BENCH_LAKE_MORE", "0"))
ROOM = "lake"
SCHEMA = "bench_lake"
HUBS, MONTHS = 15, 19
PEOPLE = 5_000
TIMES = 5
MEMORY = "4GB"


def run(report: Report) -> None:
    """Measure, and tell the report what was seen."""
    folder = VAR / "bench" / "lakes"
    wished = Wished(hubs=HUBS, months=MONTHS, visits=VISITS, last=f"{timezone.localdate():%Y-%m}")
    simulated = _simulated(report, folder, wished)
    took = _measures(report, simulated, wished)
    _fill(report, folder / "published", simulated, wished)
    if MORE:
        more = Wished(hubs=HUBS * MORE // VISITS, months=MONTHS, visits=MORE, last=wished.last)
        larger = _simulated(report, folder, more)
        _larger(report, larger, more, took)


def _simulated(report: Report, folder: Path, wished: Wished) -> Path:
    there = folder / f"simulated-{wished.in_all}"
    began = time.monotonic()
    rows = simulate(there, wished)
    report.add(
        ROOM, f"simulating {wished.in_all:,} visits",
        {
            "seconds": round(time.monotonic() - began), "rows": rows,
            "largest_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        },
    )  # fmt: skip
    return there


def _year(wished: Wished) -> tuple[datetime.date, datetime.date]:
    last = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
    return last.replace(year=last.year - 1) + datetime.timedelta(days=1), last


def _measures(report: Report, lake: Path, wished: Wished) -> dict[str, float]:
    """Time every measure over a year, by hub, beside a hand's own query of the same rows."""
    first, last = _year(wished)
    asked = Asked(first, last, ("hub",))
    names = [one for one, _ in wished.partnerships()]
    took = {}
    for name, measure in MEASURES.items():
        engine = OnDuckDB(lake, names, memory=MEMORY)
        own = _median(lambda measure=measure, engine=engine: engine.answer(measure, asked))
        hand = _median(lambda measure=measure: _by_hand(lake, names, measure, asked))
        assert _plain(engine, measure, asked) == _by_hand(lake, names, measure, asked), name
        report.ratio(ROOM, f"{name}: to a hand-written query", own / hand, goal=2.0, better="less")
        report.add(ROOM, f"{name}, twelve months by hub", {"ms": round(own * 1000, 1)})
        took[name] = own
    report.ratio(
        ROOM, "seconds for a network’s twelve months, the slowest measure", max(took.values()),
        goal=1.0, better="less",
    )  # fmt: skip
    return took


def _plain(engine: OnDuckDB, measure: Measure, asked: Asked) -> list[tuple[Any, ...]]:
    shown = {Kind.COUNT: (), Kind.SHARE: ("of",), Kind.MIDDLE: ("middle",)}[measure.kind]
    return sorted(
        (one.cut["hub"], one.n, *(getattr(one, each) for each in shown))
        for one in engine.answer(measure, asked)
    )


def _by_hand(
    lake: Path, names: Sequence[str], measure: Measure, asked: Asked
) -> list[tuple[Any, ...]]:
    manifests = manifests_of(lake, names)
    facts = {
        table: f"read_parquet({files_of(lake, manifests, table, measure, asked)})"
        for table in measure.rows
    }
    question = BY_HAND[measure.name].format(**facts, first=asked.first, last=asked.last)
    with duckdb.connect() as opened:
        opened.execute(f"SET memory_limit = '{MEMORY}'")
        return sorted(opened.execute(question).fetchall())


def _median(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _fill(report: Report, published: Path, simulated: Path, wished: Wished) -> None:
    """Time the first filling, one after a change in a month long gone, and one after none."""
    _load(report, simulated, wished)
    shutil.rmtree(published, ignore_errors=True)
    with schema_context(SCHEMA):
        whole, done = _filled(published)
        assert done.rows >= VISITS
        report.add(ROOM, f"the first filling with {VISITS:,} visits", {"seconds": round(whole, 1)})
        first = Visit.objects.order_by("arrived_on").values_list("arrived_on", flat=True)[0]
        changed = Visit.objects.filter(arrived_on=first + datetime.timedelta(days=60))[:1].get()
        Visit.objects.filter(id=changed.id).update(arrived_hour=(changed.arrived_hour + 1) % 24)
        again, done = _filled(published)
        assert [part.month for part in done.written] == [f"{changed.arrived_on:%Y-%m}"]
        report.ratio(
            ROOM, f"seconds to fill it again after one changed month of {VISITS:,} visits", again,
            goal=5.0, better="less",
        )  # fmt: skip
        nothing, done = _filled(published)
        assert not done.written
        report.add(ROOM, "a filling after which nothing changed", {"seconds": round(nothing, 1)})


def _filled(published: Path) -> tuple[float, Filled]:
    began = time.perf_counter()
    done = publish(by=OnATimer(), folder=published)
    return time.perf_counter() - began, done


def _load(report: Report, simulated: Path, wished: Wished) -> None:
    """Put the simulated visits into PostgreSQL, in a partnership of their own, unless they are."""
    if not Partnership.objects.filter(schema_name=SCHEMA).exists():
        open_partnership(name="Lake", schema=SCHEMA, hostname="bench-lake.localhost")
    with schema_context(SCHEMA):
        if Visit.objects.count() == VISITS:
            return
        began = time.monotonic()
        trust, _ = Organisation.objects.get_or_create(name="Lake Trust")
        for number in range(HUBS):
            name = {"name": f"Lake {number}", "run_by": trust}
            Site.objects.get_or_create(slug=f"lake-{number}", defaults=name)
        site = Site.objects.get(slug="lake-0")
        worker = ground.worker(Role.GREETER, site)
        Person.objects.bulk_create(
            Person(known_as=f"P{n}", known_at=[site.id], held_by=trust) for n in range(PEOPLE)
        )
    address = os.environ["DATABASE_OWNER_URL"]
    files = files_of(
        simulated, manifests_of(simulated, [one for one, _ in wished.partnerships()]), "visits",
        MEASURES["people"], Asked(datetime.date(1900, 1, 1), datetime.date(2999, 1, 1)),
    )  # fmt: skip
    with duckdb.connect() as lake, dbapi.connect(address) as opened, opened.cursor() as cursor:
        rows = lake.sql(
            f"SELECT right(hub, 3)::INT AS hub, day, hour, (abs(hash(person)::HUGEINT) % {PEOPLE})"
            f"::INT AS person FROM read_parquet({files})"
        )
        cursor.execute(f"DROP TABLE IF EXISTS {SCHEMA}.simulated")
        cursor.adbc_ingest("simulated", rows.to_arrow_reader(), db_schema_name=SCHEMA)
        opened.commit()
    with psycopg.connect(address, autocommit=True) as bare:
        bare.execute(f"SET search_path = {SCHEMA}")
        bare.execute("TRUNCATE frontdoor_visit CASCADE")
        bare.execute("ALTER TABLE frontdoor_visit DISABLE TRIGGER USER")
        bare.execute(
            "INSERT INTO frontdoor_visit (id, recorded_at, site_id, held_by_id, welcomed_by_id,"
            " arrived_at, arrived_on, arrived_hour, person_id, source, brought, how_today,"
            " how_came, otherwise, came_with_sealed, note_sealed, child_alone)"
            " SELECT gen_random_uuid(), now(), s.id, s.run_by_id, %s, v.day + make_interval("
            " hours => v.hour), v.day, v.hour, p.id, 'FILE', '{}', '', '', '', '', '', false"
            " FROM simulated v JOIN places_site s ON s.slug = 'lake-' || v.hub LEFT JOIN ("
            " SELECT id, (row_number() OVER (ORDER BY id))::int - 1 AS number FROM people_person) p"
            " ON p.number = v.person",
            [worker.id],
        )
        bare.execute("ALTER TABLE frontdoor_visit ENABLE TRIGGER USER")
        bare.execute("DROP TABLE simulated")
        bare.execute("VACUUM ANALYZE frontdoor_visit")
    seconds = {"seconds": round(time.monotonic() - began)}
    report.add(ROOM, f"putting {VISITS:,} visits into PostgreSQL", seconds)


def _larger(report: Report, lake: Path, wished: Wished, took: dict[str, float]) -> None:
    """Time every measure over more rows, within 4 GB, beside the same over fewer."""
    first, last = _year(wished)
    names = [one for one, _ in wished.partnerships()]
    engine = OnDuckDB(lake, names, memory=MEMORY)
    grown = {}
    for name, measure in MEASURES.items():
        began = time.perf_counter()
        engine.answer(measure, Asked(first, last, ("hub",)))
        grown[name] = (time.perf_counter() - began) / took[name]
        report.add(
            ROOM, f"{name}, {wished.in_all:,} visits",
            {"seconds": round(grown[name] * took[name], 2), "times": round(grown[name], 1)},
        )  # fmt: skip
    report.ratio(
        ROOM, f"{wished.in_all:,} visits to {VISITS:,}: time, the slowest measure",
        max(grown.values()), goal=wished.in_all / VISITS, better="less",
    )  # fmt: skip
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    report.ratio(ROOM, "most memory in all this, GB", largest, goal=4.0, better="less")

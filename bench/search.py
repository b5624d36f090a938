"""
Finding people by an imperfect name, among 10,000, 100,000 and 1,000,000 of them.

One partnership grows from step to step. Everybody in it is known at one site
(and some at others as well), which is as hard as it can be: a search there
chooses among them all. What is typed is what a door types: names letter by
letter, two words, short forms, slips of the keys, birth dates, nobody at all.

In SQL: all the statements of one search, beside reading one person by key, on
the same connection as the web role behind the walls. Over HTTP: sixteen
clients type, beside sixteen who open one person by key.
"""

import datetime
import itertools
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import quote
from uuid import UUID

import psycopg
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, crowd, ground, serving
from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.statements import ask
from hearth.people import findable
from hearth.people.names import other_forms
from hearth.people.search import find_people
from hearth.places.models import Organisation, Site
from hearth.registry.actions import open_partnership
from hearth.registry.models import Partnership

SCHEMA, HOST = "bench_search", "bench-search.localhost"
SIZES = tuple(int(n) for n in os.environ.get("BENCH_PEOPLE", "10000,100000,1000000").split(","))
BUSY_AT = 100_000
"""People at whom the clients of the HTTP measurement type."""
OTHER_SITES = 19
SEARCHES = 1200

PEOPLE = """
INSERT INTO people_person (id, recorded_at, known_as, pronouns, welcome_sealed, needs,
    needs_note_sealed, listed, wants_no_messages, died_source_sealed, known_at, greeted_at,
    held_by_id, edited_at, unsafe_ways)
SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, now(),
    CASE WHEN n %% 5 < 2 THEN g.name || ' ' || f.name ELSE g.name END, '', '', '{}', '', true,
    false, '',
    CASE WHEN n %% 4 = 0 THEN ARRAY[%(site)s,
             (%(others)s::uuid[])[1 + n / 4 %% %(number)s]]::uuid[]
         ELSE ARRAY[%(site)s]::uuid[] END,
    CASE WHEN n %% 3 = 0 THEN ARRAY[%(site)s]::uuid[] ELSE '{}' END, %(held_by)s, now(), '{}'
  FROM (SELECT n, 1 + floor(random() * %(pool)s)::int AS a,
               1 + floor(random() * %(pool)s)::int AS b
          FROM generate_series(%(first)s, %(last)s) AS n) AS drawn
  JOIN bench_names g ON g.nth = drawn.a AND g.given
  JOIN bench_names f ON f.nth = drawn.b AND NOT f.given
"""
DETAILS = """
INSERT INTO people_details (id, recorded_at, person_id, known_at, held_by_id, given_name,
    family_name, born_on, postcode, no_fixed_place, languages, nhs_number_sealed, edited_at)
SELECT gen_random_uuid(), now(), p.id, p.known_at, p.held_by_id,
    split_part(p.known_as, ' ', 1), f.name,
    date '1940-01-01' + floor(random() * 25000)::int, '', false, '{}', '', now()
  FROM (SELECT p.*, 1 + floor(random() * %(pool)s)::int AS b FROM people_person p
         WHERE p.id NOT IN (SELECT person_id FROM people_details)
           AND ('x' || right(p.id::text, 4))::bit(16)::int %% 2 = 0) AS p
  JOIN bench_names f ON f.nth = p.b AND NOT f.given
"""
ACQUAINTANCES = """
INSERT INTO people_acquaintance (id, recorded_at, person_id, site_id, since, last_welcomed_on)
SELECT gen_random_uuid(), now(), p.id, s, %(today)s::date - 1500,
    %(today)s::date - CASE WHEN s = ANY (p.greeted_at) THEN floor(random() * random() * 180)::int
                           ELSE 183 + floor(random() * 1300)::int END
  FROM people_person p CROSS JOIN unnest(p.known_at) AS s
 WHERE p.id >= ('01900000-0000-7000-8000-' || lpad(to_hex(%(first)s), 12, '0'))::uuid
"""
BY_KEY = "SELECT id, known_as, pronouns, needs FROM people_person WHERE id = %s"


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    measured = measure(report)
    for size, figures in measured.items():
        report.ratio(
            "search", f"in SQL among {size:,}: p95 to reading one person by key",
            figures["search"]["p95"] / figures["by key"]["p95"], goal=10, better="less",
        )  # fmt: skip
    for less, more in itertools.pairwise(measured):
        report.ratio(
            "search", f"in SQL: p95 among {more:,} to p95 among {less:,}",
            measured[more]["search"]["p95"] / measured[less]["search"]["p95"],
            goal=1.5, better="less",
        )  # fmt: skip


def measure(report: Any, sizes: tuple[int, ...] = SIZES) -> dict[int, dict[str, dict[str, float]]]:
    """
    Return, for each number of people, the times of searches and of reading one by key, in ms.

    The first also by what kind of thing was typed. Told to the report as they come.
    """
    site, worker, others = settled()
    measured = {}
    for size in sizes:
        with schema_context(SCHEMA):
            grow(report, size, site, others)
            typed = what_a_door_types(site, SEARCHES, seed=size)
            figures = _in_sql(site, worker, typed)
            storage = _megabytes()
        for what, timing in figures.items():
            report.add("search", f"in SQL among {size:,}: {what}", timing)
        report.add("search", f"what {size:,} people are found by", storage)
        measured[size] = figures
        if size == BUSY_AT:
            _over_http(report, worker, typed)
    return measured


def settled(schema: str = SCHEMA, host: str = HOST) -> tuple[Site, User, list[UUID]]:
    """Return a site, a team member there and other sites, in a partnership made for it."""
    if not Partnership.objects.filter(schema_name=schema).exists():
        open_partnership(name=schema.replace("_", " ").capitalize(), schema=schema, hostname=host)
    with schema_context(schema):
        site, _ = ground.door()
        run_by = Organisation.objects.get(name="Bench Trust")
        others = [
            Site.objects.get_or_create(
                slug=f"other-{n}", defaults={"name": f"Other {n}", "run_by": run_by}
            )[0].id
            for n in range(OTHER_SITES)
        ]
        return site, ground.worker(Role.TEAM_MEMBER, site), others


def grow(report: Any, size: int, site: Site, others: list[UUID]) -> None:
    """Let there be so many people in the schema in hand, all of them known at the site."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        there = cursor.fetchone()[0]
        if there == size:
            return
        if there > size:
            cursor.execute("TRUNCATE people_person CASCADE")
            there = 0
        started = time.monotonic()
        names = crowd.pool(1)
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("CREATE TEMP TABLE bench_names (nth int, given boolean, name text)")
        with cursor.copy("COPY bench_names FROM STDIN") as copy:
            for given, pool in ((True, names.given), (False, names.family)):
                for n, name in enumerate(pool, 1):
                    copy.write_row((n, given, name))
        values = {
            "site": site.id, "others": others, "number": len(others), "held_by": site.run_by_id,
            "pool": crowd.POOL, "first": there + 1, "last": size, "today": timezone.localdate(),
        }  # fmt: skip
        for statement in (PEOPLE, DETAILS, ACQUAINTANCES):
            cursor.execute(statement, values)
        cursor.execute("DROP TABLE bench_names")
        cursor.execute("ANALYZE people_person, people_details, people_acquaintance")
        loaded = time.monotonic()
        findable.rebuild()
        rebuilt = time.monotonic()
        cursor.execute("VACUUM people_findable, people_person")
    report.add(
        "search", f"growing to {size:,}",
        {
            "loading_s": round(loaded - started, 1),
            "findable.rebuild()_s": round(rebuilt - loaded, 1),
        },
    )  # fmt: skip


def what_a_door_types(site: Site, number: int, *, seed: int) -> list[tuple[str, str]]:
    """Return what a busy door types, as (kind, words): mostly names of people who come."""
    chance = random.Random(seed)  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.known_as, d.family_name, d.born_on FROM people_acquaintance a"
            " JOIN people_person p ON p.id = a.person_id"
            " LEFT JOIN people_details d ON d.person_id = p.id"
            " WHERE a.site_id = %s AND a.last_welcomed_on > %s ORDER BY md5(p.id::text) LIMIT 5000",
            [site.id, timezone.localdate() - datetime.timedelta(days=60)],
        )
        people = cursor.fetchall()
    typed: list[tuple[str, str]] = []
    while len(typed) < number:
        known_as, family, born_on = chance.choice(people)
        typed += _types_of(chance, known_as.lower(), (family or "").lower(), born_on)
    chance.shuffle(typed)
    return typed[:number]


def _types_of(
    chance: random.Random, known_as: str, family: str, born_on: datetime.date | None
) -> Iterator[tuple[str, str]]:
    """Yield what is typed while somebody is looked for."""
    first, _, last = known_as.partition(" ")
    last = last or family
    way = chance.random()
    if way < 0.55 or not last:
        yield from (("letter by letter", first[:n]) for n in range(2, min(len(first), 7) + 1))
    elif way < 0.68:
        yield from (("two words", f"{first[:2]} {last[:n]}") for n in (1, 2, 3))
        yield "two words", f"{last} {first[0]}"
    elif way < 0.74:
        yield "family name", last
    elif way < 0.80:
        near, _ = other_forms(first)
        yield "short form", chance.choice(sorted(near)) if near else first
    elif way < 0.92:
        yield "slip of the keys", _slipped(chance, first)
        yield "slip of the keys", f"{_slipped(chance, first)} {last}"
    elif way < 0.97 and born_on:
        yield "birth date", f"{born_on:%d/%m/%Y}"
    else:
        yield "nobody", "".join(chance.choice("bcdfghjkqxz") for _ in range(6))


def _slipped(chance: random.Random, word: str) -> str:
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice("aeiourst") + word[at + 1 :],
        ]
    )


def _in_sql(site: Site, worker: User, typed: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Time the statements of searches and of reads by key, turn about, on one connection."""
    times: dict[str, list[float]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person ORDER BY md5(id::text) LIMIT %s", [len(typed)])
        keys = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET ROLE hearth_web")
        try:
            with acting_as(worker):
                places = [site.id]
                for (kind, words), key in zip(typed, keys, strict=False):
                    with _clock() as clock:
                        find_people(actor=worker, words=words, sites=places, here=site.id)
                    times.setdefault("search", []).append(clock[0])
                    times.setdefault(f"search, {kind}", []).append(clock[0])
                    with _clock() as clock:
                        ask(BY_KEY, [key]).fetchone()
                    times.setdefault("by key", []).append(clock[0])
        finally:
            cursor.execute("RESET ROLE")
    warm = {what: taken[len(taken) // 10 :] for what, taken in times.items()}
    return {what: _as_dict(taken) for what, taken in sorted(warm.items())}


def _as_dict(taken: list[float]) -> dict[str, float]:
    timing = clients.timing_of(sorted(taken), sum(taken)).as_dict()
    return {**timing, "max": round(max(taken) * 1000, 3)}


@contextmanager
def _clock() -> Iterator[list[float]]:
    """Add up the time of every statement inside, from sending it to its answer."""
    spent = [0.0]
    execute = psycopg.Cursor.execute

    def timed(*args: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*args, **options)
        finally:
            spent[0] += time.perf_counter() - started

    with mock.patch.object(psycopg.Cursor, "execute", timed):
        yield spent


def _over_http(report: Any, worker: User, typed: list[tuple[str, str]]) -> None:
    with schema_context(SCHEMA):
        jars = [ground.sign_in(worker) for _ in range(16)]
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM people_person ORDER BY md5(id::text) LIMIT 1600")
            keys = [row[0] for row in cursor.fetchall()]

    def pages(addresses: list[str]) -> Callable[[int], Iterator[bytes]]:
        def requests(n: int) -> Iterator[bytes]:
            mine = (clients.get(path, host=HOST, cookies=jars[n]) for path in addresses[n::16])
            return itertools.cycle(list(mine))

        return requests

    searches = [f"/bench/search/?q={quote(words)}" for _, words in typed]
    welcomes = [f"/welcome/?q={quote(words)}" for _, words in typed]
    by_key = [f"/bench/person/{key}/" for key in keys]
    with serving.serving() as (port, _):
        asked = {"read": by_key, "found": searches, "welcome": welcomes}
        kinds = {kind: (port, pages(addresses), b"200") for kind, addresses in asked.items()}
        busy = clients.in_turn(kinds)
    read, found, welcome = busy["read"], busy["found"], busy["welcome"]
    report.add("search", f"over HTTP among {BUSY_AT:,}: one person by key", read.as_dict())
    report.add("search", f"over HTTP among {BUSY_AT:,}: search", found.as_dict())
    report.add("search", f"over HTTP among {BUSY_AT:,}: the welcome screen", welcome.as_dict())
    report.ratio(
        "search", f"over HTTP among {BUSY_AT:,}, 16 clients: p95 to a page of one person by key",
        found.p95 / read.p95, goal=2, better="less",
    )  # fmt: skip


def _megabytes() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_total_relation_size('people_findable'),"
            " pg_total_relation_size('people_spelling'),"
            " pg_total_relation_size('people_person') + pg_total_relation_size('people_details')"
            " + pg_total_relation_size('people_acquaintance'), count(*) FROM people_findable"
        )
        found_by, spelling, people, rows = cursor.fetchone()
    return {
        "rows": rows, "findable_MB": round(found_by / 1e6), "spelling_MB": round(spelling / 1e6),
        "the_people_themselves_MB": round(people / 1e6),
    }  # fmt: skip

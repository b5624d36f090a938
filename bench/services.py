"""
Finding what helps among 5,000 and 50,000 services, and what the public's pages cost.

In SQL: the statements of one search, beside one that a hand has written for the same question and
that returns the same rows (see by_hand). Over HTTP: sixteen clients search, beside sixteen who open
a public page with nothing in it. What is typed has a need and a postcode, and in every second one a
slip.

Pages are kept for some seconds by each process; what they cost is measured with that and without,
and how many bytes a first view of the front page takes (first_view).

How good the answers are is measured too: the files in asked/ hold what people would type and what
a connector would show them. Each says what it found before anything was changed for it. People say
common needs in the same few words, so some questions are phrases that the directory knows as they
stand; what the others found is reported apart.
"""

import itertools
import json
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import psutil
from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import by_hand, clients, first_view, serving, town
from bench.search import _as_dict, _clock
from hearth.demo.networks import DEMONSTRATION
from hearth.demo.offers.laying import lay
from hearth.demo.settling import settle
from hearth.directory.finding import publishing
from hearth.directory.finding.asking import understand
from hearth.directory.finding.cards import read_card
from hearth.directory.finding.lexicon import forget, lexicon
from hearth.directory.finding.words import plain
from hearth.directory.models import Service, Synonym
from hearth.directory.queries.finding import find
from hearth.foundation.statements import ask
from hearth.places.models import Site
from hearth.registry.actions import open_partnership
from hearth.registry.models import Partnership

SCHEMA, HOST = "bench_services", "bench-services.localhost"
SIZES = (5_000, 50_000)
SEARCHES = 600
NAMES = ("first", "second", "third")
ASKED = [Path(__file__).parent / "asked" / f"{name}.toml" for name in NAMES]


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    _judge(report)
    measured: dict[int, dict[str, dict[str, float]]] = {}
    typed = town.asked(SEARCHES, seed=3)
    _ground()
    for size in SIZES:
        with schema_context(SCHEMA):
            _grow(report, size)
            measured[size] = _in_sql(typed)
        for what, timing in measured[size].items():
            report.add("services", f"in SQL among {size:,}: {what}", timing)
        report.ratio(
            "services", f"in SQL among {size:,}: p95 to the same question by hand",
            measured[size]["search"]["p95"] / measured[size]["by hand"]["p95"],
            goal=3, better="less",
        )  # fmt: skip
    less, more = SIZES
    report.ratio(
        "services", f"in SQL: p95 among {more:,} to p95 among {less:,}",
        measured[more]["search"]["p95"] / measured[less]["search"]["p95"], goal=1.5, better="less",
    )  # fmt: skip
    _over_http(report, typed)


def _ground() -> None:
    if not Partnership.objects.filter(schema_name=SCHEMA).exists():
        open_partnership(name="Bench services", schema=SCHEMA, hostname=HOST)
    with schema_context(SCHEMA), transaction.atomic():
        if not Site.objects.exists():
            settle(DEMONSTRATION[-1], today=timezone.localdate())


def _grow(report: Any, size: int) -> None:
    if Service.objects.count() != size:
        started = time.monotonic()
        town.grow(size)
        grown = time.monotonic()
        with transaction.atomic():
            publishing.publish_all()
        published = time.monotonic()
        figures = {
            "loading_s": round(grown - started, 1),
            "publish_all()_s": round(published - grown, 1),
        }
        report.add("services", f"growing to {size:,}", figures)
    with connection.cursor() as cursor:
        for statement in by_hand.TABLES:
            cursor.execute(statement)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM (ANALYZE) "{table}"')
    forget()


def _in_sql(typed: list[str]) -> dict[str, dict[str, float]]:
    """
    Time searches and the question by hand, turn about, on one connection; and understanding.

    Both must find the same: at most one search in a hundred may differ, and that in its last row.
    """
    times: dict[str, list[float]] = {"search": [], "by hand": [], "understanding": []}
    words = lexicon()
    now = timezone.localtime()
    compared, unlike = 0, list[str]()
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL ROLE hearth_web")
        for each in typed:
            started = time.perf_counter()
            asked = understand(each, lexicon=words, now=now)
            times["understanding"].append(time.perf_counter() - started)
            with _clock() as clock:
                found = find(asked, now=now)
            times["search"].append(clock[0])
            questions = by_hand.questions(asked, now.date())
            with _clock() as clock:
                for statement, filled in questions:
                    rows = ask(statement, filled).fetchall()
            times["by hand"].append(clock[0])
            if not found.widened and not found.named:
                ours = {one.card.service_id for one in found.results}
                theirs = {read_card(json.loads(card)).service_id for _, card in rows}
                compared += 1
                if ours != theirs:
                    unlike.append(each)
                assert len(ours ^ theirs) <= 2, each  # the last of ten, where two are as good
    assert len(unlike) <= compared / 100, unlike
    return {what: _as_dict(taken[len(taken) // 10 :]) for what, taken in times.items()}


def _over_http(report: Any, typed: list[str]) -> None:
    with schema_context(SCHEMA):
        site = Site.objects.values_list("slug", flat=True).first()
        entry: UUID | None = Service.objects.values_list("id", flat=True).first()

    def pages(*paths: str) -> Callable[[int], Iterator[bytes]]:
        def requests(n: int) -> Iterator[bytes]:
            mine = paths[n::16] or paths
            return itertools.cycle([clients.get(path, host=HOST, cookies="") for path in mine])

        return requests

    searches = [f"/find/?q={quote(words)}" for words in typed]
    public = {
        "the front page": "/", "help now": "/now/", "hubs": "/hubs/", "what's on": "/whats-on/",
        "find support": "/find/", "one entry": f"/find/{entry}/", "advice": "/advice/",
        "looking after myself": "/myself/", "help someone else": "/someone-else/",
        "a hub": f"/hubs/{site}/",
    }  # fmt: skip
    empty, good = "/bench/public/", b"200"
    cost: dict[str, dict[str, float]] = {}
    with serving.serving("bench.unkept_settings") as (port, pid):
        kinds = {"empty": (port, pages(empty), good), "found": (port, pages(*searches), good)}
        busy = clients.in_turn(kinds)
        cost["drawn anew"] = {
            what: _cpu(pid, port, pages(path)) for what, path in {"empty": empty, **public}.items()
        }
    with serving.serving() as (port, pid):
        bytes_sent = first_view.weight(port, "/", host=HOST)
        cost["as served"] = {
            what: _cpu(pid, port, pages(path)) for what, path in {"empty": empty, **public}.items()
        }
    report.add("services", "over HTTP: an empty public page", busy["empty"].as_dict())
    report.add("services", f"over HTTP among {SIZES[-1]:,}: search", busy["found"].as_dict())
    report.ratio(
        "services", f"over HTTP among {SIZES[-1]:,}, 16 clients: p95 to an empty public page",
        busy["found"].p95 / busy["empty"].p95, goal=3, better="less",
    )  # fmt: skip
    report.ratio(
        "services", "bytes over the wire of a first view of the front page",
        bytes_sent, goal=150_000, better="less",
    )  # fmt: skip
    for how, took in cost.items():
        report.add(
            "services", f"server CPU of public pages {how}, ms",
            {what: round(spent, 2) for what, spent in took.items()},
        )  # fmt: skip
        dearest = max(public, key=took.__getitem__)
        report.ratio(
            "services", f"server CPU of the dearest public page {how} ({dearest}) to an empty one",
            took[dearest] / took["empty"], goal=3, better="less",
        )  # fmt: skip


def _cpu(pid: int, port: int, requests: Callable[[int], Iterator[bytes]]) -> float:
    """Return the server's own time for a request, in ms: all its processes, not the database's."""
    server = psutil.Process(pid)
    before = _spent(server)
    busy = clients.keep_busy(port, requests, clients=2, seconds=3, warm_up=0, good=(b"200",))
    if busy.failures or not busy.requests:
        raise SystemExit(f"{busy.failures} of {busy.requests} answers were not as they should be")
    return (_spent(server) - before) / busy.requests * 1000


def _spent(server: psutil.Process) -> float:
    processes = [server, *server.children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def _judge(report: Any) -> None:
    """Ask what people would type, and count how often a right answer is among the first five."""
    now = timezone.localtime().replace(hour=11, minute=0)  # "tonight" is to mean the same each time
    answered: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    sets = {path.stem: tomllib.loads(path.read_text("utf-8"))["asked"] for path in ASKED}
    for network in DEMONSTRATION:
        schema = f"bench_{network.slug}"
        if not Partnership.objects.filter(schema_name=schema).exists():
            host = f"bench-{network.slug}.localhost"
            open_partnership(name=network.name, schema=schema, hostname=host)
        with schema_context(schema):
            if not Service.objects.exists():
                with transaction.atomic():
                    lay(network, settle(network, today=now.date()), now=now, seed="bench")
            words = lexicon()
            phrases = set(Synonym.objects.values_list("phrase", flat=True))
            for name, asked_of_it in sets.items():
                for each in asked_of_it:
                    if each["network"] == network.slug:
                        asked = understand(each["words"], lexicon=words, now=now)
                        first = find(asked, now=now).results[:5]
                        is_right = any(one.card.name in each["right"] for one in first)
                        is_a_phrase = plain(each["words"]) in phrases
                        for counted in [name] if is_a_phrase else [name, f"{name}, in new words"]:
                            questions[counted] += 1
                            answered[counted] += is_right
    for whole, ends in (
        ("all", NAMES),
        ("all, in new words", [f"{each}, in new words" for each in NAMES]),
    ):
        answered[whole] = sum(answered[each] for each in ends)
        questions[whole] = sum(questions[each] for each in ends)
    for name, number in questions.items():
        report.ratio(
            "services", f"share of {number} questions ({name}) with a right answer in the first 5",
            answered[name] / number, goal=0.9, better="more",
        )  # fmt: skip

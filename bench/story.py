"""
Layers that people share: what the walls cost, and how soon a sharing that is taken back bites.

A hundred thousand people share something with twenty organisations and teams each. Searches and
lists are asked by a team member behind the walls, turn about with the same by the tables' owner,
for whom there are none.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, search
from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.audiences import role_at
from hearth.people.actions import Decision, Whom, agree_sharing, withdraw_sharing
from hearth.people.models import Layer, Passage, Person, Sharing, Wording
from hearth.people.queries.listing import people_list
from hearth.people.queries.seeing import sight_of
from hearth.people.search import find_people
from hearth.places.models import Organisation, Site

SCHEMA, HOST = "bench_story", "bench-story.localhost"
PEOPLE = 100_000
SHARINGS = 20
ENTRIES = 1000
SEARCHES = 400
A_LIST = 300
"""People of whom one worker's list says something."""

SHARE = """
INSERT INTO people_sharing (id, recorded_at, person_id, known_at, held_by_id, layers, audiences,
    with_organisation_id, with_site_id, with_roles, how, decided_by, decided_note_sealed, basis,
    reason_sealed, told_sealed, recorded_by_id, withdrawn_how)
SELECT gen_random_uuid(), now(), p.id, p.known_at, p.held_by_id, '{ABOUT,PLAN}',
    ARRAY[CASE WHEN n = 0 THEN %(team)s ELSE (%(organisations)s::uuid[])[n] END],
    CASE WHEN n > 0 THEN (%(organisations)s::uuid[])[n] END,
    CASE WHEN n = 0 THEN %(site)s::uuid END,
    CASE WHEN n = 0 THEN ARRAY['TEAM_MEMBER'] ELSE '{}' END, 'SAID', 'PERSON', '', '', '', '',
    %(worker)s, ''
  FROM people_person p CROSS JOIN generate_series(0, %(last)s) AS n
"""
RECKON = """
INSERT INTO people_openness (id, recorded_at, person_id, layer, open_to, open_till)
SELECT gen_random_uuid(), now(), person_id, layer, array_agg(audience), '{}'
  FROM people_sharing, unnest(audiences) AS audience, unnest(layers || 'HELLO'::text) AS layer
 GROUP BY person_id, layer
"""
STAND = "UPDATE people_person SET open_to = open_to"
TELL = """
INSERT INTO people_passage (id, recorded_at, person_id, held_by_id, open_to, open_till, layer,
    heading, words_sealed, note_sealed, edited_at, edited_by_id)
SELECT gen_random_uuid(), now(), id, held_by_id, '{}', '{}', 'ABOUT', 'MATTERS', '', '', now(),
    %(worker)s
  FROM people_person
"""


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    site, worker, others = search.settled(SCHEMA, HOST)
    with schema_context(SCHEMA):
        search.grow(report, PEOPLE, site, others)
        _share(report, site, worker)
        behind, before = _walls(site, worker)
        for what, timing in behind.items():
            report.add("story", f"{what}, behind the walls", timing)
            report.add("story", f"{what}, without walls", before[what])
            report.ratio(
                "story", f"{what} among {PEOPLE:,} x {SHARINGS} sharings: median to without walls",
                timing["p50"] / before[what]["p50"], goal=1.5, better="less",
            )  # fmt: skip
        report.add(
            "story", f"a sharing over {ENTRIES:,} entries, taken back", _taken_back(site, worker)
        )


def _share(report: Any, site: Site, worker: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_sharing")
        [there] = cursor.fetchone()
        if there == PEOPLE * SHARINGS:
            return
        started = time.monotonic()
        organisations = [
            Organisation.objects.get_or_create(name=f"Bench partner {n}")[0].id
            for n in range(1, SHARINGS)
        ]
        values = {
            "team": role_at(site.id, Role.TEAM_MEMBER), "organisations": organisations,
            "site": site.id, "worker": worker.id, "last": SHARINGS - 1,
        }  # fmt: skip
        cursor.execute("TRUNCATE people_sharing, people_openness, people_passage CASCADE")
        cursor.execute("ALTER TABLE people_sharing DISABLE TRIGGER USER")
        for statement in (SHARE, RECKON, STAND, TELL):
            cursor.execute(statement, values)
        cursor.execute("ALTER TABLE people_sharing ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE) people_sharing")
        for table in ("openness", "passage", "person"):
            cursor.execute(f"VACUUM (ANALYZE) people_{table}")
    report.add("story", "sharing", {"loading_s": round(time.monotonic() - started, 1)})


def _walls(
    site: Site, worker: User
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the times of questions behind the walls, and of the same without."""
    typed = [words for _, words in search.what_a_door_types(site, SEARCHES, seed=4)]
    people = list(Person.objects.order_by("-id").values_list("id", flat=True)[:A_LIST])
    today = timezone.localdate()

    def one_search(turn: int) -> object:
        return find_people(actor=worker, words=typed[turn], sites=[site.id], here=site.id)

    def people_page(turn: int) -> object:
        return people_list(actor=worker, site=site, today=today)

    def layers(turn: int) -> object:
        return list(
            Passage.objects.open_to(sight_of(worker)).filter(person__in=people).values_list("id")
        )

    asked: dict[str, tuple[Callable[[int], object], int]] = {
        "a search": (one_search, SEARCHES), "the list of people": (people_page, 60),
        f"a layer of {A_LIST} people": (layers, 100),
    }  # fmt: skip
    times: dict[str, dict[str, list[float]]] = {"hearth_web": {}, "": {}}
    for what, (ask, turns) in asked.items():
        for turn in range(turns):
            came_of = set()
            for role in times:
                with transaction.atomic(), connection.cursor() as cursor:
                    if role:
                        cursor.execute(f"SET LOCAL ROLE {role}")
                    with acting_as(worker):
                        started = time.perf_counter()
                        answer = ask(turn)
                        times[role].setdefault(what, []).append(time.perf_counter() - started)
                came_of.add(repr(answer))
            if len(came_of) != 1:
                raise SystemExit(f"The walls changed what {what} answers")
    behind, before = (
        {what: _as_dict(taken[len(taken) // 10 :]) for what, taken in each.items()}
        for each in times.values()
    )
    return behind, before


def _as_dict(taken: list[float]) -> dict[str, float]:
    return clients.timing_of(sorted(taken), sum(taken)).as_dict()


def _taken_back(site: Site, worker: User) -> dict[str, float]:
    """Return how long it takes to share a thousand entries and to take that back, in ms."""
    now, today = timezone.now(), timezone.localdate()
    person = Person.objects.order_by("id").first()
    partner = Organisation.objects.get_or_create(name="Bench partner of one")[0]
    if person is None:
        raise SystemExit("There is nobody")
    whose = {"person": person, "held_by_id": person.held_by_id, "written_by": worker}
    Sharing.objects.filter(person=person, with_organisation=partner).delete()
    Wording.objects.filter(person=person).delete()
    Wording.objects.bulk_create(
        Wording(layer=Layer.ABOUT, heading="MATTERS", written_at=now, **whose)
        for _ in range(ENTRIES)
    )
    took: dict[str, list[float]] = {"share": [], "take back": []}
    for _ in range(10):
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("SET LOCAL ROLE hearth_web")
            with acting_as(worker):
                started = time.perf_counter()
                sharing = agree_sharing(
                    by=worker, person=person, layers=("ABOUT",), whom=Whom(organisation=partner),
                    decision=Decision(), today=today,
                )  # fmt: skip
                took["share"].append(time.perf_counter() - started)
                opened = Wording.objects.filter(person=person, open_to__contains=[partner.id])
                if opened.count() != ENTRIES:
                    raise SystemExit("It did not open")
                started = time.perf_counter()
                withdraw_sharing(by=worker, person=person, sharing=sharing, how="SAID", now=now)
                took["take back"].append(time.perf_counter() - started)
                if opened.exists():
                    raise SystemExit("It did not bite in the same request")
            cursor.execute("RESET ROLE")
    return {
        f"{what}_ms": round(sorted(taken)[len(taken) // 2] * 1000, 1)
        for what, taken in took.items()
    }

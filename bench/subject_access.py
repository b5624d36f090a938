"""
Everything about somebody of whom there are 5,000 entries: gathered, on paper and for a machine.

Within this process, as the job and the page do it, from the sealed rows to both files.
"""

import datetime
import time
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import ground, told
from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.sealing import sealing_for_many
from hearth.people.actions import Decision, Whom, agree_sharing
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.rights import actions, queries
from hearth.rights.jobs import gather_everything
from hearth.rights.models import RightsRequest
from hearth.support.models import Contact, HowMet

ENTRIES = 5000
SECONDS = 5.0
NAME = "Asks for all"


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    ground.ready()
    with schema_context(ground.SCHEMA):
        person, site = _somebody()
        lead = ground.worker(Role.INFORMATION_GOVERNANCE_LEAD, site)
        request = _asked(person, site)
        _as_the_web()
        began = time.perf_counter()
        gather_everything(request.id, again=True)
        gathered = time.perf_counter()
        with acting_as(lead):
            pack = queries.newest_pack(request, actor=lead)
            given = queries.what_is_given(
                pack, known_as=person.known_as, today=timezone.localdate()
            )
            machine = queries.as_json(given)
            written = time.perf_counter()
            paper = queries.as_paper(given, holder=person.held_by.name)
        done = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    report.add("subject_access", f"everything about a person with {ENTRIES:,} entries", {
        "state": pack.state,
        "gathered_s": round(gathered - began, 2),
        "json_s": round(written - gathered, 2),
        "pdf_s": round(done - written, 2),
        "json_kb": len(machine) // 1024,
        "pdf_kb": len(paper) // 1024,
    })  # fmt: skip
    report.ratio(
        "subject_access", "gathered, PDF and JSON: seconds", done - began, goal=SECONDS,
        better="less",
    )  # fmt: skip


def _as_the_web() -> None:
    """Work behind the walls, as the job does."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE hearth_web")


def _somebody() -> tuple[Person, Site]:
    """Return somebody of whom there are 5,000 entries, made if they are not there."""
    run_by = Site.objects.get(slug="bench-door").run_by
    site, _ = Site.objects.get_or_create(
        slug=told.SLUG, defaults={"name": told.SLUG, "run_by": run_by}
    )
    there = Person.objects.filter(known_as=NAME).select_related("held_by").first()
    if there and Contact.objects.filter(person=there).count() >= ENTRIES:
        return there, site
    worker = ground.worker(Role.TEAM_MEMBER, site)
    today = timezone.localdate()
    person = Person.objects.create(
        known_as=NAME, known_at=[site.id], greeted_at=[site.id], held_by=site.run_by
    )
    whom = Whom(site=site, roles=(Role.TEAM_MEMBER,))
    agree_sharing(
        by=worker,
        person=person,
        layers=tuple(told.LAYERS),
        whom=whom,
        decision=Decision(),
        today=today,
    )
    whose: dict[str, Any] = {"person": person, "held_by_id": person.held_by_id}
    with sealing_for_many([person.id]):
        entries = [
            _entry(worker, site, today - datetime.timedelta(days=n // 5), whose)
            for n in range(ENTRIES)
        ]
    Contact.objects.bulk_create(entries, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) support_contact")
    return person, site


def _entry(worker: User, site: Site, on: datetime.date, whose: dict[str, Any]) -> Contact:
    """Return a contact of some 350 letters: half theirs, half the worker's."""
    contact = Contact(
        happened_on=on, how=HowMet.ONE_TO_ONE, minutes=40, met_by=worker, site=site, **whose
    )
    contact.words = contact.note = told.SAID[: len(told.SAID) // 2]
    return contact


def _asked(person: Person, site: Site) -> RightsRequest:
    """Return their request, as it stands after the page that wrote it down."""
    if waits := RightsRequest.objects.filter(person=person, closed_on=None).first():
        return waits  # from the last time it was measured
    today = timezone.localdate()
    worker = ground.worker(Role.TEAM_MEMBER, site)
    with transaction.atomic(), acting_as(worker):
        return actions.ask_about_rights(
            by=worker, person=person, site=site, said=actions.Asked("ACCESS", today),
            request_id=uuid4(), now=timezone.now(), today=today,
        )  # fmt: skip

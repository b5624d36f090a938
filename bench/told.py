"""
A person's page with a thousand entries, a worker's own 300 people, and what decrypting costs.

Over HTTP by a team member with whom the person shares every layer, beside an empty signed-in page;
and once more within this process, where the time spent on opening sealed words can be counted.
"""

import datetime
import itertools
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context

from bench import clients, ground, serving
from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.foundation import sealing
from hearth.foundation.sealing import Ring
from hearth.people.actions import Decision, Whom, agree_sharing
from hearth.people.models import Heading, Layer, Passage, Person, Wording
from hearth.places.models import Site
from hearth.support.models import (
    Contact,
    HowMet,
    HowOften,
    KeepInTouch,
    Promise,
    StrandKind,
    StrandState,
    SupportStrand,
    TryAgain,
)

ENTRIES = 1000
PEOPLE = 300
OPENED = 60
"""How often each page is opened within this process."""
SAID = "We walked to the river and talked of the boats, and of what would help on a Sunday. " * 4
"""As long as a note is: some 350 letters."""
SLUG = "bench-told"
LAYERS = [layer.value for layer in Layer if layer != Layer.HELLO]


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    here = ground.ready()
    with schema_context(ground.SCHEMA):
        worker, person = _told()
        cookies = [ground.sign_in(worker, site=SLUG) for _ in range(2)]
    page = f"a person's page with {ENTRIES:,} entries"
    addresses = {page: f"/people/{person.id}/", f"my people, {PEOPLE}": "/my-people/"}

    def asks(address: str, jars: list[str]) -> Any:
        def requests(n: int) -> Iterator[bytes]:
            return itertools.repeat(clients.get(address, host=serving.HOST, cookies=jars[n]))

        return requests

    kinds = {"empty": asks("/bench/empty/", here.cookies)}
    kinds |= {what: asks(address, cookies) for what, address in addresses.items()}
    good = (b"200",)
    with serving.serving() as (port, _):
        seen = {
            what: clients.keep_busy(port, ask, clients=2, seconds=6, good=good)
            for what, ask in kinds.items()
        }
    for what in addresses:
        report.add("told", what, seen[what].as_dict())
        goal = 300 if what == page else None  # a person's page has one in the plan, my people not
        report.ratio("told", f"{what}: p95, ms", seen[what].p95, goal=goal, better="less")
        report.ratio(
            "told", f"{what}: p50 to an empty page", seen[what].p50 / seen["empty"].p50,
            goal=None, better="less",
        )  # fmt: skip
    with schema_context(ground.SCHEMA):
        for what, address in addresses.items():
            report.ratio(
                "told", f"{what}: share of its time spent on decrypting",
                _decrypting(address, cookies[0]), goal=0.1, better="less",
            )  # fmt: skip


def _decrypting(address: str, cookies: str) -> float:
    """Return which share of a page's time opening sealed words took."""
    browser = Client(headers={"host": serving.HOST})
    browser.cookies = SimpleCookie(cookies)
    opening, within = 0.0, False

    def counted(opens: Callable[..., str]) -> Callable[..., str]:
        def timed(*given: Any) -> str:
            nonlocal opening, within
            if within:  # the ring opens somebody's own key
                return opens(*given)
            began, within = time.perf_counter(), True
            try:
                return opens(*given)
            finally:
                opening, within = opening + time.perf_counter() - began, False

        return timed

    for _ in range(5):
        assert browser.get(address).status_code == 200
    with (
        patch.object(Ring, "open", counted(Ring.open)),
        patch.object(sealing, "open_own", counted(sealing.open_own)),
    ):
        began = time.perf_counter()
        for _ in range(OPENED):
            browser.get(address)
        return opening / (time.perf_counter() - began)


def _told() -> tuple[User, Person]:
    """Return a team member, and somebody of whom there are a thousand entries."""
    run_by = Site.objects.get(slug="bench-door").run_by
    site, _ = Site.objects.get_or_create(slug=SLUG, defaults={"name": SLUG, "run_by": run_by})
    worker = ground.worker(Role.TEAM_MEMBER, site)
    people = list(Person.objects.filter(known_at=[site.id]).order_by("id"))
    if len(people) == PEOPLE and Contact.objects.filter(person=people[0]).exists():
        return worker, people[0]
    today = timezone.localdate()
    people += [
        Person(
            known_as=f"Told {n}", known_at=[site.id], greeted_at=[site.id],
            held_by_id=site.run_by_id,
        )
        for n in range(PEOPLE - len(people))
    ]  # fmt: skip
    Person.objects.bulk_create(people, ignore_conflicts=True)
    whom = Whom(site=site, roles=(Role.TEAM_MEMBER,))
    for person in people:
        agree_sharing(
            by=worker, person=person, layers=LAYERS, whom=whom, decision=Decision(), today=today
        )
        _of(person, worker, site, today)
    _thousand(people[0], worker, site, today)
    with connection.cursor() as cursor:
        for table in ("person", "sharing", "openness", "passage", "wording"):
            cursor.execute(f"VACUUM (ANALYZE) people_{table}")
        for table in ("contact", "promise", "keepintouch", "supportstrand"):
            cursor.execute(f"VACUUM (ANALYZE) support_{table}")
    return worker, people[0]


def _of(person: Person, worker: User, site: Site, today: datetime.date) -> None:
    """Write down what there is of each of a worker's people."""
    whose: dict[str, Any] = {"person": person, "held_by_id": person.held_by_id}
    SupportStrand.objects.create(
        kind=StrandKind.PEER, state=StrandState.WITH, since_on=today, site=site,
        with_worker=worker, **whose,
    )  # fmt: skip
    keep = KeepInTouch(
        says_hello=worker, in_person=True, every_days=HowOften.FORTNIGHTLY, next_on=today,
        try_again_days=TryAgain.NEXT_WEEK, agreed_on=today, agreed_by=worker, **whose,
    )  # fmt: skip
    keep.if_no_answer = SAID[:80]
    keep.save()
    promise = Promise(
        promised_by=worker, due_on=today, first_due_on=today, written_by=worker, **whose
    )
    promise.what = SAID[:80]
    promise.save()
    _contact(worker, site, today, whose).save()


def _thousand(person: Person, worker: User, site: Site, today: datetime.date) -> None:
    whose: dict[str, Any] = {"person": person, "held_by_id": person.held_by_id}
    for heading in Heading:
        passage = Passage(
            heading=heading,
            layer=heading.layer,
            edited_at=timezone.now(),
            edited_by=worker,
            **whose,
        )
        passage.words = SAID
        passage.save()
    with sealing.sealing_for_many([person.id]):
        contacts = [
            _contact(worker, site, today - datetime.timedelta(days=n), whose) for n in range(700)
        ]
        wordings = [_wording(worker, whose) for _ in range(ENTRIES - 700)]
    Contact.objects.bulk_create(contacts)
    Wording.objects.bulk_create(wordings)


def _wording(worker: User, whose: dict[str, Any]) -> Wording:
    wording = Wording(
        layer=Layer.ABOUT, heading=Heading.MATTERS, written_at=timezone.now(), written_by=worker,
        **whose,
    )  # fmt: skip
    wording.words = SAID
    return wording


def _contact(worker: User, site: Site, on: datetime.date, whose: dict[str, Any]) -> Contact:
    contact = Contact(
        happened_on=on, how=HowMet.ONE_TO_ONE, minutes=40, met_by=worker, site=site, **whose
    )
    contact.words = contact.note = SAID
    return contact

"""
Readings of people with whom a team does something together, by the app's own actions.

York's come to what it published, "11 of 13" by ReQoL-10 and "24 of 33" with goals that people came
for; who they are, and every figure of theirs, is made up. So is all of it elsewhere.
"""

import datetime
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.demo.stories.laying import ASKED_FOR, id_of
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.letterbox import actions as letterbox
from hearth.letterbox.models import Letter, LetterKind
from hearth.outcomes import actions
from hearth.outcomes.measures.catalogue import shipped
from hearth.outcomes.models import HowGiven
from hearth.outcomes.queries import ReadingSaid
from hearth.people.models import Layer, Openness, Person
from hearth.people.queries import sight_of
from hearth.places.models import Site
from hearth.places.opening import LONDON
from hearth.support.models import SupportStrand

YORK = "york"
YORKS = ("york_reqol_10", "york_goals")
YORKS_HUB = "clarence-street"
USED = ("reqol-10", "dialog")
"""What a network lead has chosen beside the measures whose words come with Hearth."""
LATEST_AGO = datetime.timedelta(days=40)
"""How long ago the latest of York's readings were given."""
PHQ_9 = ((15, 9), (18, 17), (12, 5), (9, 14), (20, 13), (11, 10), (16,))
LIFE = ((4, 6), (3, 3), (5, 7), (6, 4), (2, 5), (7, 8))
FIRST_AGO, THEN_AGO = datetime.timedelta(days=190), datetime.timedelta(days=12)
KNOWN_FROM = id_of({"known_as": ASKED_FOR})
"""Of the stories: her own page shows what she answered."""
TALKED = "We sat down together that afternoon, and looked at what helps. Come by on Thursday"


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let people have answered questionnaires where the network's first hub manager works."""
    leads = [one for one in network.workers if one.role == Role.NETWORK_LEAD]
    managers = [one for one in network.workers if one.role == Role.HUB_MANAGER and one.sites]
    here = {one.site.slug: one for one in standing}
    if not (leads and managers and set(managers[0].sites) & here.keys()):
        return
    lead = User.objects.get(username=leads[0].username)
    with acting_as(lead):
        for measure in shipped():
            if measure.slug in USED:
                actions.use_measure(by=lead, measure=measure, is_used=True)
    if network.slug == YORK and YORKS_HUB in here:
        _lay_yorks(here[YORKS_HUB], now)
    _lay_some(here[managers[0].sites[0]], now)


@cache
def yorks(name: str) -> dict[str, Any]:
    """Return the rows behind one of York's published figures."""
    document: dict[str, Any] = json.loads(Path(__file__).with_name(f"{name}.json").read_text())
    return document


def _lay_yorks(here: Standing, now: datetime.datetime) -> None:
    by = _writes(here)
    if by is None:
        return
    people = supported_at(here.site, by)
    for name in YORKS:
        document = yorks(name)
        days = [datetime.date.fromisoformat(one["on"]) for one in document["readings"]]
        ahead = (now - LATEST_AGO).astimezone(LONDON).date() - max(days)
        names = sorted({one["person"] for one in document["readings"]})
        if len(names) > len(people):
            return
        whose = dict(zip(names, people, strict=False))
        for number, (row, day) in enumerate(zip(document["readings"], days, strict=True)):
            answers = row.get("answers") or []
            said = ReadingSaid(
                document["measure"], day + ahead, HowGiven.DESK.value, here.site.id,
                answers=tuple(
                    (place, answer) for place, answer in enumerate(answers, 1) if answer is not None
                ),
                totals=(("total", str(row["total"])),) if "total" in row else (),
                came_for=tuple(row.get("linked") or ()),
            )  # fmt: skip
            _record(by, whose[row["person"]], said, f"{name}.{number}", now)


def _lay_some(here: Standing, now: datetime.datetime) -> None:
    """Let a few have answered PHQ-9 and ONS4: better, worse, and once alone."""
    by = _writes(here)
    people = supported_at(here.site, by)[::-1] if by else []
    people.sort(key=lambda one: one.id != KNOWN_FROM)
    if by is None or not people:
        return
    today = now.astimezone(LONDON).date()
    days = (today - FIRST_AGO, today - THEN_AGO)
    for number, (person, totals) in enumerate(zip(people, PHQ_9, strict=False)):
        for on, total in zip(days, totals, strict=False):
            said = ReadingSaid(
                "phq-9", on, HowGiven.DESK.value, here.site.id, answers=_adding_up_to(total)
            )
            _record(by, person, said, f"phq-9.{number}.{on}", now)
    for number, (person, answers) in enumerate(zip(people, LIFE, strict=False)):
        for on, answer in zip(days, answers, strict=False):
            items = ((1, answer), (2, answer), (3, min(answer + 1, 10)), (4, 10 - answer))
            said = ReadingSaid("ons4", on, HowGiven.PAPER.value, here.site.id, answers=items)
            _record(by, person, said, f"ons4.{number}.{on}", now)
    _one_was_looked_at(here, by, people[-1], days[1], now)


def _one_was_looked_at(
    here: Standing, by: User, person: Person, on: datetime.date, now: datetime.datetime
) -> None:
    """Let an answer have come to whoever was on duty, who talked with them at once."""
    answers = (*_adding_up_to(12)[:8], (9, 1))
    said = ReadingSaid("phq-9", on, HowGiven.DESK.value, here.site.id, answers=answers)
    then = datetime.datetime.combine(on, datetime.time(11, 30), LONDON)
    _record(by, person, said, "phq-9.looked-at", then)
    if not by.may(Permission.READ_LETTERS, at=here.site):
        return
    with acting_as(by):
        for letter in Letter.objects.filter(person=person, kind=LetterKind.ANSWERED):
            letterbox.take(by=by, letter=letter, now=then + datetime.timedelta(minutes=4))
            letterbox.answer(
                by=by, letter=letter, words=TALKED, is_done=True, line_id=_id(here.site, "talked"),
                now=then + datetime.timedelta(minutes=50),
            )  # fmt: skip


def _record(by: User, person: Person, said: ReadingSaid, name: str, now: datetime.datetime) -> None:
    with acting_as(by):
        actions.record_reading(
            by=by, person=person, said=said, now=now, today=now.astimezone(LONDON).date(),
            reading_id=uuid5(NAMESPACE_DNS, f"{name}.{said.site_id}.readings.example.org"),
        )  # fmt: skip


def supported_at(site: Site, by: User) -> list[Person]:
    """Return those who have support at a site and share it with a worker, in the order of ids."""
    with acting_as(by):
        shared = Openness.objects.open_to(sight_of(by)).filter(layer=Layer.SUPPORT)
        ids = set(shared.values_list("person_id", flat=True))
        ids &= {
            *SupportStrand.objects.filter(site=site).values_list("person_id", flat=True), KNOWN_FROM
        }  # fmt: skip
        return list(
            Person.objects.filter(
                id__in=ids, known_at__contains=[site.id], died_recorded_at__isnull=True,
                worker_id__isnull=True, restricted_on__isnull=True,
            ).order_by("id")
        )  # fmt: skip


def _writes(here: Standing) -> User | None:
    """Return one of the day's team who writes in records."""
    able = (one for one in here.day_team if one.may(Permission.CHANGE_PEOPLE, at=here.site))
    return next(able, None)


def _adding_up_to(total: int) -> tuple[tuple[int, int], ...]:
    """Return answers to PHQ-9 that come to a total of at most 24, with a nought at the last."""
    first, rest = divmod(total, 8)
    return (*((number, first + (number <= rest)) for number in range(1, 9)), (9, 0))


def _id(site: Site, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{site.slug}.readings.example.org")

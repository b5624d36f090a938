"""A small town of its own, really committed: the lake is read over another connection."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import UnmetNeed
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import Conversation, Visit
from hearth.frontdoor.tests.factories import HeadcountFactory
from hearth.introductions.models import CountedIntroduction
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.lake.models import Mark
from hearth.lake.publishing import publish
from hearth.people.models import Details, Link
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import OpeningSpell
from hearth.places.tests.factories import OrganisationFactory, SiteFactory
from hearth.places.timer import OnATimer
from hearth.support.models import ConversationWording
from hearth.support.tests.factories import (
    ContactFactory,
    GoalFactory,
    GoalStepFactory,
    HelloFactory,
    KeepInTouchFactory,
    NamelessContactFactory,
)

DAYS = 400
EMPTIED = (
    "TRUNCATE places_organisation, foundation_auditline, foundation_told, people_findable,"
    " people_spelling, directory_unmetneed, directory_service, directory_provider, lake_mark,"
    " lake_filling CASCADE"
)


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def came(town, person, site, day, **more):
    """Write down a visit as the owner, over the connection in hand."""
    at = datetime.datetime.combine(day, datetime.time(11), tzinfo=datetime.UTC)
    return Visit.objects.create(
        site=site, person=person, held_by=site.run_by, welcomed_by=town.worker,
        arrived_at=at, arrived_on=day, arrived_hour=11, **more,
    )  # fmt: skip


def _people(town):
    town.people = [PersonFactory(known_as=f"Person {n}", sites=[town.acomb]) for n in range(6)]
    town.jo, town.ann, town.anna, town.bo, town.shy, town.seldom = town.people
    for person, years in ((town.jo, 20), (town.ann, 44), (town.bo, 76)):
        born = timezone.localdate().replace(day=1) - datetime.timedelta(days=round(years * 365.25))
        Details.objects.create(
            person=person, known_at=person.known_at, held_by=person.held_by, born_on=born
        )


def link(town, one, other):
    return Link.objects.create(
        one=one, other=other, one_known_at=one.known_at, other_known_at=other.known_at,
        linked_by=town.worker, held_by_id=one.held_by_id,
    )  # fmt: skip


def _visits(town):
    for back in range(DAYS, 0, -1):
        site = town.clifton if back % 5 == 0 else town.acomb
        if back % 7 == 0:
            came(town, town.jo, site, ago(back))
        if back % 9 == 0 and back < 300:
            came(town, town.ann, town.acomb, ago(back))
        if back % 16 == 0:
            came(town, town.anna, town.clifton, ago(back))
        if back % 13 == 0:
            came(town, town.bo, site, ago(back))
        if back % 6 == 0:
            came(town, town.shy, town.acomb, ago(back))
        if back % 4 == 0:
            visit = came(town, None, site, ago(back))
            if back % 12 == 0:
                Conversation.objects.create(
                    visit=visit, site=site, wanted_at=visit.arrived_at, left_before=back % 36 == 0,
                    taken_at=None if back % 36 == 0
                    else visit.arrived_at + datetime.timedelta(minutes=back % 25),
                )  # fmt: skip
        if back % 30 == 0:
            HeadcountFactory(
                site=site, welcomed_by=town.worker, how_many=3 + back % 11,
                arrived_at=datetime.datetime.combine(
                    ago(back), datetime.time(14), tzinfo=datetime.UTC
                ),
            )  # fmt: skip
    came(town, town.seldom, town.acomb, ago(200))
    came(town, town.bo, town.acomb, ago(40), taken_back_at=timezone.now())


def _support(town):
    mine = {person: {"person": person, "held_by": person.held_by} for person in town.people}
    for person, back in ((town.jo, 380), (town.anna, 90), (town.bo, 30), (town.shy, 100)):
        at = timezone.now() - datetime.timedelta(days=back)
        for later in (0, 3):
            ConversationWording.objects.create(
                part="BRINGS", written_at=at + datetime.timedelta(days=later),
                written_by=town.worker, **mine[person],
            )  # fmt: skip
    for back in range(5, 200, 15):
        person = town.people[back % 6]
        ContactFactory(
            met_by=town.worker, happened_on=ago(back), site=town.acomb if back % 2 else None,
            minutes=back, **mine[person],
        )  # fmt: skip
    NamelessContactFactory(site=town.clifton, met_by=town.worker, held_by=town.clifton.run_by)
    service = ServiceFactory()
    became = [("MET", 4, "YES"), ("MET", 9, "PARTLY"), ("WAITING", None, ""), ("MET", 30, "")]
    for number, (state, days, fitted) in enumerate(became * 3):
        begun = ago(20 + 17 * number)
        IntroductionFactory(
            from_site=town.acomb if number % 3 else town.clifton, owner=town.worker,
            service=service, state=state, begun_on=begun, fitted=fitted,
            met_on=None if days is None else begun + datetime.timedelta(days=days),
            ended_on=None if days is None else begun + datetime.timedelta(days=days),
            **({"next_step": "", "next_on": None, "answer_by": None} if days else {}),
            **mine[town.people[number % 6]],
        )  # fmt: skip
    CountedIntroduction.objects.create(
        from_site=town.acomb, way="TOLD", service=service, state="MET", begun_on=ago(60),
        met_on=ago(58), fitted="YES",
    )  # fmt: skip
    for number, person in enumerate((town.jo, town.bo, town.shy)):
        keep = KeepInTouchFactory(says_hello=town.worker, next_on=ago(3 - number), **mine[person])
        for back in range(10, 100, 10):
            HelloFactory(
                keep=keep, said_by=town.worker, due_on=ago(back), said_on=ago(back - back % 3),
                answered=bool(back % 20), **mine[person],
            )  # fmt: skip
        goal = GoalFactory(since_on=ago(50), **mine[person])
        for far, back in ((2, 50), (2 + number, 10)):
            GoalStepFactory(
                goal=goal, how_far=far, said_on=ago(back), written_by=town.worker, **mine[person]
            )
    for back in range(3, 120, 9):
        UnmetNeed.objects.create(
            on=ago(back), told="WORKER" if back % 2 else "SEARCH",
            site=town.acomb if back % 2 else None, in_the_evening=bool(back % 4),
        )  # fmt: skip


def make_town():
    """Fill the schema in hand: every kind of fact, somebody linked, and somebody who objected."""
    town = SimpleNamespace()
    charity = OrganisationFactory(name="Acomb Good Neighbours")
    town.acomb = SiteFactory(name="Acomb", slug="acomb", run_by=charity)
    town.clifton = SiteFactory(name="Clifton", slug="clifton", run_by=charity)
    OpeningSpell.objects.create(
        site=town.acomb, weekday=2, opens=datetime.time(10), closes=datetime.time(12, 30)
    )
    town.worker = GrantFactory(site=town.acomb, role=Role.GREETER, user__name="Tariq").user
    _people(town)
    town.linked = link(town, town.ann, town.anna)
    _visits(town)
    _support(town)
    type(town.shy).objects.filter(id=town.shy.id).update(not_counted=True)
    return town


@pytest.fixture
def town(apart, django_db_blocker):
    """A town in a partnership of its own, over a connection that commits, as the owner."""
    with django_db_blocker.unblock():
        connection.set_schema(apart)
        with connection.cursor() as cursor:
            cursor.execute(EMPTIED)
        made = make_town()
        Mark.objects.all().delete()  # of all that was long gone when it was written
        yield made
        connection.set_schema_to_public()


@pytest.fixture
def lake(tmp_path, settings):
    """A folder for a lake of invented people."""
    settings.DEMONSTRATION = True
    settings.HEARTH_LAKE = str(tmp_path / "lake")
    return tmp_path / "lake"


@pytest.fixture
def fill(town, lake):
    """Fill the lake, and say what that did."""
    return lambda **options: publish(by=OnATimer(), folder=lake, **options)


def as_hearth(act):
    """Do something as Hearth itself, behind the walls."""
    with acting_as(OnATimer()):
        return act()

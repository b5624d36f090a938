"""What else goes, or stays as it was, when something is erased: copies, counts and days."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.erasing import actions
from hearth.erasing.queries.due import past_their_time
from hearth.evidence.tests.factories import link
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people.models import Acquaintance, Person
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.rights import actions as rights
from hearth.rights.jobs import gather_everything
from hearth.rights.models import PackRow, RightsLine, RightsRequest
from hearth.support.models import Contact, Counted, Goal, StrandChange
from hearth.support.tests.factories import ContactFactory, SupportStrandFactory, share_support

MONTH = datetime.timedelta(days=30)


@pytest.fixture
def held(jo):
    return {"person": jo, "held_by": jo.held_by}


@pytest.fixture
def introductions(hub, hub_manager, today):
    """Return begun, met, another way, stopped and going, as a report says."""

    def counted():
        with acting_as(hub_manager), connection.cursor() as cursor:
            cursor.execute(
                "SELECT begun, met, other_way, stopped, going"
                " FROM evidence_introductions(%s::uuid[], %s, %s) WHERE figure = 'all'",
                [[hub.id], today - MONTH, today],
            )
            return cursor.fetchone()

    return counted


@pytest.fixture
def people_helped(hub, hub_manager, today):
    def counted():
        with acting_as(hub_manager), connection.cursor() as cursor:
            cursor.execute(
                "SELECT how_many FROM evidence_support(%s::uuid[], %s, %s) WHERE figure = 'people'",
                [[hub.id], today - MONTH, today],
            )
            (said,) = cursor.fetchone() or (0,)
            return said

    return counted


@pytest.fixture
def strand(hub, team_member, today):
    """A strand under way, of somebody who is counted."""

    def of(person):
        row = SupportStrandFactory(
            site=hub, kind="PEER", state="WITH", since_on=today, person=person,
            held_by=person.held_by,
        )  # fmt: skip
        with as_the_owner():
            StrandChange.objects.create(
                support_strand=row, state="WITH", changed_on=today, changed_by=team_member,
                person=person, held_by=person.held_by,
            )  # fmt: skip

    return of


def objects(person):
    with as_the_owner():
        Person.objects.filter(id=person.id).update(not_counted=True)


def test_a_copy_goes_with_the_kind_that_stood_in_it(
    ask, decide, decider, jo, hub, team_member, now, today
):
    share_support(jo, by=team_member)
    with as_the_owner():
        ContactFactory(
            person=jo, met_by=team_member, held_by=jo.held_by, words="The sea", happened_on=today
        )
    with app.replace_connector(InMemoryConnector()) as jobs:
        with acting_as(team_member):
            asked = rights.ask_about_rights(
                by=team_member, person=jo, said=rights.Asked(asks="ACCESS", asked_on=today),
                site=hub, request_id=uuid7(), now=now, today=today,
            )  # fmt: skip
        gather_everything(asked.id, again=True)
        with as_the_owner():
            assert any("The sea" in row.says for row in PackRow.objects.filter(person=jo))
        before = len(jobs.connector.jobs)
        decide(decider, ask(kinds=["SUPPORT"]), jo.held_by)
        begun = list(jobs.connector.jobs.values())[before:]
    with as_the_owner():
        assert not Contact.objects.filter(person=jo).exists()
        assert not PackRow.objects.filter(person=jo).exists()
        assert RightsRequest.objects.filter(id=asked.id).exists(), "what they asked stays"
        words = [line.words for line in RightsLine.objects.filter(request=asked)]
    assert any("gathered again without it" in each for each in words)
    assert "rights.gather_one" in [each["task_name"] for each in begun]


def test_an_introduction_that_went_on_is_not_said_to_be_stopped_by_the_person(
    ask, decide, decider, jo, held, hub, team_member, today, introductions
):
    more = {"begun_on": today - MONTH / 2, "next_on": today, "from_site": hub} | held
    IntroductionFactory(owner=team_member, state="WAITING", answer_by=today, **more)
    IntroductionFactory(owner=team_member, state="COULD_NOT", answer_by=None, **more)
    assert introductions() == (2, 0, 0, 0, 2)

    assert decide(decider, ask(), jo.held_by).whole

    assert introductions() == (2, 0, 0, 0, 0)


@pytest.mark.parametrize("who", ["themselves", "by a linked record"])
def test_whoever_is_left_out_of_reports_stays_so_once_they_are_erased(
    who, ask, decide, decider, jo, held, hub, team_member, today, introductions,
    people_helped, strand,
):  # fmt: skip
    met = {"state": "MET", "met_on": today, "ended_on": today, "next_on": None, "answer_by": None}
    IntroductionFactory(from_site=hub, owner=team_member, **held, **met)
    strand(jo)
    objector = jo
    if who != "themselves":
        objector = PersonFactory(known_as="Joanna", sites=[hub], held_by=jo.held_by)
        link(jo, objector, by=team_member)
    assert (introductions()[0], people_helped()) == (1, 1)
    objects(objector)
    assert (introductions()[0], people_helped()) == (0, 0)

    assert decide(decider, ask(), jo.held_by).whole

    assert (introductions()[0], people_helped()) == (0, 0)


def test_what_was_counted_of_a_part_goes_when_whoever_objected_since_is_erased(
    ask, decide, decider, jo, trust, of_the_trust, strand, people_helped
):
    strand(jo)
    row = ask()
    decide(decider, row, jo.held_by)
    assert people_helped() == 1, "they did not object yet"
    objects(jo)
    assert people_helped() == 0

    assert decide(decider, row, trust).whole

    assert people_helped() == 0
    with as_the_owner():
        assert not Counted.objects.exists()


def test_the_last_contact_is_counted_by_the_day_in_england(held, jo, decider, now):
    late = datetime.datetime(2020, 7, 1, 23, 30, tzinfo=datetime.UTC)
    with as_the_owner():
        goal = Goal(since_on=late.date(), **held)
        goal.words = "Sleep"
        goal.save()
        Goal.objects.update(recorded_at=late)
        Person.objects.filter(id=jo.id).update(recorded_at=late - MONTH)
        Acquaintance.objects.update(since=late - MONTH, last_welcomed_on=late - MONTH)
    with acting_as(decider):
        rule = actions.set_rule(
            by=decider, holder_id=jo.held_by_id, kind="SUPPORT", months=24, source="Our board",
            confirmed=True, now=now,
        )  # fmt: skip
    timer = OnATimer()
    with acting_as(timer):
        due = past_their_time([rule], actor=timer, today=timezone.localdate(now))
    assert [each.last_contact_on for each in due] == [datetime.date(2020, 7, 2)]

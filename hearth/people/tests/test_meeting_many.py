"""Many people met at once are met as each would have been alone."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, findable
from hearth.people.actions import Newcomer, PersonRefused
from hearth.people.models import Acquaintance, Person
from hearth.people.standing import count_untrue

LONG_AGO = datetime.timedelta(weeks=27)


@pytest.fixture
def newcomers(today):
    return [
        Newcomer(uuid7(), " Nia  Okafor ", today),
        Newcomer(uuid7(), "Long Ago", today - LONG_AGO),
    ]


def meet(newcomers, by, hub):
    with acting_as(by):
        actions.meet_people(by=by, site=hub, newcomers=newcomers)


def test_each_is_known_to_the_site_since_their_day(newcomers, greeter, hub, today):
    meet(newcomers, greeter, hub)

    with as_the_owner():
        nia, long_ago = (Person.objects.get(id=one.person_id) for one in newcomers)
        assert (nia.known_as, nia.known_at, nia.held_by_id) == (
            "Nia Okafor",
            [hub.id],
            hub.run_by_id,
        )
        assert (nia.greeted_at, long_ago.greeted_at) == ([hub.id], [])
        since = Acquaintance.objects.get(person=long_ago)
        assert since.since == since.last_welcomed_on == today - LONG_AGO
        assert count_untrue(today=today) == 0
        assert findable.count_untrue() == 0
        met = AuditLine.objects.filter(verb="met", actor_id=greeter.id, place_id=hub.id)
        assert {line.subject_id for line in met} == {one.person_id for one in newcomers}


def test_whoever_was_met_before_stays_as_they_are(newcomers, greeter, hub):
    meet(newcomers[:1], greeter, hub)
    again = Newcomer(newcomers[0].person_id, "Another Name", timezone.localdate())
    meet([again, newcomers[1]], greeter, hub)

    with as_the_owner():
        assert Person.objects.get(id=again.person_id).known_as == "Nia Okafor"
        assert Person.objects.count() == 2


def test_nobody_is_met_if_one_has_no_name(newcomers, greeter, hub, today):
    with pytest.raises(PersonRefused):
        meet([*newcomers, Newcomer(uuid7(), "  ", today)], greeter, hub)
    with as_the_owner():
        assert not Person.objects.exists()


def test_it_is_not_for_whoever_may_not_write_down_who_comes(newcomers, greeter_elsewhere, hub):
    with pytest.raises(NotAllowed):
        meet(newcomers, greeter_elsewhere, hub)


def test_it_asks_as_many_questions_for_ten_as_for_two(greeter, hub, today):
    asked = []
    with acting_as(greeter):
        for number in (2, 2, 10):  # the first time, it also learns what the greeter may do
            some = [Newcomer(uuid7(), f"Person {n}", today) for n in range(number)]
            with CaptureQueriesContext(connection) as questions:
                actions.meet_people(by=greeter, site=hub, newcomers=some)
            asked.append(len(questions))

    assert asked[1] == asked[2]

"""By night words are forgotten, what is there twice is found, and all is made findable anew."""

import datetime

import pytest
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.directory.actions.nightly import find_what_is_there_twice, forget_words
from hearth.directory.jobs import every_night, one_night
from hearth.directory.models import Findable, SameAs, Search, Service
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.timer import OnATimer

MONDAY = datetime.date(2026, 3, 2)


def search(on):
    with as_the_owner():
        return Search.objects.create(
            on=on, words="cant sleep", not_understood=["cant"], terms=[uuid7()], found=3
        )


@pytest.mark.parametrize(("ago", "known"), [(0, True), (6, True), (7, False), (40, False)])
def test_words_are_forgotten_after_seven_days_and_the_rest_stays(hub, days, ago, known):
    search(MONDAY - days(ago))
    timer = OnATimer()
    with acting_as(timer):
        forget_words(by=timer, today=MONDAY)
        kept = Search.objects.get()

    assert bool(kept.words) is bool(kept.not_understood) is known
    assert kept.found == 3
    assert len(kept.terms) == 1


def test_nobody_else_forgets_for_them(connector):
    with acting_as(connector), pytest.raises(NotAllowed):
        forget_words(by=connector, today=MONDAY)


def test_what_changed_lately_is_compared(db, now, days):
    for _ in range(2):
        ServiceFactory(name="Tea and talk", phone="01904 555010")
    timer = OnATimer()
    with acting_as(timer):
        assert find_what_is_there_twice(by=timer, now=now) == 1
        assert find_what_is_there_twice(by=timer, now=now) == 0


def test_what_changed_long_ago_is_compared_once_a_week(db, now, days):
    for _ in range(2):
        ServiceFactory(name="Tea and talk", phone="01904 555010")
    timer = OnATimer()
    with acting_as(timer):
        found = [find_what_is_there_twice(by=timer, now=now + days(n)) for n in range(3, 10)]
    assert sum(found) == 1


def test_a_night_is_put_off_for_each_partnership(db):
    with app.replace_connector(InMemoryConnector()) as keeping:
        every_night(timestamp=0)
        schemas = {job["args"]["schema"] for job in keeping.connector.jobs.values()}

    assert {"york", "lincolnshire"} <= schemas


def test_a_night_does_it_all_and_twice_no_more(hub, today, days):
    search(today - days(9))
    for _ in range(2):
        ServiceFactory(name="Tea and talk", phone="01904 555010")
    with as_the_owner():
        Service.objects.update(internal=False)
    for _ in range(2):
        one_night(schema="york")

    with as_the_owner():
        assert Search.objects.get().words == ""
        assert SameAs.objects.count() == 1
        assert Findable.objects.count() == 2

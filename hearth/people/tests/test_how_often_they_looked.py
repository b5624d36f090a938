"""Who has looked tells every time, in its order, and what each of them is, and where."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import clock
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.tests.test_who_has_looked import looked, told

YESTERDAY = timezone.localtime().replace(hour=20, minute=0) - datetime.timedelta(days=1)


@pytest.fixture
def look(jo):
    def at(worker, minutes, part="stay-well plan", days=0):
        line = looked(worker, jo, part)
        when = YESTERDAY + datetime.timedelta(minutes=minutes, days=-days)
        with as_the_owner():
            AccessLine.objects.filter(id=line).update(at=when)
        return when

    return at


def parts(worker, jo):
    [one] = told(worker, jo.id)
    return [f"{part.words}, {part.when}" for part in one.parts]


def test_once_is_one_time(look, greeter, team_member, jo):
    at = look(greeter, 5)
    assert parts(team_member, jo) == [f"your stay-well plan, at {clock(at)}"]


def test_twice_is_both_times(look, greeter, team_member, jo):
    first, again = look(greeter, 5), look(greeter, 23)
    assert parts(team_member, jo) == [
        f"your stay-well plan, first at {clock(first)}, and once more, at {clock(again)}"
    ]


def test_more_is_how_many_and_the_first_and_the_last(look, greeter, team_member, jo):
    first, _, page, last = (
        look(greeter, 5), look(greeter, 9), look(greeter, 11, "page"), look(greeter, 23)
    )  # fmt: skip
    assert parts(team_member, jo) == [
        f"your stay-well plan, first at {clock(first)}, and 2 more times, last at {clock(last)}",
        f"your page, at {clock(page)}",
    ]


def test_a_day_is_not_cut_by_the_end_of_a_page(look, greeter, team_member, jo, monkeypatch):
    monkeypatch.setattr("hearth.people.queries.looked.AT_A_TIME", 3)
    for minutes, days in ((1, 1), (2, 1), (3, 0), (4, 0)):
        look(greeter, minutes, days=days)
    with acting_as(team_member):
        newest = queries.who_has_looked(jo.id)
        rest = queries.who_has_looked(jo.id, before=newest.before)
    assert [part.times for one in newest.looks for part in one.parts] == [2]
    assert [part.times for one in rest.looks for part in one.parts] == [2]


def test_says_what_they_are_and_where(greeter, team_member, jo, hub):
    iris = GrantFactory(
        site=None, role=Role.INFORMATION_GOVERNANCE_LEAD, user__name="Iris Whitfield"
    ).user
    GrantFactory(user=greeter, site=hub, role=Role.TEAM_MEMBER)
    looked(greeter, jo, "hello", hub)
    looked(iris, jo, "rights")
    assert [one.who_and_where for one in told(team_member, jo.id)] == [
        "Iris Whitfield (information governance lead, the whole partnership)",
        "Ama (greeter and team member, Acomb)",
    ]

"""People come as people do, and the published numbers follow from it."""

import datetime
import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hearth.demo import network as shapes
from hearth.demo.coming import Simulation
from hearth.demo.lincolnshire import LINCOLNSHIRE
from hearth.demo.network import Habits, week
from hearth.demo.tests.oracle import weekly_regulars
from hearth.demo.york import YORK

LONDON = ZoneInfo("Europe/London")
UNTIL = datetime.date(2025, 3, 31)
SEEDS = [1, 2]


def play(network, until, *, seed=1, scale=1.0):
    simulation = Simulation(network, seed=seed, scale=scale)
    return simulation, [
        (day, arrival) for day, arrivals in simulation.days(until) for arrival in arrivals
    ]


@pytest.fixture(scope="module", params=SEEDS)
def lincolnshire(request):
    return play(LINCOLNSHIRE, UNTIL, seed=request.param)


@pytest.fixture(scope="module")
def york():
    return play(YORK, datetime.date(2026, 3, 31))


@pytest.fixture(scope="module")
def published():
    facts = json.loads(Path(shapes.__file__).with_name("networks.json").read_text())
    return next(one for one in facts["networks"] if one["slug"] == "lincolnshire")["published"]


def test_lincolnshire_has_at_least_the_published_attendances(lincolnshire, published):
    _, arrivals = lincolnshire
    first = datetime.date.fromisoformat(published["attendances"]["from"] + "-01")
    attendances = sum(arrival.people for day, arrival in arrivals if first <= day)
    least = published["attendances"]["at_least"]
    # And not so many that the likeness is lost.
    assert least <= attendances <= least * 1.25


def test_lincolnshires_regulars_come_weekly_as_often_as_published(lincolnshire, published):
    _, arrivals = lincolnshire
    first = datetime.date.fromisoformat(published["attendances"]["from"] + "-01")
    named = [(arrival.comer.number, day) for day, arrival in arrivals if arrival.comer]
    regulars, weekly = weekly_regulars(named, first, UNTIL)
    share = published["regular_attenders_weekly_percent"]
    assert regulars > 1000
    assert share["from"] <= 100 * weekly / regulars <= share["to"]


def test_somebody_who_came_every_other_week_is_a_regular_and_not_a_weekly_one():
    first = datetime.date(2026, 1, 5)
    thirteen_weeks = [first + datetime.timedelta(weeks=n) for n in range(13)]
    last = first + datetime.timedelta(days=90)
    every_other = [("Jo", day) for day in thirteen_weeks[::2]]
    every = [("Sam", day) for day in thirteen_weeks]
    five = [("Kit", day) for day in thirteen_weeks[:5]]
    six_then_gone = [("Bea", day) for day in thirteen_weeks[:6]]
    assert weekly_regulars(every_other, first, last) == (1, 0)
    assert weekly_regulars(every, first, last) == (1, 1)
    assert weekly_regulars(five, first, last) == (0, 0)
    assert weekly_regulars(six_then_gone, first, last) == (1, 1)
    assert weekly_regulars(every, first + datetime.timedelta(days=1), last) == (0, 0)


def test_the_same_seed_tells_the_same_story_and_another_seed_another():
    until = datetime.date(2024, 4, 30)

    def story(seed):
        return [(a.at, a.site, a.people) for _, a in play(YORK, until, seed=seed)[1]]

    assert story(5) == story(5)
    assert story(5) != story(6)


def test_later_days_change_nothing_in_earlier_ones():
    first, later = datetime.date(2024, 4, 30), datetime.date(2024, 6, 30)
    short = [arrival.at for _, arrival in play(YORK, first)[1]]
    long = [arrival.at for day, arrival in play(YORK, later)[1] if day <= first]
    simulation = Simulation(YORK)
    in_two_goes = [
        a.at for until in (first, later) for _, day in simulation.days(until) for a in day
    ]
    assert short == long
    assert in_two_goes == [arrival.at for _, arrival in play(YORK, later)[1]]


def test_a_day_comes_in_order(york):
    _, arrivals = york
    for (day, one), (next_day, other) in pairwise(arrivals):
        assert day <= next_day
        assert day != next_day or one.at <= other.at


def test_nobody_comes_where_it_is_shut(york):
    _, arrivals = york
    for day, arrival in arrivals:
        opening = YORK.sites[arrival.site].open_on(day)
        local = arrival.at.astimezone(LONDON)
        assert opening
        assert local.date() == day
        if opening.closes - opening.opens < shapes.DAY:
            assert opening.opens <= local.hour * 60 + local.minute < opening.closes


def test_whoever_comes_to_a_late_cafe_may_come_after_midnight():
    cafe = replace(
        YORK.sites[0],
        kind="CAFE",
        opening=week("Fri 18:30-01:30"),
        habits=Habits(newcomers=6.0, nights=True),
    )
    _, arrivals = play(replace(YORK, sites=(cafe,)), datetime.date(2024, 6, 30))
    late = [a for day, a in arrivals if a.at.astimezone(LONDON).date() > day]
    assert late
    assert all(a.at.astimezone(LONDON).hour < 2 for a in late)
    assert all(day.weekday() == 4 for day, _ in arrivals)


def test_when_the_clocks_change_nobody_leaves_before_they_came(york):
    _, arrivals = york
    left = [arrival for _, arrival in arrivals if arrival.left_at]
    assert left
    assert all(arrival.left_at > arrival.at for arrival in left)
    assert 0.2 < len(left) / len(arrivals) < 0.8


def test_nobody_comes_after_they_have_died(lincolnshire):
    simulation, arrivals = lincolnshire
    died = [comer for comer in simulation.comers if comer.died_day]
    assert died
    for day, arrival in arrivals:
        if arrival.comer and arrival.comer.died_day:
            assert day.toordinal() < arrival.comer.died_day


def test_some_go_quiet_for_months_and_come_back(lincolnshire):
    _, arrivals = lincolnshire
    last, back = {}, set()
    for day, arrival in arrivals:
        if arrival.comer:
            number = arrival.comer.number
            if number in last and (day - last[number]).days > 90:
                back.add(number)
            last[number] = day
    assert len(back) > 50


def test_regulars_keep_to_their_day_of_the_week(lincolnshire):
    _, arrivals = lincolnshire
    weekdays = {}
    for day, arrival in arrivals:
        if arrival.comer and arrival.comer.visits > 60:
            weekdays.setdefault(arrival.comer.number, Counter())[day.weekday()] += 1
    usual = [sum(n for _, n in days.most_common(2)) / days.total() for days in weekdays.values()]
    assert sum(usual) / len(usual) > 0.8


def test_december_is_quiet_and_january_brings_newcomers(lincolnshire):
    _, arrivals = lincolnshire
    visits, seen, newcomers = Counter(), set(), Counter()
    for day, arrival in arrivals:
        month = (day.year, day.month)
        visits[month] += 1
        if arrival.comer and arrival.comer.number not in seen:
            seen.add(arrival.comer.number)
            newcomers[month] += 1
    for year in (2023, 2024):
        assert visits[year, 12] < visits[year, 11]
        assert visits[year, 12] < visits[year + 1, 1]
        assert newcomers[year + 1, 1] > 1.3 * newcomers[year, 12]


def test_a_new_hub_grows(york):
    _, arrivals = york
    west = [day for day, arrival in arrivals if arrival.site == 1]
    opened = YORK.sites[1].opened_date
    months = Counter((day - opened).days // 30 for day in west)
    assert opened <= min(west) <= opened + datetime.timedelta(days=7)
    assert months[11] > 2 * months[0]


def test_visits_without_a_name_and_groups_come_too(lincolnshire):
    _, arrivals = lincolnshire
    kinds = Counter(
        "group" if a.is_group else "named" if a.comer else "without a name" for _, a in arrivals
    )
    assert min(kinds.values()) > 2000
    assert all(a.people == 1 or a.is_group for _, a in arrivals)
    assert all(a.people > 1 for _, a in arrivals if a.is_group)


def test_what_people_say_uses_every_word_there_is(york):
    _, arrivals = york
    said = [arrival.answers for _, arrival in arrivals if arrival.answers]
    assert {answer.how_today for answer in said} == {
        "", "WELL", "OK", "NOT_GREAT", "WORST_DAY", "GROWING",
    }  # fmt: skip
    assert {"ALONE", "POLICE", "EMERGENCY"} <= {answer.how_came for answer in said}
    assert any(answer.nobody_came for answer in said)
    waits = [answer.talk_waited for answer in said if answer.talk_waited is not None]
    assert 0.03 < len(waits) / len(said) < 0.3


def test_twice_the_scale_is_about_twice_the_visits():
    until = datetime.date(2023, 10, 31)
    once = len(play(LINCOLNSHIRE, until)[1])
    twice = len(play(LINCOLNSHIRE, until, scale=2.0)[1])
    assert 1.7 < twice / once < 2.3

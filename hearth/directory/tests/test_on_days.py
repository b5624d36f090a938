"""What is on, on a day and in a calendar, as the database finds it."""

import datetime
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.models import Schedule
from hearth.directory.occurrences import WEEKDAYS, days_of
from hearth.directory.queries import public
from hearth.directory.queries.on_days import on
from hearth.directory.queries.public import Wanted, on_day, times_wanted
from hearth.directory.tests.factories import ScheduleFactory, ServiceFactory
from hearth.foundation.tests.factories import as_the_owner

SUNDAY = datetime.date(2026, 11, 22)
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def any_schedule(random, service):
    """Return a schedule of any kind that a list may bring."""
    freq = random.choice(["", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY"])
    nths = ["", "", "1", "2", "+3", "-1", "-2", "5"] if freq == "MONTHLY" else [""]
    byday = [random.choice(nths) + random.choice(WEEKDAYS) for _ in range(random.randrange(3))]
    begins = SUNDAY + random.randrange(-90, 20) * DAY
    return Schedule(
        service=service,
        freq=freq,
        byday=byday,
        bymonthday=random.choice([[], [], [random.choice([1, 15, 22, 30, 31, -1, -3])]]),
        interval=random.choice([1, 1, 2, 3]),
        begins_on=random.choice([None, begins, begins]),
        ends_on=random.choice([None, None, SUNDAY + random.randrange(-5, 60) * DAY]),
        not_on=[SUNDAY + random.randrange(30) * DAY for _ in range(random.randrange(4))],
        opens=datetime.time(10),
    )


def test_the_database_and_the_rules_agree_on_every_day(db):
    random, service = Random(7), ServiceFactory()
    with as_the_owner():
        made = Schedule.objects.bulk_create(any_schedule(random, service) for _ in range(400))
    found_on_any = 0
    for ahead in range(-3, 75):
        day = SUNDAY + ahead * DAY
        by_rule = {each.id for each in made if any(days_of(each, day, day))}
        found = set(on(Schedule.objects.all(), day).values_list("id", flat=True))
        assert found == by_rule, day
        found_on_any += len(found)

    assert found_on_any > 500


@pytest.fixture
def clubs(db):
    for hour in range(9, 21):
        service = ServiceFactory(name=f"At {hour:02}")
        hours = {"opens": datetime.time(hour), "closes": datetime.time(hour + 1)}
        ScheduleFactory(service=service, byday=["SU"], **hours)


def names(found):
    return [entry.service.name for _, entry in found]


def test_only_a_page_of_a_day_is_read_and_all_of_it_counted(clubs):
    with CaptureQueriesContext(connection) as asked:
        shown, count = on_day(SUNDAY, Wanted(), now=NOON, page=2, each_page=3)

    assert (names(shown), count) == (["At 15", "At 16", "At 17"], 9)
    [read] = [
        each["sql"] for each in asked if 'ORDER BY "directory_schedule"."opens"' in each["sql"]
    ][:1]
    assert "LIMIT 3 OFFSET 3" in read


def test_what_is_over_is_out_and_what_goes_past_midnight_is_not(clubs):
    ScheduleFactory(
        service=ServiceFactory(name="Night"), byday=["SU"], opens=datetime.time(8),
        closes=datetime.time(2),
    )  # fmt: skip
    ScheduleFactory(
        service=ServiceFactory(name="No end"), byday=["SU"], opens=datetime.time(7), closes=None
    )

    shown, count = on_day(SUNDAY, Wanted(), now=NOON)
    assert names(shown) == ["No end", "Night", *[f"At {hour}" for hour in range(12, 21)]]
    assert count == 11
    assert on_day(SUNDAY + 7 * DAY, Wanted(), now=NOON)[1] == 14


def test_a_day_asks_as_much_for_many_as_for_one(clubs):
    def questions(**page):
        with CaptureQueriesContext(connection) as asked:
            on_day(SUNDAY, Wanted(), now=NOON, **page)
        return len(asked)

    assert questions(each_page=1) == questions(each_page=40)


def test_a_calendar_holds_what_comes_soonest(db, monkeypatch):
    monkeypatch.setattr(public, "IN_A_CALENDAR", 2)
    for name, ahead in [("Old, far", 90), ("Soon", 1), ("Farther", 200), ("Sooner", 0)]:
        ScheduleFactory(
            service=ServiceFactory(name=name), freq="", byday=[], begins_on=SUNDAY + ahead * DAY
        )
    ScheduleFactory(service=ServiceFactory(name="Over"), freq="", begins_on=SUNDAY - DAY)

    found = times_wanted(Wanted(), today=SUNDAY)
    assert sorted(entry.service.name for _, entry in found) == ["Soon", "Sooner"]
    monkeypatch.setattr(public, "IN_A_CALENDAR", 4)
    assert len(times_wanted(Wanted(), today=SUNDAY)) == 4


def test_a_calendar_asks_as_much_for_many_as_for_one(clubs):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            times_wanted(Wanted(), today=SUNDAY)
        return len(asked)

    before = questions()
    for _ in range(20):
        ScheduleFactory()
    assert questions() == before

"""From rows to a timetable, and back."""

import datetime
from datetime import date, time

import pytest

from hearth.places import opening
from hearth.places.models import Site
from hearth.places.opening import AlternateWeeks, Hours, NthWeeks, Spell
from hearth.places.tests.factories import (
    ClosureFactory,
    DayExceptionFactory,
    OpeningSpellFactory,
    SiteFactory,
)
from hearth.places.timetables import hours_of, row_of, timetable_of, with_times

NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "hours",
    [
        Hours(0, time(9), time(17)),
        Hours(6, time(0), time(0), valid_from=date(2026, 1, 1), valid_until=date(2026, 2, 1)),
        Hours(3, time(20), time(2), NthWeeks([1, 3, -1])),
        Hours(3, time(20), time(2), AlternateWeeks(date(2026, 1, 1), 3)),
    ],
)
def test_a_line_comes_back_from_its_row_as_it_was(hub, hours):
    assert hours_of(row_of(hours, site=hub)) == hours


def test_a_timetable_gathers_all_that_is_known(hub):
    OpeningSpellFactory(site=hub)
    OpeningSpellFactory(site=hub, weekday=None, opens=time(10), closes=time(12))
    hub.bank_holidays = "OWN_HOURS"
    DayExceptionFactory(site=hub, on=date(2026, 3, 3), reason="for training")
    closure = ClosureFactory(site=hub, begins_at=NOW, reason="for repairs")

    assert timetable_of(hub) == opening.Timetable(
        hours=(Hours(0, time(9), time(17)),),
        exceptions=(opening.DayException(date(2026, 3, 3), (), "for training"),),
        closures=(opening.Closure(closure.begins_at, None, "for repairs"),),
        bank_holidays=opening.BankHolidayRule(
            opening.BankHolidays.OWN_HOURS, (Spell(time(10), time(12)),)
        ),
    )


def test_rows_of_one_date_are_one_exception_and_a_closed_one_counts_for_most(hub):
    morning = {"opens": time(9), "closes": time(11)}
    evening = {"opens": time(18), "closes": time(20)}
    for times in (evening, morning):
        DayExceptionFactory(site=hub, on=date(2026, 3, 3), **times)
        DayExceptionFactory(site=hub, on=date(2026, 3, 4), **times)
    DayExceptionFactory(site=hub, on=date(2026, 3, 4))

    third, fourth = timetable_of(hub).exceptions

    assert third.spells == (Spell(time(9), time(11)), Spell(time(18), time(20)))
    assert fourth.spells == ()


def test_own_hours_of_which_there_are_none_mean_closed(db):
    site = SiteFactory(bank_holidays="OWN_HOURS")

    assert timetable_of(site).bank_holidays.kind == opening.BankHolidays.CLOSED


def test_sites_are_fetched_with_their_times_in_four_questions_however_many(
    hub, django_assert_num_queries
):
    for n in range(20):
        site = SiteFactory()
        OpeningSpellFactory(site=site, weekday=n % 7)
        DayExceptionFactory(site=site, on=date(2026, 3, 4))
        ClosureFactory(site=site, begins_at=NOW)

    with django_assert_num_queries(4):
        found = [timetable_of(site) for site in with_times(Site.objects.all(), NOW)]

    assert sum(len(timetable.hours) for timetable in found) == 20


def test_what_is_over_is_left_out_but_not_the_night_before(hub):
    for day in (date(2026, 2, 20), date(2026, 3, 1)):
        DayExceptionFactory(site=hub, on=day)
    ClosureFactory(
        site=hub,
        begins_at=datetime.datetime(2026, 2, 20, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2026, 2, 21, tzinfo=datetime.UTC),
    )

    fetched = timetable_of(with_times(Site.objects.all(), NOW).get(id=hub.id))

    assert [each.date for each in fetched.exceptions] == [date(2026, 3, 1)]
    assert fetched.closures == ()
    assert len(timetable_of(hub).closures) == 1

"""When a site is open: keeping its usual week, its different days and its closures."""

import datetime
from datetime import date, time

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.places import actions, opening
from hearth.places.actions import TimesRefused
from hearth.places.models import Site
from hearth.places.opening import Hours, NthWeeks, Spell
from hearth.places.tests.factories import (
    ClosureFactory,
)
from hearth.places.tests.reading import trail_of
from hearth.places.timetables import lines_of, times_facts, timetable_of
from hearth.places.versions import ChangedMeanwhile, written_down

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
CLOSED = opening.BankHolidayRule(opening.BankHolidays.CLOSED)
WEEKDAYS = [Hours(day, time(9), time(17)) for day in range(5)]


def lines(site):
    return [line.words for line in lines_of(Site.objects.get(id=site.id))]


class TestTheUsualWeek:
    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_is_built_line_by_line(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        actions.add_hours(
            by=hub_manager, site=hub, hours=[Hours(2, time(17), time(20), NthWeeks([1, 3]))]
        )
        actions.add_hours(by=hub_manager, site=hub, hours=[Hours(4, time(20), time(2))])

        assert lines(hub) == [
            "Monday to Friday 9am to 5pm",
            "1st and 3rd Wednesday of the month 5pm to 8pm",
            "Friday 8pm to 2am",
        ]
        assert trail_of(hub) == ["changed opening times of"] * 3

    def test_a_line_is_changed_as_one(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        [line] = lines_of(hub)

        actions.change_hours(
            by=hub_manager,
            site=hub,
            instead_of=line.ids,
            hours=[Hours(day, time(10), time(16)) for day in (0, 2)],
        )

        assert lines(hub) == ["Monday and Wednesday 10am to 4pm"]

    def test_a_line_is_taken_away_as_one(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        actions.add_hours(by=hub_manager, site=hub, hours=[Hours(5, time(10), time(14))])

        actions.remove_hours(by=hub_manager, site=hub, ids=lines_of(hub)[0].ids)

        assert lines(hub) == ["Saturday 10am to 2pm"]

    @pytest.mark.parametrize(
        "second",
        [
            Hours(0, time(9), time(17)),
            Hours(0, time(16), time(18)),
            Hours(0, time(8), time(2)),
            Hours(0, time(9), time(17), valid_from=date(2026, 6, 1)),
        ],
    )
    def test_times_that_overlap_are_refused(self, hub, hub_manager, second):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        with pytest.raises(TimesRefused, match="Monday already has 9am to 5pm"):
            actions.add_hours(by=hub_manager, site=hub, hours=[second])

    @pytest.mark.parametrize(
        "second",
        [
            Hours(0, time(17), time(20)),  # they only meet
            Hours(0, time(9), time(20), NthWeeks([1])),  # longer in some weeks
            Hours(5, time(10), time(17)),
        ],
    )
    def test_times_that_do_not_are_not(self, hub, hub_manager, second):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        actions.add_hours(by=hub_manager, site=hub, hours=[second])

        assert len(lines(hub)) == 2

    def test_summer_hours_may_follow_winter_hours(self, hub, hub_manager):
        winter = Hours(0, time(9), time(15), valid_until=date(2026, 5, 31))
        summer = Hours(0, time(9), time(18), valid_from=date(2026, 6, 1))

        actions.add_hours(by=hub_manager, site=hub, hours=[winter, summer])

        assert lines(hub) == [
            "Monday 9am to 3pm, until 31 May 2026",
            "Monday 9am to 6pm, from 1 June 2026",
        ]

    def test_a_season_that_ends_before_it_begins_is_refused(self, hub, hub_manager):
        backwards = Hours(
            0, time(9), time(15), valid_from=date(2026, 6, 1), valid_until=date(2026, 5, 1)
        )

        with pytest.raises(TimesRefused, match="last day"):
            actions.add_hours(by=hub_manager, site=hub, hours=[backwards])

    def test_no_days_at_all_are_refused(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="at least one day"):
            actions.add_hours(by=hub_manager, site=hub, hours=[])

    def test_more_lines_than_make_sense_are_refused(self, hub, hub_manager):
        each_minute = [Hours(0, time(9, n), time(9, n + 1)) for n in range(59)]
        actions.add_hours(by=hub_manager, site=hub, hours=each_minute)

        with pytest.raises(TimesRefused, match="too many"):
            actions.add_hours(
                by=hub_manager,
                site=hub,
                hours=[Hours(1, time(9, n), time(9, n + 1)) for n in range(50)],
            )

    def test_is_not_changed_from_a_page_that_has_grown_old(self, hub, hub_manager):
        carried = written_down(times_facts(hub))
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS, seen=carried)

        with pytest.raises(ChangedMeanwhile):
            actions.add_hours(
                by=hub_manager, site=hub, hours=[Hours(5, time(9), time(12))], seen=carried
            )
        with pytest.raises(ChangedMeanwhile):
            actions.remove_hours(by=hub_manager, site=hub, ids=[], seen=carried)
        with pytest.raises(ChangedMeanwhile):
            actions.set_opening_rule(
                by=hub_manager, site=hub, always_open=True, bank_holidays=CLOSED, seen=carried
            )

        assert lines(hub) == ["Monday to Friday 9am to 5pm"]

    def test_always_open_keeps_the_week_for_when_it_no_longer_is(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        actions.set_opening_rule(
            by=hub_manager, site=hub, always_open=True, bank_holidays=opening.BankHolidayRule()
        )

        site = Site.objects.get(id=hub.id)
        assert timetable_of(site).always_open
        assert lines(hub) == ["Monday to Friday 9am to 5pm"]

    def test_own_hours_on_bank_holidays_take_the_place_of_those_before(self, hub, hub_manager):
        own = opening.BankHolidays.OWN_HOURS
        for hour in (10, 11):
            actions.set_opening_rule(
                by=hub_manager,
                site=hub,
                always_open=False,
                bank_holidays=opening.BankHolidayRule(own, (Spell(time(hour), time(14)),)),
            )

        rule = timetable_of(Site.objects.get(id=hub.id)).bank_holidays
        assert rule.spells == (Spell(time(11), time(14)),)
        actions.set_opening_rule(by=hub_manager, site=hub, always_open=False, bank_holidays=CLOSED)
        assert not hub.spells.exists()


class TestDifferentDays:
    FRIDAY = date(2026, 3, 6)

    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_a_day_may_be_closed_and_made_usual_again(self, hub, hub_manager):
        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, reason=" for training ")

        found = timetable_of(hub).exceptions_by_date[self.FRIDAY]
        assert (found.spells, found.reason) == ((), "for training")

        actions.remove_exception(by=hub_manager, site=hub, on=self.FRIDAY)

        assert not hub.exceptions.exists()
        assert trail_of(hub) == ["added an exception to", "removed an exception from"]

    def test_a_day_may_have_several_spells(self, hub, hub_manager):
        spells = [Spell(time(18), time(20)), Spell(time(9), time(12))]

        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, spells=spells)

        assert timetable_of(hub).exceptions_by_date[self.FRIDAY].spells == tuple(sorted(spells))

    def test_spells_that_overlap_are_refused(self, hub, hub_manager):
        spells = [Spell(time(18), time(20)), Spell(time(9), time(19))]

        with pytest.raises(TimesRefused, match="9am to 7pm and 6pm to 8pm overlap"):
            actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, spells=spells)

    def test_a_second_for_the_same_day_is_refused(self, hub, hub_manager):
        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY)

        with pytest.raises(TimesRefused, match="Friday 6 March 2026 already has times"):
            actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY)

    def test_one_that_is_gone_is_said_to_be(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="already taken that away"):
            actions.remove_exception(by=hub_manager, site=hub, on=self.FRIDAY)


class TestClosingForATime:
    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_until_further_notice_and_open_again(self, hub, hub_manager):
        closure = actions.close_for_a_time(
            by=hub_manager, site=hub, begins_at=MONDAY_NOON, reason="for repairs"
        )
        later = MONDAY_NOON + datetime.timedelta(days=3)

        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=later)

        closure.refresh_from_db()
        assert closure.ends_at == later
        assert trail_of(hub) == ["closed for a time", "reopened"]

    def test_one_that_has_not_begun_is_called_off(self, hub, hub_manager):
        closure = actions.close_for_a_time(by=hub_manager, site=hub, begins_at=MONDAY_NOON)
        before = MONDAY_NOON - datetime.timedelta(hours=1)

        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=before)

        assert not hub.closures.exists()
        assert trail_of(hub)[-1] == "called off a closure of"

    def test_one_that_is_over_cannot_be_ended_again(self, hub, hub_manager):
        closure = actions.close_for_a_time(by=hub_manager, site=hub, begins_at=MONDAY_NOON)
        later = MONDAY_NOON + datetime.timedelta(days=3)
        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=later)

        with pytest.raises(TimesRefused, match="already over"):
            actions.reopen(
                by=hub_manager, site=hub, closure_id=closure.id, now=later + datetime.timedelta(1)
            )

    def test_must_end_after_it_begins(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="open again after it closes"):
            actions.close_for_a_time(
                by=hub_manager, site=hub, begins_at=MONDAY_NOON, ends_at=MONDAY_NOON
            )


def test_nobody_keeps_the_times_of_a_site_that_is_not_theirs(hub, other_hub, greeter, hub_manager):
    closure = ClosureFactory(site=other_hub)
    acts = [
        (actions.add_hours, {"hours": WEEKDAYS}),
        (actions.change_hours, {"instead_of": [], "hours": WEEKDAYS}),
        (actions.remove_hours, {"ids": []}),
        (actions.set_opening_rule, {"always_open": True, "bank_holidays": CLOSED}),
        (actions.add_exception, {"on": date(2026, 3, 6)}),
        (actions.remove_exception, {"on": date(2026, 3, 6)}),
        (actions.close_for_a_time, {"begins_at": MONDAY_NOON}),
        (actions.reopen, {"closure_id": closure.id, "now": MONDAY_NOON}),
    ]
    for worker, site in [(greeter, hub), (hub_manager, other_hub)]:
        for act, facts in acts:
            with acting_as(worker), pytest.raises(NotAllowed):
                act(by=worker, site=site, **facts)

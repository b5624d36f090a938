"""Times across midnight and when the clocks change; at another hub; and of whoever left."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions, queries
from hearth.diary.actions import DiaryRefused, TakenThen
from hearth.diary.models import Booking
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.queries.times import spell_of
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.factories import WeeklyTimeFactory
from hearth.diary.tests.test_booking import move
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner

MIDNIGHT, LAST_MINUTE = datetime.time(0), datetime.time(23, 59)
at = datetime.datetime.fromisoformat
zone = timezone.get_current_timezone


@pytest.fixture
def at_night(team_member, hub):
    """In each night: from ten until six."""
    for weekday in range(7):
        for begins, ends in ((datetime.time(22), LAST_MINUTE), (MIDNIGHT, datetime.time(6))):
            WeeklyTimeFactory(
                worker=team_member, site=hub, weekday=weekday, begins=begins, ends=ends
            )


def book_at(by, hub, moment, *, now, minutes=60, **more):
    said = BookingSaid(by.id, moment, minutes, "OTHER", who="Mo", **more)
    with acting_as(by):
        return actions.book(by=by, site=hub, person=None, said=said, booking_id=uuid7(), now=now)


NIGHTS = [
    "2026-11-02T23:30+00:00",
    "2026-10-24T22:30+00:00",
    "2026-10-25T00:30+00:00",
    "2026-10-25T23:30+00:00",
    "2027-03-27T23:30+00:00",
    "2027-03-28T00:30+00:00",
    "2027-03-28T22:30+00:00",
    "2028-02-29T23:30+00:00",
    "2026-12-31T23:30+00:00",
]
"""Each begins on one night, some in the hour that comes twice or never, or ends on the next day."""


@pytest.mark.parametrize("moment", NIGHTS)
def test_a_night_goes_on_past_midnight(at_night, team_member, hub, moment):
    begins = at(moment)
    booking = book_at(team_member, hub, begins, now=begins - DAY)
    assert booking.ends_at - booking.begins_at == HOUR
    with pytest.raises(TakenThen, match="booked already"):
        book_at(team_member, hub, begins + HOUR / 2, now=begins - DAY)
    with pytest.raises(TakenThen, match="in "):
        book_at(team_member, hub, begins.replace(hour=12), now=begins - 2 * DAY)


@pytest.mark.parametrize("moment", NIGHTS)
def test_stands_on_each_day_that_it_touches(at_night, team_member, hub, moment):
    begins = at(moment)
    book_at(team_member, hub, begins, now=begins - DAY)
    with acting_as(team_member):
        days = queries.my_days(begins.date() - DAY, actor=team_member, now=begins)
        shown = [day.on for day in days if day.bookings]
        at_hub = [
            day.on
            for day in days
            if any(
                worker.bookings
                for worker in queries.hub_day(hub, day.on, actor=team_member, now=begins).workers
            )
        ]
    london = [moment.astimezone(zone()).date() for moment in (begins, begins + HOUR - HOUR / 60)]
    assert shown == at_hub == sorted(set(london))


def test_a_day_is_as_long_as_its_clock_says():
    hours = {
        day: (lambda spell: spell.ends - spell.begins)(
            spell_of(datetime.date.fromisoformat(day), MIDNIGHT, LAST_MINUTE)
        )
        for day in ("2026-10-25", "2027-03-28", "2028-02-29")
    }
    assert list(hours.values()) == [25 * HOUR, 23 * HOUR, 24 * HOUR]


class TestAtAnotherHub:
    @pytest.fixture(autouse=True)
    def at_two(self, team_member, hub, other_hub, tomorrow):
        """Here tomorrow morning, and at another hub in the afternoon."""
        GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user=team_member)
        weekday = tomorrow.astimezone(zone()).weekday()
        for site, begins in ((hub, 9), (other_hub, 13)):
            WeeklyTimeFactory(
                worker=team_member, site=site, weekday=weekday, begins=datetime.time(begins),
                ends=datetime.time(begins + 4),
            )  # fmt: skip

    def test_nobody_is_met_where_they_are_not(self, book, team_member, tomorrow):
        with pytest.raises(TakenThen, match="at another hub then"):
            book(team_member, begins_at=tomorrow)
        assert book(team_member, begins_at=tomorrow, all_the_same=True)

    def test_but_by_phone_they_are_reached_anywhere(self, book, team_member, tomorrow):
        assert book(team_member, begins_at=tomorrow, meet_at="PHONE")

    def test_is_taken_at_both_at_once(self, book, team_member, other_hub, hub, tomorrow):
        book(team_member, begins_at=tomorrow, site=other_hub)
        with pytest.raises(TakenThen, match="booked already"):
            book(team_member, begins_at=tomorrow, meet_at="PHONE")

    def test_times_at_two_hubs_do_not_overlap(self, team_member, hub, tomorrow, today):
        weekday = tomorrow.astimezone(zone()).weekday()
        spell = {"begins": datetime.time(12), "ends": datetime.time(14)}
        with acting_as(team_member):
            with pytest.raises(DiaryRefused, match="at another hub"):
                actions.add_weekly_time(by=team_member, site=hub, weekday=weekday, **spell)
            touching = {"begins": datetime.time(11), "ends": datetime.time(13)}
            actions.add_weekly_time(by=team_member, site=hub, weekday=weekday, **touching)
            actions.add_weekly_time(by=team_member, site=hub, weekday=(weekday + 1) % 7, **spell)


class TestWhoeverLeft:
    def test_is_not_moved_to_another_time_but_to_somebody_else(
        self, book, page, team_member, colleague, hub_manager, now, tomorrow, today
    ):
        booking = book(team_member, worker_id=colleague.id)
        with as_the_owner():
            Grant.objects.filter(user=colleague).update(until_on=today - DAY)
        assert "of this team no more" in page(team_member, "booking", booking.id)
        with pytest.raises(DiaryRefused, match="of that hub’s team now"):
            move(team_member, booking, now, begins_at=tomorrow + HOUR)
        move(team_member, booking, now, worker_id=hub_manager.id)
        with as_the_owner():
            assert Booking.objects.get().worker_id == hub_manager.id
        assert "of this team no more" not in page(team_member, "booking", booking.id)

    def test_is_not_booked(self, book, team_member, colleague, today):
        with as_the_owner():
            Grant.objects.filter(user=colleague).update(until_on=today - DAY)
        with pytest.raises(DiaryRefused, match="team"):
            book(team_member, worker_id=colleague.id)

    def test_on_a_day_off_is_said(self, book, team_member, hub, tomorrow, today):
        weekday = tomorrow.astimezone(zone()).weekday()
        WeeklyTimeFactory(worker=team_member, site=hub, weekday=weekday)
        with acting_as(team_member):
            actions.take_day_off(by=team_member, on=today + DAY, today=today)
        with pytest.raises(TakenThen, match="not in on"):
            book(team_member)

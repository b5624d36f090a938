"""When workers can be booked: each week, on a day, and across the day the clocks change."""

import datetime
import re

import pytest

from hearth.diary import actions, queries
from hearth.diary.actions import DiaryRefused, TakenThen
from hearth.diary.models import DayOff, WeeklyTime
from hearth.diary.queries.times import Spell, bounds, free, spell_of, together
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.factories import BookingFactory, MeetingFactory, WeeklyTimeFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner

NINE, TEN, FIVE = (datetime.time(hour) for hour in (9, 10, 17))
SPRING = datetime.date(2027, 3, 28)
AUTUMN = datetime.date(2026, 10, 25)


def utc(day, hour, minute=0):
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=datetime.UTC)


class TestTheClockOnTheWall:
    @pytest.mark.parametrize(
        ("day", "hour"),
        [(SPRING - DAY, 9), (SPRING, 8), (SPRING + DAY, 8), (AUTUMN - DAY, 8), (AUTUMN, 9)],
    )
    def test_nine_stays_nine(self, day, hour):
        assert spell_of(day, NINE, FIVE).begins == utc(day, hour)

    @pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (SPRING + DAY, 24)])
    def test_a_day_is_as_long_as_it_is(self, day, hours):
        begins, ends = bounds(day)
        assert ends - begins == hours * HOUR

    def test_a_spell_over_the_lost_hour_is_shorter(self):
        spell = spell_of(SPRING, datetime.time(0, 30), datetime.time(2, 30))
        assert spell.ends - spell.begins == HOUR


class TestFree:
    DAY = utc(SPRING, 9)

    def at(self, *hours):
        return [Spell(self.DAY + begins * HOUR, self.DAY + ends * HOUR) for begins, ends in hours]

    @pytest.mark.parametrize(
        ("taken", "left"),
        [
            ([], [(0, 8)]),
            ([(0, 8)], []),
            ([(-1, 9)], []),
            ([(1, 2), (4, 5)], [(0, 1), (2, 4), (5, 8)]),
            ([(1, 3), (2, 4)], [(0, 1), (4, 8)]),
            ([(0.1, 8)], []),
        ],
    )
    def test_is_what_is_left_and_long_enough(self, taken, left):
        after = self.DAY - HOUR
        assert free(self.at((0, 8)), self.at(*taken), after=after) == self.at(*left)

    def test_is_only_to_come(self):
        assert free(self.at((0, 8)), [], after=self.DAY + 2 * HOUR) == self.at((2, 8))

    def test_spells_that_touch_are_one(self):
        assert together(self.at((2, 3), (0, 1), (1, 2), (5, 6))) == self.at((0, 3), (5, 6))


class TestSaying:
    def test_only_ones_own_and_only_where_one_supports_people(
        self, team_member, colleague, greeter, hub, other_hub
    ):
        for worker, site in ((greeter, hub), (team_member, other_hub)):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.add_weekly_time(by=worker, site=site, weekday=0, begins=NINE, ends=FIVE)
        with acting_as(team_member):
            for _ in range(2):
                actions.add_weekly_time(by=team_member, site=hub, weekday=0, begins=NINE, ends=FIVE)
            row = WeeklyTime.objects.get()
        with acting_as(colleague):
            actions.remove_time(by=colleague, time_id=row.id)
            assert WeeklyTime.objects.count() == 1
        with acting_as(team_member):
            actions.remove_time(by=team_member, time_id=row.id)
            assert not WeeklyTime.objects.exists()

    def test_is_not_backwards_past_or_too_far(self, team_member, hub, today):
        with acting_as(team_member):
            with pytest.raises(DiaryRefused, match="after"):
                actions.add_weekly_time(by=team_member, site=hub, weekday=0, begins=TEN, ends=NINE)
            for on in (today - DAY, datetime.date.max):
                with pytest.raises(DiaryRefused):
                    actions.take_day_off(by=team_member, on=on, today=today)
                with pytest.raises(DiaryRefused):
                    actions.add_day_time(
                        by=team_member, site=hub, on=on, begins=NINE, ends=TEN, today=today
                    )

    def test_a_day_off_says_who_is_booked_then_and_leaves_the_day(
        self, book, team_member, hub, today, now, tomorrow
    ):
        for weekday in range(7):
            WeeklyTimeFactory(worker=team_member, site=hub, weekday=weekday)
        book(team_member)
        on = today + DAY
        with acting_as(team_member):
            assert actions.take_day_off(by=team_member, on=on, today=today) == 1
            actions.add_day_time(
                by=team_member, site=hub, on=on, begins=NINE, ends=TEN, today=today
            )
            shown = queries.my_days(today, actor=team_member, now=now)
        assert shown[1].is_off
        assert [spell.words for spell in shown[1].spells] == ["9am to 10am"]
        assert len(shown[1].bookings) == 1
        with pytest.raises(TakenThen, match="You are in 9am to 10am that day"):
            book(team_member, begins_at=tomorrow + 2 * HOUR)


class TestTheHubsDay:
    @pytest.fixture
    def day(self, team_member, colleague, hub, today, book, jo, shared, tomorrow):
        """Tariq is in tomorrow and has Jo at two; Cole is in, and free."""
        for worker in (team_member, colleague):
            WeeklyTimeFactory(worker=worker, site=hub, weekday=(today + DAY).weekday())
        book(team_member, jo)
        return today + DAY

    def test_says_who_is_free_and_to_some_with_whom_the_others_meet(
        self, day, hub, team_member, greeter, network_lead, now
    ):
        for worker, who in ((team_member, ["Jo"]), (greeter, ["Somebody"])):
            with acting_as(worker):
                cole, tariq = queries.hub_day(hub, day, actor=worker, now=now).workers
            assert [spell.words for spell in cole.free] == ["9am to 5pm"]
            assert cole.free_words == "free at 9am"
            assert [spell.words for spell in tariq.free] == ["9am to 2pm", "2:45pm to 5pm"]
            assert [row.who for row in tariq.bookings] == who

    def test_says_who_is_free_now_from_the_next_five_minutes(self, day, hub, greeter):
        at = spell_of(day, TEN, FIVE).begins + datetime.timedelta(minutes=1, seconds=7)
        with acting_as(greeter):
            cole, _ = queries.hub_day(hub, day, actor=greeter, now=at).workers
        assert cole.free_words == "free now"
        assert [spell.words for spell in cole.free] == ["10:05am to 5pm"]

    def test_counts_what_is_booked_at_another_hub(
        self, day, hub, other_hub, team_member, greeter, now, tomorrow
    ):
        BookingFactory(worker=team_member, site=other_hub, begins_at=tomorrow + 2 * HOUR)
        with acting_as(greeter):
            shown = queries.hub_day(hub, day, actor=greeter, now=now).workers[1]
        assert [spell.words for spell in shown.free] == ["9am to 2pm", "2:45pm to 4pm"]
        assert len(shown.bookings) == 1

    def test_page_of_a_greeter_names_nobody(self, day, page, greeter, team_member):
        on = f"?on={day.isoformat()}"
        shown = page(greeter, "hub", query=on)
        assert "2pm to 2:45pm" in shown
        assert not re.search(r"\bJo\b", shown)
        assert "/diary/book/" not in shown
        assert "Jo" in page(team_member, "hub", query=on)

    @pytest.mark.parametrize("on", ["x", "2026-13-45", "9999-12-31", "0001-01-01", "\0"])
    def test_page_of_no_day_is_todays(self, page, team_member, on):
        assert "Today, " in page(team_member, "hub", query=f"?on={on}")
        assert "Today, " in page(team_member, "diary", query=f"?on={on}")

    def test_asks_as_much_of_twenty_as_of_two(
        self, day, hub, team_member, now, tomorrow, django_assert_num_queries
    ):
        def asked():
            with acting_as(team_member):
                queries.hub_day(hub, day, actor=team_member, now=now)

        with django_assert_num_queries(11):
            asked()
        for number in range(20):
            row = BookingFactory(
                worker=team_member, site=hub, begins_at=tomorrow + number * HOUR / 4
            )
            MeetingFactory(
                booking=row, site=hub, held_by=hub.run_by, written_by=team_member, person=None
            )
        with django_assert_num_queries(11):
            asked()


def test_a_day_off_is_kept_once(team_member, today):
    with acting_as(team_member):
        for _ in range(2):
            actions.take_day_off(by=team_member, on=today, today=today)
    with as_the_owner():
        assert DayOff.objects.count() == 1

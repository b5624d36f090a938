"""Somebody says it is their worst day: it is loud until one who is there has read it, by name."""

import datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Presence
from hearth.letterbox import actions, jobs, queries
from hearth.letterbox.models import Letter
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.places.models import OpeningSpell
from hearth.places.opening import LONDON
from hearth.places.timer import OnATimer

MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE


def at(hour, minute=0, day=3):
    """Return a moment of a week in March 2026, of which the third is a Tuesday."""
    return datetime.datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def nine_to_five(hub):
    with as_the_owner():
        for weekday in range(5):
            OpeningSpell.objects.create(
                site=hub, weekday=weekday, opens=datetime.time(9), closes=datetime.time(17)
            )


@pytest.fixture
def worst_day(write, jo, jo_herself):
    return write(jo_herself, jo, kind="WORST_DAY")


def loud(worker, now):
    with acting_as(worker):
        return len(queries.loud_letters(worker, now=now).worst_days)


def told(what, letter):
    with as_the_owner():
        return Told.objects.filter(what=what, about_id=letter.id).count()


def look_out(now):
    timer = OnATimer()
    with acting_as(timer):
        return actions.tell_late(by=timer, now=now)


def concerned(find, letter):
    timer = OnATimer()
    with acting_as(timer):
        found = find(letter.id, timezone.localdate())
        return sorted(one.name for one in found.workers) if found else None


class TestAtOnce:
    def test_it_comes_first_to_whoever_is_on_duty(
        self, worst_day, hub, team_member, colleague, hub_manager, now
    ):
        OnDutyFactory(site=hub, worker=colleague)

        assert [loud(one, now) for one in (colleague, team_member, hub_manager)] == [1, 0, 0]
        assert concerned(jobs.who_is_on_duty, worst_day) == ["Cole"]

    def test_else_to_whoever_is_in_the_building(
        self, worst_day, hub, team_member, colleague, greeter, now
    ):
        with as_the_owner():
            for worker in (team_member, greeter):
                Presence.objects.create(
                    site=hub, kind="STAFF", name=worker.name, user=worker, came_at=now,
                    signed_in_by=worker,
                )  # fmt: skip

        assert [loud(one, now) for one in (team_member, colleague)] == [1, 0]

    def test_else_to_all_who_read_there_and_to_nobody_who_does_not(
        self, worst_day, team_member, colleague, hub_manager, greeter, greeter_elsewhere, now
    ):
        assert [loud(one, now) for one in (team_member, colleague, hub_manager)] == [1, 1, 1]
        assert [loud(one, now) for one in (greeter, greeter_elsewhere)] == [0, 0]

    def test_after_the_hubs_own_minutes_to_all_who_read_there(
        self, worst_day, hub, team_member, colleague, hub_manager, now
    ):
        OnDutyFactory(site=hub, worker=colleague)
        later = now + 11 * MINUTE

        assert look_out(now + 9 * MINUTE) == 0
        assert [look_out(later), look_out(later + MINUTE)] == [1, 0]
        assert told("letterbox.worst_day_louder", worst_day) == 1
        assert concerned(jobs.all_who_read_there, worst_day) == ["Cole", "Hal", "Tariq"]
        assert [loud(one, later) for one in (colleague, team_member, hub_manager)] == [1, 1, 1]

    def test_after_as_many_again_beyond_the_hub_as_a_number_alone(
        self, worst_day, hub, network_lead, board_member, team_member, now
    ):
        look_out(now + 11 * MINUTE)
        with acting_as(network_lead):
            assert queries.unread_beyond(network_lead) == ()

        assert [look_out(now + 20 * MINUTE), look_out(now + 22 * MINUTE)] == [0, 1]
        assert concerned(jobs.who_leads_the_network, worst_day) == ["Nell"]
        for worker, told_of in ((network_lead, (hub,)), (board_member, ()), (team_member, ())):
            with acting_as(worker):
                assert queries.unread_beyond(worker) == told_of
        with acting_as(network_lead):
            assert not Letter.objects.exists()

        with acting_as(team_member):
            actions.take(by=team_member, letter=worst_day, now=now + 30 * MINUTE)
        with acting_as(network_lead):
            assert queries.unread_beyond(network_lead) == ()
        assert look_out(now + 60 * MINUTE) == 0

    @pytest.mark.parametrize("acts", ["board_member", "team_member", "greeter_elsewhere"])
    def test_beyond_the_hub_nobody_asks_the_database_either(self, request, worst_day, acts, now):
        for minutes in (11, 22):
            look_out(now + minutes * MINUTE)
        with acting_as(request.getfixturevalue(acts)), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM letterbox_unread()")
            assert cursor.fetchall() == []

    def test_until_somebody_has_read_it_by_name(
        self, worst_day, jo_herself, team_member, hub_manager, now
    ):
        with acting_as(team_member):
            actions.take(by=team_member, letter=worst_day, now=now)

        assert [loud(one, now + HOUR) for one in (team_member, hub_manager)] == [0, 0]
        assert concerned(jobs.who_is_on_duty, worst_day) is None
        assert look_out(now + HOUR) == 0
        with acting_as(jo_herself):
            (page,) = queries.own_worst_days(jo_herself, now=now)
        assert (page.row.first_read, page.row.first_read_at) == ("Tariq", now)

    def test_it_needs_no_words(self, worst_day):
        assert worst_day.words == ""

    def test_an_email_is_asked_for_at_once_and_says_nothing(self, worst_day):
        assert told("letterbox.worst_day", worst_day) == 1


class TestTheHours:
    """What the person is told never holds more than the hub's hours do."""

    @pytest.fixture(autouse=True)
    def somebody_reads(self, team_member):
        return team_member

    def reading(self, hub, now):
        with acting_as(OnATimer()):
            return queries.reading_at(hub, queries.BoxSaid(), now=now)

    def test_while_it_is_open_somebody_is_there(self, hub, nine_to_five):
        reading = self.reading(hub, at(10))

        assert reading.reads_now
        assert reading.look_by == at(12)

    def test_late_in_the_day_the_rest_is_of_the_next(self, hub, nine_to_five):
        assert self.reading(hub, at(16)).look_by == at(10, day=4)

    def test_in_the_night_nobody_reads_and_it_says_so(self, hub, nine_to_five):
        reading = self.reading(hub, at(3))

        assert not reading.reads_now
        assert reading.look_by == at(11)
        assert "Nobody reads this now. We are next here at 9am" in reading.words
        assert "Nobody here reads this now" in reading.worst_day_words
        assert "9am" in reading.worst_day_words

    def test_day_and_night_somebody_is_there(self, hub):
        hub.always_open = True

        assert self.reading(hub, at(3)).reads_now

    def test_whoever_is_on_duty_out_of_hours_is_there(self, hub, nine_to_five, colleague):
        OnDutyFactory(site=hub, worker=colleague, from_at=at(2), until_at=at(6))

        assert self.reading(hub, at(3)).reads_now

    def test_on_duty_behind_a_shut_door_is_not_here(self, hub, nine_to_five, colleague):
        OnDutyFactory(site=hub, worker=colleague, from_at=at(2), until_at=at(6))
        words = self.reading(hub, at(3)).worst_day_words

        assert "here" not in words
        assert "Somebody is on duty and reads it. The door is shut until 9am on Tuesday" in words

        with as_the_owner():
            Presence.objects.create(
                site=hub, kind="STAFF", name=colleague.name, user=colleague, came_at=at(2),
                signed_in_by=colleague,
            )  # fmt: skip
        assert "Somebody is here now" in self.reading(hub, at(3)).worst_day_words

    def test_a_hub_whose_hours_nobody_knows_promises_nothing_and_takes_nothing(
        self, hub, jo, jo_herself, write
    ):
        hub.always_open = False
        hub.save()
        assert self.reading(hub, at(3)).look_by is None
        with pytest.raises(actions.LetterRefused, match="do not know"), transaction.atomic():
            write(jo_herself, jo)

    def test_where_it_is_closed_and_nobody_is_on_duty_nobody_is_woken(
        self, hub, jo, jo_herself, write, team_member, nine_to_five
    ):
        hub.always_open = False
        hub.save()
        letter = write(jo_herself, jo, kind="WORST_DAY", at=at(3))

        assert letter.look_by == at(9)
        assert look_out(at(8)) == 0
        assert look_out(at(9, 1)) == 1


class TestAMessage:
    def test_that_nobody_has_in_time_is_loud_and_told_to_whoever_runs_the_hub(
        self, write, jo, jo_herself, team_member, hub_manager, greeter, now
    ):
        letter = write(jo_herself, jo)
        late = now + 2 * HOUR + MINUTE

        for worker, before, after in ((team_member, 0, 1), (hub_manager, 0, 1), (greeter, 0, 0)):
            with acting_as(worker):
                assert queries.loud_letters(worker, now=now).late == before
                assert queries.loud_letters(worker, now=late).late == after
        assert [look_out(late), look_out(late)] == [1, 0]
        assert told("letterbox.late", letter) == 1
        assert concerned(jobs.who_runs_the_hub, letter) == ["Hal"]


class TestOnDuty:
    def test_is_said_by_whoever_reads_there_until_a_time(self, hub, team_member, now):
        with acting_as(team_member):
            actions.go_on_duty(by=team_member, site=hub, until_at=now + HOUR, now=now)
            actions.go_on_duty(by=team_member, site=hub, until_at=now + 2 * HOUR, now=now)
            (row,) = queries.on_duty_at(team_member, now=now)
            assert [until for _, _, until in row.names] == [now + 2 * HOUR]

            actions.end_duty(by=team_member, duty_id=row.mine, now=now)
            assert queries.on_duty_at(team_member, now=now)[0].names == ()

    @pytest.mark.parametrize("hours", [-1, 17])
    def test_is_neither_over_already_nor_for_longer_than_anybody_works(
        self, hub, team_member, now, hours
    ):
        with (
            acting_as(team_member),
            pytest.raises(actions.LetterRefused),
            transaction.atomic(),
        ):
            actions.go_on_duty(by=team_member, site=hub, until_at=now + hours * HOUR, now=now)

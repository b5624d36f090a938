"""Who was expected on a board gone by: times booked and hellos due, as they stood then."""

import datetime
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.diary import actions as diary
from hearth.diary import queries as diaries
from hearth.diary.models import Booking, BookingBefore
from hearth.diary.queries.bookings import BookingSaid
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.people.actions import record_death, withdraw_sharing
from hearth.people.tests.factories import PersonFactory
from hearth.support import actions as support
from hearth.support.models import DueBefore, Hello, KeepInTouch
from hearth.support.queries.hellos import KeepSaid, keep_said
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


def at(days, hour):
    """Return an hour of a day so many days ago, on the clock on the wall."""
    return timezone.make_aware(
        datetime.datetime.combine(TODAY() - days * DAY, datetime.time(hour))
    ).astimezone(datetime.UTC)


@pytest.fixture
def coming(client):
    """Return who may come, as the board says it of a moment gone by; None: now."""

    def coming(worker, moment=None):
        client.force_login(worker)
        asked = {"at": moment.isoformat()} if moment else {}
        shown = client.get("/handover/", asked).content.decode()
        return shown.partition('aria-labelledby="coming"')[2].partition("</section>")[0]

    return coming


@pytest.fixture
def book(hub, team_member):
    """Book somebody in for an hour, on a day gone by."""

    def book(person, *, booked, begins, by=team_member, **more):
        said = BookingSaid(by.id, begins, 60, "ONE_TO_ONE", **more)
        with acting_as(by):
            booking = diary.book(
                by=by, site=hub, person=person, said=said, booking_id=uuid7(), now=booked,
                all_the_same=True,
            )  # fmt: skip
        with as_the_owner():
            Booking.objects.filter(id=booking.id).update(recorded_at=booked)
        return booking

    return book


@pytest.fixture
def move():
    def move(by, booking, now, **changed):
        with acting_as(by):
            row = Booking.objects.select_related("site").get(id=booking.id)
            said = diaries.said_of(row, diaries.meeting_in(row, actor=by))
            diary.move(
                by=by, booking=row, said=replace(said, **changed), stamp=said.stamp, now=now,
                all_the_same=True,
            )  # fmt: skip

    return move


@pytest.fixture
def call_off():
    def call_off(by, booking, now):
        with acting_as(by):
            diary.call_off(by=by, booking=booking, now=now)

    return call_off


@pytest.fixture
def agree():
    """Agree on a hello, on a day gone by, or agree it otherwise."""

    def agree(by, person, *, agreed, next_on, who=None):
        said = KeepSaid((who or by).id, True, None, 7, next_on, "Ring my sister", 1)
        with acting_as(by):
            there = KeepInTouch.objects.filter(person=person).first()
            keep = support.agree_keep_in_touch(
                by=by, person=person, said=said, stamp=keep_said(there).stamp if there else "",
                now=agreed, today=timezone.localdate(agreed),
            )  # fmt: skip
        if there is None:
            with as_the_owner():
                KeepInTouch.objects.filter(id=keep.id).update(recorded_at=agreed)
        return keep

    return agree


@pytest.fixture
def say():
    """Say hello, on a day gone by."""

    def say(by, keep, said, *, due_on):
        with acting_as(by):
            hello = support.say_hello(
                by=by, keep=keep, due_on=due_on, answered=True, now=said,
                today=timezone.localdate(said),
            )  # fmt: skip
        with as_the_owner():
            Hello.objects.filter(id=hello.id).update(recorded_at=said)
        return hello

    return say


class TestBooked:
    def test_from_when_it_was_booked_where_it_stood_then_and_until_it_was_called_off(
        self, coming, book, move, call_off, jo, shared, team_member, colleague
    ):
        booking = book(jo, booked=at(2, 9), begins=at(2, 17))
        move(team_member, booking, at(2, 11), begins_at=at(2, 18))
        move(colleague, booking, at(2, 13), worker_id=colleague.id)
        call_off(team_member, booking, at(2, 15))

        assert "Jo" not in coming(team_member, at(2, 8))
        shown = coming(team_member, at(2, 10))
        assert ">Jo</a> was booked with Tariq" in shown
        assert "5pm to 6pm" in shown
        shown = coming(team_member, at(2, 12))
        assert ">Jo</a> was booked with Tariq" in shown
        assert "6pm to 7pm" in shown
        assert ">Jo</a> was booked with Cole" in coming(team_member, at(2, 14))
        assert "Jo" not in coming(team_member, at(2, 16))

    def test_what_was_moved_out_of_those_hours_stands_where_it_stood(
        self, coming, book, move, jo, shared, team_member
    ):
        booking = book(jo, booked=at(9, 9), begins=at(2, 17))
        move(team_member, booking, at(2, 11), begins_at=at(-3, 17))
        assert "Jo" in coming(team_member, at(2, 10))
        assert "Jo" not in coming(team_member, at(2, 12))

    def test_whoever_came_was_booked_until_that_time_was_over(
        self, coming, book, hub, jo, shared, team_member, greeter
    ):
        book(jo, booked=at(2, 9), begins=at(2, 12))
        with as_the_owner():
            Visit.objects.create(
                site=hub, held_by=hub.run_by, person=jo, arrived_at=at(2, 11), left_at=at(2, 15),
                arrived_on=timezone.localdate(at(2, 11)), arrived_hour=11, welcomed_by=greeter,
            )  # fmt: skip
        assert "midday to 1pm" in coming(team_member, at(2, 10))
        assert "midday to 1pm" in coming(team_member, at(2, 12))
        assert "booked" not in coming(team_member, at(2, 13))

    def test_with_whom_is_read_by_those_with_whom_it_is_shared_today(
        self, coming, book, move, jo, shared, team_member, greeter
    ):
        booking = book(jo, booked=at(2, 9), begins=at(2, 17))
        move(team_member, booking, at(2, 11), begins_at=at(2, 18))
        shown = coming(greeter, at(2, 10))
        assert "Somebody was booked with Tariq" in shown
        assert "5pm to 6pm" in shown
        assert "Jo" not in shown
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=shared, how="SAID", now=timezone.now()
            )
        assert "Jo" not in coming(team_member, at(2, 10))

    def test_whoever_has_no_name_is_called_what_they_were_called(
        self, coming, book, move, team_member
    ):
        booking = book(None, booked=at(2, 9), begins=at(2, 17), who="Somebody in a blue coat")
        move(team_member, booking, at(2, 11), who="A man called Al")
        assert "Somebody in a blue coat was booked" in coming(team_member, at(2, 10))
        assert "A man called Al was booked" in coming(team_member, at(2, 12))

    def test_nobody_is_expected_who_has_died(self, coming, book, jo, shared, team_member):
        begins = timezone.now() + datetime.timedelta(minutes=5)
        book(jo, booked=timezone.now() - DAY, begins=begins)
        moments = (None, timezone.now() - datetime.timedelta(hours=1))
        assert all("Jo" in coming(team_member, moment) for moment in moments)
        with acting_as(team_member):
            record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=timezone.now(),
                today=TODAY(),
            )  # fmt: skip
        assert not any("Jo" in coming(team_member, moment) for moment in moments)

    def test_another_hubs_is_not_there(self, coming, book, jo, shared, greeter_elsewhere):
        book(jo, booked=at(2, 9), begins=at(2, 17))
        assert "booked" not in coming(greeter_elsewhere, at(2, 10))

    def test_when_it_was_before_is_written_over_by_nobody(
        self, book, move, jo, shared, team_member
    ):
        booking = book(jo, booked=at(2, 9), begins=at(2, 17))
        move(team_member, booking, at(2, 11), begins_at=at(2, 18))
        move(team_member, booking, at(2, 12), meet_at="PHONE", where="01904 555 0100")
        with acting_as(team_member):
            assert BookingBefore.objects.count() == 1
            for act in (lambda: BookingBefore.objects.update(begins_at=at(3, 17)),
                        lambda: BookingBefore.objects.all().delete()):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic():
                    act()


class TestHellos:
    def test_from_when_it_was_agreed_until_it_was_agreed_otherwise(
        self, coming, agree, jo, shared, team_member, colleague
    ):
        day, later = timezone.localdate(at(8, 12)), timezone.localdate(at(5, 12))
        agree(team_member, jo, agreed=at(8, 10), next_on=day)
        agree(team_member, jo, agreed=at(8, 13), next_on=later, who=colleague)
        assert "Jo" not in coming(team_member, at(8, 9))
        shown = coming(team_member, at(8, 12))
        assert "A hello was due to" in shown
        assert "(Tariq, " in shown
        assert "Jo" not in coming(team_member, at(8, 14))
        assert "(Cole, " in coming(team_member, at(5, 12))

    def test_until_it_was_said_and_as_a_slip_was_taken_back_and_put_back(
        self, coming, agree, say, jo, shared, team_member
    ):
        due_on = timezone.localdate(at(5, 12))
        keep = agree(team_member, jo, agreed=at(8, 10), next_on=due_on)
        hello = say(team_member, keep, at(5, 13), due_on=due_on)
        mine = {"by": team_member, "keep": keep, "hello": hello}
        with acting_as(team_member):
            support.take_back_hello(**mine, now=at(5, 15))
            support.put_back_hello(**mine, now=at(5, 17))
        due = [("Jo" in coming(team_member, at(5, hour))) for hour in (12, 14, 16, 18)]
        assert due == [True, False, True, False]

    def test_until_they_would_rather_have_none(self, coming, agree, jo, shared, team_member):
        keep = agree(team_member, jo, agreed=at(8, 10), next_on=timezone.localdate(at(5, 12)))
        with acting_as(team_member):
            support.stop_hellos(
                by=team_member, keep=keep, now=at(5, 13), today=timezone.localdate(at(5, 13))
            )
        assert "Jo" in coming(team_member, at(5, 12))
        assert "Jo" not in coming(team_member, at(5, 14))
        agree(team_member, jo, agreed=at(5, 16), next_on=timezone.localdate(at(4, 12)))
        assert "Jo" not in coming(team_member, at(5, 15))
        assert "Jo" in coming(team_member, at(5, 17))

    def test_is_read_by_those_with_whom_it_is_shared_today(
        self, coming, agree, jo, shared, team_member, greeter
    ):
        day = timezone.localdate(at(8, 12))
        agree(team_member, jo, agreed=at(8, 10), next_on=day)
        agree(team_member, jo, agreed=at(8, 13), next_on=day + 9 * DAY)
        assert "Jo" not in coming(greeter, at(8, 12))
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=shared, how="SAID", now=timezone.now()
            )
            assert DueBefore.objects.count() == 0
        assert "Jo" not in coming(team_member, at(8, 12))


def test_asks_as_many_questions_of_many_who_were_expected_as_of_one(
    client, hub, book, move, agree, say, team_member, colleague
):
    due_on = timezone.localdate(at(2, 12))

    def expect(number):
        person = PersonFactory(known_as=f"Sam {number}", sites=[hub])
        share_support(person, by=team_member)
        booking = book(person, booked=at(2, 8), begins=at(2, 17))
        move(team_member, booking, at(2, 14), begins_at=at(2, 18))
        book(None, booked=at(2, 8), begins=at(2, 17), who=f"Somebody {number}")
        keep = agree(team_member, person, agreed=at(3, 10), next_on=due_on)
        say(team_member, keep, at(2, 13), due_on=due_on)
        agree(team_member, person, agreed=at(2, 15), next_on=due_on + 5 * DAY, who=colleague)

    def questions():
        client.force_login(team_member)
        asked = {"at": at(2, 12).isoformat()}
        client.get("/handover/", asked)
        with CaptureQueriesContext(connection) as found:
            shown = client.get("/handover/", asked).content.decode()
        return len(found), shown

    expect(0)
    before, _ = questions()
    for number in range(1, 6):
        expect(number)
    asked, shown = questions()
    assert all(shown.count(f">Sam {number}</a>") >= 2 for number in range(6))
    assert asked == before

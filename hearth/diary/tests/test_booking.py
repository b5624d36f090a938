"""Booking a time with somebody: named or not, moved, called off; and missed without a mark."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from hearth.diary import actions, queries
from hearth.diary.actions import DiaryRefused, TakenThen
from hearth.diary.models import Booking, Meeting
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import EditedMeanwhile, withdraw_sharing
from hearth.people.models import Person
from hearth.support.tests.factories import share_support


def read_by(worker, booking):
    """Return the words for whom a booking is, as a worker reads them; none if they may not."""
    with acting_as(worker):
        meeting = queries.meeting_in(booking, actor=worker)
        seen = Meeting.objects.filter(booking=booking).exists()
        assert seen is (meeting is not None), "query and wall differ"
        return (meeting.person.known_as if meeting.person else meeting.who) if meeting else None


def move(by, booking, now, **changed):
    with acting_as(by):
        meeting = queries.meeting_in(booking, actor=by)
        row = Booking.objects.select_related("site").get(id=booking.id)
        said = queries.said_of(row, meeting)
        return actions.move(
            by=by, booking=row, said=replace(said, **changed), stamp=said.stamp, now=now
        )


class TestWhoReads:
    def test_somebody_with_no_name_is_the_teams(
        self, book, team_member, colleague, hub_manager, greeter, team_elsewhere, partner
    ):
        booking = book(team_member)
        for worker in (team_member, colleague, hub_manager):
            assert read_by(worker, booking) == "Somebody in a blue coat"
        for worker in (greeter, team_elsewhere, partner):
            assert read_by(worker, booking) is None

    def test_somebody_who_shares_is_read_by_those_they_share_with(
        self, book, jo, team_member, colleague, hub_manager, greeter, network_lead
    ):
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        booking = book(team_member, jo)
        for worker in (team_member, colleague):
            assert read_by(worker, booking) == "Jo"
        for worker in (hub_manager, greeter, network_lead):
            assert read_by(worker, booking) is None

    def test_needs_no_sharing_and_leaves_the_team_when_they_share(
        self, book, jo, team_member, colleague, hub_manager
    ):
        booking = book(team_member, jo)
        assert read_by(hub_manager, booking) == "Jo"

        sharing = share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        assert read_by(colleague, booking) == "Jo"
        assert read_by(hub_manager, booking) is None
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=sharing, how="SAID", now=sharing.recorded_at
            )
        assert read_by(colleague, booking) is None

    def test_is_closed_the_moment_they_say_stop(
        self, book, shared, jo, team_member, colleague, now
    ):
        booking = book(team_member, jo)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        for worker in (team_member, colleague):
            assert read_by(worker, booking) is None
        said = BookingSaid(colleague.id, now, 30, "OTHER", who="Me")
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.move(by=team_member, booking=booking, said=said, stamp="", now=now)
        with acting_as(colleague), pytest.raises(NotAllowed):
            actions.call_off(by=colleague, booking=booking, now=now)
        with acting_as(team_member):  # whose time it is may still call it off
            assert actions.call_off(by=team_member, booking=booking, now=now) is False

    def test_is_not_booked_by_those_it_is_not_shared_with(
        self, book, jo, team_member, hub_manager, team_elsewhere, other_hub, greeter
    ):
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        with pytest.raises(NotAllowed):
            book(hub_manager, jo)
        with pytest.raises(Person.DoesNotExist):
            book(team_elsewhere, jo, site=other_hub)
        with pytest.raises(NotAllowed):
            book(greeter)

    def test_is_not_booked_with_a_worker_they_do_not_share_with(
        self, book, jo, team_member, hub_manager
    ):
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        with pytest.raises(DiaryRefused, match="does not share their support with Hal"):
            book(team_member, jo, worker_id=hub_manager.id)

    def test_of_a_colleague_or_oneself_is_not_booked(self, book, jo, team_member, colleague):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
        with pytest.raises(NotAllowed):
            book(team_member, jo)
        with pytest.raises(Person.DoesNotExist):
            book(colleague, jo)

    def test_a_booking_says_nothing_of_anybody(self, book, jo, shared, team_member):
        booking = book(team_member, jo)
        assert Booking.Privacy.personal == []
        assert not {"person", "what_for", "site_words"} & set(vars(booking))

    def test_cannot_be_moved_to_somebody_else_or_given_to_the_team(
        self, book, jo, sam, shared, team_member
    ):
        booking = book(team_member, jo)
        with acting_as(team_member):
            with pytest.raises(DatabaseError), transaction.atomic():
                Meeting.objects.filter(booking=booking).update(person=sam)
            Meeting.objects.filter(booking=booking).update(of_team=True)
            assert Meeting.objects.get(booking=booking).of_team is False
            with pytest.raises(DatabaseError), transaction.atomic():
                Booking.objects.filter(id=booking.id)._raw_delete("default")


class TestAtATime:
    def test_twice_is_said_and_can_still_be_chosen(self, book, team_member, tomorrow):
        book(team_member)
        for begins in (tomorrow, tomorrow - HOUR / 2, tomorrow + HOUR / 2):
            with pytest.raises(TakenThen, match="booked already then: 2pm to 2:45pm"):
                book(team_member, begins_at=begins)
        assert book(team_member, all_the_same=True)
        assert book(team_member, begins_at=tomorrow + HOUR)

    def test_a_double_tap_is_one(self, book, team_member, colleague, jo, shared):
        once = uuid7()
        assert book(team_member, booking_id=once).id == book(team_member, booking_id=once).id
        with pytest.raises(DiaryRefused, match="lost"):
            book(colleague, jo, booking_id=once)
        with acting_as(team_member):
            assert Booking.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"minutes": 0}, "minutes"),
            ({"minutes": 9999}, "minutes"),
            ({"what_for": "X"}, "what it is for"),
            ({"who": " "}, "who it is"),
            ({"who": "x" * 3000}, "letters"),
            ({"meet_at": "ELSEWHERE"}, "Write where"),
            ({"worker_id": uuid7()}, "team"),
            ({"remind_way_id": uuid7()}, "safe"),
        ],
    )
    def test_says_what_is_wrong(self, book, team_member, said, words):
        with pytest.raises(DiaryRefused, match=words):
            book(team_member, **said)

    def test_is_to_come_and_not_too_far(self, book, team_member, now):
        with pytest.raises(DiaryRefused, match="over"):
            book(team_member, begins_at=now - HOUR)
        with pytest.raises(DiaryRefused, match="year"):
            book(team_member, begins_at=now + 400 * DAY)
        assert book(team_member, begins_at=now)

    def test_is_not_with_somebody_who_died(self, book, team_member, jo, now):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(died_recorded_at=now)
        with pytest.raises(DiaryRefused, match="died"):
            book(team_member, jo)


class TestMoving:
    def test_moves_once_for_two(self, book, team_member, colleague, now, tomorrow):
        booking = book(team_member)
        with acting_as(colleague):
            stale = queries.said_of(booking, queries.meeting_in(booking, actor=colleague))
        move(team_member, booking, now, begins_at=tomorrow + HOUR)
        with acting_as(colleague):
            row = Booking.objects.select_related("site").get(id=booking.id)
            assert row.begins_at == tomorrow + HOUR
            with pytest.raises(EditedMeanwhile):
                actions.move(
                    by=colleague, booking=row, said=replace(stale, minutes=30),
                    stamp=stale.stamp, now=now,
                )  # fmt: skip

    def test_onto_another_is_said(self, book, team_member, now, tomorrow):
        book(team_member)
        later = book(team_member, begins_at=tomorrow + 2 * HOUR)
        with pytest.raises(TakenThen):
            move(team_member, later, now, begins_at=tomorrow)
        move(team_member, later, now, who_else="Her sister")  # not onto itself

    def test_called_off_frees_the_time(self, book, team_member, now):
        booking = book(team_member)
        for _ in range(2):
            with acting_as(team_member):
                actions.call_off(by=team_member, booking=booking, now=now)
        assert book(team_member)
        with pytest.raises(DiaryRefused, match="called off"):
            move(team_member, booking, now, minutes=20)

    def test_over_is_over_and_leaves_no_mark(self, book, team_member, jo, shared, now, page):
        booking = book(team_member, jo, begins_at=now - HOUR / 2)
        with as_the_owner():
            Booking.objects.filter(id=booking.id).update(ends_at=now)
            lines = AuditLine.objects.count()
        with acting_as(team_member), pytest.raises(DiaryRefused, match="over"):
            actions.call_off(by=team_member, booking=booking, now=now + HOUR)
        with pytest.raises(DiaryRefused, match="over"):
            move(team_member, booking, now + HOUR, minutes=10)
        shown = page(team_member, "booking", booking.id)
        assert "Another time?" in shown
        assert "Find another time" in shown
        assert "Say hello" in shown
        page(team_member, "again", booking.id)
        with as_the_owner():
            assert AuditLine.objects.count() == lines
        with acting_as(team_member):
            [said] = queries.everything_about(jo)
        assert "come" not in said["says"]
        assert f"with {team_member.name}" in said["says"]

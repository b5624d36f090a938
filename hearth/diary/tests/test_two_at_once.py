"""Two who book, or come back, at the same moment, each over a connection of its own."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions
from hearth.diary.actions import DiaryRefused, TakenThen
from hearth.diary.models import Booking, LoneVisit, LoneVisitDetails, Meeting
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.queries.visits import secret_of
from hearth.diary.tests.factories import (
    LoneVisitDetailsFactory,
    LoneVisitFactory,
    MeetingFactory,
)
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import SavedAlready
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once

NOW = timezone.now()


def a_team():
    hub = SiteFactory(name="Acomb", slug="acomb")
    return hub, *(GrantFactory(site=hub, role=Role.TEAM_MEMBER).user for _ in range(2))


def said(worker, who):
    return BookingSaid(worker.id, NOW + datetime.timedelta(hours=2), 45, "ONE_TO_ONE", who=who)


def test_the_second_is_told_and_loses_nothing(committed):
    hub, one, other = committed(a_team)

    def book(by, who):
        return lambda: actions.book(
            by=by, site=hub, person=None, said=said(one, who), booking_id=uuid7(), now=NOW
        )

    first, second = at_once((one, book(one, "Mo")), (other, book(other, "Bea")))

    assert isinstance(first, Booking)
    assert isinstance(second, TakenThen)
    assert "booked already then" in str(second)
    assert committed(Booking.objects.count) == 1


@pytest.mark.parametrize("all_the_same", [False, True])
def test_one_booking_without_a_name_tapped_twice_is_one(committed, all_the_same):
    hub, one, _ = committed(a_team)
    once = uuid7()

    def book():
        return actions.book(
            by=one, site=hub, person=None, said=said(one, "Mo"), booking_id=once, now=NOW,
            all_the_same=all_the_same,
        ).id  # fmt: skip

    assert at_once((one, book), (one, book)) == (once, once)
    assert committed(Booking.objects.count) == 1
    assert committed(Meeting.objects.count) == 1


def test_one_booking_tapped_again_in_other_words_at_once_is_refused(committed):
    hub, one, _ = committed(a_team)
    once = uuid7()

    def book(who):
        return lambda: actions.book(
            by=one, site=hub, person=None, said=said(one, who), booking_id=once, now=NOW
        )

    first, second = at_once((one, book("Mo")), (one, book("Bea")))
    assert isinstance(first, Booking)
    assert isinstance(second, SavedAlready)


def test_one_time_asked_for_without_a_name_tapped_twice_is_one(committed):
    hub, one, _ = committed(a_team)
    once = uuid7()

    def ask():
        return actions.ask_for_time(
            by=one, site=hub, person=None, what_for="ONE_TO_ONE", suits="Mornings", who="Mo",
            wants_id=None, meeting_id=once, now=NOW,
        ).id  # fmt: skip

    assert at_once((one, ask), (one, ask)) == (once, once)
    assert committed(Meeting.objects.count) == 1


def test_one_time_asked_for_tapped_again_in_other_words_at_once_is_refused(committed):
    hub, one, _ = committed(a_team)
    once = uuid7()

    def ask(suits):
        return lambda: actions.ask_for_time(
            by=one, site=hub, person=None, what_for="ONE_TO_ONE", suits=suits, who="Mo",
            wants_id=None, meeting_id=once, now=NOW,
        )  # fmt: skip

    first, second = at_once((one, ask("Mornings")), (one, ask("Evenings")))
    assert isinstance(first, Meeting)
    assert isinstance(second, SavedAlready)


def test_what_was_asked_for_is_given_once(committed):
    hub, one, other = committed(a_team)
    asked = committed(
        lambda: MeetingFactory(
            site=hub, held_by=hub.run_by, written_by=one, person=None, suits="Mornings"
        )
    )

    def give(by):
        return lambda: actions.book_asked(
            by=by, meeting=asked, said=said(by, "Mo"), booking_id=uuid7(), now=NOW
        )

    first, second = at_once((one, give(one)), (other, give(other)))

    assert isinstance(first, Booking)
    assert isinstance(second, DiaryRefused)
    assert "seen to this" in str(second)
    assert committed(Booking.objects.count) == 1


def out_alone():
    hub, one, other = a_team()
    visit = LoneVisitFactory(worker=one, buddy=other, site=hub, began_at=NOW)
    LoneVisitDetailsFactory(visit=visit)
    return visit, one, other


def words_of(visit):
    details = LoneVisitDetails.objects.get(visit=visit)
    return [each.words for each in secret_of(details).done]


def test_back_is_said_once_however_often_it_is_tapped(committed):
    visit, one, _ = committed(out_alone)

    def back(minutes):
        at = NOW + datetime.timedelta(minutes=minutes)
        return lambda: actions.come_back(by=one, visit=visit, now=at)

    assert at_once((one, back(1)), (one, back(2))) == (None, None)
    assert committed(lambda: LoneVisit.objects.get().over_at) == NOW + datetime.timedelta(minutes=1)
    assert committed(lambda: words_of(visit)) == ["Back"]


def test_back_and_what_the_buddy_did_lose_neither(committed):
    visit, one, other = committed(out_alone)

    first, second = at_once(
        (
            other,
            lambda: actions.say_what_was_done(
                by=other, visit=visit, words="Rang, all well", how="back", now=NOW
            ),
        ),
        (one, lambda: actions.come_back(by=one, visit=visit, now=NOW)),
    )

    assert (first, second) == (None, None)
    assert committed(lambda: LoneVisit.objects.get().over_at) == NOW
    assert committed(lambda: words_of(visit)) == ["Rang, all well"]


def test_going_out_twice_is_once(committed):
    hub, one, other = committed(a_team)

    def go():
        return actions.go_alone(
            by=one, site=hub, person=None, where="The mill", whom="Mo", plan="Ring me",
            back_by=NOW + datetime.timedelta(hours=1), buddy_id=other.id, louder_after=15,
            visit_id=uuid7(), now=NOW,
        )  # fmt: skip

    first, second = at_once((one, go), (one, go))

    assert isinstance(first, LoneVisit)
    assert isinstance(second, DiaryRefused)
    assert committed(LoneVisit.objects.count) == 1

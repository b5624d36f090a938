"""Two book the same worker at the same moment, each over a connection of its own."""

import datetime

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions
from hearth.diary.actions import DiaryRefused, TakenThen
from hearth.diary.models import Booking
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.tests.factories import MeetingFactory
from hearth.foundation.identifiers import uuid7
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

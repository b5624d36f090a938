"""Who may come, on the handover board: to this shift and a little after, and each booking once."""

import datetime

import pytest

from hearth.diary import actions as diary
from hearth.diary.models import Booking
from hearth.diary.queries.bookings import BookingSaid
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.opening import LONDON
from hearth.support.tests.factories import share_support

RUCKSACK = "Somebody with a green rucksack"


def at(hour, day=4):
    """Return an hour of a week in March 2026, when shifts change at 8am and 8pm."""
    return datetime.datetime(2026, 3, day, hour, tzinfo=LONDON)


@pytest.fixture
def book(hub):
    def book(by, begins, person=None, **more):
        said = BookingSaid(by.id, begins, 60, "ONE_TO_ONE", **more)
        with acting_as(by):
            row = diary.book(
                by=by, site=hub, person=person, said=said, booking_id=uuid7(), now=at(9, day=3),
                all_the_same=True,
            )  # fmt: skip
        with as_the_owner():
            Booking.objects.filter(id=row.id).update(recorded_at=at(9, day=3))

    return book


@pytest.fixture
def coming(client, time_machine):
    """Return who may come, as a worker reads it at a moment, on the board or in the night pack."""

    def coming(worker, moment, address="/handover/"):
        time_machine.move_to(moment, tick=False)
        client.force_login(worker)
        shown = client.get(address).content.decode()
        return shown.partition("Who may come</h2>")[2].partition("<h2")[0]

    return coming


@pytest.mark.parametrize("address", ["/handover/", "/handover/pack/"])
def test_a_night_is_told_of_the_night_and_a_little_after(coming, book, team_member, address):
    for begins, who in ((at(23, 3), "Late"), (at(9), "Early"), (at(11), "Eleven"), (at(14), "Two")):
        book(team_member, begins, who=who)

    shown = coming(team_member, at(22, day=3), address)
    assert [who in shown for who in ("Late", "Early", "Eleven", "Two")] == [
        True,
        True,
        False,
        False,
    ]
    shown = coming(team_member, at(8, day=4))
    assert [who in shown for who in ("Late", "Early", "Eleven", "Two")] == [False, True, True, True]


def test_a_board_gone_by_says_the_same(coming, book, team_member):
    book(team_member, at(11), who="Eleven")
    assert "Eleven" not in coming(team_member, at(11, 5), "/handover/?at=2026-03-03T22:00:00Z")
    assert "Eleven" in coming(team_member, at(11, 5), "/handover/?at=2026-03-04T09:00:00Z")


def test_whoever_is_booked_with_several_at_one_time_is_told_once_with_all_their_names(
    coming, book, team_member, colleague
):
    for worker in (team_member, colleague):
        book(worker, at(11), who=RUCKSACK)
    book(team_member, at(14), who=RUCKSACK)

    shown = coming(team_member, at(9))
    assert shown.count(RUCKSACK) == 2
    assert f"{RUCKSACK} is booked with Tariq and Cole, Wednesday 4 March" in shown


def test_of_whom_the_reader_may_not_read_each_booking_stands(
    coming, book, jo, team_member, colleague, greeter
):
    share_support(jo, by=team_member)
    for worker in (team_member, colleague):
        book(worker, at(11), jo)

    assert coming(team_member, at(9)).count(">Jo</a> is booked with Tariq and Cole") == 1
    assert coming(greeter, at(9)).count("Somebody is booked with") == 2

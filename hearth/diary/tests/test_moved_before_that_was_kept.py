"""When bookings were that were moved before that was kept: the meetings in them tell it."""

import json
from importlib import import_module

from django.apps import apps

from hearth.diary.models import BookingBefore, Meeting
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.test_booking import move
from hearth.foundation.tests.factories import as_the_owner

keeping = import_module("hearth.diary.migrations.0101_when_those_were_that_were_moved")


def kept():
    rows = BookingBefore.objects.order_by("changed_at", "worker__name")
    return list(rows.values_list("worker__name", "begins_at", "ends_at", "changed_at"))


def kept_anew():
    BookingBefore.objects.all().delete()
    keeping.keep_when_they_were(apps, None)
    return kept()


def test_is_what_was_kept_since(book, team_member, colleague, jo, shared, now, tomorrow):
    for person in (jo, None):
        booking = book(team_member, person, begins_at=tomorrow + (HOUR if person else DAY))
        move(team_member, booking, now, worker_id=colleague.id)
        move(colleague, booking, now + HOUR, meet_at="ELSEWHERE", where="The library")
        move(
            colleague,
            booking,
            now + 2 * HOUR,
            minutes=30,
            begins_at=tomorrow + (3 if person else 4) * DAY,
        )
        book(colleague, begins_at=tomorrow + (8 if person else 9) * DAY)
        with as_the_owner():
            before = kept()
            assert kept_anew() == before
        move(colleague, booking, now + 3 * HOUR, begins_at=tomorrow + (6 if person else 7) * DAY)
    assert len(before) == 5


def test_of_what_kept_no_worker_is_whose_it_was_next(
    book, team_member, colleague, jo, shared, now, tomorrow
):
    booking = book(team_member, jo)
    move(team_member, booking, now, begins_at=tomorrow + HOUR)
    move(team_member, booking, now + HOUR, worker_id=colleague.id)
    with as_the_owner():
        meeting = Meeting.objects.get()
        told = json.loads(meeting.before)
        del told[0]["worker_id"]
        meeting.before = json.dumps(told)
        meeting.save()
        assert [row[:2] for row in kept_anew()] == [
            ("Tariq", tomorrow), ("Tariq", tomorrow + HOUR)
        ]  # fmt: skip

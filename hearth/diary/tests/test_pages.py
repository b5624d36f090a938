"""The pages of a diary, as somebody with one hand free uses them."""

import re

import pytest
from django.utils import timezone

from hearth.diary import queries
from hearth.diary.models import Booking, DayOff, DayTime, LoneVisit, Meeting, WeeklyTime
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import withdraw_sharing
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory


def test_book_move_and_call_off(page, form, team_member, jo, shared):
    page(team_member, "book_person", jo.id, data=form(team_member), status=302)
    with acting_as(team_member):
        booking = Booking.objects.get()
    assert "Jo" in page(team_member, "diary")
    assert "2pm to 2:45pm" in page(team_member, "person", jo.id)
    drawn = page(team_member, "move", booking.id)
    stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
    changed = form(team_member, stamp=stamp, **{"begins_at-time": "3pm"})
    page(team_member, "move", booking.id, data=changed, status=302)
    assert "3pm to 3:45pm" in page(team_member, "booking", booking.id)
    changed |= {"begins_at-time": "4pm"}
    assert "Somebody else changed this" in page(team_member, "move", booking.id, data=changed)
    page(team_member, "call_off", booking.id, data={}, status=302)
    assert "This was called off" in page(team_member, "booking", booking.id)
    assert "Nothing is booked" in page(team_member, "person", jo.id)


def test_a_clash_is_said_and_then_chosen_with_nothing_typed_again(page, form, team_member):
    page(team_member, "book", data=form(team_member), status=302)
    assert "Book it all the same" not in page(team_member, "book")
    said = page(team_member, "book", data=form(team_member, who="Mo", who_else="Her dog"))
    assert "You are booked already then: 2pm to 2:45pm" in said
    assert 'value="Her dog"' in said
    assert 'name="all_the_same"' in said
    page(team_member, "book", data=form(team_member, who="Mo", all_the_same="on"), status=302)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"begins_at-year": "9999"}, "more than a year away"),
        ({"begins_at-time": "25"}, "real time"),
        ({"minutes": "-5"}, "5 or more"),
        ({"worker": "x"}, "Choose one of the answers"),
        ({"who": "\0"}, "can’t keep"),
        ({"booking_id": "x"}, "Part of this page was lost"),
        ({}, "When?"),
    ],
)
def test_what_is_wrong_is_said_beside_it(page, form, team_member, typed, words):
    data = form(team_member) | typed if typed else {}
    shown = page(team_member, "book", data=data).replace("&#39;", "’").replace("'", "’")
    assert words in shown
    assert "There is a problem" in shown


def test_what_suits_them_waits_for_the_team_and_is_given_a_time(
    page, form, team_member, colleague, greeter
):
    typed = {
        "who": "Mo’s sister", "what_for": "WELCOMING", "suits": "Mornings",
        "wants": str(colleague.id),
    }  # fmt: skip
    page(team_member, "ask", data=typed, status=302)
    shown = page(colleague, "diary")
    assert "Mo’s sister" in shown
    assert "Mornings" in shown
    assert "Mo’s sister" not in page(greeter, "hub")
    with acting_as(colleague):
        asked = Meeting.objects.get()
    assert "What suits Mo’s sister" in page(colleague, "asked", asked.id)
    page(colleague, "asked", asked.id, data=form(colleague, who="Mo’s sister"), status=302)
    assert "What suits them" in page(colleague, "booking", booking_of(asked).id)
    page(team_member, "asked", asked.id, status=302)
    page(team_member, "let_go", asked.id, data={}, status=302)
    with as_the_owner():
        assert Meeting.objects.get().let_go_at is None


def booking_of(asked):
    with as_the_owner():
        return Meeting.objects.get(id=asked.id).booking


def test_what_is_wanted_no_more_waits_no_more(page, team_member, jo, shared):
    typed = {"what_for": "OTHER", "suits": "Mornings", "wants": ""}
    page(team_member, "ask_person", jo.id, data=typed, status=302)
    with acting_as(team_member):
        asked = Meeting.objects.get()
    assert "Asked for" in page(team_member, "person", jo.id)
    for _ in range(2):
        page(team_member, "let_go", asked.id, data={}, status=302)
    assert "Asked for" not in page(team_member, "person", jo.id)
    assert "Mornings" not in page(team_member, "diary")


def test_times_are_said_and_taken_away(page, team_member, hub, today):
    day = {f"on-{part}": getattr(today + DAY, part) for part in ("day", "month", "year")}
    spell = {"begins": "9am", "ends": "12:30", "site": str(hub.id)}
    page(team_member, "times", data={"which": "weekly", "weekday": "1"} | spell, status=302)
    page(team_member, "times", data={"which": "day"} | day | spell, status=302)
    page(team_member, "times", data={"which": "off"} | day, status=302)
    shown = page(team_member, "times")
    assert "Tuesday, 9am to 12:30pm, Acomb" in shown
    wrong = {"which": "weekly", "weekday": "1"} | spell | {"ends": "8am"}
    assert "after the beginning" in page(team_member, "times", data=wrong)
    page(team_member, "times", data={"which": "x"})
    with acting_as(team_member):
        rows = [model.objects.get() for model in (WeeklyTime, DayTime, DayOff)]
    for row in rows:
        page(team_member, "remove_time", data={"time_id": str(row.id)}, status=302)
    page(team_member, "remove_time", data={"time_id": "x"}, status=302)
    with acting_as(team_member):
        assert not any(model.objects.exists() for model in (WeeklyTime, DayTime, DayOff))


def test_going_alone_from_a_booking_brings_whom_and_where(
    page, book, team_member, colleague, jo, shared, now
):
    booking = book(team_member, jo, meet_at="ELSEWHERE", where="14 Mill Lane")
    drawn = page(team_member, "go_from_booking", booking.id)
    assert "14 Mill Lane" in drawn
    assert "Acomb has no hub manager" in drawn
    in_an_hour = timezone.localtime(now + HOUR).strftime("%H:%M")
    typed = {
        "where": "14 Mill Lane", "back_by": in_an_hour, "buddy": str(colleague.id),
        "plan": "Ring me", "louder_after": "5",
    }  # fmt: skip
    page(team_member, "go_from_booking", booking.id, data=typed, status=302)
    with acting_as(colleague):
        visit = LoneVisit.objects.get()
    shown = page(colleague, "visit", visit.id)
    assert "Ring me" in shown
    assert "Jo" in shown
    assert "Mill Lane" not in page(colleague, "visits")
    assert "out already" in page(team_member, "go_to_person", jo.id, data=typed)


@pytest.mark.parametrize("name", ["person", "book_person", "ask_person", "go_to_person"])
def test_pages_of_a_person_are_for_those_they_share_with(
    page, name, team_member, team_elsewhere, greeter, partner, colleague, jo, shared
):
    assert "Jo" in page(team_member, name, jo.id)
    page(team_elsewhere, name, jo.id, status=404)
    page(greeter, name, jo.id, status=403)
    page(partner, name, jo.id, status=403)
    with as_the_owner():
        assert AccessLine.objects.filter(person_id=jo.id, page="diary").count() == 1
        Person.objects.filter(id=jo.id).update(worker=colleague)
    page(colleague, name, jo.id, status=404)
    page(team_member, name, jo.id, status=403)


def test_bookings_of_another_hub_are_not_there(page, book, team_member, team_elsewhere):
    booking = book(team_member)
    for name in ("booking", "move", "again", "go_from_booking"):
        page(team_elsewhere, name, booking.id, status=404)
    page(team_elsewhere, "call_off", booking.id, data={}, status=404)


def test_what_is_not_shared_any_more_says_so(page, book, team_member, colleague, jo, shared, now):
    booking = book(team_member, jo)
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
    shown = page(team_member, "booking", booking.id)
    assert "not shared with you" in shown
    assert not re.search(r"\bJo\b", shown)
    assert not re.search(r"\bJo\b", page(team_member, "diary"))
    for name in ("move", "again"):
        page(team_member, name, booking.id, status=404)
    page(team_member, "call_off", booking.id, data={}, status=302)
    assert "called off" in page(team_member, "booking", booking.id)


def test_todays_are_for_today_alone(book, team_member, colleague, now):
    today = book(team_member, begins_at=now)
    book(team_member, begins_at=now + 2 * DAY)
    book(colleague, begins_at=now)
    off = book(team_member, begins_at=now + 2 * DAY + HOUR)
    with acting_as(team_member):
        assert [row.id for row in queries.todays(team_member, now)] == [today.id]
        assert off.id not in {row.id for row in queries.todays(team_member, now + 5 * DAY)}


def test_a_diary_asks_as_much_of_twenty_as_of_two(
    client, book, hub, team_member, now, django_assert_num_queries
):
    def fill(first, last):
        for number in range(first, last):
            person = PersonFactory(sites=[hub])
            book(team_member, person, begins_at=now + number * HOUR, all_the_same=True)

    fill(0, 2)
    client.force_login(team_member)
    client.get("/diary/")
    with django_assert_num_queries(QUESTIONS):
        client.get("/diary/")
    fill(2, 20)
    with django_assert_num_queries(QUESTIONS):
        client.get("/diary/")


QUESTIONS = 18
"""The session, what is loud, the week, its meetings and names, what is asked for, who is out."""

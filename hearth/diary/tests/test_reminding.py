"""A safe reminder: by the way they agreed to, and with nothing of why; or not at all."""

import pytest

from hearth.diary import actions, queries
from hearth.diary.actions import DiaryRefused
from hearth.diary.models import Booking
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.test_booking import move
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions as outgoing
from hearth.outgoing.models import OutgoingMessage, Why
from hearth.people.models import Person, WayToContact
from hearth.places.timer import OnATimer

pytestmark = pytest.mark.usefixtures("mail")


def messages():
    with as_the_owner():
        return list(OutgoingMessage.objects.order_by("id"))


def goes(message, at):
    with acting_as(OnATimer()):
        return outgoing.begin_sending(by=OnATimer(), message_id=message.id, now=at)


def test_says_when_and_nothing_of_why(book, team_member, shared, jo, way, far):
    book(team_member, jo, begins_at=far, what_for="WELCOMING", remind_way_id=way().id)
    [message] = messages()
    assert message.state == "WAITING"
    day = f"{far:%A} {far.day} {far:%B %Y}"
    assert f"You have a meeting at 2pm on {day}. Ring 01904 555 0100 to change it." in message.body
    for word in ("Welcoming", "Tariq", "support", "Acomb"):
        assert word not in message.subject + message.body


def test_goes_a_day_before_and_not_earlier(book, team_member, shared, jo, way, far, now, jobs):
    book(team_member, jo, begins_at=far, remind_way_id=way().id)
    [message] = messages()
    assert message.go_at == far - DAY
    [job] = jobs.values()
    assert job["scheduled_at"] == far - DAY
    assert goes(message, now) is None
    with acting_as(OnATimer()):
        outgoing.look_after_forgotten(by=OnATimer(), now=now + 4 * DAY)
    assert len(jobs) == 1
    assert goes(message, far - DAY).to == "jo@example.org"
    assert goes(message, far - DAY) is None


def test_goes_at_once_if_it_is_soon_and_never_once_they_meet(
    book, team_member, shared, jo, way, now
):
    book(team_member, jo, begins_at=now + HOUR, remind_way_id=way().id)
    [message] = messages()
    assert message.go_at == now
    assert goes(message, now + HOUR) is None
    [message] = messages()
    assert (message.state, message.reasons) == ("HELD_BACK", ["NOT_NEEDED"])
    assert message.dealt_with_at


@pytest.mark.parametrize("safe", ["NO", "ASK_FIRST", "NOT_ASKED"])
def test_is_never_agreed_by_a_way_that_is_not_safe(book, team_member, shared, jo, way, safe):
    row = way(safe=safe)
    with acting_as(team_member):
        assert queries.ways_to_remind(jo) == []
    with pytest.raises(DiaryRefused, match="safe"):
        book(team_member, jo, remind_way_id=row.id)
    assert messages() == []


def test_is_never_by_another_persons_way_nor_by_a_call(book, team_member, shared, jo, sam, way):
    for row in (way(person=sam), way(kind="PHONE", value="01904 000000")):
        with pytest.raises(DiaryRefused, match="safe"):
            book(team_member, jo, remind_way_id=row.id)


def test_goes_by_no_other_way_if_that_one_is_safe_no_more(book, team_member, shared, jo, way, far):
    agreed = way()
    way(value="another@example.org")
    book(team_member, jo, begins_at=far, remind_way_id=agreed.id)
    with as_the_owner():
        WayToContact.objects.filter(id=agreed.id).update(safe="NO")
    [message] = messages()
    assert goes(message, far - DAY) is None
    [message] = messages()
    assert message.reasons == ["NOT_SAFE"]


@pytest.mark.parametrize(
    ("said", "why"), [({"wants_no_messages": True}, "OBJECTED"), ({"needs": ["NO_PHONE_CALLS"]},
                                                                  "NO_PHONE_CALLS")]
)  # fmt: skip
def test_is_held_back_for_a_worker_to_see_to(
    page, book, team_member, shared, jo, way, far, said, why
):
    row = way()
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(**said)
    booking = book(team_member, jo, begins_at=far, remind_way_id=row.id)
    [message] = messages()
    assert (message.state, message.reasons) == ("HELD_BACK", [why])
    shown = page(team_member, "booking", booking.id)
    assert f"Not sent. {Why(why).label}" in shown


def test_moved_withdraws_it_and_makes_another(book, team_member, shared, jo, way, far, now):
    booking = book(team_member, jo, begins_at=far, remind_way_id=way().id)
    assert move(team_member, booking, now, begins_at=far + HOUR) is False
    first, second = messages()
    assert (first.state, first.reasons) == ("HELD_BACK", ["NOT_NEEDED"])
    assert "at 3pm" in second.body
    with as_the_owner():
        assert Booking.objects.get(id=booking.id).reminder_id == second.id
    move(team_member, booking, now, remind_way_id=None)
    assert [each.reasons for each in messages()] == [["NOT_NEEDED"]] * 2


def test_called_off_withdraws_it_or_says_that_it_has_gone(
    book, team_member, shared, jo, way, far, now
):
    row = way()
    one = book(team_member, jo, begins_at=far, remind_way_id=row.id)
    other = book(team_member, jo, begins_at=far + HOUR, remind_way_id=row.id)
    first, second = messages()
    goes(second, far)
    with acting_as(team_member):
        assert actions.call_off(by=team_member, booking=one, now=now) is False
        assert actions.call_off(by=team_member, booking=other, now=now) is True
    assert [each.state for each in messages()] == ["HELD_BACK", "SENDING"]
    assert goes(first, far) is None

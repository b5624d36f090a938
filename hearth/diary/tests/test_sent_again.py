"""A page of the diary sent again with other words is refused: nobody is told it was saved."""

import pytest

from hearth.diary import actions
from hearth.diary.actions import DiaryRefused
from hearth.diary.models import Booking, LoneVisit, LoneVisitDetails, Meeting
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.tests.conftest import HOUR
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import SavedAlready


@pytest.fixture
def ask(team_member, hub, now):
    once = uuid7()

    def act(person=None, **said):
        said = {
            "what_for": "ONE_TO_ONE", "suits": "Mornings", "wants_id": None,
            "who": "" if person else "Somebody in a blue coat",
        } | said  # fmt: skip
        with acting_as(team_member):
            return actions.ask_for_time(
                by=team_member, site=hub, person=person, meeting_id=once, now=now, **said
            )

    return act


class TestGoingAlone:
    def test_is_refused_if_those_who_watch_would_look_in_the_wrong_place(
        self, go, team_member, colleague, now
    ):
        once = uuid7()
        visit = go(team_member, visit_id=once)
        assert go(team_member, visit_id=once).id == visit.id
        assert go(team_member, visit_id=once, where=" 14 Mill Lane ").id == visit.id
        for other in (
            {"where": "2 Hill Road"},
            {"whom": "Somebody else"},
            {"plan": "Ring the police"},
            {"back_by": now + 2 * HOUR},
            {"buddy": colleague},
            {"louder_after": 30},
        ):
            with pytest.raises(DiaryRefused, match="Your buddy sees what you said first"):
                go(team_member, visit_id=once, **other)
        with acting_as(team_member):
            assert LoneVisitDetails.objects.get().where == "14 Mill Lane"

    def test_to_somebody_else_is_refused_too(self, go, team_member, shared, jo):
        once = uuid7()
        visit = go(team_member, person=jo, visit_id=once)
        assert go(team_member, person=jo, visit_id=once).id == visit.id
        with pytest.raises(DiaryRefused, match="Your buddy sees what you said first"):
            go(team_member, visit_id=once)

    def test_shows_what_was_typed_last(self, page, team_member, greeter, now, hub):
        typed = {
            "where": "14 Mill Lane", "whom": "Somebody new", "plan": "Ring me", "back_by": "",
            "buddy": str(greeter.id), "louder_after": "15", "visit_id": str(uuid7()),
        }  # fmt: skip
        with acting_as(team_member):
            there = actions.go_alone(
                by=team_member, site=hub, person=None, where="14 Mill Lane", whom="Somebody new",
                plan="Ring me", back_by=now + HOUR / 2, buddy_id=greeter.id, louder_after=15,
                visit_id=typed["visit_id"], now=now,
            )  # fmt: skip
        local = there.back_by.astimezone()
        typed["back_by"] = f"{local:%H:%M}"
        again = page(team_member, "go", data=typed | {"where": "2 Hill Road"})
        assert "Your buddy sees what you said first" in again
        assert "2 Hill Road" in again
        with acting_as(team_member):
            assert LoneVisit.objects.count() == 1


class TestBooking:
    def test_in_other_words_is_refused(self, book, team_member, colleague, shared, jo, tomorrow):
        once = uuid7()
        booking = book(team_member, jo, booking_id=once)
        assert book(team_member, jo, booking_id=once).id == booking.id
        for other in (
            {"begins_at": tomorrow + HOUR},
            {"minutes": 30},
            {"who_else": "Dee"},
            {"meet_at": "ELSEWHERE", "where": "2 Hill Road"},
            {"worker_id": colleague.id},
        ):
            with pytest.raises(SavedAlready, match="Nothing you wrote is lost"):
                book(team_member, jo, booking_id=once, **other)
        with acting_as(team_member):
            assert Booking.objects.count() == 1

    def test_what_was_asked_for_in_other_words_is_refused(self, ask, team_member, colleague):
        meeting = ask()
        assert ask().id == meeting.id
        for other in (
            {"suits": "Mornings, not Mondays"},
            {"who": "Somebody in a red coat"},
            {"wants_id": colleague.id},
            {"what_for": "WELCOMING"},
        ):
            with pytest.raises(SavedAlready, match="Nothing you wrote is lost"):
                ask(**other)
        with acting_as(team_member):
            assert Meeting.objects.get().suits == "Mornings"

    def test_a_time_given_to_who_asked_in_other_words_is_refused(
        self, ask, page, form, team_member, tomorrow, now
    ):
        meeting, once = ask(), uuid7()

        def give(**said):
            said = {
                "worker_id": team_member.id, "begins_at": tomorrow, "minutes": 45,
                "what_for": "ONE_TO_ONE", "who": "Somebody in a blue coat",
            } | said  # fmt: skip
            with acting_as(team_member):
                return actions.book_asked(
                    by=team_member, meeting=meeting, said=BookingSaid(**said), booking_id=once,
                    now=now,
                )  # fmt: skip

        booking = give()
        assert give().id == booking.id
        with pytest.raises(SavedAlready):
            give(begins_at=tomorrow + HOUR)
        typed = form(team_member, who="Somebody in a blue coat", booking_id=str(once))
        again = page(team_member, "asked", meeting.id, data=typed | {"who_else": "Dee"})
        assert "This was saved already, in other words" in again
        assert "Dee" in again

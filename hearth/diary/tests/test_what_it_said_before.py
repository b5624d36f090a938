"""What a meeting said before it was moved, somebody who has died, and what is told of nobody."""

import html
import json
import re

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.diary import actions, queries
from hearth.diary.actions import DiaryRefused
from hearth.diary.models import Booking, LoneVisit, LoneVisitDetails, Meeting
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.test_booking import move
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.actions import record_visit
from hearth.people.actions import record_death, take_back_death, withdraw_sharing
from hearth.places.timer import OnATimer


@pytest.fixture
def died(team_member, jo, now, today):
    def act():
        with acting_as(team_member):
            record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=now, today=today
            )

    return act


class TestMoved:
    def test_keeps_what_it_was_and_who_moved_it(
        self, book, page, team_member, colleague, jo, shared, now, tomorrow
    ):
        booking = book(team_member, jo, meet_at="ELSEWHERE", where="The library")
        move(colleague, booking, now, begins_at=tomorrow + 2 * HOUR, meet_at="HUB", where="")
        move(team_member, booking, now, minutes=30)
        shown = page(colleague, "booking", booking.id)
        assert "What it said before" in shown
        assert "Cole changed it on" in shown
        assert "2pm to 2:45pm, with Tariq. One to one. Somewhere else: The library" in shown
        assert "4pm to 4:45pm" in shown
        with acting_as(team_member):
            latest, first = queries.before_of(queries.meeting_in(booking, actor=team_member))
        assert (first.by, first.at, first.where) == ("Cole", now, "The library")
        assert (latest.by, latest.spell.begins) == ("Tariq", tomorrow + 2 * HOUR)

    def test_says_nothing_before_it_was_ever_moved(self, book, page, team_member, now):
        booking = book(team_member)
        move(team_member, booking, now)  # saved as it was
        assert "What it said before" not in page(team_member, "booking", booking.id)

    def test_is_closed_with_the_meeting(self, book, page, team_member, jo, shared, now, tomorrow):
        booking = book(team_member, jo, meet_at="ELSEWHERE", where="The library")
        move(team_member, booking, now, begins_at=tomorrow + HOUR)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        shown = page(team_member, "booking", booking.id)
        assert "library" not in shown
        assert "What it said before" not in shown

    def test_is_told_to_the_person(self, book, team_member, jo, shared, now, tomorrow):
        booking = book(team_member, jo, meet_at="ELSEWHERE", where="The library")
        move(team_member, booking, now, begins_at=tomorrow + HOUR)
        with acting_as(team_member):
            [said] = queries.everything_about(jo)
        assert "Tariq changed it on" in said["says"]
        assert "The library" in said["says"]


class TestPuttingBack:
    @pytest.fixture
    def moved(self, book, team_member, colleague, jo, shared, now, tomorrow):
        booking = book(team_member, jo, meet_at="ELSEWHERE", where="The library")
        move(
            colleague, booking, now, begins_at=tomorrow + 2 * HOUR, meet_at="HUB", where="",
            worker_id=colleague.id, who_else="Her sister",
        )  # fmt: skip
        return booking

    @staticmethod
    def link(shown):
        [there] = re.findall(r'href="([^"]+back=[^"]+)"', shown)
        return html.unescape(there)

    @staticmethod
    def filled(shown):
        """Return what the form says, as a browser sends it."""
        sent = {}
        for tag in re.findall(r"<input[^>]*>", shown):
            named, value = (re.search(rf' {part}="([^"]*)"', tag) for part in ("name", "value"))
            ticked = "checked" in tag or not re.search(r'type="(radio|checkbox)"', tag)
            if named and ticked:
                sent[named[1]] = html.unescape(value[1]) if value else ""
        for name, options in re.findall(r'<select[^>]*name="([^"]*)"(.*?)</select>', shown, re.S):
            chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
            sent[name] = chosen[1] if chosen else ""
        return sent

    def test_says_again_what_it_said_through_the_same_checks(
        self, page, client, team_member, colleague, moved, tomorrow
    ):
        there = self.link(page(team_member, "booking", moved.id))
        shown = client.get(there).content.decode()
        assert "Put back what it said of the time with Jo" in shown
        sent = self.filled(shown)

        assert client.post(there, sent).status_code == 302

        with acting_as(team_member):
            row = Booking.objects.get(id=moved.id)
            meeting = queries.meeting_in(row, actor=team_member)
            assert (row.begins_at, row.worker_id) == (tomorrow, team_member.id)
            assert (meeting.where, meeting.who_else) == ("The library", "")
            assert len(queries.before_of(meeting)) == 2  # what it said until now is kept too

    def test_is_refused_where_somebody_else_is_booked_then_by_now(
        self, book, page, client, team_member, moved
    ):
        book(team_member)
        there = self.link(page(team_member, "booking", moved.id))
        sent = self.filled(client.get(there).content.decode())

        said = client.post(there, sent).content.decode()

        assert "You are booked already then" in said
        assert client.post(there, sent | {"all_the_same": "on"}).status_code == 302

    def test_of_what_somebody_changed_meanwhile_says_what_they_wrote(
        self, page, client, team_member, colleague, moved, now
    ):
        there = self.link(page(team_member, "booking", moved.id))
        sent = self.filled(client.get(there).content.decode())
        move(colleague, moved, now, who_else="Her brother")

        said = client.post(there, sent).content.decode()

        assert "What they wrote is shown below" in said
        assert "Her brother" in said

    def test_chooses_nobody_who_has_left_the_team(
        self, page, client, team_member, colleague, moved
    ):
        there = self.link(page(colleague, "booking", moved.id))
        with as_the_owner():
            team_member.grants.all().delete()

        shown = client.get(there).content.decode()

        assert "Tariq is of this team no more" in shown
        assert self.filled(shown)["worker"] == str(colleague.id)

    def test_is_offered_where_it_can_be_and_names_no_other_time(
        self, page, client, team_member, moved, now
    ):
        with as_the_owner():
            Booking.objects.filter(id=moved.id).update(called_off_at=now, called_off_by=team_member)
        assert "back=" not in page(team_member, "booking", moved.id)
        with as_the_owner():
            Booking.objects.filter(id=moved.id).update(called_off_at=None, called_off_by=None)
            meeting = Meeting.objects.get(booking=moved)
            [kept] = json.loads(meeting.before)
            del kept["worker_id"]  # as it was kept at first
            meeting.before = json.dumps([kept])
            meeting.save()
        assert "back=" not in page(team_member, "booking", moved.id)
        assert "Move or change the time" in page(team_member, "move", moved.id, query="?back=x")


def test_two_who_change_it_at_once_see_all_that_differs(
    book, page, form, team_member, colleague, greeter, hub, jo, shared, now, tomorrow
):
    booking = book(team_member, jo)
    with acting_as(colleague):
        stamp = queries.said_of(booking, queries.meeting_in(booking, actor=colleague)).stamp
    move(team_member, booking, now, who_else="Her sister", worker_id=colleague.id, minutes=60)

    data = form(team_member, stamp=stamp, where="The library", meet_at="ELSEWHERE")
    said = " ".join(page(colleague, "move", booking.id, data=data).split())

    for label, words in (
        ("Who else comes?", "Her sister"), ("With whom?", "Cole"), ("Where?", "At the hub"),
        ("For how long?", "60 minutes"), ("Where else, or by which number?", "Nothing"),
    ):  # fmt: skip
        assert f"<dt>{label}</dt> <dd>{words}</dd>" in said
    assert "<dt>When?</dt>" not in said
    assert "The library" in said


class TestWhoeverHasDied:
    def test_is_expected_nowhere_and_asked_nothing(
        self, book, page, client, team_member, jo, shared, died, now, mail, way, far
    ):
        booking = book(team_member, jo, begins_at=now)
        coming = book(team_member, jo, begins_at=far, remind_way_id=way().id)
        client.force_login(team_member)
        link = f"/diary/bookings/{booking.id}/"
        assert link in client.get("/today/").content.decode()
        died()
        assert link not in client.get("/today/").content.decode()
        shown = page(team_member, "booking", booking.id)
        assert "Jo has died." in shown
        assert "Take it out of the diary" in shown
        assert "It goes on" not in page(team_member, "booking", coming.id)
        for words in ("Move or change it", "I go there alone", "Another time?", "Say hello"):
            assert words not in shown
        assert "Jo has died. Nobody is expected." in page(team_member, "diary")
        for name, which in (("book_person", jo), ("ask_person", jo), ("again", booking),
                            ("move", booking)):  # fmt: skip
            page(team_member, name, which.id, status=302)
        assert "welcome on any day" not in page(team_member, "person", jo.id)

    def test_is_not_booked_moved_or_given_a_time_by_a_page_that_was_open(
        self, book, team_member, jo, shared, died, now, tomorrow, hub
    ):
        booking = book(team_member, jo)
        with acting_as(team_member):
            asked = actions.ask_for_time(
                by=team_member, site=hub, person=jo, what_for="ONE_TO_ONE", suits="Mornings",
                who="", wants_id=None, meeting_id=Meeting().id, now=now,
            )  # fmt: skip
            said = queries.said_of(booking, queries.meeting_in(booking, actor=team_member))
        died()
        with pytest.raises(DiaryRefused, match="died"):
            move(team_member, booking, now, begins_at=tomorrow + HOUR)
        with acting_as(team_member):
            with pytest.raises(DiaryRefused, match="died"):
                actions.book_asked(
                    by=team_member, meeting=asked, said=said, booking_id=Booking().id, now=now
                )
            assert queries.asked_for(actor=team_member, sites=[hub.id]) == ()

    def test_is_expected_again_if_it_was_not_so(
        self, book, client, team_member, jo, shared, died, now, today
    ):
        booking = book(team_member, jo, begins_at=now)
        died()
        with acting_as(team_member):
            take_back_death(by=team_member, person=jo, today=today)
        client.force_login(team_member)
        assert f"/diary/bookings/{booking.id}/" in client.get("/today/").content.decode()


class TestWhoeverIsForgotten:
    def test_takes_meetings_along_and_leaves_how_many_there_were(
        self, book, page, team_member, jo, shared, now, tomorrow, hub
    ):
        book(team_member, jo, begins_at=now - HOUR / 2)
        coming = book(team_member, jo)
        book(team_member, all_the_same=True)
        move(team_member, coming, now, begins_at=tomorrow + 2 * HOUR)
        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)
        with as_the_owner():
            assert Booking.objects.count() == 3
            assert [each.person_id for each in Meeting.objects.all()] == [None]
            off = Booking.objects.get(id=coming.id)
            assert off.called_off_at
            assert (off.called_off_by_id, off.reminder_id) == (None, None)
        assert "Jo" not in page(team_member, "booking", coming.id)
        assert book(team_member, begins_at=tomorrow + 2 * HOUR)

    def test_is_for_who_keeps_records_everywhere(self, book, team_member, jo, shared):
        book(team_member, jo)
        with (
            acting_as(team_member), pytest.raises(DatabaseError, match="every site"),
            transaction.atomic(), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute("SELECT diary_forget_person(%s, NULL)", [jo.id])
        with as_the_owner():
            assert Meeting.objects.get().person_id == jo.id


class TestMissed:
    @pytest.fixture
    def two(self, book, team_member, greeter, hub, jo, sam, now):
        """Jo came in that day, and Sam did not: both times are over."""
        came = book(team_member, jo, begins_at=now - HOUR / 2)
        missed = book(team_member, sam, begins_at=now - HOUR / 2, all_the_same=True)
        with acting_as(greeter):
            record_visit(by=greeter, site=hub, person=jo, now=now)
        with as_the_owner():
            Booking.objects.update(ends_at=now)
        return came, missed

    def test_no_page_or_report_tells_who_came(self, two, page, team_member, jo, sam):
        def same(text, who, of):
            text = re.sub(r'value="[QXZ]{64}"', "", text)  # what guards a form
            for words in (str(of.id), str(who.id), who.known_as):
                text = text.replace(words, "…")
            return text

        shown = [
            same(page(team_member, "booking", booking.id), who, booking)
            for booking, who in zip(two, (jo, sam), strict=True)
        ]
        assert shown[0] == shown[1]
        assert "did not come" not in shown[0]
        assert "did not come" not in page(team_member, "diary")
        with acting_as(team_member):
            said = [queries.everything_about(who)[0] for who in (jo, sam)]
        assert said[0] == said[1]

    def test_no_row_has_room_for_it(self):
        names = {
            field.name
            for model in (Booking, Meeting, LoneVisit, LoneVisitDetails)
            for field in model._meta.get_fields()
        }
        for word in ("came", "come", "attend", "miss", "show", "late", "outcome", "result"):
            assert not {name for name in names if word in name}, word

    def test_finding_another_time_leaves_the_first_as_it_was(self, two, book, team_member, sam):
        with as_the_owner():
            before = Booking.objects.filter(id=two[1].id).values().get()
        book(team_member, sam)
        with as_the_owner():
            assert Booking.objects.filter(id=two[1].id).values().get() == before


class TestTheNextTime:
    def page_of(self, client, worker, person):
        client.force_login(worker)
        return client.get(f"/people/{person.id}/").content.decode()

    def test_stands_on_the_persons_page_for_those_it_is_shared_with(
        self, book, client, jo, shared, team_member, colleague, greeter, tomorrow, now
    ):
        book(team_member, jo, begins_at=tomorrow + DAY)
        first = book(team_member, jo)
        for worker in (team_member, colleague):
            shown = self.page_of(client, worker, jo)
            assert "Next time booked" in shown
            assert f"/diary/bookings/{first.id}/" in shown
        assert "Next time booked" not in self.page_of(client, greeter, jo)
        with acting_as(team_member):
            actions.call_off(by=team_member, booking=first, now=now)
        assert f"/diary/bookings/{first.id}/" not in self.page_of(client, team_member, jo)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert "Next time booked" not in self.page_of(client, team_member, jo)

    def test_is_the_teams_while_nothing_is_shared(self, book, client, jo, team_member, colleague):
        book(team_member, jo)
        assert "Next time booked" in self.page_of(client, colleague, jo)

    def test_is_not_one_that_is_over_or_of_somebody_who_died(
        self, book, client, jo, shared, team_member, died, now
    ):
        booking = book(team_member, jo)
        died()
        assert "Next time booked" not in self.page_of(client, team_member, jo)
        with as_the_owner():
            jo.died_recorded_at = None
            jo.save()
            Booking.objects.filter(id=booking.id).update(begins_at=now - HOUR, ends_at=now)
        assert "Next time booked" not in self.page_of(client, team_member, jo)

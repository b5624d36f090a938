"""A reminder goes only while what it rests on stands, and is read like the meeting itself."""

import datetime

import pytest

from hearth.accounts.models import Grant
from hearth.diary import actions
from hearth.diary.models import Booking
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.test_reminding import goes, messages
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions as outgoing
from hearth.outgoing import queries as outgoing_queries
from hearth.outgoing.models import OutgoingMessage
from hearth.outgoing.waiting import how_many_not_gone, how_many_to_see_to, visible
from hearth.people.actions import record_death, withdraw_sharing
from hearth.people.models import Person, Sharing
from hearth.places.timer import OnATimer
from hearth.support.tests.factories import share_support

pytestmark = pytest.mark.usefixtures("mail")


@pytest.fixture
def reminded(book, team_member, shared, jo, way, far):
    """A time with Jo, and the reminder of it that waits."""
    return book(team_member, jo, begins_at=far, remind_way_id=way().id), *messages()


@pytest.fixture
def say_stop(team_member, jo, now):
    def act(sharing):
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=sharing, how="SAID", now=now)

    return act


def why_not(message, at):
    """Try to send a message, and return why it did not go."""
    assert goes(message, at) is None
    with as_the_owner():
        return OutgoingMessage.objects.get(id=message.id).reasons


def read_by(*workers):
    """Return how many messages each reads; what is asked and what the walls show are one."""
    numbers = []
    for worker in workers:
        with acting_as(worker):
            seen = set(OutgoingMessage.objects.all())
            assert set(visible(worker)) == seen, "query and wall differ"
            numbers.append(len(seen))
    return numbers


class TestIsNotSent:
    def test_once_the_sharing_that_it_rests_on_is_taken_back(
        self, reminded, shared, say_stop, far, team_member
    ):
        say_stop(shared)
        assert why_not(reminded[1], far - DAY) == ["NOT_SHARED"]
        with acting_as(team_member):
            assert how_many_to_see_to(team_member) == 1

    def test_once_it_is_shared_with_others_than_whom_they_meet(
        self, reminded, shared, say_stop, far, jo, team_member
    ):
        say_stop(shared)
        share_support(jo, by=team_member, roles=("HUB_MANAGER",))
        assert why_not(reminded[1], far - DAY) == ["NOT_SHARED"]

    def test_once_the_day_is_over_until_which_it_was_shared(
        self, book, jo, team_member, way, far, today
    ):
        sharing = share_support(jo, by=team_member)
        book(team_member, jo, begins_at=far, remind_way_id=way().id)
        with as_the_owner():
            again = {"until_on": today + 2 * DAY, "audiences": sharing.audiences}
            Sharing.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["SUPPORT"], how="SAID",
                with_site_id=jo.known_at[0], with_roles=sharing.with_roles, decided_by="PERSON",
                recorded_by=team_member, **again,
            )  # fmt: skip
            Sharing.objects.filter(id=sharing.id).update(withdrawn_at=far, withdrawn_by=team_member)
        assert why_not(messages()[0], far - DAY) == ["NOT_SHARED"]

    def test_once_the_meeting_is_at_another_time_whoever_moved_it(self, reminded, far):
        booking, message = reminded
        with as_the_owner():
            later = {"begins_at": far + HOUR, "ends_at": far + 2 * HOUR}
            Booking.objects.filter(id=booking.id).update(**later)
        assert why_not(message, far - DAY) == ["NOT_NEEDED"]

    def test_once_it_is_called_off_by_somebody_who_may_not_read_it_any_more(
        self, book, colleague, team_member, shared, jo, way, far, now, say_stop
    ):
        booking = book(
            team_member, jo, begins_at=far, remind_way_id=way().id, worker_id=colleague.id
        )
        say_stop(shared)
        with acting_as(colleague):
            assert actions.call_off(by=colleague, booking=booking, now=now) is False
        assert why_not(messages()[0], far - DAY) == ["NOT_NEEDED"]

    def test_once_they_have_died_and_nobody_has_anything_to_do(
        self, reminded, team_member, jo, now, today, far
    ):
        with acting_as(team_member):
            record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=now, today=today
            )
        assert why_not(reminded[1], far - DAY) == ["DIED"]
        with acting_as(team_member):
            assert how_many_to_see_to(team_member) == 0

    def test_once_the_way_is_taken_away(self, reminded, jo, far):
        with as_the_owner():
            jo.ways_to_contact.all().delete()
        assert why_not(reminded[1], far - DAY) == ["NO_WAY"]

    def test_once_whom_they_meet_works_here_no_more(self, reminded, team_member, today, far):
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        assert why_not(reminded[1], far - DAY) == ["NOT_HERE"]

    def test_if_nobody_knows_of_what_it_reminds(self, reminded, far):
        booking, message = reminded
        with as_the_owner():
            Booking.objects.filter(id=booking.id).update(reminder_id=None)
        assert why_not(message, far - DAY) == ["NOT_NEEDED"]

    def test_by_post_either(
        self, book, team_member, hub_manager, shared, jo, way, far, now, say_stop
    ):
        letter = way("LETTER", value="1 Mill Lane")
        book(team_member, jo, begins_at=far, remind_way_id=letter.id)
        [message] = messages()
        say_stop(shared)
        with acting_as(team_member), pytest.raises(NotAllowed):
            outgoing.open_letter(by=team_member, message=message, now=now)
        share_support(jo, by=team_member, roles=("HUB_MANAGER",))
        with acting_as(hub_manager):
            assert outgoing.open_letter(by=hub_manager, message=message, now=now) is None
        assert messages()[0].reasons == ["NOT_SHARED"]

    def test_by_post_once_they_have_met(self, book, team_member, shared, jo, way, far):
        letter = way("LETTER", value="1 Mill Lane")
        book(team_member, jo, begins_at=far, remind_way_id=letter.id)
        with acting_as(OnATimer()):
            outgoing.look_after_forgotten(by=OnATimer(), now=far)
        assert (messages()[0].state, messages()[0].reasons) == ("HELD_BACK", ["NOT_NEEDED"])

    def test_but_where_nothing_is_shared_yet_it_goes(self, book, team_member, jo, way, far):
        book(team_member, jo, begins_at=far, remind_way_id=way().id)
        assert goes(messages()[0], far - DAY).to == "jo@example.org"

    def test_and_where_it_stands_as_it_was_it_goes(self, reminded, far):
        assert goes(reminded[1], far - DAY).to == "jo@example.org"


class TestWhoReads:
    def test_those_it_is_shared_with_and_nobody_because_they_asked_for_it(
        self, book, team_member, colleague, hub_manager, team_elsewhere, jo, way, far, page, client,
        say_stop,
    ):  # fmt: skip
        sharing = share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        book(team_member, jo, begins_at=far, remind_way_id=way().id)
        [message] = messages()
        cast = (team_member, colleague, hub_manager, team_elsewhere)
        assert read_by(*cast) == [1, 1, 0, 0]
        client.force_login(hub_manager)
        assert client.get(f"/outgoing/{message.id}/").status_code == 404
        assert "Jo" not in client.get("/outgoing/?which=all").content.decode()
        with acting_as(hub_manager):
            assert outgoing_queries.messages_to(jo, actor=hub_manager) == []

        say_stop(sharing)
        assert read_by(*cast) == [0, 0, 0, 0]
        client.force_login(team_member)
        assert client.get(f"/outgoing/{message.id}/").status_code == 404
        with acting_as(team_member):
            assert OutgoingMessage.objects.update(tries=7) == 0

    def test_the_team_until_they_share(self, book, team_member, colleague, hub_manager, jo, way):
        book(team_member, jo, remind_way_id=way().id)
        assert read_by(team_member, colleague, hub_manager) == [1, 1, 1]
        share_support(jo, by=team_member, roles=("HUB_MANAGER",))
        assert read_by(team_member, colleague, hub_manager) == [0, 0, 1]

    def test_whoever_asked_for_it_hears_that_it_has_not_gone_and_nothing_of_it(
        self, reminded, shared, say_stop, far, client, team_member, colleague
    ):
        say_stop(shared)
        client.force_login(team_member)
        assert "not gone" not in client.get("/outgoing/").content.decode()
        assert goes(reminded[1], far - DAY) is None
        words = client.get("/outgoing/").content.decode()
        assert "1 message you asked for has not gone" in words
        assert "Jo" not in words
        with acting_as(colleague):
            assert how_many_not_gone() == 0
        with as_the_owner():
            OutgoingMessage.objects.update(no_use_after=far - 30 * DAY)
        with acting_as(team_member):
            assert how_many_not_gone() == 0, "it is too late to do anything about it"

    def test_whoever_asked_for_a_letter_hears_that_it_waits(
        self, book, team_member, shared, jo, way, far, say_stop
    ):
        book(team_member, jo, begins_at=far, remind_way_id=way("LETTER", value="1 Mill Lane").id)
        with acting_as(team_member):
            assert how_many_not_gone() == 0, "they may print it themselves"
        say_stop(shared)
        with acting_as(team_member):
            assert how_many_not_gone() == 1

    def test_cannot_be_given_back_to_the_team(self, reminded, team_member, hub_manager, jo):
        with acting_as(team_member):
            OutgoingMessage.objects.update(of_team=True, layer="")
            message = OutgoingMessage.objects.get()
            assert (message.layer, message.of_team) == ("SUPPORT", False)

    def test_a_colleagues_is_read_by_nobody_but_whoever_sent_it(
        self, team_member, colleague, hub_manager, jo, hub, way, now
    ):
        way()
        with acting_as(team_member):
            outgoing.send(by=team_member, site=hub, person=jo, template="hello", now=now)
        assert read_by(team_member, colleague, hub_manager) == [1, 1, 1]
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
        assert read_by(team_member, colleague, hub_manager) == [1, 0, 0]

    def test_of_somebody_forgotten_only_that_it_was_there_is_left(self, reminded, jo, hub_manager):
        with acting_as(OnATimer()):
            outgoing.forget_person(by=OnATimer(), person=jo)
        [message] = messages()
        assert (message.person_id, message.layer, message.open_to) == (None, "", [])
        assert (message.body, message.way_id) == ("", None)
        assert read_by(hub_manager) == [1]

    def test_hearth_itself_reads_all_and_sends_it(self, reminded):
        with acting_as(OnATimer()):
            assert OutgoingMessage.objects.count() == 1


def test_every_reminder_is_of_the_layer_of_its_meeting(reminded):
    message = reminded[1]
    assert (message.layer, message.of_team, bool(message.open_to)) == ("SUPPORT", False, True)
    assert message.go_at + DAY == reminded[0].begins_at
    assert message.no_use_after - message.go_at == datetime.timedelta(days=1)

"""When a message does not go at once: tried again, or somebody's to look after."""

import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.outgoing import actions, queries
from hearth.outgoing.jobs import look_after, look_after_everywhere
from hearth.outgoing.models import State, Why
from hearth.outgoing.tests.carrying_out import after, carry_out
from hearth.places.timer import OnATimer


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class TestTrouble:
    @pytest.fixture
    def waiting(self, send, reach, jo):
        reach(jo)
        return send()

    def test_is_tried_again_later_and_then_a_workers_to_do(self, waiting, settings, jobs):
        settings.EMAIL_BACKEND = "hearth.outgoing.tests.test_trouble.Broken"
        for tries in range(1, actions.MOST_TRIES):
            message = carry_out(waiting)
            assert (message.state, message.tries) == (State.WAITING, tries)
            assert len(jobs) == tries + 1
        message = carry_out(waiting)
        assert (message.state, message.reasons) == (State.HELD_BACK, [Why.COULD_NOT_SEND])

    def test_that_passes_ends_in_one_message(self, waiting, settings):
        settings.EMAIL_BACKEND = "hearth.outgoing.tests.test_trouble.Broken"
        carry_out(waiting)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert carry_out(waiting).state == State.SENT
        assert len(mail.outbox) == 1

    def test_halfway_is_never_sent_again_by_itself(self, waiting, now, jobs):
        timer = OnATimer()
        with acting_as(timer):
            assert actions.begin_sending(by=timer, message_id=waiting.id, now=now)
        jobs.clear()
        later = now + datetime.timedelta(minutes=16)
        with acting_as(timer):
            actions.look_after_forgotten(by=timer, now=later)
        message = after(waiting)
        assert (message.state, message.reasons) == (State.HELD_BACK, [Why.UNSURE])
        assert not jobs

    def test_with_the_queue_itself_is_found_and_put_right(self, waiting, now, jobs):
        jobs.clear()
        timer = OnATimer()
        with acting_as(timer):
            actions.look_after_forgotten(by=timer, now=now + datetime.timedelta(minutes=20))
            assert not jobs
            actions.look_after_forgotten(by=timer, now=now + datetime.timedelta(hours=3))
        assert len(jobs) == 1

    def test_is_looked_for_in_each_partnership(self, waiting, jobs):
        jobs.clear()
        look_after_everywhere(timestamp=0)
        looks = [job for job in jobs.values() if job["task_name"] == "outgoing.look_after"]
        assert [job["args"]["schema"] for job in looks] == ["lincolnshire", "york"]
        look_after(schema="york")

    def test_no_worker_can_play_the_job(self, waiting, team_member, network_lead, now):
        for worker in (team_member, network_lead):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.begin_sending(by=worker, message_id=waiting.id, now=now)


class TestLookingAfter:
    def test_takes_something_off_the_list_of_things_to_do(self, send, team_member, now):
        message = send()
        with acting_as(team_member):
            assert [row.id for row in queries.outbox(actor=team_member).rows] == [message.id]
            actions.deal_with(by=team_member, message=message, now=now)
            assert queries.outbox(actor=team_member).rows == ()
            with pytest.raises(actions.MessageRefused):
                actions.deal_with(by=team_member, message=message, now=now)

    def test_is_not_for_another_site(self, send, team_elsewhere, now):
        message = send()
        with acting_as(team_elsewhere), pytest.raises(NotAllowed):
            actions.deal_with(by=team_elsewhere, message=message, now=now)

    def test_everything_about_somebody_has_what_they_were_sent(self, send, reach, jo, team_member):
        reach(jo)
        send()
        with acting_as(team_member):
            [row] = queries.everything_about(jo)
        assert row["what"] == "Email from Acomb: Say hello, and when you are open next"
        assert row["held_by"] == "Acomb Good Neighbours"
        assert "Hello Jo," in row["says"]

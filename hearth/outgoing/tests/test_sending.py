"""Sending something to somebody: what goes, what is held back, and what is never said."""

import pytest
from django.core import mail
from django.db import DatabaseError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions
from hearth.outgoing.actions import sending
from hearth.outgoing.jobs import send_one
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.tests.carrying_out import after, carry_out
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.people.queries import sections
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import Site
from hearth.places.timer import OnATimer


class TestSend:
    def test_by_a_safe_email_address_goes(self, send, reach, jo, jobs):
        reach(jo)
        message = send()

        assert (message.state, message.kind, message.reasons) == (State.WAITING, Kind.MAIL, [])
        [job] = jobs.values()
        assert job["args"] == {"schema": "york", "message_id": str(message.id)}
        assert mail.outbox == []

        assert carry_out(message).state == State.SENT
        [sent] = mail.outbox
        assert sent.to == ["jo@example.org"]
        assert sent.subject == "Hello"
        assert "You are always welcome." in sent.body
        assert "reply with the word STOP" in sent.body

    def test_gives_nothing_away_to_whoever_else_may_see_it(self, send, reach, jo, hub):
        with as_the_owner():
            Site.objects.update(name="Acomb Mental Health Hub")
        reach(jo)
        hub.refresh_from_db()
        carry_out(send(site=hub))

        [sent] = mail.outbox
        everything = f"{sent.from_email} {sent.subject} {sent.body} {sent.extra_headers}"
        assert is_neutral(everything)
        assert "Acomb" not in everything

    def test_from_a_sender_that_gives_it_away_is_held_back(self, send, reach, jo, settings):
        settings.OUTGOING_MAIL_FROM = "York Mental Health <hello@example.org>"
        reach(jo)
        assert send().reasons == [Why.NOT_NEUTRAL]

    def test_keeps_its_words_sealed_and_no_address(self, send, reach, jo):
        reach(jo)
        message = after(send())
        assert b"welcome" not in bytes(message.body_sealed)
        assert bytes(message.to_sealed) == b""

    def test_says_which_organisation_answers_for_it(self, send, charity):
        assert send().held_by_id == charity.id

    def test_without_a_safe_way_is_held_back_with_the_reason(self, send, reach, jo, jobs):
        reach(jo, safe="ASK_FIRST")
        message = send()

        assert (message.state, message.reasons) == (State.HELD_BACK, [Why.ASK_FIRST])
        assert not jobs
        assert carry_out(message).state == State.HELD_BACK
        assert mail.outbox == []

    def test_of_a_text_is_held_back_because_there_is_no_service(self, send, reach, jo):
        reach(jo, kind="MOBILE", value="07700 900123")
        assert send().reasons == [Why.NO_TEXT_SERVICE]

    def test_in_a_format_that_they_cannot_use_is_held_back(self, send, reach, tell, jo):
        reach(jo)
        tell(jo, needs=["BRAILLE"])
        assert send().reasons == [Why.BRAILLE]
        assert send(formats=["BRAILLE"]).state == State.WAITING

    def test_twice_with_one_id_is_one_message(self, send, reach, jo, jobs):
        reach(jo)
        sent = uuid7()
        assert send(message_id=sent).id == send(message_id=sent).id == sent
        assert len(jobs) == 1

    def test_twice_at_once_is_one_message(self, send, reach, jo, jobs, monkeypatch):
        """As it is for the second, who looked before the first had written it down."""
        reach(jo)
        look, looks = sending._sent_before, iter([False, False, True, True])
        monkeypatch.setattr(
            sending, "_sent_before", lambda *asked: look(*asked) if next(looks) else None
        )
        sent = uuid7()
        assert send(message_id=sent).id == send(message_id=sent).id == sent
        with pytest.raises(actions.MessageRefused):
            send(message_id=sent, template="times")
        assert len(jobs) == 1

    def test_with_the_id_of_another_message_is_refused(self, send, reach, jo):
        sent = uuid7()
        send(message_id=sent)
        with pytest.raises(actions.MessageRefused):
            send(message_id=sent, template="times")

    def test_of_something_that_does_not_exist_is_refused(self, send):
        for template in ("nothing", "look"):
            with pytest.raises(actions.MessageRefused):
                send(template=template)

    def test_is_in_the_trail(self, send, reach, jo, team_member):
        send()
        reach(jo)
        send()
        with as_the_owner():
            lines = AuditLine.objects.filter(actor_id=team_member.id)
            verbs = set(lines.values_list("verb", flat=True))
        assert {"sent", "held back"} <= verbs


class TestWhoMaySend:
    def test_is_not_for_greeters_or_who_only_looks(self, send, greeter, network_lead):
        for worker in (greeter, network_lead):
            with pytest.raises(NotAllowed):
                send(by=worker)

    def test_is_not_for_another_site(self, send, team_elsewhere, other_hub):
        with pytest.raises(NotAllowed):
            send(by=team_elsewhere, site=other_hub)

    def test_is_not_from_a_site_where_they_do_not_work(self, send, other_hub):
        with pytest.raises(NotAllowed):
            send(site=other_hub)


class TestAtTheMomentOfSending:
    """Much can happen between the press of a button and the job."""

    @pytest.fixture
    def waiting(self, send, reach, jo):
        way = reach(jo)
        return send(), way

    def is_held_back(self, message, *reasons):
        message = carry_out(message)
        assert (message.state, message.reasons) == (State.HELD_BACK, list(reasons))
        assert mail.outbox == []

    def test_somebody_who_has_died_meanwhile_gets_nothing(
        self, waiting, team_member, jo, now, today
    ):
        with acting_as(team_member):
            people.record_death(
                by=team_member, person=jo, died_on=None, source="Her son", now=now, today=today
            )
        self.is_held_back(waiting[0], Why.DIED)

    def test_somebody_who_objected_meanwhile_gets_nothing(self, waiting, tell, jo):
        tell(jo, wants_no_messages=True)
        self.is_held_back(waiting[0], Why.OBJECTED)

    def test_a_way_that_is_not_safe_any_more_is_not_used(self, waiting, team_member):
        message, way = waiting
        with acting_as(team_member):
            before = sections.way_section(way)
            no = sections.WaySection(before.kind, before.value, "NO")
            people.change_way(by=team_member, way=way, to=no, stamp=before.stamp)
        self.is_held_back(message, Why.NOT_SAFE)

    def test_a_way_that_was_removed_is_not_used(self, waiting, team_member):
        message, way = waiting
        with acting_as(team_member):
            people.remove_way(by=team_member, way=way)
        self.is_held_back(message, Why.NO_WAY)

    def test_a_format_they_turn_out_to_need_is_respected(self, waiting, tell, jo):
        tell(jo, needs=["EASY_READ"])
        self.is_held_back(waiting[0], Why.EASY_READ)

    def test_somebody_who_was_forgotten_gets_nothing(self, waiting, jo):
        timer = OnATimer()
        with acting_as(timer):
            actions.forget_person(by=timer, person=jo)
            people.forget_person(by=timer, person=jo)
        message = carry_out(waiting[0])
        assert (message.state, message.person_id, message.body) == (State.HELD_BACK, None, "")
        assert mail.outbox == []

    def test_another_record_of_theirs_that_nobody_here_sees_is_heard(
        self, waiting, team_member, team_elsewhere, other_hub, jo, now
    ):
        """A worker of both linked them. Acomb does not see Clifton's record, and that says no."""
        john = PersonFactory(sites=[other_hub], wants_no_messages=True)
        rover = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
        GrantFactory(user=rover, site=jo_site(jo), role=Role.TEAM_MEMBER)
        with acting_as(rover):
            people.link_people(by=rover, one=jo, other=john, why="")
        self.is_held_back(waiting[0], Why.ASK_ELSEWHERE)

    def test_a_second_job_for_the_same_message_sends_nothing(self, waiting):
        message, _ = waiting
        for _ in range(2):
            carry_out(message)
        assert len(mail.outbox) == 1

    def test_a_job_of_another_partnership_finds_nothing(self, waiting):
        send_one(schema="lincolnshire", message_id=str(waiting[0].id))
        assert mail.outbox == []
        assert after(waiting[0]).state == State.WAITING


def jo_site(person):
    with as_the_owner():
        return Site.objects.get(id=Person.objects.get(id=person.id).known_at[0])


class TestTheWall:
    def test_shows_messages_to_the_sending_sites_team_alone(
        self, send, team_member, team_elsewhere, greeter
    ):
        message = send()
        for worker, sees in ((team_member, True), (team_elsewhere, False), (greeter, False)):
            with acting_as(worker):
                assert OutgoingMessage.objects.filter(id=message.id).exists() is sees

    def test_lets_nobody_write_in_anothers_name(self, team_member, hub_manager, hub, now):
        with acting_as(team_member), pytest.raises(DatabaseError, match="row-level security"):
            OutgoingMessage.objects.create(
                site=hub, held_by=hub.run_by, template="hello", asked_by=hub_manager, changed_at=now
            )


def test_the_web_may_put_a_message_off_in_its_own_transaction(send, reach, jo):
    """With the real queue, in the database: the job is written with the message, or not at all."""
    reach(jo)
    with app.replace_connector(DjangoConnector(alias="default")):
        message = send()
    waiting = ProcrastinateJob.objects.filter(task_name="outgoing.send_one")
    assert waiting.get().args == {"schema": "york", "message_id": str(message.id)}

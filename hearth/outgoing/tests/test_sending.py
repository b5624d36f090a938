"""Sending something to somebody: what goes, what is held back, and what is never said."""

import datetime

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
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
from hearth.outgoing import actions, queries
from hearth.outgoing.actions import sending
from hearth.outgoing.jobs import look_after, look_after_everywhere, send_one
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.transport import sender
from hearth.outgoing.wording import TEMPLATES, compose, opening_in_words
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.people.queries import sections
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import OpeningSpell, Site
from hearth.places.tests.factories import SiteFactory
from hearth.places.timer import OnATimer


@pytest.fixture
def send(team_member, hub, jo, now):
    def act(by=team_member, site=hub, person=jo, template="hello", **more):
        with acting_as(by):
            return actions.send(by=by, site=site, person=person, template=template, now=now, **more)

    return act


def after(message):
    with as_the_owner():
        return OutgoingMessage.objects.get(id=message.id)


def carry_out(message):
    send_one(schema="york", message_id=str(message.id))
    return after(message)


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


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class TestTrouble:
    @pytest.fixture
    def waiting(self, send, reach, jo):
        reach(jo)
        return send()

    def test_is_tried_again_later_and_then_a_workers_to_do(self, waiting, settings, jobs):
        settings.EMAIL_BACKEND = "hearth.outgoing.tests.test_sending.Broken"
        for tries in range(1, actions.MOST_TRIES):
            message = carry_out(waiting)
            assert (message.state, message.tries) == (State.WAITING, tries)
            assert len(jobs) == tries + 1
        message = carry_out(waiting)
        assert (message.state, message.reasons) == (State.HELD_BACK, [Why.COULD_NOT_SEND])

    def test_that_passes_ends_in_one_message(self, waiting, settings):
        settings.EMAIL_BACKEND = "hearth.outgoing.tests.test_sending.Broken"
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


class TestLetters:
    @pytest.fixture
    def letter(self, send, reach, jo):
        reach(jo, kind="LETTER", value="1 Front Street\nYork\nYO24 3BX")
        return send()

    def test_wait_to_be_printed_and_are_never_mailed(self, letter, jobs):
        assert (letter.state, letter.kind) == (State.WAITING, Kind.LETTER)
        assert not jobs
        assert carry_out(letter).state == State.WAITING

    def test_are_opened_with_the_address_and_then_posted(self, letter, team_member, now):
        with acting_as(team_member):
            envelope = actions.open_letter(by=team_member, message=letter, now=now)
            assert envelope.to.splitlines()[0] == "1 Front Street"
            assert "reply" not in envelope.words.body
            actions.note_posted(by=team_member, message=letter, now=now)
            with pytest.raises(actions.MessageRefused):
                actions.note_posted(by=team_member, message=letter, now=now)
            assert actions.open_letter(by=team_member, message=letter, now=now) is None
        assert after(letter).state == State.SENT

    def test_are_held_back_if_they_may_not_go_any_more(self, letter, team_member, tell, jo, now):
        tell(jo, wants_no_messages=True)
        with acting_as(team_member):
            assert actions.open_letter(by=team_member, message=letter, now=now) is None
        assert after(letter).reasons == [Why.OBJECTED]

    def test_are_not_for_greeters(self, letter, greeter, now):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.open_letter(by=greeter, message=letter, now=now)


class TestToWorkers:
    def test_say_nothing_but_that_something_waits(self, greeter, team_member, hub, now, jobs):
        with acting_as(greeter):
            message = actions.send_to_worker(
                by=greeter, site=hub, worker_id=team_member.id, name="Tariq",
                to="tariq@example.org", now=now,
            )  # fmt: skip
        assert carry_out(message).state == State.SENT
        [sent] = mail.outbox
        assert sent.to == ["tariq@example.org"]
        assert sent.body == ("Hello Tariq,\n\nSomething is waiting for you. Sign in to see it.")

    def test_need_an_address(self, greeter, team_member, hub, now):
        with acting_as(greeter), pytest.raises(actions.MessageRefused):
            actions.send_to_worker(
                by=greeter, site=hub, worker_id=team_member.id, name="Tariq", to="at home", now=now
            )


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


class TestWording:
    @pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
    @pytest.mark.parametrize("name", ["Acomb", "Acomb Wellbeing Hub"])
    def test_of_every_template_is_neutral(self, db, template, name, now):
        words = compose(template, name="Jo", site=SiteFactory(name=name), now=now)

        assert is_neutral(f"{words.subject} {words.body} {sender()}")
        assert "None" not in words.body
        assert "  " not in words.body

    def test_says_the_day_of_the_next_opening(self, hub, now):
        with as_the_owner():
            OpeningSpell.objects.create(
                site=hub, weekday=2, opens=datetime.time(9), closes=datetime.time(16, 30)
            )
        said = opening_in_words(hub, now)
        assert said == "We are next open on Wednesday 4 March 2026 from 9am to 4:30pm."

    def test_says_nothing_of_an_opening_that_is_not_known(self, hub, now):
        assert opening_in_words(hub, now) == ""

    def test_says_when_a_place_never_closes(self, now):
        site = Site(always_open=True)
        assert opening_in_words(site, now) == "We are open day and night."


def test_the_web_may_put_a_message_off_in_its_own_transaction(send, reach, jo):
    """With the real queue, in the database: the job is written with the message, or not at all."""
    reach(jo)
    with app.replace_connector(DjangoConnector(alias="default")):
        message = send()
    waiting = ProcrastinateJob.objects.filter(task_name="outgoing.send_one")
    assert waiting.get().args == {"schema": "york", "message_id": str(message.id)}

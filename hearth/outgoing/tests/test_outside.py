"""Providers are asked about their entries, and who told us something hears: through the gate."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import AnswerLink, Confirmation, ProviderContact, Service, Tip
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions
from hearth.outgoing.jobs import (
    answer,
    ask,
    ask_everywhere,
    forget,
    look_after_everywhere,
    send_one,
)
from hearth.outgoing.models import OutgoingMessage, State, Why
from hearth.outgoing.neutral import is_neutral
from hearth.outgoing.queries import shown
from hearth.outgoing.wording import answer_in_words, ask_in_words
from hearth.places.timer import OnATimer

DAY = datetime.timedelta(days=1)


@pytest.fixture
def connector(hub):
    return GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Con").user


@pytest.fixture
def service(hub, today):
    return ServiceFactory(
        name="Mental health tea",
        site=hub,
        confirmed_on=today - 175 * DAY,
        confirm_by=today + 5 * DAY,
    )


@pytest.fixture
def contact(service):
    with as_the_owner():
        made = ProviderContact(provider=service.provider, confirms=True)
        made.name, made.email = "Ann", "ann@example.org"
        made.save()
    return made


@pytest.fixture
def asked(connector, service, contact, now):
    with acting_as(connector):
        [message] = actions.ask_provider(by=connector, service=service, now=now)
    return message


def carry_out(message):
    send_one(schema="york", message_id=str(message.id))
    with as_the_owner():
        return OutgoingMessage.objects.get(id=message.id)


class TestAskingAProvider:
    def test_sends_a_link_that_confirms_in_one_tap_with_no_account(self, asked, contact, today):
        assert carry_out(asked).state == State.SENT
        [sent] = mail.outbox
        [address] = [line for line in sent.body.splitlines() if line.startswith("http://york")]
        browser = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
        path = address.removeprefix("http://york.localhost")
        html = browser.get(path).content.decode()
        assert not Confirmation.objects.exists()
        shown = re.search(r'name="shown" value="([^"]+)"', html)[1]
        assert browser.post(path, {"answer": "right", "shown": shown}).status_code == 200

        assert sent.to == ["ann@example.org"]
        assert Confirmation.objects.get().how == "LINK"

    def test_keeps_the_secret_of_the_link_nowhere(self, asked):
        carry_out(asked)
        secret = mail.outbox[0].body.split("/confirm/")[1].split("/")[0]
        with as_the_owner():
            kept = OutgoingMessage.objects.get()
            assert secret not in kept.body
            assert secret.encode() not in bytes(AnswerLink.objects.get().token_hash)

    def test_is_never_sent_twice(self, asked):
        carry_out(asked)
        carry_out(asked)
        assert len(mail.outbox) == 1

    def test_who_wants_no_links_any_more_gets_none(self, asked, contact):
        with as_the_owner():
            ProviderContact.objects.update(confirms=False)
        held = carry_out(asked)

        assert (held.state, held.reasons) == (State.HELD_BACK, [Why.OBJECTED])
        assert not AnswerLink.objects.exists()

    @pytest.mark.parametrize(
        "unlisted", [{"internal": True}, {"status": "defunct"}, {"status": "inactive"}]
    )
    def test_what_the_public_does_not_see_is_not_asked_of(
        self, connector, asked, service, now, unlisted
    ):
        with as_the_owner():
            Service.objects.update(**unlisted)
        service.refresh_from_db()
        with acting_as(connector), pytest.raises(actions.MessageRefused, match="does not see"):
            actions.ask_provider(by=connector, service=service, now=now)

        assert carry_out(asked).reasons == [Why.NOT_LISTED]  # that was on its way already
        assert mail.outbox == []
        assert not AnswerLink.objects.exists()

    def test_a_twin_that_is_hidden_is_not_asked_of(self, connector, asked, now):
        with as_the_owner():
            Service.objects.filter(id=asked.entry_id).update(same_as=ServiceFactory())

        assert carry_out(asked).reasons == [Why.NOT_LISTED]

    def test_who_was_taken_away_gets_none(self, asked):
        with as_the_owner():
            ProviderContact.objects.all().delete()
        assert carry_out(asked).reasons == [Why.NO_WAY]

    def test_where_nobody_confirms_is_refused(self, connector, service, now):
        with acting_as(connector), pytest.raises(actions.MessageRefused, match="Add somebody"):
            actions.ask_provider(by=connector, service=service, now=now)

    def test_without_a_mail_service_is_held_back(self, connector, service, contact, now, settings):
        settings.OUTGOING_MAIL_IS_SET_UP = False
        with acting_as(connector):
            [message] = actions.ask_provider(by=connector, service=service, now=now)
        assert message.reasons == [Why.NO_MAIL_SERVICE]

    @pytest.mark.parametrize("who", ["greeter", "team_member", "board_member"])
    def test_is_not_for_who_keeps_no_directory(self, request, service, contact, now, who):
        worker = request.getfixturevalue(who)
        with acting_as(worker), pytest.raises(NotAllowed):
            actions.ask_provider(by=worker, service=service, now=now)

    def test_is_shown_to_the_team_without_the_address(self, client, connector, asked):
        client.force_login(connector)
        html = client.get(f"/outgoing/{asked.id}/").content.decode()

        assert asked.entry.provider.name in html
        assert "ann@example.org" not in html


class TestAskingByItself:
    def due(self, now):
        timer = OnATimer()
        with acting_as(timer):
            return actions.ask_due(by=timer, now=now)

    def test_asks_once_for_each_time_that_it_is_due(self, service, contact, now, today):
        now = datetime.datetime.combine(today, datetime.time(8), tzinfo=datetime.UTC)
        assert self.due(now) == 1
        assert self.due(now) == 0
        with as_the_owner():
            Service.objects.update(confirm_by=today + 100 * DAY)
        assert self.due(now + DAY) == 0
        with as_the_owner():
            OutgoingMessage.objects.update(recorded_at=now - 100 * DAY)
            Service.objects.update(confirm_by=today + 6 * DAY)
        assert self.due(now) == 1

    @pytest.mark.parametrize(("days", "asks"), [(8, 0), (7, 1), (0, 1), (-30, 1), (-31, 0)])
    def test_within_seven_days_and_not_long_after(self, service, contact, today, days, asks):
        now = datetime.datetime.combine(today, datetime.time(8), tzinfo=datetime.UTC)
        with as_the_owner():
            Service.objects.update(confirm_by=today + days * DAY)
        assert self.due(now) == asks

    @pytest.mark.parametrize(("days", "asks"), [(3, 0), (2, 1)])
    def test_what_is_due_every_week_is_asked_two_days_before(
        self, service, contact, today, days, asks
    ):
        now = datetime.datetime.combine(today, datetime.time(8), tzinfo=datetime.UTC)
        with as_the_owner():
            Service.objects.update(offer=term("crisis-line"), confirm_by=today + days * DAY)
        assert self.due(now) == asks

    @pytest.mark.parametrize(
        "gone", [{"status": "defunct"}, {"status": "inactive"}, {"internal": True}]
    )
    def test_what_is_gone_is_not_asked(self, service, contact, today, gone):
        now = datetime.datetime.combine(today, datetime.time(8), tzinfo=datetime.UTC)
        with as_the_owner():
            Service.objects.update(**gone)
        assert self.due(now) == 0

    def test_is_put_off_for_each_partnership_and_done(self, service, contact, jobs):
        ask_everywhere(timestamp=0)
        schemas = {job["args"]["schema"] for job in jobs.values()}
        assert {"york", "lincolnshire"} <= schemas
        ask(schema="york")
        with as_the_owner():
            assert OutgoingMessage.objects.filter(template="ask", asked_by=None).count() == 1


class TestAnsweringWhoToldUs:
    @pytest.fixture
    def decided(self, service):
        with as_the_owner():
            tip = Tip(service=service, kind="WRONG", state="DONE", answer="You were right.")
            tip.reply_to = "kim@example.org"
            tip.save()
        return tip

    def test_they_hear_once_and_their_address_is_forgotten_everywhere(self, decided, jobs):
        answer(schema="york")
        answer(schema="york")
        with as_the_owner():
            message = OutgoingMessage.objects.get()
            assert bytes(Tip.objects.get().reply_to_sealed) == b""
            assert message.to == "kim@example.org"
        assert carry_out(message).to == ""

        [sent] = mail.outbox
        assert sent.to == ["kim@example.org"]
        assert "You were right." in sent.body

    def test_what_waits_is_not_answered(self, decided):
        with as_the_owner():
            Tip.objects.update(state="WAITING")
        answer(schema="york")
        with as_the_owner():
            assert not OutgoingMessage.objects.exists()

    def test_held_back_the_address_is_a_workers_until_they_have_written(
        self, decided, settings, connector, now
    ):
        settings.OUTGOING_MAIL_IS_SET_UP = False
        answer(schema="york")
        with acting_as(connector):
            message = OutgoingMessage.objects.get()
            assert message.to == "kim@example.org"
            actions.deal_with(by=connector, message=message, now=now)
            assert OutgoingMessage.objects.get().to == ""

    def test_held_back_the_address_is_forgotten_after_thirty_days(self, decided, settings, client):
        settings.OUTGOING_MAIL_IS_SET_UP = False
        answer(schema="york")
        forget(schema="york")
        with as_the_owner():
            held = OutgoingMessage.objects.get()
            assert held.to == "kim@example.org"
            assert shown(held).needs_doing
        with time_machine.travel(timezone.now() + 31 * DAY):
            forget(schema="york")
        with as_the_owner():
            held = OutgoingMessage.objects.get()
            assert held.to == ""
            assert not shown(held).needs_doing
            assert "address is forgotten" in shown(held).state_words
            assert AuditLine.objects.filter(verb="forgot the address of").count() == 2

    def test_nobody_decided_on_it_the_address_is_forgotten_after_sixty_days(self, decided):
        with as_the_owner():
            Tip.objects.update(state="WAITING")
        for days, kept in ((59, "kim@example.org"), (61, "")):
            with time_machine.travel(timezone.now() + days * DAY):
                forget(schema="york")
            with as_the_owner():
                assert Tip.objects.get().reply_to == kept

    def test_each_job_is_put_off_by_itself(self, db, jobs):
        look_after_everywhere(timestamp=0)
        names = {job["task_name"] for job in jobs.values() if job["args"]["schema"] == "york"}
        assert names == {
            f"outgoing.{name}" for name in ("look_after", "tell_leads", "answer", "forget")
        }


def test_subjects_and_first_lines_give_nothing_away():
    answer = answer_in_words("About the mental health support group: you were right.")
    first = "\n".join(answer.body.splitlines()[:3])
    asked = ask_in_words(entry="Tea", name="", site="Acomb")

    assert is_neutral(answer.subject + first)
    assert is_neutral(asked.subject)
    assert asked.body.startswith("Hello,")

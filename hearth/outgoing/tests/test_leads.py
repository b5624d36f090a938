"""Whoever leads the network hears at once that crisis help is overdue, and on top of every page."""

import datetime

import pytest
import time_machine
from django.core import mail

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import ProviderContact, Service
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions
from hearth.outgoing.jobs import send_one, tell_leads
from hearth.outgoing.models import OutgoingMessage, OwnAddress, State, Why
from hearth.outgoing.neutral import is_neutral

MONDAY = datetime.date(2026, 3, 2)
DAY = datetime.timedelta(days=1)


def on(day, hour=9):
    """Be there on a day, at an hour of ours."""
    moment = datetime.datetime.combine(day, datetime.time(hour), tzinfo=datetime.UTC)
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def lead(network_lead):
    with acting_as(network_lead):
        actions.keep_own_address(by=network_lead, address=" lena@example.org ")
    return network_lead


@pytest.fixture
def line(hub):
    """A crisis entry that somebody must confirm by Monday."""
    made = ServiceFactory(
        name="Night line", site=hub, offer=term("crisis-line"), confirm_by=MONDAY,
        confirmed_on=MONDAY - 7 * DAY,
    )  # fmt: skip
    with as_the_owner():
        contact = ProviderContact(provider=made.provider, confirms=True)
        contact.name, contact.email = "Ann Archer", "ann@example.org"
        contact.save()
    return made


def told(*days):
    """Do what the timer does on some days, twice on each; return how many messages there are."""
    for day in days:
        with on(day):
            tell_leads(schema="york")
            tell_leads(schema="york")
    with as_the_owner():
        return OutgoingMessage.objects.filter(template="overdue").count()


def post():
    """Send what waits, and return what went."""
    with as_the_owner():
        waiting = list(OutgoingMessage.objects.filter(state=State.WAITING))
    for message in waiting:
        send_one(schema="york", message_id=str(message.id))
    return mail.outbox


class TestWhenCrisisHelpIsOverdue:
    def test_the_lead_hears_on_the_first_day_and_not_before(self, lead, line):
        assert told(MONDAY) == 0
        assert told(MONDAY + DAY) == 1

        [sent] = post()
        assert sent.to == ["lena@example.org"]
        assert "“Night line” has not been confirmed in time" in sent.body

    def test_nobody_is_named_and_nothing_given_away(self, lead, line):
        with as_the_owner():
            Service.objects.update(name="Mental health crisis line")
        told(MONDAY + DAY)

        [sent] = post()
        assert "One entry of the directory has not been confirmed in time" in sent.body
        assert is_neutral(sent.subject + sent.body)
        assert "Ann" not in sent.body

    def test_it_stands_on_every_page_of_theirs_from_that_day(self, client, network_lead, line):
        for day, stands in ((MONDAY, False), (MONDAY + DAY, True)):
            with on(day):
                client.force_login(network_lead)
                html = client.get("/places/").content.decode()
            assert ("Crisis help has not been confirmed in time" in html) is stands

    def test_they_hear_again_only_after_the_days_that_are_set(self, lead, line, settings):
        settings.OUTGOING_OVERDUE_AGAIN_DAYS = 4
        assert told(MONDAY + DAY, MONDAY + 2 * DAY, MONDAY + 4 * DAY) == 1
        assert told(MONDAY + 5 * DAY, MONDAY + 6 * DAY) == 2

    def test_they_hear_of_the_next_time_at_once(self, lead, line):
        assert told(MONDAY + DAY) == 1
        with as_the_owner():
            Service.objects.update(confirm_by=MONDAY + DAY)  # confirmed meanwhile
        assert told(MONDAY + 2 * DAY) == 2

    def test_each_entry_and_each_lead_by_itself(self, lead, line, hub):
        other = GrantFactory(site=None, role=Role.NETWORK_LEAD).user
        with acting_as(other):
            actions.keep_own_address(by=other, address="other@example.org")
        ServiceFactory(offer=term("crisis-line"), confirm_by=MONDAY - DAY)

        assert told(MONDAY + DAY) == 4

    @pytest.mark.parametrize(
        "changes",
        [
            {"status": "defunct"}, {"status": "inactive"}, {"confirm_by": MONDAY + DAY},
            {"offer": "coffee-morning"},
        ],
    )  # fmt: skip
    def test_of_nothing_else(self, lead, line, changes):
        if "offer" in changes:
            changes = {"offer": term(changes["offer"])}
        with as_the_owner():
            Service.objects.update(**changes)

        assert told(MONDAY + DAY) == 0

    def test_who_leads_no_more_hears_nothing(self, lead, line):
        with as_the_owner():
            User.objects.filter(id=lead.id).update(is_active=False)

        assert told(MONDAY + DAY) == 0

    def test_who_has_left_no_address_hears_nothing(self, network_lead, line):
        assert told(MONDAY + DAY) == 0

    def test_who_took_it_away_meanwhile_gets_nothing(self, lead, line):
        told(MONDAY + DAY)
        with acting_as(lead):
            actions.keep_own_address(by=lead, address="")

        assert post() == []
        with as_the_owner():
            assert OutgoingMessage.objects.get().reasons == [Why.NO_WAY]

    def test_without_a_mail_service_it_is_held_back(self, lead, line, settings):
        settings.OUTGOING_MAIL_IS_SET_UP = False
        told(MONDAY + DAY)

        with as_the_owner():
            assert OutgoingMessage.objects.get().reasons == [Why.NO_MAIL_SERVICE]


class TestWhereALeadIsWrittenTo:
    ADDRESS = "/outgoing/my-address/"

    def test_is_theirs_to_say_and_to_take_back(self, client, network_lead):
        client.force_login(network_lead)
        assert client.post(self.ADDRESS, {"address": "lena@example.org"}).status_code == 302
        client.post(self.ADDRESS, {"address": "lena@example.net"})
        assert "lena@example.net" in client.get(self.ADDRESS).content.decode()
        with as_the_owner():
            assert b"lena" not in bytes(OwnAddress.objects.get().address_sealed)
            assert AuditLine.objects.filter(verb="changed own address").count() == 2
        client.post(self.ADDRESS, {"address": ""})

        with as_the_owner():
            assert not OwnAddress.objects.exists()

    @pytest.mark.parametrize("typed", ["lena", "a@b", "x" * 300 + "@example.org", "a\0@b.org"])
    def test_is_an_address(self, client, network_lead, typed):
        client.force_login(network_lead)
        html = client.post(self.ADDRESS, {"address": typed}).content.decode()

        assert "There is a problem" in html
        with as_the_owner():
            assert not OwnAddress.objects.exists()

    def test_nobody_else_sees_it(self, lead, hub):
        other = GrantFactory(site=None, role=Role.NETWORK_LEAD).user
        with acting_as(other):
            assert not OwnAddress.objects.exists()

    @pytest.mark.parametrize("who", ["greeter", "team_member", "board_member"])
    def test_tells_nobody_else_of_crisis_help(self, request, client, who, line):
        worker = request.getfixturevalue(who)
        client.force_login(worker)
        assert "crisis" not in client.get(self.ADDRESS).text
        client.post(self.ADDRESS, {"address": "a@example.org"})
        assert told(MONDAY + DAY) == 0

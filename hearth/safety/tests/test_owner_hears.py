"""Whoever has somebody's safety to look after hears of it at once, and until they open it."""

import datetime

import pytest
from django.core import mail

from hearth.accounts.models import Grant
from hearth.foundation.acting import acting_as
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.actions import keep_own_address
from hearth.outgoing.jobs import hear, send_one
from hearth.outgoing.models import OutgoingMessage, State
from hearth.safety import actions, queries
from hearth.safety.models import SafetyConcern, Worry

LOUD = "Somebody’s safety is yours to look after, and you have not opened it yet"
DAY = datetime.timedelta(days=1)


@pytest.fixture(params=["worry", "concern"])
def made(request, worry, concern):
    """Write one of the two down, as somebody, and return it."""
    return worry if request.param == "worry" else concern


@pytest.fixture
def reached(hub_manager, team_member, colleague, safeguarding_lead):
    """All of them said where they may be written to."""
    for worker in (hub_manager, team_member, colleague, safeguarding_lead):
        with acting_as(worker):
            keep_own_address(by=worker, address=f"{worker.name.lower()}@example.org")


def name_of(row):
    return "worry" if isinstance(row, Worry) else "concern"


def heard():
    """Hear what was told, twice; send it; return to whom it went since the last time."""
    mail.outbox.clear()
    hear(schema="york")
    hear(schema="york")
    with as_the_owner():
        waiting = list(OutgoingMessage.objects.filter(state=State.WAITING))
    for message in waiting:
        send_one(schema="york", message_id=str(message.id))
    return sorted(to for message in mail.outbox for to in message.to)


def to(worker):
    return [f"{worker.name.lower()}@example.org"]


class TestAnEmail:
    def test_goes_to_the_owner_alone_and_says_nothing_of_what(
        self, made, greeter, team_member, hub, reached
    ):
        made(greeter, owner=team_member)
        assert heard() == to(team_member)
        [message] = mail.outbox
        said = message.subject + message.body
        assert "Something is waiting for you" in said
        shown = [word for word in ("worr", "safe", "curtains", "Jo", hub.name) if word in said]
        assert shown == []
        assert heard() == []

    def test_goes_again_to_whom_it_is_handed(
        self, made, greeter, team_member, colleague, reached, now
    ):
        one = made(greeter, owner=team_member)
        assert heard() == to(team_member)
        with acting_as(team_member):
            actions.hand_over(by=team_member, what=one, to=colleague.id, why="", now=now)
        assert heard() == to(colleague)

    def test_does_not_go_once_it_was_opened(self, made, page, greeter, team_member, reached):
        one = made(greeter, owner=team_member)
        page(team_member, name_of(one), one.id)
        assert heard() == []

    def test_does_not_go_to_who_wrote_it_down_or_took_it_on(
        self, made, team_member, hub_manager, reached, now
    ):
        one = made(team_member, owner=team_member)
        with acting_as(hub_manager):
            actions.hand_over(by=hub_manager, what=one, to=hub_manager.id, why="", now=now)
        with as_the_owner():
            assert not Told.objects.filter(what="safety.yours").exists()
        assert heard() == []

    def test_goes_to_who_answers_for_the_site_where_the_owner_has_left(
        self, made, greeter, team_member, hub_manager, safeguarding_lead, reached, today
    ):
        made(greeter, owner=team_member)
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        assert heard() == sorted(to(hub_manager) + to(safeguarding_lead))

    def test_does_not_go_to_anybody_from_whom_it_is_kept(
        self, made, greeter, team_member, hub_manager, safeguarding_lead, reached, today
    ):
        made(greeter, owner=team_member, not_for=(hub_manager.id,))
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        assert heard() == to(safeguarding_lead)


class TestOnEveryPage:
    def test_it_is_loud_until_the_owner_opens_it(
        self, made, client, page, greeter, team_member, colleague
    ):
        one = made(greeter, owner=team_member)
        client.force_login(team_member)
        assert LOUD in client.get("/people/").content.decode()
        assert "Not opened yet" in page(team_member, "worries")
        client.force_login(colleague)
        assert LOUD not in client.get("/people/").content.decode()

        page(team_member, name_of(one), one.id)
        assert LOUD not in client.get("/people/").content.decode()
        assert "Not opened yet" not in page(team_member, "worries")

    def test_who_reads_it_and_does_not_own_it_leaves_it_loud(
        self, made, page, greeter, team_member, hub_manager, now
    ):
        one = made(greeter, owner=team_member)
        page(hub_manager, name_of(one), one.id)
        with acting_as(team_member):
            assert queries.cannot_wait(team_member, now).unopened == 1
        with acting_as(hub_manager):
            assert queries.cannot_wait(hub_manager, now).unopened == 0

    def test_it_is_loud_again_to_whom_it_is_handed_and_not_to_who_takes_it_on(
        self, made, page, greeter, team_member, hub_manager, now
    ):
        one = made(greeter, owner=team_member)
        page(team_member, name_of(one), one.id)
        with acting_as(hub_manager):
            actions.hand_over(by=hub_manager, what=one, to=hub_manager.id, why="", now=now)
            assert queries.cannot_wait(hub_manager, now).unopened == 0
            actions.hand_over(by=hub_manager, what=one, to=team_member.id, why="", now=now)
        with acting_as(team_member):
            assert queries.cannot_wait(team_member, now).unopened == 1

    def test_what_is_over_is_not_loud(self, worry, greeter, team_member, hub_manager, now):
        one = worry(greeter, owner=team_member)
        with acting_as(hub_manager):
            actions.settle_worry(
                by=hub_manager, worry=one, done="He is well", teller_told=None, now=now
            )
        with acting_as(team_member):
            assert queries.cannot_wait(team_member, now).unopened == 0

    def test_what_is_late_is_said_as_late_alone(self, concern, greeter, team_member, now):
        concern(greeter, owner=team_member)
        with acting_as(team_member):
            waits = queries.cannot_wait(team_member, now + 3 * DAY)
        assert (waits.late, waits.unopened) == (1, 0)

    def test_it_asks_one_question(
        self, worry, concern, greeter, hub_manager, now, django_assert_num_queries
    ):
        worry(greeter, owner=hub_manager)
        concern(greeter, owner=hub_manager)
        with acting_as(hub_manager), django_assert_num_queries(1):
            assert queries.cannot_wait(hub_manager, now).unopened == 2
        with as_the_owner():
            assert SafetyConcern.objects.count() == 1


class TestToday:
    def test_a_safeguarding_lead_finds_what_is_theirs(
        self, client, made, greeter, safeguarding_lead
    ):
        client.force_login(safeguarding_lead)
        shown = client.get("/today/?site=acomb").content.decode()
        assert "Nothing waits on you" in shown
        assert "My people" not in shown
        made(greeter, owner=safeguarding_lead)
        shown = client.get("/today/?site=acomb").content.decode()
        assert "Keeping safe: 1 thing to look after" in shown
        assert "My people" not in shown

    def test_who_answers_for_nothing_is_shown_no_list(self, client, greeter):
        client.force_login(greeter)
        assert "For you today" not in client.get("/today/?site=acomb").content.decode()

"""What apps tell reaches the workers who must know at once, and says nothing to anybody else."""

import pytest
from django.core import mail

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation import outbox
from hearth.foundation.acting import acting_as
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import actions
from hearth.outgoing.jobs import hear, send_one
from hearth.outgoing.models import OutgoingMessage, OwnAddress, State
from hearth.people.actions import open_for_a_reason, review_opening
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer

REASON = "Jo is at our door, cannot speak, and we must know who to ring"


@pytest.fixture
def jo(hub):
    return PersonFactory(known_as="Jo", sites=[hub])


@pytest.fixture
def worker_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Uma").user


@pytest.fixture
def opened(worker_elsewhere, other_hub, jo, now):
    """Open Jo's record with no right to it."""
    return open_it(worker_elsewhere, jo, other_hub, now)


def open_it(by, person, site, now):
    with acting_as(by):
        return open_for_a_reason(by=by, person=person, site=site, reason=REASON, now=now)


def writes_to(worker, address):
    with acting_as(worker):
        actions.keep_own_address(by=worker, address=address)


def goes():
    """Hear what was told, as each minute does, twice; send it; return to whom it went."""
    hear(schema="york")
    hear(schema="york")
    with as_the_owner():
        waiting = list(OutgoingMessage.objects.filter(state=State.WAITING))
    for message in waiting:
        send_one(schema="york", message_id=str(message.id))
    return sorted(to for message in mail.outbox for to in message.to)


def test_who_reviews_openings_hears_of_one_and_only_they(
    opened, hub, hub_manager, greeter, other_hub
):
    governs = GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD).user
    elsewhere = GrantFactory(site=other_hub, role=Role.GREETER).user
    writes_to(hub_manager, "hal@example.org")
    writes_to(governs, "ivy@example.org")
    writes_to(greeter, "greeter@example.org")
    writes_to(elsewhere, "elsewhere@example.org")

    assert goes() == ["hal@example.org", "ivy@example.org"]
    for message in mail.outbox:
        said = message.subject + message.body
        assert "Something is waiting for you" in said
        assert not [word for word in ("Jo", "record", "reason", hub.name, "Uma") if word in said]


def test_nobody_is_written_to_who_said_no_address(opened, hub_manager):
    assert goes() == []
    with as_the_owner():
        assert Told.objects.get(about_id=opened.id).heard_at


def test_who_opened_it_is_not_told_of_it(hub, hub_manager, jo, now):
    writes_to(hub_manager, "hal@example.org")
    open_it(hub_manager, jo, hub, now)

    assert goes() == []


def test_what_was_looked_at_meanwhile_is_told_to_nobody(opened, hub_manager, now):
    writes_to(hub_manager, "hal@example.org")
    with acting_as(hub_manager):
        review_opening(by=hub_manager, opening_id=opened.id, note="Right", now=now)

    assert goes() == []


def test_what_nobody_listens_for_is_kept_unheard(greeter, jo, now):
    with acting_as(greeter):
        outbox.tell("people.something_new", about_id=jo.id)
    with acting_as(OnATimer()):
        assert actions.hear(by=OnATimer(), now=now) == 0
    with as_the_owner():
        assert Told.objects.get(what="people.something_new").heard_at is None


def test_what_went_wrong_on_the_way_is_heard_again(opened, hub_manager, monkeypatch):
    writes_to(hub_manager, "hal@example.org")
    monkeypatch.setattr("hearth.outgoing.actions.hearing.let_go", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        hear(schema="york")
    monkeypatch.undo()

    assert goes() == ["hal@example.org"]


def test_an_address_that_is_none_is_refused(greeter, client):
    client.force_login(greeter)
    page = client.post("/outgoing/my-address/", {"address": "not one"})
    assert "Write an email address like name@example.org" in page.text
    with acting_as(greeter):
        assert not OwnAddress.objects.exists()

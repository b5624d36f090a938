"""The record of somebody who works here too: what is offered on it, and what is refused kindly."""

import re

import pytest
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import Person
from hearth.people.queries.sections import hello_of, listing_of

REASON = "Bea is at our door and cannot say how to welcome her"
WORDS = "She likes the seat at the back"
FORMS = {
    "edit_hello": (), "edit_listing": (), "edit_details": (), "add_way": (), "died": (),
    "card": (), "share": (), "share_anyway": (), "stop_sharing": ("id",), "link": (),
    "write": ("matters",), "answer": ("ethnicity",), "add_member": (), "looked_at": (),
    "fresh_look": (), "change_way": ("id",), "remove_way": ("id",), "change_member": ("id",),
    "remove_member": ("id",), "put_back_said": ("id",), "put_back_member": ("id",),
    "let_go": ("acomb",), "revoke_card": (), "not_died": (), "share_aloud": (),
}  # fmt: skip


@pytest.fixture
def bea(hub, jo):
    """Somebody known to the hub, who works there too."""
    worker = GrantFactory(site=hub, role=Role.GREETER, user__name="Bea").user
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=worker, known_as="Bea")
        jo.refresh_from_db()
    return jo


def opened(by, person, hub, now):
    with acting_as(by):
        reveal([person.id])
        actions.open_for_a_reason(by=by, person=person, site=hub, reason=REASON, now=now)


WORKERS = pytest.mark.parametrize("who", ["greeter", "team_member", "hub_manager"])


@WORKERS
def test_is_welcomed_by_what_it_says_and_offers_no_change(client, request, who, bea):
    client.force_login(request.getfixturevalue(who))

    shown = client.get(f"/people/{bea.id}/").content.decode()

    assert "How to welcome them" in shown
    there = set(re.findall(rf'(?:href|action)="(/people/{bea.id}/[^"?#]*)', shown))
    refused = {reverse(f"people:{name}", args=[bea.id]) for name in ("edit", "edit_hello")}
    assert there & refused == set()
    for address in there:
        assert client.get(address).status_code == 200, address


@WORKERS
def test_refuses_another_welcome_in_a_sentence_and_gives_the_words_back(page, request, who, bea):
    worker = request.getfixturevalue(who)
    typed = {"known_as": "Bea", "welcome": WORDS, "stamp": hello_of(bea).stamp}

    said = page(worker, "edit_hello", bea.id, data=typed, status=403)

    assert "They work here too" in said
    assert "What you wrote was not saved" in said
    assert WORDS in said
    assert reverse("people:open_record", args=[bea.id]) in said
    with as_the_owner():
        assert Person.objects.get(id=bea.id).welcome != WORDS


@pytest.mark.parametrize("name", FORMS)
def test_refuses_every_form_and_gives_the_words_back(page, team_member, bea, name):
    args = [str(uuid7()) if each == "id" else each for each in FORMS[name]]

    said = page(team_member, name, bea.id, *args, data={"words": WORDS}, status=403)

    assert "They work here too" in said
    assert WORDS in said


def test_takes_another_welcome_from_whoever_opened_it_for_a_reason(page, greeter, hub, bea, now):
    opened(greeter, bea, hub, now)
    typed = {"known_as": "Bea", "welcome": WORDS, "stamp": hello_of(bea).stamp}

    page(greeter, "edit_hello", bea.id, data=typed, status=302)

    assert WORDS in page(greeter, "edit", bea.id)


def test_is_changed_by_no_act_round_the_pages(greeter, team_member, bea, now):
    for by in (greeter, team_member):
        with acting_as(by):
            hello, listing = hello_of(bea), listing_of(bea)
            with pytest.raises(NotAllowed, match="colleague"):
                actions.change_hello(by=by, person=bea, hello=hello, stamp=hello.stamp)
            with pytest.raises(NotAllowed, match="colleague"):
                actions.change_listing(
                    by=by, person=bea, listing=listing, stamp=listing.stamp, today=now.date()
                )

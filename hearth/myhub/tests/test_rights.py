"""Asking for everything that is kept, on one's own page: by when, and seen by whoever answers."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.tests.factories import PersonFactory
from hearth.rights.actions import RightsRefused, ask_about_rights
from hearth.rights.models import RightsLine, RightsRequest
from hearth.rights.queries import answered_by
from hearth.rights.queries.said import Asked

PAGE = "/me/rights/"


def test_asks_for_everything_and_reads_by_when(jos, jo, hub, hub_manager, client, today):
    drawn = jos.get(PAGE).content.decode()
    assert "A copy of everything" in drawn
    said = {"asks": "ACCESS", "hub": str(hub.id), "words": "Please", "request_id": uuid7()}
    for _ in range(2):
        assert jos.post(PAGE, said).status_code == 302
    with as_the_owner():
        [row] = RightsRequest.objects.all()
        [line] = RightsLine.objects.all()
    assert (row.person_id, row.site_id, row.taken_by_id) == (jo.id, hub.id, None)
    assert (row.asked_how, row.due_on) == ("OWN_PAGE", answered_by(today))
    assert (line.kind, line.by_id) == ("ASKED", None)
    assert "answers by" in jos.get(PAGE).content.decode()
    client.force_login(hub_manager)
    assert "On their own page" in client.get(f"/people/{jo.id}/rights/{row.id}/").content.decode()


def test_says_what_is_wrong_and_keeps_what_was_typed(jos, hub):
    said = {"asks": "CORRECTION", "hub": str(hub.id), "words": "", "part": "ABOUT"}
    refused = jos.post(PAGE, said)
    assert refused.status_code == 200
    assert "Write what is wrong" in refused.content.decode()
    assert jos.post(PAGE, said | {"words": "I have two cats"}).status_code == 302
    assert jos.post(PAGE, said | {"hub": str(uuid7())}).status_code == 200
    with as_the_owner():
        assert RightsRequest.objects.get().words == "I have two cats"


def test_asks_for_nobody_else_and_nobody_asks_as_them(as_jo, hub, team_member, jo, now, today):
    sam = PersonFactory(known_as="Sam", sites=[hub])
    mine = Asked("ACCESS", today, asked_how="OWN_PAGE")
    terms = {"site": hub, "request_id": uuid7(), "now": now, "today": today}
    with as_jo() as (me, person):
        with pytest.raises(RightsRefused):
            ask_about_rights(by=me, person=person, said=Asked("ACCESS", today), **terms)
        row = RightsRequest(
            person=sam, held_by=sam.held_by, site=hub, asks="ACCESS", asked_on=today,
            asked_by="PERSON", asked_how="OWN_PAGE", due_on=today,
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
    with acting_as(team_member), pytest.raises(RightsRefused):
        ask_about_rights(by=team_member, person=jo, said=mine, **terms)


def test_a_code_on_paper_does_not_open_it(client):
    assert client.get(reverse("myhub:rights")).status_code == 302

"""Asking on one's own page to stop a use, to pause and to erase: nothing changes by the asking."""

import pytest
from django.db import DatabaseError, transaction

from hearth.design.words import day
from hearth.erasing import actions as erasing
from hearth.erasing.models import Erasure
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.rights.models import Limit, RightsLine, RightsRequest
from hearth.rights.queries import answered_by

PAGE = "/me/rights/"
LABELS = (
    "A copy of everything", "Put something right", "Stop a use of it", "Pause its use",
    "Take it away (erase)",
)  # fmt: skip


@pytest.fixture
def ask(jos, hub):
    """Ask for something on Jo's page, and return what is kept of it."""

    def asked(asks, words="Because I say so", status=302):
        said = {"asks": asks, "hub": str(hub.id), "words": words, "request_id": str(uuid7())}
        answer = jos.post(PAGE, said)
        assert answer.status_code == status, answer.content.decode()[:3000]
        with as_the_owner():
            return RightsRequest.objects.filter(asks=asks).first()

    return asked


def words_of(browser):
    return browser.get(PAGE).content.decode()


def test_each_of_the_five_is_there_with_who_decides_and_by_when(jos, today):
    drawn = words_of(jos)
    assert all(label in drawn for label in LABELS)
    assert "Who decides" in drawn
    assert f"we answer by {day(answered_by(today))}" in drawn
    assert "Nothing changes just because you ask" in drawn


@pytest.mark.parametrize("asks", ["OBJECTION", "RESTRICTION", "ERASURE"])
def test_it_waits_with_its_clock_and_nothing_changes(ask, jos, jo, today, asks):
    row = ask(asks)
    assert (row.closed_on, row.due_on, row.taken_by_id) == (None, answered_by(today), None)
    assert (row.asked_how, row.words) == ("OWN_PAGE", "Because I say so")
    with as_the_owner():
        [line] = RightsLine.objects.all()
        person = Person.objects.get(id=jo.id)
        assert AuditLine.objects.filter(verb="wrote down what was asked about the record of")
        assert not Limit.objects.exists()
        assert not Erasure.objects.exists()
    assert (line.kind, person.restricted_on, person.not_counted) == ("ASKED", None, False)
    assert f"It waits. Acomb answers by {day(row.due_on)}" in words_of(jos)


@pytest.mark.parametrize("asks", ["ACCESS", "OBJECTION", "RESTRICTION", "ERASURE"])
def test_is_taken_back_with_one_tap_and_can_be_asked_again(ask, jos, today, asks):
    row = ask(asks)
    assert jos.post(PAGE, {"take_back": str(row.id)}).status_code == 302
    with as_the_owner():
        row.refresh_from_db()
        assert (row.outcome, row.closed_on) == ("TAKEN_BACK", today)
        assert list(RightsLine.objects.values_list("kind", "by")) == [
            ("ASKED", None), ("ENDED", None)
        ]  # fmt: skip
    drawn = words_of(jos)
    assert "You do not ask for it any more" in drawn
    assert "Take it back" not in drawn
    ask(asks)


def test_the_same_is_not_asked_twice_while_it_waits(ask, jos, hub, today):
    ask("RESTRICTION")
    again = {"asks": "RESTRICTION", "hub": str(hub.id), "words": "", "request_id": str(uuid7())}
    said = jos.post(PAGE, again).content.decode()
    assert f"You asked for this on {day(today)}. Acomb answers by" in said


def test_what_is_anothers_or_was_said_at_the_hub_is_not_taken_back_here(jos, jo, hub, today):
    sam = PersonFactory(known_as="Sam", sites=[hub])
    told = {"asks": "ACCESS", "asked_on": today, "due_on": today, "asked_by": "PERSON"}
    told |= {"held_by": hub.run_by, "site": hub}
    with as_the_owner():
        theirs = RightsRequest.objects.create(person=sam, asked_how="OWN_PAGE", **told)
        said = RightsRequest.objects.create(person=jo, asked_how="SAID", **told)
    for row in (theirs, said):
        jos.post(PAGE, {"take_back": str(row.id)})
    assert "That cannot be taken back here" in words_of(jos)
    with as_the_owner():
        assert not RightsRequest.objects.filter(outcome="TAKEN_BACK").exists()


def test_of_what_they_asked_they_change_nothing_but_that_they_take_it_back(ask, as_jo, today):
    row = ask("OBJECTION")
    for change in (
        {"due_on": today}, {"words_sealed": b"x"}, {"closed_on": today, "outcome": "STANDS"},
    ):  # fmt: skip
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            RightsRequest.objects.filter(id=row.id).update(**change)


def test_while_it_is_decided_what_is_erased_they_tell_the_hub_that_they_want_it_no_more(
    ask, jos, jo, hub_manager, now
):
    row = ask("ERASURE")
    with acting_as(hub_manager):
        asked = erasing.Asked("OBJECTS", "PERSON", "Jo asked on their own page")
        erasing.ask_erasing(by=hub_manager, person_id=jo.id, asked=asked, now=now)
    drawn = words_of(jos)
    assert "?about=keep" in drawn
    assert "Take it back" not in drawn
    jos.post(PAGE, {"take_back": str(row.id)})
    with as_the_owner():
        assert RightsRequest.objects.get(id=row.id).closed_on is None

"""Records that are linked are one person: asked together, on hold together, erased together."""

import pytest

from hearth.erasing import actions
from hearth.erasing.actions import ErasingRefused
from hearth.erasing.ledger import ledger_path, lines_of
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def joey(hub, jo, team_member):
    """The same person, under another name."""
    joey = PersonFactory(known_as="Joey", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=joey, why="They told us")
    return joey


def left():
    with as_the_owner():
        return set(Person.objects.values_list("known_as", flat=True))


def test_asked_of_one_all_of_them_go(
    ask, jo, joey, decider, decide, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = ask()
        done = decide(decider, row, jo.held_by)
    assert done.whole
    assert not left() & {"Jo", "Joey"}
    line = lines_of("york")[-1]
    ledger_path("york").unlink()
    assert (line.whose, line.linked) == (str(jo.id), [str(joey.id)])


def test_it_is_asked_once_of_all_of_them(ask, jo, joey):
    ask()
    with pytest.raises(ErasingRefused, match="already"):
        ask(person=joey)


def test_a_hold_on_one_is_on_all_of_them(ask, jo, joey, decider, decide, hub_manager, now):
    with acting_as(hub_manager):
        actions.set_hold(
            by=hub_manager, person_id=joey.id, holder_id=jo.held_by_id, reason="Claim", now=now
        )
    with pytest.raises(ErasingRefused, match="Lift that first"):
        decide(decider, ask(), jo.held_by)
    assert left() >= {"Jo", "Joey"}


def test_nobody_asks_of_a_record_that_is_linked_with_their_own(ask, jo, joey, hub_manager):
    with as_the_owner():
        Person.objects.filter(id=joey.id).update(worker=hub_manager)
    with pytest.raises(NotAllowed):
        ask()


def test_pages_show_them(page, ask, jo, joey, hub_manager, decider):
    assert "Joey" in page(hub_manager, "erase", jo.id)
    row = ask()
    assert "Joey: asked with it" in page(decider, "erasure", row.id)
    assert "Joey: goes with it" in page(decider, "decide", row.id, jo.held_by_id)


def test_what_was_linked_since_it_was_asked_stays_and_is_said(
    page, ask, jo, hub, team_member, decider, decide
):
    row = ask()
    late = PersonFactory(known_as="Joanna", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=late, why="They told us")
    assert "Joanna: linked since this was asked" in page(decider, "erasure", row.id)
    assert decide(decider, row, jo.held_by).whole
    assert "Joanna" in left()

"""A backup that is brought back does not bring back whoever was erased since."""

import pytest
from django.db import connection

from hearth.config import prepare
from hearth.erasing import actions
from hearth.erasing.ledger import Erased, add_line, ledger_path, line_of, lines_of
from hearth.erasing.models import Erasure, WentTo
from hearth.erasing.tests.factories import LegalHoldFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents.models import IncidentPerson
from hearth.incidents.tests.factories import IncidentFactory, OfAnIncidentFactory
from hearth.people.models import Person
from hearth.places.timer import OnATimer
from hearth.support.models import Goal


@pytest.fixture(autouse=True)
def _a_list_of_its_own(db):
    yield
    ledger_path("york").unlink(missing_ok=True)


@pytest.fixture
def erased_line(ask, jo, decider, decide):
    """Jo was erased, and the backup of the evening before is brought back."""
    savepoint = connection.savepoint()
    row = ask()
    decide(decider, row, jo.held_by)
    connection.savepoint_rollback(savepoint)
    return Erased(str(row.id), str(jo.id), None, [])


def test_the_list_says_ids_alone_and_only_once_it_is_committed(
    ask, jo, decider, decide, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(words="Jo rang us")
        decide(decider, row, jo.held_by)
        assert lines_of("york") == []
    assert lines_of("york") == [Erased(str(row.id), str(jo.id), None, [])]
    assert "Jo" not in ledger_path("york").read_text()
    assert ledger_path("york").stat().st_mode & 0o077 == 0


def test_whoever_was_brought_back_is_erased_again_once(erased_line, jo):
    with as_the_owner():
        assert Person.objects.filter(id=jo.id).exists()
        add_line("york", erased_line)

        assert actions.erase_again("york").erased == 1
        assert not Person.objects.filter(id=jo.id).exists()
        assert actions.erase_again("york").erased == 0


def test_what_was_only_asked_when_it_was_backed_up_waits_no_more(ask, jo):
    row = ask()
    with as_the_owner():
        add_line("york", Erased(str(row.id), str(jo.id), None, []))
        assert actions.erase_again("york").erased == 1
        stub = Erasure.objects.get(id=row.id)
        assert (stub.person_id, stub.called) == (None, "")
        assert stub.settled_at


def test_what_a_holder_wrote_after_it_erased_here_stays(
    ask, jo, trust, of_the_trust, decider, decide, today
):
    row = ask()
    decide(decider, row, trust)
    with as_the_owner():
        add_line("york", Erased(str(row.id), str(jo.id), [str(trust.id)], []))
        goal = Goal(person=jo, held_by=trust, since_on=today)
        goal.words = "They came back, and want to sleep"
        goal.save()
        assert actions.erase_again("york").erased == 0
        assert Goal.objects.filter(id=goal.id).exists()


def test_of_one_holder_the_rest_stays_and_it_is_done_once(ask, jo, trust, of_the_trust, today):
    row = ask()
    with as_the_owner():
        add_line("york", Erased(str(row.id), str(jo.id), [str(trust.id)], []))
        assert actions.erase_again("york").erased == 1
        assert list(Goal.objects.all()) == [of_the_trust.goal]
        again = Goal(person=jo, held_by=trust, since_on=today)
        again.words = "Written since"
        again.save()
        assert actions.erase_again("york").erased == 0
        assert Goal.objects.filter(id=again.id).exists()


def test_a_line_that_could_not_be_written_is_written_by_night(ask, jo, decider, decide):
    row = ask()
    decide(decider, row, jo.held_by)
    with acting_as(OnATimer()):
        assert actions.write_missing_lines() == 1
        assert actions.write_missing_lines() == 0
    assert Erased(str(row.id), str(jo.id), None, []) in lines_of("york")


def test_a_hold_that_was_brought_back_stops_it_loudly_until_it_is_lifted(
    erased_line, jo, hub_manager, decider, page, capsys
):
    hold = LegalHoldFactory(person=jo, holder=jo.held_by, set_by=hub_manager)
    with as_the_owner():
        add_line("york", erased_line)
        again = actions.erase_again("york")
        assert (again.erased, again.on_hold) == (0, (erased_line.erasure,))
        assert Person.objects.filter(id=jo.id).exists()
        prepare.erase_again_whoever_came_back()
        assert "NOT erased again" in capsys.readouterr().out
    assert "Brought back by a backup" in page(decider, "erasings")
    with as_the_owner():
        type(hold).objects.all().delete()
        assert actions.erase_again("york").erased == 1
        assert not Person.objects.filter(id=jo.id).exists()


class HurtFactory(OfAnIncidentFactory):
    class Meta:
        model = IncidentPerson


def test_the_stub_and_what_is_to_be_read_are_put_back(
    ask, jo, hub, decider, decide, hub_manager, now, page
):
    incident = IncidentFactory(site=hub, written_by=hub_manager)
    HurtFactory(incident=incident, person=jo, added_by=hub_manager)
    savepoint = connection.savepoint()
    row = decide(decider, ask(), jo.held_by)
    with acting_as(decider):
        WentTo.objects.create(erasure=row, what="rights.Pack", on=now.date())
        line = line_of(row, None)
    connection.savepoint_rollback(savepoint)
    with as_the_owner():
        assert not Erasure.objects.exists()
        add_line("york", line)
        assert lines_of("york")[-1].stub == line.stub
        assert actions.erase_again("york").erased == 1
        stub = Erasure.objects.get(id=row.id)
        assert (stub.whole, stub.whose, stub.asked_by_id) == (True, jo.id, hub_manager.id)
        assert (stub.person_id, stub.called, stub.words) == (None, "", "")
        assert stub.decisions.get().decided_by_id == decider.id
        went = set(stub.went_to.values_list("what", "to_id"))
    assert went == {("rights.Pack", None), ("incidents.Incident", incident.id)}
    shown = page(decider, "erasure", row.id)
    assert "A copy of everything, to" in shown
    assert str(incident.id) in shown

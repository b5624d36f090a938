"""The last of what is kept is the whole record; every app says of which kind its records are."""

import datetime

import pytest

from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing import actions
from hearth.erasing.asked import rooms
from hearth.erasing.models import DueToLook, Kind, kind_of
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.models import Acquaintance, Details, Person, PersonKey, SaidBefore
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.support.models import Goal

LONG_AGO = datetime.timedelta(days=800)


@pytest.fixture
def rule(jo, decider, now):
    def said(kind, months=24):
        with acting_as(decider):
            actions.set_rule(
                by=decider, holder_id=jo.held_by_id, kind=kind, months=months, source="Our board",
                confirmed=True, now=now,
            )  # fmt: skip

    return said


@pytest.fixture
def long_ago(jo, now, today):
    """All that is written of Jo is more than two years old: who they are, and a goal."""
    with as_the_owner():
        Details.objects.create(person=jo, held_by=jo.held_by, known_at=jo.known_at)
        goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
        goal.words = "Sleep"
        goal.save()
    age(now, today)
    return goal


def age(now, today):
    with as_the_owner():
        for model in (Details, Goal, Person, SaidBefore):
            model.objects.update(recorded_at=now - LONG_AGO)
        Acquaintance.objects.update(since=today - 2 * LONG_AGO, last_welcomed_on=today - LONG_AGO)


def by_night(today):
    timer = OnATimer()
    with acting_as(timer):
        actions.list_what_is_due(by=timer, today=today)
    with as_the_owner():
        return {row.kind: row for row in DueToLook.objects.select_related("person")}


@pytest.fixture
def let_go(jo, decider, decide, now):
    """Ask for what is due, and let another decide."""
    other = GrantFactory(
        site=None, role="INFORMATION_GOVERNANCE_LEAD", user__name="Una", user__works_for=None
    ).user

    def done(row):
        with acting_as(decider):
            asked = actions.ask_what_is_due(by=decider, due_id=row.id, words="Past it", now=now)
        return decide(other, asked, jo.held_by)

    return done


def test_every_app_that_forgets_says_of_which_kind_its_records_are():
    apps = [label for label, room in rooms("actions") if hasattr(room, "forget_person")]
    assert {"letterbox", "handover", "rights", "erasing", "sheets"} <= set(apps)
    assert all(kind_of(app) in Kind for app in apps)
    assert (kind_of("letterbox"), kind_of("handover")) == (Kind.MESSAGES, Kind.SUPPORT)
    with pytest.raises(LookupError, match="Say of which kind"):
        kind_of("a_new_app")


def test_all_kinds_together_are_the_whole_record(ask, jo, decider, decide):
    row = ask(kinds=list(Kind.values))
    assert row.kinds == []
    assert decide(decider, row, jo.held_by).whole
    with as_the_owner():
        assert not Person.objects.filter(id=jo.id).exists()


def test_who_somebody_is_goes_once_nothing_else_is_held_and_its_key_with_it(
    rule, long_ago, jo, today, now, let_go, team_member
):
    rule(Kind.RECORD)
    rule(Kind.SUPPORT)
    with as_the_owner():
        before = SaidBefore(person=jo, held_by=jo.held_by, known_at=jo.known_at, section="HELLO")
        before.was, before.changed_by = "{}", team_member
        before.save()
        assert PersonKey.objects.filter(person=jo).exists()
    age(now, today)
    due = by_night(today)
    assert set(due) == {"RECORD", "SUPPORT"}

    assert not let_go(due["RECORD"]).whole
    with as_the_owner():
        assert not Details.objects.filter(person=jo).exists()
        assert Person.objects.filter(id=jo.id).exists(), "something is held about them"
    assert set(by_night(today)) == {"SUPPORT"}, "the record is not listed again while it is needed"

    assert not let_go(by_night(today)["SUPPORT"]).whole
    due = by_night(today)
    assert set(due) == {"RECORD"}
    done = let_go(due["RECORD"])
    assert done.whole
    with as_the_owner():
        assert not Person.objects.filter(id=jo.id).exists()
        assert not PersonKey.objects.filter(person_id=jo.id).exists()
    assert by_night(today) == {}


def test_what_was_let_go_is_off_the_list_at_once(rule, long_ago, jo, today, let_go):
    rule(Kind.SUPPORT)
    let_go(by_night(today)["SUPPORT"])
    with as_the_owner():
        assert not DueToLook.objects.exists()


def test_a_contact_in_a_linked_record_is_a_contact(rule, long_ago, jo, hub, team_member, today):
    rule(Kind.SUPPORT)
    joey = PersonFactory(known_as="Joey", sites=[hub])
    assert "SUPPORT" in by_night(today)
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=joey, why="They told us")
    assert by_night(today) == {}

"""For how long records are kept: chosen by the holder, counted from the last contact, looked at."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing import actions, jobs, queries
from hearth.erasing.actions import ErasingRefused
from hearth.erasing.models import DueToLook, Erasure
from hearth.erasing.tests.factories import DueFactory, LegalHoldFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Acquaintance, Person
from hearth.places.opening.deadlines import months_on
from hearth.places.timer import OnATimer
from hearth.support.models import Goal

LONG_AGO = datetime.timedelta(days=800)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def rule(jo, decider, now):
    def said(
        months=24, *, by=decider, holder=jo.held_by, kind="SUPPORT", source="Our board", **is_
    ):
        with acting_as(by):
            return actions.set_rule(
                by=by, holder_id=holder.id, kind=kind, months=months, source=source,
                confirmed=is_.get("confirmed", True), now=now,
            )  # fmt: skip

    return said


@pytest.fixture
def long_ago(jo, now, today):
    """All that is written of Jo is more than two years old, and nobody welcomed them since."""
    with as_the_owner():
        goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
        goal.words = "Sleep"
        goal.save()
        Goal.objects.update(recorded_at=now - LONG_AGO)
        Person.objects.filter(id=jo.id).update(recorded_at=now - LONG_AGO)
        Acquaintance.objects.update(since=today - 2 * LONG_AGO, last_welcomed_on=day_then(now))
    return goal


def day_then(now):
    """The day that long ago, as the clock in England showed it: it may have been summer time."""
    return timezone.localdate(now - LONG_AGO)


def by_night(today):
    timer = OnATimer()
    with acting_as(timer):
        return actions.list_what_is_due(by=timer, today=today)


def listed():
    with as_the_owner():
        return list(DueToLook.objects.all())


def test_what_is_past_its_time_is_listed_and_nothing_goes(rule, long_ago, jo, now, today):
    rule(24)
    assert by_night(today) == 1
    [row] = listed()
    assert (row.person_id, row.kind, row.last_contact_on) == (jo.id, "SUPPORT", day_then(now))
    assert row.due_on == months_on(day_then(now), 24)
    with as_the_owner():
        assert Goal.objects.exists()
    assert by_night(today) == 0, "it is listed once"


def test_the_nights_work_lists_it(rule, long_ago):
    rule(24)
    jobs.one_night(schema="york")
    assert len(listed()) == 1


def test_nothing_is_listed_before_its_time_or_without_a_rule(rule, long_ago, today):
    assert by_night(today) == 0
    rule(60)
    assert by_night(today) == 0


def test_whoever_comes_back_is_taken_off(rule, long_ago, today):
    rule(24)
    by_night(today)
    with as_the_owner():
        Acquaintance.objects.update(last_welcomed_on=today - DAY)
    by_night(today)
    assert listed() == []


def test_what_the_holder_wrote_lately_of_another_kind_is_a_contact(rule, long_ago, jo, today):
    rule(24)
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(recorded_at=timezone.now())
    assert by_night(today) == 0


def test_what_is_on_hold_is_not_listed(rule, long_ago, jo, hub_manager, today):
    LegalHoldFactory(person=jo, holder=jo.held_by, set_by=hub_manager)
    rule(24)
    assert by_night(today) == 0


def test_is_kept_longer_for_a_reason_until_a_day(rule, long_ago, decider, now, today):
    rule(24)
    by_night(today)
    [row] = listed()
    with acting_as(decider):
        for until, why in ((None, "A study"), (today, "A study"), (today + DAY, "")):
            with pytest.raises(ErasingRefused):
                actions.keep_longer(by=decider, due_id=row.id, until=until, why=why, now=now)
        actions.keep_longer(by=decider, due_id=row.id, until=today + DAY, why="A study", now=now)
        assert queries.due_to_look(decider, today=today) == ([], False)
        assert queries.due_to_look(decider, today=today + 2 * DAY)[0] == [row]
    by_night(today)
    assert listed()[0].kept_why == "A study"


def test_asked_to_go_a_second_person_decides(rule, long_ago, jo, decider, decide, now, today):
    rule(24)
    by_night(today)
    [due] = listed()
    with acting_as(decider):
        row = actions.ask_what_is_due(by=decider, due_id=due.id, words="Past its time", now=now)
    with pytest.raises(ErasingRefused, match="Two people agree"):
        decide(decider, row, jo.held_by)
    other = GrantFactory(site=None, role="INFORMATION_GOVERNANCE_LEAD").user
    with as_the_owner():
        type(other).objects.update(works_for=None)
    other.refresh_from_db()
    decide(other, row, jo.held_by)
    with as_the_owner():
        assert not Goal.objects.exists()
        assert Person.objects.filter(id=jo.id).exists()


def test_a_holder_chooses_for_itself(rule, jo, decider, hub_manager):
    with pytest.raises(NotAllowed):
        rule(by=hub_manager)
    for wrong in ({"months": 0}, {"months": 1201}, {"source": ""}, {"kind": "NONE"}):
        with pytest.raises(ErasingRefused):
            rule(**wrong)
    role = "INFORMATION_GOVERNANCE_LEAD"
    GrantFactory(site=None, role=role, user__name="Olu", user__works_for=jo.held_by)
    with pytest.raises(ErasingRefused, match="Olu"):
        rule()


def test_months_end_on_the_last_day_of_a_shorter_one():
    assert months_on(datetime.date(2024, 1, 31), 1) == datetime.date(2024, 2, 29)
    assert months_on(datetime.date(2024, 12, 15), 12) == datetime.date(2025, 12, 15)


class TestPages:
    def test_suggest_a_time_that_is_to_be_confirmed(self, page, jo, decider):
        shown = page(decider, "rules", jo.held_by_id)
        assert "Records Management Code of Practice 2023" in shown
        assert "To be confirmed" in shown
        said = {"kind": "SUPPORT", "months": "240", "source": "Our board", "confirmed": "yes"}
        page(decider, "rules", jo.held_by_id, data=said, status=302)
        assert "240 months. Our board" in page(decider, "rules", jo.held_by_id)

    def test_lead_from_the_list_to_a_decision(self, page, jo, decider, today):
        row = DueFactory(person=jo, holder=jo.held_by)
        shown = page(decider, "due")
        assert jo.held_by.name in shown
        assert "Jo: what was done together" in shown
        assert "You have looked" in page(decider, "look", row.id)
        refused = page(decider, "look", row.id, data={"decision": "KEEP", "words": "A study"})
        assert "within five years" in refused
        assert "A study" in refused
        page(decider, "look", row.id, data={"decision": "ASK", "words": "Past it"}, status=302)
        with acting_as(decider):
            assert Erasure.objects.get().kinds == ["SUPPORT"]

    def test_say_nothing_of_closing_anybody(self, page, jo, decider):
        row = DueFactory(person=jo, holder=jo.held_by)
        for words in (page(decider, "due"), page(decider, "look", row.id)):
            for never in ("archive", "discharge", "closed"):
                assert never not in words.lower()

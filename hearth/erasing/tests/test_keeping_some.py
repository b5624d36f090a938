"""What is kept of somebody who died, and of somebody who was a child, has a time of its own."""

import datetime

import pytest

from hearth.erasing import actions
from hearth.erasing.actions import ErasingRefused
from hearth.erasing.models import DueToLook, HolderRule
from hearth.erasing.queries.due import Life, due_on
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Acquaintance, Details, Person
from hearth.places.timer import OnATimer


def on(words):
    return datetime.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("last", "born", "died", "due"),
    [
        ("2005-06-01", None, None, "2025-06-01"),
        ("2005-06-01", "1980-01-01", None, "2025-06-01"),
        ("2005-06-01", None, "2006-02-03", "2016-02-03"),
        ("2005-06-01", "2004-01-01", None, "2029-01-01"),
        ("2005-06-01", "1988-01-01", None, "2025-06-01"),
    ],
)
def test_the_time_is_over(last, born, died, due):
    rule = HolderRule(months=240, months_after_death=120, child_until=25)
    life = Life(on(born) if born else None, on(died) if died else None)
    assert due_on(rule, on(last), life) == on(due)


def test_whoever_was_17_is_kept_a_year_longer():
    rule = HolderRule(months=12, child_until=25)
    assert due_on(rule, on("2005-06-01"), Life(on("1988-01-01"))) == on("2014-01-01")
    assert due_on(rule, on("2005-06-01"), Life(on("1989-01-01"))) == on("2014-01-01")
    assert due_on(rule, on("2006-01-01"), Life(on("1988-01-01"))) == on("2007-01-01")


def test_a_rule_that_does_not_say_so_counts_as_for_all():
    rule = HolderRule(months=12)
    life = Life(on("1999-01-01"), on("2005-06-02"))
    assert due_on(rule, on("2005-06-01"), life) == on("2006-06-01")


def test_a_child_is_not_listed_before_and_somebody_who_died_is(jo, decider, now, today):
    with acting_as(decider):
        for wrong in ({"months_after_death": 0}, {"child_until": 17}):
            with pytest.raises(ErasingRefused):
                rule(decider, jo, now, **wrong)
        rule(decider, jo, now, months_after_death=12, child_until=25)
    years = datetime.timedelta(days=366)
    with as_the_owner():
        details = Details.objects.create(
            person=jo, held_by=jo.held_by, known_at=jo.known_at, born_on=today - 10 * years
        )
        Details.objects.update(recorded_at=now - 3 * years)
        Person.objects.update(recorded_at=now - 3 * years)
        Acquaintance.objects.update(since=today - 4 * years, last_welcomed_on=today - 3 * years)
    assert by_night(today) == 0
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(
            died_on=today - 2 * years, died_recorded_at=now - 2 * years
        )
    assert by_night(today) == 1
    with as_the_owner():
        assert DueToLook.objects.get().person_id == details.person_id


def rule(decider, jo, now, **some):
    return actions.set_rule(
        by=decider, holder_id=jo.held_by_id, kind="RECORD", months=24, source="Our board",
        confirmed=True, now=now, **some,
    )  # fmt: skip


def by_night(today):
    timer = OnATimer()
    with acting_as(timer):
        return actions.list_what_is_due(by=timer, today=today)


def test_the_page_says_and_takes_both(page, jo, decider):
    assert "If they died, 120 months after that" in page(decider, "rules", jo.held_by_id)
    said = {
        "kind": "SUPPORT", "months": "24", "months_after_death": "60", "child_until": "26",
        "source": "Our board", "confirmed": "yes",
    }  # fmt: skip
    page(decider, "rules", jo.held_by_id, data=said, status=302)
    shown = page(decider, "rules", jo.held_by_id)
    assert "If they died, 60 months after that" in shown
    assert "not before they are 26" in shown

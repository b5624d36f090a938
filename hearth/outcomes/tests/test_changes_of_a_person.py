"""What changed for one person: each rule by itself, with its name."""

import datetime

from hearth.foundation.acting import acting_as
from hearth.outcomes import queries
from hearth.outcomes.tests.factories import ReadingFactory

DAY = datetime.timedelta(days=1)


def given(jo, hub, worker, today, *totals, measure="phq-9", ago=200):
    for number, total in enumerate(totals):
        ReadingFactory(
            person=jo, held_by=jo.held_by, site=hub, written_by=worker, measure=measure,
            given_on=today - (ago - number * 90) * DAY, came_to={"total": str(total)},
        )  # fmt: skip


def changes(jo, worker):
    with acting_as(worker):
        return queries.changes_of(jo, actor=worker)


def test_first_and_latest_are_held_against_each_other(shared, jo, hub, team_member, today):
    given(jo, hub, team_member, today, 15, 18, 9)
    [one] = changes(jo, team_member)

    assert (one.first, one.latest, one.by, one.any_change) == (
        "15",
        "9",
        "\N{MINUS SIGN}6",
        "improved",
    )
    assert one.better == "lower is better"


def test_each_rule_says_its_own_and_recovery_is_another(shared, jo, hub, team_member, today):
    given(jo, hub, team_member, today, 15, 9)
    [one] = changes(jo, team_member)
    by_name = {rule.name: rule for rule in one.rules}

    assert by_name["NHS England’s rule"].outcome == "reliably improved"
    assert by_name["NHS England’s rule"].recovered == "recovered"
    assert by_name["Jacobson and Truax’s rule"].outcome == ""
    assert "no published reliability" in by_name["Jacobson and Truax’s rule"].rests_on


def test_improved_by_less_than_chance_is_no_reliable_change(shared, jo, hub, team_member, today):
    given(jo, hub, team_member, today, 15, 12)
    [one] = changes(jo, team_member)

    assert one.any_change == "improved"
    assert one.rules[0].outcome == "no reliable change"


def test_who_got_worse_is_said_so(shared, jo, hub, team_member, today):
    given(jo, hub, team_member, today, 5, 14)
    [one] = changes(jo, team_member)

    assert (one.any_change, one.rules[0].outcome) == ("worse", "reliably worse")


def test_a_single_reading_changed_nothing(shared, jo, hub, team_member, today):
    given(jo, hub, team_member, today, 5)

    assert changes(jo, team_member) == ()

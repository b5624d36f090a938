"""By when something that was asked is answered (UK GDPR, articles 12(3) and 12A)."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.places.opening.deadlines import months_on
from hearth.rights import actions, queries
from hearth.rights.actions import RightsRefused
from hearth.rights.queries.clock import answered_by
from hearth.rights.tests.conftest import DAY, afresh


def on(words):
    return datetime.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-09-03", "2026-10-05"),  # the third is a Saturday
        ("2026-03-15", "2026-04-15"),
        ("2026-01-30", "2026-03-02"),  # there is no such day in February, and its last is Saturday
        ("2026-11-25", "2026-12-29"),  # Christmas Day, Boxing Day moved to Monday the 28th
        ("2028-01-31", "2028-02-29"),
    ],
)
def test_it_is_the_same_day_of_the_next_month_and_a_working_day(asked, due):
    assert answered_by(on(asked)) == on(due)


def test_a_month_goes_over_the_end_of_a_year():
    assert months_on(on("2026-12-31"), 2) == on("2027-02-28")


def test_longer_is_three_months_from_the_first_day():
    assert answered_by(on("2026-03-16"), extended=True) == on("2026-06-16")


def test_the_month_begins_when_they_showed_who_they_are():
    due = answered_by(
        on("2026-03-02"), identity_asked_on=on("2026-03-03"), identity_seen_on=on("2026-03-16")
    )
    assert due == on("2026-04-16")


class TestAClock:
    def test_stands_still_while_it_is_in_doubt_who_they_are(self, ask, governance, now, today):
        request = ask("CORRECTION", part="DETAILS", words="My name", asked_on=today - 40 * DAY)
        with acting_as(governance):
            assert queries.how_many_are_late(governance, today=today) == 1
            actions.ask_who_they_are(
                by=governance, request=request, on=today - 39 * DAY, words="A letter, unsigned",
                now=now, today=today,
            )  # fmt: skip
            assert queries.how_many_are_late(governance, today=today) == 0
            actions.see_who_they_are(
                by=governance, request=request, on=today, words="Their card", now=now, today=today
            )
        assert afresh(request).due_on == answered_by(today)

    def test_is_not_stopped_without_saying_why(self, ask, governance, now, today):
        request = ask()
        with acting_as(governance), pytest.raises(RightsRefused, match="in doubt"):
            actions.ask_who_they_are(
                by=governance, request=request, on=today, words=" ", now=now, today=today
            )

    def test_is_stopped_by_nobody_of_the_team(self, ask, team_member, now, today):
        request = ask()
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.ask_who_they_are(
                by=team_member, request=request, on=today, words="Why", now=now, today=today
            )

    def test_goes_on_for_two_months_more_and_once(self, ask, governance, now, today):
        request = ask()
        with acting_as(governance):
            actions.take_longer(by=governance, request=request, words="Much", now=now, today=today)
            with pytest.raises(RightsRefused, match="already"):
                actions.take_longer(
                    by=governance, request=request, words="More", now=now, today=today
                )
        assert afresh(request).due_on == answered_by(today, extended=True)

    def test_cannot_be_made_longer_after_the_first_month(self, ask, governance, now, today):
        request = ask(asked_on=today - 40 * DAY)
        with acting_as(governance), pytest.raises(RightsRefused, match="first month"):
            actions.take_longer(by=governance, request=request, words="Why", now=now, today=today)

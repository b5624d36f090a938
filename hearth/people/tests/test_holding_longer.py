"""Holding a line of who has looked back for longer, and showing one of them alone."""

import datetime
import html

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.models import HeldBack
from hearth.people.tests.test_pressing import open_it
from hearth.people.tests.test_who_has_looked import hold, looked, told

DAY = datetime.timedelta(days=1)


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def other_lead(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Lin").user


def held(safe, person):
    with acting_as(safe):
        return {line.part: line for line in queries.lines_held_back(person.id)}


def show(safe, person, today, line=None):
    with acting_as(safe):
        return actions.show_lines_again(by=safe, person_id=person.id, today=today, line_id=line)


class TestForLonger:
    def test_is_held_back_until_the_later_day_and_for_the_later_reason(
        self, safe, other_lead, greeter, jo, today
    ):
        line = looked(greeter, jo, "safety")
        hold(safe, jo, [line], today)

        again = {"until_on": today + 9 * DAY, "reason": "He still does"}
        assert hold(other_lead, jo, [line], today, **again) == 1

        row = held(safe, jo)["safety"]
        assert (row.held_until, row.held_by, row.held_why) == (
            today + 9 * DAY, "Lin", "He still does",
        )  # fmt: skip
        with as_the_owner():
            kept = {(row.reviewer.name, row.reason, row.until_on) for row in HeldBack.objects.all()}
        assert ("Sal", "He reads her letters", today + DAY) in kept

    def test_is_never_for_less_long(self, safe, greeter, jo, today):
        line = looked(greeter, jo, "safety")
        hold(safe, jo, [line], today, until_on=today + 9 * DAY)

        assert hold(safe, jo, [line], today, until_on=today + DAY) == 0
        assert held(safe, jo)["safety"].held_until == today + 9 * DAY

    def test_is_offered_where_it_is_held_back(self, page, safe, greeter, jo, today):
        line = looked(greeter, jo, "safety")
        hold(safe, jo, [line], today)

        said = html.unescape(page(safe, "hold_back", jo.id))
        assert f"safety (held back until the end of {short_day(today + DAY)})" in said
        later = today + 9 * DAY
        typed = {
            "lines": [line], "reason": "He still does", "until_on-day": later.day,
            "until_on-month": later.month, "until_on-year": later.year,
        }  # fmt: skip
        page(safe, "hold_back", jo.id, data=typed, status=302)

        assert held(safe, jo)["safety"].held_until == later

    def test_of_an_hour_holds_back_the_whole_of_it(
        self, safe, team_member, team_elsewhere, other_hub, jo, today, now
    ):
        open_it(team_elsewhere, jo, other_hub, now)
        line = looked(team_elsewhere, jo, "stay-well plan")
        hold(safe, jo, [line], today)

        hold(safe, jo, [line], today, until_on=today + 9 * DAY)

        assert {row.held_until for row in held(safe, jo).values()} == {today + 9 * DAY}


class TestShowing:
    def test_one_line_leaves_the_others_held_back(
        self, page, safe, team_member, greeter, jo, today
    ):
        lines = [looked(greeter, jo, part) for part in ("hello", "visit", "safety")]
        hold(safe, jo, lines, today)
        hold(safe, jo, lines, today, until_on=today + 9 * DAY)

        page(safe, "show_again", jo.id, data={"line": lines[0]}, status=302)

        assert set(held(safe, jo)) == {"visit", "safety"}
        [look] = told(team_member, jo.id)
        assert [part.words for part in look.parts] == ["your name, and how to welcome you"]
        assert show(safe, jo, today) == 2
        assert held(safe, jo) == {}

    def test_a_line_of_an_hour_shows_the_whole_of_it_and_no_other(
        self, safe, greeter, team_elsewhere, other_hub, jo, today, now
    ):
        beside = looked(greeter, jo, "safety")
        open_it(team_elsewhere, jo, other_hub, now)
        line = looked(team_elsewhere, jo, "stay-well plan")
        hold(safe, jo, [beside, line], today)

        assert show(safe, jo, today, held(safe, jo)["opening"].id) == 2

        assert set(held(safe, jo)) == {"safety"}

    def test_what_is_not_held_back_shows_nothing(self, page, safe, greeter, jo, john, today):
        hold(safe, jo, [looked(greeter, jo, "safety")], today)

        assert show(safe, jo, today, looked(greeter, john, "hello")) == 0
        page(safe, "show_again", jo.id, data={"line": "nonsense"}, status=404)
        assert set(held(safe, jo)) == {"safety"}

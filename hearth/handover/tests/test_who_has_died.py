"""What was to be done with somebody who has died is on no board, and loud to nobody."""

import datetime

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.handover import actions, queries
from hearth.handover.actions import BoardRefused
from hearth.handover.tests.conftest import HOUR
from hearth.people.actions import record_death
from hearth.people.models import Person


@pytest.fixture
def about_jo(write, shared, jo, team_member):
    return write(team_member, "Ring Jo at eight", person=jo)


@pytest.fixture
def dies(jo, team_member, now):
    def dies():
        with acting_as(team_member):
            today = now.date()
            record_death(
                by=team_member, person=jo, died_on=None, source="Her sister", now=now, today=today
            )

    return dies


@pytest.fixture
def loud(hub, now):
    def loud(worker):
        with acting_as(worker):
            found = queries.how_loud(hub, actor=worker, now=now + 9 * HOUR)
            return found.nobodys + found.late + queries.beyond(hub, actor=worker, now=now).count

    return loud


def test_it_is_on_no_board_and_is_loud_to_nobody(
    about_jo, dies, lines, loud, hub, team_member, greeter, now
):
    assert [row.what for row in lines(team_member).open] == ["Ring Jo at eight"]
    assert (loud(team_member), loud(greeter)) == (1, 2)
    dies()
    assert lines(team_member).open == ()
    assert (loud(team_member), loud(greeter)) == (0, 0)
    lead = GrantFactory(site=hub, role=Role.HUB_MANAGER).user
    with acting_as(lead):
        assert queries.late_at(lead, now=now + datetime.timedelta(days=1)) == []


def test_nobody_takes_it_over_with_the_board(about_jo, dies, hub, night_worker, now):
    dies()
    with acting_as(night_worker):
        taken = actions.take_over(by=night_worker, site=hub, took_id=about_jo.id, now=now)
    assert taken == 0


def test_its_page_says_so_and_offers_nothing(about_jo, dies, do, page, team_member, now):
    dies()
    shown = page(team_member, "handover:line", about_jo.id)
    assert "Jo has died. Nothing is to be done any more" in shown
    assert "I take it" not in shown
    with pytest.raises(BoardRefused, match="They have died"):
        do(actions.take_line, team_member, about_jo, now=now)


def test_no_new_one_is_written_about_them(shared, dies, write, jo, team_member):
    dies()
    with acting_as(team_member):
        person = Person.objects.get(id=jo.id)
    with pytest.raises(BoardRefused, match="They have died"):
        write(team_member, person=person)


def test_a_board_gone_by_says_what_stood_there(about_jo, dies, lines, team_member, now):
    dies()
    assert [row.what for row in lines(team_member, now + HOUR).open] == ["Ring Jo at eight"]

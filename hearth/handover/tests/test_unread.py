"""What nobody has is told to those too who may not read it: how many, and whom to ring."""

import datetime

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions, queries
from hearth.handover.models import BoardLine
from hearth.handover.tests.conftest import HOUR
from hearth.people.actions import withdraw_sharing
from hearth.people.models import Person
from hearth.support.tests.factories import share_support

BOARD = "desk:handover"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def about_jo(write, shared, jo, team_member):
    """A line about Jo that nobody has; the greeter may not read it."""
    return write(team_member, "Jo sits by the window", person=jo)


@pytest.fixture
def beyond(hub):
    def beyond(worker, at):
        with acting_as(worker):
            found = queries.beyond(hub, actor=worker, now=at)
        return found.count, found.ring

    return beyond


def test_it_is_told_with_whom_to_ring_and_never_that_all_is_well(
    about_jo, page, greeter, team_member, night_worker
):
    shown = page(greeter, BOARD)
    assert "1 line here that you may not read has nobody" in shown
    assert "Ring Niall or Tariq" in shown
    assert "somebody has all that is on the board" not in shown
    for word in ("Jo", "window"):
        assert word not in shown
    assert "1 line nobody has" in page(greeter, "desk:today")
    assert "1 line here that you may not read has nobody. Ring Niall or Tariq" in page(
        greeter, "desk:night_pack"
    )
    assert "may not read" not in page(team_member, BOARD)
    shown = page(greeter, "handover:hand_over")
    assert "Ring Niall or Tariq before you go" in shown
    assert "nothing that nobody has" not in shown


def test_whoever_takes_over_is_told_what_they_did_not_take(about_jo, page, greeter, team_member):
    page(greeter, "handover:take_over", data={"site": "acomb", "took_id": uuid7()}, status=302)
    shown = page(greeter, BOARD)
    assert "0 lines came to you" in shown
    assert "1 line here that you may not read has nobody. Ring Tariq" in shown


def test_it_is_told_until_somebody_has_it(about_jo, do, beyond, greeter, team_member, now):
    assert beyond(greeter, now) == (1, ("Tariq",))
    do(actions.take_line, team_member, about_jo, now=now)
    assert beyond(greeter, now) == (0, ())
    do(actions.put_down, team_member, about_jo, now=now)
    assert beyond(greeter, now) == (1, ("Tariq",))
    do(actions.finish_line, team_member, about_jo, now=now)
    assert beyond(greeter, now) == (0, ())


def test_what_nobody_at_all_may_open_any_more_is_nobodys_to_be_rung_for_until_a_day_after_its_time(
    about_jo, jo, shared, do, beyond, page, greeter, team_member, night_worker, now
):
    do(actions.take_line, night_worker, about_jo, now=now)
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

    for worker in (greeter, team_member, night_worker):
        for where in (BOARD, "desk:night_pack", "handover:hand_over"):
            shown = page(worker, where)
            assert "Nobody who works here may open it: it was Niall’s" in shown
            assert "Ring" not in shown.partition("you may not read has nobody")[2][:120]
            assert "whoever runs the hub" not in shown
    assert beyond(greeter, about_jo.due_at + DAY - HOUR) == (1, ())
    assert beyond(greeter, about_jo.due_at + DAY) == (0, ())


def test_of_two_lines_whoever_may_open_the_one_is_rung_and_whose_the_other_was_is_said():
    found = queries.Beyond(2, ("Niall", "Tariq"), 1, ("Mel",))
    assert found.advice(" before you go") == (
        "Ring Niall or Tariq before you go. Nobody who works here may open 1 of them: it was Mel’s"
    )


def test_past_its_time_the_sites_lead_hears_of_what_they_may_not_read(
    write, share, jo, hub_manager, team_member, now
):
    write(team_member, person=jo, due_at=now + HOUR)
    with acting_as(hub_manager):
        assert not BoardLine.objects.exists()
        assert queries.late_at(hub_manager, now=now) == []
        [late] = queries.late_at(hub_manager, now=now + 2 * HOUR)
    assert (late.slug, late.count, late.nobodys) == ("acomb", 1, 1)


@pytest.fixture
def share(jo, team_member):
    """Jo shares their support with the team member alone."""
    return share_support(jo, by=team_member, roles=("TEAM_MEMBER",))


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ("greeter", 1), ("team_member", 0), ("greeter_elsewhere", 0), ("board_member", 0),
        ("network_lead", 0),
    ],
)  # fmt: skip
def test_the_database_tells_no_more_and_nobody_else(request, about_jo, acts, told):
    with acting_as(request.getfixturevalue(acts)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM handover_unread()")
        rows, names = cursor.fetchall(), [column.name for column in cursor.description]
    assert len(rows) == told
    assert not {"id", "person_id", "what_sealed", "kind"} & set(names)


def test_nobody_is_told_of_a_line_about_themselves(about_jo, jo, beyond, greeter, now):
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker_id=greeter.id)

    assert beyond(greeter, now) == (0, ())

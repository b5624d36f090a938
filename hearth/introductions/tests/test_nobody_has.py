"""What nobody has in hand any more comes back to somebody, on Today too."""

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import queries
from hearth.introductions.tests.conftest import DAY, leave
from hearth.people.queries.seeing import sight_of


@pytest.fixture
def nobody_has():
    def of(worker):
        with acting_as(worker):
            rows, _ = queries.nobody_has(worker, sight=sight_of(worker), today=timezone.localdate())
            return [row.id for row in rows]

    return of


def test_falls_to_whoever_runs_the_hub_once_its_owner_has_left(
    introduce, nobody_has, team_member, colleague, hub_manager, jo
):
    row = introduce(team_member, jo)
    for worker in (team_member, colleague, hub_manager):
        assert nobody_has(worker) == []
    leave(team_member)
    assert nobody_has(hub_manager) == [row.id]
    assert nobody_has(colleague) == []


def test_falls_to_all_who_may_read_it_where_nobody_runs_the_hub(
    introduce, nobody_has, team_member, colleague, team_elsewhere, jo
):
    row = introduce(team_member, jo)
    leave(team_member)
    assert nobody_has(colleague) == [row.id]
    assert nobody_has(team_elsewhere) == []


def test_is_on_today_and_on_the_list_until_somebody_takes_it(
    client, page, introduce, team_member, colleague, hub, jo
):
    row = introduce(team_member, jo)
    leave(team_member)
    client.force_login(colleague)
    today = client.get("/today/?site=acomb").content.decode()
    assert f"/people/{jo.id}/introductions/{row.id}/" in today
    assert "Nobody has this now" in today
    assert "Knit and natter" not in today
    assert "Nobody has these now" in page(colleague, "introductions")
    drawn = page(colleague, "next", jo.id, row.id)
    on = timezone.localdate() + DAY
    said = {
        "stamp": drawn.split('name="stamp" value="')[1].split('"')[0], "next_step": "Ring Ada",
        "owner": str(colleague.id),
    } | {f"next_on-{part}": getattr(on, part) for part in ("day", "month", "year")}  # fmt: skip
    page(colleague, "next", jo.id, row.id, data=said, status=302)
    assert "Nobody has these now" not in page(colleague, "introductions")


def test_silence_stands_on_today(client, introduce, team_member, jo):
    today = timezone.localdate()
    row = introduce(team_member, jo, answer_by=today)
    with as_the_owner():
        type(row).objects.update(answer_by=today - DAY, begun_on=today - 9 * DAY)
    client.force_login(team_member)
    shown = client.get("/today/?site=acomb").content.decode()
    assert "Jo and Knit and natter" in shown
    assert "No answer came" in shown


def test_of_no_one_to_a_manager_who_may_not_read_it(
    introduce, nobody_has, team_member, colleague, other_hub, jo
):
    elsewhere = GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user
    introduce(team_member, jo)
    leave(team_member)
    assert nobody_has(elsewhere) == []

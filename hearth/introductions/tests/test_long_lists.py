"""What waits on somebody is turned by fifty, and none of it stands on no page."""

import pytest

from hearth.introductions.tests.conftest import DAY, leave
from hearth.introductions.tests.factories import IntroductionFactory


@pytest.fixture
def due(jo, shared, hub, team_member, knitting, today):
    """Let as many introductions of Jo wait on their owner since yesterday."""

    def due(count):
        for number in range(count):
            IntroductionFactory(
                person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, service=knitting,
                next_on=today - DAY, next_step=f"Step {number:02}",
            )  # fmt: skip

    return due


@pytest.mark.parametrize("name", ["waiting", "nobodys"])
def test_is_turned_by_fifty_and_the_whole_is_counted(
    name, page, due, team_member, hub_manager
):  # fmt: skip
    due(52)
    worker = team_member
    if name == "nobodys":
        leave(team_member)
        worker = hub_manager
    first = page(worker, "introductions")
    assert "Showing 1 to 50 of 52 introductions" in first
    assert f'href="?{name}=2#{name}"' in first
    assert "Step 49" in first
    assert "Step 50" not in first
    for there in (2, 9):
        last = page(worker, "introductions", query=f"?{name}={there}")
        assert "Showing 51 to 52 of 52 introductions" in last
        assert "Step 51" in last
        assert "Step 49" not in last
        assert f'href="?{name}=1#{name}"' in last


def test_what_fits_on_one_page_is_not_turned(page, due, team_member):
    due(2)
    shown = page(team_member, "introductions")
    assert "Step 01" in shown
    assert "Showing" not in shown

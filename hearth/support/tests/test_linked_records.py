"""Two records of one person: what was done together stands where it was written, and says so."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.people.actions import link_people, unlink_people
from hearth.people.models import Link
from hearth.people.tests.factories import PersonFactory
from hearth.support import queries
from hearth.support.tests.factories import ContactFactory, share_support


@pytest.fixture
def joanne(hub):
    return PersonFactory(known_as="Joanne", sites=[hub])


@pytest.fixture
def linked(shared, team_member, jo, joanne, today):
    """Jo and Joanne are one person, who talked about the sea as Joanne."""
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=joanne, why="They told us")
    ContactFactory(
        person=joanne, held_by=joanne.held_by, met_by=team_member, happened_on=today,
        words="About the sea",
    )  # fmt: skip
    return joanne


def test_nothing_moves_and_nothing_is_shared(page, linked, team_member, jo):
    drawn = page(team_member, "support", jo.id)

    assert "has more than one record" in drawn
    assert "Joanne: not shared with you" in drawn
    assert "About the sea" not in drawn
    with acting_as(team_member):
        assert "sea" not in str(queries.everything_about(jo))


def test_the_other_is_one_tap_away_where_it_is_shared(page, linked, team_member, jo):
    share_support(linked, by=team_member)

    drawn = page(team_member, "support", jo.id)

    assert f'href="/people/{linked.id}/support/"' in drawn
    assert "What Joanne and we do together" in drawn
    assert "About the sea" in page(team_member, "support", linked.id)


def test_it_is_said_no_more_once_they_are_two_people_again(page, linked, team_member, jo, now):
    with acting_as(team_member):
        unlink_people(by=team_member, link=Link.objects.get(), now=now)
    assert "more than one record" not in page(team_member, "support", jo.id)

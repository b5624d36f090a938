"""With whom of a team somebody shares, on their own page: named before they agree, and chosen."""

import re

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Sharing
from hearth.places.tests.factories import OrganisationFactory


@pytest.fixture
def agree(own, hub):
    def press(roles, status=302, **more):
        said = {"layers": ["PLAN"], "whom": f"site {hub.id}", "roles": roles, **more}
        return own("sharing", data=said, status=status)

    return press


def standing():
    with as_the_owner():
        return [each.with_roles for each in Sharing.objects.filter(withdrawn_at=None)]


def ticked(html):
    boxes = re.findall(r"<input[^>]*name=\"roles\"[^>]*>", html)
    return [re.search(r'value="([^"]*)"', box)[1] for box in boxes if "checked" in box]


def test_who_is_in_a_team_is_said_before_they_agree_and_the_door_is_not_ticked(own):
    html = own("sharing")
    before = html.partition("I agree")[0]
    for words in ("Greeters", "They welcome you at the door", "Team members", "Connectors",
                  "Hub managers"):  # fmt: skip
        assert words in before
    assert ticked(html) == ["TEAM_MEMBER", "CONNECTOR", "HUB_MANAGER"]


def test_those_at_the_door_read_nothing_unless_they_are_chosen(agree, own, greeter, jo):
    agree(["TEAM_MEMBER", "CONNECTOR", "HUB_MANAGER"])
    assert standing() == [["TEAM_MEMBER", "CONNECTOR", "HUB_MANAGER"]]
    assert "team members, connectors and hub managers" in own("sharing")
    with acting_as(greeter):
        assert not Sharing.objects.exists()


def test_those_at_the_door_are_chosen_as_anybody_is(agree):
    agree(["GREETER"])
    assert standing() == [["GREETER"]]


def test_of_a_team_somebody_is_chosen_and_nothing_that_was_chosen_is_lost(agree):
    html = agree([], status=200)
    assert "Choose who in the team" in html
    assert ticked(html) == []
    assert standing() == []


def test_an_organisation_is_chosen_without_a_team(agree):
    mind = OrganisationFactory(name="York Mind")
    agree([], whom=f"organisation {mind.id}")
    assert standing() == [[]]

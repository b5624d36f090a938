"""Who goes along: whoever welcomes or supports people here, and may read it."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.introductions import queries
from hearth.introductions.models import Introduction
from hearth.support.tests.factories import share_support


@pytest.fixture
def along(introduce, team_member, jo):
    return introduce(team_member, jo, way="ALONG", goes_with_id=team_member.id, answer_by=None)


def test_a_volunteer_may_once_the_person_shares_it_with_them(
    along, page, greeter, team_member, jo, today
):
    def offered():
        with acting_as(team_member):
            return [key for key, _ in queries.goers(jo, actor=team_member, today=today)]

    address = ("along", jo.id, along.id)
    stamp = page(team_member, *address).split('name="stamp" value="')[1].split('"')[0]
    typed = {"stamp": stamp, "goes_with": str(greeter.id)}
    assert greeter.id not in offered()
    assert "There is a problem" in page(team_member, *address, data=typed)
    share_support(jo, by=team_member, roles=("GREETER",))
    assert greeter.id in offered()
    page(team_member, *address, data=typed, status=302)
    with acting_as(team_member):
        assert Introduction.objects.get(id=along.id).goes_with_id == greeter.id
    shown = page(greeter, "asked_of_me")
    assert "You go along" in shown
    assert "Jo, to Knit and natter" in shown


def test_nobody_from_elsewhere_goes(along, team_member, team_elsewhere, colleague, jo, today):
    with acting_as(team_member):
        found = [key for key, _ in queries.goers(jo, actor=team_member, today=today)]
    assert found[0] == team_member.id
    assert colleague.id in found
    assert team_elsewhere.id not in found

"""Looking for what may help somebody: what fits, where and when, what was tried, and for whom."""

import re

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import Term
from hearth.directory.tests.searching import entry
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.actions import IntroductionRefused
from hearth.introductions.models import Introduction, SharedWithThem
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.conftest import DAY, hidden
from hearth.introductions.tests.test_pages import day


@pytest.fixture
def send(page, shared, team_member, jo, knitting, today):
    """Send the page of one way, as it is typed."""

    def send(way="IN_TOUCH", *, status=200, **typed):
        usual = {"next_step": "Ring Ada", "owner": str(team_member.id), "made_by": "IN_TOUCH"}
        days = day("next_on", today + 7 * DAY) | day("answer_by", today + 5 * DAY)
        query = f"?service={knitting.id}&way={way}"
        data = usual | days | typed
        return page(team_member, "begin", jo.id, query=query, data=data, status=status)

    return send


@pytest.fixture
def coffee(db):
    return entry("The Open Kettle", tags=["lonely"], times=[(["SU", "MO", "TU"], 17, 21)])


def test_where_and_when_it_is_and_what_was_tried_is_said(page, introduce, team_member, jo, coffee):
    before = page(team_member, "look", jo.id, query="?q=lonely")
    assert "The Open Kettle" in before
    assert re.search(r"(Next \w+day \d+ \w+ \d{4}, 5pm|On now)", before)
    assert "Tried before" not in before
    introduce(team_member, jo, whereto=Whereto(service_id=coffee.id))
    tried = page(team_member, "look", jo.id, query="?q=lonely")
    assert "Tried before: we wait for an answer, begun" in tried


def test_what_fits_nothing_says_so_and_can_be_written_down(page, shared, team_member, jo, coffee):
    drawn = page(team_member, "look", jo.id, query="?q=zzzz")
    assert "We did not know these words: zzzz" in drawn
    assert "The Open Kettle" not in drawn
    assert "We don’t have what they need" in drawn


def test_what_they_said_of_the_other_one_is_not_asked_again(
    page, introduce, team_member, jo, knitting
):
    with as_the_owner():
        need = Term.objects.filter(taxonomy__slug="hub", facet="NEED").first()
        assert need
    first = introduce(team_member, jo, hope="Somewhere warm", need_id=need.id)
    instead = f"&instead_of={first.id}"
    drawn = page(team_member, "begin", jo.id, query=f"?service={knitting.id}&way=TOLD{instead}")
    assert "Somewhere warm</textarea>" in drawn
    assert f'value="{need.id}" selected' in drawn
    assert f'value="{need.name}"' in page(team_member, "look", jo.id, query=f"?{instead}")


def test_more_than_a_name_can_be_told_at_once_and_is_read_out_word_for_word(send):
    typed = {"hope": "To sit with others", "shared": ["name", "hope"], "more": "She brings her dog"}
    drawn = send(**typed)
    agreed = {"read_out": hidden(drawn, "read_out"), "agreed_how": "SAID"}
    assert "What they hope for" in drawn
    send(status=302, **typed, **agreed)
    with as_the_owner():
        assert [tuple(line) for line in SharedWithThem.objects.get().lines] == [
            ("The name they like", "Jo"),
            ("What they hope for", "To sit with others"),
            ("What else they tell you", "She brings her dog"),
        ]


def test_what_cannot_be_is_refused_before_it_is_read_out(send, today):
    refused = send("TODAY", accepted_by="Ada", shared=["name"])
    assert "It is needed today: choose today" in refused
    assert "Read this out" not in refused
    assert "Read this out" in send(
        "TODAY", accepted_by="Ada", shared=["name"], **day("next_on", today)
    )
    with as_the_owner():
        assert not Introduction.objects.exists()


def test_nobody_is_introduced_to_a_board_member(page, introduce, team_member, colleague, jo, hub):
    bo = GrantFactory(site=None, role=Role.BOARD_MEMBER, user__name="Bo Board").user
    drawn = page(team_member, "look", jo.id)
    assert "Cole" in drawn
    assert "Bo Board" not in drawn
    page(team_member, "begin", jo.id, query=f"?worker={bo.id}", status=404)
    with pytest.raises(IntroductionRefused):
        introduce(team_member, jo, whereto=Whereto(colleague_id=bo.id))


def test_whoever_says_first_where_they_are_comes_back_to_what_they_chose(
    client, page, shared, team_member, jo, knitting, hub, other_hub
):
    GrantFactory(user=team_member, site=other_hub, role=Role.TEAM_MEMBER)
    query = f"?service={knitting.id}&way=TOLD"
    page(team_member, "begin", jo.id, query=query, status=302)
    address = f"/people/{jo.id}/introductions/add/agree/{query}"
    drawn = client.get(client.get(address)["Location"]).content.decode()
    path = f"/people/{jo.id}/introductions/add/agree/"
    assert f"{path}?site=acomb&amp;service={knitting.id}&amp;way=TOLD" in drawn

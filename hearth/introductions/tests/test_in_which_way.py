"""Beginning in one of the three ways, or today: a page asks no more than that way needs."""

import pytest

from hearth.directory.models import UnmetNeed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Introduction
from hearth.introductions.tests.conftest import DAY
from hearth.introductions.tests.test_pages import day

WAIT, ALONG, TELL = "Until when do we wait", "Who goes along?", "What may we tell"
RANG = "Who there said yes?"
TODAY = "TODAY"
NEXT = {
    "TOLD": "Ask how it was",
    "IN_TOUCH": "Pass on what the other side says",
    "ALONG": "Go along together",
    TODAY: "Ask about getting there",
}
ASKED = {
    "TOLD": set(),
    "IN_TOUCH": {WAIT, TELL},
    "ALONG": {ALONG, TELL},
    TODAY: {RANG, ALONG, TELL},
}


@pytest.fixture
def begin(page, shared, team_member, jo, knitting, today):
    """Open the page of one way, or send it as it is drawn, with what else is typed."""

    def begin(way, *, status=302, sends=True, **typed):
        query = f"?service={knitting.id}" + (f"&way={way}" if way else "")
        drawn = page(team_member, "begin", jo.id, query=query)
        if not sends:
            return drawn
        assert f"{NEXT[way]}</textarea>" in drawn
        next_on = today if way == TODAY else today + 7 * DAY
        assert f'name="next_on-day" type="text" value="{next_on.day}"' in drawn
        soon = day("next_on", next_on) | day("answer_by", today + 7 * DAY)
        as_drawn = {
            "next_step": NEXT[way], "owner": str(team_member.id), "introduction_id": uuid7(),
            "made_by": "IN_TOUCH",
        } | soon  # fmt: skip
        return page(team_member, "begin", jo.id, query=query, data=as_drawn | typed, status=status)

    return begin


def test_the_way_is_chosen_first_and_another_can_be_chosen(begin, knitting):
    drawn = begin("", sends=False)
    for way in ASKED:
        assert f"?service={knitting.id}&amp;way={way}" in drawn
    assert "Space just now" in drawn
    assert "What is next?" not in drawn
    assert f'href="?service={knitting.id}"' in begin("ALONG", sends=False)
    assert "In which way?" in begin("PUSHED", sends=False)


@pytest.mark.parametrize("way", ASKED)
def test_no_more_is_asked_than_that_way_needs(begin, way):
    drawn = begin(way, sends=False)
    assert {words for words in (WAIT, ALONG, TELL, RANG) if words in drawn} == ASKED[way]


@pytest.mark.parametrize(
    ("way", "state"), [("TOLD", "TO_GO"), ("IN_TOUCH", "WAITING"), ("ALONG", "TO_GO")]
)
def test_what_the_page_says_at_first_is_enough(begin, way, state, team_member):
    begin(way)
    with as_the_owner():
        row = Introduction.objects.get()
    assert (row.way, row.state, row.next_step) == (way, state, NEXT[way])
    assert row.goes_with_id == (team_member.id if way == "ALONG" else None)


def test_of_help_needed_today_who_said_yes_is_written(begin, today):
    assert "whom you rang" in begin(TODAY, status=200)
    begin(TODAY, accepted_by="Ada", made_by="ALONG")
    with as_the_owner():
        row = Introduction.objects.get()
    assert (row.way, row.state, row.next_on) == ("ALONG", "YES", today)


def test_of_help_needed_today_to_which_nobody_said_yes_it_goes_on(begin):
    begin(TODAY, rang="Ada, Bea", needed="A bed tonight")
    with as_the_owner():
        assert Introduction.objects.get().state == "COULD_NOT"
        assert UnmetNeed.objects.get().note.startswith("A bed tonight")


def test_only_a_hub_of_ours_can_be_told_of_those_who_go_by_themselves(
    page, shared, team_member, jo, other_hub
):
    query = f"?hub={other_hub.id}&way=TOLD"
    assert TELL in page(team_member, "begin", jo.id, query=query)


def test_each_stands_once_in_the_list_of_whoever_looks_after_it(
    introduce, page, team_member, jo, today
):
    introduce(team_member, jo, next_on=today, next_step="Ring Ada today")
    introduce(team_member, jo, next_step="Ring Bea next week")
    drawn = page(team_member, "introductions")
    assert drawn.count("Ring Ada today") == drawn.count("Ring Bea next week") == 1
    assert drawn.index("Ring Ada today") < drawn.index("All else that you look after")

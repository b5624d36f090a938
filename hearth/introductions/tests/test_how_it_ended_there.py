"""A hub of ours that was asked reads how it ended, and never a no that nobody said."""

from importlib import import_module

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused, Next, Shown
from hearth.introductions.models import Incoming
from hearth.introductions.queries.said import Missing, Whereto
from hearth.introductions.tests.conftest import DAY

ALREADY = import_module("hearth.introductions.migrations.0061_how_it_ended_there").ALREADY
RATHER_NOT = "They would rather not"
SHOWN = Shown((("The name they like", "Jo"),), "SAID")


@pytest.fixture
def asked(introduce, team_member, jo, other_hub):
    """The other hub is asked to welcome Jo."""
    return introduce(team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN)


@pytest.fixture
def there(asked):
    def there():
        with as_the_owner():
            return Incoming.objects.get(introduction_id=asked.id)

    return there


@pytest.fixture
def other_way(asked, introduce, team_member, jo):
    """Jo goes another way."""
    missing = Missing("Company on Sundays")
    return lambda: introduce(team_member, jo, instead_of=asked, missing=missing)


@pytest.fixture
def could_not(asked, team_member, stamp, now, today):
    """It could not be done."""

    def could_not():
        seen = stamp(team_member, asked)
        with acting_as(team_member):
            actions.say_it_could_not_happen(
                by=team_member, introduction=asked, why="TIMES", words="", now=now, today=today,
                need_words="Company on Sundays", upcoming=Next("Ask Jo again", today + DAY),
                stamp=seen,
            )  # fmt: skip

    return could_not


@pytest.fixture(params=["other_way", "could_not"])
def ends(request):
    """End it in one of the two ways, and return how the hub that was asked calls it."""
    act = request.getfixturevalue(request.param)

    def ends():
        act()
        return {"other_way": "They found another way", "could_not": "It could not be done"}[
            request.param
        ]

    return ends


def test_it_ends_there_as_it_ended_and_whoever_introduced_them_said_so(
    ends, there, page, team_elsewhere, team_member, today
):
    said = ends()
    row = there()
    assert (row.get_stands_display(), row.ended_on, row.next_on) == (said, today, None)
    with acting_as(team_elsewhere):
        assert queries.incoming_waiting(team_elsewhere, today=today).count == 0
        [line] = queries.story_of(row)
    assert (line.what, line.by) == (said, row.introducer)
    shown = page(team_elsewhere, "came_in", row.id)
    assert said in shown
    assert "Whoever introduced them reads no more of what you write here" in shown
    assert "They changed their mind" not in shown


def test_it_is_on_the_list_of_whom_is_not_with_us_with_what_happened(
    ends, page, team_elsewhere
):  # fmt: skip
    said = ends()
    listed = page(team_elsewhere, "incoming").partition("Not with us, for now")[2]
    assert said in listed
    assert RATHER_NOT not in listed


def test_no_hub_writes_it_by_itself(there, go_on, team_elsewhere):
    for what in ("OTHER_WAY", "COULD_NOT"):
        with pytest.raises(IntroductionRefused, match="Choose what happened"):
            go_on(there(), what, by=team_elsewhere)


def test_the_hub_can_take_it_up_again_and_a_next_step_elsewhere_ends_it_not_once_more(
    could_not, there, go_on, asked, team_member, team_elsewhere, stamp, now, today
):
    could_not()
    go_on(there(), by=team_elsewhere)
    seen = stamp(team_member, asked)
    with acting_as(team_member):
        actions.change_next_step(
            by=team_member, introduction=asked, upcoming=Next("Ring Clem", today),
            owner_id=team_member.id, stamp=seen, now=now, today=today,
        )  # fmt: skip
    assert (there().stands, there().ended_on) == ("TAKEN", None)


def test_what_could_not_be_done_and_ends_otherwise_after_all_says_so(
    could_not, there, asked, team_member, now, today
):
    could_not()
    with acting_as(team_member):
        actions.say_they_met(by=team_member, introduction=asked, met_on=today, now=now, today=today)
    assert there().stands == "MET"


def test_that_they_would_rather_not_stays_their_own_word(
    there, go_on, other_way, team_elsewhere
):  # fmt: skip
    go_on(there(), "RATHER_NOT", by=team_elsewhere, words="They rang: not now")
    other_way()
    assert there().stands == "RATHER_NOT"


def test_they_read_it_in_words_in_all_that_is_held_of_them(
    ends, there, go_on, jo, team_elsewhere, today
):  # fmt: skip
    go_on(there(), "HELLO", by=team_elsewhere, words="Over the phone")
    said = ends().replace("They", "You")
    with as_the_owner():
        told = next(
            each["says"]
            for each in queries.everything_about(jo)
            if each["what"] == "You were introduced to us"
        )
    assert said in told
    assert "We have said hello (Clem). Over the phone" in told
    assert "HELLO" not in told


def test_what_ended_before_there_were_words_for_it_says_so_too(ends, there):
    said = ends()
    with as_the_owner():
        Incoming.objects.filter(id=there().id).update(stands="RATHER_NOT")
        with connection.cursor() as cursor:
            cursor.execute(ALREADY)
    assert there().get_stands_display() == said


def test_what_the_hub_wrote_of_their_own_word_then_stays(there, go_on, other_way, team_elsewhere):
    go_on(there(), "RATHER_NOT", by=team_elsewhere, words="They rang: not now")
    other_way()
    with as_the_owner(), connection.cursor() as cursor:
        cursor.execute(ALREADY)
    assert there().stands == "RATHER_NOT"

"""What did not work says which other way was found, and what was needed: to whoever reads it."""

import pytest

from hearth.directory.models import Service, Term, UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import Next
from hearth.introductions.queries.said import Missing, Whereto
from hearth.introductions.tests.conftest import DAY, hidden
from hearth.introductions.tests.test_pages import day
from hearth.people.models import Person


@pytest.fixture
def could_not(team_member, now, today):
    def said(row, **more):
        with acting_as(team_member):
            actions.say_it_could_not_happen(
                by=team_member, introduction=row, why="FULL", words="Full until June",
                need_words="Company in the evening", upcoming=Next("Ask at the library", today),
                stamp=queries.next_step_of(row).stamp, now=now, today=today, **more,
            )  # fmt: skip

    return said


@pytest.fixture
def two(introduce, could_not, team_member, jo, hub):
    """One that could not happen, and the other way that was found."""
    first = introduce(team_member, jo)
    could_not(first)
    other = introduce(
        team_member, jo, whereto=Whereto(site_id=hub.id), way="ALONG", instead_of=first
    )
    return first, other


class TestTheOtherWay:
    def test_is_named_on_both_pages_and_in_the_story(self, two, page, team_member, jo, hub):
        first, other = two
        drawn = page(team_member, "introduction", jo.id, first.id)
        at = f'href="/people/{jo.id}/introductions/{other.id}/">{hub.name}</a>'
        assert f"Another way was found: <a {at}, instead" in drawn
        assert f"{hub.name}, instead</li>" in drawn
        drawn = page(team_member, "introduction", jo.id, other.id)
        at = f'href="/people/{jo.id}/introductions/{first.id}/">Knit and natter</a>'
        assert f"This is another way, instead of <a {at}" in drawn

    def test_is_named_to_the_person(self, two, team_member, jo, hub, today):
        first, other = two
        with acting_as(team_member):
            person = Person.objects.get(id=jo.id)
            found = queries.theirs(person, actor=team_member, today=today)
        by_id = {one.row.id: one for one in found}
        assert by_id[first.id].instead == ((other.id, hub.name),)
        assert by_id[other.id].instead_of == (first.id, "Knit and natter")
        assert (by_id[other.id].instead, by_id[first.id].instead_of) == ((), None)

    def test_is_said_of_one_that_nobody_answered(self, introduce, page, team_member, jo, hub):
        first = introduce(team_member, jo)
        introduce(
            team_member, jo, whereto=Whereto(site_id=hub.id), instead_of=first,
            missing=Missing("A group on Sundays"),
        )  # fmt: skip
        drawn = page(team_member, "introduction", jo.id, first.id)
        assert f"{hub.name}, instead</li>" in drawn
        assert "On the map of what is missing: A group on Sundays" in drawn


class TestWhatWasNeeded:
    def test_stands_in_the_story_and_on_top(
        self, introduce, could_not, page, team_member, jo, client
    ):
        row = introduce(team_member, jo)
        on_top = "What was needed is on the map of what is missing"
        assert on_top not in page(team_member, "introduction", jo.id, row.id)
        could_not(row)
        drawn = page(team_member, "introduction", jo.id, row.id)
        assert on_top in drawn
        assert "On the map of what is missing: Company in the evening, " in drawn
        assert "Full until June" in drawn

    def test_is_of_the_kind_of_which_the_service_is(
        self, introduce, could_not, page, team_member, jo, knitting
    ):
        row = introduce(team_member, jo)
        kind = "What kind of thing is that?"
        assert kind not in page(team_member, "could_not", jo.id, row.id)
        could_not(row)
        with as_the_owner():
            assert UnmetNeed.objects.get().term_id == Service.objects.get().offer_id

    def test_is_of_the_kind_of_what_it_was_for_first(
        self, introduce, could_not, team_member, jo, need
    ):
        could_not(introduce(team_member, jo, need_id=need.id))
        with as_the_owner():
            assert UnmetNeed.objects.get().term == need

    def test_is_asked_for_where_nobody_knows_the_kind(
        self, introduce, page, team_member, jo, hub, need, today
    ):
        row = introduce(team_member, jo, whereto=Whereto(site_id=hub.id))
        drawn = page(team_member, "could_not", jo.id, row.id)
        assert "What kind of thing is that?" in drawn
        typed = {
            "why": "FULL", "words": "", "needed": "Somebody to talk to", "kind": str(need.id),
            "next_step": "Ring Bea", "stamp": hidden(drawn, "stamp"),
        } | day("next_on", today + DAY)  # fmt: skip
        page(team_member, "could_not", jo.id, row.id, data=typed, status=302)
        with as_the_owner():
            assert UnmetNeed.objects.get().term == need


@pytest.fixture
def need(db):
    with as_the_owner():
        return Term.objects.filter(taxonomy__slug="hub", facet="NEED").first()

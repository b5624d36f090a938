"""Answers about background, and what was agreed of a plan, keep what they said before."""

import datetime
import html

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import Whom
from hearth.people.models import Layer, LayerBefore
from hearth.people.queries.background import AnswerSection
from hearth.people.tests.test_background import answer
from hearth.people.tests.test_sharing import agree

DAY = datetime.timedelta(days=1)
TEAM = (Role.TEAM_MEMBER, Role.HUB_MANAGER)


@pytest.fixture
def words(page):
    def said(*args, **options):
        return " ".join(html.unescape(page(*args, **options)).split())

    return said


@pytest.fixture
def shared(team_member, jo, hub, today):
    for layer in ("ABOUT", "PLAN"):
        agree(team_member, jo, Whom(site=hub, roles=TEAM), layer, today=today)
    return jo


@pytest.fixture
def answered(team_member, hub_manager, shared, now):
    """Jo stayed on sofas; Hal writes down that they would rather not say; then it is taken back."""
    answer(team_member, shared, now, "HOME", "14")
    answer(
        hub_manager, shared, now, "HOME", "RATHER_NOT", stamp=AnswerSection("HOME", ("14",)).stamp
    )
    answer(team_member, shared, now, "HOME", stamp=AnswerSection("HOME", ("RATHER_NOT",)).stamp)
    return shared


@pytest.fixture
def agreed(team_member, hub_manager, shared, today, now):
    """They agreed that the hub keeps the plan; looked again, not any more; then it was hard."""

    def look(by, **said):
        with acting_as(by):
            actions.look_at_plan(by=by, person=shared, today=today, now=now, **said)

    look(team_member, look_again_on=today + DAY, why="Before the move", on_hubs_device=True)
    look(hub_manager, look_again_on=today + 9 * DAY)
    look(hub_manager, look_again_on=today + 9 * DAY)
    with acting_as(team_member):
        for _ in range(2):
            actions.ask_for_a_fresh_look(
                by=team_member, person=shared, why="A hard time", today=today, now=now
            )
    return shared


def before(by, person, layer):
    with acting_as(by):
        return queries.agreed_before(person.id, layer, sight=queries.sight_of(by))


class TestAnAnswer:
    def test_says_what_it_was_who_changed_it_and_when(self, answered, team_member):
        rows = before(team_member, answered, Layer.ABOUT)

        assert [(row.words, row.changed_by) for row in rows] == [
            (("I would rather not say",), "Tariq"),
            (("On other people’s sofas",), "Hal"),
        ]
        assert {row.question for row in rows} == {"HOME"}

    def test_stands_on_the_page_under_its_question(self, words, answered, team_member):
        said = words(team_member, "background", answered.id)

        assert said.count("What it said before") == 1
        assert "On other people’s sofas" in said
        assert "changed by Hal" in said


class TestAPlan:
    def test_says_what_was_agreed_before_who_changed_it_and_when(self, agreed, team_member):
        last, first = before(team_member, agreed, Layer.PLAN)

        assert first.changed_by == "Hal"
        assert first.words[1].endswith(": Before the move")
        assert first.words[2] == "They agreed that it is kept on the hub’s own device"
        assert last.changed_by == "Tariq"
        assert last.words[2] == "Not kept on the hub’s own device"

    def test_stands_on_its_page(self, words, agreed, team_member):
        said = words(team_member, "plan", agreed.id)

        assert "What we agreed before" in said
        assert "They agreed that it is kept on the hub’s own device" in said
        assert "What we agreed before" not in words(team_member, "plan_read", agreed.id)


class TestEither:
    def test_is_theirs_alone_to_whom_that_layer_is_open(self, answered, agreed, greeter, partner):
        for worker in (greeter, partner):
            for layer in (Layer.ABOUT, Layer.PLAN):
                assert before(worker, answered, layer) == ()
            with acting_as(worker):
                assert not LayerBefore.objects.exists()

    def test_is_in_what_the_person_can_read(self, answered, agreed, team_member):
        with acting_as(team_member):
            told = str(queries.everything_about(answered))
        assert "sofas" in told
        assert "Before the move" in told

    def test_is_only_ever_added_to_and_kept_sealed(self, agreed, team_member):
        with as_the_owner():
            assert b"move" not in bytes(LayerBefore.objects.earliest("recorded_at").was_sealed)
        with acting_as(team_member):
            with pytest.raises(DatabaseError), transaction.atomic():
                LayerBefore.objects.update(question="")
            assert LayerBefore.objects.all().delete()[0] == 0

"""Answers about background, and what was agreed of a plan, keep what they said before."""

import datetime
import html
import re

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.errors import Refused
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import Whom
from hearth.people.models import Layer, LayerBefore, StayWellPlan
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


def stamp_on(page):
    """Return the stamp that the page carries for what is put back."""
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


def before(by, person, layer):
    with acting_as(by):
        return queries.agreed_before(person.id, layer, sight=queries.sight_of(by))


def words_of(once):
    return {part.label: part.words for part in once.parts}


class TestAnAnswer:
    def test_says_what_it_was_who_changed_it_and_what_changed(self, answered, team_member):
        found = before(team_member, answered, Layer.ABOUT)
        last, first = found["HOME"].once

        assert set(found) == {"HOME"}
        assert [(words_of(each)["Answer"], each.changed_by) for each in (last, first)] == [
            ("I would rather not say", "Tariq"),
            ("On other people’s sofas", "Hal"),
        ]
        [changed] = first.changes
        gone = "".join(each.words for each in changed.changed if each.kind == "gone")
        new = "".join(each.words for each in changed.changed if each.kind == "new")
        assert (gone, new) == ("On other people’s sofas", "I would rather not say")

    def test_stands_on_the_page_under_its_question(self, words, answered, team_member):
        said = words(team_member, "background", answered.id)

        assert said.count("What it said before") == 1
        assert "On other people’s sofas" in said
        assert "when Hal changed it" in said
        assert "What changed then" in said

    def test_is_put_back_from_its_page_and_what_it_says_now_is_kept(
        self, words, answered, team_member
    ):
        first = before(team_member, answered, Layer.ABOUT)["HOME"].once[-1]
        data = {"stamp": stamp_on(words(team_member, "background", answered.id))}

        words(team_member, "put_back_answer", answered.id, "home", first.id, data=data, status=302)

        said = words(team_member, "background", answered.id)
        assert "<p>On other people’s sofas</p>" in said
        with acting_as(team_member):
            assert LayerBefore.objects.filter(question="HOME").count() == 2

    def test_is_not_put_back_over_what_somebody_wrote_meanwhile(
        self, words, answered, team_member, hub_manager, now
    ):
        first = before(team_member, answered, Layer.ABOUT)["HOME"].once[-1]
        data = {"stamp": stamp_on(words(team_member, "background", answered.id))}
        answer(hub_manager, answered, now, "HOME", "RATHER_NOT", stamp=data["stamp"])

        said = words(
            team_member, "put_back_answer", answered.id, "home", first.id, data=data, status=200,
            follow=True,
        )  # fmt: skip

        assert "nothing was put back" in said
        assert "<p>I would rather not say</p>" in said


class TestAPlan:
    def test_says_what_was_agreed_before_who_changed_it_and_what_changed(self, agreed, team_member):
        last, first = before(team_member, agreed, Layer.PLAN)[""].once

        assert first.changed_by == "Hal"
        assert words_of(first)["Why"] == "Before the move"
        assert words_of(first)["Kept on the hub’s own device"] == "Yes, they agreed"
        assert {part.label for part in first.changes} == {
            "Look again", "Why", "Kept on the hub’s own device",
        }  # fmt: skip
        assert last.changed_by == "Tariq"
        assert words_of(last)["Kept on the hub’s own device"] == "No"

    def test_stands_on_its_page(self, words, agreed, team_member):
        said = words(team_member, "plan", agreed.id)

        assert "What we agreed before" in said
        assert "Yes, they agreed" in said
        assert "What changed then" in said
        assert "What we agreed before" not in words(team_member, "plan_read", agreed.id)

    def test_is_put_back_from_its_page_and_what_was_agreed_until_now_is_kept(
        self, words, agreed, team_member, today
    ):
        first = before(team_member, agreed, Layer.PLAN)[""].once[-1]
        data = {"stamp": stamp_on(words(team_member, "plan", agreed.id))}

        words(team_member, "put_back_agreed", agreed.id, first.id, data=data, status=302)

        with acting_as(team_member):
            plan = StayWellPlan.objects.get()
            assert (plan.look_again_why, plan.on_hubs_device) == ("Before the move", True)
            assert plan.look_again_on == today + DAY
        assert words_of(before(team_member, agreed, Layer.PLAN)[""].once[0])["Why"] == "A hard time"

    def test_is_not_put_back_over_what_somebody_agreed_meanwhile(
        self, words, agreed, team_member, hub_manager, today, now
    ):
        first = before(team_member, agreed, Layer.PLAN)[""].once[-1]
        data = {"stamp": stamp_on(words(team_member, "plan", agreed.id))}
        with acting_as(hub_manager):
            actions.look_at_plan(
                by=hub_manager, person=agreed, today=today, look_again_on=today + 3 * DAY, now=now
            )

        said = words(
            team_member, "put_back_agreed", agreed.id, first.id, data=data, status=200, follow=True
        )

        assert "nothing was put back" in said
        with acting_as(team_member):
            assert not StayWellPlan.objects.get().on_hubs_device

    def test_whose_day_has_come_is_agreed_anew_together(self, agreed, team_member, today, now):
        past = before(team_member, agreed, Layer.PLAN)[""]
        with acting_as(team_member), pytest.raises(Refused, match="that day has come"):
            actions.put_back_agreed(
                by=team_member, person=agreed, layer=Layer.PLAN, before_id=past.once[-1].id,
                stamp=past.stamp, today=today + DAY, now=now,
            )  # fmt: skip


class TestEither:
    def test_is_theirs_alone_to_whom_that_layer_is_open(self, answered, agreed, greeter, partner):
        for worker in (greeter, partner):
            for layer in (Layer.ABOUT, Layer.PLAN):
                assert before(worker, answered, layer) == {}
            with acting_as(worker):
                assert not LayerBefore.objects.exists()

    def test_is_put_back_by_nobody_else_and_for_nobody_else(
        self, words, answered, agreed, john, team_member, hub, greeter, partner, today
    ):
        for layer in ("ABOUT", "PLAN"):
            agree(team_member, john, Whom(site=hub, roles=TEAM), layer, today=today)
        answer_id = before(team_member, answered, Layer.ABOUT)["HOME"].once[-1].id
        agreed_id = before(team_member, agreed, Layer.PLAN)[""].once[-1].id
        for name, args, wrong in (
            ("put_back_answer", ("home", answer_id), ("home", agreed_id)),
            ("put_back_agreed", (agreed_id,), (answer_id,)),
        ):
            words(greeter, name, answered.id, *args, data={"stamp": ""}, status=403)
            words(partner, name, answered.id, *args, data={"stamp": ""}, status=404)
            words(team_member, name, john.id, *args, data={"stamp": ""}, status=404)
            words(team_member, name, answered.id, *wrong, data={"stamp": ""}, status=404)

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

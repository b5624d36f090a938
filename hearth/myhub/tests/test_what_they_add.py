"""What somebody adds on their own pages: a goal, and what they say about an introduction."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import Letter
from hearth.people.models import Details
from hearth.people.tests.factories import PersonFactory
from hearth.support.models import Goal, GoalWording, Promise
from hearth.support.queries.goals import goals_of


@pytest.fixture
def promise(hub, team_member, today):
    def promised(person, what):
        with as_the_owner():
            row = Promise(
                person=person, held_by=person.held_by, promised_by=team_member, due_on=today,
                first_due_on=today, written_by=team_member,
            )  # fmt: skip
            row.what = what
            row.save()

    return promised


class TestAGoal:
    def test_is_added_in_their_own_words_and_once(self, own, shared, jo, team_member):
        said = {"words": "Go to the choir again", "why": "I miss it", "goal_id": str(uuid7())}
        for _ in range(2):
            own("goals", data=said, status=302)

        assert "Go to the choir again" in own("goals")
        with acting_as(team_member):
            [goal] = goals_of(jo, actor=team_member)
            assert (goal.said.words, goal.said.why) == ("Go to the choir again", "I miss it")
        with as_the_owner():
            assert GoalWording.objects.get().written_by.own_pages

    def test_without_words_says_so_and_keeps_what_was_typed(self, own):
        words = own("goals", data={"words": "", "why": "I miss it"})

        assert "what you want" in words
        assert "I miss it" in words

    def test_is_nobody_elses_and_stands_as_one_they_work_on(self, as_jo, jo, hub, today):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        for person, state in ((sam, "WORKING"), (jo, "REACHED")):
            row = Goal(person=person, held_by=person.held_by, state=state, since_on=today)
            row.words = "Sleep"
            with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
                row.save(force_insert=True)

    def test_is_not_changed_by_them_past_the_acts(self, own, as_jo):
        own("goals", data={"words": "Sleep"}, status=302)
        with as_jo(), pytest.raises(DatabaseError), transaction.atomic():
            Goal.objects.update(state="REACHED")


class TestAnIntroduction:
    def test_is_asked_for_in_a_message_to_the_hub(self, own, hub):
        hub.always_open = True
        with as_the_owner():
            hub.save()
        ask = reverse("myhub:say") + "?about=new"
        assert ask in own("introductions")
        assert ask in own("home")

        words = own("say", query="?about=new")
        assert "I would like an introduction to" in words
        own("say", query="?about=new", data={"words": "I would like to sing"}, status=302)
        with as_the_owner():
            assert Letter.objects.get().words == "I would like to sing"

    def test_that_is_not_theirs_begins_nothing(self, own):
        assert "About my introduction" not in own("say", query=f"?about={uuid7()}")


class TestWhatTheyRead:
    def test_is_what_was_promised_to_them_and_to_nobody_else(self, own, promise, jo, hub):
        promise(jo, "Ring about the flat")
        promise(PersonFactory(known_as="Sam", sites=[hub]), "Bring the papers")

        words = own("home")
        assert "Ring about the flat" in words
        assert "Tariq, by" in words
        assert "Bring the papers" not in words

    def test_is_their_own_details(self, own, jo):
        with as_the_owner():
            Details.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, given_name="Joanna",
                family_name="Ward", postcode="YO24 4AB",
            )  # fmt: skip

        words = own("story")
        assert "Full name: Joanna Ward" in words
        assert "YO24 4AB" in words


def test_that_they_want_it_erased_no_more_is_written_to_the_hub(own, hub):
    hub.always_open = True
    with as_the_owner():
        hub.save()

    assert "Please do not erase what you keep about me" in own("say", query="?about=keep")

"""The copy of everything is read by a person: lines under their own thing, said to them."""

import pytest
from django.utils import timezone

from hearth.design.words import day, sentences
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import IntroductionLine, SharedWithThem
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.letterbox.models import LetterLine
from hearth.letterbox.tests.factories import LetterFactory
from hearth.rights.queries import paper, what_is_given
from hearth.rights.queries.done import done_to_you
from hearth.rights.tests.conftest import gather, latest


def introduced(person, worker, hub, name):
    """Somebody was introduced to one service: what left, and that they stopped it."""
    row = IntroductionFactory(
        person=person, held_by=person.held_by, owner=worker, from_site=hub,
        service=ServiceFactory(name=name), next_step="Ring them.",
    )  # fmt: skip
    of_it = {"introduction": row, "person": person, "held_by": person.held_by}
    left = SharedWithThem(agreed_how="TOGETHER", agreed_on=row.begun_on, asked_by=worker, **of_it)
    left.words = '[["The name they like", "Jo"]]'
    left.save()
    for kind in ("BEGUN", "SENT", "STOPPED"):
        IntroductionLine.objects.create(kind=kind, at=timezone.now(), by=worker, **of_it)
    return row


@pytest.fixture
def parts(ask, jo, hub, shared, team_member, today):
    """What a copy gives of two introductions and a message to a hub."""
    with as_the_owner():
        for name in ("Knit and natter", "The food bank"):
            introduced(jo, team_member, hub, name)
        letter = LetterFactory(
            person=jo, held_by=jo.held_by, site=hub, written_by=team_member, words="Can I come?"
        )
        answer = LetterLine(
            letter=letter, person=jo, held_by=jo.held_by, kind="ANSWER", at=timezone.now(),
            by=team_member, site=hub,
        )  # fmt: skip
        answer.words = "Yes, come."
        answer.save()
    pack = gather(ask())
    with as_the_owner():
        given = what_is_given(latest(pack.request), known_as="Jo", today=today)
    return paper._said(given, jo.held_by.name)


def under(parts, heading):
    kinds = [kind for part in parts["parts"] for kind in part["kinds"]]
    [found] = [kind for kind in kinds if kind["what"].startswith(heading)]
    return found["lines"]


class TestLines:
    @pytest.mark.parametrize("name", ["Knit and natter", "The food bank"])
    def test_of_an_introduction_stand_under_it_and_say_to_whom(self, parts, name):
        lines = under(parts, f"Your introduction to {name}, {day(timezone.localdate())}")
        assert any(f"You agreed that we tell {name}: “The name they like: Jo”" in x for x in lines)
        assert any("We asked them in writing (Tariq)" in line for line in lines)
        assert any("You stopped it (Tariq)" in line for line in lines)
        assert "We began it with you" in lines[1]
        assert not any("The person" in line for line in lines)

    def test_of_a_message_have_its_answer(self, parts):
        lines = under(parts, "A message")
        assert "Can I come?" in lines[0]
        assert "Tariq answered you. Yes, come." in lines[1]

    def test_have_no_full_stop_twice(self, parts):
        said = [x for part in parts["parts"] for kind in part["kinds"] for x in kind["lines"]]
        assert [line for line in said if ".." in line or "., " in line] == []
        assert any("Next: Ring them. " in line for line in said)

    def test_name_who_answers_once_if_it_is_one(self, parts, jo):
        assert f"{jo.held_by.name} answers for all of it." in parts["intro"]
        assert [part["answers"] for part in parts["parts"] if part["answers"]] == []

    def test_of_what_was_done_are_sentences_said_to_them(self, parts):
        [line] = under(parts, "What was done with your record")
        assert "Tariq wrote down what was asked about your record." in line
        assert ";" not in line

    def test_of_who_looked_say_what_they_opened(self, client, ask, jo, team_member, today):
        client.force_login(team_member)
        client.get(f"/people/{jo.id}/")
        pack = gather(ask())
        with as_the_owner():
            said = paper._said(what_is_given(pack, known_as="Jo", today=today), "Us")
        [line] = under(said, "Who has looked")
        assert "opened your page" in line

    def test_of_what_was_counted_have_no_name_of_a_table(self, parts):
        [counted] = parts["counted"]
        assert "introductions" in counted
        assert "_" not in counted


def given_by(*holders):
    lines = [
        {"what": "A thing", "says": "Tea", "on": None, "answers": holder, "words_taken_out": None,
         "to_be_decided": False, "linked_record": False}
        for holder in holders
    ]  # fmt: skip
    return {"title": "A part", "lines": lines}


def test_where_several_answer_a_part_says_who_for_most_and_a_line_who_else():
    drawn = paper._part(given_by("Us", "Us", "Them"), alike=False)
    assert drawn["answers"] == "Us answers for this, but where another is named."
    assert drawn["kinds"][0]["lines"] == ["Tea.", "Tea.", "Tea. [Them answers for this.]"]


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("changed the hello of", "changed how you like to be welcomed"),
        ("forgot the visits of", "forgot your visits"),
        ("wrote down a goal of", "wrote down a goal of yours"),
        ("wrote down a contact with", "wrote down a contact with you"),
        ("met", "met you for the first time"),
        ("offered own pages to", "offered you your own pages"),
    ],
)
def test_an_act_is_said_to_them(verb, said):
    assert done_to_you(verb) == said


def test_sentences_are_joined_by_one_full_stop():
    assert sentences(["Tea.", "", "We talked", "Why?", "So"]) == "Tea. We talked. Why? So"

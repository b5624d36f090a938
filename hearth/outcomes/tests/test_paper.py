"""A measure on paper: it says nobody's name, and can be typed in again."""

import pytest
from django.urls import reverse

from hearth.outcomes import queries
from hearth.outcomes.measures.catalogue import shipped
from hearth.outcomes.queries.paper import _said

WORDED = [one for one in shipped() if one.words]


@pytest.mark.parametrize("measure", WORDED, ids=lambda one: one.slug)
@pytest.mark.parametrize("large", [False, True])
def test_every_measure_whose_words_may_be_shown_is_a_pdf(measure, large):
    assert queries.as_paper(measure, large=large).startswith(b"%PDF")


@pytest.mark.parametrize("measure", WORDED, ids=lambda one: one.slug)
def test_it_holds_every_question_with_a_box_for_every_answer(measure):
    said = _said(measure, measure.words)

    assert len(said["questions"]) == len(measure.words.items)
    for number, question in enumerate(said["questions"], 1):
        item = measure.items[number]
        assert len(question["answers"]) == item.highest - item.lowest + 1


def test_a_question_about_safety_is_said_beforehand_and_help_stands_there():
    phq_9 = next(one for one in WORDED if one.slug == "phq-9")
    said = _said(phq_9, phq_9.words)

    assert any("not wanting to live" in words for words in said["intro"])
    assert "116 123" in said["outro"][0]


def test_a_worker_opens_it(client, team_member):
    client.force_login(team_member)
    response = client.get(reverse("outcomes:paper") + "?measure=phq-9")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_what_may_not_be_shown_is_not_printed(client, team_member):
    client.force_login(team_member)

    assert client.get(reverse("outcomes:paper") + "?measure=reqol-10").status_code == 404

"""A link that a newer one ended says so, and one of those who met asks whether it fitted."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions
from hearth.introductions.models import Introduction
from hearth.introductions.tests.conftest import DAY, goes, hidden, side_of
from hearth.places.models import Site

ENDS = "The link in that email ends then"


@pytest.fixture
def newer(team_member, now):
    def make(introduction):
        with acting_as(team_member):
            return actions.make_link(by=team_member, introduction=introduction, now=now)

    return make


@pytest.fixture
def meet(team_member, now, today):
    def met(introduction):
        with acting_as(team_member):
            actions.say_they_met(
                by=team_member, introduction=introduction, met_on=today, now=now, today=today
            )

    return met


class TestOneThatANewerLinkEnded:
    def test_says_so_and_whom_to_ring_and_nothing_else(self, at, link, sent, hub, newer):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(phone="01904 555 010")
        secret = newer(sent)
        for typed in ({}, {"do": "send"}):
            drawn = at(link, status=410, **typed)
            assert "A newer link was made" in drawn
            assert f"Ring {hub.name} on 01904 555 010" in drawn
            assert "You need do nothing" not in drawn
            assert "Knit and natter" not in drawn
        assert "Knit and natter" in at(secret)

    def test_says_so_of_every_older_one(self, at, link, sent, newer):
        second = newer(sent)
        newer(sent)
        for each in (link, second):
            assert "A newer link was made" in at(each, status=410)

    def test_says_so_too_when_they_were_asked_again_by_email(
        self, at, link, sent, team_member, contact, today, now, stamp
    ):
        drawn = stamp(team_member, sent)
        with acting_as(team_member):
            actions.ask_again(
                by=team_member, introduction=sent, send_to=str(contact.id), stamp=drawn,
                answer_by=today + DAY, now=now, today=today,
            )  # fmt: skip
        assert "A newer link was made" in at(link, status=410)
        assert "/answer/" in goes(side_of(sent).message_id)

    def test_is_over_when_it_is_over(self, at, link, sent, newer, team_member, now, today):
        newer(sent)
        with acting_as(team_member):
            actions.stop_introduction(
                by=team_member, introduction=sent, words="", now=now, today=today
            )
        assert "this is over" in at(link, status=410)

    def test_the_button_says_before_that_the_email_ends(self, page, sent, team_member, jo):
        assert ENDS in page(team_member, "introduction", jo.id, sent.id)


class TestOnceTheyMet:
    def test_the_link_asks_whether_it_fitted(self, at, link, sent, meet):
        assert "Somebody would like to come to you" in at(link)
        meet(sent)
        drawn = at(link)
        assert "did it fit?" in drawn
        assert "would like" not in drawn

    def test_what_they_said_before_is_not_said_anew(self, at, link, code, say, sent, meet):
        say(reply="YES", words="Thursday")
        assert "You can say something else" in at(link, do="code", code=code())
        meet(sent)
        drawn = at(link, do="code", code=code())
        assert "That was before you met. Now say whether it fitted" in drawn
        assert "You can say something else" not in drawn
        typed = {name: hidden(drawn, name) for name in ("proof", "answers", "line_id")}
        at(link, do="answer", fitted="YES", words="", **typed)
        assert "You can say it otherwise" in at(link, do="code", code=code())

    def test_what_takes_it_back_says_what_it_does(self, page, sent, meet, team_member, jo):
        meet(sent)
        assert "Take back that they met" in page(team_member, "introduction", jo.id, sent.id)


def test_an_answer_that_did_not_come_was_waited_for(page, sent, team_member, jo, today):
    waits, waited = "We wait for an answer until", "We waited for an answer until"
    assert waits in page(team_member, "introduction", jo.id, sent.id)
    with as_the_owner():
        Introduction.objects.filter(id=sent.id).update(answer_by=today - DAY)
    drawn = page(team_member, "introduction", jo.id, sent.id)
    assert waited in drawn
    assert waits not in drawn

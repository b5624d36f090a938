"""Somebody answers by a link: no account, the questions and the hub, and nobody's name."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import Letter
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.outcomes import actions, queries
from hearth.outcomes.actions import ReadingRefused
from hearth.outcomes.models import MeasureUsed, Reading, ReadingLink
from hearth.people.actions import withdraw_sharing

DAY = datetime.timedelta(days=1)
THREE = {"item_1": "2", "item_2": "2", "item_3": "3"}


@pytest.fixture
def give(shared, hub, team_member, jo, now):
    """Give Jo a link for a measure: UCLA-3, which has no question about safety."""

    def link(measure="ucla-3", at=None):
        with acting_as(team_member):
            return actions.make_link(
                by=team_member, person=jo, measure=queries.measure_used(measure), site=hub,
                now=at or now,
            )  # fmt: skip

    return link


@pytest.fixture
def at(db):
    """Return what a link shows, to a browser that has signed in nowhere."""

    def words(secret, data=None, status=200):
        browser = Client(headers={"host": "york.localhost"})
        there = reverse("outcomes:by_link", args=[secret])
        response = browser.get(there) if data is None else browser.post(there, data)
        assert response.status_code == status, response.content.decode()[:3000]
        assert "no-store" in response["Cache-Control"]
        return response.content.decode()

    return words


class TestTheLink:
    def test_shows_the_questions_and_the_hub_and_nothing_of_whose_it_is(self, give, at):
        words = at(give())

        assert "Some questions from Acomb" in words
        assert "lack companionship" in words
        assert ">Jo<" not in words
        assert " Jo " not in words

    def test_reading_it_does_nothing(self, give, at):
        secret = give()
        for _ in range(3):
            at(secret)

        with as_the_owner():
            assert ReadingLink.objects.get().used_at is None

    def test_the_answer_is_theirs_and_no_sign_in_wrote_it(self, give, at, jo):
        words = at(give(), THREE)

        assert "Your score is 7, of 9." in words
        with as_the_owner():
            row = Reading.objects.get()
            line = AuditLine.objects.get(verb="wrote down a reading of")
            assert line.actor_id == ReadingLink.objects.get().id
        assert (row.person_id, row.how, row.written_by_id) == (jo.id, "LINK", None)
        assert row.came_to == {"total": "7"}

    def test_it_is_answered_by_once(self, give, at):
        secret = give()
        at(secret, THREE)

        assert "It was answered already" in at(secret, status=410)
        assert "It was answered already" in at(secret, THREE, status=410)
        with as_the_owner():
            assert Reading.objects.count() == 1

    def test_nothing_answered_keeps_the_link(self, give, at):
        secret = give()

        assert "Answer one question at least" in at(secret, {"words": "Hello"})
        at(secret)

    def test_it_ends_by_itself(self, give, at, now):
        assert "Its time is over" in at(give(at=now - 8 * DAY), status=410)

    def test_a_worker_ends_it(self, give, at, team_member, jo, now):
        secret, then = give(at=now - DAY), now - DAY / 2
        with acting_as(team_member):
            [row] = queries.links_of(jo, actor=team_member, now=then)
            actions.end_link(by=team_member, person=jo, link_id=row.id, now=then)

        at(secret, status=410)

    def test_once_they_share_their_support_no_more_it_opens_nothing(
        self, give, at, shared, team_member, jo, now
    ):
        secret = give()
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

        assert "opens nothing any more" in at(secret, status=410)

    def test_a_link_that_nobody_made_is_not_known(self, at):
        assert "We do not know this link" in at("0" * 32, status=404)

    def test_a_measure_whose_words_are_not_ours_cannot_be_answered_so(self, give, team_member):
        with as_the_owner():
            MeasureUsed.objects.create(slug="reqol-10", edited_by=team_member)
        with pytest.raises(ReadingRefused, match="not ours to show"):
            give("reqol-10")


class TestSafety:
    def test_with_nobody_on_duty_it_is_off_and_says_what_to_do_instead(self, give, at):
        words = at(give("phq-9"))

        assert "You can’t answer just now" in words
        assert "Samaritans" in words
        assert "<form class" not in words

    def test_sent_while_nobody_is_on_duty_nothing_is_taken(self, give, at):
        secret = give("phq-9")

        assert "You can’t answer just now" in at(secret, {"item_9": "1"})
        with as_the_owner():
            assert not Reading.objects.exists()

    def test_an_answer_reaches_duty_and_help_stands_there_at_once(self, give, at, hub, colleague):
        OnDutyFactory(site=hub, worker=colleague)
        words = at(give("phq-9"), {"item_1": "0", "item_9": "1"})

        assert "You don’t have to be alone with this" in words
        assert "Samaritans" in words
        with as_the_owner():
            row = Letter.objects.get(kind="ANSWERED")
        assert (row.written_by_id, row.said_aloud) == (None, False)


class TestPages:
    def test_a_worker_gives_a_link_that_is_shown_once_and_ends_it(
        self, shared, page, team_member, jo
    ):
        assert "/answers/" in page(team_member, "give_link", jo.id, "ucla-3", data={})
        words = page(team_member, "readings", jo.id)
        assert "works until" in words
        assert "/answers/" not in words
        link_id = words.split('name="link_id" value="')[1].split('"')[0]
        page(team_member, "end_link", jo.id, data={"link_id": link_id}, status=302)

        assert "works until" not in page(team_member, "readings", jo.id)

"""It did not fit: whoever looks after it hears, looks for another way, or says that they know."""

import pytest
from django.urls import reverse

from hearth.directory.models import UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, jobs, queries
from hearth.introductions.actions import IntroductionRefused
from hearth.introductions.models import Introduction, IntroductionLine
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.said import Missing, Whereto
from hearth.introductions.tests.conftest import goes, side_of
from hearth.outgoing.models import OutgoingMessage
from hearth.places.timer import OnATimer


@pytest.fixture
def meet(now, today):
    def met(by, introduction, **more):
        with acting_as(by):
            actions.say_they_met(
                by=by, introduction=introduction, met_on=today, now=now, today=today, **more
            )

    return met


@pytest.fixture
def fits(stamp, now):
    """Write down whether it fitted, as somebody says."""

    def say(by, introduction, fitted, words="", *, other_side=False):
        drawn = stamp(by, introduction)
        with acting_as(by):
            actions.say_whether_it_fitted(
                by=by, introduction=introduction, fitted=fitted, words=words,
                other_side=other_side, stamp=drawn, now=now,
            )  # fmt: skip

    return say


@pytest.fixture
def met(introduce, meet, team_member, jo):
    row = introduce(team_member, jo)
    meet(team_member, row)
    return row


@pytest.fixture
def knows(now, today):
    def know(by, introduction, missing=None):
        with acting_as(by):
            actions.say_it_is_known(
                by=by, introduction=introduction, now=now, today=today, missing=missing
            )

    return know


def waits_on(worker, today):
    with acting_as(worker):
        rows, _ = queries.waiting_on_me(worker, today=today)
    return [(row.id, row.fit_words) for row in rows]


class TestComesBack:
    def test_what_did_not_fit_waits_until_they_know(self, met, fits, knows, team_member, today):
        assert waits_on(team_member, today) == []
        fits(team_member, met, "NO", "Hated it")
        assert waits_on(team_member, today) == [(met.id, "It did not fit")]
        for _ in range(2):
            knows(team_member, met)
        assert waits_on(team_member, today) == []

    def test_so_does_what_fitted_in_part_and_put_right_it_does_not(
        self, met, fits, team_member, today
    ):
        fits(team_member, met, "PARTLY", other_side=True)
        assert waits_on(team_member, today) == [(met.id, "It fitted in part")]
        fits(team_member, met, "YES", other_side=True)
        assert waits_on(team_member, today) == []

    def test_what_fitted_waits_on_nobody(self, met, fits, team_member, today):
        fits(team_member, met, "YES", "Lovely")
        assert waits_on(team_member, today) == []

    def test_written_by_a_colleague_the_owner_is_told(self, met, fits, colleague, today):
        fits(colleague, met, "NO")
        with as_the_owner():
            assert Told.objects.get(what="introductions.answered").about_id == met.id

    def test_taken_back_that_they_met_it_goes_on(self, met, fits, team_member, now, today):
        fits(team_member, met, "NO")
        with acting_as(team_member):
            actions.say_they_have_not_met(
                by=team_member, introduction=met, upcoming=actions.Next("Ring Ada", today),
                now=now, today=today,
            )  # fmt: skip
            assert not Introduction.objects.get(id=met.id).to_be_told

    def test_stands_on_today_and_on_the_page_with_both_their_words(
        self, met, fits, page, team_member, jo, client
    ):
        fits(team_member, met, "NO", "She was too quiet for us", other_side=True)
        fits(team_member, met, "NO", "Hated it")
        shown = page(team_member, "introductions")
        assert "Look for another way, or say that you know" in shown
        assert "It did not fit" in client.get(reverse("desk:today")).content.decode()
        shown = page(team_member, "introduction", jo.id, met.id)
        for words in ("She was too quiet for us", "Hated it", "Look for another way", "I know"):
            assert words in shown
        assert f"?instead_of={met.id}" in shown

    def test_what_was_missing_goes_on_the_map_once(self, met, fits, page, team_member, jo):
        fits(team_member, met, "NO")
        address = ("know", jo.id, met.id)
        typed = {"needed": "Something for Jo", "why": "TIMES"}
        assert "Leave out their name" in page(team_member, *address, data=typed)
        for _ in range(2):
            typed["needed"] = "A louder group"
            page(team_member, *address, data=typed, status=302)
        with as_the_owner():
            assert UnmetNeed.objects.get().note.startswith("A louder group. ")
        shown = page(team_member, "introduction", jo.id, met.id)
        assert "Look for another way" in shown
        assert "On the map of what is missing" in shown

    def test_another_way_begun_it_waits_on_nobody(
        self, met, fits, introduce, team_member, jo, hub, today
    ):
        fits(team_member, met, "NO")
        introduce(
            team_member, jo, instead_of=met, way="TOLD", whereto=Whereto(site_id=hub.id),
            next_on=today, answer_by=None,
        )  # fmt: skip
        with acting_as(team_member):
            row = Introduction.objects.get(id=met.id)
            assert (row.state, row.to_be_told) == ("MET", False)
            assert IntroductionLine.objects.filter(introduction=met, kind="OTHER_WAY").exists()
        assert met.id not in [each for each, _ in waits_on(team_member, today)]

    def test_nothing_is_put_on_the_map_of_one_that_was_stopped(
        self, introduce, knows, team_member, colleague, jo, now, today
    ):
        row = introduce(team_member, jo)
        with acting_as(colleague):
            actions.stop_introduction(
                by=colleague, introduction=row, words="", now=now, today=today
            )
        knows(team_member, row, Missing("A louder group"))
        with as_the_owner():
            assert not UnmetNeed.objects.exists()


class TestTheOtherSide:
    def test_is_asked_by_an_email_that_names_nobody(
        self, sent, link, meet, at, code, team_member, jo
    ):
        meet(team_member, sent, asks_them=True)
        side = side_of(sent)
        with as_the_owner():
            assert OutgoingMessage.objects.get(id=side.message_id).template == "fitted"
        body = goes(side.message_id)
        assert "Did it fit?" in body
        assert "Jo" not in body.split("/answer/")[0]
        anew = body.split("/answer/")[1].split("/")[0]
        assert anew != link
        for each in (link, anew):
            assert "did it fit?" in at(each, do="code", code=code())

    def test_is_not_asked_where_nobody_says_so(self, sent, link, meet, team_member):
        before = side_of(sent).message_id
        meet(team_member, sent)
        assert side_of(sent).message_id == before

    def test_the_page_on_which_they_met_offers_it_where_there_is_a_link(
        self, sent, introduce, page, team_member, jo
    ):
        assert "Ask the other side" in page(team_member, "met", jo.id, sent.id)
        row = introduce(team_member, jo)
        assert "Ask the other side" not in page(team_member, "met", jo.id, row.id)

    def test_what_they_say_by_their_link_waits_on_the_owner(
        self, sent, link, code, at, meet, team_member, jo, page, today
    ):
        meet(team_member, sent)
        drawn = at(link, do="code", code=code())
        typed = {
            name: drawn.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("proof", "answers", "line_id")
        }
        at(link, do="answer", fitted="NO", words="She was too quiet for us", **typed)
        assert waits_on(team_member, today) == [(sent.id, "It did not fit")]
        assert "She was too quiet" in page(team_member, "introduction", jo.id, sent.id)

    def test_in_an_inbox_is_told_once_more_and_its_yes_is_passed_on(
        self, at_wool_shop, meet, page, pat, team_member, today
    ):
        meet(team_member, at_wool_shop, asks_them=True)
        with as_the_owner():
            assert Told.objects.filter(what="introductions.asked").count() == 2
        with acting_as(OnATimer()):
            found = jobs.who_is_asked(at_wool_shop.id, today)
        assert [worker.id for worker in found.workers] == [pat.id]
        assert "did it fit?" in page(pat, "incoming")
        typed = {"fitted": "YES", "words": "Lovely", "answers": "0", "line_id": uuid7()}
        page(pat, "asked_us", side_of(at_wool_shop).id, data=typed, status=302)
        assert waits_on(team_member, today) == [(at_wool_shop.id, "It fitted")]
        assert "says the other side" in page(team_member, "introductions")
        with acting_as(OnATimer()):
            assert jobs.who_is_asked(at_wool_shop.id, today) is None


class TestAColleague:
    @pytest.fixture
    def asked(self, introduce, meet, team_member, colleague, jo, shown_to_jo):
        row = introduce(
            team_member, jo, whereto=Whereto(colleague_id=colleague.id), shown=shown_to_jo
        )
        meet(team_member, row)
        return row

    def test_says_whether_it_fitted(self, asked, page, colleague, team_member, today):
        assert "You have met: did it fit?" in page(colleague, "asked_of_me")
        where = f"?of={asked.id}"
        typed = {"fitted": "NO", "words": "We did not click", "line_id": uuid7()}
        for _ in range(2):
            page(colleague, "asked_of_me", query=where, data=typed, status=302)
        assert waits_on(team_member, today) == [(asked.id, "It did not fit")]
        with acting_as(team_member):
            row = Introduction.objects.get(id=asked.id)
            assert (row.other_fitted, row.other_words) == ("NO", "We did not click")
        assert "You have said whether it fitted" in page(colleague, "asked_of_me")

    def test_says_it_only_once_they_met(self, introduce, team_member, colleague, jo, shown_to_jo):
        row = introduce(
            team_member, jo, whereto=Whereto(colleague_id=colleague.id), shown=shown_to_jo
        )
        with acting_as(colleague), pytest.raises(actions.ours.ItIsOver):
            actions.answer_as_colleague(
                by=colleague, introduction_id=row.id, line_id=uuid7(),
                said=ReplySaid("FITTED", "", None, "NO"),
            )  # fmt: skip

    def test_says_it_by_choosing(self, asked, colleague):
        with acting_as(colleague), pytest.raises(IntroductionRefused, match="whether it fitted"):
            actions.answer_as_colleague(
                by=colleague, introduction_id=asked.id, line_id=uuid7(), said=ReplySaid("FITTED"),
            )  # fmt: skip

"""The other side answers by a link: it reads what was shared, once a code is typed; and no more."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.directory.actions import truth
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, jobs, queries
from hearth.introductions.actions import IntroductionRefused, Shown
from hearth.introductions.models import Introduction, IntroductionLine, OtherSide
from hearth.introductions.tests.conftest import DAY, hidden, side_of
from hearth.outgoing.models import OutgoingMessage
from hearth.people.actions import withdraw_sharing
from hearth.places.timer import OnATimer


class TestBeforeTheCode:
    def test_shows_the_least_and_nothing_happens_by_reading(self, at, link, sent):
        for _ in range(3):
            drawn = at(link)
        assert "Knit and natter" in drawn
        for words in (">Jo<", "07700 900123", "Be less alone"):
            assert words not in drawn
        side = side_of(sent)
        assert (side.codes_asked, side.read_at) == (0, None)

    def test_is_kept_by_nobody_on_the_way(self, browser, link):
        response = browser.get(reverse("other_side:answer", args=[link]))
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"

    def test_keeps_its_secret_nowhere(self, link, sent):
        side = side_of(sent)
        assert len(side.token_hash) == 32
        with as_the_owner():
            assert link not in OutgoingMessage.objects.get(id=side.message_id).body

    def test_a_wrong_link_is_not_known(self, at, link):
        for wrong in ("0" * 32, link[:-1], "x"):
            assert "We do not know this link" in at(wrong, status=404)

    def test_a_link_about_an_entry_leads_to_its_own_page(self, browser, hub_manager, knitting):
        with acting_as(hub_manager):
            secret = truth.make_link(by=hub_manager, service=knitting, now=timezone.now())
        response = browser.get(reverse("other_side:answer", args=[secret]))
        assert response.status_code == 302, response.content.decode()[:3000]
        assert response["Location"] == reverse("answering:answer", args=[secret])

    def test_a_code_cannot_be_guessed_and_old_ones_open_nothing(self, at, link, code, sent):
        right = code()
        wrong = "000 000" if right != "000 000" else "111 111"
        for _ in range(5):
            assert "not the code" in at(link, do="code", code=wrong)
        assert "does not work any more" in at(link, do="code", code=right)
        right = code()
        with as_the_owner():
            OtherSide.objects.update(code_ends_at=timezone.now() - DAY)
        assert "does not work any more" in at(link, do="code", code=right)
        right = code()
        assert "07700 900123" in at(link, do="code", code=right)
        assert "does not work any more" in at(link, do="code", code=right)

    def test_codes_are_sent_twenty_times_and_not_at_once(self, at, link, sent):
        assert "on its way" in at(link, do="send")
        assert "too many" in at(link, do="send")
        with as_the_owner():
            OtherSide.objects.update(codes_asked=20, code_asked_at=None)
        assert "too many" in at(link, do="send")

    def test_without_a_code_nothing_is_answered_and_what_was_typed_is_carried(
        self, at, link, sent, code
    ):
        typed = {"reply": "YES", "words": "Thursday at two", "answers": "0", "line_id": uuid7()}
        drawn = at(link, do="answer", proof="x" * 32, **typed)
        assert "too long ago" in drawn
        assert hidden(drawn, "words") == "Thursday at two"
        assert side_of(sent).answers == 0
        drawn = at(link, do="code", code=code(), reply="YES", words="Thursday at two")
        assert "Thursday at two</textarea>" in drawn


class TestAnswering:
    def test_shows_what_was_agreed_and_nothing_else(self, shown):
        assert "07700 900123" in shown
        assert "Be less alone" not in shown

    def test_comes_to_the_owner_with_a_line_and_a_message(
        self, say, sent, team_member, jo, today, now
    ):
        assert "Thank you" in say(reply="YES", words="Thursday at two")
        with acting_as(team_member):
            fresh = Introduction.objects.get(id=sent.id)
            page = queries.introduction_page(sent, actor=team_member, today=today)
            [waits], _ = queries.waiting_on_me(team_member, today=today)
        assert (fresh.state, fresh.answer_by, fresh.next_on) == ("YES", None, today)
        assert (page.lines[0].kind, page.lines[0].words, page.lines[0].by) == (
            "YES", "Thursday at two", "",
        )  # fmt: skip
        assert "READ" in [line.kind for line in page.lines]
        assert waits.id == sent.id
        with as_the_owner():
            assert Told.objects.get(what="introductions.answered").about_id == sent.id
        with acting_as(OnATimer()):
            found = jobs.who_waited(sent.id, today)
        assert [worker.id for worker in found.workers] == [team_member.id]

    def test_says_when_or_what_and_loses_nothing_typed(self, say, sent):
        for reply, asks in (
            ("YES", "when they can come"), ("NOT_NOW", "when to try again"),
            ("ASKS", "what you need to know"),
        ):  # fmt: skip
            drawn = say(reply=reply, words="")
            assert asks in drawn
        drawn = say(words="Our own words")
        assert "Our own words</textarea>" in drawn
        assert side_of(sent).answers == 0

    def test_sent_twice_is_one_and_two_of_them_do_not_write_over_each_other(
        self, say, at, link, code, sent
    ):
        first = at(link, do="code", code=code())
        for _ in range(2):
            assert "Thank you" in say(reply="NOT_NOW", words="After Easter")
        assert "Look again" in say(drawn=first, reply="YES", words="Come on Monday")
        side = side_of(sent)
        assert (side.answers, side.said) == (1, "NOT_NOW")
        drawn = at(link, do="code", code=code())
        assert "Thank you" in say(drawn=drawn, reply="YES", words="Come on Monday after all")
        assert side_of(sent).said == "YES"

    def test_they_came_is_the_owners_to_confirm_then_they_say_whether_it_fitted(
        self, say, at, link, code, sent, team_member, today, now
    ):
        assert "Thank you" in say(reply="CAME", words="")
        with acting_as(team_member):
            assert Introduction.objects.get(id=sent.id).state != "MET"
            actions.say_they_met(
                by=team_member, introduction=sent, met_on=today, now=now, today=today
            )
        drawn = at(link, do="code", code=code())
        assert "did it fit" in drawn
        assert "Thank you" in say(drawn=drawn, fitted="YES", words="She taught us a stitch")
        with acting_as(team_member):
            page = queries.introduction_page(sent, actor=team_member, today=today)
        assert (page.other_fitted, page.other_words) == ("YES", "She taught us a stitch")


class TestOver:
    def test_stopped_it_says_so_kindly_and_shows_nothing_of_anybody(
        self, at, link, say, sent, team_member, now, today
    ):
        with acting_as(team_member):
            actions.stop_introduction(
                by=team_member, introduction=sent, words="", now=now, today=today
            )
        for drawn in (at(link, status=410), say(status=410, reply="YES", words="Thursday")):
            assert "this is over" in drawn
            assert "07700" not in drawn
            assert "Knit" not in drawn

    def test_taken_back_by_the_person_it_shows_nothing(
        self, at, link, say, shared, jo, team_member, now
    ):
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert "this is over" in at(link, status=410)
        assert "this is over" in say(status=410, reply="YES", words="Thursday")

    def test_ended_it_says_how_to_get_another(self, at, link, sent):
        with as_the_owner():
            OtherSide.objects.update(ends_at=timezone.now() - DAY)
        assert "60 days" in at(link, status=410)

    def test_a_link_made_anew_ends_the_last(self, at, link, sent, team_member, now):
        with acting_as(team_member):
            secret = actions.make_link(by=team_member, introduction=sent, now=now)
        at(link, status=410)
        assert "Knit and natter" in at(secret)


class TestAsking:
    def test_is_never_left_to_a_link_when_it_is_needed_today(
        self, introduce, team_member, jo, contact, today
    ):
        shown = Shown((("The name they like", "Jo"),), "SAID")
        with pytest.raises(IntroductionRefused, match="not needed today"):
            introduce(
                team_member, jo, shown=shown, send_to=str(contact.id), needed_today=True,
                accepted_by="Ada", next_on=today,
            )  # fmt: skip
        with pytest.raises(IntroductionRefused, match="what is shared"):
            introduce(team_member, jo, send_to=str(contact.id))
        for nobody in (str(uuid7()), "inbox", "x"):
            with pytest.raises(IntroductionRefused):
                introduce(team_member, jo, shown=shown, send_to=nobody)

    def test_silence_is_told_to_the_owner_once(self, sent, team_member, today):
        with as_the_owner():
            Introduction.objects.filter(id=sent.id).update(answer_by=today - DAY)
        timer = OnATimer()
        with acting_as(timer):
            assert [actions.tell_silent(by=timer) for _ in range(2)] == [1, 0]
            found = jobs.who_waits_in_vain(sent.id, today)
        assert [worker.id for worker in found.workers] == [team_member.id]
        with as_the_owner():
            assert Told.objects.get(what="introductions.silent").about_id == sent.id
            Introduction.objects.filter(id=sent.id).update(state="NOT_NOW", answer_by=None)
        with acting_as(timer):
            assert jobs.who_waits_in_vain(sent.id, today) is None

    def test_the_web_reads_nothing_of_it_without_an_actor(self, sent):
        for model in (Introduction, IntroductionLine, OtherSide):
            assert not model.objects.exists()
        assert queries.whose_is(sent.id) is None

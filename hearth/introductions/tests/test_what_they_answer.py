"""What the other side answers: for a day that can be, read at the top; and links that are over."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused
from hearth.introductions.models import IntroductionLine, OtherSide
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.conftest import DAY, side_of
from hearth.places.models import Site


def of_day(on):
    return {"on-day": on.day, "on-month": on.month, "on-year": on.year}


def lines_of(introduction, kind):
    with as_the_owner():
        return IntroductionLine.objects.filter(introduction=introduction, kind=kind).count()


class TestTheDay:
    def test_by_the_link_is_today_or_to_come_and_they_have_been_is_not(self, say, sent, today):
        for reply in ("YES", "NOT_NOW"):
            assert "Choose today, or a day to come" in say(reply=reply, **of_day(today - DAY))
            assert "within a year" in say(reply=reply, **of_day(today + 400 * DAY))
        assert "a day that is past" in say(reply="CAME", **of_day(today + DAY))
        assert side_of(sent).answers == 0
        assert "Thank you" in say(reply="CAME", words="", **of_day(today - DAY))

    def test_in_an_inbox_too(self, at_wool_shop, page, pat, today):
        side = side_of(at_wool_shop)
        typed = {"reply": "YES", "words": "", "answers": "0", "line_id": uuid7()}
        shown = page(pat, "asked_us", side.id, data=typed | of_day(today - DAY))
        assert "Choose today, or a day to come" in shown
        page(pat, "asked_us", side.id, data=typed | of_day(today), status=302)

    def test_and_of_a_colleague(self, introduce, team_member, colleague, jo, shown_to_jo, today):
        row = introduce(
            team_member, jo, whereto=Whereto(colleague_id=colleague.id), shown=shown_to_jo
        )
        with acting_as(colleague):
            with pytest.raises(IntroductionRefused, match="a day to come"):
                actions.answer_as_colleague(
                    by=colleague, introduction_id=row.id, line_id=uuid7(),
                    said=ReplySaid("YES", "", today - DAY),
                )  # fmt: skip
            actions.answer_as_colleague(
                by=colleague, introduction_id=row.id, line_id=uuid7(),
                said=ReplySaid("YES", "", today),
            )  # fmt: skip
        assert lines_of(row, "YES") == 1

    def test_and_as_a_worker_writes_it(self, introduce, stamp, team_member, jo, now, today):
        row = introduce(team_member, jo)
        drawn = stamp(team_member, row)
        with (
            acting_as(team_member),
            pytest.raises(IntroductionRefused, match="a day to come"),
        ):
            actions.write_answer(
                by=team_member, introduction=row, answer="YES", words="",
                upcoming=actions.Next("Go along", today - DAY), stamp=drawn, now=now, today=today,
            )  # fmt: skip


class TestTheCard:
    def test_says_their_words_and_their_day_at_the_top(
        self, say, sent, page, team_member, jo, today
    ):
        say(reply="YES", words="Ask for Ada", **of_day(today + 2 * DAY))
        shown = page(team_member, "introduction", jo.id, sent.id)
        top = shown.partition("They answered")[2].partition("looks after it")[0]
        assert "Ask for Ada" in top
        assert "For " in top
        assert "Ring Ada" in top
        assert "Before they answered" not in top

    def test_does_not_say_the_step_that_was_set_before_a_no(
        self, say, sent, page, team_member, jo, today
    ):
        say(reply="NOT_NOW", words="Try us in May")
        shown = page(team_member, "introduction", jo.id, sent.id)
        assert "What is next now?" in shown
        assert "Before they answered it was: Ring Ada" in " ".join(shown.split())
        assert "<strong>Next, by" not in shown
        assert "Read it, and say what is next" in page(team_member, "introductions")


class TestOver:
    @pytest.fixture(autouse=True)
    def another_hub(self, hub, other_hub):
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(phone="01904 555 010")
            Site.objects.filter(id=other_hub.id).update(
                phone="01904 555 999", opened_on="2001-01-01"
            )

    def test_names_the_hub_that_asked(self, at, link, sent, team_member, now, today):
        with acting_as(team_member):
            actions.stop_introduction(
                by=team_member, introduction=sent, words="", now=now, today=today
            )
        shown = at(link, status=410)
        assert "this is over" in shown
        assert "01904 555 010" in shown
        assert "01904 555 999" not in shown

    def test_of_one_that_is_gone_it_names_none_and_says_that_it_is_over(self, at, link, sent):
        with as_the_owner():
            OtherSide.objects.all().delete()
        shown = at(link, status=404)
        assert "this is over" in shown
        assert "You need do nothing" in shown
        assert "send you a new one" not in shown
        assert "01904 555" not in shown.partition("<main")[2].partition("</main>")[0]


def test_a_line_on_the_desk_names_no_place_that_tells_why(
    introduce, knitting, team_member, jo, today
):
    introduce(team_member, jo, answer_by=today, next_on=today)
    with acting_as(team_member):
        [row], _ = queries.waiting_on_me(team_member, today=today)
    assert row.on_the_desk == "Jo and Knit and natter"
    with as_the_owner():
        type(knitting).objects.filter(id=knitting.id).update(name="Domestic abuse helpline")
    with acting_as(team_member):
        [row], _ = queries.waiting_on_me(team_member, today=today)
    assert row.on_the_desk == "The introduction of Jo"

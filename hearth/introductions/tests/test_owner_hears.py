"""Whoever looks after an introduction hears of it, wherever they work, until they say so."""

import pytest

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, jobs, queries
from hearth.introductions.actions import IntroductionRefused, Next
from hearth.introductions.models import Introduction, IntroductionLine
from hearth.introductions.tests.conftest import DAY, side_of
from hearth.people.actions import EditedMeanwhile
from hearth.places.timer import OnATimer


def told(what):
    with as_the_owner():
        return list(Told.objects.filter(what=what).values_list("about_id", flat=True))


def stop(worker, introduction, now, today):
    with acting_as(worker):
        actions.stop_introduction(
            by=worker, introduction=introduction, words="", now=now, today=today
        )


def waits(worker, today):
    with acting_as(worker):
        return queries.waiting_on_me(worker, today=today)[0]


class TestStopped:
    def test_is_told_at_once_and_stands_on_lists_until_the_owner_knows(
        self, client, page, sent, team_member, colleague, jo, today, now
    ):
        stop(colleague, sent, now, today)
        assert told("introductions.stopped") == [sent.id]
        with acting_as(OnATimer()):
            found = jobs.who_lets_them_know(sent.id, today)
        assert [worker.id for worker in found.workers] == [team_member.id]
        [row] = waits(team_member, today)
        assert (row.id, row.stopped_by) == (sent.id, "Cole")
        assert "Stopped by Cole" in page(team_member, "introductions")
        assert "Stopped by Cole" in page(team_member, "introduction", jo.id, sent.id)
        client.force_login(team_member)
        assert ">Stopped<" in client.get("/today/?site=acomb").content.decode()
        page(team_member, "know", jo.id, sent.id, data={}, status=302)
        assert waits(team_member, today) == []
        with acting_as(OnATimer()):
            assert jobs.who_lets_them_know(sent.id, today) is None

    def test_by_the_owner_is_known_already(self, sent, team_member, today, now):
        stop(team_member, sent, now, today)
        assert told("introductions.stopped") == []
        assert waits(team_member, today) == []


class TestWhereTheyWork:
    def test_an_owner_of_another_hub_hears(self, sent, team_member, hub_manager, other_hub, today):
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(site=other_hub)
        with acting_as(OnATimer()):
            found = jobs.who_waited(sent.id, today)
            assert [worker.id for worker in found.workers] == [team_member.id]
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        with acting_as(OnATimer()):
            found = jobs.who_waited(sent.id, today)
            assert [worker.id for worker in found.workers] == [hub_manager.id]


class TestAnswers:
    def test_a_second_one_is_told_to_a_page_drawn_before_and_waits(
        self, say, at, link, code, sent, team_member, today, now
    ):
        assert "Thank you" in say(reply="YES", words="Thursday at two")
        with acting_as(team_member):
            drawn = queries.next_step_of(Introduction.objects.get(id=sent.id)).stamp
        again = at(link, do="code", code=code())
        assert "Thank you" in say(drawn=again, reply="YES", words="No, Friday at two")

        def goes_on(stamp):
            with acting_as(team_member):
                actions.change_next_step(
                    by=team_member, introduction=sent, owner_id=team_member.id, stamp=stamp,
                    upcoming=Next("Walk there on Thursday", today + 5 * DAY), now=now,
                    today=today,
                )  # fmt: skip

        with pytest.raises(EditedMeanwhile) as meanwhile:
            goes_on(drawn)
        assert [row.has_answered for row in waits(team_member, today)] == [True]
        goes_on(meanwhile.value.now.stamp)
        assert waits(team_member, today) == []

    def test_waits_on_the_owner_whatever_day_is_next(self, say, sent, team_member, today):
        say(reply="YES", words="Thursday at two")
        with as_the_owner():
            Introduction.objects.update(next_on=today + 9 * DAY)
        assert [row.id for row in waits(team_member, today)] == [sent.id]

    def test_that_they_came_is_one_so_no_silence_is_told(
        self, say, sent, team_member, tell_silent, today
    ):
        assert "Thank you" in say(reply="CAME", words="")
        with acting_as(team_member):
            row = Introduction.objects.get(id=sent.id)
        assert (row.answer_by, row.next_on) == (None, today)
        assert tell_silent() == 0


class TestSilence:
    def test_is_a_line_of_the_story_once(self, sent, team_member, tell_silent, today):
        with as_the_owner():
            Introduction.objects.update(answer_by=today - DAY)
        assert [tell_silent(), tell_silent()] == [1, 0]
        with acting_as(team_member):
            [line] = IntroductionLine.objects.filter(introduction=sent, kind="SILENT")
            page = queries.introduction_page(sent, actor=team_member, today=today)
        assert line.by_id is None
        assert page.lines[0].kind_words == "No answer came in time"


class TestWhoseName:
    @pytest.mark.parametrize(
        ("words", "refused"),
        [("A job for the evening", False), ("Company for jo", True), ("Jo’s company", True)],
    )
    def test_is_looked_for_as_a_whole_word(self, sent, team_member, now, today, words, refused):
        def could_not():
            with acting_as(team_member):
                actions.say_it_could_not_happen(
                    by=team_member, introduction=sent, why="FULL", words="", need_words=words,
                    upcoming=Next("Ask at the library", today + DAY), now=now, today=today,
                    stamp=queries.next_step_of(sent).stamp,
                )  # fmt: skip

        if not refused:
            could_not()
            return
        with pytest.raises(IntroductionRefused, match="Leave out their name"):
            could_not()


class TestInbox:
    def test_cannot_be_asked_where_nobody_has_a_sign_in(
        self, page, introduce, shared, team_member, jo, knitting, wool_shop, shown_to_jo, contact
    ):
        with pytest.raises(IntroductionRefused, match="Nobody there can open an inbox"):
            introduce(team_member, jo, shown=shown_to_jo, send_to="inbox")
        drawn = page(team_member, "begin", jo.id, query=f"?service={knitting.id}&way=IN_TOUCH")
        assert "nobody there has a sign-in yet" in drawn
        assert 'value="inbox"' not in drawn
        assert "By a link to Ada" in drawn

    def test_whoever_reads_it_is_told_and_sees_it_on_every_page(
        self, client, at_wool_shop, pat, other_partner, today
    ):
        assert told("introductions.asked") == [at_wool_shop.id]
        with acting_as(OnATimer()):
            found = jobs.who_is_asked(at_wool_shop.id, today)
        assert [worker.id for worker in found.workers] == [pat.id]
        for worker, hears in ((pat, True), (other_partner, False)):
            client.force_login(worker)
            shown = client.get("/introductions/incoming/").content.decode()
            assert ("is introduced to you, and waits" in shown) is hears

    def test_a_yes_by_phone_ends_the_waiting_and_asking_again_begins_it(
        self, page, at_wool_shop, pat, team_member, today, now, stamp
    ):
        drawn = stamp(team_member, at_wool_shop)
        with acting_as(team_member):
            actions.write_answer(
                by=team_member, introduction=at_wool_shop, answer="YES", words="Thursday",
                upcoming=Next("Walk there", today + DAY), now=now, today=today, stamp=drawn,
            )  # fmt: skip
        assert "Waits for your answer" not in page(pat, "incoming")
        with acting_as(OnATimer()):
            assert jobs.who_is_asked(at_wool_shop.id, today) is None
        drawn = stamp(team_member, at_wool_shop)
        with acting_as(team_member):
            actions.ask_again(
                by=team_member, introduction=at_wool_shop, send_to="inbox",
                answer_by=today + DAY, stamp=drawn, now=now, today=today,
            )  # fmt: skip
        assert "Waits for your answer" in page(pat, "incoming")
        assert side_of(at_wool_shop).said == ""

    @pytest.fixture
    def other_partner(self, hub):
        return GrantFactory(site=hub, role=Role.PARTNER_WORKER).user

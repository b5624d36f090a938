"""Introductions: begun with the person, owned until they have met, never lost in silence."""

import pytest
from django.db import IntegrityError, transaction

from hearth.directory.models import UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused, Next, Shown
from hearth.introductions.models import Introduction, IntroductionLine, SharedWithThem
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.conftest import DAY
from hearth.people.actions import EditedMeanwhile, SavedAlready, withdraw_sharing


def seen_by(worker, person, today):
    """Return how many introductions a worker reads: by the wall, as by the question before it."""
    with acting_as(worker):
        behind = Introduction.objects.filter(person=person).count()
        going, ended = queries.introductions_of(person, actor=worker, today=today)
        assert len(going) + len(ended) == behind
        return behind


class TestBeginning:
    def test_has_an_owner_a_next_step_and_what_was_shown(self, introduce, team_member, jo, today):
        lines = (("The name they like", "Jo"),)
        row = introduce(team_member, jo, shown=Shown(lines, "SAID"), hope="Make something warm")
        with acting_as(team_member):
            page = queries.introduction_page(row, actor=team_member, today=today)
        assert (page.row.to, page.row.owner_id) == ("Knit and natter", team_member.id)
        assert (page.row.next_step, page.row.state) == ("Ring Ada", "WAITING")
        assert page.hope == "Make something warm"
        assert page.shared[0].lines == lines
        assert {line.kind for line in page.lines} == {"BEGUN", "SHARED"}

    @pytest.mark.parametrize(
        ("said", "says"),
        [
            ({"next_step": " "}, "what is next"),
            ({"next_on": None}, "day to come"),
            ({"answer_by": None}, "until when we wait"),
            ({"whereto": Whereto()}, "to what"),
            ({"way": "PUSHED"}, "which way"),
            ({"needed_today": True}, "Ring first"),
        ],
    )
    def test_refuses_what_would_lie_in_silence(self, introduce, team_member, jo, said, says):
        with pytest.raises(IntroductionRefused, match=says):
            introduce(team_member, jo, **said)

    def test_refuses_an_owner_who_could_not_read_it(
        self, introduce, team_member, team_elsewhere, jo
    ):
        with pytest.raises(IntroductionRefused, match="your team"):
            introduce(team_member, jo, owner_id=team_elsewhere.id)

    def test_of_help_needed_today_who_there_said_yes_is_kept(
        self, introduce, team_member, jo, today
    ):
        row = introduce(
            team_member, jo, needed_today=True, accepted_by="Ada, at ten", next_on=today
        )
        assert (row.state, row.accepted_by, row.answer_by) == ("YES", "Ada, at ten", None)

    def test_sent_twice_is_one_and_in_other_words_is_refused(self, introduce, team_member, jo):
        one = uuid7()
        introduce(team_member, jo, introduction_id=one)
        introduce(team_member, jo, introduction_id=one)
        with pytest.raises(SavedAlready):
            introduce(team_member, jo, introduction_id=one, next_step="Ring Bo")
        with as_the_owner():
            assert Introduction.objects.count() == 1
            assert IntroductionLine.objects.count() == 1

    def test_is_read_by_those_with_whom_support_is_shared_and_bites_when_taken_back(
        self, introduce, shared, team_member, colleague, greeter, team_elsewhere, jo, today, now
    ):
        introduce(team_member, jo, shown=Shown((("Name", "Jo"),), "SAID"))
        for worker, reads in (
            (team_member, 1), (colleague, 1), (greeter, 0), (team_elsewhere, 0),
        ):  # fmt: skip
            assert seen_by(worker, jo, today) == reads
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert seen_by(team_member, jo, today) == 0
        with acting_as(team_member):
            assert not IntroductionLine.objects.exists()
            assert not SharedWithThem.objects.exists()
        with pytest.raises(NotAllowed):
            introduce(team_member, jo)

    def test_the_database_lets_none_go_on_without_a_next_step(self, introduce, team_member, jo):
        row = introduce(team_member, jo)
        with as_the_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Introduction.objects.filter(id=row.id).update(next_on=None)
        with as_the_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Introduction.objects.filter(id=row.id).update(state="MET")


class TestGoingOn:
    @pytest.fixture
    def row(self, introduce, team_member, jo):
        return introduce(team_member, jo)

    def test_an_answer_says_what_is_next(self, row, team_member, stamp, now, today):
        with acting_as(team_member):
            actions.write_answer(
                by=team_member, introduction=row, answer="NOT_NOW", words="After Easter",
                upcoming=Next("Ring again", today + 30 * DAY),
                stamp=queries.next_step_of(row).stamp, now=now, today=today,
            )  # fmt: skip
            fresh = Introduction.objects.get(id=row.id)
        assert (fresh.state, fresh.next_step, fresh.answer_by) == ("NOT_NOW", "Ring again", None)

    def test_two_at_once_lose_no_word(self, row, team_member, colleague, now, today):
        with acting_as(team_member):
            drawn = queries.next_step_of(row).stamp
            actions.change_next_step(
                by=team_member, introduction=row, upcoming=Next("Write to Ada", today + DAY),
                owner_id=colleague.id, stamp=drawn, now=now, today=today,
            )  # fmt: skip
        with acting_as(colleague), pytest.raises(EditedMeanwhile) as meanwhile:
            actions.write_answer(
                by=colleague, introduction=row, answer="YES", words="", stamp=drawn,
                upcoming=Next("Go on Tuesday", today + DAY), now=now, today=today,
            )  # fmt: skip
        assert meanwhile.value.now.words == "Write to Ada"

    def test_silence_comes_back_to_the_owner(self, row, team_member, colleague, today):
        later = today + 6 * DAY
        with acting_as(team_member):
            assert queries.waiting_on_me(team_member, today=today) == ([], 0)
            [[due], count] = queries.waiting_on_me(team_member, today=later)
        assert (due.is_silent, due.state_words, count) == (True, "No answer came", 1)
        with acting_as(colleague):
            assert queries.waiting_on_me(colleague, today=later) == ([], 0)

    def test_what_could_not_happen_becomes_an_unmet_need_of_nobody_and_finds_another_way(
        self, row, introduce, team_member, jo, hub, stamp, now, today
    ):
        def could_not(words):
            with acting_as(team_member):
                actions.say_it_could_not_happen(
                    by=team_member, introduction=row, why="FULL", words="Full until June",
                    need_words=words, upcoming=Next("Ask at the library", today + DAY),
                    stamp=queries.next_step_of(row).stamp, now=now, today=today,
                )  # fmt: skip

        for says_who in ("Company for Jo", "Company, ring 07700 900123"):
            with pytest.raises(IntroductionRefused):
                could_not(says_who)
        could_not("Company in the evening")
        with as_the_owner():
            need = UnmetNeed.objects.get()
        assert (need.told, need.site_id) == ("INTRODUCTION", hub.id)
        assert need.note == "Company in the evening. There is no room in time"
        introduce(team_member, jo, whereto=Whereto(site_id=hub.id), way="ALONG", instead_of=row)
        with acting_as(team_member):
            fresh = Introduction.objects.get(id=row.id)
        assert (fresh.state, fresh.next_on) == ("OTHER_WAY", None)

    def test_met_is_its_end_and_a_slip_is_taken_back(self, row, team_member, now, today):
        with acting_as(team_member):
            for _ in range(2):
                actions.say_they_met(
                    by=team_member, introduction=row, met_on=today, now=now, today=today
                )
            met = Introduction.objects.get(id=row.id)
            assert (met.state, met.met_on, met.next_on) == ("MET", today, None)
            actions.say_whether_it_fitted(
                by=team_member, introduction=met, fitted="YES", words="Lovely", other_side=False,
                stamp=queries.next_step_of(met).stamp, now=now,
            )  # fmt: skip
            actions.say_they_have_not_met(
                by=team_member, introduction=met, upcoming=Next("Go on Tuesday", today + DAY),
                now=now, today=today,
            )  # fmt: skip
            again = Introduction.objects.get(id=row.id)
        assert (again.state, again.met_on, again.next_step) == ("TO_GO", None, "Go on Tuesday")

    def test_the_person_stops_it_and_need_not_say_why(self, row, team_member, now, today):
        with acting_as(team_member):
            for _ in range(2):
                actions.stop_introduction(
                    by=team_member, introduction=row, words="", now=now, today=today
                )
            with pytest.raises(IntroductionRefused, match="ended"):
                actions.say_they_met(
                    by=team_member, introduction=row, met_on=today, now=now, today=today
                )
            [line] = IntroductionLine.objects.filter(introduction=row, kind="STOPPED")
        assert line.words == ""

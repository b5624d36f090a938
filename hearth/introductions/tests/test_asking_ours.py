"""Asking within the house; going along; help needed today; what failed is said first."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import UnmetNeed
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused, Next, Shown
from hearth.introductions.actions.replying import ItIsOver
from hearth.introductions.models import Incoming, Introduction
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.said import Missing, NobodyYes, Whereto
from hearth.people.actions import withdraw_sharing
from hearth.people.models import Person

SHOWN = Shown((("The name they like", "Jo"), ("Pronouns", "they")), "SAID")


@pytest.fixture
def stands(team_member, today):
    def stands(row):
        with acting_as(team_member):
            return queries.introduction_page(row, actor=team_member, today=today)

    return stands


class TestAHubOfOurs:
    @pytest.fixture
    def asked(self, introduce, team_member, jo, other_hub):
        return introduce(
            team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN,
            hope="Be less alone",
        )  # fmt: skip

    @pytest.fixture
    def there(self, asked):
        with as_the_owner():
            return Incoming.objects.get(introduction_id=asked.id)

    @pytest.fixture
    def went(self, there, go_on, team_elsewhere):
        def went(what, **said):
            go_on(there, what, by=team_elsewhere, **said)

        return went

    def test_has_it_come_in_with_what_they_agreed_to_and_nothing_else(
        self, page, there, team_elsewhere
    ):
        shown = page(team_elsewhere, "came_in", there.id)
        assert "Jo was introduced to us" in shown
        assert "Pronouns: they" in shown
        assert "Be less alone" not in shown
        with acting_as(team_elsewhere):
            assert not Introduction.objects.exists()
            assert queries.incoming_waiting(team_elsewhere, today=timezone.localdate()).nobodys == 1

    def test_answers_and_it_comes_back_to_its_owner(self, went, stands, asked, today):
        went("TAKEN", words="Come on Thursday")
        shown = stands(asked)
        assert (shown.row.state, shown.row.next_on) == ("YES", today)
        assert (shown.lines[0].words, shown.lines[0].by) == ("Come on Thursday", "Clem")
        went("WORK", why="TIMES", needed="An evening", words="Could they come at six?")
        assert stands(asked).row.state == "ASKS"
        went("NEXT", words="Between us")
        went("RATHER_NOT", words="They rang: not now")
        shown = stands(asked)
        assert [line.kind for line in shown.lines[:3]] == ["NOT_NOW", "ASKS", "YES"]
        assert shown.lines[0].words == "They would rather not, for now. They rang: not now"
        assert "Between us" not in {line.words for line in shown.lines}

    def test_reads_it_no_more_as_open_once_the_person_stops_it(
        self, asked, there, team_member, now, today
    ):
        with acting_as(team_member):
            actions.stop_introduction(
                by=team_member, introduction=asked, words="", now=now, today=today
            )
        with as_the_owner():
            there.refresh_from_db()
        assert (there.stands, there.ended_on) == ("RATHER_NOT", today)

    def test_forgets_it_with_them(self, asked, there):
        with as_the_owner():
            Person.objects.get(id=asked.person_id).delete()
            assert not Incoming.objects.exists()

    def test_is_not_told_of_who_goes_by_themselves_unless_they_agreed(
        self, introduce, team_member, jo, other_hub
    ):
        to = {"way": "TOLD", "whereto": Whereto(site_id=other_hub.id), "answer_by": None}
        introduce(team_member, jo, **to)
        with as_the_owner():
            assert not Incoming.objects.exists()
        introduce(team_member, jo, shown=SHOWN, **to)
        with as_the_owner():
            assert Incoming.objects.get().name == "Jo"


class TestAColleague:
    @pytest.fixture
    def volunteer(self, hub):
        return GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user

    @pytest.fixture
    def asked(self, introduce, team_member, jo, volunteer):
        return introduce(
            team_member, jo, whereto=Whereto(colleague_id=volunteer.id), shown=SHOWN,
            hope="Be less alone",
        )  # fmt: skip

    def test_sees_it_on_today_and_answers(self, client, page, asked, volunteer, stands, today):
        client.force_login(volunteer)
        assert (
            "1 person would like to meet you" in client.get("/today/?site=acomb").content.decode()
        )
        drawn = page(volunteer, "asked_of_me", query=f"?of={asked.id}")
        assert "Pronouns" in drawn
        assert "Be less alone" not in drawn
        typed = {"reply": "YES", "words": "", "line_id": uuid7()}
        refused = page(volunteer, "asked_of_me", query=f"?of={asked.id}", data=typed)
        assert "Say when they can come" in refused
        typed["words"] = "Friday at ten"
        for _ in range(2):
            page(volunteer, "asked_of_me", query=f"?of={asked.id}", data=typed, status=302)
        shown = stands(asked)
        assert (shown.row.state, shown.row.next_on) == ("YES", today)
        assert [line.words for line in shown.lines].count("Friday at ten") == 1
        assert "would like to meet you" not in client.get("/today/?site=acomb").content.decode()

    def test_who_was_not_asked_reads_and_answers_nothing(self, page, asked, colleague, greeter):
        for worker in (colleague, greeter):
            assert "Nobody waits for your answer" in page(worker, "asked_of_me")
            with acting_as(worker), pytest.raises(ItIsOver):
                actions.answer_as_colleague(
                    by=worker, introduction_id=asked.id, said=ReplySaid("YES", "Come"),
                    line_id=uuid7(),
                )  # fmt: skip

    def test_taken_back_it_is_not_there_any_more(
        self, asked, volunteer, shared, jo, team_member, now
    ):
        with acting_as(volunteer):
            assert queries.how_many_asked() == 1
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        with acting_as(volunteer):
            assert queries.asked_of_me() == []


class TestGoingAlong:
    def test_has_a_name_and_an_hour_and_stands_on_that_day(
        self, client, page, introduce, team_member, colleague, jo, now, stands
    ):
        at = timezone.localtime(now).replace(hour=14, minute=0, second=0, microsecond=0)
        row = introduce(team_member, jo, way="ALONG", goes_with_id=colleague.id, goes_at=at)
        client.force_login(colleague)
        assert "2pm, go along with Jo" in client.get("/today/?site=acomb").content.decode()
        assert "You go along" in page(colleague, "introductions")
        client.force_login(team_member)
        assert "go along with Jo" not in client.get("/today/?site=acomb").content.decode()
        assert "Cole, " in page(team_member, "introduction", jo.id, row.id)
        stamp = page(team_member, "along", jo.id, row.id).split('name="stamp" value="')[1][:20]
        said = {"stamp": stamp, "goes_with": team_member.id}
        page(team_member, "along", jo.id, row.id, data=said, status=302)
        shown = stands(row)
        assert (shown.row.goes_with, shown.row.goes_at) == (team_member.name, None)
        assert shown.lines[0].kind == "ALONG"

    def test_is_of_whoever_looks_after_it_unless_another_is_named(
        self, introduce, team_member, team_elsewhere, jo, now
    ):
        assert introduce(team_member, jo, way="ALONG").goes_with_id == team_member.id
        assert introduce(team_member, jo, way="TOLD").goes_with_id is None
        with pytest.raises(IntroductionRefused):
            introduce(team_member, jo, way="ALONG", goes_with_id=team_elsewhere.id)
        with pytest.raises(IntroductionRefused):
            introduce(team_member, jo, way="ALONG", goes_at=now - datetime.timedelta(days=2))


class TestNeededToday:
    def test_is_seen_to_today(self, introduce, team_member, jo, today):
        said = {"needed_today": True, "accepted_by": "Ada"}
        with pytest.raises(IntroductionRefused, match="choose today"):
            introduce(team_member, jo, **said)
        assert introduce(team_member, jo, next_on=today, **said).state == "YES"

    def test_where_nobody_says_yes_it_is_kept_with_who_was_rung_and_goes_on(
        self, introduce, team_member, jo, today, stands
    ):
        said = {"needed_today": True, "accepted_by": "", "next_on": today}
        with pytest.raises(IntroductionRefused, match="whom you rang"):
            introduce(team_member, jo, **said)
        with pytest.raises(IntroductionRefused):
            introduce(team_member, jo, nobody=NobodyYes("Ada", ""), **said)
        row = introduce(team_member, jo, nobody=NobodyYes("Ada, Bea", "A bed tonight"), **said)
        shown = stands(row)
        assert (shown.row.state, shown.row.next_on) == ("COULD_NOT", today)
        told = {line.words.partition(".")[0] for line in shown.lines}
        assert {"Ada, Bea", "Nobody answered"} <= told
        with as_the_owner():
            assert UnmetNeed.objects.get().note.startswith("A bed tonight")

    def test_one_that_becomes_urgent_is_marked_so(
        self, page, introduce, team_member, jo, today, stands, stamp, now
    ):
        row = introduce(team_member, jo)
        assert "It is needed today" in page(team_member, "introduction", jo.id, row.id)
        typed = {
            "stamp": stamp(team_member, row), "accepted_by": "", "next_step": "Walk there",
            **{f"next_on-{part}": getattr(today, part) for part in ("day", "month", "year")},
        }  # fmt: skip
        assert "Ring first" in page(team_member, "urgent", jo.id, row.id, data=typed)
        page(team_member, "urgent", jo.id, row.id, data=typed | {"accepted_by": "Ada"}, status=302)
        shown = stands(row)
        assert (shown.row.state, shown.needed_today, shown.row.next_on) == ("YES", True, today)
        assert "It is needed today</a>" not in page(team_member, "introduction", jo.id, row.id)
        other = introduce(team_member, jo)
        drawn = stamp(team_member, other)
        with acting_as(team_member):
            actions.say_it_is_needed_today(
                by=team_member, introduction=other, accepted_by="",
                nobody=NobodyYes("Ada", "A meal tonight"), upcoming=Next("Ring Bea", today),
                stamp=drawn, now=now, today=today,
            )  # fmt: skip
        assert stands(other).row.state == "COULD_NOT"


class TestInsteadOfOneThatWasNotAnswered:
    def test_what_was_missing_is_said_first(self, introduce, team_member, jo, stands):
        first = introduce(team_member, jo)
        with pytest.raises(IntroductionRefused, match="did not work"):
            introduce(team_member, jo, instead_of=first)
        with pytest.raises(IntroductionRefused):
            introduce(team_member, jo, instead_of=first, missing=Missing(""))
        introduce(team_member, jo, instead_of=first, missing=Missing("A group on Sundays"))
        shown = stands(first)
        assert shown.row.state == "OTHER_WAY"
        assert [line.kind for line in shown.lines[:2]] == ["OTHER_WAY", "COULD_NOT"]
        with as_the_owner():
            assert UnmetNeed.objects.get().note == "A group on Sundays. Nobody answered"

    def test_the_form_asks_for_it_in_one_go(
        self, page, introduce, team_member, jo, knitting, today
    ):
        first = introduce(team_member, jo)
        query = f"?service={knitting.id}&way=TOLD&instead_of={first.id}"
        assert "Why did the other one not work?" in page(team_member, "begin", jo.id, query=query)
        plain = page(team_member, "begin", jo.id, query=f"?service={knitting.id}&way=TOLD")
        assert "Why did the other one not work?" not in plain

"""What a person shares, writes, stops and says as themselves."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hearth.diary.queries.theirs import coming_to_them
from hearth.diary.tests.factories import BookingFactory, MeetingFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions as introducing
from hearth.introductions.models import Introduction, IntroductionLine
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people import actions
from hearth.people.actions import Decision, Whom
from hearth.people.models import Details, Heading, Passage, Person
from hearth.people.queries import (
    passages,
    sight_of,
    what_is_shared,
)
from hearth.people.queries.layers import PassageSection
from hearth.support import actions as supporting
from hearth.support.models import Goal, GoalStep

DAY = datetime.timedelta(days=1)


class TestSharing:
    def test_is_stopped_by_the_person_and_bites_at_once(self, as_jo, shared, team_member, jo, now):
        told = {"person": jo, "held_by": jo.held_by, "layer": "ABOUT", "heading": "MATTERS"}
        with as_the_owner():
            Passage.objects.create(**told, edited_at=now, edited_by=team_member)
        with acting_as(team_member):
            assert Passage.objects.exists()
        with as_jo() as (me, person):
            actions.withdraw_sharing(by=me, person=person, sharing=shared, how="OWN_PAGE", now=now)

        with acting_as(team_member):
            assert not Passage.objects.exists()
            over = what_is_shared(jo, today=timezone.localdate()).over
        assert [row.stopped_words for row in over] == ["You stopped it on your own page."]

    def test_is_agreed_by_the_person(self, as_jo, jo, team_member, hub, today):
        whom = Whom(site=hub, roles=("TEAM_MEMBER",))
        with as_jo() as (me, person):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",), whom=whom,
                decision=Decision(how="OWN_PAGE"), today=today,
            )  # fmt: skip

        with acting_as(team_member):
            assert passages(jo.id, [Heading.MATTERS], sight=sight_of(team_member))
            (row,) = what_is_shared(jo, today=today).agreed
        assert row.agreed == "You did it on your own page"

    def test_is_not_agreed_alone_by_whoever_is_under_sixteen(self, as_jo, jo, hub, today):
        with as_the_owner():
            Details.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by,
                born_on=today - datetime.timedelta(days=15 * 365),
            )  # fmt: skip
        with as_jo() as (me, person), pytest.raises(actions.SharingRefused, match="under 16"):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",),
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)),
                decision=Decision(how="OWN_PAGE"), today=today,
            )  # fmt: skip

    @pytest.mark.parametrize("decision", [
        Decision(how="SAID"), Decision(by="PARENT", how="OWN_PAGE", note="Mum"),
    ])  # fmt: skip
    def test_is_decided_there_by_nobody_else(self, as_jo, hub, today, decision):
        with as_jo() as (me, person), pytest.raises(actions.SharingRefused, match="themselves"):
            actions.agree_sharing(
                by=me, person=person, layers=("ABOUT",), decision=decision, today=today,
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)),
            )  # fmt: skip

    def test_is_never_said_by_a_worker_to_be_done_on_somebodys_own_page(
        self, team_member, jo, hub, today
    ):
        with acting_as(team_member), pytest.raises(actions.SharingRefused, match="themselves"):
            actions.agree_sharing(
                by=team_member, person=jo, layers=("ABOUT",), decision=Decision(how="OWN_PAGE"),
                whom=Whom(site=hub, roles=("TEAM_MEMBER",)), today=today,
            )  # fmt: skip


class TestTheStory:
    def test_is_written_by_the_person_and_a_workers_note_stays(
        self, as_jo, jo, shared, team_member, now
    ):
        first = PassageSection("MATTERS", "The boat", "Ask about it")
        with acting_as(team_member):
            actions.write_passage(
                by=team_member, person=jo, said=first, stamp=PassageSection("MATTERS").stamp,
                now=now,
            )  # fmt: skip
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("MATTERS", "The sea"),
                stamp=first.stamp, now=now,
            )  # fmt: skip

        with acting_as(team_member):
            (each,) = passages(jo.id, [Heading.MATTERS], sight=sight_of(team_member))
        assert (each.said.words, each.said.note) == ("The sea", "Ask about it")
        assert each.edited_by == "themselves, on their own page"

    def test_of_somebody_else_is_not_theirs_to_write(self, as_jo, sam, now):
        with as_jo() as (me, _), pytest.raises((NotAllowed, Person.DoesNotExist)):
            actions.write_passage(
                by=me, person=sam, said=PassageSection("MATTERS", "x"), stamp="", now=now
            )

    def test_is_shut_to_a_team_with_whom_it_is_not_shared(self, as_jo, jo, team_member, now):
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("WORST_DAY", "My sister"),
                stamp=PassageSection("WORST_DAY").stamp, now=now,
            )  # fmt: skip

        with acting_as(team_member):
            assert not Passage.objects.exists()

    def test_a_fresh_look_at_the_plan_is_asked_for(self, as_jo, jo, now, today):
        with as_jo() as (me, person):
            actions.write_passage(
                by=me, person=person, said=PassageSection("WORST_DAY", "My sister"),
                stamp=PassageSection("WORST_DAY").stamp, now=now,
            )  # fmt: skip
            actions.ask_for_a_fresh_look(by=me, person=person, why="I ask", today=today, now=now)
            assert jo.staywellplans.get().look_again_on == today


class TestIntroductions:
    @pytest.fixture
    def introduction(self, jo, team_member, hub, shared):
        return IntroductionFactory(person=jo, held_by=jo.held_by, owner=team_member, from_site=hub)

    def test_are_stopped_by_the_person(self, as_jo, introduction, team_member, now, today):
        with as_jo() as (me, _):
            introducing.stop_introduction(
                by=me, introduction=introduction, words="", now=now, today=today
            )

        with acting_as(team_member):
            assert Introduction.objects.get().state == "STOPPED"
            assert IntroductionLine.objects.get().by.name == "themselves, on their own page"

    def test_are_moved_on_by_nobody_but_their_owner(self, as_jo, introduction, now, today):
        upcoming = introducing.Next("x", today)
        with as_jo() as (me, _):
            with pytest.raises(NotAllowed):
                introducing.say_they_met(
                    by=me, introduction=introduction, met_on=today, now=now, today=today
                )
            with pytest.raises(NotAllowed):
                introducing.say_they_have_not_met(
                    by=me, introduction=introduction, upcoming=upcoming, now=now, today=today
                )
            with pytest.raises(DatabaseError), transaction.atomic():
                Introduction.objects.update(state="YES")

    def test_of_somebody_else_are_not_theirs(self, as_jo, sam, team_member, hub, now, today):
        other = IntroductionFactory(
            person=sam, held_by=sam.held_by, owner=team_member, from_site=hub
        )
        with as_jo() as (me, _), pytest.raises((NotAllowed, Person.DoesNotExist)):
            introducing.stop_introduction(by=me, introduction=other, words="", now=now, today=today)


class TestGoals:
    def test_get_a_step_from_the_person(self, as_jo, jo, shared, team_member, now, today):
        with as_the_owner():
            goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
            goal.words = "Row again"
            goal.save()
        with as_jo() as (me, _):
            supporting.say_how_far(
                by=me, goal=goal, how_far=4, words="", step_id=goal.id, now=now, today=today
            )
            with pytest.raises(DatabaseError), transaction.atomic():
                Goal.objects.update(state="REACHED")

        with acting_as(team_member):
            assert GoalStep.objects.get().how_far == 4


class TestWhatIsComing:
    def test_is_read_by_the_person_alone(self, as_jo, jo, sam, team_member, hub):
        for hours, person in enumerate((jo, sam), start=1):
            begins_at = timezone.now() + datetime.timedelta(hours=hours)
            MeetingFactory(
                booking=BookingFactory(worker=team_member, site=hub, begins_at=begins_at),
                person=person, held_by=jo.held_by, site=hub, written_by=team_member, who="",
            )  # fmt: skip
        with as_jo():
            coming = coming_to_them()
        assert [(each.site, each.worker) for each in coming] == [("Acomb", "Tariq")]
        with acting_as(team_member):
            assert coming_to_them() == []

    def test_says_with_whom_they_go_and_when(self, own, jo, team_member, hub, shared):
        hour = datetime.timedelta(hours=1)
        IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, way="ALONG",
            goes_with=team_member, goes_at=timezone.now() + hour, state="TO_GO", answer_by=None,
        )  # fmt: skip
        words = "Tariq goes along with you to"
        assert words in own("home")
        with as_the_owner():
            Introduction.objects.update(goes_at=timezone.now() - hour)
        assert words not in own("home")

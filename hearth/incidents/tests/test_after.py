"""After an incident: who was hurt, who is told, steps, what we learned; and what a person reads."""

import datetime
import re

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import IncidentPerson, IncidentStep, Lesson
from hearth.incidents.queries.after import LessonSaid
from hearth.incidents.queries.bodies import bodies
from hearth.incidents.tests.conftest import DAY
from hearth.people.models import Person
from hearth.people.queries.sections import EditedMeanwhile


@pytest.fixture
def incident(happened, greeter, hub_manager):
    """Written by Ama, owned by Hal."""
    return happened(greeter)


@pytest.fixture
def learn(incident, now, today):
    def write(by, learned, *, tell=False, stamp="", changed=""):
        stamp = stamp or queries.lesson_said(queries.lesson_of(incident)).stamp
        actions.write_lesson(
            by=by, incident=incident, said=LessonSaid(learned, changed), stamp=stamp, tell=tell,
            now=now, today=today,
        )  # fmt: skip

    return write


class TestWhoWasHurt:
    def test_a_person_or_a_worker_and_each_once(self, incident, greeter, team_member, jo, today):
        with acting_as(greeter):
            for words in ("Wet", "A scalded hand", "Wet"):
                actions.name_hurt(
                    by=greeter, incident=incident, person=jo, words=words, today=today
                )
            actions.name_hurt(by=greeter, incident=incident, worker=team_member.id, today=today)
            named = queries.people_named(incident, actor=greeter)
        assert [(one.name, one.words) for one in named] == [
            ("Jo", "Wet\n\nA scalded hand"), ("Tariq (works here)", ""),
        ]  # fmt: skip

    def test_is_somebody(self, incident, greeter, team_elsewhere, today):
        with acting_as(greeter):
            with pytest.raises(IncidentRefused, match="who it was"):
                actions.name_hurt(by=greeter, incident=incident, today=today)
            with pytest.raises(IncidentRefused, match="of the team"):
                actions.name_hurt(
                    by=greeter, incident=incident, worker=team_elsewhere.id, today=today
                )

    def test_by_mistake_is_taken_out(self, incident, greeter, hub_manager, jo, today):
        with acting_as(greeter):
            actions.name_hurt(by=greeter, incident=incident, person=jo, today=today)
            [named] = IncidentPerson.objects.all()
            for _ in range(2):
                actions.take_out_named(by=greeter, incident=incident, named=named)
            assert queries.people_named(incident, actor=greeter) == []

    def test_whose_record_the_reader_may_not_see_has_no_name_there(
        self, page, incident, greeter, hub_manager, jo, today
    ):
        with acting_as(greeter):
            actions.name_hurt(by=greeter, incident=incident, person=jo, today=today)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=hub_manager)

        shown = page(hub_manager, "incident", incident.id)
        assert "Somebody whose record is not open to you" in shown
        assert str(jo.id) not in shown

    def test_opening_the_page_is_written_down_for_the_person(
        self, page, incident, greeter, hub_manager, jo, today
    ):
        page(greeter, "hurt", incident.id, data={"q": "Jo"})
        data = {"q": "Jo", "save": "yes", "person": str(jo.id), "worker": "", "words": "Wet"}
        page(greeter, "hurt", incident.id, status=302, data=data)
        page(hub_manager, "incident", incident.id)
        with as_the_owner():
            line = AccessLine.objects.get(page="incident", actor_id=hub_manager.id)
        assert line.person_id == jo.id

    def test_nobody_of_another_hub_is_offered_or_taken(self, page, incident, greeter, sam, today):
        stranger = GrantFactory(site=None, role=Role.NETWORK_LEAD)  # anybody's id will do
        data = {"q": "Zo", "save": "yes", "person": str(stranger.user.id), "worker": ""}
        assert "who it was" in page(greeter, "hurt", incident.id, data=data)

    def test_the_person_reads_what_was_written_of_them_and_not_of_others(
        self, happened, greeter, hub_manager, jo, today
    ):
        row = happened(greeter, what="Sam threw a cup and Jo cried")
        with acting_as(greeter):
            actions.name_hurt(by=greeter, incident=row, person=jo, words="We sat down", today=today)
        with acting_as(hub_manager):
            [told] = queries.everything_about(jo)
        assert "We sat down" in told["says"]
        assert "Sam" not in told["says"]
        assert "read it with you" in told["says"]


class TestWhoIsTold:
    def test_is_somebody_on_the_list(self, page, incident, hub_manager, now):
        with acting_as(hub_manager), pytest.raises(IncidentRefused):
            actions.say_must_be_told(
                by=hub_manager, incident=incident, must={"NOBODY"}, drawn=set(), now=now
            )
        page(hub_manager, "told", incident.id, "NOBODY", status=404)

    def test_each_has_a_limit_and_an_official_source_or_says_that_it_is_to_be_confirmed(
        self, page, incident, hub_manager
    ):
        shown = page(hub_manager, "tell", incident.id)
        official = ("legislation.gov.uk", "hse.gov.uk", "ico.org.uk", "cqc.org.uk", "police.uk")
        for body in bodies().values():
            assert body.source.split("/")[2].removeprefix("www.") in official
            assert body.when
            assert body.limit
            if body.seen:
                assert datetime.date.fromisoformat(body.seen)
        unseen = [body for body in bodies().values() if not body.is_confirmed]
        assert shown.count("to be confirmed") == len(unseen) > 0


class TestSteps:
    @pytest.fixture
    def step(self, incident, hub_manager, team_member, today):
        def add(**said):
            said = {"what": "Mop", "doer": team_member.id, "due_on": today} | said
            with acting_as(hub_manager):
                return actions.add_step(
                    by=hub_manager, incident=incident, today=today,
                    **{"step_id": uuid7()} | said,
                )  # fmt: skip

        return add

    def test_is_seen_by_its_doer_who_sees_no_more(
        self, page, step, incident, team_member, colleague, now
    ):
        row = step()
        page(team_member, "incident", incident.id, status=404)
        assert "Mop" in page(team_member, "step", row.id)
        assert "Mop" in page(team_member, "incidents")
        assert "kettle" not in page(team_member, "step", row.id)
        page(colleague, "step", row.id, status=404)
        with acting_as(colleague):
            assert IncidentStep.objects.count() == 0

    def test_is_done_taken_up_and_carried_on(self, step, team_member, today):
        row = step()
        with acting_as(team_member):
            for done in (True, True, False):
                actions.settle_step(by=team_member, step=row, done=done, today=today)
            actions.carry_on_step(by=team_member, step=row, due_on=today + DAY, today=today)
            [mine] = queries.my_steps(team_member, today=today)
            assert (mine.due_on, mine.is_due) == (today + DAY, False)
            actions.settle_step(by=team_member, step=row, done=True, today=today)
            with pytest.raises(IncidentRefused, match="done"):
                actions.carry_on_step(by=team_member, step=row, due_on=today, today=today)
            assert queries.my_steps(team_member, today=today) == ()

    def test_twice_is_one_and_what_is_wrong_is_said(self, step, incident, today, team_elsewhere):
        one = uuid7()
        assert step(step_id=one) == step(step_id=one)
        for wrong, says in (
            ({"what": " "}, "to be done"),
            ({"due_on": today - DAY}, "day to come"),
            ({"doer": team_elsewhere.id}, "of the team"),
        ):
            with pytest.raises(IncidentRefused, match=says):
                step(**wrong)

    def test_is_added_to_nothing_that_is_settled(self, step, incident, hub_manager, now, today):
        with acting_as(hub_manager):
            actions.settle_incident(
                by=hub_manager, incident=incident, look_again_on=None, now=now, today=today
            )
        with pytest.raises(IncidentRefused, match="Take it up again"):
            step()

    def test_are_shown_with_as_many_questions_for_forty_as_for_twenty(
        self, page, step, incident, hub_manager, django_assert_max_num_queries
    ):
        def add():
            for _ in range(20):
                step()

        add()
        with django_assert_max_num_queries(44) as twenty:
            page(hub_manager, "incident", incident.id)
        add()
        with django_assert_max_num_queries(len(twenty)):
            page(hub_manager, "incident", incident.id)

    def test_is_due_on_its_day_and_waits_for_its_doer(self, client, step, team_member, today, now):
        def on_today(worker):
            client.force_login(worker)
            return client.get("/today/?site=acomb").content.decode()

        step(due_on=today + DAY)
        with acting_as(team_member):
            assert queries.mine(team_member, now).is_empty
            assert queries.how_many_wait(team_member, today=today) == 0
            assert len(queries.mine(team_member, now + DAY).steps) == 1
            assert queries.how_many_wait(team_member, today=today + DAY) == 1
        assert "1 thing to do about incidents" not in on_today(team_member)
        with as_the_owner():
            IncidentStep.objects.update(due_on=today)
        assert "1 thing to do about incidents" in on_today(team_member)

    def test_waits_once_for_an_owner_with_several_due(
        self, step, hub_manager, team_member, incident, today, now
    ):
        for _ in range(3):
            step()
        with acting_as(hub_manager):
            assert len(queries.mine(hub_manager, now).incidents) == 1
            assert queries.how_many_wait(hub_manager, today=today) == 1


class TestWhatWeLearned:
    def test_is_for_the_team_once_it_is_told(
        self, page, learn, incident, greeter, hub_manager, team_member, manager_elsewhere, partner
    ):
        with acting_as(hub_manager):
            learn(hub_manager, "Kettles stand at the back")
        assert "Kettles" not in page(team_member, "learned")
        with acting_as(team_member):
            assert Lesson.objects.count() == 0
        with acting_as(hub_manager):
            learn(hub_manager, "Kettles stand at the back", tell=True)

        shown = page(team_member, "learned")
        assert "Kettles stand at the back" in shown
        assert not re.search(r"\bAma\b", shown)
        assert str(incident.id) not in shown
        assert "Kettles" not in page(manager_elsewhere, "learned")
        page(partner, "learned", status=403)

    def test_names_nobody_who_was_there(
        self, learn, incident, greeter, team_member, hub_manager, jo, today
    ):
        with acting_as(hub_manager):
            for whom in ({"person": jo}, {"worker": team_member.id}):
                actions.name_hurt(by=hub_manager, incident=incident, today=today, **whom)
            for words in ("Watch Jo near kettles", "Tariq should know"):
                with pytest.raises(IncidentRefused, match="without the name"):
                    learn(hub_manager, words, tell=True)
            learn(hub_manager, "Job lists help", tell=True)

    def test_keeps_what_it_said_before_and_two_at_once_lose_nothing(
        self, page, learn, incident, hub_manager, greeter
    ):
        with acting_as(hub_manager):
            learn(hub_manager, "A")
            drawn = queries.lesson_said(queries.lesson_of(incident)).stamp
            learn(hub_manager, "B", stamp=drawn)
        with acting_as(greeter), pytest.raises(EditedMeanwhile):
            learn(greeter, "C", stamp=drawn)
        with acting_as(hub_manager):
            [before] = queries.lesson_before(incident)
        assert before.said.learned == "A"
        assert "changed by Hal" in page(hub_manager, "lesson", incident.id)

    def test_can_be_taken_from_the_team_again(self, page, learn, team_member, hub_manager):
        for tell in (True, False):
            with acting_as(hub_manager):
                learn(hub_manager, "Kettles", tell=tell)
        assert "Kettles" not in page(team_member, "learned")

    def test_is_added_by_nobody_who_does_not_see_the_incident(self, incident, team_member, learn):
        row = Lesson(
            incident=incident, site=incident.site, readers=incident.readers,
            written_by=team_member,
        )  # fmt: skip
        row.learned = "Not mine"
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


def test_forgetting_somebody_takes_their_name_out_and_keeps_that_it_happened(
    happened, agree, greeter, hub_manager, team_member, jo, today
):
    row = happened(greeter)
    agree(team_member, jo)
    with acting_as(greeter):
        actions.name_hurt(by=greeter, incident=row, person=jo, words="Wet", today=today)
    with acting_as(hub_manager), pytest.raises(NotAllowed):
        actions.forget_person(by=hub_manager, person=jo)
    everywhere = GrantFactory(site=None, role=Role.HUB_MANAGER).user
    with acting_as(everywhere):
        assert actions.forget_person(by=everywhere, person=jo) == [row]
        assert queries.everything_about(jo) == []
        [named] = queries.people_named(row, actor=everywhere)
    assert (named.name, named.words) == ("Somebody who has been forgotten", "")

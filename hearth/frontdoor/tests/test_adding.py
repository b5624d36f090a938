"""What may be added to a visit, never asked twice; and a child who has come in alone."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.models import AuditLine, Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import CHILD_ALONE, AlreadyAnswered
from hearth.frontdoor.models import Brought, ChildAlert, HowCame, HowToday, Otherwise, Visit
from hearth.frontdoor.tests.factories import ChildAlertFactory, VisitFactory


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


class TestAddToVisit:
    def test_keeps_every_answer(self, greeter, visit, now):
        actions.add_to_visit(
            by=greeter,
            visit=visit,
            now=now,
            brought=[Brought.TALK, Brought.COMPANY],
            how_today=HowToday.NOT_GREAT,
            how_came=HowCame.POLICE,
            otherwise=Otherwise.EMERGENCY,
            came_with="her sister",
            note="Would like the quiet room",
        )

        kept = Visit.objects.get()
        assert kept.brought == ["COMPANY", "TALK"]
        assert (kept.how_today, kept.how_came, kept.otherwise) == (
            "NOT_GREAT",
            "POLICE",
            "EMERGENCY",
        )
        assert (kept.came_with, kept.note) == ("her sister", "Would like the quiet room")

    def test_seals_what_was_said_in_words(self, greeter, visit, now):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, came_with="her sister", note="A hard week"
        )

        kept = Visit.objects.get()
        assert b"sister" not in bytes(kept.came_with_sealed)
        assert b"hard" not in bytes(kept.note_sealed)

    def test_leaves_what_is_left_out_as_it_is(self, greeter, visit, now):
        actions.add_to_visit(by=greeter, visit=visit, now=now, how_today=HowToday.WELL)
        actions.add_to_visit(by=greeter, visit=visit, now=now, how_came=HowCame.ALONE)

        kept = Visit.objects.get()
        assert (kept.how_today, kept.how_came) == ("WELL", "ALONE")

    def test_is_one_line_in_the_trail_and_none_for_nothing(self, greeter, visit, now):
        actions.add_to_visit(by=greeter, visit=visit, now=now, how_today=HowToday.WELL)
        actions.add_to_visit(by=greeter, visit=visit, now=now, how_today=HowToday.WELL)
        actions.add_to_visit(by=greeter, visit=visit, now=now)

        with as_the_owner():
            assert [line.verb for line in AuditLine.objects.filter(subject_id=visit.id)] == [
                "added to"
            ]

    def test_never_puts_one_answer_in_place_of_another(self, greeter, visit, now):
        actions.add_to_visit(by=greeter, visit=visit, now=now, how_today=HowToday.WELL)

        with pytest.raises(AlreadyAnswered, match="how they are today"):
            actions.add_to_visit(
                by=greeter, visit=visit, now=now, how_today=HowToday.OK, how_came=HowCame.ALONE
            )

        kept = Visit.objects.get()
        assert (kept.how_today, kept.how_came) == ("WELL", "")

    def test_adds_a_note_below_the_notes_that_are_there(self, greeter, visit, now):
        for note in ["First", "Second", "Second"]:
            actions.add_to_visit(by=greeter, visit=visit, now=now, note=note)

        assert Visit.objects.get().note == "First\nSecond"

    def test_refuses_a_book(self, greeter, visit, now):
        actions.add_to_visit(by=greeter, visit=visit, now=now, note="x" * 1990)

        with pytest.raises(Refused, match="2,000"):
            actions.add_to_visit(by=greeter, visit=visit, now=now, note="y" * 10)
        with pytest.raises(Refused, match="at most 200"):
            actions.add_to_visit(by=greeter, visit=visit, now=now, came_with="y" * 201)

    def test_refuses_a_visit_that_was_undone(self, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)

        with pytest.raises(Refused, match="undone"):
            actions.add_to_visit(by=greeter, visit=visit, now=now, note="Late")

    def test_is_for_those_who_welcome(self, network_lead, visit, now):
        with pytest.raises(NotAllowed):
            actions.add_to_visit(by=network_lead, visit=visit, now=now, note="From far away")


class TestAChildAlone:
    def test_alerts_those_whose_job_it_is_and_tells_upwards_once(self, greeter, visit, now):
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)

        assert Visit.objects.get().child_alone
        assert ChildAlert.objects.get().visit == visit
        with as_the_owner():
            told = Told.objects.get()
        assert (told.what, told.about_id) == (CHILD_ALONE, visit.id)

    def test_is_welcomed_like_anyone_without_a_name(self, greeter, nameless, now):
        actions.say_child_is_alone(by=greeter, visit=nameless, now=now)

        assert ChildAlert.objects.get().visit == nameless

    @pytest.mark.parametrize("role", ["safeguarding_lead", "hub_manager"])
    def test_is_told_to(self, greeter, hub, visit, now, minutes, role, request):
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        worker = request.getfixturevalue(role)

        with acting_as(worker):
            [alert] = queries.child_alerts(site=hub, actor=worker, now=minutes(3))

        assert (alert.visit_id, alert.minutes) == (visit.id, 3)

    @pytest.mark.parametrize("role", ["greeter", "team_member", "network_lead"])
    def test_is_not_told_to(self, greeter, hub, visit, now, role, safeguarding_lead, request):
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        worker = request.getfixturevalue(role)

        with acting_as(worker):
            assert queries.child_alerts(site=hub, actor=worker, now=now) == []

    def test_stays_told_when_the_visit_is_undone(self, greeter, hub, visit, now, hub_manager):
        actions.say_child_is_alone(by=greeter, visit=visit, now=now)
        actions.take_back(by=greeter, arrival=visit, now=now)

        with acting_as(hub_manager):
            [alert] = queries.child_alerts(site=hub, actor=hub_manager, now=now)
        assert alert.undone

    def test_is_shown_by_name_to_whoever_is_told(
        self, hub, visit, now, hub_manager, safeguarding_lead
    ):
        ChildAlertFactory(visit=visit)

        for worker in (hub_manager, safeguarding_lead):
            with acting_as(worker):
                [alert] = queries.child_alerts(site=hub, actor=worker, now=now)
            assert alert.person.said == "Jo"

    def test_names_the_child_on_the_visits_page_too(self, as_, greeter, visit, safeguarding_lead):
        page = as_(safeguarding_lead).get(f"/visits/{visit.id}/").content.decode()
        assert "Visit by somebody known here" in page

        ChildAlertFactory(visit=visit)

        page = as_(safeguarding_lead).get(f"/visits/{visit.id}/").content.decode()
        assert "Visit by Jo" in page
        assert f"/people/{visit.person_id}" not in page

    def test_at_every_site_is_told_in_two_questions_to_those_whose_job_it_is(
        self, hub, other_hub, greeter, visit, safeguarding_lead, now, django_assert_num_queries
    ):
        GrantFactory(user=safeguarding_lead, site=other_hub, role=Role.SAFEGUARDING_LEAD)
        ChildAlertFactory(visit=visit)
        for _ in range(20):
            ChildAlertFactory(visit=VisitFactory(site=other_hub, welcomed_by=greeter))

        with acting_as(safeguarding_lead), django_assert_num_queries(2):
            alerts = queries.child_alerts(actor=safeguarding_lead, now=now)
        assert {alert.site.name for alert in alerts} == {"Acomb", "Clifton"}
        assert len(alerts) == 21

    def test_put_right_since_is_one_question_more_however_many_there_are(
        self, hub, greeter, visit, safeguarding_lead, now, django_assert_num_queries
    ):
        for each in [visit, *(VisitFactory(site=hub, welcomed_by=greeter) for _ in range(20))]:
            actions.say_child_is_alone(by=greeter, visit=each, now=now)
            actions.correct_visit(by=greeter, visit=each, now=now, child_alone=False)
            actions.correct_visit(by=greeter, visit=each, now=now, note="Came with an aunt")

        with acting_as(safeguarding_lead), django_assert_num_queries(3):
            alerts = queries.child_alerts(actor=safeguarding_lead, now=now)
        said = f"Put right since by {greeter.name}: not a child alone. Please check."
        assert [alert.since for alert in alerts] == [said] * 21

    def test_is_told_to_the_team_only_where_nobody_is_safeguarding_lead(
        self, hub, visit, team_member, team_member_elsewhere, greeter, now, request
    ):
        ChildAlertFactory(visit=visit)

        def told(worker):
            with acting_as(worker):
                return len(queries.child_alerts(actor=worker, now=now))

        assert [told(each) for each in (team_member, team_member_elsewhere, greeter)] == [1, 0, 0]
        assert not queries.has_safeguarding_lead(hub, now=now)
        lead = request.getfixturevalue("safeguarding_lead")
        assert [told(each) for each in (team_member, lead)] == [0, 1]
        assert queries.has_safeguarding_lead(hub, now=now)
        with as_the_owner():
            lead.grants.update(until_on=timezone.localdate(now) - datetime.timedelta(days=2))
        assert told(team_member) == 1


class TestAcknowledgeChildAlert:
    @pytest.fixture
    def alert(self, visit):
        return ChildAlertFactory(visit=visit)

    def test_makes_it_quiet_and_keeps_who_saw_it_first(
        self, hub, alert, now, minutes, hub_manager, safeguarding_lead
    ):
        with acting_as(safeguarding_lead):
            actions.acknowledge_child_alert(by=safeguarding_lead, alert=alert, now=now)
            assert queries.child_alerts(site=hub, actor=safeguarding_lead, now=now) == []
        with acting_as(hub_manager):
            seen = actions.acknowledge_child_alert(by=hub_manager, alert=alert, now=minutes(5))

        assert (seen.seen_by, seen.seen_at) == (safeguarding_lead, now)

    @pytest.mark.parametrize("role", ["greeter", "team_member"])
    def test_is_not_for_others(self, alert, now, role, request):
        worker = request.getfixturevalue(role)

        with acting_as(worker), pytest.raises(NotAllowed):
            actions.acknowledge_child_alert(by=worker, alert=alert, now=now)

    def test_is_not_for_the_manager_of_another_hub(
        self, other_hub, greeter_elsewhere, now, hub_manager
    ):
        theirs = VisitFactory(site=other_hub, welcomed_by=greeter_elsewhere)

        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.acknowledge_child_alert(
                by=hub_manager, alert=ChildAlertFactory(visit=theirs), now=now
            )

"""Steps that are handed on, or left alone; and the day to look again, which nothing loses."""

import pytest
from django.db import connection

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import Incident, IncidentStep
from hearth.incidents.tests.conftest import DAY
from hearth.incidents.tests.test_pages import on
from hearth.people.actions import SavedAlready


@pytest.fixture
def step(happened, greeter, hub_manager, team_member, today):
    """Tariq is to mop after what Ama wrote down, which Hal owns."""
    row = happened(greeter)
    with acting_as(hub_manager):
        return actions.add_step(
            by=hub_manager, incident=row, what="Mop", doer=team_member.id, due_on=today,
            step_id=uuid7(), today=today,
        )  # fmt: skip


def seen(worker):
    with acting_as(User.objects.get(id=worker.id)):
        return set(IncidentStep.objects.values_list("id", flat=True))


class TestHandedOn:
    def test_is_theirs_at_once_and_mine_no_more(self, step, team_member, colleague, today):
        with acting_as(team_member):
            name = actions.hand_on_step(by=team_member, step=step, to=colleague.id, today=today)
        assert name == "Cole"
        assert seen(team_member) == set()
        assert seen(colleague) == {step.id}
        with acting_as(colleague):
            [mine] = queries.my_steps(colleague, today=today)
        assert (mine.doer, mine.handed_by, mine.handed_on) == ("Cole", "Tariq", today)

    def test_by_whoever_leads_too_and_to_the_team_alone(
        self, step, hub_manager, colleague, team_elsewhere, today
    ):
        with acting_as(hub_manager):
            for _ in range(2):
                actions.hand_on_step(by=hub_manager, step=step, to=colleague.id, today=today)
            with pytest.raises(IncidentRefused, match="of the team"):
                actions.hand_on_step(by=hub_manager, step=step, to=team_elsewhere.id, today=today)
            actions.settle_step(by=hub_manager, step=step, done=True, today=today)
            with pytest.raises(IncidentRefused, match="done"):
                actions.hand_on_step(by=hub_manager, step=step, to=hub_manager.id, today=today)

    def test_by_nobody_who_does_not_see_it_nor_to_another_hub_past_the_page(
        self, step, colleague, team_member, team_elsewhere, manager_elsewhere
    ):
        for worker, to in (
            (colleague, colleague), (manager_elsewhere, manager_elsewhere),
            (team_member, team_elsewhere),
        ):  # fmt: skip
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute("SELECT incidents_hand_on(%s, %s)", [step.id, to.id])
                assert cursor.fetchone() == (False,)
        with as_the_owner():
            assert IncidentStep.objects.get(id=step.id).doer == team_member

    def test_is_one_page(self, page, step, team_member, colleague):
        assert "Cole" in page(team_member, "hand_on", step.id)
        page(team_member, "hand_on", step.id, data={"doer": str(colleague.id)}, status=302)
        assert "Handed on by Tariq" in page(colleague, "incidents")
        page(team_member, "hand_on", step.id, status=404)


class TestLeftAlone:
    def test_a_colleagues_that_is_due_is_seen_by_whoever_leads(
        self, page, step, hub_manager, colleague, team_member, manager_elsewhere, today, now
    ):
        shown = page(hub_manager, "incidents")
        assert "Waiting for others in your team" in shown
        for worker in (team_member, colleague, manager_elsewhere):
            assert "Waiting for others" not in page(worker, "incidents")
        with as_the_owner():
            IncidentStep.objects.update(due_on=today + DAY)
        with acting_as(hub_manager):
            assert queries.mine(hub_manager, now).others == ()

    def test_is_said_on_today_once_it_is_long_overdue_or_its_doer_has_left(
        self, client, page, step, hub_manager, team_member, today
    ):
        def waits():
            with acting_as(hub_manager):
                return queries.how_many_wait(hub_manager, today=today)

        with as_the_owner():
            Incident.objects.update(owner=team_member)
        assert waits() == 0
        with as_the_owner():
            IncidentStep.objects.update(due_on=today - 8 * DAY)
        assert waits() == 1
        with as_the_owner():
            IncidentStep.objects.update(due_on=today + 9 * DAY)
        assert waits() == 0
        with as_the_owner():
            team_member.grants.update(until_on=today - DAY)
        assert waits() == 1
        client.force_login(hub_manager)
        assert "about incidents" in client.get("/today/?site=acomb").content.decode()
        assert "Tariq has left" in page(hub_manager, "incidents")
        assert f"/incidents/steps/{step.id}/hand-on/" in page(hub_manager, "incidents")

    def test_are_asked_for_as_often_for_forty_as_for_twenty(
        self, page, step, hub_manager, team_member, today, django_assert_max_num_queries
    ):
        def add():
            with as_the_owner():
                for _ in range(20):
                    one = IncidentStep.objects.get(id=step.id)
                    one.id = uuid7()
                    one.what = "Mop"
                    one.save(force_insert=True)

        add()
        with django_assert_max_num_queries(48) as twenty:
            page(hub_manager, "incidents")
        add()
        with django_assert_max_num_queries(len(twenty)):
            page(hub_manager, "incidents")


class TestADayToLookAgain:
    def test_is_said_after_it_was_settled_and_can_be_put_off_or_let_go(
        self, page, happened, greeter, hub_manager, today, now
    ):
        row = happened(greeter)
        day = on("look_again_on", today + 5 * DAY)
        page(hub_manager, "settle", row.id, data=day | {"again": "yes"}, status=302)
        assert f'value="{(today + 5 * DAY).year}"' in page(hub_manager, "incident", row.id)
        page(hub_manager, "settle", row.id, data=day, status=302)
        with acting_as(hub_manager):
            assert queries.mine(hub_manager, now).is_empty
            [mine] = queries.mine(hub_manager, now + 5 * DAY).incidents
            assert mine.id == row.id
            assert queries.how_many_wait(hub_manager, today=today + 5 * DAY) == 1
        page(hub_manager, "settle", row.id, data={"again": "yes"}, status=302)
        with acting_as(hub_manager):
            assert queries.mine(hub_manager, now + 5 * DAY).is_empty
            assert Incident.objects.get().settled_at

    def test_typed_wrong_is_not_lost(self, page, happened, greeter, hub_manager, today):
        row = happened(greeter)
        shown = page(hub_manager, "settle", row.id, data=on("look_again_on", today - DAY))
        assert "Choose a day to come" in shown
        assert f'value="{(today - DAY).day}"' in shown
        with as_the_owner():
            assert Incident.objects.get().settled_at is None

    def test_of_an_agreement_stays_through_other_changes_even_once_it_is_due(
        self, agree, said, team_member, jo, now, today
    ):
        row = agree(team_member, jo, look_again_on=(today + DAY).isoformat())

        def change(by_day, when, **other):
            with acting_as(team_member):
                fresh = queries.get_agreement(row.id, person=jo, actor=team_member)
                actions.change_agreement(
                    by=team_member, agreement=fresh, owner=team_member.id, now=now, today=when,
                    said=said(look_again_on=by_day.isoformat(), **other),
                    stamp=queries.agreement_said(fresh).stamp,
                )  # fmt: skip

        later = today + 3 * DAY
        change(today + DAY, later, door="Please ring Cole")
        with acting_as(team_member):
            fresh = queries.get_agreement(row.id, person=jo, actor=team_member)
            assert fresh.look_again_on == today + DAY
            [due] = queries.agreements_due(team_member, by=later)
            assert due.is_past
            actions.stop_agreement(
                by=team_member, agreement=fresh, theirs="", note="x", now=now, today=later
            )
        with pytest.raises(IncidentRefused, match="day to come"):
            change(today + DAY, later, door="Please ring Cole")  # to take it up is to look again

    def test_of_an_agreement_is_within_four_weeks_for_who_is_not_in_the_building(
        self, agree, said, team_member, jo, now, today
    ):
        far = (today + 60 * DAY).isoformat()
        row = agree(team_member, jo, look_again_on=far)
        with acting_as(team_member), pytest.raises(IncidentRefused, match="four weeks"):
            actions.change_agreement(
                by=team_member, agreement=row, owner=team_member.id, now=now, today=today,
                said=said(look_again_on=far, how="ELSEWHERE", still_helped="By phone"),
                stamp=queries.agreement_said(row).stamp,
            )  # fmt: skip


def test_the_same_page_sent_again_in_other_words_loses_none_of_them(
    agree, happened, hub_manager, team_member, jo, today
):
    one = uuid7()
    agree(team_member, jo, agreement_id=one)
    with pytest.raises(SavedAlready):
        agree(team_member, jo, agreement_id=one, why="Another reason")
    happened(team_member, incident_id=one)
    with pytest.raises(SavedAlready):
        happened(team_member, incident_id=one, what="It was the other kettle")
    with pytest.raises(SavedAlready):
        happened(team_member, incident_id=one, todo="Lock the kitchen door")
    two = uuid7()
    happened(team_member, incident_id=two, todo="Lock the kitchen door")
    happened(team_member, incident_id=two, todo="Lock the kitchen door")
    with pytest.raises(SavedAlready):
        happened(team_member, incident_id=two, todo="Lock both doors")
    with as_the_owner():
        assert IncidentStep.objects.filter(incident=two).count() == 1

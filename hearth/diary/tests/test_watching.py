"""Who watches over somebody who is out alone, when that changes; and how long it is kept."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.models import Grant
from hearth.accounts.queries import workers_named
from hearth.diary import actions, jobs, queries
from hearth.diary.actions import DiaryRefused
from hearth.diary.jobs import who_runs_the_hub, who_watches
from hearth.diary.models import LoneVisit, LoneVisitDetails
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.diary.tests.factories import LoneVisitDetailsFactory, LoneVisitFactory
from hearth.diary.tests.test_lone_visits import MINUTE, loud, reads
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.timer import OnATimer


@pytest.fixture
def watch(now):
    def act(by, visit, buddy, at=now):
        with acting_as(by):
            actions.take_over_watch(by=by, visit=visit, buddy_id=buddy.id, now=at)

    return act


@pytest.fixture
def leaves(today):
    """A worker holds no role any more."""

    def act(worker):
        with as_the_owner():
            Grant.objects.filter(user=worker).update(until_on=today - DAY)

    return act


def told(find, visit, today):
    with acting_as(OnATimer()):
        found = find(visit.id, today)
        return sorted(worker.name for worker in found.workers) if found else []


def done(visit):
    with as_the_owner():
        details = LoneVisitDetails.objects.get(visit=visit)
        return [each.words for each in queries.visits.secret_of(details).done]


class TestTheWatch:
    def test_is_given_to_another_when_the_buddy_goes_home(
        self, go, watch, team_member, greeter, colleague
    ):
        visit = go(team_member)
        watch(greeter, visit, colleague)
        assert reads(colleague, visit) == "14 Mill Lane"
        assert reads(greeter, visit) == ""
        names = workers_named([colleague.id, greeter.id])
        assert done(visit) == [
            f"{names[colleague.id]} watches now, and {names[greeter.id]} no more"
        ]

    def test_is_given_by_whoever_is_out_or_runs_the_hub_too(
        self, go, watch, team_member, greeter, colleague, hub_manager
    ):
        visit = go(team_member)
        watch(team_member, visit, colleague)
        watch(hub_manager, visit, greeter)
        assert reads(greeter, visit) == "14 Mill Lane"

    def test_given_when_they_are_late_is_told_to_the_new_buddy_at_once(
        self, go, watch, team_member, greeter, colleague, now
    ):
        visit = go(team_member)
        late, timer = now + HOUR + MINUTE, OnATimer()
        with acting_as(timer):
            assert actions.tell_overdue(by=timer, now=late) == 1
        watch(greeter, visit, colleague, late)
        assert loud(greeter, late) == []
        assert len(loud(colleague, late)) == 1
        with acting_as(timer):
            assert actions.tell_overdue(by=timer, now=late) == 1

    def test_is_nobody_elses_to_give_and_goes_to_nobody_else(
        self, go, watch, team_member, greeter, colleague, team_elsewhere, partner
    ):
        visit = go(team_member)
        with pytest.raises(Refused):
            watch(colleague, visit, colleague)
        for other in (team_member, team_elsewhere, partner):
            with pytest.raises(DiaryRefused, match="somebody else"):
                watch(greeter, visit, other)
            with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
                LoneVisit.objects.filter(id=visit.id).update(buddy=other)
        assert reads(greeter, visit) == "14 Mill Lane"

    def test_is_over_once_they_are_back(self, go, watch, team_member, greeter, colleague, now):
        visit = go(team_member)
        with acting_as(team_member):
            actions.come_back(by=team_member, visit=visit, now=now)
        with pytest.raises(DiaryRefused, match="back"):
            watch(greeter, visit, colleague)

    def test_has_a_page(self, go, page, team_member, greeter, colleague):
        visit = go(team_member)
        shown = page(greeter, "visit", visit.id)
        assert "Somebody else watches now" in shown
        assert "Cole" in shown
        page(greeter, "watch", visit.id, data={"buddy": ""}, status=302)
        page(greeter, "watch", visit.id, data={"buddy": str(colleague.id)}, status=302)
        assert reads(colleague, visit) == "14 Mill Lane"
        assert "14 Mill Lane" not in page(greeter, "visit", visit.id)


class TestSomebodyLeaves:
    def test_where_the_buddy_is_of_the_team_no_more_the_manager_hears_at_once(
        self, go, page, team_member, greeter, hub_manager, leaves, now, today
    ):
        visit = go(team_member)
        late = now + HOUR + MINUTE
        assert told(who_watches, visit, today) == [greeter.name]
        assert loud(hub_manager, late) == []
        leaves(greeter)
        assert told(who_watches, visit, today) == ["Hal"]
        assert len(loud(hub_manager, late)) == 1
        assert "Nobody watches" in page(team_member, "visit", visit.id)

    def test_where_nobody_runs_the_hub_its_team_hears(
        self, go, team_member, greeter, colleague, hub_manager, team_elsewhere, leaves, now, today
    ):
        visit = go(team_member)
        later = now + HOUR + 16 * MINUTE
        assert loud(colleague, later) == []
        assert told(who_runs_the_hub, visit, today) == ["Hal"]
        leaves(hub_manager)
        assert len(loud(colleague, later)) == 1
        assert loud(team_elsewhere, later) == []
        assert "Cole" in told(who_runs_the_hub, visit, today)

    def test_whoever_is_out_and_has_no_role_any_more_is_looked_for_all_the_same(
        self, go, client, team_member, greeter, leaves, now
    ):
        visit = go(team_member)
        leaves(team_member)
        late = now + HOUR + MINUTE
        client.force_login(team_member)
        client.post(f"/diary/visits/{visit.id}/back/")
        assert len(loud(greeter, late)) == 1
        with acting_as(greeter):
            actions.say_what_was_done(
                by=greeter, visit=visit, words="Rang: at home", how="back", now=late
            )
        assert loud(greeter, late) == []


class TestOnceTheyAreBack:
    def test_more_can_be_said_by_those_who_may_still_read_it(
        self, go, page, team_member, greeter, hub_manager, now
    ):
        visit = go(team_member)
        with acting_as(team_member):
            actions.come_back(by=team_member, visit=visit, now=now - MINUTE)
        for worker in (team_member, hub_manager):
            said = {"words": f"Said by {worker.name}"}
            assert "Is there more to say?" in page(worker, "visit", visit.id)
            page(worker, "visit", visit.id, data=said, status=302)
        assert done(visit)[1:] == ["Said by Tariq", "Said by Hal"]
        assert "Is there more to say?" not in page(greeter, "visit", visit.id)
        with acting_as(greeter), pytest.raises(DiaryRefused, match="hub manager can write"):
            actions.say_what_was_done(by=greeter, visit=visit, words="Rang", how="back", now=now)
        with as_the_owner():
            assert LoneVisit.objects.get().over_at == now - MINUTE

    def test_where_they_went_is_forgotten_after_two_weeks(self, go, team_member, hub_manager, now):
        visit = go(team_member)
        with acting_as(team_member):
            actions.come_back(by=team_member, visit=visit, now=now)

        def forgotten(days):
            with as_the_owner():
                LoneVisit.objects.update(over_at=now - days * DAY)
            jobs.forget(schema="york")
            return reads(hub_manager, visit)

        assert forgotten(13.9) == "14 Mill Lane"
        assert forgotten(14.1) == ""
        with as_the_owner():
            assert not LoneVisitDetails.objects.exists()
            assert LoneVisit.objects.get().worker_id == team_member.id

    def test_nobody_who_is_out_is_forgotten(self, go, team_member, hub_manager, now):
        visit = go(team_member)
        with as_the_owner():
            LoneVisit.objects.update(began_at=now - 30 * DAY, back_by=now - 30 * DAY)
        jobs.forget(schema="york")
        assert reads(hub_manager, visit) == "14 Mill Lane"

    def test_only_hearth_forgets(self, go, team_member, hub_manager, now):
        visit = go(team_member)
        with as_the_owner():
            LoneVisit.objects.update(over_at=now - 30 * DAY)
        for worker in (team_member, hub_manager):
            with acting_as(worker):
                with pytest.raises(NotAllowed):
                    actions.forget_where_they_went(by=worker, now=now)
                assert LoneVisitDetails.objects.filter(visit=visit).delete()[0] == 0


class TestForgettingSomebody:
    def test_does_not_lose_a_worker_who_is_with_them(
        self, go, team_member, greeter, hub_manager, jo, shared, now
    ):
        visit = go(team_member, person=jo)
        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)
        assert reads(greeter, visit) == "14 Mill Lane"
        with as_the_owner():
            details = LoneVisitDetails.objects.get()
            assert (details.person_id, details.whom) == (None, "")
        with acting_as(greeter):
            said = {"words": "Rang, all well", "how": "back"}
            actions.say_what_was_done(by=greeter, visit=visit, now=now, **said)
        with as_the_owner():
            assert not LoneVisitDetails.objects.exists()


class TestWhenTheClocksChange:
    @pytest.mark.parametrize(
        ("now", "typed", "back_by"),
        [
            ("2026-10-25T00:10+00:00", "1:30am", "2026-10-25T00:30+00:00"),
            ("2026-10-25T00:40+00:00", "1:30am", "2026-10-25T01:30+00:00"),
            ("2026-10-25T23:30+00:00", "0:15", "2026-10-26T00:15+00:00"),
            ("2027-03-28T00:30+00:00", "3am", "2027-03-28T02:00+00:00"),
            ("2026-12-31T23:50+00:00", "0:20", "2027-01-01T00:20+00:00"),
            ("2028-02-29T23:50+00:00", "0:20", "2028-03-01T00:20+00:00"),
        ],
    )
    def test_back_by_is_the_next_time_that_the_clock_says_so(
        self, page, team_member, greeter, time_machine, now, typed, back_by
    ):
        time_machine.move_to(datetime.datetime.fromisoformat(now))
        said = {"where": "x", "whom": "x", "plan": "x", "louder_after": "15", "back_by": typed}
        page(team_member, "go", data=said | {"buddy": str(greeter.id)}, status=302)
        with as_the_owner():
            assert LoneVisit.objects.get().back_by == datetime.datetime.fromisoformat(back_by)


def test_a_visit_row_and_its_details_say_the_same(db, hub, team_member, greeter, now):
    visit = LoneVisitFactory(worker=team_member, buddy=greeter, site=hub)
    LoneVisitDetailsFactory(visit=visit)
    with as_the_owner():
        LoneVisit.objects.update(over_at=now)
        assert LoneVisitDetails.objects.get().over_at == now

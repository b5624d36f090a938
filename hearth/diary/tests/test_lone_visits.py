"""Going somewhere alone: watched, loud when somebody is not back, and read by those who must."""

import datetime

import pytest

from hearth.diary import actions, jobs, queries
from hearth.diary.actions import DiaryRefused
from hearth.diary.models import LoneVisit, LoneVisitDetails
from hearth.diary.tests.conftest import DAY, HOUR
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine, Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.tests.test_opening_pages import works_here
from hearth.places.timer import OnATimer
from hearth.support.tests.factories import share_support

MINUTE = datetime.timedelta(minutes=1)


def reads(worker, visit):
    """Return where they went, as a worker reads it; none if they may not."""
    with acting_as(worker):
        row = LoneVisit.objects.select_related("site").filter(id=visit.id)
        if not row:
            return None
        (shown,) = queries.visits_shown(row, actor=worker, now=visit.began_at)
        seen = LoneVisitDetails.objects.filter(visit=visit).exists()
        assert seen is bool(shown.secret), "query and wall differ"
        return shown.secret.where if shown.secret else ""


def over_a_while_ago(visit, now):
    with as_the_owner():
        LoneVisitDetails.objects.filter(visit=visit).update(over_at=now - HOUR)


def loud(worker, at):
    with acting_as(worker):
        return [each.words for each in queries.loud_visits(actor=worker, now=at)]


class TestWhoReads:
    def test_where_they_went(
        self, go, team_member, colleague, greeter, hub_manager, team_elsewhere, network_lead,
        partner, now,
    ):  # fmt: skip
        visit = go(team_member)
        for worker in (team_member, greeter, hub_manager):
            assert reads(worker, visit) == "14 Mill Lane"
        assert reads(colleague, visit) == ""
        assert reads(network_lead, visit) == ""
        assert reads(team_elsewhere, visit) is None
        assert reads(partner, visit) is None

        with acting_as(team_member):
            actions.come_back(by=team_member, visit=visit, now=now)
        over_a_while_ago(visit, now)
        assert reads(greeter, visit) == ""
        for worker in (team_member, hub_manager):
            assert reads(worker, visit) == "14 Mill Lane"

    def test_whoever_reads_whose_home_it_is_is_written_down(
        self, go, page, team_member, hub_manager, jo, shared
    ):
        visit = go(team_member, person=jo)
        assert "Jo" in page(hub_manager, "visit", visit.id)
        with as_the_owner():
            lines = AccessLine.objects.filter(person_id=jo.id, actor_id=hub_manager.id)
            assert [line.page for line in lines] == ["lone visit"]

    @pytest.mark.parametrize("known_before", [True, False])
    def test_is_not_read_by_whom_it_is_to_if_they_work_here(
        self, go, page, team_member, greeter, hub_manager, jo, shared, now, known_before
    ):
        if known_before:
            works_here(jo, hub_manager)
            visit = go(team_member, buddy=hub_manager)
            with as_the_owner():
                LoneVisitDetails.objects.update(person=jo)
        else:
            visit = go(team_member, buddy=hub_manager, person=jo)
            works_here(jo, hub_manager)

        assert reads(hub_manager, visit) == ""
        assert reads(team_member, visit) == "14 Mill Lane"
        said = page(hub_manager, "visit", visit.id)
        assert "Ring me, then ring Hal" not in said
        with acting_as(hub_manager), pytest.raises(DiaryRefused, match="is to you"):
            actions.say_what_was_done(
                by=hub_manager, visit=visit, words="Fine", how="back", now=now
            )

    def test_is_told_to_the_person_and_goes_with_them(self, go, team_member, jo, shared, now):
        visit = go(team_member, person=jo)
        with acting_as(team_member):
            [said] = queries.everything_about(jo)
        assert "Tariq came to you alone. Where: 14 Mill Lane" in said["says"]
        assert "Hal" not in said["says"]
        with acting_as(team_member):
            actions.come_back(by=team_member, visit=visit, now=now)
        with acting_as(OnATimer()):
            actions.forget_person(by=OnATimer(), person=jo)
        with as_the_owner():
            assert not LoneVisitDetails.objects.exists()
            assert LoneVisit.objects.get().id == visit.id


class TestGoing:
    def test_is_one_at_a_time_and_a_double_tap_is_one(self, go, team_member):
        once = uuid7()
        assert go(team_member, visit_id=once).id == go(team_member, visit_id=once).id
        with pytest.raises(DiaryRefused, match="out already"):
            go(team_member)

    def test_to_somebody_is_for_those_they_share_with(self, go, team_member, hub_manager, jo):
        share_support(jo, by=team_member, roles=("TEAM_MEMBER",))
        with pytest.raises(NotAllowed):
            go(hub_manager, person=jo)
        assert go(team_member, person=jo)

    def test_is_watched_by_another_of_the_team(self, go, team_member, team_elsewhere, partner):
        for buddy in (team_member, team_elsewhere, partner):
            with pytest.raises(DiaryRefused, match="somebody else"):
                go(team_member, buddy=buddy)

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"where": " "}, "where you are going"),
            ({"whom": ""}, "whom"),
            ({"plan": ""}, "not back"),
            ({"louder_after": 9999}, "minutes"),
        ],
    )
    def test_says_what_is_missing(self, go, team_member, said, words):
        with pytest.raises(DiaryRefused, match=words):
            go(team_member, **said)

    def test_is_of_today(self, go, team_member, now):
        for back_by in (now - MINUTE, now + DAY):
            with pytest.raises(DiaryRefused, match="time"):
                go(team_member, back_by=back_by)

    def test_is_for_those_who_support_people(self, go, greeter, network_lead, hub_manager):
        for worker in (greeter, network_lead):
            with pytest.raises(NotAllowed):
                go(worker, buddy=hub_manager)


class TestNotBack:
    def test_is_loud_for_the_buddy_then_for_the_manager(
        self, go, team_member, greeter, hub_manager, colleague, network_lead, now
    ):
        go(team_member)
        cast = (team_member, greeter, hub_manager, colleague, network_lead)
        before, late, later = now + HOUR, now + HOUR + MINUTE, now + HOUR + 16 * MINUTE
        assert [len(loud(worker, before)) for worker in cast] == [0, 0, 0, 0, 0]
        assert [len(loud(worker, late)) for worker in cast] == [1, 1, 0, 0, 0]
        assert [len(loud(worker, later)) for worker in cast] == [1, 1, 1, 0, 0]
        assert "Tariq went out alone and is not back" in loud(greeter, late)[0]

    def test_stands_on_every_page_until_somebody_writes_what_they_did(
        self, go, client, page, team_member, greeter, now
    ):
        visit = go(team_member, back_by=now + MINUTE)
        with as_the_owner():
            LoneVisit.objects.update(back_by=now - MINUTE)
        client.force_login(greeter)
        words = "Tariq went out alone and is not back"
        assert words in client.get("/welcome/").content.decode()
        said = {"words": "Rang, no answer", "how": "not-found"}
        page(greeter, "visit", visit.id, data=said, status=302)
        assert words in client.get("/welcome/").content.decode()
        said = {"words": "Rang, all well", "how": "still-out", "minutes": "20"}
        page(greeter, "visit", visit.id, data=said, status=302)
        assert words not in client.get("/welcome/").content.decode()
        shown = page(greeter, "visit", visit.id)
        assert "Rang, no answer (Not found yet)" in shown
        assert "Rang, all well (Still out, and well" in shown
        page(greeter, "visit", visit.id, data={"words": "Here", "how": "back"}, status=302)
        with acting_as(greeter):
            assert LoneVisit.objects.get().over_at

    def test_is_told_upwards_once_each(self, go, team_member, now):
        visit = go(team_member)
        timer = OnATimer()
        told = []
        for at in (HOUR, HOUR + MINUTE, HOUR + 2 * MINUTE, HOUR + 16 * MINUTE, 2 * HOUR):
            with acting_as(timer):
                told.append(actions.tell_overdue(by=timer, now=now + at))
        assert told == [0, 1, 0, 1, 0]
        with as_the_owner():
            lines = list(Told.objects.order_by("at").values_list("what", "about_id"))
        assert lines == [
            ("diary.visit_overdue", visit.id), ("diary.visit_long_overdue", visit.id)
        ]  # fmt: skip

    def test_is_looked_for_by_a_job(self, go, team_member, now, db):
        go(team_member)
        with as_the_owner():
            LoneVisit.objects.update(back_by=now - HOUR)
        jobs.look_out(schema="york")
        with as_the_owner():
            assert Told.objects.filter(what__startswith="diary.").count() == 2

    def test_only_hearth_tells(self, team_member, hub_manager, now):
        for worker in (team_member, hub_manager):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.tell_overdue(by=worker, now=now)


class TestOneTap:
    def test_back(self, go, page, team_member, greeter, now):
        visit = go(team_member)
        for _ in range(2):
            page(team_member, "back", visit.id, data={}, status=302)
        with as_the_owner():
            assert LoneVisit.objects.get().over_at
        assert loud(greeter, now + DAY) == []

    def test_half_an_hour_more_from_when_they_were_expected_or_from_now(self, go, team_member, now):
        visit = go(team_member)
        with acting_as(team_member):
            first = actions.need_longer(by=team_member, visit=visit, back_by=visit.back_by, now=now)
            again = actions.need_longer(by=team_member, visit=visit, back_by=visit.back_by, now=now)
            late = actions.need_longer(
                by=team_member, visit=visit, back_by=again, now=now + 3 * HOUR
            )
        assert first == again == now + HOUR * 1.5
        assert late == now + 3.5 * HOUR

    def test_is_theirs_alone(self, go, page, team_member, greeter, colleague, hub_manager, now):
        visit = go(team_member)
        for worker in (greeter, colleague, hub_manager):
            page(worker, "back", visit.id, data={}, status=302)
            page(worker, "longer", visit.id, data={"back_by": str(visit.back_by)}, status=302)
        with acting_as(colleague), pytest.raises(Refused, match="Only whoever"):
            actions.say_what_was_done(by=colleague, visit=visit, words="x", how="back", now=now)
        with as_the_owner():
            row = LoneVisit.objects.get()
            assert (row.over_at, row.back_by) == (None, visit.back_by)

    @pytest.mark.parametrize("lost", ["", "x", "2026-01-01"])
    def test_lost_on_the_way_changes_nothing(self, go, page, team_member, lost):
        visit = go(team_member)
        page(team_member, "longer", visit.id, data={"back_by": lost}, status=302)
        with as_the_owner():
            assert LoneVisit.objects.get().back_by == visit.back_by

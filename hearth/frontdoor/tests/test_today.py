"""How busy it is, beside a usual day; and a person's own visits."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.models import Correction, Visit
from hearth.frontdoor.queries import Counts, Usual
from hearth.frontdoor.tests.factories import (
    ConversationFactory,
    HeadcountFactory,
    VisitFactory,
)
from hearth.people.tests.factories import PersonFactory

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(weeks=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


class TestCountsSoFar:
    def test_keeps_visits_people_and_groups_apart(self, hub, greeter, jo):
        for hours in (1, 3):
            VisitFactory(
                site=hub, person=jo, welcomed_by=greeter, arrived_at=MONDAY_NOON - hours * HOUR
            )
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=MONDAY_NOON)
        HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=MONDAY_NOON, how_many=12)

        counts = queries.counts_so_far(hub, actor=greeter, now=MONDAY_NOON)

        assert counts == Counts(
            visits=3, people_known_by_name=1, without_a_name=1, in_groups=12, groups=1
        )

    def test_begins_at_midnight_in_england(self, hub, greeter):
        half_past_midnight = datetime.datetime(2026, 7, 5, 23, 30, tzinfo=datetime.UTC)
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=half_past_midnight)
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=half_past_midnight - HOUR)

        counts = queries.counts_so_far(hub, actor=greeter, now=half_past_midnight + 12 * HOUR)

        assert counts.visits == 1

    def test_of_an_empty_day_are_noughts(self, hub, greeter):
        assert queries.counts_so_far(hub, actor=greeter, now=MONDAY_NOON) == Counts(0, 0, 0, 0, 0)

    def test_are_not_for_those_who_see_no_visits(self, hub, board_member):
        with pytest.raises(NotAllowed):
            queries.counts_so_far(hub, actor=board_member, now=MONDAY_NOON)


class TestUsualDay:
    def came(self, hub, greeter, *, weeks_ago, visits, at=MONDAY_NOON):
        for _ in range(visits):
            VisitFactory(site=hub, welcomed_by=greeter, arrived_at=at - weeks_ago * WEEK)

    def test_is_the_middle_of_the_last_such_weekdays(self, hub, greeter):
        for weeks_ago, visits in enumerate([1, 9, 5], start=1):
            self.came(hub, greeter, weeks_ago=weeks_ago, visits=visits)

        usual = queries.usual_day(hub, actor=greeter, now=MONDAY_NOON)

        assert usual == Usual(visits=5, in_groups=0, days=3)

    def test_looks_at_eight_days_and_no_more(self, hub, greeter):
        for weeks_ago in range(1, 9):
            self.came(hub, greeter, weeks_ago=weeks_ago, visits=1)
        self.came(hub, greeter, weeks_ago=9, visits=30)

        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON) == Usual(1, 0, 8)

    def test_leaves_out_days_on_which_the_site_was_not_open(self, hub, greeter):
        self.came(hub, greeter, weeks_ago=1, visits=4)
        self.came(hub, greeter, weeks_ago=10, visits=6)

        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON) == Usual(5, 0, 2)

    def test_counts_up_to_this_time_of_day_only(self, hub, greeter):
        self.came(hub, greeter, weeks_ago=1, visits=2)
        self.came(hub, greeter, weeks_ago=1, visits=7, at=MONDAY_NOON + HOUR)

        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON).visits == 2

    def test_goes_by_the_clock_on_the_wall_when_the_clocks_change(self, hub, greeter):
        summer = datetime.datetime(2026, 3, 30, 11, 0, tzinfo=datetime.UTC)  # noon in England
        self.came(hub, greeter, weeks_ago=1, visits=3, at=summer + HOUR)  # noon, still in winter

        assert queries.usual_day(hub, actor=greeter, now=summer).visits == 3

    def test_goes_by_the_clock_on_the_wall_in_summer(self, hub, greeter):
        noon = datetime.datetime(2026, 7, 6, 11, 0, tzinfo=datetime.UTC)
        self.came(hub, greeter, weeks_ago=1, visits=3, at=noon)
        self.came(hub, greeter, weeks_ago=1, visits=4, at=noon + HOUR / 2)

        assert queries.usual_day(hub, actor=greeter, now=noon).visits == 3

    def test_leaves_out_other_weekdays_other_sites_and_what_was_undone(
        self, hub, other_hub, greeter, greeter_elsewhere
    ):
        day = datetime.timedelta(days=1)
        self.came(hub, greeter, weeks_ago=1, visits=1)
        self.came(hub, greeter, weeks_ago=1, visits=5, at=MONDAY_NOON - day)
        self.came(other_hub, greeter_elsewhere, weeks_ago=1, visits=5)
        undone = VisitFactory(
            site=hub, welcomed_by=greeter, arrived_at=MONDAY_NOON - WEEK, taken_back_at=MONDAY_NOON
        )

        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON).visits == 1
        assert undone.taken_back_at

    def test_counts_people_in_groups_beside_visits(self, hub, greeter):
        HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=MONDAY_NOON - WEEK, how_many=12)

        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON) == Usual(0, 12, 1)

    def test_of_a_new_site_is_not_known(self, hub, greeter):
        assert queries.usual_day(hub, actor=greeter, now=MONDAY_NOON) == Usual(None, None, 0)

    def test_is_one_question(self, hub, greeter, django_assert_num_queries):
        with django_assert_num_queries(1):
            queries.usual_day(hub, actor=greeter, now=MONDAY_NOON)


class TestLikelyNow:
    def test_puts_those_first_who_usually_come_at_this_hour_of_this_weekday(self, hub, greeter):
        lately, evening, often = (
            PersonFactory(known_as=name, sites=[hub]) for name in ("Lately", "Evening", "Often")
        )
        for weeks in (1, 2, 3):
            VisitFactory(
                site=hub, person=often, welcomed_by=greeter, arrived_at=MONDAY_NOON - weeks * WEEK
            )
            VisitFactory(
                site=hub,
                person=evening,
                welcomed_by=greeter,
                arrived_at=MONDAY_NOON - weeks * WEEK + 6 * HOUR,
            )
        VisitFactory(
            site=hub, person=lately, welcomed_by=greeter, arrived_at=MONDAY_NOON - 48 * HOUR
        )

        offered = queries.likely_now(hub, actor=greeter, now=MONDAY_NOON)

        assert [each.person.name for each in offered] == ["Often", "Evening", "Lately"]

    def test_leaves_out_those_who_came_today(self, hub, greeter, jo):
        for before in (WEEK, HOUR):
            VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=MONDAY_NOON - before)

        assert queries.likely_now(hub, actor=greeter, now=MONDAY_NOON) == []

    @pytest.mark.parametrize(
        "facts",
        [{"listed": False}, {"greeted_at": []}, {"died_recorded_at": MONDAY_NOON}],
        ids=["not listed", "long ago", "died"],
    )
    def test_leaves_out_people_who_are_not_to_be_offered(self, hub, greeter, team_member, facts):
        person = PersonFactory(sites=[hub], **facts)
        VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=MONDAY_NOON - WEEK)

        with acting_as(team_member):
            assert queries.likely_now(hub, actor=team_member, now=MONDAY_NOON) == []

    def test_is_two_questions_at_twenty_people(self, hub, greeter, django_assert_num_queries):
        for _ in range(20):
            VisitFactory(
                site=hub,
                person=PersonFactory(sites=[hub]),
                welcomed_by=greeter,
                arrived_at=MONDAY_NOON - WEEK,
            )

        with django_assert_num_queries(2):
            assert len(queries.likely_now(hub, actor=greeter, now=MONDAY_NOON)) == 6


class TestVisitsOf:
    def test_are_those_at_sites_where_the_actor_sees_visits(
        self, hub, other_hub, greeter, greeter_elsewhere, jo
    ):
        here = VisitFactory(site=hub, person=jo, welcomed_by=greeter)
        VisitFactory(site=other_hub, person=jo, welcomed_by=greeter_elsewhere)

        with as_the_owner():  # past the wall, so that the question itself must leave them out
            found = queries.visits_of(jo, actor=greeter)

        assert ([row.visit_id for row in found.rows], found.total) == ([here.id], 1)

    def test_are_the_latest_with_how_many_there_are(
        self, hub, greeter, jo, django_assert_num_queries
    ):
        for _ in range(21):
            ConversationFactory(visit=VisitFactory(site=hub, person=jo, welcomed_by=greeter))

        with django_assert_num_queries(3):
            found = queries.visits_of(jo, actor=greeter, limit=20)
        assert (len(found.rows), found.total) == (20, 21)


class TestEverythingAboutAndForgetting:
    @pytest.fixture
    def told(self, hub, greeter, visit, now):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, how_today="OK", came_with="her sister",
            note="Jo likes the window", brought=["TALK"],
        )  # fmt: skip
        actions.ask_to_talk(by=greeter, visit=visit, now=now)
        return visit

    def test_is_told_in_words(self, told, jo):
        [row] = queries.everything_about(jo)

        assert (
            row.items()
            >= {
                "Where": "Acomb",
                "How you were": "OK",
                "What brought you in": "To talk to someone",
                "Who you came with": "her sister",
                "A note for the team": "Jo likes the window",
                "Talking": "You asked to talk",
            }.items()
        )

    def test_keeps_the_count_and_forgets_whose_it_was(
        self, told, hub, greeter, network_lead, jo, now
    ):
        actions.correct_visit(by=greeter, visit=told, now=now, note="Jo likes the door")

        with acting_as(network_lead):
            assert actions.forget_person(by=network_lead, person=jo) == 1

        with acting_as(greeter):
            forgotten = Visit.objects.get()
            assert (forgotten.person_id, forgotten.note, forgotten.came_with) == (None, "", "")
            assert forgotten.how_today == "OK"
            assert not any("Jo" in kept.was for kept in Correction.objects.all())
            assert queries.counts_so_far(hub, actor=greeter, now=now).visits == 1

    def test_forgets_that_a_visit_was_once_written_down_as_theirs(
        self, told, greeter, network_lead, jo, now
    ):
        actions.correct_visit(by=greeter, visit=told, now=now, person=None)

        with acting_as(network_lead):
            actions.forget_person(by=network_lead, person=jo)

        with acting_as(greeter):
            correction = Correction.objects.latest("recorded_at")
        assert (correction.person_changed, correction.person_was_id) == (True, None)

    def test_is_for_those_who_see_every_site(self, told, hub_manager, jo):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.forget_person(by=hub_manager, person=jo)

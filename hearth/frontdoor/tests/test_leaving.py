"""Who is in the building, until somebody is seen leaving or it is certain that they have gone."""

import datetime

import pytest

from hearth.design.words import clock
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import LeavingRefused
from hearth.frontdoor.models import Source, Visit
from hearth.frontdoor.tests.factories import (
    ConversationFactory,
    HeadcountFactory,
    PresenceFactory,
    VisitFactory,
)
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


class TestWhoIsIn:
    def test_keeps_names_no_names_groups_and_workers_apart(
        self, hub, greeter, visit, nameless, headcount, now
    ):
        PresenceFactory(site=hub, signed_in_by=greeter, user=greeter, name="Ama")
        PresenceFactory(site=hub, signed_in_by=greeter, kind="CONTRACTOR", name="Gas engineer")

        building = queries.who_is_in(hub, actor=greeter, now=now)

        assert [each.name for each in building.named] == ["Jo"]
        assert [each.visit_id for each in building.unnamed] == [nameless.id]
        assert [(each.how_many, each.what) for each in building.groups] == [(7, "Knitting")]
        assert [
            (words, [who.name for who in found]) for words, found in building.workers_by_kind
        ] == [("Staff", ["Ama"]), ("Contractor or visitor on business", ["Gas engineer"])]
        assert (building.visitor_count, building.people_count) == (9, 11)
        assert building.me
        assert building.me.name == "Ama"

    def test_leaves_out_those_who_left_and_those_who_were_undone(
        self, hub, greeter, visit, nameless, now
    ):
        actions.leave(by=greeter, arrival=visit, now=now)
        actions.take_back(by=greeter, arrival=nameless, now=now)

        assert queries.who_is_in(hub, actor=greeter, now=now).visitors == ()

    @pytest.mark.parametrize("source", [Source.PAPER, Source.FILE])
    def test_leaves_out_those_who_were_written_up_from_a_sheet(self, hub, greeter, now, source):
        VisitFactory(site=hub, welcomed_by=greeter, source=source)

        building = queries.who_is_in(hub, actor=greeter, now=now)
        assert (building.visitors, building.earlier.visits) == ((), 0)

    def test_says_the_name_of_somebody_who_chose_not_to_be_listed(
        self, hub, greeter, team_member, safeguarding_lead, now
    ):
        private = PersonFactory(known_as="Private", sites=[hub], listed=False, greeted_at=[])
        VisitFactory(site=hub, person=private, welcomed_by=greeter, arrived_at=now)
        VisitFactory(site=hub, person=private, welcomed_by=greeter, arrived_at=now - 24 * HOUR)

        for worker in (greeter, team_member, safeguarding_lead):
            with acting_as(worker):
                [told] = queries.who_is_in(hub, actor=worker, now=now).named
            assert told.person.said == "Private"

    def test_lists_nobody_twice_who_went_out_unseen_and_came_in_again(
        self, hub, greeter, visit, jo, now, minutes
    ):
        VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=now - 13 * HOUR)
        again = VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=minutes(30))

        building = queries.who_is_in(hub, actor=greeter, now=minutes(30))
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(31))

        assert [each.visit_id for each in building.visitors] == [again.id]
        assert (building.earlier.people, gone.everyone) == (0, 1)
        assert not Visit.objects.still_in().exists()

    def test_counts_nobody_who_has_died_among_those_who_have_gone(
        self, hub, greeter, visit, nameless, jo, now
    ):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(died_recorded_at=now, greeted_at=[])

        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=now)

        assert (gone.visits, gone.everyone) == (1, 1)
        assert not Visit.objects.still_in().exists()

    def test_keeps_somebody_in_whose_second_welcome_was_undone(
        self, hub, greeter, visit, jo, now, minutes
    ):
        wrong = VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=minutes(3))
        actions.take_back(by=greeter, arrival=wrong, now=minutes(4))

        building = queries.who_is_in(hub, actor=greeter, now=minutes(5))
        assert [each.visit_id for each in building.visitors] == [visit.id]

    def test_sets_apart_those_who_came_long_ago_until_that_is_confirmed(
        self, hub, greeter, overnight, visit, now
    ):
        building = queries.who_is_in(hub, actor=greeter, now=now)

        assert [each.visit_id for each in building.visitors] == [visit.id]
        assert [each.visit_id for each in building.earlier.listed] == [overnight.id]
        assert (building.earlier.people, building.earlier.since) == (1, overnight.arrived_at)

    def test_counts_more_from_earlier_than_it_lists(self, hub, greeter, now):
        for _ in range(51):
            VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now - 30 * HOUR)
        HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=now - 31 * HOUR)

        earlier = queries.who_is_in(hub, actor=greeter, now=now).earlier

        assert (earlier.visits, earlier.in_groups, len(earlier.listed)) == (51, 7, 50)
        assert earlier.since == now - 31 * HOUR

    def test_asks_nine_questions_at_twenty_people(
        self, hub, greeter, now, django_assert_num_queries
    ):
        for _ in range(20):
            person = PersonFactory(sites=[hub])
            VisitFactory(site=hub, person=person, welcomed_by=greeter, arrived_at=now)
            VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now - 20 * HOUR)
            HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=now)
            HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=now - 20 * HOUR)
            PresenceFactory(site=hub, signed_in_by=greeter)

        with django_assert_num_queries(9):
            building = queries.who_is_in(hub, actor=greeter, now=now)
        assert len(building.visitors) == len(building.workers) == 20

    def test_is_of_one_site(self, other_hub, visit, headcount, network_lead, now):
        with acting_as(network_lead):
            assert queries.who_is_in(other_hub, actor=network_lead, now=now).people_count == 0

    @pytest.mark.parametrize("role", ["board_member", "greeter_elsewhere"])
    def test_is_not_for(self, hub, now, role, request):
        with pytest.raises(NotAllowed):
            queries.who_is_in(hub, actor=request.getfixturevalue(role), now=now)


class TestLeave:
    def test_writes_down_when(self, greeter, visit, now, minutes):
        actions.leave(by=greeter, arrival=visit, now=minutes(30))
        actions.leave(by=greeter, arrival=visit, now=minutes(40))

        assert Visit.objects.get().left_at == minutes(30)

    def test_of_a_group_is_all_of_them(self, hub, greeter, headcount, now, minutes):
        actions.leave(by=greeter, arrival=headcount, now=minutes(30))

        assert queries.who_is_in(hub, actor=greeter, now=minutes(30)).groups == ()

    def test_may_be_said_afterwards(self, greeter, visit, minutes):
        left = actions.leave(by=greeter, arrival=visit, now=minutes(30), left_at=minutes(10))

        assert left.left_at == minutes(10)

    @pytest.mark.parametrize(("left", "says"), [(-1, "before they came in"), (31, "not come yet")])
    def test_cannot_be_before_they_came_nor_in_the_future(
        self, greeter, visit, minutes, left, says
    ):
        with pytest.raises(LeavingRefused, match=says):
            actions.leave(by=greeter, arrival=visit, now=minutes(30), left_at=minutes(left))

    def test_of_a_visit_that_was_undone_means_nothing(self, greeter, visit, now):
        actions.take_back(by=greeter, arrival=visit, now=now)

        with pytest.raises(Refused, match="undone"):
            actions.leave(by=greeter, arrival=visit, now=now)

    @pytest.mark.parametrize("role", ["network_lead", "greeter_elsewhere"])
    def test_is_not_for(self, visit, now, role, request):
        with pytest.raises(NotAllowed):
            actions.leave(by=request.getfixturevalue(role), arrival=visit, now=now)


class TestConfirmGone:
    def test_takes_away_the_mark_and_makes_up_no_time(self, hub, greeter, overnight, now):
        actions.confirm_gone(by=greeter, arrival=overnight, now=now)

        kept = Visit.objects.get()
        assert (kept.left_at, kept.confirmed_gone_at) == (None, now)
        assert queries.who_is_in(hub, actor=greeter, now=now).earlier.people == 0

    def test_twice_changes_nothing(self, greeter, overnight, now, minutes):
        actions.confirm_gone(by=greeter, arrival=overnight, now=now)
        actions.confirm_gone(by=greeter, arrival=overnight, now=minutes(1))

        assert Visit.objects.get().confirmed_gone_at == now

    def test_is_not_for_another_hub(self, overnight, now, greeter_elsewhere):
        with pytest.raises(NotAllowed):
            actions.confirm_gone(by=greeter_elsewhere, arrival=overnight, now=now)


class TestFindStillHere:
    def test_brings_them_back_among_those_who_are_in(self, hub, greeter, overnight, now):
        actions.find_still_here(by=greeter, arrival=overnight, now=now)

        building = queries.who_is_in(hub, actor=greeter, now=now)
        assert [each.seen_at for each in building.visitors] == [now]
        assert building.earlier.people == 0

    def test_holds_for_another_twelve_hours(self, hub, greeter, overnight, now):
        actions.find_still_here(by=greeter, arrival=overnight, now=now)

        building = queries.who_is_in(hub, actor=greeter, now=now + 13 * HOUR)
        assert building.earlier.people == 1

    def test_puts_right_a_wrong_tap_on_left(self, hub, greeter, visit, now):
        actions.leave(by=greeter, arrival=visit, now=now)
        actions.find_still_here(by=greeter, arrival=visit, now=now)

        assert len(queries.who_is_in(hub, actor=greeter, now=now).visitors) == 1

    def test_keeps_when_they_were_said_to_have_left(self, greeter, visit, now):
        actions.leave(by=greeter, arrival=visit, now=now)
        actions.find_still_here(by=greeter, arrival=visit, now=now)
        actions.find_still_here(by=greeter, arrival=visit, now=now)

        told = queries.history_of(queries.get_visit(visit.id, actor=greeter))
        assert {line.who for line in told} == {"Ama"}
        assert told[0].what == "Found still here"
        assert told[1].what.startswith(
            f"Found still here, though they had left at {clock(now)} on "
        )

    def test_is_not_for_another_hub(self, overnight, now, greeter_elsewhere):
        with pytest.raises(NotAllowed):
            actions.find_still_here(by=greeter_elsewhere, arrival=overnight, now=now)

    def test_goes_on_with_the_wait_of_somebody_who_was_said_to_have_left(
        self, hub, greeter, visit, now, minutes
    ):
        ConversationFactory(visit=visit)
        actions.leave(by=greeter, arrival=visit, now=minutes(5))

        actions.find_still_here(by=greeter, arrival=visit, now=minutes(25))

        [waiting] = queries.waiting_to_talk(hub, actor=greeter, now=minutes(25))
        assert (waiting.wanted_at, waiting.minutes) == (now, 25)


class TestConfirmEveryoneGone:
    def test_counts_visitors_groups_and_workers(
        self, hub, greeter, visit, nameless, overnight, headcount, now, minutes
    ):
        PresenceFactory(site=hub, signed_in_by=greeter)

        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))

        assert (gone.visits, gone.in_groups, gone.workers, gone.everyone) == (3, 7, 1, 11)
        building = queries.who_is_in(hub, actor=greeter, now=minutes(2))
        assert building.people_count + building.earlier.people == 0

    def test_ends_the_wait_of_those_who_would_have_liked_to_talk(
        self, hub, greeter, visit, now, minutes
    ):
        conversation = ConversationFactory(visit=visit)

        actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))

        conversation.refresh_from_db()
        assert conversation.left_before

    def test_leaves_in_whoever_came_after_the_page_was_drawn(
        self, hub, greeter, visit, now, minutes
    ):
        late = VisitFactory(site=hub, welcomed_by=greeter, arrived_at=minutes(2))

        actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(3), as_drawn_at=minutes(1))

        building = queries.who_is_in(hub, actor=greeter, now=minutes(3))
        assert [each.visit_id for each in building.visitors] == [late.id]

    def test_of_days_gone_by_leaves_in_those_of_today_and_those_found_since(
        self, hub, greeter, visit, overnight, now
    ):
        found = VisitFactory(
            site=hub, welcomed_by=greeter, arrived_at=now - 14 * HOUR, still_here_at=now - HOUR
        )

        gone = actions.confirm_earlier_gone(by=greeter, site=hub, now=now)

        assert gone.everyone == 1
        building = queries.who_is_in(hub, actor=greeter, now=now)
        assert [each.visit_id for each in building.visitors] == [found.id, visit.id]
        assert building.earlier.people == 0

    def test_can_be_undone_for_ten_minutes(self, hub, greeter, visit, headcount, now, minutes):
        PresenceFactory(site=hub, signed_in_by=greeter)
        conversation = ConversationFactory(visit=visit)
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))

        actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=minutes(11))

        assert queries.who_is_in(hub, actor=greeter, now=minutes(11)).people_count == 9
        conversation.refresh_from_db()
        assert (conversation.ended_at, conversation.left_before) == (None, False)

    def test_undone_leaves_once_whoever_signed_in_or_asked_to_talk_again(
        self, hub, greeter, team_member, visit, now, minutes
    ):
        PresenceFactory(site=hub, user=team_member, signed_in_by=greeter)
        ConversationFactory(visit=visit)
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))
        with acting_as(team_member):
            actions.sign_in_myself(by=team_member, site=hub, now=minutes(2))
            actions.ask_to_talk(by=team_member, visit=visit, now=minutes(2))

        with acting_as(greeter):
            actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=minutes(3))

            assert len(queries.who_is_in(hub, actor=greeter, now=minutes(3)).workers) == 1
            waiting = queries.waiting_to_talk(hub, actor=greeter, now=minutes(3))
            assert [row.wanted_at for row in waiting] == [minutes(2)]

    def test_cannot_be_undone_after_that(self, hub, greeter, visit, minutes):
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))

        with pytest.raises(LeavingRefused, match="more than ten minutes"):
            actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=minutes(12))

    def test_undone_leaves_alone_those_who_went_before(
        self, hub, greeter, visit, nameless, now, minutes
    ):
        actions.confirm_gone(by=greeter, arrival=nameless, now=now)
        gone = actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))
        actions.undo_everyone_gone(by=greeter, site=hub, at=gone.at, now=minutes(2))

        building = queries.who_is_in(hub, actor=greeter, now=minutes(2))
        assert [each.visit_id for each in building.visitors] == [visit.id]

    def test_is_of_one_site(self, hub, other_hub, greeter, greeter_elsewhere, now, minutes):
        VisitFactory(site=other_hub, welcomed_by=greeter_elsewhere, arrived_at=now)

        actions.confirm_everyone_gone(by=greeter, site=hub, now=minutes(1))

        with acting_as(greeter_elsewhere):
            building = queries.who_is_in(other_hub, actor=greeter_elsewhere, now=minutes(1))
            assert len(building.visitors) == 1

    @pytest.mark.parametrize("role", ["network_lead", "greeter_elsewhere"])
    def test_is_not_for(self, hub, now, role, request):
        worker = request.getfixturevalue(role)
        with pytest.raises(NotAllowed):
            actions.confirm_everyone_gone(by=worker, site=hub, now=now)
        with pytest.raises(NotAllowed):
            actions.undo_everyone_gone(by=worker, site=hub, at=now, now=now)
        with pytest.raises(NotAllowed):
            actions.confirm_earlier_gone(by=worker, site=hub, now=now)

"""Who left today, and putting back whoever was marked as gone by a wrong tap."""

import datetime

import pytest

from hearth.design.words import clock
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import LeavingRefused
from hearth.frontdoor.models import Source
from hearth.frontdoor.tests.factories import (
    ConversationFactory,
    HeadcountFactory,
    VisitFactory,
)

HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


class TestPutBack:
    def test_is_as_if_they_had_not_left(self, hub, greeter, visit, now, minutes):
        conversation = ConversationFactory(visit=visit)
        actions.leave(by=greeter, arrival=visit, now=minutes(5))

        for moment in (minutes(15), minutes(40)):
            actions.put_back(by=greeter, arrival=visit, now=moment)

        [inside] = queries.who_is_in(hub, actor=greeter, now=minutes(15)).visitors
        assert (inside.since, inside.seen_at, inside.wants_to_talk) == (now, None, True)
        conversation.refresh_from_db()
        assert (conversation.wanted_at, conversation.left_before) == (now, False)
        with as_the_owner():
            assert AuditLine.objects.filter(verb="put back in", subject_id=visit.pk).count() == 1

    def test_is_kept_with_when_they_were_said_to_have_left(self, greeter, visit, minutes):
        actions.leave(by=greeter, arrival=visit, now=minutes(5))

        back = actions.put_back(by=greeter, arrival=visit, now=minutes(6))

        words = [
            told.what for told in queries.history_of(queries.get_visit(back.pk, actor=greeter))
        ]
        assert any(
            said.startswith(f"Put back as in, though they had left at {clock(minutes(5))}")
            for said in words
        )

    def test_of_a_group_that_was_known_to_have_gone(self, hub, greeter, headcount, minutes):
        actions.confirm_gone(by=greeter, arrival=headcount, now=minutes(5))

        actions.put_back(by=greeter, arrival=headcount, now=minutes(6))

        assert queries.who_is_in(hub, actor=greeter, now=minutes(6)).visitor_count == 7

    def test_leaves_them_waiting_once_who_asked_again(self, greeter, visit, minutes):
        ConversationFactory(visit=visit)
        actions.leave(by=greeter, arrival=visit, now=minutes(1))
        actions.ask_to_talk(by=greeter, visit=visit, now=minutes(2))

        actions.put_back(by=greeter, arrival=visit, now=minutes(3))

        assert visit.conversations.filter(ended_at__isnull=True).count() == 1

    def test_is_possible_for_ten_minutes(self, greeter, visit, minutes):
        actions.leave(by=greeter, arrival=visit, now=minutes(5))

        with pytest.raises(LeavingRefused, match="more than ten minutes ago"):
            actions.put_back(by=greeter, arrival=visit, now=minutes(16))

    def test_is_not_for_those_who_only_look(self, greeter, visit, network_lead, minutes):
        actions.leave(by=greeter, arrival=visit, now=minutes(5))

        with pytest.raises(NotAllowed):
            actions.put_back(by=network_lead, arrival=visit, now=minutes(6))


class TestLeftToday:
    @pytest.fixture
    def ask(self, hub, greeter, now):
        return lambda: queries.left_today(hub, actor=greeter, now=now)

    def test_is_everybody_named_or_not_and_every_group(
        self, greeter, visit, nameless, headcount, now, ask
    ):
        for arrival in (visit, nameless):
            actions.leave(by=greeter, arrival=arrival, now=now)
        actions.confirm_gone(by=greeter, arrival=headcount, now=now)

        left = ask()

        assert {each.person.said for each in left.visitors} == {"Jo", "Somebody without a name"}
        assert [(each.what, each.at) for each in left.groups] == [("Knitting", now)]
        assert left.people == 9

    def test_has_nobody_who_is_in_or_came_in_again_or_was_undone(
        self, hub, greeter, visit, nameless, headcount, jo, now, minutes, ask
    ):
        actions.leave(by=greeter, arrival=visit, now=now)
        VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=minutes(1))
        actions.leave(by=greeter, arrival=nameless, now=now)
        actions.take_back(by=greeter, arrival=nameless, now=now)

        assert ask().people == 0

    def test_has_nobody_of_a_day_gone_by_or_of_a_sheet(self, hub, greeter, now, ask):
        long_ago = now - 50 * HOUR
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=long_ago, left_at=long_ago + HOUR)
        VisitFactory(
            site=hub, welcomed_by=greeter, arrived_at=now, left_at=now, source=Source.PAPER
        )

        assert ask().people == 0

    def test_asks_three_questions_at_twenty_people(
        self, hub, greeter, now, ask, django_assert_num_queries
    ):
        for _ in range(20):
            VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now, left_at=now)
            HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=now, left_at=now)

        with django_assert_num_queries(3):
            assert ask().people == 160

    def test_is_not_for_those_who_see_no_visits(self, hub, board_member, now):
        with pytest.raises(NotAllowed):
            queries.left_today(hub, actor=board_member, now=now)

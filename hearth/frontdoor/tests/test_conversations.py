"""Somebody would like to talk: nobody waits unseen, and no conversation is taken twice."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.actions import ConversationRefused
from hearth.frontdoor.models import Conversation
from hearth.frontdoor.tests.factories import ConversationFactory, VisitFactory


@pytest.fixture(autouse=True)
def _the_team_member_acts(team_member):
    with acting_as(team_member):
        yield


@pytest.fixture
def conversation(visit):
    return ConversationFactory(visit=visit)


class TestAskToTalk:
    def test_begins_the_wait(self, hub, team_member, visit, now, minutes):
        actions.ask_to_talk(by=team_member, visit=visit, now=now)

        [waiting] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(12))
        assert (waiting.name, waiting.minutes, waiting.taken_by) == ("Jo", 12, "")

    def test_twice_is_one_wait_from_the_first_time(self, team_member, visit, now, minutes):
        first = actions.ask_to_talk(by=team_member, visit=visit, now=now)
        again = actions.ask_to_talk(by=team_member, visit=visit, now=minutes(5))

        assert again == first
        assert again.wanted_at == now

    def test_after_a_talk_begins_anew(self, team_member, visit, conversation, now):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)
        actions.end_conversation(by=team_member, conversation=conversation, now=now)

        again = actions.ask_to_talk(by=team_member, visit=visit, now=now)

        assert again != conversation

    def test_needs_a_visit_that_was_not_undone(self, team_member, visit, now):
        actions.take_back(by=team_member, arrival=visit, now=now)

        with pytest.raises(Refused, match="undone"):
            actions.ask_to_talk(by=team_member, visit=visit, now=now)

    def test_is_written_down_by_those_who_welcome(self, visit, network_lead, now):
        with pytest.raises(NotAllowed):
            actions.ask_to_talk(by=network_lead, visit=visit, now=now)


class TestTakeConversation:
    def test_tells_everyone_who_has_it(self, hub, team_member, greeter, conversation, minutes):
        actions.take_conversation(by=team_member, conversation=conversation, now=minutes(9))

        [talking] = queries.waiting_to_talk(hub, actor=greeter, now=minutes(30))
        assert (talking.taken_by, talking.minutes, talking.loud) == ("Tariq", 9, False)

    def test_cannot_be_done_twice_and_says_kindly_who_has_it(
        self, team_member, other_team_member, conversation, now
    ):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)

        with pytest.raises(ConversationRefused, match="Tariq took this conversation at"):
            actions.take_conversation(by=other_team_member, conversation=conversation, now=now)
        assert Conversation.objects.get().taken_by == team_member

    def test_pressed_twice_by_one_worker_is_once(self, team_member, conversation, now, minutes):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)
        again = actions.take_conversation(by=team_member, conversation=conversation, now=minutes(1))

        assert again.taken_at == now

    def test_is_not_possible_when_they_have_gone(self, team_member, conversation, now):
        actions.leave_before_talking(by=team_member, conversation=conversation, now=now)

        with pytest.raises(ConversationRefused, match="changed their mind"):
            actions.take_conversation(by=team_member, conversation=conversation, now=now)

    def test_is_not_possible_when_it_is_over(
        self, team_member, other_team_member, conversation, now
    ):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)
        actions.end_conversation(by=team_member, conversation=conversation, now=now)

        with pytest.raises(ConversationRefused, match="ended at"):
            actions.take_conversation(by=other_team_member, conversation=conversation, now=now)

    def test_is_not_possible_when_the_visit_was_undone(self, team_member, visit, conversation, now):
        actions.take_back(by=team_member, arrival=visit, now=now)

        with pytest.raises(ConversationRefused, match="undone"):
            actions.take_conversation(by=team_member, conversation=conversation, now=now)

    @pytest.mark.parametrize("role", ["greeter", "network_lead", "team_member_elsewhere"])
    def test_is_not_for(self, conversation, now, role, request):
        worker = request.getfixturevalue(role)

        with pytest.raises(NotAllowed):
            actions.take_conversation(by=worker, conversation=conversation, now=now)


class TestGiveBackConversation:
    def test_lets_them_wait_on_since_they_first_asked(
        self, hub, team_member, conversation, now, minutes
    ):
        actions.take_conversation(by=team_member, conversation=conversation, now=minutes(5))
        actions.give_back_conversation(by=team_member, conversation=conversation)

        [waiting] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(8))
        assert (waiting.taken_by, waiting.minutes) == ("", 8)

    def test_is_for_whoever_has_it(self, team_member, other_team_member, conversation, now):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)

        with pytest.raises(ConversationRefused, match="Tariq has this conversation"):
            actions.give_back_conversation(by=other_team_member, conversation=conversation)

    def test_twice_changes_nothing(self, team_member, conversation):
        actions.give_back_conversation(by=team_member, conversation=conversation)

        assert Conversation.objects.get().taken_by is None


class TestEndConversation:
    def test_takes_it_off_the_board(self, hub, team_member, conversation, now, minutes):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)
        ended = actions.end_conversation(by=team_member, conversation=conversation, now=minutes(40))
        actions.end_conversation(by=team_member, conversation=conversation, now=minutes(50))

        ended.refresh_from_db()
        assert (ended.ended_at, ended.left_before) == (minutes(40), False)
        assert queries.waiting_to_talk(hub, actor=team_member, now=minutes(50)) == []

    def test_may_be_done_by_a_colleague(self, team_member, other_team_member, conversation, now):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)

        with acting_as(other_team_member):
            assert actions.end_conversation(
                by=other_team_member, conversation=conversation, now=now
            ).ended_at

    def test_needs_somebody_to_have_taken_it(self, team_member, conversation, now):
        with pytest.raises(ConversationRefused, match="Nobody has taken"):
            actions.end_conversation(by=team_member, conversation=conversation, now=now)


class TestLeaveBeforeTalking:
    def test_ends_the_wait_and_says_that_nobody_came(self, hub, team_member, conversation, now):
        left = actions.leave_before_talking(by=team_member, conversation=conversation, now=now)

        assert (left.left_before, left.ended_at) == (True, now)
        assert queries.waiting_to_talk(hub, actor=team_member, now=now) == []

    def test_is_not_possible_once_somebody_has_it(self, team_member, greeter, conversation, now):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)

        with pytest.raises(ConversationRefused, match="Tariq took"):
            actions.leave_before_talking(by=greeter, conversation=conversation, now=now)

    def test_is_not_for_those_who_only_look(self, network_lead, conversation, now):
        with pytest.raises(NotAllowed):
            actions.leave_before_talking(by=network_lead, conversation=conversation, now=now)

    def test_happens_by_itself_when_they_leave_the_building(
        self, hub, team_member, visit, conversation, minutes
    ):
        actions.leave(by=team_member, arrival=visit, now=minutes(3))

        conversation.refresh_from_db()
        assert (conversation.left_before, conversation.ended_at) == (True, minutes(3))

    def test_is_not_said_of_those_who_talked_and_then_left(
        self, team_member, visit, conversation, now, minutes
    ):
        actions.take_conversation(by=team_member, conversation=conversation, now=now)
        actions.leave(by=team_member, arrival=visit, now=minutes(3))

        conversation.refresh_from_db()
        assert (conversation.left_before, conversation.ended_at) == (False, minutes(3))


class TestUndoEnding:
    @pytest.fixture
    def changed_their_mind(self, team_member, conversation, minutes):
        return actions.leave_before_talking(
            by=team_member, conversation=conversation, now=minutes(5)
        )

    @pytest.fixture
    def talked(self, team_member, conversation, minutes):
        actions.take_conversation(by=team_member, conversation=conversation, now=minutes(2))
        return actions.end_conversation(by=team_member, conversation=conversation, now=minutes(5))

    def test_keeps_the_wait_from_when_they_first_asked(
        self, hub, team_member, changed_their_mind, now, minutes
    ):
        actions.undo_ending(by=team_member, conversation=changed_their_mind, now=minutes(15))
        again = actions.undo_ending(
            by=team_member, conversation=changed_their_mind, now=minutes(40)
        )

        [waiting] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(15))
        assert (waiting.wanted_at, waiting.minutes, waiting.taken_at) == (now, 15, None)
        assert (again.ended_at, again.left_before) == (None, False)
        with as_the_owner():
            assert [line.verb for line in AuditLine.objects.filter(subject_id=again.pk)].count(
                "put back"
            ) == 1

    def test_keeps_who_had_taken_it_and_when(self, hub, team_member, talked, now, minutes):
        actions.undo_ending(by=team_member, conversation=talked, now=minutes(6))

        [talking] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(6))
        assert (talking.taken_by, talking.taken_at, talking.wanted_at) == (
            "Tariq", minutes(2), now,
        )  # fmt: skip

    def test_is_possible_for_ten_minutes(self, team_member, changed_their_mind, minutes):
        with pytest.raises(ConversationRefused, match="more than ten minutes ago"):
            actions.undo_ending(by=team_member, conversation=changed_their_mind, now=minutes(16))

    def test_of_another_workers_talk_is_theirs(self, other_team_member, talked, minutes):
        with (
            acting_as(other_team_member),
            pytest.raises(ConversationRefused, match="Tariq had this conversation"),
        ):
            actions.undo_ending(by=other_team_member, conversation=talked, now=minutes(6))

    def test_leaves_them_waiting_once_who_asked_again(
        self, team_member, visit, changed_their_mind, minutes
    ):
        actions.ask_to_talk(by=team_member, visit=visit, now=minutes(6))

        with pytest.raises(ConversationRefused, match="asked to talk again"):
            actions.undo_ending(by=team_member, conversation=changed_their_mind, now=minutes(7))

    def test_is_not_possible_once_they_have_left(
        self, team_member, visit, changed_their_mind, minutes
    ):
        actions.leave(by=team_member, arrival=visit, now=minutes(6))

        with pytest.raises(ConversationRefused, match="left since"):
            actions.undo_ending(by=team_member, conversation=changed_their_mind, now=minutes(7))

    def test_needs_a_visit_that_was_not_undone(
        self, team_member, visit, changed_their_mind, minutes
    ):
        actions.take_back(by=team_member, arrival=visit, now=minutes(6))

        with pytest.raises(Refused, match="undone"):
            actions.undo_ending(by=team_member, conversation=changed_their_mind, now=minutes(7))

    def test_is_not_for_those_who_only_look(self, network_lead, changed_their_mind, minutes):
        with pytest.raises(NotAllowed):
            actions.undo_ending(by=network_lead, conversation=changed_their_mind, now=minutes(6))


class TestWaitingToTalk:
    def test_is_loud_from_the_hubs_own_limit_on(self, hub, team_member, conversation, minutes):
        hub.wait_limit_minutes = 20

        [before] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(19))
        [at] = queries.waiting_to_talk(hub, actor=team_member, now=minutes(20))

        assert (before.loud, at.loud) == (False, True)

    def test_puts_the_longest_wait_first_and_those_who_talk_last(
        self, hub, greeter, team_member, minutes
    ):
        for wait in (5, 50, 20):
            visit = VisitFactory(site=hub, welcomed_by=greeter, arrived_at=minutes(-wait))
            ConversationFactory(visit=visit)
        longest = Conversation.objects.order_by("wanted_at").first()
        actions.take_conversation(by=team_member, conversation=longest, now=minutes(0))

        rows = queries.waiting_to_talk(hub, actor=team_member, now=minutes(0))

        assert [(row.minutes, row.mine) for row in rows] == [(20, False), (5, False), (50, True)]

    def test_is_two_questions_at_twenty_people(
        self, hub, greeter, team_member, now, django_assert_num_queries
    ):
        for _ in range(20):
            ConversationFactory(visit=VisitFactory(site=hub, welcomed_by=greeter))

        with django_assert_num_queries(2):
            rows = queries.waiting_to_talk(hub, actor=team_member, now=now)
        assert len(rows) == 20

    def test_leaves_out_other_hubs(self, other_hub, conversation, now, network_lead):
        with acting_as(network_lead):
            assert queries.waiting_to_talk(other_hub, actor=network_lead, now=now) == []

    def test_leaves_out_visits_that_were_undone(self, hub, team_member, visit, conversation, now):
        actions.take_back(by=team_member, arrival=visit, now=now)

        assert queries.waiting_to_talk(hub, actor=team_member, now=now) == []

    def test_is_not_for_those_who_see_no_visits(self, hub, board_member, now):
        with pytest.raises(NotAllowed):
            queries.waiting_to_talk(hub, actor=board_member, now=now)

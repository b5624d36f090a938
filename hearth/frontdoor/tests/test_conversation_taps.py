"""Taps on a conversation: where they go on to, and what is said."""

import pytest

from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Conversation
from hearth.frontdoor.tests.factories import (
    ConversationFactory,
)
from hearth.frontdoor.tests.reading import says, the


@pytest.fixture
def conversation(visit):
    return ConversationFactory(visit=visit)


class TestConversationTaps:
    def test_take_goes_back_to_today(self, as_, team_member, conversation):
        response = as_(team_member).post(f"/conversations/{conversation.id}/take/")

        assert response["Location"] == "/today/"
        assert the(Conversation).taken_by_id == team_member.id

    def test_the_second_to_take_is_told_kindly_who_did(
        self, as_, team_member, other_team_member, conversation
    ):
        as_(team_member).post(f"/conversations/{conversation.id}/take/")

        response = as_(other_team_member).post(
            f"/conversations/{conversation.id}/take/", {"next": "/building/"}, follow=True
        )

        assert "Tariq took this conversation at" in says(response)

    def test_end_give_back_and_left_before(self, as_, team_member, conversation):
        client = as_(team_member)

        client.post(f"/conversations/{conversation.id}/take/")
        client.post(f"/conversations/{conversation.id}/give-back/")
        assert the(Conversation).taken_by_id is None
        client.post(f"/conversations/{conversation.id}/left-before/")
        assert the(Conversation).left_before

    def test_of_a_mind_changed_is_said_and_can_be_undone(self, greets, conversation):
        page = "/today/?site=acomb"
        response = greets.post(
            f"/conversations/{conversation.id}/left-before/", {"next": page}, follow=True
        )
        assert "Jo is no longer waiting to talk." in says(response)
        undo = f"/conversations/{conversation.id}/undo/"
        assert f'action="{undo}"' in says(response)

        text = says(greets.post(undo, {"next": page}, follow=True))

        assert the(Conversation).ended_at is None
        assert "Changed their mind" in text
        assert "no longer waiting" not in text

    def test_of_a_talk_that_is_over_is_said_to_whoever_had_it(
        self, as_, team_member, greeter, conversation
    ):
        client = as_(team_member)
        client.post(f"/conversations/{conversation.id}/take/")
        response = client.post(f"/conversations/{conversation.id}/end/", follow=True)
        assert "You and Jo have talked." in says(response)

        page = f"/today/?ended={conversation.id}"
        assert "have talked" not in says(as_(greeter).get(page))
        assert "have talked" not in says(as_(team_member).get("/today/?ended=nothing"))

    def test_says_nothing_of_a_talk_at_another_site(self, as_, team_member_elsewhere, conversation):
        with as_the_owner():
            Conversation.objects.update(ended_at=conversation.wanted_at, left_before=True)

        text = says(as_(team_member_elsewhere).get(f"/today/?ended={conversation.id}"))
        assert "Jo" not in text

"""A welcoming conversation: in any order, by more than one worker, told once."""

import re

import pytest
from django.db import DatabaseError, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import EditedMeanwhile, withdraw_sharing, write_passage
from hearth.people.models import Heading, Passage
from hearth.people.queries.layers import PassageSection
from hearth.support import actions, queries
from hearth.support.actions import SupportRefused
from hearth.support.models import ConversationPart, ConversationWording, Part
from hearth.support.queries.conversation import PartSaid
from hearth.support.tests.factories import PartFactory, share_support


@pytest.fixture
def write(now):
    def write(by, person, part="MATTERS", words="Being by the sea", note="", stamp=None):
        with acting_as(by):
            shown = next(
                one for one in queries.conversation_of(person, actor=by) if one.said.part == part
            )
            actions.write_part(
                by=by, person=person, said=PartSaid(part, words, note),
                stamp=stamp or shown.said.stamp, now=now,
            )  # fmt: skip

    return write


def said(worker, person):
    with acting_as(worker):
        parts = queries.conversation_of(person, actor=worker)
        return {one.said.part: one.said.words for one in parts if not one.is_empty}


class TestConversation:
    def test_is_gone_on_with_by_another_worker_in_any_order(
        self, write, shared, team_member, colleague, jo
    ):
        write(team_member, jo, "HELP", "Somebody to walk with")
        write(colleague, jo, "BRINGS", "Cannot sleep")

        assert said(team_member, jo) == {"BRINGS": "Cannot sleep", "HELP": "Somebody to walk with"}

    def test_keeps_what_a_part_said_before(self, write, shared, team_member, colleague, jo):
        write(team_member, jo, words="The cat")
        write(colleague, jo, words="The dog")

        with acting_as(team_member):
            [once] = queries.part_before(jo, Part.MATTERS, actor=team_member)
        assert (once.said.words, once.written_by) == ("The cat", "Tariq")
        with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
            ConversationWording.objects.update(words_sealed=b"")

    def test_two_who_write_at_once_lose_nothing(self, write, shared, team_member, colleague, jo):
        drawn = PartSaid("MATTERS").stamp
        write(colleague, jo, words="The dog", stamp=drawn)

        with pytest.raises(EditedMeanwhile) as meanwhile:
            write(team_member, jo, words="The cat", stamp=drawn)
        assert meanwhile.value.now.words == "The dog"

    def test_saved_twice_is_written_once(self, write, shared, team_member, jo):
        drawn = PartSaid("MATTERS").stamp
        for _ in range(2):
            write(team_member, jo, words="The dog", stamp=drawn)

        with acting_as(team_member):
            assert ConversationWording.objects.count() == 1

    def test_takes_no_more_than_it_can_keep(self, write, shared, team_member, jo):
        with pytest.raises(SupportRefused, match="10,000"):
            write(team_member, jo, words="x" * 10_001)

    def test_is_for_nobody_with_whom_it_is_not_shared(
        self, write, shared, team_member, team_elsewhere, greeter, partner, jo, now
    ):
        write(team_member, jo)
        for worker in (team_elsewhere, greeter, partner):
            assert said(worker, jo) == {}
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert said(team_member, jo) == {}
        with pytest.raises(NotAllowed):
            write(team_member, jo, "HELP", stamp=PartSaid("HELP").stamp)


def test_what_was_typed_while_it_was_closed_is_shown_again(page, shared, team_member, jo, now):
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
    for name, part, typed in (
        ("part", ["matters"], {"words": "Being by the sea", "note": "She smiled"}),
        ("keep_in_touch", [], {"if_no_answer": "Ring my sister"}),
        ("add_promise", [], {"what": "Ring the housing office"}),
    ):
        drawn = page(team_member, name, jo.id, *part, status=403, data=typed)
        assert "What you wrote was not saved" in drawn
        assert all(words in drawn for words in typed.values())


class TestPages:
    @pytest.fixture(autouse=True)
    def _shared(self, shared):
        """Every test here begins with the team's being allowed to read."""

    def test_go_on_with_the_next_part_or_stop(self, client, page, team_member, jo):
        page(team_member, "part", jo.id, "brings")
        at = f"/people/{jo.id}/conversation/"
        stamp = PartSaid("BRINGS").stamp
        answer = client.post(at + "brings/", {"words": "Sleep", "stamp": stamp, "then": "next"})
        assert answer["Location"] == at + "matters/"
        answer = client.post(
            at + "agree/", {"words": "", "stamp": PartSaid("AGREE").stamp, "then": "next"}
        )
        assert answer["Location"] == at

        assert "Sleep" in page(team_member, "conversation", jo.id)
        assert "<strong>Jo said:</strong> Sleep" in page(team_member, "read_back", jo.id)

    def test_show_both_when_two_wrote_at_once(self, page, write, team_member, colleague, jo):
        stamp = PartSaid("MATTERS").stamp
        write(colleague, jo, words="The dog")
        data = {"words": "The cat", "stamp": stamp}
        shown = page(team_member, "part", jo.id, "matters", data=data)

        assert "as somebody else wrote it" in shown
        assert "The dog" in shown
        assert "The cat" in shown

    def test_put_back_what_it_said_before(self, page, write, team_member, colleague, jo):
        write(team_member, jo, words="Being by the sea\nand the boat", note="She smiled")
        write(colleague, jo, words="The hills")
        drawn = page(team_member, "part", jo.id, "matters")
        [form] = re.findall(r"<form class=\"hearth-no-print\".*?</form>", drawn, re.DOTALL)
        sent = dict(re.findall(r'name="(stamp|words|note)" value="([^"]*)"', form))

        page(team_member, "part", jo.id, "matters", status=302, data=sent)

        with acting_as(team_member):
            row = ConversationPart.objects.get()
        assert (row.words, row.note) == ("Being by the sea\nand the boat", "She smiled")
        with acting_as(team_member):
            before = queries.part_before(jo, Part.MATTERS, actor=team_member)
        assert before[0].said.words == "The hills"
        assert "as somebody else wrote it" in page(
            team_member, "part", jo.id, "matters", data=sent | {"words": "Nothing"}
        )

    @pytest.mark.parametrize("part", ["nothing", "round_you", "MATTERS"])
    def test_of_a_part_that_there_is_not_are_not_there(self, page, team_member, jo, part):
        page(team_member, "part", jo.id, part, status=404)

    def test_of_somebody_elsewhere_are_not_there(self, page, team_elsewhere, jo):
        for name in ("conversation", "read_back"):
            page(team_elsewhere, name, jo.id, status=404)


class TestIntoAboutMe:
    @pytest.fixture
    def part(self, jo, team_member, now):
        return PartFactory(
            person=jo, held_by=jo.held_by, edited_at=now, edited_by=team_member, words="The dog"
        )

    def test_is_offered_only_where_about_me_is_open(self, page, shared, part, team_member, jo):
        assert "into About me" not in page(team_member, "conversation", jo.id)
        page(team_member, "about_me", jo.id, "matters", status=404)

        share_support(jo, by=team_member, layers=("ABOUT",))
        assert "Put this into About me too" in page(team_member, "conversation", jo.id)
        page(team_member, "about_me", jo.id, "brings", status=404)

    def test_adds_to_what_stands_there_and_loses_none_of_it(
        self, page, shared, part, team_member, jo, now
    ):
        share_support(jo, by=team_member, layers=("ABOUT",))
        before = PassageSection("MATTERS")
        with acting_as(team_member):
            write_passage(
                by=team_member, person=jo, said=PassageSection("MATTERS", "The sea"),
                stamp=before.stamp, now=now,
            )  # fmt: skip
        drawn = page(team_member, "about_me", jo.id, "matters")
        assert "The sea\n\nThe dog" in drawn
        stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
        page(
            team_member, "about_me", jo.id, "matters", status=302,
            data={"words": "The sea\n\nThe dog", "stamp": stamp},
        )  # fmt: skip

        with acting_as(team_member):
            row = Passage.objects.get(person=jo, heading=Heading.MATTERS)
            assert row.words == "The sea\n\nThe dog"
        stale = page(
            team_member, "about_me", jo.id, "matters", data={"words": "Mine", "stamp": stamp}
        )
        assert "as somebody else wrote it" in stale


def test_a_conversation_of_many_parts_asks_no_more_than_an_empty_one(
    page, shared, team_member, jo, now, django_assert_max_num_queries
):
    with django_assert_max_num_queries(44) as before:
        page(team_member, "conversation", jo.id)
    for part in Part:
        PartFactory(person=jo, held_by=jo.held_by, edited_at=now, edited_by=team_member, part=part)
    with django_assert_max_num_queries(len(before) + 1):  # the writers' names
        page(team_member, "conversation", jo.id)


def test_it_is_told_to_the_person_and_forgotten_with_them(write, shared, team_member, jo):
    write(team_member, jo, words="The dog", note="Ask")
    with acting_as(team_member):
        assert queries.everything_about(jo) == [
            {
                "what": "What matters to you?",
                "says": "You said: The dog. The worker wrote: Ask",
                "held_by": "Acomb Good Neighbours",
            }
        ]
    with as_the_owner():
        assert ConversationPart.objects.count() == 1


def test_what_it_said_before_is_told_to_the_person_too(write, shared, team_member, jo):
    write(team_member, jo, words="The cat")
    write(team_member, jo, words="The dog")
    with acting_as(team_member):
        now, before = queries.everything_about(jo)
    assert now["says"] == "You said: The dog"
    assert before["what"] == "What our conversation said before"
    assert "The cat" in before["says"]

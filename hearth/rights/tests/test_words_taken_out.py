"""What is given of a line is the line itself with words taken out, and it says where."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights import actions, queries
from hearth.rights.actions import Decision, RightsRefused
from hearth.rights.models import PackRow
from hearth.rights.queries.cutting import left_of
from hearth.rights.tests.test_pages import page
from hearth.rights.tests.test_reviewing import flagged, given, lines_in

SAYS = "My grandson, and the allotment. I like to be asked… about the beans."
TAKEN = {"decided": "TAKE_OUT", "why": "THIRD_PARTY", "reason": "He did not agree"}


class TestWhatIsLeft:
    @pytest.mark.parametrize(
        ("typed", "left"),
        [
            ("My …, and the allotment. …", "My [taken out], and the allotment. [taken out]"),
            ("My [...] I like to be asked… about the beans.",
             "My [taken out] I like to be asked… about the beans."),
            ("…I like to be asked… about the beans.",
             "[taken out] I like to be asked… about the beans."),
            ("My [taken out] and the allotment. I like to be … about the beans.",
             "My [taken out] and the allotment. I like to be [taken out] about the beans."),
        ],
    )  # fmt: skip
    def test_is_the_line_which_says_where_words_are_gone(self, typed, left):
        assert left_of(SAYS, typed) == left

    @pytest.mark.parametrize(
        "typed",
        [
            "Completely other words",
            "…, and completely other words. …",
            "And the allotment, … my grandson …",
            "My grandson. I like to be asked… about the beans.",
            "My grandson, and the allotment. I like to be asked",
            "My son, … beans.",
            SAYS + " …",
        ],
    )
    def test_is_nothing_that_it_does_not_say_nor_says_otherwise(self, typed):
        assert left_of(SAYS, typed) is None


@pytest.fixture
def line(gathered):
    return flagged(gathered, "NAMES", SAYS)


class TestDeciding:
    @pytest.mark.parametrize(
        ("said", "because"),
        [
            ({"given": "Completely other words"}, "Leave each word as it stands there"),
            ({"given": SAYS}, "No word was taken out"),
            ({"given": " … "}, "Nothing is left of it"),
            ({"given": ""}, "Write what is left"),
            ({"given": "My …", "reason": " "}, "Write why"),
            ({"given": "My …", "why": ""}, "Choose why"),
        ],
    )  # fmt: skip
    def test_refuses_in_a_sentence_and_nothing_is_decided(
        self, gathered, line, said, because, client, hub_manager, now, today
    ):
        with acting_as(hub_manager), pytest.raises(RightsRefused, match=because):
            actions.decide_row(
                by=hub_manager, row=queries.get_row(line.id, pack=gathered), now=now,
                decision=Decision(**TAKEN | said), today=today,
            )  # fmt: skip
        client.force_login(hub_manager)
        ids = [gathered.person_id, gathered.request_id]
        response = page(client, "line", *ids, line.id, **TAKEN | said)
        assert because in response.content.decode()
        with as_the_owner():
            assert PackRow.objects.get(id=line.id).decided == ""

    def test_gives_what_is_left_and_it_can_be_opened_and_saved_again(
        self, gathered, line, client, hub_manager, today
    ):
        client.force_login(hub_manager)
        ids = [gathered.person_id, gathered.request_id]
        page(client, "line", *ids, line.id, **TAKEN, given="My …, and the allotment. …")
        left = "My [taken out], and the allotment. [taken out]"
        assert left in lines_in(given(gathered, today))
        page(client, "line", *ids, line.id, **TAKEN, given=left)
        assert left in lines_in(given(gathered, today))

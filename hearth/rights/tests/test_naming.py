"""A line that may name somebody else is known by a name like a name, and by what they are."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import CircleMember
from hearth.rights import actions, queries
from hearth.rights.queries.naming import KIN, KIN_SAID, ONLY_WITH_WHOSE, says_kin, who_names
from hearth.rights.tests.conftest import gather
from hearth.rights.tests.test_gathering import contact, lines_of
from hearth.rights.tests.test_reviewing import flagged

PLOT = "Mr Oyelaran from the next plot"


class TestANameOfTheCircle:
    @pytest.mark.parametrize(
        "says",
        ["Mr Oyelaran waters the beans", "OYELARAN came", "We saw mr oyelaran from the next plot"],
    )
    def test_is_found_by_the_words_of_it_that_are_a_name(self, says):
        assert who_names([PLOT])(says)

    @pytest.mark.parametrize(
        "says", ["Being passed from one person to the next", "The plot thickens", "Mr Blobby"]
    )
    def test_is_not_found_by_its_small_words(self, says):
        assert not who_names([PLOT])(says)

    @pytest.mark.parametrize(
        ("name", "says", "is_found"),
        [
            ("Will Hope", "The hub will ring, we hope", False),
            ("Will Hope", "Then Will rang", True),
            ("kelly marsh", "kelly told me", True),
            ("Al", "Then Al came", True),
            ("Al", "along the wall", False),
        ],
    )
    def test_that_is_a_word_besides_needs_its_capital(self, name, says, is_found):
        assert who_names([name])(says) is is_found


class TestKin:
    @pytest.mark.parametrize(
        "says",
        [
            "My sister keeps my tablets", "Then Mum came", "A neighbour told us",
            "his partner left", "Neighbours shout at night", "My Friends came",
        ],
    )  # fmt: skip
    def test_is_somebody_else(self, says):
        assert who_names([])(says)

    @pytest.mark.parametrize(
        "says", ["Acomb Good Neighbours", "A partner organisation answered", "We walked to the sea"]
    )
    def test_is_not_in_the_name_of_a_group_nor_without_whose(self, says):
        assert not who_names([])(says)


class TestGathered:
    def test_is_flagged_by_names_and_by_kin_and_by_no_small_word(
        self, ask, jo, shared, team_member
    ):
        with as_the_owner():
            plot = CircleMember(person=jo, held_by=jo.held_by, bond="FRIEND", edited_by=team_member)
            plot.name = PLOT
            plot.save()
            contact(jo, team_member, "Being passed from one person to the next")
            contact(jo, team_member, "My sister keeps my tablets")
        lines = lines_of(gather(ask()))
        assert {flag for _, says, flag in lines if "Being passed" in says} == {"READ"}
        assert {flag for _, says, flag in lines if "My sister" in says} == {"NAMES"}


class TestTheButtonOfAPage:
    def test_leaves_out_what_may_name_somebody_else(self, gathered, hub_manager, now):
        sister = flagged(gathered, "NAMES", "My sister keeps my tablets", 9001)
        sea = flagged(gathered, "READ", "We walked to the sea", 9002)
        with acting_as(hub_manager):
            page = queries.page_of_lines(gathered, show="left", number=1)
            assert not page.has_more
            together = queries.flags_left(page)
            actions.give_as_they_stand(
                by=hub_manager, pack=gathered, row_ids=[sister.id, sea.id], now=now
            )
            left = queries.page_of_lines(gathered, show="left", number=1)
        assert sea.id in together
        assert sister.id not in together
        assert sister.id in [line.id for line in left.lines]
        assert sea.id not in [line.id for line in left.lines]


@pytest.mark.parametrize("kin", [*KIN, *(f"her {each}" for each in ONLY_WITH_WHOSE)])
@pytest.mark.parametrize(
    "said", ["We rang {} on Sunday.", "{}-to-be, she said", "we asked {}’s GP"]
)
def test_what_looks_quickly_passes_over_nothing(kin, said):
    for words in (said.format(kin), said.format(kin.upper()), said.format(kin.capitalize())):
        assert KIN_SAID.search(words)
        assert says_kin(words)

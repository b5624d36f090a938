"""Lists of words (taxonomies), brought in beside the hubs' own."""

import pytest

from hearth.directory.models import (
    Taxonomy,
)
from hearth.exchange.models import Holds
from hearth.sheets.words import CannotRead


class TestWords:
    WORDS = "id,name,description,parent,uri\n1,Money,About money,,http://id.example/1\n2,Debt,Owing,1,\n"

    def test_of_another_list_stand_beside_ours(self, bring):
        brought = bring(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        taxonomy = Taxonomy.objects.get(name="Needs list")
        debt = taxonomy.terms.get(name="Debt")
        assert debt.parent.name == "Money"
        assert debt.parent.term_uri == "http://id.example/1"
        assert brought.counts["new"] == 3

    def test_twice_are_the_same(self, bring, take):
        bring(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        again = take(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        assert again.counts["same"] == 3
        assert again.counts["new"] == 0

    @pytest.mark.parametrize(("bad", "words"), [
        ("id,name\n1,\n2,x\n", "no name"), ("id,label\n1,x\n", "column called"),
        ("id,name,parent\n1,x,9\n", "not an id in the list"),
        ("id,name,uri\n1,x,somewhere\n", "not a web address"),
    ])  # fmt: skip
    def test_that_make_no_sense_are_refused(self, take, bad, words):
        with pytest.raises(CannotRead, match=words):
            take(bad.encode(), holds=Holds.WORDS)

    def test_never_touch_the_hubs_own(self, bring):
        before = list(Taxonomy.objects.get(slug="hub").terms.values("id", "name", "parent"))
        bring(b"id,name\n1,Debt\n", holds=Holds.WORDS, source="Hub taxonomy two")

        assert list(Taxonomy.objects.get(slug="hub").terms.values("id", "name", "parent")) == before

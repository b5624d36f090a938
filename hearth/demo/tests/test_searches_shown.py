"""The searches that a demonstration shows are such as there are."""

from hearth.demo.offers.asking import ASKED
from hearth.directory.finding.spoken import ORDINARY
from hearth.directory.finding.words import EMPTY


def test_no_word_is_shown_as_not_understood_that_is_understood():
    unknown = {word for _, _, words, _ in ASKED for word in words}

    assert "dentist" in unknown
    assert not unknown & (ORDINARY | EMPTY)

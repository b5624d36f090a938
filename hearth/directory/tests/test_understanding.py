"""What people type, and what a connector would hear in it."""

import pytest

from hearth.directory.finding.lexicon import Lexicon
from hearth.directory.finding.slips import put_right
from hearth.directory.finding.words import telling
from hearth.directory.tests.searching import entry, names, search


@pytest.fixture(autouse=True)
def _directory(db):
    entry("Tea after a funeral", offer="bereavement", tags=["grief"])
    entry("Borrow a tablet", offer="computers", tags=["online-skills"])
    entry("Letters that frighten", offer="debt-advice", tags=["debt"])
    entry("The Open Kettle", offer="open-door", tags=["lonely", "be-heard"])
    entry("A voice at any hour", offer="crisis-line", tags=["need-now"], postcode="")


def first(words):
    return names(search(words))[:1]


@pytest.mark.parametrize(
    "words", ["lost my mum", "ive lost mum", "i have just lost my mum", "we lost our mum in may"]
)
def test_small_words_may_stand_within_a_phrase_or_not(words):
    assert first(words) == ["Tea after a funeral"]


def test_a_phrase_of_small_words_alone_stays_as_it_is():
    assert telling(["on", "my", "own"]) == ("on", "own")
    assert telling(["be", "heard"]) == ("be", "heard")
    assert telling(["i", "am"]) == ("i", "am")


@pytest.mark.parametrize("words", ["please help me", "i want something else", "xyzzy", "help"])
def test_whoever_says_nothing_that_we_know_is_shown_who_listens(words):
    assert first(words) == ["The Open Kettle"]


def test_what_nobody_understood_was_still_in_vain():
    assert search("xyzzy").was_in_vain


@pytest.mark.parametrize(
    ("typed", "read"), [("lonley", "lonely"), ("dbet", "debt"), ("funerql", "funeral")]
)
def test_a_slip_is_put_right(typed, read):
    assert search(typed).asked.corrected == ((typed, read),)


@pytest.mark.parametrize(
    ("typed", "read"), [("loab", "loan"), ("laon", "loan"), ("loa", "loa"), ("load", "load")]
)
def test_a_letter_far_from_the_one_that_was_meant_makes_another_word(typed, read):
    known = Lexicon(
        terms={}, phrases={}, words={}, places={}, everything=0, offers=0, spellings={"loan": 5}
    )

    assert put_right([typed], known)[0] == [read]

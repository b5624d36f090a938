"""What people type, and what a connector would hear in it."""

import pytest

from hearth.directory.finding.lexicon import Lexicon
from hearth.directory.finding.slips import put_right
from hearth.directory.finding.words import telling
from hearth.directory.tests.factories import term
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


def test_the_very_need_comes_before_a_kind_of_help_that_many_needs_share(db):
    entry("Slow fuse", offer="peer-support", tags=["anger"])
    for number in range(4):
        entry(f"Time to talk {number}", offer="counselling")

    assert first("cant control my temper") == ["Slow fuse"]
    assert first("counselling")[0].startswith("Time to talk")


def test_the_very_word_puts_first_and_leaves_nothing_out(db):
    entry("Foodbank at the chapel", offer="emergency-food", tags=["food"])
    entry("Parcels on Tuesday", offer="emergency-food", tags=["food"], postcode="YO26 5EB")

    assert names(search("foodbank near YO26 5EB")) == [
        "Foodbank at the chapel",
        "Parcels on Tuesday",
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("my brother killed himself", "After a suicide"),
        ("hes talking about killing himself", "A voice at any hour"),
        ("i cut myself", "Skin deep"),
        ("i cut myself and i want to die", "A voice at any hour"),
    ],
)
def test_what_was_and_what_may_be_are_told_apart(words, name):
    entry("After a suicide", offer="bereavement", tags=["bereaved-suicide", "grief"])
    entry("Skin deep", offer="peer-support", tags=["self-harm"])

    assert first(words) == [name]


@pytest.mark.parametrize("words", ["she wont go out now", "i cant sleep now", "never well now"])
def test_now_with_a_no_is_not_when(words):
    assert search(words).asked.within is None


@pytest.mark.parametrize(
    "words", ["no food till friday", "out by monday", "cant wait until sunday"]
)
def test_a_day_that_something_lasts_until_is_not_when(words):
    assert search(words).asked.days == frozenset()


@pytest.mark.parametrize(
    ("words", "day"),
    [("somewhere to go on sunday", 6), ("something to do on saturday", 5), ("open on monday", 0)],
)
def test_a_day_within_what_people_say_is_the_day(words, day):
    assert search(words).asked.days == {day}


def test_who_it_is_for_does_not_bury_what_is_needed(db):
    for number in range(3):
        entry(f"Old hands {number}", offer="games-group", tags=["older-people"])

    assert first("grief group for my nan") == ["Tea after a funeral"]
    assert first("something for older people")[0].startswith("Old hands")


def test_a_boy_of_fifteen_is_no_man(db):
    entry("The shed", offer="mens-group", tags=["men", "something-to-do"])
    entry("The Skate Shed", offer="youth-club", tags=["young-people", "something-to-do"])

    assert first("my lad is 15 and bored") == ["The Skate Shed"]


def test_a_word_put_right_to_one_that_says_nothing_is_said_back_as_typed(db):
    asked = search("skint and bailiffs comin").asked

    assert asked.corrected == ()
    assert "coin" not in asked.not_understood


def test_now_alone_with_a_need_is_when():
    assert search("somewhere to go now").asked.within is not None


@pytest.mark.parametrize("words", ["my 3 week old", "a baby 6 wks old", "10 days old and crying"])
def test_a_new_baby_is_no_age_to_search_by(words):
    found = search(words).asked

    assert found.age is None
    assert "Pregnancy and new baby" in {each.says for each in found.concepts}


@pytest.mark.parametrize(("typed", "read"), [("nite", "night"), ("2nite", "tonight")])
def test_what_thumbs_make_short_is_read_whole(typed, read):
    assert search(f"somewhere to go {typed}").asked.corrected == ((typed, read),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("lonley", "lonely"), ("dbet", "debt"), ("funerql", "funeral"), ("seep", "sleep")],
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


@pytest.mark.parametrize(
    "words",
    [
        "im 5 days without food", "im 3 months behind on rent", "im 6 months clean",
        "im 40 pounds short", "im 40 quid short", "im 1 of 3 carers", "hes 2 weeks sober",
        "im 2 years sober", "shes 2 yrs clean", "im 16 weeks pregnant", "im 1 in 4",
        "hes 10 minutes from the edge", "im 2 and a half stone over", "rent is 30 percent up",
        "im 5 or 6 weeks late with the rent", "im 3 payments behind",
    ],
)  # fmt: skip
def test_a_number_of_something_is_no_age(words):
    assert search(words).asked.age is None


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("im 17 in care", 17), ("im 45 and lonely", 45), ("hes 15", 15), ("im 70 years old", 70),
        ("im 70 years", 70), ("14 yrs and sad", 14), ("aged 80 in a wheelchair", 80),
        ("im 19 to young for that", 19),
    ],
)  # fmt: skip
def test_an_age_is_an_age_still(words, age):
    assert search(words).asked.age == age


@pytest.mark.parametrize(
    "words",
    [
        "im sat at home crying", "sat alone all day", "sat crying", "im just sat", "wed in june",
        "we wed and then he left", "fed up of the sun", "sun makes me ill", "sat 5 hours in the er",
    ],
)  # fmt: skip
def test_a_word_that_is_a_day_too_is_none_where_nothing_says_when(words):
    assert search(words).asked.days == frozenset()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("sat", {5}), ("coffee sat", {5}), ("sat morning coffee", {5}), ("on sat with my lad", {5}),
        ("sat and sun coffee", {5, 6}), ("mon wed fri lunch", {0, 2, 4}), ("sat 10am coffee", {5}),
        ("mon to fri food", {0, 4}), ("coffee this sun please", {6}), ("sat at 10 coffee", {5}),
        ("saturday at home", {5}), ("tomorrow or wed coffee", {0, 2}),
    ],
)  # fmt: skip
def test_a_day_is_a_day_beside_what_says_when(words, days):
    assert search(words).asked.days == days


@pytest.mark.parametrize("words", ["cut off from friends", "im cut off from all my friends"])
def test_who_is_cut_off_from_friends_is_lonely(words):
    says = {each.says for each in search(words).asked.concepts}

    assert term("lonely").name in says
    assert term("self-harm").name not in says
    assert first(words) == ["The Open Kettle"]


@pytest.mark.parametrize(
    "words",
    ["haircut", "cut my hair", "hair cut", "i want to cut my own hair", "cut price food",
     "stop cutting grass"],
)  # fmt: skip
def test_what_is_cut_and_feels_nothing_is_no_self_harm(words):
    found = search(words).asked

    assert term("self-harm").id not in found.terms
    assert found.corrected == ()


@pytest.mark.parametrize(
    "words",
    ["cut", "cutting", "cut myself", "cutmyself", "i want to cut", "cut my arms and my hair"],
)
def test_what_hurts_is(words):
    assert term("self-harm").id in search(words).asked.terms


@pytest.mark.parametrize(
    "words", ["my neighbour isnt coping", "my neighbour is not coping", "my mum is not coping"]
)
def test_who_is_worried_about_another_is_shown_where_to_walk_in(words):
    entry("Worried together", offer="peer-support", tags=["worried-about-someone"])
    entry("The late room", offer="open-door", times=[(["SU"], 17, 21)])
    found = search(f"{words} sunday")

    assert found.asked.about_another
    assert "The late room" in names(found)


@pytest.mark.parametrize("words", ["im not coping", "my mum has died", "lonely"])
def test_who_speaks_of_themselves_is_worried_about_nobody_else(words):
    assert not search(words).asked.about_another

"""Measures as data: what ships is whole and sourced, and what is not whole is refused."""

from dataclasses import replace
from fractions import Fraction
from importlib.resources import files

import pytest

from hearth.foundation.errors import Refused
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.catalogue import Catalogue, shipped
from hearth.outcomes.measures.measure import Better, Kind, Status
from hearth.outcomes.measures.own import read_own
from hearth.outcomes.measures.reading import from_toml
from hearth.outcomes.measures.words import with_words
from hearth.outcomes.tests.making import measure, reading

PHQ = (files("hearth.outcomes.measures") / "shipped" / "phq-9.toml").read_text(encoding="utf-8")
LICENSED_AWAY = ["core-10", "dialog", "reqol-10", "reqol-20", "swemwbs"]
WITH_WORDS = ["gad-7", "gbo", "ons4", "phq-9", "ucla-3"]

OURS = """
measure = "reqol-20"
version = "1"
licence = "OUI licence 1234 of our trust"
attribution = "© Oxford University Innovation"
items = [{texts}]
[answers]
0 = "None"
4 = "All"
"""


def facts(one):
    yield one.licence.source
    yield from (item.source for item in one.safety)
    yield from ([one.reversal.source] if one.reversal else [])
    for score in one.scores:
        yield score.missing.source
        yield from (each.source for each in (*score.thresholds, *score.norms))


def test_these_measures_ship():
    assert [one.slug for one in shipped()] == sorted(LICENSED_AWAY + WITH_WORDS)


@pytest.mark.parametrize("slug", LICENSED_AWAY)
def test_words_that_are_not_ours_to_pass_on_do_not_ship(slug):
    assert measure(slug).words is None
    assert not measure(slug).licence.may_ship_words


@pytest.mark.parametrize("slug", WITH_WORDS)
def test_words_that_ship_say_who_made_them_and_under_which_licence(slug):
    one = measure(slug)

    assert list(one.words.items) == list(one.items)
    assert one.words.licence
    assert one.words.source.status is Status.CONFIRMED
    assert slug == "gbo" or one.words.attribution == one.licence.attribution != ""


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.slug)
def test_every_fact_says_where_it_comes_from(one):
    assert all(source.words and source.status for source in facts(one))


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.slug)
def test_every_possible_score_has_exactly_one_band_if_there_are_bands(one):
    for score in one.scores:
        if bands := score.of_kind(Kind.BAND):
            assert bands[0].value == score.lowest
            assert [band.value for band in bands] == sorted(band.value for band in bands)
            assert score.band_of(score.lowest) is bands[0]
            assert score.band_of(score.highest) is bands[-1]


@pytest.mark.parametrize(
    ("slug", "key", "threshold", "comparison", "status"),
    [
        ("reqol-10", "total", 5, ">=", "confirmed"),
        ("reqol-20", "total", 10, ">=", "to be confirmed"),
        ("dialog", "item_3", 1, ">=", "confirmed"),
        ("gbo", "goal_2", 3, ">=", "confirmed"),
        ("phq-9", "total", 6, ">=", "confirmed"),
        ("gad-7", "total", 4, ">=", "confirmed"),
        ("core-10", "total", 6, ">=", "confirmed"),
        ("core-10", "total", 5, ">=", "confirmed"),
        ("swemwbs", "metric", 3, ">=", "confirmed"),
    ],
)
def test_what_counts_as_a_reliable_change(slug, key, threshold, comparison, status):
    reliable = measure(slug).score(key).of_kind(Kind.RELIABLE_CHANGE)

    assert (threshold, comparison, status) in [
        (one.value, one.comparison, one.source.status) for one in reliable
    ]


@pytest.mark.parametrize(
    ("slug", "value", "comparison"),
    [("reqol-10", 25, "<"), ("phq-9", 10, ">="), ("gad-7", 8, ">="), ("core-10", 11, ">=")],
)
def test_what_recovery_is_crossing_of(slug, value, comparison):
    cut_off = measure(slug).scores[0].recovery

    assert (cut_off.value, cut_off.comparison) == (value, comparison)


def test_measures_without_an_agreed_change_or_cut_off_have_none():
    for slug in ("ons4", "ucla-3"):
        for score in measure(slug).scores:
            assert not score.of_kind(Kind.RELIABLE_CHANGE)
            assert score.recovery is None


def test_only_anxiety_is_better_when_it_is_lower_among_the_four_of_ons():
    better = {score.key: score.better for score in measure("ons4").scores}

    assert [key for key, way in better.items() if way is Better.LOWER] == ["anxious"]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("reqol-10", "1091071000000100"), ("reqol-20", "1091081000000103"),
        ("phq-9", "720433000"), ("gad-7", "445455005"), ("core-10", "718583008"),
        ("swemwbs", "718466001"), ("gbo", "1638531000000102"),
    ],
)  # fmt: skip
def test_the_first_score_has_its_snomed_code(slug, code):
    assert measure(slug).scores[0].snomed == code


def test_every_item_of_dialog_has_its_snomed_code():
    codes = [measure("dialog").score(f"item_{number}").snomed for number in range(1, 12)]

    assert codes[0] == "1037651000000100"
    assert codes[10] == "1037751000000109"
    assert len(set(codes)) == 11


def test_the_first_answer_of_gad_7_is_not_at_all():
    """A copy with “not at all sure” goes about, and is wrong (Zorowitz 2021)."""
    assert measure("gad-7").words.answers[1][0] == "Not at all"


def test_it_is_known_which_measures_ask_about_safety():
    asking = [one.slug for one in shipped() if one.asks_about_safety]

    assert asking == ["core-10", "phq-9", "reqol-10", "reqol-20"]
    assert "to be confirmed" in measure("reqol-20").safety_unknown


@pytest.mark.parametrize("name", ["PHQ9", "phq-9", "Phq 9"])
def test_a_measure_is_found_as_people_write_it(name):
    assert measure(name).slug == "phq-9"


@pytest.mark.parametrize(
    ("name", "version", "says"),
    [("PHQ-8", None, "there is no measure “PHQ-8”; there are core-10, dialog"),
     ("phq-9", "7", "phq-9 has no version 7; it has 1")],
)  # fmt: skip
def test_a_measure_that_is_not_there_is_refused(name, version, says):
    with pytest.raises(Refused, match=says):
        Catalogue().named(Place(name, "measure"), Place(version, "version"))


def test_the_newest_version_is_meant_if_none_is_said():
    newer = [replace(measure("phq-9"), version=version) for version in ("10", "9")]

    assert Catalogue(*newer).named(Place("phq-9", "")).version == "10"
    assert Catalogue(*newer).named(Place("phq-9", ""), Place(1, "")).version == "1"


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('better = "lower"', 'better = "down"', "phq.toml.better: must be one of “higher”"),
        ('name = "PHQ-9"', "", "phq.toml: “name” is missing"),
        ("may_be = 2", "may_be = 9", "of its items one at least must be answered"),
        ("value = 6", 'value = "many"', r"score\[1\].threshold\[1\].value: must be a number"),
        ("highest = 27", "highest = 30", "lowest and highest are not what its items can come to"),
        ("item = 9", "item = 10", "there is no item 10"),
        ('source = "talking"', 'source = "hearsay"', "there is no source “hearsay” in this file"),
        ('answers_are = "ticked"', 'answers_are = "ticked"\nlevel = 3', "“level” is not known"),
        ("may_ship_words = true", "may_ship_words = false", "does not let these words be shipped"),
        ('"Poor appetite or overeating",', "", "must hold 9 texts"),
        ('3 = "Nearly every day"', '4 = "Always"', "4 is no answer of item 1"),
        ("numbers = [1,", "numbers = [2,", "item 2 is there twice"),
        ("lowest = 0\nhighest = 3", "lowest = 3\nhighest = 3", "must be below its highest"),
        ('slug = "phq-9"', "slug = ", "phq.toml is not TOML"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_the_place(was, becomes, says):
    assert was in PHQ

    with pytest.raises(Refused, match=says):
        from_toml(PHQ.replace(was, becomes, 1), "phq.toml")


def test_a_partnerships_own_words_are_laid_over_a_measure_and_change_no_score():
    texts = ", ".join(f'"Text {number}"' for number in range(1, 21))
    before = measure("reqol-20")

    after = with_words(before, OURS.format(texts=texts), "ours.toml")

    assert after.words.items[20] == "Text 20"
    assert after.words.brought
    assert after.words.licence == "OUI licence 1234 of our trust"
    assert replace(after, words=None) == before


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('"reqol-20"', '"reqol-10"', "it is for reqol-10 1, not reqol-20 1"),
        ('version = "1"', 'version = "2"', "it is for reqol-20 2"),
        ('licence = "OUI licence 1234 of our trust"', "", "“licence” is missing"),
        ("items = [", 'lowest = 1\nitems = [', "“lowest” is not known here"),
        ('"Text 20"', '""', r"items\[20\]: must be words"),
        (', "Text 20"', "", "must hold 21 texts"),
        ('4 = "All"', "", "must have words for 0 and for 4"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit_are_refused(was, becomes, says):
    text = OURS.format(texts=", ".join(f'"Text {number}"' for number in range(1, 21)))

    with pytest.raises(Refused, match=says):
        with_words(measure("reqol-20"), text.replace(was, becomes, 1), "ours.toml")


def test_a_score_of_a_partnerships_own_has_a_range_and_a_way():
    own = {"slug": "warmth", "name": "Warmth", "lowest": 0, "highest": 50, "better": "higher"}

    found = read_own(Place(own, "own"))

    assert (found.scores[0].lowest, found.scores[0].highest) == (0, 50)
    assert not found.items
    assert not found.asks_about_safety


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"better": None}, "“better” is missing|must be one of"),
        ({"highest": 0}, "must be below"),
        ({"cut_off": {"value": 20}}, "“source” is missing"),
        ({"items": []}, "“items” is not known here"),
    ],
)
def test_a_score_of_a_partnerships_own_that_is_not_whole_is_refused(more, says):
    own = {"slug": "warmth", "name": "Warmth", "lowest": 0, "highest": 50, "better": "higher"}

    with pytest.raises(Refused, match=says):
        read_own(Place({**own, **more}, "own"))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"max_missing": 3}, "of PHQ-9 it may be set from 0 to 2"),
        ({"max_missing": -1}, "of PHQ-9 it may be set from 0 to 2"),
        ({"max_missing": 0.5}, "must be a whole number"),
        ({"confidence": 80}, "must be 90 or 95"),
        ({"reversed": [1]}, "“reversed” is not known here"),
        ({"norm": {"r": 0.8, "sd": 5}}, "“source” is missing"),
        ({"norm": {"r": 1, "sd": 5, "source": "x"}}, "must be at least 0 and less than 1"),
        ({"norm": {"r": 0.8, "sd": 0, "source": "x"}}, "must be more than 0"),
        ({"norm": {"r": 0.8, "source": "x"}}, "needs “r” and “sd”, or “sem”"),
        ({"reliable_change": {"value": 5}}, "“source” is missing"),
    ],
)
def test_what_may_not_be_set_is_refused(settings, says):
    with pytest.raises(Refused, match=says):
        measure("phq-9", **settings)


def test_of_each_score_no_more_may_be_missing_than_its_own_rule_lets_it():
    one = measure("dialog", max_missing=2)

    assert one.score("quality_of_life").missing.at_most == 2
    assert one.score("treatment").missing.at_most == 1
    assert one.score("item_1").missing.at_most == 0


def test_what_is_set_says_that_it_was_set():
    score = measure("phq-9", max_missing=1, cut_off={"value": 12, "source": "our plan"}).scores[0]

    assert score.missing.source.status is Status.STATED_HERE
    assert score.recovery.value == 12
    assert score.recovery.source.status is Status.STATED_HERE
    assert [one.decides_recovery for one in score.of_kind(Kind.CASENESS)] == [False]


def test_of_several_scores_it_must_be_said_which_one_a_figure_is_of():
    norm = {"r": 0.8, "sd": 5, "source": "ours"}

    with pytest.raises(Refused, match="“score” is missing"):
        measure("swemwbs", norm=norm)
    one = measure("swemwbs", norm={**norm, "score": "raw"})
    assert one.score("raw").norms[0].r == Fraction("0.8")


def test_nothing_of_a_safety_item_says_how_likely_anything_is():
    told = reading("phq-9", [0] * 8 + [3]).safety[0]

    assert set(vars(told)) == {"item", "answer", "told"}

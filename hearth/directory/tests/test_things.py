"""The very thing that somebody names comes before all that is good for the same."""

import pytest

from hearth.directory.actions.searching import note_search
from hearth.directory.finding.asking import understand
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.models import Search, UnmetNeed
from hearth.directory.queries.finding import found_ids
from hearth.directory.tests.factories import term
from hearth.directory.tests.searching import SUNDAY, entry, names, search
from hearth.foundation.acting import acting_as, as_anybody


@pytest.fixture(autouse=True)
def _directory(db):
    fitter = {"offer": "exercise", "tags": ["moving-more"]}
    entry("Yoga for tired people", times=[(["WE"], 19, 20)], is_free=False, **fitter)
    entry("Quiet swim", times=[(["SU"], 17, 18), (["TH"], 20, 21)], **fitter)
    entry("Steady on your feet", times=[(["TH"], 10, 11)], **fitter)
    entry("Growing well", offer="gardening", tags=["company-outdoors"], times=[(["WE"], 10, 12)])
    entry(
        "The Honesty Fridge", offer="emergency-food", tags=["food", "company-outdoors"],
        description="Food from shops and gardens.", times=[(["SU"], 8, 20)],
    )  # fmt: skip
    entry("The calm line", offer="debt-advice", tags=["debt", "stress"], times=[(["TH"], 9, 17)])


def what_was_found(words):
    found = search(words)
    return names(found)[:1], found.first_total, found.named.widened, found.named.missing


def test_that_is_there_as_asked_is_first_and_is_what_was_found():
    assert what_was_found("swimming sunday") == (["Quiet swim"], 1, (), ())
    assert names(search("swimming"))[1:] == ["Yoga for tired people", "Steady on your feet"]


def test_that_is_there_another_day_is_first_and_was_in_vain_as_asked():
    assert what_was_found("yoga thursday") == (["Yoga for tired people"], 0, ("DAY",), ())
    assert what_was_found("free yoga wednesday")[1:3] == (0, ("FACTS",))


def test_that_nobody_here_has_is_missing():
    assert what_was_found("karate") == (["Quiet swim"], 0, (), ("karate",))
    assert what_was_found("salsa and yoga") == (["Yoga for tired people"], 0, (), ("salsa",))


def test_that_is_far_from_the_place_named_is_not_put_first():
    entry("Karate", offer="exercise", tags=["moving-more"], postcode="LN1 3BB")

    assert search("karate near YO24 4AB").named.missing == ("karate",)
    assert names(search("karate near YO24 4AB"))[0] != "Karate"
    assert what_was_found("karate near LN1 3BB") == (["Karate"], 1, (), ())


def test_is_not_what_calms_as_well():
    assert "The calm line" not in names(search("yoga thursday"))


def test_is_the_kind_of_that_name_and_not_whoever_has_the_word():
    assert what_was_found("gardening sunday")[:2] == (["Growing well"], 0)
    assert names(search("gardening sunday"))[1:] == ["The Honesty Fridge"]


@pytest.mark.parametrize("words", ["yoga for debt", "in debt and cant go swimming"])
def test_leaves_another_need_its_place(words):
    assert search(words).named is None
    assert "The calm line" in names(search(words))


def test_on_all_pages_is_the_same():
    asked = understand("yoga thursday", lexicon=lexicon(), now=SUNDAY)

    assert found_ids(asked, now=SUNDAY) == [
        each.card.service_id for each in search("yoga thursday").results
    ]


@pytest.mark.parametrize(("words", "found"), [("karate sunday", 0), ("swimming sunday", 1)])
def test_in_vain_is_written_down_as_that(network_lead, words, found):
    with as_anybody():
        note_search(search(words), now=SUNDAY)

    with acting_as(network_lead):
        [kept] = Search.objects.all()
        needs = [(need.term, need.at_the_weekend) for need in UnmetNeed.objects.all()]
    assert (kept.words, kept.found) == (words, found)
    assert needs == ([] if found else [(term("moving-more"), True)])

"""What the demonstration says of an offer does not contradict itself, as far as rules can tell."""

import re

import pytest

from hearth.demo.networks import DEMONSTRATION
from hearth.demo.offers.catalogue import catalogue_of
from hearth.demo.offers.entries import LISTS

NAMED = {
    "students": r"student|universit|college|campus",
    "men": r"\bmen\b|\bmen's|\bman\b|dads?\b|lads",
    "farmers": r"farm|tractor|market day|lambing|muck",
    "sex-workers": r"sell sex",
}
"""Groups of people whom an offer's own words must name, if it is said to be for them."""
AGES = {"children": (0, 17), "young-people": (11, 25), "older-people": (60, 120)}
ANY_AGE = re.compile(r"\b(any age|all ages)\b(?! over)", re.IGNORECASE)
STEPS = re.compile(
    r"\b(up|on|foot of) the (steps?|stairs)\b|\bupstairs\b|\bsteps? at the door\b", re.IGNORECASE
)
WAY_ROUND = re.compile(r"\b(ramp|lift|no stairs|no steps)\b", re.IGNORECASE)


def every():
    for network in DEMONSTRATION:
        catalogue = catalogue_of(network.offers)
        for offer in catalogue.offers:
            place = catalogue.places.get(offer.where)
            has_no_steps = bool(place and "s" in place.facts)
            yield pytest.param(offer, has_no_steps, id=f"{network.slug}/{offer.key}")


def words_of(text):
    return " ".join([text.name, text.says, text.like, text.first, text.how, text.fees])


@pytest.mark.parametrize(("offer", "has_no_steps"), list(every()))
def test_an_offer_agrees_with_itself(offer, has_no_steps):
    text, words = offer.text, words_of(offer.text)
    for who, names in NAMED.items():
        assert who not in text.tags or re.search(names, words, re.IGNORECASE), who
    youngest, oldest = text.ages
    for who, (lowest, highest) in AGES.items():
        if who in text.tags:
            assert not ANY_AGE.search(words), who
            assert (youngest or 0) <= highest, who
            assert (120 if oldest is None else oldest) >= lowest, who
    if has_no_steps:
        assert not STEPS.search(words) or WAY_ROUND.search(words)
    assert text.costs or "£" not in words


def test_the_networks_are_the_ones_that_are_shown():
    assert {network.offers for network in DEMONSTRATION} == set(LISTS)

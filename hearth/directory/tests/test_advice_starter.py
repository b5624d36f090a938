"""The advice that Hearth starts with: easy to read, with a source for what it says, and safe."""

import re

import pytest

from hearth.directory.advice import markup, reading
from hearth.directory.migrations._advice import SAID, digest_of, lay, starters
from hearth.directory.models import AdvicePage, AdviceTopic, Edition

STARTERS = starters()
SLUGS = {each.slug for each in STARTERS}
EASY = [each for each in STARTERS if each.edition == Edition.EASY_READ]


def name(starter):
    return f"{starter.slug}-{starter.edition}"


def numbers_in(text):
    return {re.sub(r"\D", "", found) for found in markup.PHONE.findall(text)} | set(
        re.findall(r"\b\d{5}\b", text)
    )


EVERYWHERE = {"999", "111", "116123"}
"""Numbers that every page may say: their sources stand on the page for a crisis."""


def test_every_topic_has_a_page_and_at_least_four_are_in_easy_read():
    assert {each.topic for each in STARTERS} == set(AdviceTopic.values)
    assert len(SLUGS) >= 12
    assert len(EASY) >= 4
    assert {each.slug for each in EASY} <= {
        each.slug for each in STARTERS if each.edition == Edition.USUAL
    }


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_most_people_can_read_it(starter):
    found = reading.hints(
        starter.body,
        longest=reading.LONGEST_EASY_SENTENCE if starter in EASY else 25,
    )

    assert found.age <= (9 if starter in EASY else reading.TARGET_AGE)
    assert found.long_sentences == ()
    assert len(found.hard_words) <= 2, found.hard_words
    assert found.words < (250 if starter in EASY else 550)  # two sides of A4


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_it_says_where_its_facts_are_from(starter):
    said = " ".join(source["fact"] for source in starter.sources)

    assert starter.sources
    for source in starter.sources:
        assert re.match(r"https://[\w.-]+\.(uk|org|com)/", source["address"]), source
        assert source["read"] == "", "whoever publishes it reads the sources"
    assert numbers_in(starter.body) - numbers_in(said) - EVERYWHERE == set()


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_it_helps_somebody_in_a_hurry_first(starter):
    first = markup.blocks_of(starter.body)[0]

    assert first.kind is markup.Kind.HURRY
    assert starter.searches


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_its_links_lead_somewhere(starter):
    for href in markup.links_of(starter.body):
        if href.startswith("/"):
            assert href.removeprefix("/advice/").removesuffix("/") in SLUGS


@pytest.mark.parametrize("starter", STARTERS, ids=name)
def test_it_rates_nobody_and_says_no_word_that_is_ruled_out(starter):
    said = f"{starter.title} {starter.summary} {starter.body}".lower()

    for word in ["patient", "client", "service user", "discharge", "referral", "risk", "commit"]:
        assert not re.search(rf"\b{word}", said.replace("be patient", "")), word


def test_a_new_partnership_has_them_all_and_none_is_out(db):
    assert AdvicePage.objects.count() == len(STARTERS)
    assert not AdvicePage.objects.filter(published__isnull=False).exists()


def test_laid_again_they_bring_up_to_date_what_nobody_changed_and_nothing_else(db):
    untouched = AdvicePage.objects.get(slug="sleep", edition=Edition.USUAL)
    ours = AdvicePage.objects.get(slug="benefits")
    ours.body = "Our own words"
    ours.save()
    old = AdvicePage.objects.get(slug="housing")
    old.body = "As Hearth said it once"
    old.starter = digest_of({each: getattr(old, each) for each in SAID})
    old.save()

    lay(AdvicePage)

    assert AdvicePage.objects.get(id=ours.id).body == "Our own words"
    assert AdvicePage.objects.get(id=old.id).body.startswith("> **Nowhere to sleep")
    assert AdvicePage.objects.get(id=untouched.id).edited_at == untouched.edited_at
    assert AdvicePage.objects.count() == len(STARTERS)

"""What the public sees of the demonstration's sites: drawings, and how one gets there."""

import pytest

from hearth.demo import drawing
from hearth.demo.drawing import drawings_of
from hearth.demo.getting_there import HIDDEN, facts_of_getting_there
from hearth.demo.lincolnshire import LINCOLNSHIRE
from hearth.demo.meeting import who_may_be_met
from hearth.demo.offers.catalogue import catalogue_of
from hearth.demo.plymouth import PLYMOUTH
from hearth.demo.york import YORK
from hearth.places.models import SitePhoto
from hearth.places.queries.photos import MOST_PHOTOS, picture_called

NETWORKS = [YORK, PLYMOUTH, LINCOLNSHIRE]
OPEN = [(site, network.offers) for network in NETWORKS for site in network.open_sites]


@pytest.mark.parametrize(("site", "offers"), OPEN, ids=lambda it: getattr(it, "slug", ""))
def test_every_open_site_says_how_one_gets_there_and_gets_in(site, offers):
    facts = facts_of_getting_there(site, offers)

    for name in ("by_bus", "on_foot", "parking"):
        assert facts[name], name
    for name in ("step_free", "toilet", "accessible_toilet", "quiet_space"):
        assert facts[name] in (True, False), name
    assert facts["step_free"] or facts["access_note"]


@pytest.mark.parametrize(("site", "offers"), OPEN, ids=lambda it: getattr(it, "slug", ""))
def test_every_open_site_says_who_may_be_met_and_names_nobody(site, offers):
    words = who_may_be_met(site, offers)

    assert words
    assert all(line[0].isupper() and line.endswith(".") for line in words.splitlines())
    assert not [each.name for each in YORK.workers if each.name.split()[0] in words]


def test_whom_one_meets_fits_the_network_and_the_tier():
    said = {(site.tier, site.kind, offers): who_may_be_met(site, offers) for site, offers in OPEN}

    assert len(set(said.values())) >= 8
    with_nurses = {tier for (tier, *_), words in said.items() if "nurses" in words}
    assert with_nurses == {"SPECIALIST"}


def test_nobody_is_sent_by_way_of_a_place_that_is_secret():
    said = [str(facts_of_getting_there(site, offers)) for site, offers in OPEN]
    secret = {
        place.name
        for network in NETWORKS
        for place in catalogue_of(network.offers).places.values()
        if place.address == HIDDEN
    }

    assert secret
    assert not [name for name in secret if any(name in each for each in said)]


@pytest.mark.parametrize("site", [site for site, _ in OPEN], ids=lambda site: site.slug)
def test_drawings_say_that_they_are_drawings_and_show_the_way_in_first(site):
    drawings = drawings_of(site, step_free=False)

    assert 1 <= len(drawings) <= MOST_PHOTOS
    assert all(each.words.startswith("A drawing of the ") for each in drawings)
    assert "door" in drawings[0].words or "van" in drawings[0].words
    assert len({each.pictures.large.digest for each in drawings}) == len(drawings)


def test_the_words_say_what_is_drawn():
    [step_free, with_steps] = (
        drawings_of(YORK.sites[0], step_free=step_free)[0] for step_free in (True, False)
    )

    assert "no step" in step_free.words
    assert "two steps" in with_steps.words
    assert step_free.pictures.large.digest != with_steps.pictures.large.digest


def test_each_drawing_is_drawn_once():
    for site, _ in OPEN:
        drawings_of(site, step_free=True)
    before = drawing._drawing.cache_info().misses
    for site, _ in OPEN:
        drawings_of(site, step_free=True)

    assert drawing._drawing.cache_info().misses == before


def test_they_hang_in_the_partnership_of_their_site(standing):
    photos = SitePhoto.objects.filter(site__in=[each.site for each in standing])

    assert {photo.site_id for photo in photos} == {
        each.site.id for each in standing if each.site.status == "OPEN"
    }
    first = photos.first()
    assert picture_called(first.large_digest) == bytes(first.large)

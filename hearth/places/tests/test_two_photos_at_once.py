"""Two who change the photos of a site at the same moment, each over a connection of their own."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.places import actions
from hearth.places.queries.photos import MOST_PHOTOS, photos_of
from hearth.places.tests.factories import SiteFactory, SitePhotoFactory, photograph
from hearth.tests.two_at_once import at_once


@pytest.fixture
def hub(committed):
    return committed(SiteFactory, name="Acomb", slug="acomb")


@pytest.fixture
def managers(committed, hub):
    return [
        committed(GrantFactory, site=hub, role=Role.HUB_MANAGER, user__name=name).user
        for name in ("Hal", "Hana")
    ]


def adds(manager, hub, colour):
    content = photograph(colour=colour)
    return manager, lambda: actions.add_photo(by=manager, site=hub, content=content, words=colour)


def both_add(managers, hub):
    hal, hana = managers
    return at_once(adds(hal, hub, "red"), adds(hana, hub, "blue"))


def order(hub):
    return list(photos_of(hub).values_list("words", "position"))


def test_two_photos_have_each_a_place_of_their_own(committed, hub, managers):
    at_once(
        *(adds(who, hub, colour) for who, colour in zip(managers, ("red", "blue"), strict=True))
    )

    assert committed(lambda: order(hub)) == [("red", 0), ("blue", 1)]


def test_the_last_place_is_taken_once(committed, hub, managers):
    for position in range(MOST_PHOTOS - 1):
        committed(SitePhotoFactory, site=hub, position=position, large_digest=str(position))

    _, second = both_add(managers, hub)

    assert isinstance(second, actions.PhotoRefused)
    assert len(committed(lambda: order(hub))) == MOST_PHOTOS


def test_a_photo_sent_twice_is_one(committed, hub, managers):
    first, second = at_once(adds(managers[0], hub, "red"), adds(managers[0], hub, "red"))

    assert first == second
    assert committed(lambda: order(hub)) == [("red", 0)]

"""The photos of a site: who keeps them, how many, in which order."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import actions
from hearth.places.actions import PhotoRefused
from hearth.places.models import Site, SitePhoto
from hearth.places.pictures import NotAPhoto
from hearth.places.queries.photos import MOST_PHOTOS, photos_of, picture_called
from hearth.places.tests.factories import SitePhotoFactory, photograph
from hearth.places.tests.reading import trail_of

COLOURS = ["red", "green", "blue", "gold", "teal", "pink", "black"]


@pytest.fixture(autouse=True)
def _the_manager_acts(hub_manager):
    with acting_as(hub_manager):
        yield


@pytest.fixture
def add(hub, hub_manager):
    """Return a way to add a photo of a colour, called by it."""

    def one(colour, words=""):
        return actions.add_photo(
            by=hub_manager, site=hub, content=photograph(colour=colour), words=words or colour
        )

    return one


def order(hub):
    return [photo.words for photo in photos_of(hub)]


def test_photos_stand_in_the_order_they_came_in(hub, add):
    before = Site.objects.get(id=hub.id).edited_at
    added = [add(colour) for colour in ("red", "green", "blue")]

    assert order(hub) == ["red", "green", "blue"]
    assert trail_of(added[0]) == ["added"]
    assert Site.objects.get(id=hub.id).edited_at > before
    assert picture_called(added[1].small_digest) == added[1].small
    assert picture_called(added[1].large_digest) == added[1].large


def test_the_trail_says_at_which_site(hub, add, hub_manager):
    photo = add("red")

    with as_the_owner():
        line = AuditLine.objects.get(subject_id=photo.id)
    assert (line.actor_id, line.place_id) == (hub_manager.id, hub.id)


def test_a_double_tap_adds_it_once(hub, add):
    assert add("red").id == add("red").id
    assert order(hub) == ["red"]
    with pytest.raises(PhotoRefused, match="there already"):
        add("red", "Something else")


def test_there_are_six_at_most(hub, add):
    for colour in COLOURS[:MOST_PHOTOS]:
        add(colour)

    with pytest.raises(PhotoRefused, match="6 photos already"):
        add(COLOURS[MOST_PHOTOS])
    assert len(order(hub)) == MOST_PHOTOS


@pytest.mark.parametrize(("words", "why"), [(" \n ", "Say what is"), ("a" * 201, "at most 200")])
def test_words_are_needed_and_few(hub, hub_manager, words, why):
    with pytest.raises(PhotoRefused, match=why):
        actions.add_photo(by=hub_manager, site=hub, content=photograph(), words=words)
    assert order(hub) == []


def test_nothing_is_saved_of_what_is_refused(hub, hub_manager, add):
    photo = add("red")
    before = SitePhoto.objects.values().get()
    for content in (b"<svg/>", photograph()[:-400]):
        with pytest.raises(NotAPhoto):
            actions.add_photo(by=hub_manager, site=hub, content=content, words="A door")
        with pytest.raises(NotAPhoto):
            actions.change_photo(
                by=hub_manager, site=hub, photo_id=photo.id, words="Other", content=content
            )

    assert SitePhoto.objects.values().get() == before
    assert trail_of(photo) == ["added"]


@pytest.mark.parametrize(
    ("which", "to", "after"),
    [
        (0, 1, ["green", "red", "blue"]),
        (2, 1, ["red", "blue", "green"]),
        (0, 2, ["green", "blue", "red"]),
        (1, 99, ["red", "blue", "green"]),
        (1, -5, ["green", "red", "blue"]),
    ],
)
def test_moving_says_where_to_so_a_double_tap_moves_once(hub, hub_manager, add, which, to, after):
    photo = [add(colour) for colour in ("red", "green", "blue")][which]

    for _tap in range(2):
        actions.move_photo(by=hub_manager, site=hub, photo_id=photo.id, to=to)

    assert order(hub) == after
    assert trail_of(photo) == ["added", "moved"]


def test_changing_the_words_keeps_the_picture(hub, hub_manager, add):
    photo = add("red")
    for _tap in range(2):
        actions.change_photo(by=hub_manager, site=hub, photo_id=photo.id, words=" The  door ")

    assert order(hub) == ["The door"]
    assert picture_called(photo.large_digest) == photo.large
    assert trail_of(photo) == ["added", "edited"]


def test_another_photo_takes_its_place_and_the_old_one_is_gone(hub, hub_manager, add):
    photo, other = add("red"), add("green")
    change = {"by": hub_manager, "site": hub, "photo_id": photo.id, "words": "Blue"}
    actions.change_photo(**change, content=photograph(colour="blue"))

    assert order(hub) == ["Blue", "green"]
    with pytest.raises(SitePhoto.DoesNotExist):
        picture_called(photo.large_digest)
    with pytest.raises(PhotoRefused, match="there already"):
        actions.change_photo(**change, content=photograph(colour="green"))
    assert picture_called(other.large_digest) == other.large


def test_one_that_is_removed_is_gone_and_the_rest_close_up(hub, hub_manager, add):
    added = [add(colour) for colour in ("red", "green", "blue")]
    actions.remove_photo(by=hub_manager, site=hub, photo_id=added[1].id)

    assert list(photos_of(hub).values_list("words", "position")) == [("red", 0), ("blue", 1)]
    assert trail_of(added[1]) == ["added", "removed"]
    for digest in (added[1].small_digest, added[1].large_digest):
        with pytest.raises(SitePhoto.DoesNotExist):
            picture_called(digest)
    with pytest.raises(PhotoRefused, match="already taken that photo away"):
        actions.remove_photo(by=hub_manager, site=hub, photo_id=added[1].id)


def acts_on(photo, worker, site):
    named = {"by": worker, "site": site, "photo_id": photo.id}
    yield lambda: actions.add_photo(by=worker, site=site, content=photograph(), words="A door")
    yield lambda: actions.change_photo(**named, words="Mine")
    yield lambda: actions.move_photo(**named, to=0)
    yield lambda: actions.remove_photo(**named)


@pytest.mark.parametrize("role", ["greeter", "team_member", "board_member", "greeter_elsewhere"])
def test_only_whoever_keeps_the_site_keeps_its_photos(request, hub, add, role):
    photo, worker = add("red"), request.getfixturevalue(role)

    for act in acts_on(photo, worker, hub):
        with pytest.raises(NotAllowed):
            act()
    assert order(hub) == ["red"]


def test_a_manager_keeps_no_photos_of_another_hub(hub_manager, other_hub, hub):
    photo = SitePhotoFactory(site=other_hub)

    for act in acts_on(photo, hub_manager, other_hub):
        with pytest.raises(NotAllowed):
            act()
    for act in list(acts_on(photo, hub_manager, hub))[1:]:  # nor by way of their own
        with pytest.raises(PhotoRefused):
            act()
    assert order(other_hub) == [photo.words]


def test_the_network_lead_keeps_those_of_every_hub(network_lead, other_hub):
    with acting_as(network_lead):
        actions.add_photo(by=network_lead, site=other_hub, content=photograph(), words="A door")

    assert order(other_hub) == ["A door"]


def test_another_partnership_has_none_of_them(hub, add):
    photo = add("red")

    with schema_context("lincolnshire"), as_the_owner():
        assert not SitePhoto.objects.filter(id=photo.id).exists()
        with pytest.raises(SitePhoto.DoesNotExist):
            picture_called(photo.large_digest)
    connection.set_schema("york")


def test_a_photo_that_nobody_has_has_no_picture(db):
    for digest in ("0" * 32, "", "\0", str(uuid7())):
        with pytest.raises(SitePhoto.DoesNotExist):
            picture_called(digest)


def test_the_list_leaves_the_pictures_in_the_database(hub, add, django_assert_num_queries):
    for colour in COLOURS[:MOST_PHOTOS]:
        add(colour)

    with django_assert_num_queries(1):
        assert all(
            each.words and each.small_digest and each.width and each.position >= 0
            for each in photos_of(hub)
        )
    assert {"small", "large"} <= photos_of(hub)[0].get_deferred_fields()

"""The pages on which a manager keeps the photos of their site."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.places.models import SitePhoto
from hearth.places.queries.photos import MOST_PHOTOS, photos_of
from hearth.places.tests.factories import SitePhotoFactory, photograph
from hearth.places.tests.reading import words


def file(content=None, name="door.jpg"):
    return SimpleUploadedFile(name, photograph() if content is None else content, "image/jpeg")


def sent(**more):
    return {"photo": file(), "words": "The front door", "nobody": "on"} | more


@pytest.fixture
def manager(client, hub_manager):
    client.force_login(hub_manager)
    return client


ADD = "/places/acomb/photos/add/"


def test_a_manager_adds_a_photo_and_finds_it_on_the_list(manager, hub):
    page = manager.post(ADD, sent(), follow=True)

    assert "1. The front door" in words(page)
    assert f"/photos/{photos_of(hub)[0].small_digest}.webp" in page.content.decode()
    assert 'alt="The front door"' in page.content.decode()
    assert (
        reverse("places:photos", args=["acomb"]) in manager.get("/places/acomb/").content.decode()
    )


def test_the_list_warns_of_people_in_a_photo(manager, hub):
    said = words(manager.get("/places/acomb/photos/"))

    assert "Nobody who came here for help may be in a photo" in said
    assert "it is gone from our pages at once" in said
    assert "may keep it for up to an hour" in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": ""}, "Enter what is in the photo"),
        ({"nobody": ""}, "Look at the photo, then tick that nobody is in it"),
        ({"photo": ""}, "Choose a photo"),
        ({"photo": file(b"<svg/>", "door.svg")}, "must end with"),
        ({"photo": file(b"<svg/>")}, "not a photo that we can read"),
        ({"photo": file(photograph((100, 100)))}, "too small to see anything"),
        ({"photo": file(b"x" * 20_000_001)}, "smaller than 20 MB"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(manager, hub, wrong, said):
    page = manager.post(ADD, sent(**wrong))

    assert page.status_code == 200
    assert said in words(page)
    assert not SitePhoto.objects.exists()


def test_a_photo_is_never_put_on_a_disk(manager, hub, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("on a disk it would still say where it was taken")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refuse)
    large = photograph() + b"\0" * 3_000_000

    assert manager.post(ADD, sent(photo=file(large))).status_code == 302


def test_a_form_from_elsewhere_is_refused(hub, hub_manager):
    photo = SitePhotoFactory(site=hub)
    browser = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
    browser.force_login(hub_manager)

    for address in (ADD, f"/places/acomb/photos/{photo.id}/"):
        assert browser.post(address, sent()).status_code == 403
    assert photos_of(hub).count() == 1


def test_words_are_changed_without_choosing_a_photo_again(manager, hub):
    photo = SitePhotoFactory(site=hub)
    address = f"/places/acomb/photos/{photo.id}/"
    assert photo.words in manager.get(address).content.decode()
    manager.post(address, {"words": "The blue door"})

    [changed] = photos_of(hub)
    assert (changed.words, changed.large_digest) == ("The blue door", photo.large_digest)


def test_another_photo_needs_the_tick_again(manager, hub):
    photo = SitePhotoFactory(site=hub)
    address = f"/places/acomb/photos/{photo.id}/"
    other = photograph(colour="red")

    refused = manager.post(address, sent(photo=file(other), nobody=""))
    assert "tick that nobody is in it" in words(refused)
    assert photos_of(hub)[0].large_digest == photo.large_digest
    manager.post(address, sent(photo=file(other)))
    assert photos_of(hub)[0].large_digest != photo.large_digest


def test_up_down_and_away(manager, hub):
    first, second = (SitePhotoFactory(site=hub, position=n, words=w, large_digest=w)
                     for n, w in enumerate(["First", "Second"]))  # fmt: skip
    manager.post(f"/places/acomb/photos/{second.id}/move/", {"to": "0"})
    assert [each.words for each in photos_of(hub)] == ["Second", "First"]

    for odd in ("", "x", "-1", "\u0665", "9" * 40):
        answer = manager.post(f"/places/acomb/photos/{second.id}/move/", {"to": odd})
        assert answer.status_code == 302
    assert [each.words for each in photos_of(hub)] == ["Second", "First"]

    for _tap in range(2):
        page = manager.post(f"/places/acomb/photos/{first.id}/remove/", follow=True)
    assert "Somebody has already taken that photo away" in words(page)
    assert [each.words for each in photos_of(hub)] == ["Second"]


def test_when_there_are_six_no_more_are_asked_for(manager, hub):
    for number in range(MOST_PHOTOS):
        SitePhotoFactory(site=hub, position=number, large_digest=str(number))

    page = manager.get("/places/acomb/photos/")
    assert "6 is the most there can be" in words(page)
    assert ADD not in page.content.decode()
    assert "6 photos already" in words(manager.post(ADD, sent()))


def test_others_are_told_why_they_may_not(client, greeter, hub_manager, hub, other_hub):
    GrantFactory(user=hub_manager, site=other_hub, role=Role.GREETER)
    for worker, site in ((greeter, hub), (hub_manager, other_hub)):
        photo = SitePhotoFactory(site=site)
        client.force_login(worker)
        base = f"/places/{site.slug}/photos/"
        for address in (base, f"{base}add/", f"{base}{photo.id}/"):
            assert client.get(address).status_code == 403
        for address in (
            f"{base}add/",
            *(f"{base}{photo.id}/{end}" for end in ("", "move/", "remove/")),
        ):
            assert client.post(address, sent()).status_code == 403
        assert [each.id for each in photos_of(site)] == [photo.id]


def test_a_photo_of_another_hub_is_not_there_by_way_of_ones_own(manager, hub, other_hub):
    theirs = SitePhotoFactory(site=other_hub)

    assert manager.get(f"/places/acomb/photos/{theirs.id}/").status_code == 404
    assert manager.post(f"/places/acomb/photos/{theirs.id}/", sent()).status_code == 404
    manager.post(f"/places/acomb/photos/{theirs.id}/remove/")
    assert photos_of(other_hub).count() == 1


def test_words_with_markup_stay_words(manager, hub):
    SitePhotoFactory(site=hub, words='"><script>alert(1)</script>')
    for address in ("/places/acomb/photos/", "/hubs/acomb/"):
        assert b"<script>alert" not in manager.get(address).content

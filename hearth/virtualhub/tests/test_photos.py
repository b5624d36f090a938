"""The photos of a hub as the public gets them: light, from us, and gone when they are gone."""

import json
import re

import pytest
from django.test import Client

from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import SitePhoto
from hearth.places.pictures import pictures_of
from hearth.places.tests.factories import SitePhotoFactory, photograph
from hearth.virtualhub import crowding, kept


@pytest.fixture
def photos(acomb):
    colours = ("teal", "red", "gold")
    return [
        SitePhotoFactory(site=acomb, position=n, words=f"The {colour} door", pictures=_of(colour))
        for n, colour in enumerate(colours)
    ]


def _of(colour):
    return pictures_of(photograph((1600, 1200), colour))


def address(photo, size="small"):
    return f"/photos/{getattr(photo, f'{size}_digest')}.webp"


def test_a_hub_page_shows_them_in_order_with_words_and_two_sizes(client, photos):
    page = client.get("/hubs/acomb/").content.decode()
    shown = re.findall(r"<img[^>]*/photos/[^>]*>", page)

    assert len(shown) == 3
    for tag, photo in zip(shown, photos, strict=True):
        assert f'src="{address(photo)}"' in tag
        assert f'srcset="{address(photo)} 480w, {address(photo, "large")} 960w"' in tag
        assert f'alt="{photo.words}"' in tag
        assert 'width="960" height="720"' in tag
        assert 'loading="lazy"' in tag
        assert "sizes=" in tag


def test_all_but_the_first_are_folded_until_somebody_wants_them(client, photos):
    page = client.get("/hubs/acomb/").content.decode()
    folded = re.search(r"<details(?:(?!</details>).)*/photos/.*?</details>", page, re.DOTALL)[0]

    assert "See 2 more photos" in folded
    assert address(photos[0]) not in folded
    assert all(address(photo) in folded for photo in photos[1:])


def test_one_photo_folds_nothing_and_none_shows_the_drawing(client, acomb):
    assert "open-door.svg" in client.get("/hubs/acomb/").content.decode()
    SitePhotoFactory(site=acomb)
    page = client.get("/hubs/acomb/").content.decode()

    assert "open-door.svg" not in page
    assert "more photo" not in page


def structured(client):
    page = client.get("/hubs/acomb/").content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_machines_are_told_of_the_first(client, photos):
    assert structured(client)["image"] == f"http://york.localhost{address(photos[0], 'large')}"


def test_machines_are_told_of_none_where_there_is_none(client, acomb):
    assert "image" not in structured(client)


def test_a_picture_may_be_kept_for_an_hour_and_says_what_it_is(client, photos):
    for size in ("small", "large"):
        response = client.get(address(photos[0], size))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/webp"
        assert response["Cache-Control"] == "public, max-age=3600, must-revalidate"
        assert response["ETag"] == f'"{getattr(photos[0], f"{size}_digest")}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "img-src 'self';" in response["Content-Security-Policy"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert bytes(response.content) == bytes(getattr(photos[0], size))


def test_a_browser_that_has_it_is_told_so_without_getting_it_again(client, photos):
    etag = client.get(address(photos[0]))["ETag"]
    again = client.get(address(photos[0]), headers={"if-none-match": etag})

    assert again.status_code == 304
    assert again.content == b""
    assert client.head(address(photos[0])).status_code == 200
    assert client.post(address(photos[0])).status_code == 405


def test_one_that_was_removed_is_gone_at_once_even_for_who_has_it(client, photos, settings):
    settings.PUBLIC_KEPT_FOR = 10
    etag = client.get(address(photos[0]))["ETag"]
    with as_the_owner():
        SitePhoto.objects.filter(id=photos[0].id).delete()

    for headers in ({}, {"if-none-match": etag}):
        response = client.get(address(photos[0]), headers=headers)
        assert response.status_code == 404
        assert "max-age" not in response.get("Cache-Control", "")
    kept._pages.clear()


def test_another_partnership_does_not_have_it(photos):
    there = Client(headers={"host": "lincolnshire.localhost"})

    assert there.get(address(photos[0])).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 32, "x", "-", "a" * 5000, "..%2F..%2Fetc%2Fpasswd"])
def test_an_odd_address_has_no_picture(client, acomb, digest):
    assert client.get(f"/photos/{digest}.webp").status_code == 404


def test_pictures_count_as_pages_do(client, photos, monkeypatch):
    monkeypatch.setattr(crowding.pages, "limit", 2)
    away = {"REMOTE_ADDR": "81.2.69.142"}
    answers = [client.get(address(photos[0]), **away) for _ in range(3)]

    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[2]["Cache-Control"] == "no-store"


def test_what_is_not_known_of_a_hub_says_to_ask(client, acomb):
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/hubs/acomb/").content.decode()))

    assert "You can get in without steps" in page
    assert "Number 1 to Front Street" in page
    assert "On foot: Ask us" in page
    assert "By car: Ask us" in page
    assert "Is there a toilet? Ask us" in page
    assert "Is there a quiet space? Ask us" in page
    assert "Can I get in without steps?" not in page

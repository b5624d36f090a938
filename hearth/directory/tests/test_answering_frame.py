"""A provider's pages stand in the public's frame: help in the same place, a way out, a number."""

import pytest

from hearth.design.public import LEAVE
from hearth.directory.tests.factories import LocationFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import SiteStatus
from hearth.places.tests.factories import SiteFactory

BROKEN = "A" * 32


@pytest.fixture
def closed_hub(hub):
    """A hub that has a phone but is not open yet, beside one that has none."""
    with as_the_owner():
        SiteFactory(name="Not yet", phone="01632 960999", status=SiteStatus.PLANNED)
        SiteFactory(name="A van", phone="01632 960998", kind="OUTREACH")


@pytest.mark.parametrize("path", ["", "changed/"])
@pytest.mark.parametrize("is_broken", [False, True])
def test_help_and_a_way_out_are_where_they_always_are(nobody, link, path, is_broken):
    response = nobody.get(f"/confirm/{BROKEN if is_broken else link}/{path}")
    page = response.content.decode()

    assert response.status_code == (404 if is_broken else 200)
    assert f'href="{LEAVE}"' in page
    assert page.index('class="hearth-bar"') < page.index("<main") < page.index("tel:116123")
    assert '<meta name="robots" content="noindex">' in page
    assert '<meta name="referrer" content="no-referrer">' in page
    assert not response.cookies


def test_so_are_they_when_it_is_answered(nobody, link):
    page = nobody.post(f"/confirm/{link}/", {"answer": "stopped"}).content.decode()

    assert "Thank you" in page
    assert f'href="{LEAVE}"' in page


def test_a_link_that_does_not_work_says_what_number_to_ring(nobody, hub, closed_hub):
    with as_the_owner():
        hub.phone = "01632 960111"
        hub.save()
    page = nobody.get(f"/confirm/{BROKEN}/").content.decode()

    assert f"Or ring {hub.name} on 01632 960111" in page
    assert 'href="tel:01632960111"' in page


def test_where_no_hub_has_a_number_nobody_is_asked_to_ring(nobody, closed_hub):
    page = nobody.get(f"/confirm/{BROKEN}/").content.decode()

    assert "reply to it" in page
    assert "ring us" not in page
    assert "Or ring" not in page


def test_at_a_hub_the_way_there_is_what_the_public_reads(nobody, link, service, hub):
    with as_the_owner():
        hub.by_bus = "Bus 1 to the green, then two minutes on foot"
        hub.save()
        service.at_locations.create(location=LocationFactory(site=hub, nearest_bus="Bus 1"))
    pages = [nobody.get(path) for path in (f"/confirm/{link}/", f"/find/{service.id}/")]

    assert [hub.by_bus in page.content.decode() for page in pages] == [True, True]

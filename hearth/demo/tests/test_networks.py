"""The three networks are as published, and what is not published is plainly made up."""

import datetime
import json
from pathlib import Path

import pytest

from hearth.demo import network as shapes
from hearth.demo.invention import postcodes_near
from hearth.demo.lincolnshire import LINCOLNSHIRE
from hearth.demo.network import DAY, DemoSite, Opening, week
from hearth.demo.plymouth import PLYMOUTH
from hearth.demo.york import YORK
from hearth.places import geo

NETWORKS = [YORK, PLYMOUTH, LINCOLNSHIRE]
PUBLISHED = {
    network["slug"]: network
    for network in json.loads(Path(shapes.__file__).with_name("networks.json").read_text())[
        "networks"
    ]
}
MONDAY = datetime.date(2026, 3, 2)


def site(**facts):
    given = {
        "slug": "acomb", "name": "Acomb", "kind": "HUB", "tier": "TARGETED", "run_by": "charity",
        "postcode": "YO24 4QQ", "lines": "", "town": "York", "neighbourhood": "Acomb",
        "opened_date": datetime.date(2026, 1, 5),
    }  # fmt: skip
    return DemoSite(**{**given, **facts})


@pytest.mark.parametrize("network", [YORK, PLYMOUTH], ids=lambda network: network.slug)
def test_every_published_hub_is_there_under_its_own_name(network):
    names = {site.name for site in network.sites}
    assert {hub["name"] for hub in PUBLISHED[network.slug]["hubs"]} <= names


def test_plymouths_hubs_have_their_published_tier_opening_day_and_organisation():
    sites = {site.name: site for site in PLYMOUTH.sites}
    organisations = {one.slug: one.name for one in PLYMOUTH.organisations}
    for hub in PUBLISHED["plymouth"]["hubs"]:
        mine = sites[hub["name"]]
        assert mine.tier.lower() == hub["tier"]
        assert mine.is_planned == (hub.get("status") == "planned")
        if "opened" in hub:
            assert mine.opened_date.isoformat().startswith(hub["opened"])
            assert organisations[mine.run_by] == hub["run_by"]


def test_plymouth_has_eight_open_hubs_six_planned_and_cafes_in_four():
    hubs = [site for site in PLYMOUTH.sites if site.kind == "HUB"]
    assert [hub.is_planned for hub in hubs] == [False] * 8 + [True] * 6
    assert len({site.hub for site in PLYMOUTH.sites if site.kind == "CAFE"}) == 4
    outreach = {site.name for site in PLYMOUTH.sites if site.kind == "OUTREACH"}
    assert outreach == set(PUBLISHED["plymouth"]["hubs"][1]["outreach"])


def test_lincolnshire_has_as_many_hubs_and_primary_care_networks_as_published():
    hubs = [site for site in LINCOLNSHIRE.sites if site.kind == "HUB"]
    assert len(hubs) == PUBLISHED["lincolnshire"]["published"]["hubs"]
    served = {network for hub in hubs for network in hub.networks}
    assert len(served) == PUBLISHED["lincolnshire"]["published"]["primary_care_networks"]


def test_york_west_never_shuts_and_york_east_is_not_open_yet():
    west, east = YORK.sites[1], YORK.sites[2]
    assert west.open_on(datetime.date(2025, 12, 25)) == Opening(3, 0, DAY)
    assert east.is_planned
    assert east.open_on(MONDAY) is None


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.slug)
def test_a_network_hangs_together(network):
    slugs = [site.slug for site in network.sites]
    organisations = {one.slug for one in network.organisations}
    usernames = [worker.username for worker in network.workers]
    assert len(set(slugs)) == len(slugs)
    assert len(set(usernames)) == len(usernames)
    for place in network.sites:
        assert place.run_by in organisations
        assert place.hub in {"", *slugs}
    for worker in network.workers:
        assert set(worker.sites) <= set(slugs)
        assert worker.organisation in {"", *organisations}


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.slug)
@pytest.mark.parametrize("role", ["GREETER", "TEAM_MEMBER", "HUB_MANAGER"])
def test_every_open_site_has_somebody_at_the_door_in_the_team_and_in_charge(network, role):
    staffed = {slug for worker in network.workers if worker.role == role for slug in worker.sites}
    assert {site.slug for site in network.open_sites} <= staffed


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.slug)
def test_every_postcode_exists(network):
    for place in network.sites:
        for postcode in (place.postcode, *postcodes_near(place.slug)):
            spot = geo.find(postcode)
            assert spot
            assert spot.precision == geo.Precision.POSTCODE
        assert place.postcode not in postcodes_near(place.slug)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.slug)
def test_no_organisation_has_a_number_that_a_register_has_given_out(network):
    for organisation in network.organisations:
        assert organisation.charity_number[:3] in ("", "999")
        assert bool(organisation.charity_number) <= ("(invented)" in organisation.name)


def test_opening_times_are_read_from_words():
    assert week("Mon-Wed 09:30-16:00; every other Sat 10:00-13:00") == (
        Opening(0, 570, 960),
        Opening(1, 570, 960),
        Opening(2, 570, 960),
        Opening(5, 600, 780, fortnightly=True),
    )


def test_a_cafe_that_closes_after_midnight_is_open_into_the_next_day():
    (friday,) = week("Fri 18:30-01:30")
    assert friday == Opening(4, 18 * 60 + 30, 25 * 60 + 30)


def test_a_fortnightly_stop_is_there_every_other_week_from_its_first():
    stop = site(opening=week("every other Mon 10:30-12:30"))
    weeks = [datetime.date(2026, 1, 5) + datetime.timedelta(weeks=n) for n in range(4)]
    assert [bool(stop.open_on(day)) for day in weeks] == [True, False, True, False]


def test_a_site_is_shut_before_it_opens_on_bank_holidays_and_when_it_says_so():
    training = shapes.Closure(MONDAY, MONDAY, "Training")
    hub = site(opening=week("Mon-Fri 09:00-17:00"), closures=(training,))
    tuesday = MONDAY + datetime.timedelta(days=1)
    assert hub.open_on(MONDAY) is None
    assert hub.open_on(tuesday) == Opening(1, 540, 1020)
    assert hub.open_on(datetime.date(2025, 12, 30)) is None
    assert hub.open_on(datetime.date(2026, 5, 25)) is None
    assert hub.open_on(datetime.date(2026, 12, 29)) is None
    assert site(always_open=True, closed_on_bank_holidays=False).open_on(datetime.date(2026, 5, 25))

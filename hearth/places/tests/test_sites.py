"""The network's sites: opening them, and keeping them true."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed, Permission
from hearth.places import actions, geo, queries
from hearth.places.actions import SiteRefused
from hearth.places.models import SiteStatus
from hearth.places.tests.factories import (
    SiteFactory,
)
from hearth.places.tests.reading import trail_of
from hearth.places.versions import ChangedMeanwhile, facts_of, written_down

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


class TestOpeningASite:
    @pytest.fixture(autouse=True)
    def _the_network_lead_acts(self, network_lead):
        with acting_as(network_lead):
            yield

    def test_places_it_on_the_map_by_its_postcode(self, network_lead, charity):
        site = actions.open_site(
            by=network_lead, name="Holgate", run_by=charity, postcode="yo317ad"
        )

        site.refresh_from_db()
        assert site.postcode == "YO31 7AD"
        assert geo.distance_km(site, geo.find("YO31 7AD")) < 0.01
        assert trail_of(site) == ["opened"]

    def test_that_is_only_planned_is_written_down_as_that(self, network_lead, charity):
        site = actions.open_site(
            by=network_lead, name="Holgate", run_by=charity, status="PLANNED", target="2027"
        )

        assert trail_of(site) == ["planned"]
        assert queries.site_now(site, MONDAY_NOON).says == "Planned for 2027"
        site.target = "spring 2022"
        assert queries.site_now(site, MONDAY_NOON).says == "Was planned for spring 2022"
        site.target = "2026"
        assert queries.site_now(site, MONDAY_NOON).says == "Planned for 2026"

    def test_makes_an_address_nobody_has(self, network_lead, charity, hub):
        assert hub.slug == "acomb"

        second = actions.open_site(by=network_lead, name="Acomb!", run_by=charity)
        new = actions.open_site(by=network_lead, name="New", run_by=charity)

        assert second.slug == "acomb-2"
        assert new.slug == "new-2"  # /places/new/ is a page of ours

    def test_at_an_address_that_is_taken_is_refused(self, network_lead, charity, hub):
        with pytest.raises(SiteRefused, match="already a site"):
            actions.open_site(by=network_lead, name="Another", slug="acomb", run_by=charity)

    def test_that_is_always_open_is_open_on_bank_holidays_unless_said(self, network_lead, charity):
        centre = actions.open_site(by=network_lead, name="Centre", run_by=charity, always_open=True)
        other = actions.open_site(
            by=network_lead, name="Other", run_by=charity, always_open=True, bank_holidays="CLOSED"
        )
        christmas = datetime.datetime(2026, 12, 25, 12, tzinfo=datetime.UTC)

        assert queries.site_now(centre, christmas).is_open
        assert not queries.site_now(other, christmas).is_open

    @pytest.mark.parametrize(
        ("facts", "refusal"),
        [
            ({"name": " "}, "needs a name"),
            ({"name": "acomb"}, "already a site called"),
            ({"postcode": "York"}, "not a postcode"),
            ({"postcode": "ZZ99 9ZZ"}, "no postcode in Great Britain"),
            ({"wait_limit_minutes": 0}, "longest wait"),
            ({"wait_limit_minutes": 241}, "longest wait"),
            ({"status": "PLANNED", "opened_on": datetime.date(2026, 1, 1)}, "has not opened"),
            ({"private_rooms": 101}, "private rooms"),
            ({"phone": "ring the bell"}, "phone number"),
        ],
    )
    def test_that_cannot_be_so_is_refused(self, network_lead, charity, hub, facts, refusal):
        with pytest.raises(SiteRefused, match=refusal):
            actions.open_site(by=network_lead, **{"name": "Holgate", "run_by": charity} | facts)

    def test_a_satellite_is_part_of_a_hub_and_nothing_else(self, network_lead, charity, hub):
        satellite = actions.open_site(
            by=network_lead, name="Library", kind="SATELLITE", part_of=hub, run_by=charity
        )

        assert list(hub.satellites.all()) == [satellite]
        with pytest.raises(SiteRefused, match="not part of another"):
            actions.open_site(by=network_lead, name="Hub two", part_of=hub, run_by=charity)
        with pytest.raises(SiteRefused, match="Library is not a hub"):
            actions.open_site(
                by=network_lead, name="Stop", kind="OUTREACH", part_of=satellite, run_by=charity
            )

    def test_is_not_for_a_hub_manager(self, hub_manager, charity):
        with pytest.raises(NotAllowed):
            actions.open_site(by=hub_manager, name="Holgate", run_by=charity)

    def test_with_a_fact_that_sites_do_not_have_is_a_fault(self, network_lead, charity):
        with pytest.raises(TypeError, match="slide"):
            actions.open_site(by=network_lead, name="Holgate", run_by=charity, slide=True)

    def test_whoever_opened_it_keeps_it_at_once(self, network_lead, charity):
        assert network_lead.may(Permission.KEEP_PLACE, at=charity.sites.first() or SiteFactory())
        site = actions.open_site(by=network_lead, name="Holgate", run_by=charity)

        actions.edit_site(by=network_lead, site=site, phone="01904 555 010")

        site.refresh_from_db()
        assert site.phone == "01904 555 010"


class TestEditingASite:
    def test_a_hub_manager_keeps_their_own(self, hub, hub_manager):
        with acting_as(hub_manager):
            actions.edit_site(
                by=hub_manager, site=hub, neighbourhoods=[" Acomb ", "", "Acomb"], step_free=True
            )

        hub.refresh_from_db()
        assert (hub.neighbourhoods, hub.step_free) == (["Acomb"], True)
        assert trail_of(hub) == ["edited"]

    def test_a_hub_manager_does_not_keep_another(self, other_hub, hub_manager):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.edit_site(by=hub_manager, site=other_hub, phone="01904 555 010")

    def test_a_greeter_keeps_none(self, hub, greeter):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.edit_site(by=greeter, site=hub, phone="01904 555 010")

    def test_a_hub_manager_keeps_what_it_is_in_the_network(self, hub, hub_manager, other_hub):
        with acting_as(hub_manager):
            actions.edit_site(
                by=hub_manager, site=hub, tier="SPECIALIST", run_by=other_hub.run_by, kind="CAFE"
            )

        hub.refresh_from_db()
        assert (hub.tier, hub.run_by, hub.kind) == ("SPECIALIST", other_hub.run_by, "CAFE")
        assert trail_of(hub) == ["edited"]

    def test_whether_it_has_opened_is_for_the_network_lead(self, hub, hub_manager, network_lead):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.edit_site(by=hub_manager, site=hub, status="PLANNED")
        with acting_as(network_lead):
            actions.edit_site(by=network_lead, site=hub, status="PLANNED")

        hub.refresh_from_db()
        assert hub.status == "PLANNED"

    def test_a_planned_one_that_opens_is_said_to_have_opened(self, network_lead):
        site = SiteFactory(status=SiteStatus.PLANNED)

        with acting_as(network_lead):
            actions.edit_site(by=network_lead, site=site, status=SiteStatus.OPEN)

        assert trail_of(site) == ["opened"]

    def test_taking_the_postcode_away_takes_it_off_the_map(self, hub, hub_manager):
        with acting_as(hub_manager):
            actions.edit_site(by=hub_manager, site=hub, postcode="YO31 7AD")
            actions.edit_site(by=hub_manager, site=hub, postcode="")

        hub.refresh_from_db()
        assert (hub.postcode, hub.latitude, hub.longitude) == ("", None, None)

    def test_only_a_change_to_the_same_facts_stands_in_the_way(self, hub, hub_manager):
        carried = written_down(facts_of(hub, ("parking",)))
        with acting_as(hub_manager):
            actions.edit_site(by=hub_manager, site=hub, phone="01904 555 010")
            actions.edit_site(by=hub_manager, site=hub, seen=carried, parking="None")
            with pytest.raises(ChangedMeanwhile) as refusal:
                actions.edit_site(by=hub_manager, site=hub, seen=carried, parking="Plenty")

        assert refusal.value.changed == ("parking",)
        hub.refresh_from_db()
        assert (hub.phone, hub.parking) == ("01904 555 010", "None")

    @pytest.mark.parametrize("lost", ["", "not json", "[]", "{}"])
    def test_a_page_that_lost_what_it_showed_is_refused(self, hub, hub_manager, lost):
        with acting_as(hub_manager), pytest.raises(ChangedMeanwhile):
            actions.edit_site(by=hub_manager, site=hub, seen=lost, parking="Plenty")

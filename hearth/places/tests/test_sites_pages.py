"""The network's sites: the list, each site's page, and the forms."""

import datetime
from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import geo, queries
from hearth.places.models import Site, SiteKind, SiteStatus
from hearth.places.tests.factories import (
    ClosureFactory,
    DayExceptionFactory,
    OpeningSpellFactory,
    SiteFactory,
)
from hearth.places.tests.reading import seen, words

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


class TestTheList:
    @pytest.fixture
    def cafe(self, hub):
        cafe = SiteFactory(name="Night café", slug="night-cafe", kind=SiteKind.CAFE, part_of=hub)
        OpeningSpellFactory(
            site=cafe,
            weekday=6,
            opens=time.fromisoformat("20:00"),
            closes=time.fromisoformat("13:00"),
        )
        return cafe

    def test_shows_what_is_open_and_what_opens_next(self, client, greeter, hub, cafe, time_machine):
        time_machine.move_to(MONDAY_NOON)
        OpeningSpellFactory(
            site=hub,
            weekday=0,
            opens=time.fromisoformat("13:00"),
            closes=time.fromisoformat("17:00"),
        )
        SiteFactory(name="Holgate", status=SiteStatus.PLANNED, target="spring 2027")
        client.force_login(greeter)

        page = words(client.get(reverse("places:sites")))

        assert "Night café Open now until 1pm Evening café of Acomb" in page
        assert "Acomb Closed. Opens today at 1pm" in page
        assert "Holgate Planned for spring 2027" in page

    def test_is_of_the_whole_network_for_anyone_who_sees_places(self, greeter, other_hub):
        assert other_hub in [
            each.site for each in queries.sites_now(actor=greeter, now=MONDAY_NOON)
        ]

    def test_is_not_there_for_somebody_without_a_role(self, client, hub):
        client.force_login(UserFactory())

        assert client.get(reverse("places:sites")).status_code == 403

    def test_narrows_to_a_kind_a_tier_and_what_is_open(self, client, greeter, cafe, time_machine):
        time_machine.move_to(MONDAY_NOON)
        SiteFactory(name="Holgate", tier="SPECIALIST")
        client.force_login(greeter)
        address = reverse("places:sites")

        assert "Acomb" not in words(client.get(address, {"kind": "CAFE"})).replace("of Acomb", "")
        assert "Night café" not in words(client.get(address, {"tier": "SPECIALIST"}))
        opened = words(client.get(address, {"open_now": "on"}))
        assert "1 site Place" in opened
        assert "Night café" in opened
        assert "No site is like that" in words(client.get(address, {"kind": "OUTREACH"}))

    def test_puts_the_nearest_first_and_what_is_off_the_map_last(self, network_lead):
        far = SiteFactory(latitude=53.2, longitude=-0.5)
        near = SiteFactory(latitude=53.96, longitude=-1.08)
        nowhere = SiteFactory()

        found = queries.sites_now(actor=network_lead, now=MONDAY_NOON, near=geo.find("YO31 7AD"))

        order = [each.site for each in found]
        assert order[:2] == [near, far]
        assert nowhere in order[2:]
        assert found[0].km < 2 < 80 < found[1].km
        assert found[-1].km is None

    def test_says_so_when_a_postcode_is_none(self, client, greeter):
        client.force_login(greeter)

        page = words(client.get(reverse("places:sites"), {"near": "here"}))

        assert "A postcode looks like YO1 7HH" in page
        assert "Acomb" in page  # and still shows every site

    def test_asks_no_more_for_twenty_than_for_two(
        self, client, greeter, cafe, django_assert_num_queries
    ):
        client.force_login(greeter)
        address = reverse("places:sites")
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for n in range(20):
            site = SiteFactory(part_of=None)
            OpeningSpellFactory(
                site=site,
                weekday=n % 7,
                opens=time.fromisoformat("09:00"),
                closes=time.fromisoformat("17:00"),
            )
            DayExceptionFactory(site=site)
            ClosureFactory(site=site)

        with django_assert_num_queries(len(few)):
            client.get(address)


class TestASitesPage:
    @pytest.fixture
    def furnished(self, hub, charity):
        hub.postcode, hub.latitude, hub.longitude = "YO31 7AD", 53.96155, -1.06974
        hub.step_free, hub.private_rooms = True, 0
        hub.neighbourhoods, hub.primary_care_networks = ["Acomb"], ["Foss and Ouse"]
        with as_the_owner():
            hub.save()
        for day in range(5):
            OpeningSpellFactory(
                site=hub,
                weekday=day,
                opens=time.fromisoformat("09:00"),
                closes=time.fromisoformat("17:00"),
            )
        DayExceptionFactory(site=hub, on=datetime.date(2026, 3, 4), reason="for training")
        DayExceptionFactory(site=hub, on=datetime.date(2026, 3, 20), reason="for a funeral")
        return hub

    def test_says_when_where_and_what(self, client, greeter, furnished, time_machine):
        time_machine.move_to(MONDAY_NOON)
        client.force_login(greeter)

        page = words(client.get(reverse("places:site", args=["acomb"])))

        for said in (
            "Open now until 5pm",
            "Monday to Friday 9am to 5pm Saturday and Sunday closed Bank holidays closed",
            "Wednesday 4 March Closed For training",
            "Later days that differ Day Open Friday 20 March Closed For a funeral",
            "Next bank holiday: Friday 3 April (Good Friday). Closed.",
            "53.96155, -1.06974, Guildhall in York",
            "Neighbourhoods Acomb",
            "Primary care networks Foss and Ouse",
            "Without steps Yes",
            "Private rooms None",
            "Not known yet: toilet, accessible toilet",
            "Run by Acomb Good Neighbours",
        ):
            assert said in page

    def test_offers_changes_only_to_whoever_keeps_it(
        self, client, greeter, hub_manager, network_lead, hub
    ):
        def offered(worker):
            client.force_login(worker)
            page = client.get(reverse("places:site", args=["acomb"])).content.decode()
            return [
                name
                for name in ("edit_basics", "edit_access", "times", "edit_in_the_network")
                if reverse(f"places:{name}", args=["acomb"]) in page
            ]

        assert offered(greeter) == []
        assert len(offered(hub_manager)) == 4
        assert len(offered(network_lead)) == 4

    def test_says_roughly_where_a_postcode_we_only_half_know_is(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        address = reverse("places:edit_basics", args=["acomb"])

        saved = client.post(
            address,
            {"postcode": "SW1A 1AA", "seen": seen(client.get(address))},
            follow=True,
        )

        assert "We only know the first half of SW1A 1AA" in words(saved)
        assert "roughly" in words(client.get(reverse("places:site", args=["acomb"])))

    def test_of_a_planned_site_never_reads_as_if_it_were_open(self, client, hub_manager, hub):
        OpeningSpellFactory(site=hub, weekday=0)
        with as_the_owner():
            Site.objects.filter(id=hub.id).update(status=SiteStatus.PLANNED)
        client.force_login(hub_manager)

        page = words(client.get(reverse("places:site", args=["acomb"])))

        assert "It is not open yet. When it is, these are to be its times. Monday 9am" in page
        assert "The next seven days" not in page
        assert "Close for a time" not in page

    def test_of_a_site_that_does_not_exist_is_not_there(self, client, greeter):
        client.force_login(greeter)

        assert client.get(reverse("places:site", args=["nowhere"])).status_code == 404


class TestTheForms:
    def test_what_a_manager_types_is_saved(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        address = reverse("places:edit_basics", args=["acomb"])

        client.post(
            address,
            {
                "about": "Come in.",
                "address": "1 Front Street\nYork",
                "postcode": "yo317ad",
                "phone": "01904 555 010",
                "neighbourhoods": "Acomb\r\nHolgate\r\n",
                "primary_care_networks": "Foss and Ouse",
                "seen": seen(client.get(address)),
            },
        )

        hub.refresh_from_db()
        assert hub.neighbourhoods == ["Acomb", "Holgate"]
        assert hub.postcode == "YO31 7AD"
        assert "Come in." in words(client.get(address))
        assert "Acomb\nHolgate" in client.get(address).content.decode()

    def test_facts_nobody_knows_stay_unknown(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        address = reverse("places:edit_access", args=["acomb"])
        answers = {"toilet": "no", "wifi": "yes", "private_rooms": ""}
        unknown = dict.fromkeys(
            ("step_free", "accessible_toilet", "quiet_space", "hearing_loop", "kettle"), "unknown"
        )

        client.post(address, answers | unknown | {"seen": seen(client.get(address))})

        hub.refresh_from_db()
        assert (hub.toilet, hub.wifi, hub.kettle, hub.private_rooms) == (False, True, None, None)

    def test_the_longest_wait_has_limits(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        address = reverse("places:edit_waiting", args=["acomb"])
        carried = seen(client.get(address))

        refused = client.post(address, {"wait_limit_minutes": "500", "seen": carried})
        client.post(address, {"wait_limit_minutes": "15", "seen": carried})

        assert "must be 240 or less" in words(refused)
        hub.refresh_from_db()
        assert hub.wait_limit_minutes == 15

    def test_two_who_edit_at_once_are_told_field_by_field(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        address = reverse("places:edit_access", args=["acomb"])
        carried = seen(client.get(address))
        unknown = dict.fromkeys(
            ("accessible_toilet", "quiet_space", "hearing_loop", "kettle", "wifi"), "unknown"
        )
        theirs = unknown | {"step_free": "no", "toilet": "unknown", "parking": "At the back"}
        mine = unknown | {"step_free": "yes", "toilet": "yes", "parking": "At the front"}
        client.post(address, theirs | {"seen": carried})

        told = client.post(address, mine | {"seen": carried})

        said = words(told)
        assert "Somebody else changed this while you had the page open" in said
        assert "without steps?” to: No. The form still has yours" in said
        assert "changed “Parking” to: At the back. The form still has yours" in said
        assert 'value="At the front"' in told.content.decode()
        hub.refresh_from_db()
        assert hub.parking == "At the back"

        client.post(address, mine | {"seen": seen(told)})

        hub.refresh_from_db()
        assert (hub.parking, hub.toilet, hub.step_free) == ("At the front", True, True)

    def test_what_the_second_left_alone_becomes_what_the_first_wrote(
        self, client, hub_manager, hub
    ):
        client.force_login(hub_manager)
        address = reverse("places:edit_basics", args=["acomb"])
        carried = seen(client.get(address))
        theirs = {"phone": "01904 555 010", "neighbourhoods": "Acomb\r\nHolgate"}
        client.post(address, theirs | {"seen": carried})

        told = client.post(address, {"about": "A warm room.", "seen": carried})

        said = words(told)
        assert "“Phone number” to: 01904 555 010. That is what the form has now" in said
        page = told.content.decode()
        assert 'value="01904 555 010"' in page
        assert "A warm room." in page
        assert "Acomb\nHolgate" in page
        assert "Acomb\r\nHolgate" not in page

    def test_who_runs_it_is_said_by_name_when_it_changed(
        self, client, network_lead, hub, charity, other_hub
    ):
        client.force_login(network_lead)
        address = reverse("places:edit_in_the_network", args=["acomb"])
        carried = seen(client.get(address))
        typed = {"name": "Acomb", "kind": "HUB", "status": "OPEN", "seen": carried}
        client.post(address, typed | {"run_by": other_hub.run_by_id})

        told = client.post(address, typed | {"run_by": charity.id})

        changed = f"Somebody else has changed “Who runs it?” to: {other_hub.run_by.name}."
        assert f"{changed} That is what the form has now" in words(told)
        client.post(address, typed | {"run_by": other_hub.run_by_id, "seen": seen(told)})
        hub.refresh_from_db()
        assert hub.run_by == other_hub.run_by

    def test_a_hub_manager_says_what_it_is_but_not_whether_it_has_opened(
        self, client, hub_manager, hub, charity
    ):
        client.force_login(hub_manager)
        address = reverse("places:edit_in_the_network", args=["acomb"])
        page = client.get(address)
        assert "Who runs it?" in words(page)
        assert "Is it open yet?" not in words(page)

        typed = {"name": "Acomb", "kind": "CAFE", "tier": "TARGETED", "run_by": charity.id}
        client.post(address, typed | {"status": "PLANNED", "seen": seen(page)})

        hub.refresh_from_db()
        assert (hub.kind, hub.tier, hub.status) == ("CAFE", "TARGETED", "OPEN")

    def test_a_refusal_by_the_rules_is_shown_above_the_form(self, client, network_lead, hub):
        client.force_login(network_lead)

        response = client.post(
            reverse("places:open_site"),
            {"name": "Acomb", "kind": "HUB", "status": "OPEN", "run_by": hub.run_by_id},
        )

        assert "There is already a site called Acomb" in words(response)
        assert Site.objects.filter(name="Acomb").count() == 1

    def test_a_new_site_goes_on_to_its_times(self, client, network_lead, charity):
        client.force_login(network_lead)

        response = client.post(
            reverse("places:open_site"),
            {"name": "Holgate", "kind": "HUB", "status": "OPEN", "run_by": charity.id},
            follow=True,
        )

        assert response.redirect_chain[-1][0] == reverse("places:times", args=["holgate"])
        assert "Now say when it is open" in words(response)

    def test_forms_of_a_site_one_does_not_keep_say_why_they_are_closed(
        self, client, greeter, hub_manager, hub, other_hub
    ):
        GrantFactory(user=hub_manager, site=other_hub, role=Role.GREETER)
        for worker, slug in [(greeter, "acomb"), (hub_manager, "clifton")]:
            client.force_login(worker)
            for name in ("edit_basics", "edit_access", "edit_waiting", "edit_in_the_network"):
                address = reverse(f"places:{name}", args=[slug])
                assert client.get(address).status_code == 403
                assert client.post(address, {}).status_code == 403

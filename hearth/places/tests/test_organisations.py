"""Keeping the list of partner organisations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.places import actions
from hearth.places.actions import OrganisationRefused
from hearth.places.models import Organisation
from hearth.places.registers import NotANumber
from hearth.places.tests.factories import OrganisationFactory, SiteFactory
from hearth.places.tests.reading import seen, trail_of, words
from hearth.places.versions import ChangedMeanwhile, facts_of, written_down


class TestTheRules:
    @pytest.fixture(autouse=True)
    def _the_network_lead_acts(self, network_lead):
        with acting_as(network_lead):
            yield

    def test_an_organisation_is_added_with_its_numbers_in_order(self, network_lead):
        added = actions.add_organisation(
            by=network_lead, name="  Foss   Friends ", kind="CHARITY", charity_number="sc12345"
        )

        added.refresh_from_db()
        assert (added.name, added.charity_number) == ("Foss Friends", "SC012345")
        assert trail_of(added) == ["added"]

    def test_a_number_that_cannot_be_one_is_refused(self, network_lead):
        with pytest.raises(NotANumber):
            actions.add_organisation(by=network_lead, name="Foss Friends", company_number="12")

    def test_one_without_a_name_is_refused(self, network_lead):
        with pytest.raises(OrganisationRefused, match="name"):
            actions.add_organisation(by=network_lead, name="  ")

    def test_the_same_name_in_other_letters_is_refused(self, network_lead, charity):
        with pytest.raises(OrganisationRefused, match="already on the list"):
            actions.add_organisation(by=network_lead, name=charity.name.upper())

    def test_the_same_number_twice_is_refused_and_says_whose_it_is(self, network_lead):
        OrganisationFactory(name="Ouse Trust", ods_code="RX9")

        with pytest.raises(OrganisationRefused, match="Ouse Trust already has the ODS code RX9"):
            actions.add_organisation(by=network_lead, name="Another", ods_code="rx9")

    def test_an_edit_changes_only_what_is_given(self, network_lead, charity):
        actions.edit_organisation(by=network_lead, organisation=charity, website="foss.example.org")

        charity.refresh_from_db()
        assert charity.website == "https://foss.example.org"
        assert charity.name == "Acomb Good Neighbours"
        assert trail_of(charity) == ["edited"]

    def test_an_edit_that_changes_nothing_leaves_no_line(self, network_lead, charity):
        actions.edit_organisation(by=network_lead, organisation=charity, name=charity.name)

        assert trail_of(charity) == []

    def test_an_edit_from_an_old_page_is_refused(self, network_lead, charity):
        seen = written_down(facts_of(charity, ("name", "website")))
        actions.edit_organisation(by=network_lead, organisation=charity, website="a.example.org")

        with pytest.raises(ChangedMeanwhile):
            actions.edit_organisation(
                by=network_lead, organisation=charity, seen=seen, website="b.example.org"
            )

        charity.refresh_from_db()
        assert charity.website == "https://a.example.org"

    def test_whoever_keeps_a_site_keeps_the_list(self, hub_manager, charity):
        with acting_as(hub_manager):
            added = actions.add_organisation(by=hub_manager, name="Foss Friends")
            actions.edit_organisation(by=hub_manager, organisation=charity, kind="CHARITY")
        assert trail_of(added) == ["added"]
        assert trail_of(charity) == ["edited"]

    def test_nobody_else_does(self, greeter, charity):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.add_organisation(by=greeter, name="Foss Friends")
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.edit_organisation(by=greeter, organisation=charity, name="Ours now")


class TestThePages:
    def test_the_list_shows_numbers_and_sites(self, client, greeter, charity):
        OrganisationFactory(name="Ouse Trust", kind="NHS_TRUST", ods_code="RX9")
        client.force_login(greeter)

        page = client.get(reverse("places:organisations")).content.decode()

        assert "Acomb Good Neighbours" in page
        assert "ODS RX9" in page
        assert reverse("places:add_organisation") not in page

    def test_the_network_lead_adds_one(self, client, network_lead):
        client.force_login(network_lead)

        response = client.post(
            reverse("places:add_organisation"),
            {"name": "Foss Friends", "kind": "GROUP"},
            follow=True,
        )

        assert "Foss Friends is on the list" in response.content.decode()
        assert Organisation.objects.get(name="Foss Friends").kind == "GROUP"

    def test_what_cannot_be_is_said_beside_its_field(self, client, network_lead):
        client.force_login(network_lead)

        response = client.post(
            reverse("places:add_organisation"),
            {
                "name": "Foss Friends",
                "kind": "PRACTICE",
                "ods_code": "RX4",
                "charity_number": "12",
                "company_number": "x",
                "website": "javascript:alert(1)",
            },
        )

        page = words(response)
        for said in (
            "A GP practice's ODS code is a letter and 5 numbers",
            "A charity number is 6 or 7 numbers",
            "A company number is 8 numbers",
            "must be like www.example.org",
        ):
            assert said in page
        assert not Organisation.objects.filter(name="Foss Friends").exists()

    def test_an_edit_from_the_page_is_saved(self, client, network_lead, charity):
        client.force_login(network_lead)
        address = reverse("places:edit_organisation", args=[charity.id])
        carried = seen(client.get(address))

        client.post(address, {"name": "Acomb Neighbours", "kind": "GROUP", "seen": carried})

        charity.refresh_from_db()
        assert (charity.name, charity.kind) == ("Acomb Neighbours", "GROUP")

    def test_two_who_edit_at_once_are_told_and_the_second_may_then_save(
        self, client, network_lead, charity
    ):
        client.force_login(network_lead)
        address = reverse("places:edit_organisation", args=[charity.id])
        carried = seen(client.get(address))
        mine = {"name": "Mine", "kind": "GROUP"}
        client.post(address, {"name": "Theirs", "kind": "GROUP", "seen": carried})

        told = client.post(address, mine | {"seen": carried})

        assert "changed “Name” to: Theirs. The form still has yours" in words(told)
        assert 'value="Mine"' in told.content.decode()
        charity.refresh_from_db()
        assert charity.name == "Theirs"

        client.post(address, mine | {"seen": seen(told)})

        charity.refresh_from_db()
        assert charity.name == "Mine"

    def test_the_forms_open_for_a_hub_manager_and_not_for_a_greeter(
        self, client, hub_manager, greeter, charity
    ):
        edit = reverse("places:edit_organisation", args=[charity.id])
        for worker, status in [(hub_manager, 200), (greeter, 403)]:
            client.force_login(worker)
            assert client.get(reverse("places:add_organisation")).status_code == status
            assert client.get(edit).status_code == status
            offered = edit in client.get(reverse("places:organisations")).content.decode()
            assert offered is (status == 200)

    def test_the_list_asks_no_more_for_twenty_than_for_one(
        self, client, network_lead, django_assert_num_queries
    ):
        client.force_login(network_lead)
        address = reverse("places:organisations")
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        for _ in range(20):
            SiteFactory()

        with django_assert_num_queries(len(few)):
            client.get(address)

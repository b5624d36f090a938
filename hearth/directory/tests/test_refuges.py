"""Where a refuge is, whoever writes it down: no name over the same door tells it either."""

import datetime
from importlib import import_module

import pytest
from django.db import connection
from django.urls import reverse

from hearth.directory.actions import entries, where
from hearth.directory.finding.publishing import publish
from hearth.directory.models import Claim, Findable, Location, Service, ServiceAtLocation
from hearth.directory.refuges import may_be_refuge
from hearth.directory.tests.factories import LocationFactory, ServiceFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def house(db):
    """Return a house in which there is a refuge, and a group that says where it is."""
    with as_the_owner():
        place = LocationFactory(
            name="Swallow House", address="9 Nightjar Lane", latitude=53.96, longitude=-1.08
        )
        refuge = ServiceFactory(name="Haven", place_is_secret=True)
        group = ServiceFactory(name="Sewing")
        for each in (refuge, group):
            ServiceAtLocation.objects.create(service=each, location=place)
        publish([refuge.id, group.id])
        Service.objects.update(edited_at=LONG_AGO)
    return place


def found_at_the_house():
    with as_the_owner():
        lines = Findable.objects.filter(card__place="Swallow House")
        return sorted(lines.values_list("card__name", flat=True))


class TestWrittenByHand:
    def test_a_new_one_is_secret_and_the_connector_hears_so(self, client, connector):
        client.force_login(connector)
        typed = {"name": "Haven", "provider_name": "H", "offer": term("domestic-abuse").id}
        page = client.post(reverse("directory:add_entry"), typed, follow=True).content.decode()

        assert Service.objects.get(name="Haven").place_is_secret
        assert "may be a refuge" in page

    def test_one_that_becomes_a_refuge_becomes_secret(self, connector):
        row = ServiceFactory(name="Haven")
        with acting_as(connector):
            entries.edit_entry(by=connector, service=row, description="A refuge for women")
            assert Service.objects.get().place_is_secret

            entries.edit_entry(by=connector, service=row, place_is_secret=False)
            entries.edit_entry(by=connector, service=row, description="A refuge in York")
            assert not Service.objects.get().place_is_secret
        with as_the_owner():
            assert AuditLine.objects.filter(verb="showed the place of").count() == 1

    def test_a_claim_that_is_taken_makes_it_secret_and_says_so(self, client, connector, today):
        row = ServiceFactory(name="Haven")
        with as_the_owner():
            claim = Claim.objects.create(
                service=row, fact="name", says="Haven refuge", source="A list", on=today
            )
        client.force_login(connector)
        address = reverse("directory:settle_claim", args=[claim.id])
        page = client.post(address, {"take": "yes"}, follow=True).content.decode()

        assert Service.objects.get().place_is_secret
        assert "may be a refuge" in page


class TestNeighbours:
    def test_do_not_tell_the_place(self, house, client):
        group = Service.objects.get(name="Sewing")
        pages = [
            client.get(f"/find/{group.id}/").content.decode(),
            client.get(f"/oruk/v3/services/{group.id}").content.decode(),
            client.get("/oruk/v3/services?full=true").content.decode(),
            client.get("/oruk/v3/service_at_locations?full=true").content.decode(),
        ]

        assert "Sewing" in pages[0]
        assert found_at_the_house() == []
        assert not [page for page in pages if "Nightjar" in page or "Swallow" in page]

    def test_tell_it_when_a_connector_says_that_it_is_no_secret(self, house, connector):
        with acting_as(connector):
            where.show_place(by=connector, location=house, is_no_secret=True)
            assert found_at_the_house() == ["Sewing"]
            with as_the_owner():
                assert AuditLine.objects.filter(verb="said to be no secret").exists()

            where.show_place(by=connector, location=house, is_no_secret=False)
            assert found_at_the_house() == []

    def test_hide_it_as_soon_as_something_there_is_secret(self, house, connector):
        refuge, group = Service.objects.get(name="Haven"), Service.objects.get(name="Sewing")
        with acting_as(connector):
            entries.edit_entry(by=connector, service=refuge, place_is_secret=False)
            assert found_at_the_house() == ["Haven", "Sewing"]

            entries.edit_entry(by=connector, service=refuge, place_is_secret=True)
            assert found_at_the_house() == []
        group.refresh_from_db()
        assert group.edited_at > LONG_AGO

    def test_tell_it_again_when_the_refuge_is_gone(self, house, connector):
        with acting_as(connector):
            where.remove_place(
                by=connector, at=ServiceAtLocation.objects.get(service__name="Haven")
            )

        assert found_at_the_house() == ["Sewing"]

    def test_our_own_sites_are_known_to_everybody(self, house, hub):
        with as_the_owner():
            Location.objects.update(site=hub)

        assert not Location.objects.withheld().exists()
        told = ServiceAtLocation.objects.told()
        assert [each.service.name for each in told] == ["Sewing"]

    def test_only_who_keeps_the_directory_may_show_it(self, house, partner_worker):
        with acting_as(partner_worker), pytest.raises(NotAllowed):
            where.show_place(by=partner_worker, location=house, is_no_secret=True)

    def test_the_page_says_so_and_shows_it_with_one_tap(self, house, client, connector):
        client.force_login(connector)
        at = ServiceAtLocation.objects.get(service__name="Sewing")
        page = client.get(reverse("directory:entry", args=[at.service_id])).content.decode()
        assert "Something at this place keeps secret" in page

        client.post(reverse("directory:show_place", args=[at.id]), {"no_secret": "yes"})
        assert found_at_the_house() == ["Sewing"]


@pytest.mark.parametrize("words", [
    "Safe accommodation for women", "Somewhere to stay for people fleeing abuse",
    "Dispersed flats for survivors of violence", "A hostel, for those who left domestic violence",
    "Sanctuary scheme: domestic abuse",
])  # fmt: skip
def test_usual_words_are_known_in_name_and_description(db, words):
    offer = term("games-group")

    assert may_be_refuge([offer], name=words, description="")
    assert may_be_refuge([offer], name="Haven", description=words)


@pytest.mark.parametrize("words", ["Shelter from the rain", "A hostel for walkers", "Violence"])
def test_one_of_those_words_alone_is_no_refuge(db, words):
    assert not may_be_refuge([term("games-group")], name=words, description=words)


def test_the_first_change_after_an_upgrade_moves_the_moment(house):
    look_at_all = import_module("hearth.directory.migrations.0092_all_is_looked_at").LOOK_AT_ALL
    with as_the_owner():
        Service.objects.update(told="")
        with connection.cursor() as cursor:
            cursor.execute(look_at_all.replace("to_jsonb(l)", "to_jsonb(l) - 'house'"))  # as then
        publish(Service.objects.values_list("id", flat=True))
        assert not Service.objects.exclude(edited_at=LONG_AGO).exists()

        Location.objects.update(nearest_bus="Number 4")
        publish(Service.objects.values_list("id", flat=True))
        assert not Service.objects.filter(edited_at=LONG_AGO).exists()


def test_an_email_address_that_was_taken_for_a_website_is_one_again(db):
    mend = import_module("hearth.directory.migrations.0091_mail_is_no_website").MEND
    with as_the_owner():
        row = ServiceFactory(url="https://mailto:a@b.org?subject=x", email="")
        kept = ServiceFactory(url="https://mailto:a@b.org", email="c@d.org")
        row.provider.uri = "https://mailto:e@f.org"
        row.provider.save()
        with connection.cursor() as cursor:
            for sql in mend:
                cursor.execute(sql)
        for each in (row, kept, row.provider):
            each.refresh_from_db()

    assert (row.url, row.email) == ("", "a@b.org")
    assert (kept.url, kept.email) == ("", "c@d.org")
    assert row.provider.uri == "mailto:e@f.org"

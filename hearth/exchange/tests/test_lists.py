"""Lists on their way in: looked over first, refused in plain words, never writing over anybody."""

import json

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import (
    Claim,
    Confirmation,
    Findable,
    Provider,
    Service,
)
from hearth.directory.tests.factories import ProviderFactory, ServiceFactory, term
from hearth.exchange.actions.lists import (
    ListRefused,
    bring_in,
    set_aside,
    take_list,
)
from hearth.exchange.models import BroughtList
from hearth.exchange.tests.conformance import mock
from hearth.exchange.tests.listing import COFFEE, csv, why
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner


class TestLookingOver:
    def test_says_what_would_be_new_and_writes_nothing(self, take):
        brought = take(csv(COFFEE))

        assert brought.counts["new"] == 1
        assert not Service.objects.exists()
        assert not Provider.objects.exists()
        assert not Claim.objects.exists()

    def test_is_for_whoever_keeps_the_directory(self, greeter):
        with acting_as(greeter), pytest.raises(NotAllowed):
            take_list(by=greeter, source="x", name="x.csv", content=csv(COFFEE))

    def test_needs_to_know_whose_list_it_is(self, take):
        with pytest.raises(ListRefused, match="whose list"):
            take(csv(COFFEE), source="  ")


class TestBringingIn:
    def test_makes_an_entry_like_any_other(self, bring):
        bring(csv(COFFEE))

        service = Service.objects.get()
        assert service.offer.slug == "coffee-morning"
        assert service.is_free is True
        assert service.provider.name == "Acomb Helpers"
        time = service.schedules.get()
        assert (time.byday, str(time.opens), str(time.closes)) == (["TU"], "10:00:00", "12:00:00")
        assert time.at_location == service.at_locations.get()
        assert round(service.at_locations.get().location.latitude) == 54
        assert service.tagged.get().term.slug == "lonely"

    def test_makes_it_findable_at_once(self, bring):
        bring(csv(COFFEE))

        assert Findable.objects.filter(service=Service.objects.get()).exists()

    def test_is_written_in_the_trail(self, bring, keeper):
        bring(csv(COFFEE))

        with as_the_owner():
            verbs = set(AuditLine.objects.filter(actor_id=keeper.id).values_list("verb", flat=True))
        assert {"took in a list", "brought in a list", "brought in"} <= verbs

    def test_twice_changes_nothing(self, bring):
        bring(csv(COFFEE))
        before = Service.objects.get()

        again = bring(csv(COFFEE))

        assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (1, 0, 0)
        assert Service.objects.get().edited_at == before.edited_at
        assert before.schedules.count() == 1

    def test_the_same_rows_without_ids_are_the_same_too(self, bring):
        rows = csv(COFFEE.replace("c1,", ","))
        bring(rows)

        assert bring(rows).counts["same"] == 1
        assert Service.objects.count() == 1

    def test_a_list_may_change_what_it_brought(self, bring):
        bring(csv(COFFEE))

        again = bring(csv(COFFEE.replace("10am", "11am").replace("010", "011")))

        service = Service.objects.get()
        assert again.counts["changed"] == 1
        assert service.phone == "01904 555 011"
        assert service.schedules.get().opens.hour == 11
        assert not Claim.objects.exists()

    def test_rows_with_one_id_are_times_and_places_of_one_service(self, bring):
        other = (
            COFFEE.replace("Tue", "2nd Sat")
            .replace("Hall", "Library")
            .replace("YO24 4AB", "YO1 7HH")
        )
        bring(csv(COFFEE, other))

        service = Service.objects.get()
        assert {time.byday[0] for time in service.schedules.all()} == {"TU", "2SA"}
        assert service.at_locations.count() == 2

    def test_is_done_once(self, take, keeper):
        row = take(csv(COFFEE))
        with acting_as(keeper):
            bring_in(by=keeper, brought=row, now=timezone.now())
            with pytest.raises(ListRefused, match="already"):
                bring_in(by=keeper, brought=row, now=timezone.now())
            with pytest.raises(ListRefused, match="already"):
                set_aside(by=keeper, brought=row, now=timezone.now())

    def test_keeps_no_file_afterwards(self, bring):
        row = bring(csv(COFFEE))

        assert row.content == ""

    def test_an_organisation_known_by_its_number_or_name_is_the_same(self, bring):
        with as_the_owner():
            ours = ProviderFactory(name="ACOMB  helpers", phone="01904 1")
        bring(csv(COFFEE))

        assert Service.objects.get().provider == ours
        ours.refresh_from_db()
        assert ours.name == "ACOMB  helpers"


class TestWhatAConnectorWrote:
    def test_is_claimed_and_never_written_over(self, bring):
        bring(csv(COFFEE))
        with as_the_owner():
            service = Service.objects.get()
            service.phone = "01904 999 999"
            service.save()
            service.schedules.update(opens="09:00")

        again = bring(csv(COFFEE.replace("555 010", "555 012").replace("10am", "11am")))

        service.refresh_from_db()
        claims = {claim.fact: claim.says for claim in Claim.objects.all()}
        assert again.counts["claims"] == 1
        assert service.phone == "01904 999 999"
        assert claims["phone"] == "01904 555 012"
        assert "Tue 11:00 to 12:00" in claims["schedules"]
        assert service.schedules.get().opens.hour == 9

    def test_is_claimed_once(self, bring):
        self.test_is_claimed_and_never_written_over(bring)
        before = Claim.objects.count()

        again = bring(csv(COFFEE.replace("555 010", "555 012").replace("10am", "11am")))

        assert again.counts["same"] == 1
        assert Claim.objects.count() == before

    def test_an_entry_of_ours_is_only_claimed_of(self, bring, craft):
        row = (
            f"{craft.id},Tuesday crafts,Craft for All,Arts and crafts,Mon,1pm,2pm,,,yes,01904 1,\n"
        )
        brought = bring(csv(row))

        craft.refresh_from_db()
        assert brought.counts["claims"] == 1
        assert craft.is_free is False
        assert {claim.fact for claim in Claim.objects.all()} >= {"is_free", "phone", "schedules"}


class TestConfirming:
    HEAD = "Id,Name,Organisation,Confirmed on\n"

    def test_only_if_the_list_says_when(self, bring):
        bring(csv("1,Coffee morning,Helpers,\n2,Chess,Helpers,2026-03-01\n", head=self.HEAD),
              default_offer=term("games-group"))  # fmt: skip

        coffee, chess = (Service.objects.get(name=name) for name in ("Coffee morning", "Chess"))
        assert coffee.confirmed_on is None
        assert coffee.confirm_by <= timezone.localdate()
        assert chess.confirmed_on.isoformat() == "2026-03-01"
        assert [each.how for each in Confirmation.objects.all()] == ["SOURCE"]

    def test_never_in_the_future(self, take):
        brought = take(csv("1,Coffee morning,Helpers,2199-03-01\n", head=self.HEAD))

        assert "has not come yet" in why(brought)[0][1]


def test_a_connector_elsewhere_keeps_the_same_lists(take, other_hub):
    take(csv(COFFEE))
    other = GrantFactory(site=other_hub, role=Role.CONNECTOR).user

    with acting_as(other):
        assert BroughtList.objects.count() == 1


def test_a_list_never_takes_the_id_of_an_entry_of_somebody_else(bring):
    with as_the_owner():
        ours = ServiceFactory(name="Ours")
    said = mock("V3.0-UK-Default", "service_full") | {"id": str(ours.id)}
    brought = bring(json.dumps(said).encode())

    ours.refresh_from_db()
    assert ours.name == "Ours"
    assert brought.counts["claims"] == 1

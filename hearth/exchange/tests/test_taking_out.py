"""The whole directory as a file: it comes in again somewhere else as what it was."""

import datetime
import io
import json
import re

import pytest
from django.utils import timezone
from django_tenants.utils import schema_context
from openpyxl import load_workbook

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import (
    Location,
    Provider,
    ProviderContact,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
)
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.exchange.actions.lists import bring_in, take_list
from hearth.exchange.models import Holds
from hearth.exchange.taking_out import as_csv, as_json, as_ndjson, as_xlsx
from hearth.exchange.tests.conformance import faults, mock
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.tests.factories import SiteFactory

KINDS = ["csv", "xlsx", "json", "ndjson"]


@pytest.fixture
def everything(keeper, secrets, many):
    """A directory with all that there can be: brought in, written here, internal, secret, twice."""
    said = mock("V3.0-UK-Default", "service_full")
    bring(keeper, json.dumps(said).encode(), "Official examples")
    words = (
        b"id,name,description,parent,uri\n1,Money,About money,,http://id.example/1\n2,Debt,,1,\n"
    )
    bring(keeper, words, "Needs list", holds=Holds.WORDS)
    with as_the_owner():
        Service.objects.filter(name="Tuesday crafts").update(also={})  # as no list could leave it
        ProviderFactory(name="Offers nothing yet", phone="01")
        ServiceFactory(
            name="=1+1", description="Two\nlines, \"quoted\"", modes=["ONLINE", "HOME"],
            booking="RING", is_free=False, minimum_age=0, space_now="FEW", waiting_now="-2 weeks",
            what_its_like="@quiet", text_number="07700 900000", status="temporarily closed",
            confirmed_on=None,
        )  # fmt: skip


def _twins():
    """Two places, and two organisations, that no words tell apart; and places without words."""
    for number in range(2):
        at = ServiceAtLocation.objects.create(
            service=ServiceFactory(provider=ProviderFactory(name="Twins"), name=f"Twin {number}"),
            location=LocationFactory(name="Twin hall", address="", town="York", postcode=""),
        )
        ScheduleFactory(service=at.service, at_location=at)
    online = LocationFactory(kind="virtual", name="", address="", town="", postcode="")
    at = ServiceAtLocation.objects.create(
        service=ServiceFactory(
            name="Only online, and all night", offer=term("games-group"), phone="ask us"
        ),
        location=online,
    )
    ScheduleFactory(
        service=at.service, at_location=at, opens=datetime.time(20), closes=datetime.time(14)
    )


def bring(by, content, source, **said):
    with acting_as(by):
        row = take_list(by=by, source=source, name="x", content=content, **said)
        return bring_in(by=by, brought=row, now=timezone.now())


def out(kind, by):
    """Return the whole directory as it goes out."""
    with acting_as(by):
        if kind == "xlsx":
            return as_xlsx(actor=by)
        pieces = {"csv": as_csv, "json": as_json, "ndjson": as_ndjson}[kind]
        return "".join(pieces(actor=by)).encode()


def rows_of(content):
    book = load_workbook(io.BytesIO(content))
    return [[cell.value or "" for cell in row] for row in book.active.iter_rows()]


@pytest.mark.parametrize("kind", KINDS)
def test_comes_in_again_elsewhere_as_it_was(everything, keeper, kind):
    before = out(kind, keeper)
    with schema_context("lincolnshire"):
        other = GrantFactory(site=SiteFactory(), role=Role.CONNECTOR).user
        brought = bring(other, before, "York")
        after = out(kind, other)

    assert brought.counts["refused"] == 0
    if kind == "xlsx":
        assert sorted(map(str, rows_of(after))) == sorted(map(str, rows_of(before)))
    else:
        assert lines(kind, after) == lines(kind, before)


def lines(kind, content):
    if kind == "json":
        page = json.loads(content)
        return {key: in_order(value) for key, value in page.items()}
    return in_order(content.decode().splitlines() if kind == "csv" else whole_lines(content))


def whole_lines(content):
    return [json.loads(line) for line in content.splitlines()]


def in_order(value):
    """Return a list in an order of its own: its entries' keys may stand in any."""
    by = lambda each: json.dumps(each, sort_keys=True)  # noqa: E731
    return sorted(value, key=by) if isinstance(value, list) else value


ITS_OWN = {"recorded_at", "edited_at", "source", "source_id", "also", "told"}
"""What each partnership has its own of."""


def facts_of(model, but):
    names = [
        field.attname for field in model._meta.concrete_fields
        if field.name not in {*ITS_OWN, *but}
    ]  # fmt: skip
    return {row["id"]: row for row in model.objects.values(*names)}


def test_every_fact_of_every_entry_is_the_same_elsewhere(everything, keeper):
    models = {
        Service: {"site", "kept_by", "confirm_by", "offer", "assured_date"},
        Provider: {"partner"}, Location: {"site"}, Schedule: set(),
    }  # fmt: skip
    content = out("json", keeper)
    before = {model: facts_of(model, but) for model, but in models.items()}
    offers = dict(Service.objects.values_list("id", "offer__slug"))
    with acting_as(keeper):
        names = {row.name for row in ProviderContact.objects.all()}
    with schema_context("lincolnshire"):
        other = GrantFactory(site=SiteFactory(), role=Role.CONNECTOR).user
        bring(other, content, "York")
        for model, but in models.items():
            assert facts_of(model, but) == before[model], model
        assert dict(Service.objects.values_list("id", "offer__slug")) == offers
        assert Taxonomy.objects.filter(name="Needs list").exists()
        with acting_as(other):
            assert {row.name for row in ProviderContact.objects.all()} == names


@pytest.mark.parametrize("kind", KINDS)
def test_comes_in_again_at_home_as_the_same(everything, keeper, kind):
    brought = bring(keeper, out(kind, keeper), "York")

    counts = brought.counts
    with as_the_owner():
        found = json.loads(brought.found)
    assert [each for each in found if each["verdict"] != "same"] == []
    assert counts["same"] == Service.objects.count()
    assert (counts["new"], counts["changed"], counts["claims"], counts["refused"]) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_no_spreadsheet_tells_apart_is_the_same_at_home(keeper, kind):
    with as_the_owner():
        _twins()
    brought = bring(keeper, out(kind, keeper), "York")

    assert {name: number for name, number in brought.counts.items() if number} == {"same": 3}


def test_a_spreadsheet_runs_nothing_of_it(everything, keeper):
    cells = [cell for row in rows_of(out("xlsx", keeper)) for cell in row]

    assert "'=1+1" in cells
    runs = [cell for cell in cells if str(cell).startswith(("=", "+", "-", "@"))]
    assert [cell for cell in runs if not re.fullmatch(r"-[0-9.]+", str(cell))] == []


def test_what_goes_out_is_still_as_the_standard_says(everything, keeper):
    page = json.loads(out("json", keeper))

    assert len(page["contents"]) == page["total_items"] > 60
    official = {row["id"] for row in [mock("V3.0-UK-Default", "service_full")]}
    for row in page["contents"]:
        if row["id"] not in official:
            assert [fault for fault in faults("service", row) if "contacts" not in fault] == []


class TestPages:
    @pytest.mark.parametrize("kind", KINDS)
    def test_are_files_for_whoever_keeps_the_directory(self, client, everything, keeper, kind):
        client.force_login(keeper)
        response = client.get(f"/exchange/lists/everything.{kind}")

        assert response.status_code == 200
        assert f".{kind}" in response["Content-Disposition"]
        assert len(b"".join(response)) > 1000

    def test_are_for_nobody_else(self, client, everything, greeter):
        client.force_login(greeter)

        assert client.get("/exchange/lists/everything.json").status_code == 403

    def test_of_no_such_kind_are_not_there(self, client, keeper):
        client.force_login(keeper)

        assert client.get("/exchange/lists/everything.exe").status_code == 404

    def test_are_written_in_the_trail(self, client, keeper):
        client.force_login(keeper)
        client.get("/exchange/lists/everything.csv")

        with as_the_owner():
            assert AuditLine.objects.filter(verb="took the directory out").exists()

"""Where a list and we disagree about an organisation or a place, and what the trail has of it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.directory.models import Claim, Location, Provider, Service
from hearth.directory.tests.factories import LocationFactory, ProviderFactory
from hearth.exchange.tests.conformance import mock
from hearth.exchange.tests.listing import COFFEE, csv
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner

HEAD = "Id,Name,Organisation,Organisation phone,What it is,Place,Postcode,Step-free\n"
ROW = "c1,Coffee morning,Acomb Helpers,01904 555 020,Coffee and company,Church Hall,YO24 4AB,yes\n"


@pytest.fixture
def ours(db):
    """An organisation and a place that a connector wrote down."""
    with as_the_owner():
        ProviderFactory(name="ACOMB helpers", phone="01904 555 001", charity_number="")
        LocationFactory(name="Church hall", postcode="YO24 4AB", step_free=False)


def claims():
    return {each.fact.split(".")[-1]: each for each in Claim.objects.all()}


class TestDisagreeing:
    def test_our_word_stays_and_theirs_is_shown(self, client, keeper, ours, bring):
        brought = bring(csv(ROW, head=HEAD))

        assert Provider.objects.get().phone == "01904 555 001"
        assert Location.objects.get().step_free is False
        assert {fact: each.says for fact, each in claims().items()} == {
            "phone": "01904 555 020", "step_free": "yes",
        }  # fmt: skip
        assert (brought.counts["new"], brought.counts["claims"]) == (1, 2)
        client.force_login(keeper)
        page = client.get(f"/exchange/lists/{brought.id}/?show=claims").content.decode()
        assert "“01904 555 001”, in the list “01904 555 020”" in page
        page = client.get(reverse("directory:entry", args=[Service.objects.get().id]))
        assert "Phone number of ACOMB helpers: two sources disagree" in page.content.decode()
        assert "Step free of Church hall: two sources disagree" in page.content.decode()

    def test_it_is_said_once(self, ours, bring):
        bring(csv(ROW, head=HEAD))
        again = bring(csv(ROW, head=HEAD))

        assert (again.counts["same"], again.counts["claims"]) == (1, 0)
        assert Claim.objects.count() == 2

    @pytest.mark.parametrize(("answer", "phone", "step_free"), [
        ("yes", "01904 555 020", True), ("no", "01904 555 001", False),
    ])  # fmt: skip
    def test_a_connector_takes_one_of_them(
        self, client, keeper, ours, bring, answer, phone, step_free
    ):
        bring(csv(ROW, head=HEAD))
        client.force_login(keeper)
        for claim in claims().values():
            client.post(reverse("directory:settle_claim", args=[claim.id]), {"take": answer})

        assert Provider.objects.get().phone == phone
        assert Location.objects.get().step_free is step_free
        assert not Claim.objects.filter(settled_at=None).exists()
        assert bring(csv(ROW, head=HEAD)).counts["claims"] == 0

    def test_what_is_gone_cannot_be_taken(self, client, keeper, ours, bring):
        bring(csv(ROW, head=HEAD))
        with as_the_owner():
            Service.objects.get().at_locations.all().delete()
            Location.objects.all().delete()
        client.force_login(keeper)
        claim = claims()["step_free"]
        page = client.post(
            reverse("directory:settle_claim", args=[claim.id]), {"take": "yes"}, follow=True
        ).content.decode()

        assert "not there any more" in page
        claim.refresh_from_db()
        assert claim.settled_at is None

    def test_what_it_brought_itself_it_may_change(self, bring):
        bring(csv(ROW, head=HEAD))
        bring(csv(ROW.replace("555 020", "555 021"), head=HEAD))

        assert Provider.objects.get().phone == "01904 555 021"
        assert not Claim.objects.exists()

    def test_nobody_else_settles(self, client, greeter, ours, bring):
        bring(csv(ROW, head=HEAD))
        client.force_login(greeter)
        claim = claims()["phone"]

        response = client.post(reverse("directory:settle_claim", args=[claim.id]), {"take": "yes"})
        assert response.status_code in (403, 404)
        assert Provider.objects.get().phone == "01904 555 001"


def test_only_what_changed_is_written_and_nobody_writes_meanwhile(bring):
    bring(csv(COFFEE))
    with CaptureQueriesContext(connection) as questions:
        bring(csv(COFFEE.replace("555 010", "555 011")))

    said = [str(each["sql"]) for each in questions]
    update, *_ = [sql for sql in said if sql.startswith('UPDATE "directory_service" SET "phone"')]
    assert '"name" =' not in update
    assert '"space_now" =' not in update
    for table in ("service", "provider", "location"):
        assert any(f'FOR NO KEY UPDATE OF "directory_{table}"' in sql for sql in said)


def test_the_trail_has_each_row_that_a_list_wrote(bring, keeper, ours):
    bring(csv(ROW, head=HEAD))
    bring(json.dumps(mock("V3.0-UK-Default", "service_full")).encode(), source="Another")

    with as_the_owner():
        lines = AuditLine.objects.filter(actor_id=keeper.id, verb="brought in")
        noted = {(each.subject_type, each.subject_id) for each in lines}
    written = [*Service.objects.all(), *Claim.objects.all()]
    written += [*Provider.objects.exclude(source=""), *Location.objects.exclude(source="")]
    assert [each for each in written if (each._meta.label, each.pk) not in noted] == []
    assert {"directory.Term", "directory.Taxonomy", "directory.ProviderContact"} <= {
        kind for kind, _ in noted
    }


def test_the_trail_has_what_a_list_changed_of_an_organisation(bring, keeper):
    bring(csv(ROW, head=HEAD))
    bring(csv(ROW.replace("555 020", "555 021"), head=HEAD))

    with as_the_owner():
        lines = AuditLine.objects.filter(actor_id=keeper.id, verb="changed by a list")
        assert [each.subject_type for each in lines] == ["directory.Provider"]

"""The pages of lists: what differs, what is refused, what is let go of."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hearth.directory.models import (
    Service,
)
from hearth.exchange.actions.lists import (
    let_go_of_old,
    set_aside,
)
from hearth.exchange.jobs import one_night
from hearth.exchange.models import BroughtList
from hearth.exchange.tests.listing import COFFEE, csv
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner


def test_what_differs_is_shown_as_both_say_it(client, take, keeper, craft):
    row = f"{craft.id},Tuesday crafts,Craft for All,Games,Mon,1pm,2pm,,,yes,01904 1,\n"
    brought = take(csv(row))
    client.force_login(keeper)
    page = " ".join(client.get(f"/exchange/lists/{brought.id}/").content.decode().split())

    assert "Phone: here “01904 555 002”, in the list “01904 1”" in page
    assert "in the list “Games" in page
    assert "in the list “Mon 13:00 to 14:00, every week”" in page


def test_what_would_not_change_is_not_called_so(client, take, bring, keeper):
    bring(csv(COFFEE))
    with acting_as(keeper):
        Service.objects.update(phone="01904 555 999")
    brought = take(csv(COFFEE.replace("Coffee morning", "Coffee hour").replace("010", "011")))
    client.force_login(keeper)
    page = " ".join(client.get(f"/exchange/lists/{brought.id}/").content.decode().split())
    name, phone = page.split("in the list “Coffee hour”")

    assert "1 would change" in page
    assert "Two sources disagree" not in name
    assert (
        "here “01904 555 999”, in the list “01904 555 011”. Two sources disagree: ours stays"
    ) in phone


def test_what_would_be_refused_is_called_so(client, take, keeper):
    brought = take(csv(COFFEE.replace("yes", "perhaps")))
    client.force_login(keeper)

    assert b"Entries that cannot be brought in" in (
        client.get(f"/exchange/lists/{brought.id}/").content
    )


class TestPages:
    def test_a_whole_evening(self, client, keeper):
        client.force_login(keeper)
        file = SimpleUploadedFile("list.csv", csv(COFFEE, COFFEE.replace("c1", "c2").replace(
            "10am", "7.30pmm")))  # fmt: skip
        said = {"source": "Council list", "holds": "SERVICES", "default_offer": "", "file": file}
        response = client.post("/exchange/lists/new/", said)
        address = response["Location"]
        page = client.get(address).content.decode()
        assert "Row 3" in page
        assert "7.30pmm” is not a time" in page
        assert "Nothing is in the directory yet" in page
        client.post(f"{address}bring-in/")
        assert "Brought in" in client.get(address).content.decode()
        assert Service.objects.get().name == "Coffee morning"
        assert "Council list" in client.get("/exchange/lists/").content.decode()

    def test_a_file_that_cannot_be_read_is_told_beside_the_field(self, client, keeper):
        client.force_login(keeper)
        file = SimpleUploadedFile("list.json", b"[[[[")
        page = client.post(
            "/exchange/lists/new/", {"source": "x", "holds": "SERVICES", "file": file}
        ).content.decode()

        assert "not whole JSON" in page

    def test_a_file_that_says_it_is_huge_is_not_held(self, client, keeper):
        client.force_login(keeper)
        file = SimpleUploadedFile("list.csv", b"x" * 21_000_000)
        page = client.post(
            "/exchange/lists/new/", {"source": "x", "holds": "SERVICES", "file": file}
        ).content.decode()

        assert "must be smaller than 20 MB" in page

    @pytest.mark.parametrize("after", ["x", "-1", "99999999999", "\0", "1"])
    def test_further_pages_never_fail(self, client, take, keeper, after):
        row = take(csv(COFFEE))
        client.force_login(keeper)

        assert client.get(f"/exchange/lists/{row.id}/", {"after": after}).status_code == 200

    def test_the_empty_list_can_be_filled_in_and_brought_in(self, client, keeper, bring):
        client.force_login(keeper)
        brought = bring(client.get("/exchange/lists/to-fill-in.csv").content)

        assert brought.counts["new"] == 1
        assert Service.objects.get().name == "Tuesday coffee morning"


class TestLettingGo:
    def test_what_nobody_went_on_with_is_let_go(self, take, keeper):
        row = take(csv(COFFEE))
        with acting_as(keeper):
            assert let_go_of_old(by=keeper, now=timezone.now()) == 0
            later = timezone.now() + timezone.timedelta(days=8)
            assert let_go_of_old(by=keeper, now=later) == 1
            row.refresh_from_db()
        assert row.state == "SET_ASIDE"
        assert row.content == row.found == ""

    def test_happens_every_night(self, take, keeper):
        row = take(csv(COFFEE))
        with as_the_owner():
            long_ago = timezone.now() - timezone.timedelta(days=8)
            BroughtList.objects.filter(id=row.id).update(recorded_at=long_ago)
        one_night(schema="york")

        with as_the_owner():
            assert BroughtList.objects.get().state == "SET_ASIDE"

    def test_set_aside_nothing_is_kept(self, take, keeper):
        row = take(csv(COFFEE))
        with acting_as(keeper):
            row = set_aside(by=keeper, brought=row, now=timezone.now())

        assert row.content == row.found == ""
        assert not Service.objects.exists()

    def test_a_list_is_there_only_for_whoever_keeps_the_directory(self, take, greeter):
        take(csv(COFFEE))

        with acting_as(greeter):
            assert not BroughtList.objects.exists()

"""Lists on their way in: looked over first, refused in plain words, never writing over anybody."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import (
    Claim,
    Confirmation,
    Facet,
    Findable,
    Provider,
    Service,
    Taxonomy,
)
from hearth.directory.tests.factories import ProviderFactory, ServiceFactory, term
from hearth.exchange.actions.bringing.words import Words
from hearth.exchange.actions.lists import (
    ListRefused,
    bring_in,
    let_go_of_old,
    set_aside,
    take_list,
)
from hearth.exchange.jobs import one_night
from hearth.exchange.models import BroughtList, Holds
from hearth.exchange.tests.conformance import mock
from hearth.exchange.tests.listing import COFFEE, HEAD, csv, why
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.sheets.words import CannotRead


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


BAD_ROWS = {
    COFFEE.replace("12 noon", "7.30pmm"): "“7.30pmm” is not a time. Write it like 7.30pm or 19:30",
    COFFEE.replace("Tue", "Someday"): "“someday” is not a day of the week",
    COFFEE.replace("Coffee morning", ""): "It has no name",
    COFFEE.replace("Acomb Helpers", ""): "It does not say which organisation it belongs to",
    COFFEE.replace("yes", "perhaps"): "Free must be yes or no, not “perhaps”",
    COFFEE.replace("Feeling alone", "Zorbing"): "“Zorbing” is not one of the words",
    COFFEE.replace("Coffee and company", "Zorbing"): "“Zorbing” is not a kind of thing",
    COFFEE.replace("YO24 4AB", "next to the pub!"): "is not a postcode",
    COFFEE.replace("YO24 4AB", "ZZZZZ"): "“ZZZZZ” is not a postcode",
    COFFEE.replace("01904 555 010", "abc"): "“abc” is not a phone number",
    COFFEE.replace("10am", "12:00").replace("12 noon", "10:00"): (
        "12:00 to 10:00 goes on past midnight for 22 hours. Is it 10:00 to 12:00?"
    ),
    COFFEE.replace("Coffee and company", "Gamez"): "The nearest are “Games",
}


@pytest.mark.parametrize("row", BAD_ROWS)
def test_a_bad_row_is_refused_in_plain_words_and_the_others_are_not(take, row):
    good = COFFEE.replace("c1", "c2").replace("Coffee morning", "Second coffee")

    brought = take(csv(row, good))

    ((where, *reasons),) = why(brought)
    assert where == "Row 2"
    assert BAD_ROWS[row] in " ".join(reasons)
    assert brought.counts["new"] == 1


def test_every_fault_of_a_row_is_said(take):
    row = "c1,Coffee,Helpers,Zorbing,Someday,25:00,26:00,ZZZZZ,Hall,perhaps,abc,Feeling odd\n"

    ((_, *reasons),) = why(take(csv(row)))
    faults = ["abc", "perhaps", "ZZZZZ", "someday", "25:00", "26:00", "Zorbing", "Feeling odd"]
    said = " ".join(reasons)
    assert [fault for fault in faults if f"“{fault}”" not in said] == []


def test_an_id_that_comes_again_refuses_the_repeats_alone(take):
    faulty = COFFEE.replace("Coffee morning", "Teas").replace("yes", "perhaps")
    other = COFFEE.replace("Coffee morning", "Chess")

    brought = take(csv(faulty, COFFEE, other, other.replace("Chess", "Bingo")))

    assert brought.counts["new"] == 1
    again = "It has the same id as Row 3"
    assert [(where, again in reasons) for where, *reasons in why(brought)] == [
        ("Row 2", False), ("Row 4", True), ("Row 5", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "slug"), [
    ("Games", "games-group"), (" GAMES  group ", "games-group"), ("games-group", "games-group"),
    ("Gaming", "youth-club"), ("youth clubs", "youth-club"),
])  # fmt: skip
def test_a_kind_is_what_it_is_called_before_anything_like_it(bring, said, slug):
    bring(csv(COFFEE.replace("Coffee and company", said)))

    assert Service.objects.get().offer.slug == slug


def test_every_kind_is_known_by_its_own_name_and_slug(db):
    words = Words()
    offers = [term for term in words.ours.values() if term.facet == Facet.OFFER]

    assert len(offers) > 50
    assert [each.slug for each in offers if words.offer_called(each.name) != each] == []
    assert [each.slug for each in offers if words.offer_called(each.slug.upper()) != each] == []


def test_a_very_long_day_is_remarked_on_and_comes_in(take):
    long = COFFEE.replace("10am", "06:00").replace("12 noon", "23:00")
    night = COFFEE.replace("c1", "c2").replace("10am", "00:00").replace("12 noon", "23:59")
    brought = take(csv(long, night))

    with as_the_owner():
        remarks = [each["remarks"] for each in json.loads(brought.found)]
    assert remarks == [["06:00 to 23:00 is 17 hours: please check it"], []]
    assert brought.counts["new"] == 2


def test_what_differs_is_shown_as_both_say_it(client, take, keeper, craft):
    row = f"{craft.id},Tuesday crafts,Craft for All,Games,Mon,1pm,2pm,,,yes,01904 1,\n"
    brought = take(csv(row))
    client.force_login(keeper)
    page = " ".join(client.get(f"/exchange/lists/{brought.id}/").content.decode().split())

    assert "Phone: here “01904 555 002”, in the list “01904 1”" in page
    assert "in the list “Games" in page
    assert "in the list “Mon 13:00 to 14:00, every week”" in page


def test_what_would_be_refused_is_called_so(client, take, keeper):
    brought = take(csv(COFFEE.replace("yes", "perhaps")))
    client.force_login(keeper)

    assert b"Entries that cannot be brought in" in (
        client.get(f"/exchange/lists/{brought.id}/").content
    )


@pytest.mark.parametrize("content", [csv(COFFEE), b"%PDF-1.7", b"hello"])
def test_a_file_that_is_called_a_spreadsheet_and_is_none_says_so(take, content):
    with pytest.raises(CannotRead, match=r"called \.xlsx, but it is not a spreadsheet"):
        take(content, name="List.XLSX")


BAD_FILES = {
    "nothing": (b"", "nothing in it"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not a file of rows"),
    "a pdf": (b"%PDF-1.7 x", "PDF"),
    "headings alone": (HEAD.encode(), "at least one row"),
    "no names": (b"Colour,Size\nred,5\n", "names of the services"),
    "half a json": (b'{"contents": [{"id": ', "not whole JSON"),
    "a deep json": (b"[" * 200_000 + b"]" * 200_000, "folded into itself"),
    "a number that cannot be": (b'[{"id": NaN}]', "number that cannot be"),
    "json of something else": (b"[1, 2, 3]", "not a service"),
    "an empty page": (b'{"contents": []}', "no service"),
    "broken letters": (b'{"contents": ["\xff\xfe\xfa"]}', "letters cannot be read"),
    "too large": (b"x" * 20_000_001, "too large"),
    "too many": (json.dumps([{"id": str(n)} for n in range(20_001)]).encode(), "more than 20,000"),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_file_that_cannot_be_read_says_what_to_do(take, what):
    content, words = BAD_FILES[what]

    with pytest.raises(CannotRead, match=words):
        take(content)
    assert not BroughtList.objects.exists()


def test_a_spreadsheet_that_would_unpack_to_a_mountain_is_refused(take):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(5):
            file.writestr(f"xl/{number}.xml", b"0" * 100_000_000)

    with pytest.raises(CannotRead, match="too large"):
        take(packed.getvalue())


class TestOddFiles:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
    def test_letters_in_any_usual_encoding(self, bring, encoding):
        content = (HEAD + COFFEE.replace("Hall", "Café Noël")).encode(encoding)
        bring(content)

        assert Service.objects.get().at_locations.get().location.name == "Café Noël"

    def test_json_with_a_mark_in_front(self, bring):
        said = mock("V3.0-UK-Default", "service_full")
        bring(json.dumps(said).encode("utf-8-sig"))

        assert Service.objects.count() == 1

    @pytest.mark.parametrize("shape", ["page", "list", "one", "lines"])
    def test_json_in_any_shape(self, bring, shape):
        one = mock("V3.0-UK-Default", "service_full")
        other = one | {"id": "ac148810-d857-441c-9679-408f346de14c", "name": "More counselling"}
        text = {
            "page": json.dumps({"contents": [one, other]}),
            "list": json.dumps([one, other]),
            "one": json.dumps(one),
            "lines": json.dumps(one) + "\n" + json.dumps(other) + "\n",
        }[shape]
        bring(text.encode())

        assert Service.objects.count() == (1 if shape == "one" else 2)

    def test_two_entries_with_one_id(self, take):
        one = mock("V3.0-UK-Default", "service_full")
        brought = take(json.dumps([one, one]).encode())

        assert why(brought) == [("Entry 2", "It has the same id as Entry 1")]

    def test_an_organisation_that_is_nowhere(self, take):
        one = mock("V3.0-UK-Default", "service_list")["contents"][0]
        del one["organization"]
        one["organization_id"] = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"
        brought = take(json.dumps(one).encode())

        assert "not in this list, and not known here" in why(brought)[0][1]

    @pytest.mark.parametrize(("field", "bad", "words"), [
        ("url", "not an address", "not a web address"), ("email", "nobody", "not an email"),
        ("status", "closed for ever", "Its status cannot be"), ("minimum_age", "old", "an age"),
        ("minimum_age", 101, "above its oldest"), ("schedules", "Tuesdays", "not a list"),
        ("name", "", "no name"), ("id", "", "no id"), ("name", {"a": 1}, "not text"),
        ("description", "x" * 10_001, "longer than"),
        ("cost_options", [{"amount": 1e30}], "amount"),
        ("schedules", [{"opens_at": "7.30pmm"}], "not a time"),
        ("schedules", [{"byday": "XX"}], "not a day"),
        ("schedules", [{"interval": 0}], "whole number"),
        ("attributes", [{"taxonomy_term": {"name": 5 * "x", "taxonomy": [1]}}], "not text"),
    ])  # fmt: skip
    def test_a_bad_value_in_json_is_refused_in_plain_words(self, take, field, bad, words):
        said = mock("V3.0-UK-Default", "service_full") | {field: bad}
        brought = take(json.dumps(said).encode())

        assert words in " ".join(why(brought)[0])

    def test_what_a_spreadsheet_would_run_is_text(self, bring, client, keeper):
        row = COFFEE.replace("Coffee morning", '"\'=HYPERLINK(1) coffee"')
        bring(csv(row))

        assert Service.objects.get().name == "=HYPERLINK(1) coffee"

    def test_a_spreadsheet_with_real_times_and_dates(self, bring):
        import datetime

        book = Workbook()
        book.active.append(["Name", "Organisation", "Date", "Start time", "End time"])
        book.active.append(["Coffee morning", "Helpers", datetime.date(2026, 5, 3),
                            datetime.time(10), datetime.time(12)])  # fmt: skip
        file = io.BytesIO()
        book.save(file)
        bring(file.getvalue())

        time = Service.objects.get().schedules.get()
        assert (time.freq, str(time.begins_on), time.opens.hour) == ("", "2026-05-03", 10)


class TestWords:
    WORDS = "id,name,description,parent,uri\n1,Money,About money,,http://id.example/1\n2,Debt,Owing,1,\n"

    def test_of_another_list_stand_beside_ours(self, bring):
        brought = bring(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        taxonomy = Taxonomy.objects.get(name="Needs list")
        debt = taxonomy.terms.get(name="Debt")
        assert debt.parent.name == "Money"
        assert debt.parent.term_uri == "http://id.example/1"
        assert brought.counts["new"] == 3

    def test_twice_are_the_same(self, bring, take):
        bring(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        again = take(self.WORDS.encode(), holds=Holds.WORDS, source="Needs list")

        assert again.counts["same"] == 3
        assert again.counts["new"] == 0

    @pytest.mark.parametrize(("bad", "words"), [
        ("id,name\n1,\n2,x\n", "no name"), ("id,label\n1,x\n", "column called"),
        ("id,name,parent\n1,x,9\n", "not an id in the list"),
        ("id,name,uri\n1,x,somewhere\n", "not a web address"),
    ])  # fmt: skip
    def test_that_make_no_sense_are_refused(self, take, bad, words):
        with pytest.raises(CannotRead, match=words):
            take(bad.encode(), holds=Holds.WORDS)

    def test_never_touch_the_hubs_own(self, bring):
        before = list(Taxonomy.objects.get(slug="hub").terms.values("id", "name", "parent"))
        bring(b"id,name\n1,Debt\n", holds=Holds.WORDS, source="Hub taxonomy two")

        assert list(Taxonomy.objects.get(slug="hub").terms.values("id", "name", "parent")) == before


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

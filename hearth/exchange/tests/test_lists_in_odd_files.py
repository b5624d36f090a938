"""Files that are no list, or an odd one: each says what to do, and none brings anything down."""

import io
import json
import zipfile

import pytest
from openpyxl import Workbook

from hearth.directory.models import (
    Service,
)
from hearth.exchange.models import BroughtList
from hearth.exchange.tests.conformance import mock
from hearth.exchange.tests.listing import COFFEE, HEAD, csv, why
from hearth.sheets.words import CannotRead


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

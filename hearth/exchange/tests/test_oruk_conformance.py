"""All that the public way out says, judged by the standard's own schemas."""

import pytest

from hearth.directory.tests.factories import LocationFactory, ServiceFactory, term
from hearth.exchange.tests.conformance import MOCKS, empties, envelope_faults, faults, mock
from hearth.foundation.tests.factories import as_the_owner

LISTS = {
    "services": ("service_list", "service"),
    "service_at_locations": ("service_at_location_list", "service_at_location"),
    "organizations": ("organization_list", "organization"),
    "taxonomies": ("taxonomy", "taxonomy"),
    "taxonomy_terms": ("taxonomy_term", "taxonomy_term"),
}


def ask(client, address):
    response = client.get(f"/oruk/v3/{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_root_names_the_standard_and_where_it_is_described(client):
    said = ask(client, "")

    assert said["version"] == "HSDS-UK-3.0"
    assert faults_of_addresses(said) == []
    assert client.get(said["openapi_url"]).json()["openapi"] == "3.1.0"


def faults_of_addresses(said):
    return [name for name in ("profile", "openapi_url") if not said[name].startswith("http")]


@pytest.mark.parametrize("name", LISTS)
def test_every_page_and_every_id_is_as_the_standard_says(client, many, name):
    of_a_row, of_one = LISTS[name]
    first = ask(client, f"{name}?per_page=7")
    pages = first["total_pages"]
    seen = []
    for number in range(1, pages + 1):
        page = ask(client, f"{name}?per_page=7&page={number}")
        assert envelope_faults(page) == []
        assert page["page_number"] == number
        for row in page["contents"]:
            assert faults(of_a_row, row) == []
            assert list(empties(row)) == []
        seen += [row["id"] for row in page["contents"]]

    assert len(seen) == len(set(seen)) == first["total_items"]
    assert pages == -(-len(seen) // 7)
    for each in seen:
        one = ask(client, f"{name}/{each}")
        assert one["id"] == each
        assert faults(of_one, one) == []
        assert list(empties({key: said for key, said in one.items() if key != "services"})) == []


@pytest.mark.parametrize("name", ["services", "service_at_locations", "organizations"])
def test_full_pages_are_as_the_standard_says_of_one(client, many, name):
    page = ask(client, f"{name}?full=true")

    assert envelope_faults(page) == []
    assert page["contents"]
    for row in page["contents"]:
        assert faults(LISTS[name][1], row) == []


def test_a_page_beyond_the_last_is_empty_and_still_right(client, many):
    page = ask(client, "services?page=400")

    assert envelope_faults(page) == []
    assert page["empty"]
    assert page["last_page"]


def test_an_empty_directory_has_an_empty_page(client):
    page = ask(client, "services")

    assert envelope_faults(page) == []
    assert page["total_items"] == page["total_pages"] == 0
    assert page["first_page"]
    assert page["last_page"]


def test_everything_is_said_of_a_service(client, craft):
    said = ask(client, f"services/{craft.id}")

    assert faults("service", said) == []
    assert said["name"] == "Tuesday crafts"
    assert said["organization"]["parent_organization_id"] == str(craft.provider.part_of_id)
    assert {each["identifier"] for each in said["organization"]["organization_identifiers"]} == {
        "1122334", "01234567", "X1Y",
    }  # fmt: skip
    assert [each["byday"] for each in said["schedules"]] == ["TU,FR", "2SA"]
    assert said["schedules"][0]["opens_at"] == "10:00"
    assert said["schedules"][0]["description"] == "Not on 25 December 2026"
    assert said["schedules"][1]["interval"] == 2
    assert said["cost_options"][0]["amount"] == 1.5
    assert said["phones"][0]["number"] == "01904 555 002"
    place = said["service_at_locations"][0]["location"]
    assert place["addresses"][0]["postal_code"] == "YO24 4AB"
    assert "There is a way in without steps." in str(place["accessibility"])
    assert {each["taxonomy_term"]["name"] for each in said["attributes"]} == {
        "Arts and crafts", "Feeling alone",
    }  # fmt: skip
    assert said["url"] == "https://craft.org/tuesday?a=1&b=%C3%A9"
    assert said["assured_date"] == craft.confirmed_on.isoformat()


@pytest.mark.parametrize(
    ("field", "bad"),
    [("url", "http://a b"), ("url", "htp//x"), ("url", "see leaflet"), ("email", "nobody"),
     ("email", "a b@c"), ("url", "https://x.org/%zz"), ("url", "javascript:alert(1)")],
)  # fmt: skip
def test_what_the_standard_would_call_wrong_is_left_out(client, field, bad):
    service = ServiceFactory(**{field: bad})

    said = ask(client, f"services/{service.id}")

    assert field not in said
    assert faults("service", said) == []


@pytest.mark.parametrize(
    "place",
    [
        {"address": "", "town": "", "county": "", "postcode": "LN1 3AA"},
        {"address": "", "town": "", "name": "", "postcode": "BT1 1AA"},
        {"postcode": "", "latitude": None, "longitude": None},
        {"latitude": 153.0, "longitude": -1000.0},
    ],
)
def test_a_place_of_which_little_is_said_is_still_right(client, place):
    with as_the_owner():
        service = ServiceFactory()
        service.at_locations.create(location=LocationFactory(**place))

    assert faults("service", ask(client, f"services/{service.id}")) == []


class TestTheJudge:
    """The judge itself: it lets the official examples pass, and finds what is wrong."""

    @pytest.mark.parametrize(
        ("folder", "name", "schema"),
        [
            (folder, name, schema)
            for folder in ("V3.0-UK-Default", "V3.0-UK-Warn")
            for name, schema in [
                ("service_full", "service"), ("service_at_location_full", "service_at_location"),
                ("taxonomy", "taxonomy"),
            ]
        ],
    )  # fmt: skip
    def test_lets_the_official_examples_pass(self, folder, name, schema):
        assert faults(schema, mock(folder, name)) == []

    @pytest.mark.parametrize(
        ("field", "bad"), [("url", "not an address"), ("email", "nobody"), ("id", "12"),
                           ("last_modified", "yesterday"), ("status", "closed")],
    )  # fmt: skip
    def test_finds_what_is_wrong(self, field, bad):
        said = mock("V3.0-UK-Default", "service_full") | {field: bad}

        assert faults("service", said)

    def test_finds_what_is_missing(self):
        said = mock("V3.0-UK-Default", "service_full")
        del said["name"]

        assert faults("service", said)

    def test_finds_a_wrong_size(self):
        wrong = mock("V3.0-UK-Warn", "taxonomy_list") | {"size": 9}

        assert envelope_faults(wrong)

    def test_has_both_folders_to_read(self):
        assert {path.name for path in MOCKS.iterdir()} == {"V3.0-UK-Default", "V3.0-UK-Warn"}


def test_a_day_called_off_is_told_beside_what_the_source_says(client, craft):
    with as_the_owner():
        time = craft.schedules.exclude(not_on=[]).get()
        time.also = {"more": {"description": "Weekdays."}}
        time.save()

    said = ask(client, f"services/{craft.id}")["schedules"]

    assert "Weekdays. Not on 25 December 2026" in {each.get("description") for each in said}


def test_the_hubs_own_terms_are_told(client, db):
    said = ask(client, f"taxonomy_terms/{term('craft-group').id}")

    assert said["taxonomy"] == "Hub taxonomy"
    assert "term_uri" not in said

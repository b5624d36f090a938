"""
Whatever anybody sends to the public pages: no fault, and nothing written down.

A quick look each time; HEARTH_FUZZ=1000 makes it that many tries for each address.
"""

import os

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hearth.exchange.oruk.openapi import PARAMETERS, description
from hearth.exchange.tests.conformance import envelope_faults
from hearth.foundation.tests.factories import as_the_owner
from hearth.tests.test_who_may_see_what import written

TRIES = int(os.environ.get("HEARTH_FUZZ", "12"))
SETTINGS = settings(
    max_examples=TRIES,
    deadline=None,
    derandomize=TRIES < 50,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SCHEMA = schemathesis.openapi.from_dict(description("http://york.localhost/oruk/v3/"))
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations()]
ADDRESSES = ["/", "/services", "/service_at_locations", "/organizations", "/taxonomies",
             "/taxonomy_terms"]  # fmt: skip
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
LIKELY = st.sampled_from(["", "0", "1", "-1", "true", "MO", "18:00", "2026-01-01", "YO24 4AB",
                          "00000000-0000-0000-0000-000000000000", "9" * 30, "%", "'", "\0",
                          "٣", "1e5", "nan", "ndjson"])  # fmt: skip


@pytest.fixture
def asks(craft):
    """Ask for an address, and insist that it answers well and writes nothing."""
    browser = Client(headers={"host": "york.localhost"}, raise_request_exception=False)
    before = written("york")

    def ask(path, said):
        response = browser.get(f"/oruk/v3{path}", said)
        body = b"".join(response)
        assert response.status_code in (200, 400, 404), (path, said)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        if response.status_code != 200:
            assert response.json()["error"]
        return response, body

    yield ask
    with as_the_owner():
        assert written("york") == before


def said_by(case):
    return {name: value for name, value in (case.query or {}).items() if value is not None}


def path_of(case):
    return case.formatted_path


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.path)
def test_what_the_description_promises_is_answered(asks, operation):
    @SETTINGS
    @given(case=operation.as_strategy())
    def try_it(case):
        response, _ = asks(path_of(case), said_by(case))
        if response.status_code == 200 and response["Content-Type"].startswith("application/json"):
            case_path = path_of(case)
            if case_path in ADDRESSES[1:]:
                assert envelope_faults(response.json()) == []

    try_it()


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_nobody_promised_is_answered_too(asks, address):
    @SETTINGS
    @given(said=st.dictionaries(st.sampled_from(sorted(PARAMETERS)) | ANY_TEXT, ANY_TEXT | LIKELY,
                                max_size=5))  # fmt: skip
    def try_it(said):
        asks(address, said)

    try_it()


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_each_parameter_takes_anything(asks, name):
    @SETTINGS
    @given(value=LIKELY | ANY_TEXT)
    def try_it(value):
        for address in ("/services", "/service_at_locations"):
            asks(address, {name: value})

    try_it()


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_anything_may_stand_where_an_id_does(asks, address):
    @SETTINGS
    @given(each=ANY_TEXT.filter(lambda text: text.strip("/. ")))
    def try_it(each):
        from urllib.parse import quote

        asks(f"{address}/{quote(each, safe='')}", {})

    try_it()

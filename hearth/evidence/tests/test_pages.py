"""The report as a page and as a sheet, and the visits behind a number."""

import csv
import datetime
import io
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.evidence import definitions
from hearth.evidence.queries.cutting import QUESTIONS
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Brought
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_pressing import open_it

PAGE = "/reports/attendance"
SHEET = "/reports/attendance.csv"
VISITS = "/reports/attendance/visits"
MARCH = {"from": "2025-03-01", "to": "2025-03-31"}


@pytest.fixture(autouse=True)
def _april_2025():
    with time_machine.travel(datetime.datetime(2025, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def read(client):
    """Return what opens an address as somebody: read(network_lead, PAGE, MARCH)."""

    def read(actor, address, asked=None, status=200):
        client.force_login(actor)
        response = client.get(address, asked or {})
        assert response.status_code == status
        return response.content.decode("utf-8-sig")

    return read


def rows_of(sheet):
    return list(csv.reader(io.StringIO(sheet)))


class TestPage:
    def test_says_which_days_and_sites_it_covers(self, read, network_lead, comes):
        comes("2025-03-03")

        page = read(network_lead, PAGE, MARCH)

        assert "The whole network</strong>, 1 Mar 2025 to 31 Mar 2025" in page

    def test_covers_this_month_so_far_unless_told_otherwise(self, read, network_lead):
        page = read(network_lead, PAGE)

        assert "1 Apr 2025 to 15 Apr 2025" in page
        assert "Nothing is written down for these days" in page

    def test_prints_every_definition(self, read, network_lead, comes, jo):
        comes("2025-03-03", jo)
        page = read(network_lead, PAGE, MARCH)

        for words in ("NAMED", "UNNAMED", "COUNTED", "ATTENDANCES", "PEOPLE", "NEW", "RETURNING",
                      "REGULARS", "NOT_ASKED", "WHAT_COUNTS"):  # fmt: skip
            assert getattr(definitions, words) in page

    def test_reads_days_as_they_are_typed_into_three_boxes(self, read, network_lead):
        asked = {"from-day": "3", "from-month": "march", "from-year": "2025", "to": "2025-03-09"}

        assert "3 Mar 2025 to 9 Mar 2025" in read(network_lead, PAGE, asked)

    def test_offers_the_usual_periods(self, read, network_lead, comes):
        comes("2024-11-05")
        page = read(network_lead, PAGE)

        assert "?from=2025-03-01&amp;to=2025-03-31" in page  # last month
        assert "?from=2024-04-01&amp;to=2025-03-31" in page  # last 12 months
        assert "?from=2024-11-05&amp;to=2025-04-15" in page  # since the start

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"from": "2025-02-30"}, "The first day must be a real date, like 27 March 2025"),
            ({"from": "yesterday"}, "The first day must include a month and year"),
            (
                {"from": "2025-03-31", "to": "2025-03-01"},
                "The last day must not be before the first",
            ),
            ({"to": "2025-04-16"}, "The last day must be 15 Apr 2025 or earlier"),
            ({"from": "1066-10-14"}, "The first day must be 1 Jan 2000 or later"),
            ({"kind": "CASTLE"}, "Choose one of the answers shown"),
            (
                {"from-day": "1", "from-month": "3", "from-year": "2" * 5000},
                "The year must have four numbers",
            ),
            (
                {"from-day": "1", "from-month": "3" * 5000, "from-year": "2025"},
                "The month must be a number",
            ),
        ],
    )
    def test_answers_what_it_cannot_read_in_plain_words(self, read, network_lead, asked, words):
        assert words in read(network_lead, PAGE, asked, status=400)
        assert words in read(network_lead, SHEET, asked, status=400)
        assert words in read(network_lead, VISITS, asked, status=400)

    def test_takes_a_missing_first_day_as_the_first_of_the_month(self, read, network_lead):
        assert "1 Feb 2025 to 20 Feb 2025" in read(network_lead, PAGE, {"to": "2025-02-20"})

    def test_takes_a_missing_last_day_as_today(self, read, network_lead):
        assert "20 Feb 2025 to 15 Apr 2025" in read(network_lead, PAGE, {"from": "2025-02-20"})

    def test_of_another_hub_is_not_there(self, read, hub_manager, other_hub):
        read(hub_manager, PAGE, {"site": other_hub.slug}, status=404)
        read(hub_manager, PAGE, {"site": "nowhere"}, status=404)
        read(hub_manager, SHEET, {"site": other_hub.slug}, status=404)
        read(hub_manager, VISITS, {"site": other_hub.slug}, status=404)

    def test_is_not_for_those_who_read_no_reports(self, read, greeter):
        for address in (PAGE, SHEET, VISITS):
            read(greeter, address, status=403)

    def test_opens_its_numbers_for_those_who_see_visits(self, read, network_lead, comes, jo):
        comes("2025-03-03", jo)

        assert f"{VISITS}?" in read(network_lead, PAGE, MARCH)

    def test_shows_plain_numbers_to_a_board_member(self, read, board_member, comes, jo):
        comes("2025-03-03", jo)
        page = read(board_member, PAGE, MARCH)

        assert VISITS not in page
        assert SHEET not in page
        assert re.search(r"hearth-tile__number\">1<", page)

    def test_asks_as_much_of_the_database_for_two_years_as_for_a_day(
        self, client, network_lead, comes, counted, jo
    ):
        client.force_login(network_lead)

        def asked(period):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(PAGE, period).status_code == 200
            return len(queries)

        comes("2025-03-03", jo)
        asked(MARCH)  # the address's partnership is looked up once, and remembered
        before = asked({"from": "2025-03-03", "to": "2025-03-03"})
        for month in range(1, 13):
            comes(f"2024-{month:02}-05", jo)
            comes(f"2024-{month:02}-05")
            counted(f"2024-{month:02}-05", 3)

        assert asked({"from": "2023-04-01", "to": "2025-03-31"}) == before


HUGE = "9" * 21
NONSENSE = {
    "a NUL": "\0",
    "a NUL within": "2025-03-01\0",
    "a huge number": HUGE,
    "a number no computer counts to": "9" * 5000,
    "a number below nought": "-1",
    "a fraction": "1.5",
    "no number": "NaN",
    "a day that never was": "2025-02-30",
    "a day before any calendar": "-0001-01-01",
    "a day after any": "99999-12-31",
    "no day": "the ides of March",
    "a quote": "' OR 1=1 --",
    "a broken letter": "\ufffd",
    "another alphabet": "७",
    "a page of words": "word " * 1000,
}
REPORT = ["site", "kind", "tier", "from", "from-day", "from-month", "to", "to-year"]
READ_BY = {
    PAGE: REPORT,
    SHEET: REPORT,
    VISITS: [*REPORT, "who", "weekday", "hour", "question", "answer", "show", "page"],
}


class TestNonsense:
    """Whatever stands in an address, the answer is a page or a sentence, never a fault."""

    @pytest.mark.parametrize("words", NONSENSE.values(), ids=NONSENSE)
    @pytest.mark.parametrize("address", READ_BY)
    def test_in_an_address_is_never_a_fault(self, client, network_lead, comes, address, words):
        comes("2025-03-03")
        client.force_login(network_lead)
        for name in READ_BY[address]:
            question = {"question": QUESTIONS[0][0]} if name == "answer" else {}
            response = client.get(address, MARCH | question | {name: words})

            assert response.status_code in (200, 400, 404), name
            assert len(response.content) > 20, name
            assert "Null characters" not in response.content.decode(), name

    @pytest.mark.parametrize("page", [HUGE, "0", "-1", "two", "\0"])
    def test_for_a_page_is_answered_in_plain_words(self, read, network_lead, page):
        assert "Page must be" in read(network_lead, VISITS, MARCH | {"page": page}, status=400)

    def test_a_page_after_the_last_is_not_there(self, read, network_lead, comes):
        comes("2025-03-03")

        read(network_lead, VISITS, MARCH | {"page": "2"}, status=404)
        read(network_lead, VISITS, MARCH | {"page": "1000000"}, status=404)

    def test_a_site_that_is_none_is_not_there(self, read, network_lead):
        for address in READ_BY:
            read(network_lead, address, MARCH | {"site": "\0"}, status=404)


class TestSheet:
    def test_says_first_that_it_is_internal(self, read, network_lead):
        rows = rows_of(read(network_lead, SHEET, MARCH))

        assert rows[0] == ["Internal: exact numbers. Do not publish."]
        assert ["Attendance report", "The whole network"] in rows
        assert ["First day", "2025-03-01"] in rows
        assert ["Made by", "Nell"] in rows
        assert ["Made at", "Tuesday 15 April 2025, 10am"] in rows

    def test_has_the_numbers_of_the_page(self, read, network_lead, comes, counted, jo, other_hub):
        comes("2025-03-03", jo)
        comes("2025-03-04", site=other_hub)
        counted("2025-03-05", 7)

        rows = rows_of(read(network_lead, SHEET, MARCH))

        assert [
            "Whole period",
            "1 Mar 2025 to 31 Mar 2025",
            *"1179110",
        ] in rows
        assert ["Month", "March 2025", *"1179110"] in rows
        assert ["Site", "Clifton", *"01010", "", ""] in rows
        assert ["Weekday and hour", "Wednesday 10am", "", "", "", "7"] in rows
        assert ["How people came", "Not asked", "2"] in rows

    def test_of_one_site_is_of_that_site(self, read, network_lead, comes, other_hub):
        comes("2025-03-03")
        comes("2025-03-04", site=other_hub)

        rows = rows_of(read(network_lead, SHEET, MARCH | {"site": "clifton"}))

        assert [
            "Whole period",
            "1 Mar 2025 to 31 Mar 2025",
            *"0101000",
        ] in rows

    def test_leaves_a_line_in_the_trail_for_each_site(self, read, network_lead, hub, other_hub):
        read(network_lead, SHEET, MARCH)

        with as_the_owner():
            lines = AuditLine.objects.filter(verb="evidence.attendance_taken_away")
            assert {line.place_id for line in lines} == {hub.id, other_hub.id}
            assert {line.actor_id for line in lines} == {network_lead.id}

    def test_is_not_for_those_who_may_only_read(self, read, board_member, connector):
        for reader in (board_member, connector):
            read(reader, PAGE)
            read(reader, SHEET, status=403)
        with as_the_owner():
            assert not AuditLine.objects.filter(verb="evidence.attendance_taken_away").exists()

    def test_is_saved_under_a_name_that_says_internal(self, client, network_lead):
        client.force_login(network_lead)

        response = client.get(SHEET, MARCH)

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert (
            'filename="attendance-2025-03-01-to-2025-03-31-internal.csv"'
            in (response["Content-Disposition"])
        )

    def test_runs_no_formula_in_a_spreadsheet(self, read, network_lead, hub, comes):
        with as_the_owner():
            type(hub).objects.filter(id=hub.id).update(name='=HYPERLINK("http://example.org")')
        comes("2025-03-03")

        rows = rows_of(read(network_lead, SHEET, MARCH))

        assert any(row[1:2] == ['\'=HYPERLINK("http://example.org")'] for row in rows)
        assert not any(cell.startswith("=") for row in rows for cell in row)


class TestVisitsBehind:
    def test_names_those_whom_the_reader_may_see(self, read, network_lead, comes, jo):
        comes("2025-03-03", jo)
        comes("2025-03-04")

        page = read(network_lead, VISITS, MARCH)

        assert "Jo" in page
        assert "Somebody without a name" in page
        assert "2 visits" in page

    def test_are_only_those_that_the_number_counts(self, read, network_lead, comes, jo):
        comes("2025-03-03", jo)
        comes("2025-03-04")

        assert "1 visit by 1 different person." in read(
            network_lead, VISITS, MARCH | {"who": "named"}
        )

    def test_are_fifty_to_a_page_newest_first(self, read, network_lead, comes):
        for minute in range(60):
            comes("2025-03-03", hour=9, minute=minute)

        first = read(network_lead, VISITS, MARCH)
        second = read(network_lead, VISITS, MARCH | {"page": "2"})

        assert "Showing 1 to 50 of 60 visits" in first
        assert "9:59am" in first
        assert "9:09am" not in first
        assert "Showing 51 to 60 of 60 visits" in second
        assert "9:09am" in second
        assert "9:10am" not in second

    def test_on_a_later_day_are_not_passed_over(self, read, network_lead, comes):
        """Pages are cut by days first: here one begins in the middle of a day."""
        for day in ("2025-03-03", "2025-03-04", "2025-03-05"):
            for minute in range(30):
                comes(day, hour=9, minute=minute)

        def listed(page):
            said = read(network_lead, VISITS, MARCH | {"page": page})
            return re.findall(r"(\d Mar 2025), 9:?(\d*)am", said.split("<tbody>")[1])

        expected = [
            (f"{day} Mar 2025", f"{minute:02}" if minute else "")
            for day in (5, 4, 3)
            for minute in reversed(range(30))
        ]
        assert listed("1") + listed("2") == expected

    def test_show_headcounts_beside_them(self, read, network_lead, comes, counted):
        comes("2025-03-03")
        counted("2025-03-04", 12, what="Knitting")

        page = read(network_lead, VISITS, MARCH | {"show": "headcounts"})

        assert "1 visit, and 1 headcount of 12 people: 13 attendances." in page
        assert "Knitting" in page

    def test_by_hour_are_of_that_weekday_and_hour(self, read, network_lead, comes, counted):
        comes("2025-03-03", hour=9)
        comes("2025-03-03", hour=10)
        comes("2025-03-04", hour=9)
        counted("2025-03-03", 5, hour=9)

        page = read(network_lead, VISITS, MARCH | {"weekday": "0", "hour": "9"})

        assert "on Mondays, from 9am to 10am" in page
        assert "1 visit, and 1 headcount of 5 people: 6 attendances." in page

    def test_say_nothing_of_what_brought_a_colleague_or_the_reader(
        self, read, hub_manager, greeter, hub, comes, jo
    ):
        own = PersonFactory(known_as="Hal", sites=[hub])
        for person, brought, worker in (
            (jo, ["HARD_TIME"], greeter),
            (own, ["PRACTICAL"], hub_manager),
        ):
            comes("2025-03-03", person, brought=brought)
            works_here(person, worker)
        comes("2025-03-04", PersonFactory(known_as="Sam", sites=[hub]), brought=["HARD_TIME"])

        page = read(hub_manager, VISITS, MARCH)

        assert "3 visits" in page
        assert "Jo" in page
        assert page.count(Brought.HARD_TIME.label) == 1
        assert Brought.PRACTICAL.label not in page

    @pytest.mark.parametrize(
        ("question", "answer", "said"),
        [
            ("brought", "HARD_TIME", {"brought": ["HARD_TIME"]}), ("brought", "", {}),
            ("how_came", "POLICE", {"how_came": "POLICE"}),
            ("otherwise", "GP", {"otherwise": "GP"}),
        ],
    )  # fmt: skip
    def test_of_a_colleague_or_the_reader_are_not_found_by_what_they_said(
        self, read, hub_manager, greeter, hub, comes, jo, question, answer, said
    ):
        own = PersonFactory(known_as="Hal", sites=[hub])
        asked = MARCH | {"question": question, "answer": answer}
        for person in (jo, own, PersonFactory(known_as="Sam", sites=[hub])):
            comes("2025-03-03", person, **said)
        assert "3 visits" in read(hub_manager, VISITS, asked)

        works_here(jo, greeter)
        works_here(own, hub_manager)

        for page in (
            read(hub_manager, VISITS, asked),
            read(hub_manager, VISITS, asked | {"who": "new"}),
        ):
            assert "1 visit" in page
            assert "Sam" in page
            assert ">Jo" not in page
            assert "are not counted or listed here" in page

    def test_of_a_colleague_are_told_once_their_record_is_opened_for_a_reason(
        self, read, hub_manager, greeter, hub, comes, jo
    ):
        comes("2025-03-03", jo, brought=["HARD_TIME"])
        works_here(jo, greeter)
        open_it(hub_manager, jo, hub, timezone.now())

        for asked in (MARCH, MARCH | {"question": "brought", "answer": "HARD_TIME"}):
            page = read(hub_manager, VISITS, asked)
            assert ">Jo" in page
            assert Brought.HARD_TIME.label in page.split("<tbody>")[1]

    def test_are_not_for_a_board_member(self, read, board_member):
        read(board_member, VISITS, MARCH, status=403)

    def test_ask_as_much_of_the_database_for_twenty_as_for_one(
        self, client, network_lead, hub, comes
    ):
        client.force_login(network_lead)

        def asked():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(VISITS, MARCH).status_code == 200
            return len(queries)

        comes("2025-03-03", PersonFactory(sites=[hub]))
        asked()  # the address's partnership is looked up once, and remembered
        before = asked()
        for _ in range(20):
            comes("2025-03-03", PersonFactory(sites=[hub]))

        assert asked() == before

    def test_that_are_none_say_so(self, read, network_lead):
        assert "There are none." in read(network_lead, VISITS, MARCH)

"""The pages, as somebody with a browser and no script sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.sheets import actions, jobs, queries, reading
from hearth.sheets.models import Sheet, State
from hearth.sheets.tests.conftest import MARCH
from hearth.sheets.tests.making import csv_of, xlsx_of
from hearth.sheets.tests.reading import words

BAD = [
    *MARCH,
    ["31/2/2026", "", "Sam", "", ""],
    ["2/3/2026", "25:00", "Sam", "", ""],
    ["2/3/2026", "", "Sam", "4", ""],
]
"""March, with three bad rows."""


def send_file(browser, content, name="march.csv", **told):
    return browser.post(
        reverse("sheets:take_file"),
        {"sheet_id": uuid7(), "file": SimpleUploadedFile(name, content)} | told,
    )


def match(browser, address, **columns):
    return browser.post(f"{address}match/", columns, follow=True)


GUESSED = {"date": "0", "time": "1", "name": "2", "how_many": "3", "what": "4"}


def look_over(browser, rows=BAD):
    """Return the address of a sheet that was taken in and matched, and its page."""
    address = send_file(browser, csv_of(rows))["Location"]
    return address, match(browser, address, **GUESSED)


class TestAFile:
    def test_says_before_it_is_brought_in_what_will_not_be(self, browser, hub):
        rows = [["Date", "Them", "Age", "Town"], ["2/3/2026", "Jo", "40", "York"]]
        address = send_file(browser, csv_of(rows))["Location"]

        said = words(match(browser, address, date="0"))
        assert (
            "No column was said to hold the names , so each row is a visit without a name" in said
        )
        assert "Not brought in: “Them”, “Age” and “Town”." in said

        said = words(match(browser, address, date="0", name="1"))
        assert "No column" not in said
        assert "Not brought in: “Age” and “Town”." in said

    def test_of_which_all_is_brought_in_says_nothing_of_that(self, browser, hub):
        assert "Not brought in" not in words(look_over(browser)[1])

    def test_from_choosing_it_to_its_visits(self, browser, hub, jo):
        address = send_file(browser, csv_of(BAD))["Location"]
        page = browser.get(address, follow=True)
        assert "Which column is which?" in words(page)
        assert "Date (such as “2/3/2026” or “3/3/2026”)" in words(page)

        page = match(browser, address, **GUESSED)
        said = words(page)
        assert "Nothing has been saved yet." in said
        assert "4 visits" in said
        assert "1 without a name" in said
        assert "12 people counted in 1 group" in said
        assert "3 rows cannot be brought in" in said
        for why in (
            "The date must be a real date",
            "The time must be a real time",
            "one person's name, or a number of people, but not both",
        ):
            assert why in said
        with as_the_owner():
            assert not Visit.objects.exists()

        page = browser.post(f"{address}confirm/", follow=True)
        assert "5 rows brought in at Acomb" in words(page)
        assert "3 rows left out" in words(page)
        with as_the_owner():
            assert Visit.objects.count() == 4

    def test_chosen_again_says_that_there_is_nothing_to_add(self, browser, jo):
        address, _ = look_over(browser, MARCH)
        browser.post(f"{address}confirm/")
        again, page = look_over(browser, MARCH)

        assert "This file has been brought in before" in words(page)
        assert "Bring in" not in words(page).split("Look it over")[-1].split("Match the")[0]
        page = browser.post(f"{again}confirm/", follow=True)
        assert "Nothing was added." in words(page)
        with as_the_owner():
            assert Visit.objects.count() == 4

    def test_chosen_again_never_says_that_its_other_rows_can_be_brought_in(self, browser, jo):
        address, _ = look_over(browser, BAD)
        assert "The other rows can." in words(browser.get(address))
        browser.post(f"{address}confirm/")
        _, page = look_over(browser, BAD)

        assert "The other rows were brought in before." in words(page)
        assert "The other rows can" not in words(page)

    def test_put_right_asks_what_about_the_rows_that_are_there(self, browser, jo):
        address, _ = look_over(browser, BAD)
        browser.post(f"{address}confirm/")
        again, page = look_over(browser, [*MARCH, ["5/3/2026", "", "Sam", "", ""]])
        assert "What about the rows that are there already?" in words(page)

        page = browser.post(f"{again}confirm/", {"there": "leave"}, follow=True)
        assert "1 row brought in" in words(page)
        assert "5 rows had been brought in before, and were left out" in words(page)

    def test_says_its_new_names_and_what_each_row_becomes(self, browser, jo):
        address, _ = look_over(browser)

        assert "Nia" in words(browser.get(f"{address}?show=new"))
        good = words(browser.get(f"{address}?show=good"))
        assert "2 Mar 2026, 9:30am Jo, known here" in good
        assert "12 people counted: Knitting group" in good
        assert "Somebody without a name" in good

    def test_gives_its_bad_rows_as_a_file_that_can_be_brought_in(self, browser, jo):
        address, _ = look_over(browser)
        response = browser.get(f"{address}rows-to-put-right.csv")
        assert response["Content-Disposition"].startswith("attachment")
        rows = response.content.decode("utf-8-sig").splitlines()
        assert rows[0] == "Date,Time,Name,How many,What,Why not"
        assert rows[1].startswith('31/2/2026,,Sam,,,"The date must be')

        put_right = response.content.replace(b"31/2", b"28/2").replace(b"25:00", b"15:00")
        put_right = put_right.replace(b"Sam,4", b",4")
        address = send_file(browser, put_right)["Location"]
        page = match(browser, address, **GUESSED)
        assert "3 can be brought in" in words(page)

    def test_gives_no_cell_that_a_spreadsheet_would_take_for_a_sum(self, browser):
        address, _ = look_over(browser, [MARCH[0], ["never", "", "=1+1", "", ""]])
        response = browser.get(f"{address}rows-to-put-right.csv")

        assert b"never,,'=1+1" in response.content

    def test_without_headings_is_matched_by_its_letters(self, browser):
        address = send_file(browser, csv_of(MARCH[1:]))["Location"]
        page = browser.get(address, follow=True)

        assert "There are no headings" in words(page)
        assert "Column C (such as “Jo” or “Nia”)" in words(page)

    def test_can_be_read_from_another_worksheet(self, browser):
        content = xlsx_of([["Name", "Date"], ["Nia", "2/3/2026"]], Kitchen=MARCH)
        address = send_file(browser, content, "march.xlsx")["Location"]
        page = browser.post(
            f"{address}part/", {"worksheet": "Kitchen", "heading_row": "1"}, follow=True
        )

        assert "worksheet “Kitchen”" in words(page)
        assert "How many" in words(page)

    def test_can_have_its_headings_in_another_row(self, browser):
        address = send_file(browser, csv_of([["Name", "Date"], *MARCH]))["Location"]
        page = browser.post(f"{address}part/", {"heading_row": "2"}, follow=True)

        assert "The headings are in row 2" in words(page)

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("march.pdf", b"%PDF-", "The file's name must end with"),
            ("march.csv", b"%PDF-", "That is a PDF"),
            ("march.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "old kind of Excel file"),
            ("march.csv", b"Date,Name\n", "at least one row under it"),
            ("march.csv", b"", "The file has nothing in it"),
        ],
    )
    def test_that_is_no_sheet_is_refused_on_the_page(self, browser, name, content, says):
        assert says in words(send_file(browser, content, name))

    def test_that_is_too_large_is_refused_and_not_kept(self, browser, monkeypatch):
        kept = []
        was = reading.look_at
        monkeypatch.setattr(reading, "look_at", lambda *a, **k: kept.append(a) or was(*a, **k))
        page = send_file(browser, b"Date\n" + b"x" * reading.MOST_BYTES)

        assert "The file must be smaller than 20 MB" in words(page)
        assert kept == []

    def test_is_held_in_memory_and_never_on_a_disk(self, browser, monkeypatch):
        def on_a_disk(*args, **kwargs):
            raise AssertionError("a temporary file was made")

        monkeypatch.setattr("tempfile.NamedTemporaryFile", on_a_disk)
        content = csv_of([MARCH[0], *MARCH[1:] * 20_000])

        assert len(content) > 2_000_000
        assert send_file(browser, content).status_code == 302

    def test_is_not_taken_from_another_sites_page(self, hub_manager):
        careful = Client(enforce_csrf_checks=True, headers={"host": "york.localhost"})
        careful.force_login(hub_manager)

        assert send_file(careful, csv_of(MARCH)).status_code == 403
        with as_the_owner():
            assert not Sheet.objects.exists()

    def test_not_chosen_says_so(self, browser):
        page = browser.post(reverse("sheets:take_file"), {"sheet_id": uuid7()})

        assert "Choose a file" in words(page)

    def test_matched_wrongly_says_so_and_keeps_what_was_chosen(self, browser):
        address = send_file(browser, csv_of(MARCH))["Location"]
        page = match(browser, address, date="0", time="0")

        assert "One column cannot say two things" in words(page)
        assert page.content.count(b"selected>Date (such as") == 2

    def test_set_aside_keeps_nothing(self, browser):
        address, _ = look_over(browser)
        page = browser.post(f"{address}set-aside/", follow=True)

        assert "The sheet is set aside" in words(page)
        assert "nothing of it is kept" in words(browser.get(address))

    def test_taken_back_asks_first(self, browser, jo):
        address, _ = look_over(browser, MARCH)
        browser.post(f"{address}confirm/")
        assert "Take the whole sheet back?" in words(browser.get(f"{address}take-back/"))
        with as_the_owner():
            assert Visit.objects.standing().count() == 4

        page = browser.post(f"{address}take-back/", follow=True)
        assert "The sheet was taken back" in words(page)
        with as_the_owner():
            assert Visit.objects.standing().count() == 0

    def test_is_in_the_list_of_its_site_and_of_no_other(
        self, browser, client, manager_elsewhere, jo
    ):
        look_over(browser)
        assert "march.csv" in words(browser.get(reverse("sheets:sheets")))
        assert "3 rows to put right" in words(browser.get(reverse("sheets:sheets")))

        client.force_login(manager_elsewhere)
        assert "march.csv" not in words(client.get(reverse("sheets:sheets")))

    def test_asks_as_many_questions_of_the_database_however_many_rows(
        self, browser, jo, django_assert_max_num_queries
    ):
        counts = []
        for rows in (30, 300):
            address, _ = look_over(browser, [MARCH[0], *MARCH[1:] * (rows // 5)])
            with django_assert_max_num_queries(60) as asked:
                browser.get(f"{address}?show=good")
            counts.append(len(asked.captured_queries))
            browser.post(f"{address}set-aside/")

        assert counts[0] == counts[1]


class TestALargeFile:
    @pytest.fixture
    def large(self, browser, monkeypatch):
        """A file that is too large to be read while the page waits."""
        monkeypatch.setattr(jobs, "SMALL", 2)
        put_off = []
        monkeypatch.setattr(jobs.carry_on, "defer", lambda **told: put_off.append(told))
        address, page = look_over(browser, MARCH)
        return address, page, put_off

    def test_is_left_to_a_job_that_is_told_ids_alone(self, large, hub_manager):
        _, _, put_off = large
        with as_the_owner():
            sheet = Sheet.objects.get()

        assert sheet.state == State.READING
        assert put_off == [
            {"schema": "york", "sheet_id": str(sheet.id), "worker_id": str(hub_manager.id)}
        ]

    def test_waits_for_its_turn_and_says_so(self, large):
        _, page, _ = large

        assert "Reading the rows" in words(page)
        assert "It is waiting for its turn." in words(page)
        assert "Nothing has moved" not in words(page)

    def test_that_waits_too_long_says_whom_to_ask_and_can_be_tried_again(self, browser, large):
        address, _, put_off = large
        with as_the_owner():
            Sheet.objects.update(put_off_at=timezone.now() - timezone.timedelta(minutes=5))
        page = browser.get(address)
        assert "It is waiting for its turn, and has been for 5 minutes." in words(page)
        assert "see that its job worker is running" in words(page)

        browser.post(f"{address}carry-on/")
        assert len(put_off) == 2
        assert "Nothing has moved" not in words(browser.get(address))

    def test_that_stands_still_says_so_and_how_far_it_is(self, browser, large):
        address, _, _ = large
        ago = timezone.now() - timezone.timedelta(minutes=3)
        with as_the_owner():
            Sheet.objects.update(moved_at=ago, rows_read=3, rows=1000)

        said = words(browser.get(address))
        assert "3 of 1,000" in said
        assert "Nothing has moved for 3 minutes" in said

    def test_draws_how_far_it_is_by_itself_and_then_says_that_it_is_done(
        self, browser, large, hub_manager
    ):
        address, _, _ = large
        part = {"X-Hearth-Part": "progress"}
        assert b"<progress" in browser.get(address, headers=part).content

        with acting_as(hub_manager):
            sheet = queries.get_sheet(Sheet.objects.get().id, actor=hub_manager)
            actions.carry_on(by=hub_manager, sheet=sheet, now=timezone.now())
        done = browser.get(address, headers=part).content
        assert b"data-moved-on" in done
        assert b'id="progress"' in done

    def test_reloads_itself_without_a_script_only_if_asked(self, browser, large):
        address, page, _ = large

        assert b'http-equiv="refresh"' not in page.content
        assert b'http-equiv="refresh"' in browser.get(f"{address}?every=10").content

    def test_is_not_carried_on_once_it_is_done(self, browser, jo):
        address, _ = look_over(browser, MARCH)
        page = browser.post(f"{address}carry-on/", follow=True)

        assert "nothing left to do" in words(page)

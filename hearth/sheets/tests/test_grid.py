"""The grid in which yesterday's paper sheet is typed up."""

import re

import pytest
from django.urls import reverse

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Headcount, Source, Visit
from hearth.frontdoor.moments import in_london
from hearth.people.models import Person
from hearth.sheets.models import Sheet
from hearth.sheets.tests.reading import words


class TestTheGrid:
    DAY = {"day-day": "9", "day-month": "3", "day-year": "2026"}

    def send(self, browser, *rows, button="save", **told):
        """Send the grid with some rows: (time, name, how many, what for)."""
        data = {"sheet_id": uuid7(), "rows": "20", button: "1"} | self.DAY
        for number, cells in enumerate(rows):
            for name, cell in zip(["time", "name", "how_many", "what"], cells, strict=False):
                data[f"{name}-{number}"] = cell
        return browser.post(reverse("sheets:paper"), data | told, follow=True)

    @pytest.mark.parametrize("year", ["2099", ""])
    def test_says_what_is_wrong_with_the_day_and_with_a_row_at_once(self, browser, year):
        said = words(self.send(browser, ["25:00", "Jo"], **{"day-year": year}))

        assert "The day must" in said
        assert "The time must be a real time" in said
        with as_the_owner():
            assert not Visit.objects.exists()

    def test_begins_at_yesterday_with_twenty_rows(self, browser):
        page = browser.get(reverse("sheets:paper"))

        assert b'name="day-day" type="text" value="9"' in page.content
        assert page.content.count(b'name="time-') == 20

    def test_becomes_visits_and_headcounts(self, browser, hub, jo, hub_manager):
        page = self.send(
            browser, ["9", "Jo"], ["9.30"], [], ["", "Nia", "", "Practical help"],
            ["14:00", "", "8", "Choir"],
        )  # fmt: skip

        assert "4 rows brought in at Acomb" in words(page)
        with as_the_owner():
            visits = list(Visit.objects.order_by("arrived_at"))
            nia = Person.objects.get(known_as="Nia")
            assert [visit.person_id for visit in visits] == [jo.id, None, nia.id]
            assert [f"{in_london(v.arrived_at):%d/%m %H:%M}" for v in visits] == [
                "09/03 09:00", "09/03 09:30", "09/03 12:00",
            ]  # fmt: skip
            assert visits[2].brought == ["PRACTICAL"]
            assert {visit.source for visit in visits} == {Source.PAPER}
            assert Headcount.objects.get().what == "Choir"

    def test_says_beside_each_row_what_is_wrong_and_keeps_all_that_was_typed(self, browser, jo):
        page = self.send(
            browser, ["9", "Jo"], ["25", "Nia", "", "Tea & <b>cake</b>"], ["", "", "x"]
        )

        said = words(page)
        assert "There is a problem Nothing has been saved yet." in said
        assert "Row 2: The time must be" in said
        assert "Row 3: How many must be a whole number, not “x”" in said
        assert b'value="Tea &amp; &lt;b&gt;cake&lt;/b&gt;"' in page.content
        assert b'name="name-0" value="Jo"' in page.content
        with as_the_owner():
            assert not Visit.objects.exists()

    def test_sent_twice_is_one_sheet(self, browser, jo):
        sheet_id = uuid7()
        for _ in "12":
            page = self.send(browser, ["9", "Jo"], ["10", "Nia"], sheet_id=sheet_id)

        assert "2 rows brought in" in words(page)
        with as_the_owner():
            assert Visit.objects.count() == 2
            assert Sheet.objects.count() == 1

    def test_has_more_rows_for_the_asking_and_loses_nothing(self, browser):
        page = self.send(browser, ["9", "Nia"], ["99", "Sam"], button="more")

        assert page.content.count(b'name="time-') == 40
        assert b'name="rows" value="40"' in page.content
        assert b'name="name-1" value="Sam"' in page.content
        assert "Row 2: The time must be" in words(page)

    def test_has_two_hundred_rows_at_most(self, browser):
        page = self.send(browser, ["9", "Nia"], button="more", rows="200")

        assert page.content.count(b'name="time-') == 200
        assert "Add 20 more rows" not in words(page)

    def test_looked_over_says_who_it_is_and_saves_nothing(self, browser, jo):
        page = self.send(browser, ["9", "Jo"], ["", "Nia"], ["10"], ["", "", "3"], button="look")

        said = words(page)
        assert "Jo, known here" in said
        assert "Nia, new name" in said
        assert "Somebody without a name" in said
        assert "3 people counted" in said
        assert "There is a problem" not in said
        with as_the_owner():
            assert not Visit.objects.exists()

    def test_goes_on_at_the_first_empty_row(self, browser):
        page = self.send(browser, ["9", "Nia"], ["10", "Sam"], button="look")

        assert re.search(rb'name="time-2"[^>]* autofocus', page.content)

    def test_first_button_is_the_one_that_saves_nothing(self, browser):
        """Enter in a box presses the first button of the form, by the HTML standard."""
        page = browser.get(reverse("sheets:paper")).content.decode()
        form = page[page.index('id="grid"') :]

        assert re.search(r"<button[^>]*name=\"(\w+)\"", form)[1] == "look"

    def test_without_a_row_or_a_day_says_so(self, browser):
        assert "Type at least one row" in words(self.send(browser))
        page = self.send(browser, ["9", "Jo"], **{"day-day": ""})
        assert "must include a day" in words(page)
        assert b'name="name-0" value="Jo"' in page.content

    def test_of_a_day_to_come_is_refused(self, browser):
        page = self.send(browser, ["9", "Jo"], **{"day-day": "11"})

        assert "must be 10 Mar 2026 or earlier" in words(page)

    def test_asks_about_rows_that_an_earlier_sheet_saved(self, browser, jo):
        self.send(browser, ["9", "Jo"], ["10", "Nia"])
        page = self.send(browser, ["9", "Jo"], ["11", "Nia"])
        assert "Row 1: This was saved before, from another sheet" in words(page)
        with as_the_owner():
            assert Visit.objects.count() == 2

        page = self.send(browser, ["9", "Jo"], ["11", "Nia"], others_too="on")
        assert "2 rows brought in" in words(page)

    def test_remembers_the_names_that_it_made_known(self, browser):
        self.send(browser, ["9", "Nia"])
        page = self.send(browser, ["10", "nia"], button="look")

        assert "nia, known here" in words(page)

    def test_is_not_for_whoever_may_not_bring_in_sheets(self, client, team_member):
        client.force_login(team_member)

        assert self.send(client, ["9", "Jo"]).status_code == 403

"""A file is taken in, its columns matched, its rows read, and whose names they are."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.people.models import Details, Link, OtherName, Person
from hearth.people.tests.factories import PersonFactory
from hearth.sheets import actions, queries
from hearth.sheets.models import Sheet, SheetPart, SheetRow, State
from hearth.sheets.tests.conftest import MARCH
from hearth.sheets.tests.making import csv_of, xlsx_of
from hearth.sheets.tests.reading import nothing_was_saved, wrong
from hearth.sheets.words import CannotRead


class TestTakingIn:
    def test_guesses_the_columns_and_saves_no_visit(self, take, hub_manager):
        sheet = take(MARCH)

        assert sheet.state == State.MATCHING
        assert sheet.matching == {"date": 0, "time": 1, "name": 2, "how_many": 3, "what": 4}
        with as_the_owner():
            assert nothing_was_saved()

    def test_keeps_what_it_says_sealed(self, take):
        sheet = take([["Date", "Name"], ["2/3/2026", "Nia Okafor"]], name="Nia Okafor.csv")

        with as_the_owner():
            kept = [
                bytes(value) if isinstance(value, memoryview) else str(value).encode()
                for row in [*Sheet.objects.values(), *SheetPart.objects.values()]
                for value in row.values()
            ]
        assert not [value for value in kept if b"Nia" in value]
        assert sheet.name == "Nia Okafor.csv"

    def test_keeps_the_file_whole_however_large(self, take, hub_manager):
        content = b"Date,Note\n" + b"".join(
            f"2/3/2026,{number * 7919 % 1_000_003}\n".encode() for number in range(150_000)
        )
        sheet = take(content)

        with acting_as(hub_manager):
            assert sheet.parts.count() > 1
            assert queries.bring_out(sheet) == content

    def test_refuses_what_is_no_sheet(self, take, hub_manager):
        with pytest.raises(CannotRead):
            take(b"%PDF-1.7")
        with acting_as(hub_manager):
            assert not Sheet.objects.exists()

    def test_twice_with_one_id_is_one_sheet(self, hub, hub_manager, take):
        first = take(MARCH)
        with acting_as(hub_manager):
            again = actions.take_file(
                by=hub_manager, site=hub, name="x", content=csv_of(MARCH), sheet_id=first.id
            )
            assert again == first
            assert Sheet.objects.count() == 1
            assert SheetPart.objects.count() == 1

    def test_with_the_id_of_another_sites_sheet_is_refused(
        self, other_hub, manager_elsewhere, take
    ):
        first = take(MARCH)
        with (
            acting_as(manager_elsewhere),
            pytest.raises(actions.SheetRefused, match="another site"),
        ):
            actions.take_file(
                by=manager_elsewhere, site=other_hub, name="x", content=csv_of(MARCH),
                sheet_id=first.id,
            )  # fmt: skip

    def test_is_not_for_whoever_may_not_bring_in_sheets(self, take, team_member):
        with pytest.raises(NotAllowed):
            take(MARCH, by=team_member)

    def test_is_for_the_network_lead_at_any_site(self, take, network_lead, other_hub):
        assert take(MARCH, by=network_lead, site=other_hub).site == other_hub


class TestMatching:
    def match(self, sheet, by, matching, only_day=None):
        with acting_as(by):
            return actions.match_columns(by=by, sheet=sheet, matching=matching, only_day=only_day)

    def test_uses_each_column_once(self, take, hub_manager):
        with pytest.raises(actions.SheetRefused, match="two things"):
            self.match(take(MARCH), hub_manager, {"date": 0, "time": 0})

    def test_needs_a_day(self, take, hub_manager, now):
        with pytest.raises(actions.SheetRefused, match="Choose the column with the date"):
            self.match(take(MARCH), hub_manager, {"name": 2})
        assert self.match(take(MARCH), hub_manager, {"name": 2}, timezone.localdate(now))

    def test_needs_something_that_makes_a_row_a_visit(self, take, hub_manager, now):
        with pytest.raises(actions.SheetRefused, match="who came, how many, or when"):
            self.match(take(MARCH), hub_manager, {"what": 4}, timezone.localdate(now))

    def test_can_be_done_again_until_it_is_confirmed(self, read, bring_in, hub_manager):
        sheet = read(MARCH)
        again = self.match(sheet, hub_manager, {"date": 0})
        assert (again.state, again.rows_read) == (State.READING, 0)

        with pytest.raises(actions.SheetRefused, match="past that step"):
            self.match(bring_in(MARCH), hub_manager, {"date": 0})

    def test_is_not_for_whoever_may_not_bring_in_sheets_there(self, take, manager_elsewhere):
        with pytest.raises(NotAllowed):
            self.match(take(MARCH), manager_elsewhere, {"date": 0})

    def test_can_take_another_worksheet_or_row_of_headings(self, take, hub_manager):
        sheet = take(xlsx_of(MARCH, Other=[["x"], ["y"], ["Name", "Day"], ["Jo", "2/3/2026"]]))
        with acting_as(hub_manager):
            sheet = actions.choose_part(
                by=hub_manager, sheet=sheet, worksheet="Other", heading_row=3
            )
        assert sheet.matching == {"name": 0, "date": 1}
        assert queries.shape_of(sheet).headings == ["Name", "Day"]


class TestReading:
    def test_says_what_the_rows_come_to_and_saves_none(self, read, jo):
        sheet = read(MARCH)

        assert (sheet.state, sheet.rows_read, sheet.rows_wrong) == (State.READ, 5, 0)
        assert queries.preview_of(sheet) == queries.Preview(
            visits=4, unnamed=1, people_known=1, people_new=1, headcounts=1, counted=12
        )
        with as_the_owner():
            assert nothing_was_saved()
            assert Person.objects.count() == 1

    def test_lists_every_bad_row_with_the_reason(self, read, hub_manager):
        rows = [
            MARCH[0],
            ["2/3/2026", "", "Jo", "3", ""],
            ["30/2/2026", "", "Sam", "", ""],
            [],
            ["2/3/2026", "25:00", "Ann", "", ""],
            ["2/3/2026", "9:00", "Ann", "", ""],
        ]
        sheet = read(rows)

        assert sheet.rows_wrong == 3
        assert wrong(sheet, hub_manager) == {
            2: "A row is one person's name, or a number of people, but not both",
            3: f"The date must be a real date, like 27 March {timezone.localdate().year}",
            5: "The time must be a real time, like 9:30am or 17:00",
        }
        with acting_as(hub_manager):
            shown = queries.wrong_rows(sheet, actor=hub_manager).rows
        assert shown[1].cells == ["30/2/2026", "", "Sam"]

    def test_lists_bad_rows_a_page_at_a_time(self, read, hub_manager):
        sheet = read([["Date"], *(["never"] for _ in range(5))])

        with acting_as(hub_manager):
            first = queries.wrong_rows(sheet, actor=hub_manager, at_a_time=3)
            rest = queries.wrong_rows(sheet, actor=hub_manager, after=first.next_after, at_a_time=3)
        assert [row.number for row in first.rows] == [2, 3, 4]
        assert [row.number for row in rest.rows] == [5, 6]
        assert rest.next_after is None

    def test_says_which_names_are_new_and_which_of_them_may_be_a_slip(self, read, hub, hub_manager):
        elizabeth = PersonFactory(known_as="Elizabeth", sites=[hub])
        rows = [
            ["Date", "Name"],
            ["2/3/2026", "Elisabeth"],
            ["3/3/2026", "Nia"],
            ["4/3/2026", "NIA"],
        ]
        sheet = read(rows)

        with acting_as(hub_manager):
            names = queries.new_names(sheet, actor=hub_manager).rows
        assert [(name.number, name.name, list(name.near)) for name in names] == [
            (2, "Elisabeth", [str(elizabeth.id)]),
            (3, "Nia", []),
        ]
        assert names[0].near[str(elizabeth.id)].startswith("Elizabeth, last here 10 Mar 2026")

    def test_offers_nobody_who_chose_not_to_be_listed_for_a_slip(self, read, hub, hub_manager):
        PersonFactory(known_as="Elizabeth", sites=[hub], listed=False, greeted_at=[])
        listed = PersonFactory(known_as="Elisabeta", sites=[hub])
        PersonFactory(known_as="Elisabeta", sites=[hub], listed=False, greeted_at=[])
        sheet = read([["Date", "Name"], ["2/3/2026", "Elisabeth"]])

        with acting_as(hub_manager):
            [name] = queries.new_names(sheet, actor=hub_manager).rows
        assert list(name.near) == [str(listed.id)]

    def test_of_a_file_that_breaks_off_says_so_and_keeps_nothing(self, take, hub_manager, now):
        good, never_closed = "1/3/2026,Jo\n" * 20, '2/3/2026,"Ann\n' + "3/3/2026,Sam\n" * 40
        sheet = take(f"Date,Name\n{good}{never_closed}".encode())
        with acting_as(hub_manager):
            sheet = actions.match_columns(
                by=hub_manager, sheet=sheet, matching={"date": 0}, only_day=None
            )
            actions.read_sheet(by=hub_manager, sheet=sheet, now=now)
            sheet = queries.get_sheet(sheet.id, actor=hub_manager)
            assert not SheetPart.objects.exists()
            assert not SheetRow.objects.exists()

        assert sheet.state == State.UNREADABLE
        assert "Perhaps a quotation mark is never closed" in sheet.trouble

    def test_does_not_bring_back_a_sheet_that_was_set_aside_meanwhile(self, take, hub_manager, now):
        sheet = take(MARCH)
        with acting_as(hub_manager):
            sheet = actions.match_columns(
                by=hub_manager, sheet=sheet, matching={"date": 0}, only_day=None
            )
            actions.set_aside(by=hub_manager, sheet=sheet)
            actions.read_sheet(by=hub_manager, sheet=sheet, now=now)

            assert queries.get_sheet(sheet.id, actor=hub_manager).state == State.SET_ASIDE


class TestWhoANameIs:
    def known(self, hub, hub_manager, name):
        with acting_as(hub_manager):
            known = queries.names_known_at(hub, actor=hub_manager)
            return known.who(name, datetime.date(2026, 3, 2))

    @pytest.fixture
    def liz(self, hub):
        person = PersonFactory(known_as="Liz", sites=[hub])
        with as_the_owner():
            told = {"person": person, "known_at": person.known_at, "held_by": person.held_by}
            Details.objects.create(given_name="Elizabeth Mary", family_name="Smith", **told)
            OtherName.objects.create(name="Betty", **told)
        return person

    @pytest.mark.parametrize(
        "name", ["Liz", "Liz Smith", "Elizabeth Smith", "Elizabeth Mary Smith", "betty"]
    )
    def test_is_found_by_what_they_are_called_their_full_name_and_any_other(
        self, hub, hub_manager, liz, name
    ):
        assert self.known(hub, hub_manager, name) == liz.id

    @pytest.mark.parametrize("name", ["Elizabeth", "Smith", "Elizabeth Mary", "Mary Smith"])
    def test_is_not_found_by_half_a_name_that_they_are_not_called(
        self, hub, hub_manager, liz, name
    ):
        assert self.known(hub, hub_manager, name) is None

    def test_is_not_somebody_known_only_elsewhere(self, hub, other_hub, hub_manager):
        PersonFactory(known_as="Liz", sites=[other_hub])

        assert self.known(hub, hub_manager, "Liz") is None

    def test_is_somebody_who_chose_not_to_be_listed_and_stays_off_the_list(
        self, hub, hub_manager, greeter, bring_in
    ):
        person = PersonFactory(known_as="Liz", sites=[hub], listed=False, greeted_at=[])
        bring_in([["Date", "Name"], ["2/3/2026", "Liz"]])

        with as_the_owner():
            assert Visit.objects.get().person == person
        with acting_as(greeter):
            assert not Person.objects.exists()

    def test_is_one_person_where_two_records_are_linked(self, hub, hub_manager):
        one, other = sorted([PersonFactory(known_as="Liz", sites=[hub]) for _ in "12"], key=str)
        third = PersonFactory(known_as="Liz", sites=[hub])
        with as_the_owner():
            for a, b in ((one, other), (other, third)):
                Link.objects.create(
                    one=a, other=b, one_known_at=[hub.id], other_known_at=[hub.id],
                    held_by=hub.run_by, linked_by=hub_manager,
                )  # fmt: skip
        assert self.known(hub, hub_manager, "Liz") == min(one.id, other.id, third.id)

    def test_of_two_people_is_a_bad_row(self, hub, hub_manager, read):
        for _ in "12":
            PersonFactory(known_as="Liz", sites=[hub])
        sheet = read([["Date", "Name"], ["2/3/2026", "Liz"]])

        assert wrong(sheet, hub_manager)[2].startswith("2 people here are called Liz")

    def test_of_somebody_who_had_died_is_a_bad_row_and_before_that_their_visit(
        self, hub, hub_manager, read
    ):
        PersonFactory(
            known_as="Arthur", sites=[hub], greeted_at=[], died_on=datetime.date(2026, 3, 3),
            died_recorded_at=timezone.now(),
        )  # fmt: skip
        sheet = read([["Date", "Name"], ["3/3/2026", "Arthur"], ["4/3/2026", "Arthur"]])

        assert list(wrong(sheet, hub_manager)) == [3]
        assert queries.preview_of(sheet).people_known == 1

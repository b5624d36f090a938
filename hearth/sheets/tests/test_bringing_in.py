"""A sheet that was read is brought in, confirmed, or set aside."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import queries as frontdoor
from hearth.frontdoor.models import Headcount, Source, Visit
from hearth.frontdoor.moments import in_london
from hearth.people.models import Acquaintance, Person
from hearth.people.standing import count_untrue
from hearth.people.tests.factories import PersonFactory
from hearth.sheets import actions, queries
from hearth.sheets.models import SheetPart, SheetRow, State
from hearth.sheets.tests.conftest import MARCH
from hearth.sheets.tests.reading import nothing_was_saved, wrong


class TestBringingIn:
    def test_writes_down_every_good_row(self, bring_in, hub, jo, hub_manager):
        sheet = bring_in(MARCH)

        assert (sheet.state, sheet.rows_done) == (State.BROUGHT_IN, 5)
        with as_the_owner():
            visits = list(Visit.objects.order_by("arrived_at"))
            group = Headcount.objects.get()
            nia = Person.objects.get(known_as="Nia")
        assert [visit.person_id for visit in visits] == [jo.id, nia.id, None, nia.id]
        assert [f"{in_london(visit.arrived_at):%d %H:%M}" for visit in visits] == [
            "02 09:30", "02 10:00", "02 12:00", "04 09:00",
        ]  # fmt: skip
        assert [visit.arrived_hour for visit in visits] == [9, 10, 12, 9]
        assert visits[0].brought == ["TALK"]
        assert visits[3].note == "Gardening"
        assert (group.how_many, group.what) == (12, "Knitting group")
        for arrival in [*visits, group]:
            assert (arrival.site, arrival.sheet_id) == (hub, sheet.id)
            assert (arrival.source, arrival.welcomed_by) == (Source.FILE, hub_manager)
            assert arrival.held_by == hub.run_by

    def test_lets_the_site_know_somebody_new_from_their_first_visit_on(self, bring_in, hub):
        bring_in(MARCH)

        with as_the_owner():
            nia = Person.objects.get(known_as="Nia")
            known = Acquaintance.objects.get(person=nia)
        assert nia.known_at == [hub.id]
        assert known.since == datetime.date(2026, 3, 2)
        assert known.last_welcomed_on == datetime.date(2026, 3, 4)

    def test_keeps_who_is_known_where_true(self, bring_in, jo):
        bring_in(MARCH)

        with as_the_owner():
            assert count_untrue(today=timezone.localdate()) == 0

    def test_leaves_bad_rows_out_and_keeps_them_to_be_put_right(self, bring_in, hub_manager):
        sheet = bring_in([*MARCH, ["never", "", "Sam", "", ""]])

        assert (sheet.rows_done, sheet.rows_wrong) == (5, 1)
        assert list(wrong(sheet, hub_manager)) == [7]
        with as_the_owner():
            assert not Person.objects.filter(known_as="Sam").exists()

    def test_lets_go_of_everything_else_that_the_sheet_said(self, bring_in):
        sheet = bring_in([*MARCH, ["never", "", "Sam", "", ""]])

        with as_the_owner():
            assert not SheetPart.objects.exists()
            assert [row.number for row in SheetRow.objects.all()] == [7]
        assert "Nia" not in sheet.shape
        assert queries.shape_of(sheet).headings == MARCH[0]

    def test_puts_nobody_on_the_fire_roll(self, bring_in, hub, greeter, now):
        bring_in([["Date", "Time", "Name"], ["10/3/2026", "9:00", "Nia"]])

        with acting_as(greeter):
            building = frontdoor.who_is_in(hub, actor=greeter, now=now)
            assert Visit.objects.count() == 1
        assert not any(value for value in vars(building).values() if isinstance(value, list))

    def test_writes_one_line_for_the_sheet_in_the_trail(self, bring_in):
        sheet = bring_in(MARCH)

        with as_the_owner():
            lines = AuditLine.objects.filter(subject_id=sheet.id).order_by("at")
            assert [line.verb for line in lines] == [
                "took in a sheet", "confirmed a sheet", "brought in a sheet",
            ]  # fmt: skip

    def test_knows_somebody_whom_the_door_met_since_the_sheet_was_read(
        self, read, hub, hub_manager, now
    ):
        sheet = read([["Date", "Name"], ["2/3/2026", "Nia"]])
        nia = PersonFactory(known_as="Nia", sites=[hub])
        with acting_as(hub_manager):
            sheet = actions.confirm_sheet(by=hub_manager, sheet=sheet, now=now)
            actions.bring_in_sheet(by=hub_manager, sheet=sheet, now=now)
            assert Visit.objects.get().person == nia

    def test_leaves_out_whoever_turns_out_to_need_a_decision(self, read, hub, hub_manager, now):
        sheet = read([["Time", "Date", "Name"], ["", "2/3/2026", "Nia"], ["9", "2/3/2026", ""]])
        for _ in "12":
            PersonFactory(known_as="Nia", sites=[hub])
        with acting_as(hub_manager):
            sheet = actions.confirm_sheet(by=hub_manager, sheet=sheet, now=now)
            actions.bring_in_sheet(by=hub_manager, sheet=sheet, now=now)
            sheet = queries.get_sheet(sheet.id, actor=hub_manager)
            assert Visit.objects.get().person is None
            row = queries.wrong_rows(sheet, actor=hub_manager).rows[0]

        assert (sheet.rows_done, sheet.rows_wrong) == (1, 1)
        assert "2 people here are called Nia" in row.why
        assert row.cells == ["12:00", "2026-03-02", "Nia"]


class TestConfirming:
    def confirm(self, sheet, by, now):
        with acting_as(by):
            return actions.confirm_sheet(by=by, sheet=sheet, now=now)

    def test_saves_nothing_by_itself(self, read, hub_manager, now):
        self.confirm(read(MARCH), hub_manager, now)

        with as_the_owner():
            assert nothing_was_saved()

    def test_needs_a_sheet_that_was_read(self, take, hub_manager, now):
        with pytest.raises(actions.SheetRefused, match="not waiting to be confirmed"):
            self.confirm(take(MARCH), hub_manager, now)

    def test_needs_a_good_row(self, read, hub_manager, now):
        with pytest.raises(actions.SheetRefused, match="nothing in this sheet"):
            self.confirm(read([["Date"], ["never"]]), hub_manager, now)

    def test_is_done_once(self, read, hub_manager, now):
        sheet = read(MARCH)
        self.confirm(sheet, hub_manager, now)

        with pytest.raises(actions.SheetRefused, match="not waiting to be confirmed"):
            self.confirm(sheet, hub_manager, now)

    @pytest.mark.parametrize("who", ["greeter", "team_member", "manager_elsewhere", "board_member"])
    def test_is_not_for_whoever_may_not_bring_in_sheets_there(self, request, read, who, now):
        with pytest.raises(NotAllowed):
            self.confirm(read(MARCH), request.getfixturevalue(who), now)

    def test_waits_for_another_sheet_that_is_under_way(self, read, hub_manager, now):
        other = read([["Date"], ["5/3/2026"]])
        self.confirm(read(MARCH), hub_manager, now)

        with pytest.raises(actions.SheetRefused, match="Another sheet is under way"):
            self.confirm(other, hub_manager, now)

    def test_has_a_sheet_read_again_if_another_was_done_since(
        self, read, bring_in, hub_manager, now
    ):
        sheet = read([["Date", "Name"], ["5/3/2026", "Nia"]])
        bring_in(MARCH)

        with pytest.raises(actions.SheetChanged):
            self.confirm(sheet, hub_manager, now)
        with acting_as(hub_manager):
            sheet = actions.read_again(by=hub_manager, sheet=sheet)
            actions.read_sheet(by=hub_manager, sheet=sheet, now=timezone.now())
            sheet = queries.get_sheet(sheet.id, actor=hub_manager)
        assert queries.preview_of(sheet).people_known == 1
        assert self.confirm(sheet, hub_manager, now)

    def test_does_not_wait_for_another_sites_sheet(
        self, read, hub_manager, manager_elsewhere, other_hub, now
    ):
        elsewhere = read(MARCH, by=manager_elsewhere, site=other_hub)
        sheet = read(MARCH)
        self.confirm(elsewhere, manager_elsewhere, now)

        assert self.confirm(sheet, hub_manager, now)


class TestSettingAside:
    def test_keeps_nothing(self, read, hub_manager):
        sheet = read(MARCH)
        with acting_as(hub_manager):
            sheet = actions.set_aside(by=hub_manager, sheet=sheet)
            assert not SheetPart.objects.exists()
            assert not SheetRow.objects.exists()

        assert (sheet.state, sheet.shape) == (State.SET_ASIDE, "")
        with as_the_owner():
            assert nothing_was_saved()

    def test_again_changes_nothing(self, read, hub_manager):
        sheet = read(MARCH)
        with acting_as(hub_manager):
            for _ in "12":
                actions.set_aside(by=hub_manager, sheet=sheet)
            verbs = AuditLine.objects.filter(verb="set a sheet aside")
        with as_the_owner():
            assert verbs.count() == 1

    def test_is_too_late_once_it_is_confirmed(self, bring_in, hub_manager):
        sheet = bring_in(MARCH)
        with (
            acting_as(hub_manager),
            pytest.raises(actions.SheetRefused, match="taken back instead"),
        ):
            actions.set_aside(by=hub_manager, sheet=sheet)

    def test_is_not_for_whoever_may_not_bring_in_sheets_there(self, read, manager_elsewhere):
        sheet = read(MARCH)
        with acting_as(manager_elsewhere), pytest.raises(NotAllowed):
            actions.set_aside(by=manager_elsewhere, sheet=sheet)

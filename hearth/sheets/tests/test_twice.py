"""The same again changes nothing: the same file, the same row, the same job, two at one time."""

import datetime
from contextlib import contextmanager

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Headcount, Visit
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.people.models import Person
from hearth.sheets import actions, queries
from hearth.sheets.actions import turns
from hearth.sheets.models import State
from hearth.sheets.tests.conftest import MARCH
from hearth.sheets.tests.making import as_excel_saves, csv_of, xlsx_of


def everything():
    """Return how many visits, headcounts and people there are, whoever may see them."""
    with as_the_owner():
        return Visit.objects.count(), Headcount.objects.count(), Person.objects.count()


@pytest.fixture
def first(bring_in, jo):
    """March, brought in; it makes Nia known."""
    sheet = bring_in(MARCH)
    assert everything() == (4, 1, 2)
    return sheet


class TestTheSameFile:
    @pytest.mark.parametrize(
        "content",
        [csv_of(MARCH), csv_of(MARCH, delimiter=";", encoding="utf-16"), xlsx_of(MARCH),
         as_excel_saves(MARCH)],
        ids=["csv", "semicolons", "xlsx", "excel"],
    )  # fmt: skip
    def test_is_recognised_however_it_was_saved_and_refused(
        self, first, read, hub_manager, now, content
    ):
        again = read(content)

        with acting_as(hub_manager):
            assert queries.same_sheet(again) == first
            with pytest.raises(actions.SheetRefused, match="already brought in a sheet"):
                actions.confirm_sheet(by=hub_manager, sheet=again, now=now, leaves_there=False)
        assert everything() == (4, 1, 2)

    def test_is_recognised_row_by_row_where_its_cells_say_it_in_another_way(
        self, first, read, hub_manager, now
    ):
        day = datetime.date
        otherwise = [
            ["Date", "Who", "Arrived", "Count", "Reason"],
            [day(2026, 3, 2), "JO", "09:30", None, "To talk to someone"],
            [day(2026, 3, 2), "Nia", "10am", None, None],
            [day(2026, 3, 2), None, None, None, None],
            [day(2026, 3, 3), None, "2pm", 12, "knitting group"],
            [day(2026, 3, 4), "Nía", "9.00", None, None],
        ]
        again = read(xlsx_of(otherwise))

        assert (again.rows_there, again.rows_wrong) == (5, 0)
        with acting_as(hub_manager), pytest.raises(actions.SheetRefused, match="nothing in this"):
            actions.confirm_sheet(by=hub_manager, sheet=again, now=now)
        assert everything() == (4, 1, 2)

    def test_put_right_and_brought_in_whole_adds_only_what_was_put_right(self, bring_in, jo):
        bring_in([*MARCH, ["5/33/2026", "", "Nia", "", ""]])
        sheet = bring_in([*MARCH, ["5/3/2026", "", "Nia", "", ""]])

        assert (sheet.rows_there, sheet.rows_done) == (5, 1)
        assert everything() == (5, 1, 2)

    def test_may_be_brought_in_again_once_it_was_taken_back(
        self, first, bring_in, hub_manager, now
    ):
        with acting_as(hub_manager):
            back = actions.take_back(by=hub_manager, sheet=first, now=now)
            actions.finish_taking_back(by=hub_manager, sheet=back, now=now)
        again = bring_in(MARCH)

        assert (again.rows_done, again.rows_there) == (5, 0)
        with as_the_owner():
            assert Visit.objects.standing().count() == 4

    def test_at_another_site_is_another_sheet(self, first, bring_in, manager_elsewhere, other_hub):
        sheet = bring_in(MARCH, by=manager_elsewhere, site=other_hub)

        assert sheet.rows_done == 5


class TestTheSameRow:
    def test_twice_in_one_sheet_is_two_visits(self, bring_in):
        sheet = bring_in([["Date"], ["2/3/2026"], ["2/3/2026"]])

        assert (sheet.rows_there, sheet.rows_done) == (0, 2)

    def test_is_there_as_often_as_sheets_brought_it_in_and_no_oftener(self, bring_in):
        bring_in([["Date"], ["2/3/2026"], ["2/3/2026"]])
        sheet = bring_in([["Date"], ["2/3/2026"], ["2/3/2026"], ["2/3/2026"]])

        assert (sheet.rows_there, sheet.rows_done) == (2, 1)
        assert everything()[0] == 3

    def test_can_be_brought_in_all_the_same_by_somebody_who_knows_better(self, bring_in):
        bring_in([["Date", "What"], ["2/3/2026", "Knitting"]])
        sheet = bring_in([["Date", "What"], ["2/3/2026", "Gardening"]], leaves_there=False)

        assert (sheet.rows_there, sheet.rows_done) == (1, 1)
        assert everything()[0] == 2

    def test_from_the_door_is_another_visit(self, bring_in, hub, greeter, now):
        at = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
        VisitFactory(site=hub, welcomed_by=greeter, arrived_at=at)
        sheet = bring_in([["Date"], ["2/3/2026"]])

        assert (sheet.rows_there, sheet.rows_done) == (0, 1)

    def test_that_was_taken_back_is_not_there(self, first, bring_in, now):
        with as_the_owner():
            Visit.objects.filter(person__known_as="Jo").update(taken_back_at=now)
        sheet = bring_in([MARCH[0], MARCH[1], MARCH[2]])

        assert (sheet.rows_there, sheet.rows_done) == (1, 1)


class TestALongAct:
    """Stopped between two parts, and begun again."""

    @pytest.fixture
    def two_at_once(self, monkeypatch):
        for module in ("looking", "bringing_in"):
            monkeypatch.setattr(f"hearth.sheets.actions.{module}.AT_ONCE", 2)

    def stopping_after(self, parts, worker):
        """Return what opens transactions: as the worker, and only so many."""
        left = [parts]

        @contextmanager
        def apart():
            if left[0] == 0:
                raise InterruptedError
            left[0] -= 1
            with acting_as(worker):
                yield

        return apart

    @pytest.mark.parametrize("parts", range(5))
    def test_brings_in_each_row_once(
        self, two_at_once, read, jo, hub_manager, other_manager, now, parts
    ):
        sheet = read(MARCH)
        with acting_as(hub_manager):
            sheet = actions.confirm_sheet(by=hub_manager, sheet=sheet, now=now)
        with pytest.raises(InterruptedError):
            actions.bring_in_sheet(
                by=hub_manager, sheet=sheet, now=now, apart=self.stopping_after(parts, hub_manager)
            )
        assert sum(everything()[:2]) == min(max(parts - 1, 0) * 2, 5)

        with acting_as(other_manager):
            sheet = queries.get_sheet(sheet.id, actor=other_manager)
            actions.carry_on(by=other_manager, sheet=sheet, now=now)
            sheet = queries.get_sheet(sheet.id, actor=other_manager)

        assert everything() == (4, 1, 2)
        assert (sheet.state, sheet.rows_done) == (State.BROUGHT_IN, 5)

    @pytest.mark.parametrize("parts", range(5))
    def test_reads_each_row_once(self, two_at_once, take, jo, hub_manager, now, parts):
        sheet = take(MARCH)
        with acting_as(hub_manager):
            sheet = actions.match_columns(
                by=hub_manager, sheet=sheet, matching=sheet.matching, only_day=None
            )
        with pytest.raises(InterruptedError):
            actions.read_sheet(
                by=hub_manager, sheet=sheet, now=now, apart=self.stopping_after(parts, hub_manager)
            )
        with acting_as(hub_manager):
            actions.carry_on(by=hub_manager, sheet=sheet, now=now)
            sheet = queries.get_sheet(sheet.id, actor=hub_manager)
            assert sheet.read_rows.count() == 5

        assert (sheet.state, sheet.rows_read) == (State.READ, 5)
        assert queries.preview_of(sheet).visits == 4

    def test_by_two_jobs_goes_on_in_the_one_that_took_it_last(self, read, hub_manager, now):
        sheet = read(MARCH)
        with acting_as(hub_manager):
            sheet = actions.confirm_sheet(by=hub_manager, sheet=sheet, now=now)
            first = turns.begin(sheet, State.BRINGING_IN)
            second = turns.begin(sheet, State.BRINGING_IN)
            turns.still_mine(sheet, second, State.BRINGING_IN)
            with pytest.raises(turns.NoLongerMine):
                turns.still_mine(sheet, first, State.BRINGING_IN)

    def test_on_a_sheet_that_is_done_does_nothing(self, first, hub_manager, now):
        with acting_as(hub_manager):
            actions.carry_on(by=hub_manager, sheet=first, now=now)
            actions.bring_in_sheet(by=hub_manager, sheet=first, now=now)

        assert everything() == (4, 1, 2)

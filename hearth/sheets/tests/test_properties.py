"""Whatever a table says: each row is either good or wrong, and the good ones come in, once."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Headcount, Visit
from hearth.people.models import Person
from hearth.people.standing import count_untrue
from hearth.people.tests.factories import PersonFactory
from hearth.sheets import actions, queries
from hearth.sheets.columns import Column
from hearth.sheets.models import State
from hearth.sheets.reading import look_at, rows_under
from hearth.sheets.tests.making import csv_of, xlsx_of
from hearth.sheets.words import CannotRead

HEADINGS = ["Date", "Time", "Name", "Surname", "How many", "What", "Note"]
MATCHING = {column.value: number for number, column in enumerate(Column)}

ANYTHING = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\x85\u2028\u2029'),
    max_size=12,
)
LIKELY = {
    "Date": st.sampled_from(["2/3/2026", "2026-03-03", "4 March 26", "46083", "", "31/2/26", "x"]),
    "Time": st.sampled_from(["9", "9.30", "0930", "", "", "25:00", "14:00:59"]),
    "Name": st.sampled_from(["Jo", "Nia", "NIA", "Sam", "Arthur", "-", "", "", "Bo"]),
    "Surname": st.sampled_from(["", "", "Smith"]),
    "How many": st.sampled_from(["", "", "", "1", "12", "0", "x"]),
    "What": st.sampled_from(["", "To talk to someone", "Knitting"]),
    "Note": st.sampled_from(["", "", "Lovely"]),
}
CELLS = [st.one_of(LIKELY[heading], LIKELY[heading], ANYTHING) for heading in HEADINGS]
TABLES = st.lists(st.tuples(*CELLS).map(list), min_size=1, max_size=12)


@pytest.fixture
def everybody(hub):
    """Jo; two Sams; and Arthur, who has died."""
    PersonFactory(known_as="Jo", sites=[hub])
    for _ in "12":
        PersonFactory(known_as="Sam", sites=[hub])
    PersonFactory(
        known_as="Arthur", sites=[hub], greeted_at=[], died_on=timezone.localdate(),
        died_recorded_at=timezone.now(),
    )  # fmt: skip


def arrivals():
    return Visit.objects.count() + Headcount.objects.count()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(table=[["2/3/2026", "", "Nia", "", "", "", ""]] * 3, is_xlsx=True)
@example(table=[["", "", "", "", "", "", ""], ["2/3/2026"] + [""] * 6], is_xlsx=False)
@given(table=TABLES, is_xlsx=st.booleans())
def test_each_row_is_good_or_wrong_and_the_good_come_in_once(
    hub, hub_manager, everybody, table, is_xlsx
):
    filled = sum(1 for cells in table if any(cell.strip() for cell in cells))
    if not filled:
        return
    content = (xlsx_of if is_xlsx else csv_of)([HEADINGS, *table])
    with transaction.atomic():
        sheet = read_as(hub_manager, hub, content)
        with acting_as(hub_manager):
            wrong = queries.wrong_rows(sheet, actor=hub_manager).rows
            good = queries.good_rows(sheet, actor=hub_manager).rows
        numbers = [row.number for row in [*wrong, *good]]
        assert len(numbers) == len(set(numbers)) == sheet.rows_read == filled
        assert all(row.why for row in wrong)
        assert len(wrong) == sheet.rows_wrong

        with as_the_owner():
            people, before = Person.objects.count(), arrivals()
        preview = queries.preview_of(sheet)
        assert preview.visits + preview.headcounts == len(good)
        for _ in "12":
            sheet = brought_in(hub_manager, sheet)
            with as_the_owner():
                assert arrivals() - before == len(good)
                assert Person.objects.count() - people == preview.people_new
                assert count_untrue(today=timezone.localdate()) == 0

        again = read_as(hub_manager, hub, content)
        if good:
            assert sheet.rows_done == len(good)
            assert again.rows_there == len(good)
            with acting_as(hub_manager):
                assert queries.same_sheet(again) == sheet
        transaction.set_rollback(True)


def read_as(by, site, content):
    with acting_as(by):
        sheet = actions.take_file(by=by, site=site, name="any", content=content)
        sheet = actions.choose_part(by=by, sheet=sheet, worksheet="", heading_row=1)
        sheet = actions.match_columns(by=by, sheet=sheet, matching=MATCHING, only_day=None)
        actions.read_sheet(by=by, sheet=sheet, now=timezone.now())
        return queries.get_sheet(sheet.id, actor=by)


def brought_in(by, sheet):
    """Bring a sheet in, as far as that can be done; the second time nothing is left to do."""
    with acting_as(by):
        sheet = queries.get_sheet(sheet.id, actor=by)
        if sheet.state == State.READ and sheet.rows_to_do:
            sheet = actions.confirm_sheet(by=by, sheet=sheet, now=timezone.now())
        actions.carry_on(by=by, sheet=sheet, now=timezone.now())
        return queries.get_sheet(sheet.id, actor=by)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300))
@example(content=b"PK\x03\x04")
def test_any_bytes_at_all_are_read_or_refused_in_words(content):
    rows, trouble = [], ""
    try:
        rows = list(rows_under(content, look_at(content)))
    except CannotRead as refused:
        trouble = str(refused)
    assert bool(rows) is not trouble.endswith(".")
    assert all(any(cells) for _, cells in rows)

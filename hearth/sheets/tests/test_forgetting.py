"""Forgotten, somebody's name is on no sheet that waits; the visits on it stay."""

import json

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Details
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.sheets import actions, queries
from hearth.sheets.models import Sheet, SheetRow, State
from hearth.sheets.tests.making import xlsx_of

ROWS = [
    ["Date", "Time", "Name", "How many", "What"],
    ["2/3/2026", "9:30", "Jo", "", "To talk to someone"],
    ["2/3/2026", "10:00", "Nia", "", ""],
    [],
    ["4/3/2026", "9:00", "jo", "", "Gardening"],
]


@pytest.fixture
def forget(jo):
    def done(person=jo, **more):
        timer = OnATimer()
        with acting_as(timer):
            actions.forget_person(by=timer, person=person, **more)
        with as_the_owner():
            return Sheet.objects.select_related("site").get()

    return done


def held(sheet):
    """Everything that is kept of a sheet, as words."""
    with as_the_owner():
        rows = [f"{row.said} {row.why}" for row in SheetRow.objects.filter(sheet=sheet)]
        return queries.bring_out(sheet).decode() + sheet.shape + sheet.decided + " ".join(rows)


def waits(person):
    timer = OnATimer()
    with acting_as(timer):
        return queries.waits_unconfirmed(person)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_name_goes_from_a_sheet_that_was_read(read, forget, jo, kind):
    sheet = read(ROWS if kind == "csv" else xlsx_of(ROWS), name=f"march.{kind}")
    [said] = waits(jo)
    assert "not confirmed yet: on 2 rows" in said

    after = forget()

    assert (after.state, after.rows_read) == (State.READ, 3)
    assert (after.counts["visits"], after.counts["unnamed"]) == (3, 2)
    assert '"Jo"' not in held(after)
    assert '"jo"' not in held(after)
    assert "Nia" in held(after)
    assert waits(jo) == []
    with as_the_owner():
        numbers = SheetRow.objects.filter(sheet=sheet).order_by("number")
        assert list(numbers.values_list("number", flat=True)) == [2, 3, 5], "as they were counted"


def test_and_from_one_whose_columns_are_not_matched_yet(take, forget, jo):
    take(ROWS)
    after = forget()
    assert after.state == State.MATCHING
    assert '"Jo"' not in held(after)


def test_a_name_that_somebody_else_has_too_stays_to_be_decided_about(read, forget, jo, hub):
    PersonFactory(known_as="Jo", sites=[hub])
    read(ROWS)
    assert waits(jo) == []
    assert '"Jo"' in held(forget())


def test_their_full_name_goes_too(read, forget, jo):
    with as_the_owner():
        Details.objects.create(
            person=jo, held_by=jo.held_by, known_at=jo.known_at, given_name="Joanna",
            family_name="Bell",
        )  # fmt: skip
    read([ROWS[0], ["2/3/2026", "9:30", "Bell, Joanna", "", ""]])
    assert "Bell" not in held(forget())


def test_of_one_holder_the_name_stays_as_the_record_does(read, forget, jo):
    read(ROWS)
    assert '"Jo"' in held(forget(held_by=[jo.held_by_id]))


def test_rows_that_could_not_be_brought_in_lose_it_too(read, forget, jo, hub_manager):
    sheet = read([*ROWS, ["never", "9:00", "Jo", "", ""]])
    with as_the_owner():
        Sheet.objects.filter(id=sheet.id).update(state=State.BROUGHT_IN)
    forget()
    with as_the_owner():
        [wrong] = SheetRow.objects.filter(sheet=sheet, is_wrong=True)
        assert json.loads(wrong.said)[2] == ""
        assert wrong.why == "The name that stood here was erased"


def test_by_nobody_who_does_not_see_every_sheet(jo, hub_manager):
    with acting_as(hub_manager), pytest.raises(NotAllowed):
        actions.forget_person(by=hub_manager, person=jo)

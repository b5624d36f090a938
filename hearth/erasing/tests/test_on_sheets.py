"""A name on a sheet that nobody confirmed is shown before it is decided, and goes with the rest."""

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.sheets import actions, queries
from hearth.sheets.models import Sheet
from hearth.sheets.tests.making import csv_of

ROWS = [["Date", "Time", "Name"], ["2/3/2026", "9:30", "Jo"], ["2/3/2026", "10:00", "Nia"]]


def test_it_is_shown_and_goes(page, ask, jo, hub, hub_manager, decider, decide):
    with acting_as(hub_manager):
        actions.take_file(by=hub_manager, site=hub, name="march.csv", content=csv_of(ROWS))
    row = ask()
    for name, *args in (("erasure", row.id), ("decide", row.id, jo.held_by_id)):
        assert f"A sheet of {hub.name}" in page(decider, name, *args)
    assert decide(decider, row, jo.held_by).whole
    with as_the_owner():
        sheet = Sheet.objects.get()
        said = queries.bring_out(sheet).decode() + sheet.shape
    assert '"Jo"' not in said
    assert "Nia" in said

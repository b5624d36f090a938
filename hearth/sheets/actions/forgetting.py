"""Forgetting somebody: their name goes from sheets that wait, and the visits on them stay."""

import json

from django.db import transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person
from hearth.sheets.actions.going_on import carry_on
from hearth.sheets.actions.keeping import put_away
from hearth.sheets.actions.looking import read_anew
from hearth.sheets.models import Sheet, SheetRow, State
from hearth.sheets.queries import NOT_YET, bring_out, decided_about, named_in, names_on_sheets
from hearth.sheets.queries import shape_of as shape_before
from hearth.sheets.reading import look_at, rewritten
from hearth.sheets.words import CannotRead, Cells


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Take somebody's name out of every sheet that waits, and of rows that could not be brought in.

    What came by that name stays on the sheet, as somebody who gave none. Where somebody else of
    that site has the same name it stays, and must be decided about again.

    :param held_by: their name stays while anything of their record does; all of it goes, if None
    :raises NotAllowed: unless the actor brings in sheets at every site
    """
    require_everywhere(by, Permission.IMPORT_SHEET)
    if held_by is not None:
        return
    kept = Sheet.objects.filter(state__in=[*NOT_YET, State.BROUGHT_IN, State.TAKEN_BACK])
    with standing.reaching(person.id):
        for sheet in kept.select_related("site__run_by").select_for_update(of=("self",)):
            names = names_on_sheets(person, sheet)
            if sheet.state in NOT_YET:
                _from_file(by, sheet, person, names)
            else:
                _from_wrong_rows(sheet, names)
    audit.note(by=by, verb="took out of sheets the name of", subject=person)


def _from_file(by: Actor, sheet: Sheet, person: Person, names: set[str]) -> None:
    """Write the file anew without the name, and read it again if it had been read."""
    before, decided = shape_before(sheet), dict(decided_about(sheet))
    left = {
        name: who for name, who in decided.items() if who != str(person.id) and name not in names
    }
    found: list[int] = []

    def without(number: int, cells: Cells) -> Cells:
        there = named_in(cells, sheet, names) if number > before.heading_row else []
        found.extend(there)
        return ["" if each in there else cell for each, cell in enumerate(cells)]

    try:
        content = rewritten(bring_out(sheet), before.worksheet, without)
        if not found and left == decided:
            return
        sheet.parts.all().delete()
        put_away(sheet, content)
        shape = look_at(content, heading_row=before.heading_row)
    except CannotRead:
        return
    sheet.shape, sheet.unclear = shape.as_json(), ""
    sheet.decided = json.dumps(left) if left else ""
    sheet.save()
    if sheet.state != State.MATCHING:
        carry_on(by=by, sheet=read_anew(sheet), now=timezone.now())


def _from_wrong_rows(sheet: Sheet, names: set[str]) -> None:
    """Take the name out of rows that wait to be put right."""
    for row in SheetRow.objects.filter(sheet=sheet, is_wrong=True):
        cells: Cells = json.loads(row.said or "[]")
        if there := named_in(cells, sheet, names):
            row.said = json.dumps(["" if at in there else cell for at, cell in enumerate(cells)])
            row.why = "The name that stood here was erased"
            row.save(update_fields=["said_sealed", "why_sealed"])

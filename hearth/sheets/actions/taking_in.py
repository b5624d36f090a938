"""Taking a file in, and saying which of its columns says what. Nobody has come in by it yet."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import insert_once
from hearth.places.models import Site
from hearth.sheets import reading
from hearth.sheets.actions.keeping import put_away
from hearth.sheets.actions.looking import read_anew
from hearth.sheets.actions.turns import SheetRefused, held
from hearth.sheets.columns import Column, Matching, guess
from hearth.sheets.models import Sheet, State
from hearth.sheets.queries import bring_out

LONGEST_FILE_NAME = 200
PAST_THAT = "This sheet is past that step."
COUNTED_BY = (Column.NAME, Column.FAMILY_NAME, Column.HOW_MANY, Column.TIME)


@transaction.atomic
def take_file(
    *, by: Actor, site: Site, name: str, content: bytes, sheet_id: UUID | None = None
) -> Sheet:
    """
    Take a file in, and guess which column says what.

    A form sends an id made when it was drawn: sent twice, it is one sheet.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises CannotRead: if it is not a sheet that can be read
    :raises SheetRefused: if the id is taken by another site's sheet
    """
    require(by, Permission.IMPORT_SHEET, at=site)
    shape = reading.look_at(content)
    sheet = Sheet(
        id=sheet_id or uuid7(),
        site=site,
        held_by_id=site.run_by_id,
        rows=shape.rows,
        matching=guess(shape.headings, [cells for _, cells in shape.examples]),
        brought_by_id=by.id,
    )
    sheet.name = name[-LONGEST_FILE_NAME:]
    sheet.shape = shape.as_json()
    if not insert_once(sheet):
        return taken_before(sheet)
    put_away(sheet, content)
    audit.note(by=by, verb="took in a sheet", subject=sheet, place=site)
    return sheet


def taken_before(sheet: Sheet) -> Sheet:
    """
    Return the sheet that was made when this id was first sent.

    :raises SheetRefused: if that was at another site
    """
    first = Sheet.objects.filter(pk=sheet.pk, site_id=sheet.site_id).select_related("site").first()
    if first is None:
        raise SheetRefused("This page was used before, at another site. Open it again.")
    return first


@transaction.atomic
def choose_part(*, by: Actor, sheet: Sheet, worksheet: str, heading_row: int | None) -> Sheet:
    """
    Say which worksheet of a file is meant, and which row holds its headings. It guesses anew.

    :param heading_row: 0 for none; the likeliest unless given
    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises CannotRead: if no row would stand under the headings
    :raises SheetRefused: if it is too late
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    sheet = held(sheet, State.MATCHING, State.READ, or_else=PAST_THAT)
    shape = reading.look_at(bring_out(sheet), worksheet=worksheet, heading_row=heading_row)
    sheet.read_rows.all().delete()
    sheet.unclear = sheet.decided = ""
    sheet.shape, sheet.rows = shape.as_json(), shape.rows
    sheet.matching = guess(shape.headings, [cells for _, cells in shape.examples])
    sheet.state = State.MATCHING
    sheet.save()
    return sheet


@transaction.atomic
def match_columns(
    *, by: Actor, sheet: Sheet, matching: Matching, only_day: datetime.date | None
) -> Sheet:
    """
    Say which column says what. The sheet is then to be read, by `read_sheet`.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if there is no day, nothing that tells visits apart, a column is used
        twice, or it is too late
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    sheet = held(sheet, State.MATCHING, State.READ, or_else=PAST_THAT)
    if len(set(matching.values())) != len(matching):
        raise SheetRefused("One column cannot say two things. Choose another for one of them.")
    if Column.DATE.value not in matching and only_day is None:
        raise SheetRefused("Choose the column with the date, or give the day of the whole sheet.")
    if Column.DATE.value not in matching and not any(one.value in matching for one in COUNTED_BY):
        raise SheetRefused("Choose a column that says who came, how many, or when.")
    sheet.matching, sheet.only_day, sheet.decided = matching, only_day, ""
    return read_anew(sheet)


def note_taken_away(*, by: Actor, sheet: Sheet) -> None:
    """
    Write down that the rows that cannot be brought in were taken away as a file.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    audit.note(by=by, verb="took away rows of a sheet", subject=sheet, place=sheet.site)

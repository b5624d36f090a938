"""Where the name of somebody stands on sheets whose rows are not visits yet."""

import base64
import zlib
from collections.abc import Iterator

from hearth.design.words import plural, short_day
from hearth.people.models import OtherName, Person
from hearth.people.queries import linked_with
from hearth.places.timer import OnATimer
from hearth.sheets.columns import Column
from hearth.sheets.models import Sheet, State
from hearth.sheets.naming import same
from hearth.sheets.queries.known import names_known_at, ways_to_say
from hearth.sheets.queries.sheets import shape_of
from hearth.sheets.reading import MOST_BYTES, rows_under
from hearth.sheets.words import CannotRead, Cells

NOT_YET = [State.MATCHING, State.READING, State.READ]
"""Sheets that nobody has confirmed."""


def bring_out(sheet: Sheet) -> bytes:
    """Return the bytes of a sheet's file; nothing if it has been let go."""
    pieces = [base64.b64decode(part.content) for part in sheet.parts.order_by("number")]
    return zlib.decompressobj().decompress(b"".join(pieces), MOST_BYTES) if pieces else b""


def names_on_sheets(person: Person, sheet: Sheet) -> set[str]:
    """
    Return what is alike in the names that stand for this person alone on a sheet of a site.

    A name that somebody else there has too is not among them. Whoever acts sees everything.
    """
    details = getattr(person, "details", None)
    told = (details.given_name, details.family_name) if details else ("", "")
    names = {*ways_to_say(person.known_as, *told)}
    names |= set(OtherName.objects.filter(person=person).values_list("name", flat=True))
    timer = OnATimer()
    linked = linked_with([person.id], actor=timer).get(person.id, [])
    theirs = {person.id, *(each.id for each in linked)}
    known = names_known_at(sheet.site, actor=timer)
    return {
        key
        for key in map(same, names)
        if theirs.issuperset(fit.person_id for fit in known.people.get(key, []))
    }


def is_named(cell: str, names: set[str]) -> bool:
    """Test if a cell is one of these names, as Jo Smith or as Smith, Jo."""
    if same(cell) in names:
        return bool(cell.strip())
    last, comma, first = cell.partition(",")
    return bool(comma) and same(first + last) in names


def named_in(cells: Cells, sheet: Sheet, names: set[str]) -> list[int]:
    """
    Return in which cells of a row one of the names stands.

    Of its names' columns, if those were matched: the family name may have one of its own.
    """
    columns = [sheet.matching.get(Column.NAME), sheet.matching.get(Column.FAMILY_NAME)]
    matched = [column for column in columns if column is not None and column < len(cells)]
    if matched and is_named(" ".join(cells[each] for each in matched), names):
        return matched
    where = range(len(cells)) if columns == [None, None] else []
    return [each for each in where if is_named(cells[each], names)]


def waits_unconfirmed(person: Person) -> list[str]:
    """
    Return, in words, which sheets that nobody confirmed yet name this person.

    Whoever acts sees everything: Hearth itself, for whoever decides on erasing.
    """
    return list(_waiting(person))


def _waiting(person: Person) -> Iterator[str]:
    waiting = Sheet.objects.filter(state__in=NOT_YET).select_related("site__run_by")
    for sheet in waiting.order_by("recorded_at", "id"):
        names = names_on_sheets(person, sheet)
        try:
            rows = rows_under(bring_out(sheet), shape_of(sheet))
            there = sum(bool(named_in(cells, sheet, names)) for _, cells in rows)
        except CannotRead:
            continue
        if there:
            yield (
                f"A sheet of {sheet.site.name} that was brought {short_day(sheet.recorded_at)} and "
                f"not confirmed yet: on {plural(there, 'row')}. Erased, the name goes from there "
                "too"
            )

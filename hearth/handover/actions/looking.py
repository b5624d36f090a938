"""Who has looked at a board: of each person about whom it says something, once a day."""

from collections.abc import Iterable

from hearth.foundation.statements import ask
from hearth.handover.queries.lines import LineRow
from hearth.places.models import Site


def note_board_read(site: Site, rows: Iterable[LineRow]) -> None:
    """
    Write down that the actor read what a board says of somebody. A board is opened many times in a
    shift: of each person it is one line for a worker and day (see ADR 20).
    """
    people = sorted({row.person_id for row in rows if row.person_id})
    if people:
        ask("SELECT handover_note_looks(%s::uuid, %s::uuid[])", [site.id, people])

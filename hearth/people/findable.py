"""
What people are found by, kept true. Called by this app's own acts, and by whoever loads many.

The rows are made by the database from the person's own rows (see
migrations/_findable.py): nothing here knows what a name looks like.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hearth.foundation.statements import ask


def refresh(person_ids: Sequence[UUID]) -> None:
    """
    Make what these people are found by true again, after any change to them.

    That is a change of their names, birth date, who knows or lists them, or a
    death, or that they are forgotten. Call it in the same transaction, after
    the change; done twice, it changes nothing more.
    """
    if person_ids:
        _call("SELECT people_refresh_findable(%s::uuid[])", [list(person_ids)])


def note_seen(person_ids: Sequence[UUID], site_id: UUID) -> None:
    """
    Let people be found at a site by the day of their last welcome there, and change nothing else.

    For whom the site knew and listed already, which is nearly everybody at a
    door. For anybody else, refresh().
    """
    if person_ids:
        _call("SELECT people_note_seen(%s::uuid[], %s::uuid)", [list(person_ids), site_id])


def rebuild() -> None:
    """
    Make everything anew, as the tables' owner: after many people were loaded at once.

    Set by set in the database; it locks searching out while it works.
    """
    _call("SELECT people_rebuild_findable()", [])


def count_untrue() -> int:
    """Return how many rows say something else than the people's own rows do. It should be none."""
    return _call("SELECT people_findable_untrue()", [])


def sweep() -> int:
    """
    Forget the spelling of words that are nobody's name any more, and return how many rows it took.

    By night, and after somebody was forgotten.
    """
    return _call("SELECT people_sweep_spelling()", [])


def _call(statement: str, values: list[Any]) -> int:
    row = ask(statement, values).fetchone()
    return int(row[0] or 0) if row and isinstance(row[0], int) else 0

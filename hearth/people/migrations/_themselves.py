"""What a person may read and write of themselves on their own pages, in the words of a wall."""

from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import is_open

THEMSELVES = "people.themselves"
NOT_ON_OWN_PAGES = f"coalesce(current_setting('{THEMSELVES}', true), '') = ''"
"""SQL: whoever acts is not a person on their own pages."""


def theirs(whose: str = "person_id") -> str:
    """Return SQL: the row is of the person who acts, on their own pages."""
    return f"({among(whose, THEMSELVES)})"


def own(
    table: str, *, writes: str = "", changes: bool = False, locks: bool = False,
    only_if: str = "true", only_added: bool = False,
) -> Wall:  # fmt: skip
    """
    Return the wall of a table of one layer (see guard) that lets the person read their own rows.

    :param writes: the column that says who wrote a row: they may add some, as themselves
    :param changes: they may add one, and change theirs, as themselves
    :param locks: they may hold a row while they add to it, and change nothing of it
    :param only_if: SQL: what must be true of a row that they added or changed
    :param only_added: what stands there is never written over, by anybody
    """
    in_their_name = is_actor(writes) if writes else "true"
    as_themselves = f"({theirs()} AND {in_their_name} AND ({only_if}))"
    opens = f"({is_open()})"
    return Wall(
        table,
        see=f"{opens} OR {theirs()}",
        add=f"{opens} OR {as_themselves}" if writes or changes else opens,
        change="" if only_added else f"{opens} OR {theirs()}" if changes or locks else opens,
        becomes="" if only_added else f"{opens} OR {as_themselves}" if changes else opens,
        remove=among("person_id", "people.found"),
    )

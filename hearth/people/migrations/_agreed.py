"""Whether somebody agreed to share a layer with anybody, as the database asks it."""

from hearth.people.migrations._standing import TODAY


def is_agreed(layer: str) -> str:
    """
    Return SQL: whose row is written shares a layer, and agreed to it.

    What is shared without agreement does not count: it may be held back from them, and would show
    by what it takes away.

    :param layer: in SQL
    """
    return (
        "EXISTS (SELECT FROM people_sharing s WHERE s.person_id = NEW.person_id AND s.basis = ''"
        f" AND {layer} = ANY (s.layers) AND s.withdrawn_at IS NULL"
        f" AND (s.until_on IS NULL OR s.until_on >= {TODAY}))"
    )

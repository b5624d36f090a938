"""Where a person's own key comes from (see foundation/sealing.py, settings.OWN_KEY)."""

from uuid import UUID

from hearth.foundation.sealing import new_own_key
from hearth.foundation.statements import ask
from hearth.people.models import PersonKey


def own_key(person_id: UUID, *, make: bool) -> str | None:
    """
    Return a person's own key, or None if it was destroyed. One question.

    :param make: make one if there is none yet, for whoever is about to seal with it
    """
    row = PersonKey(person_id=person_id)
    if make:
        row.key = new_own_key()
    values = [person_id, row.key_sealed if make else None]
    [sealed] = ask("SELECT people_own_key(%s::uuid, %s::bytea)", values).fetchone() or [None]
    if sealed is None:
        return None
    row.key_sealed = sealed
    return row.key

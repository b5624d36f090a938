"""Where people's own keys come from (see foundation/sealing.py, settings.OWN_KEY, OWN_KEYS)."""

from collections.abc import Collection
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


def own_keys(person_ids: Collection[UUID], *, make: bool) -> dict[UUID, str]:
    """
    Return the own keys of many people, without those whose key was destroyed. One question.

    :param make: make one for each who has none yet, for whoever is about to seal with them
    """
    rows = [PersonKey(person_id=each) for each in sorted(person_ids)]
    for row in rows if make else ():
        row.key = new_own_key()
    values = [[row.person_id for row in rows], [row.key_sealed for row in rows] if make else None]
    found = ask("SELECT * FROM people_own_keys(%s::uuid[], %s::bytea[])", values).fetchall()
    return {each: opened(each, sealed) for each, sealed in found}


def opened(person_id: UUID, sealed: bytes) -> str:
    """Return a person's own key, of what the ring sealed."""
    return PersonKey(person_id=person_id, key_sealed=sealed).key

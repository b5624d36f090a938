"""How much was in a worker's hands that somebody took back: a number, and nothing else."""

from hearth.foundation.functions import Function
from hearth.foundation.walls import is_actor
from hearth.people.migrations._standing import SHARED_WITH_ME, TODAY

SHARED_WITH_ACTOR = (
    SHARED_WITH_ME.replace("open_to", "u.open_to").replace("open_till", "u.open_till")
    .replace("closes_on", "u.closes_on")
)
AUDIENCES = "nullif(current_setting('people.audiences', true), '')::uuid[]"
SHARES_SUPPORT = f"""s.withdrawn_at IS NULL AND (s.until_on IS NULL OR s.until_on >= {TODAY})
       AND 'SUPPORT' = ANY (s.layers)
       AND (s.held_back_until IS NULL OR s.held_back_until < {TODAY})"""
"""SQL: a sharing s stands, is of the support, and the person may be told of it."""


def taken_back(name: str, rows: str) -> Function:
    """
    Return a function that counts what whoever asks had in hand and may not read now, as somebody
    took back since what they had agreed to share with them. Nothing once they say that they know.

    :param rows: SQL: what is under way, by `worker`, with person_id and what stands on a row
    """
    body = f"""
    SELECT count(*)::integer
      FROM ({rows}) u JOIN people_person p ON p.id = u.person_id
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND {is_actor("u.worker")} AND NOT coalesce({SHARED_WITH_ACTOR}, false)
       AND p.died_recorded_at IS NULL AND p.worker_id IS NULL
       AND EXISTS (
           SELECT FROM people_sharing s
            WHERE s.person_id = u.person_id AND s.basis = '' AND 'SUPPORT' = ANY (s.layers)
              AND s.audiences && {AUDIENCES}
              AND s.withdrawn_at > coalesce(
                  (SELECT max(k.known_at) FROM people_knowntakenback k WHERE k.worker_id = u.worker),
                  '-infinity'))
    """
    return Function(
        name, takes="", returns="integer", body=body, language="sql", for_web=True,
        settings="STABLE",
    )  # fmt: skip

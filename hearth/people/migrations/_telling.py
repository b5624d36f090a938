"""What stands on a person's hello of how they may be reached, and whom a plan says to ring."""

from hearth.foundation.functions import Function
from hearth.foundation.walls import among, is_actor
from hearth.people.migrations._standing import OPENED, is_open

UNSAFE_WAYS = """
BEGIN
    SELECT coalesce(array_agg(DISTINCT w.kind || ':' || w.safe), '{}') INTO NEW.unsafe_ways
      FROM people_waytocontact w WHERE w.person_id = NEW.id AND w.safe IN ('NO', 'ASK_FIRST');
    RETURN NEW;
END
"""
"""Said before it is written on a person's row, whatever the statement says of it."""

WAY_TOLD = """
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE people_person SET unsafe_ways = unsafe_ways WHERE id = OLD.person_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE people_person SET unsafe_ways = unsafe_ways WHERE id = NEW.person_id;
    END IF;
    RETURN NULL;
END
"""

TO_RING = f"""
    SELECT m.id, m.bond, m.name_sealed, m.number_sealed
      FROM people_circlemember m
     WHERE m.person_id = whose AND m.agreed_on IS NOT NULL
       AND current_setting('app.partnership', true) = {{schema}}
       AND (EXISTS (SELECT FROM people_openness o
                     WHERE o.person_id = whose AND o.layer = 'PLAN' AND {is_open()})
            OR (({among("m.person_id", OPENED)})
                AND (m.worker_id IS NULL OR NOT ({is_actor("m.worker_id")}))))
     ORDER BY m.id
"""

FUNCTIONS = [
    Function("people_unsafe_ways", takes="", returns="trigger", body=UNSAFE_WAYS, as_owner=True),
    Function("people_way_told", takes="", returns="trigger", body=WAY_TOLD, as_owner=True),
    Function(
        "people_to_ring", takes="whose uuid", body=TO_RING, language="sql", for_web=True,
        returns="TABLE (id uuid, bond text, name_sealed bytea, number_sealed bytea)",
        settings="STABLE",
    ),
]  # fmt: skip

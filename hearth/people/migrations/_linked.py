"""Whose sign-in it is, carried to every record that is the same person."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

from hearth.foundation.functions import Function
from hearth.foundation.walls import WEB, holds

ACTOR = "nullif(current_setting('app.user', true), '')::uuid"

KEEPS_WORKERS = f"coalesce({holds('accounts.keep_workers')}, false)"

SAME = """
    WITH RECURSIVE same (id) AS (
        SELECT whose
        UNION
        SELECT CASE WHEN l.one_id = s.id THEN l.other_id ELSE l.one_id END
          FROM same s JOIN people_link l ON s.id IN (l.one_id, l.other_id)
         WHERE l.unlinked_at IS NULL
    )
    SELECT coalesce(array_agg(s.id), '{}') FROM same s
"""

CARRY = """
DECLARE
    same uuid[] := people_same_person(whose);
BEGIN
    UPDATE people_person SET worker_id = sign_in, worker_by_link = true
     WHERE id = ANY (same) AND worker_id IS NULL;
END
"""

WORKER_CARRIED = """
BEGIN
    PERFORM people_carry_worker(NEW.id, NEW.worker_id);
    RETURN NULL;
END
"""

LINKED = """
DECLARE
    one people_person;
    other people_person;
BEGIN
    SELECT * INTO one FROM people_person p WHERE p.id = NEW.one_id FOR NO KEY UPDATE;
    SELECT * INTO other FROM people_person p WHERE p.id = NEW.other_id FOR NO KEY UPDATE;
    IF one.worker_id <> other.worker_id THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'two people who work here, each by a sign-in of their own, are not one';
    END IF;
    IF one.worker_id IS DISTINCT FROM other.worker_id THEN
        PERFORM people_carry_worker(NEW.one_id, coalesce(one.worker_id, other.worker_id));
    END IF;
    RETURN NULL;
END
"""

UNLINKED = f"""
DECLARE
    half uuid[];
BEGIN
    IF EXISTS (
        SELECT FROM people_person p
         WHERE p.id IN (NEW.one_id, NEW.other_id) AND {ACTOR} IS NOT NULL
           AND (p.worker_id = {ACTOR} OR (p.worker_id IS NOT NULL AND NOT ({KEEPS_WORKERS})))
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'whose record it is who works here is said by who keeps workers, and another';
    END IF;
    FOR half IN SELECT people_same_person(p) FROM unnest(ARRAY[NEW.one_id, NEW.other_id]) AS p LOOP
        UPDATE people_person SET worker_id = NULL, worker_by_link = false
         WHERE id = ANY (half) AND worker_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM people_person q WHERE q.id = ANY (half) AND NOT q.worker_by_link);
    END LOOP;
    RETURN NULL;
END
"""

FORGOTTEN = """
BEGIN
    UPDATE people_person SET worker_by_link = false
     WHERE id IN (OLD.one_id, OLD.other_id) AND worker_by_link;
    RETURN NULL;
END
"""
"""A link goes only with one of its records: of the other, nobody said that it is somebody else."""

BY_LINK = """
BEGIN
    RAISE insufficient_privilege
        USING MESSAGE = 'what was noted of a record itself stays noted of it';
END
"""

FUNCTIONS = [
    Function(
        "people_same_person", takes="whose uuid", returns="uuid[]", body=SAME, language="sql",
        as_owner=True, settings="STABLE",
    ),
    Function(
        "people_carry_worker", takes="whose uuid, sign_in uuid", returns="void", body=CARRY,
        as_owner=True,
    ),
    Function(
        "people_worker_carried", takes="", returns="trigger", body=WORKER_CARRIED, as_owner=True
    ),
    Function("people_linked", takes="", returns="trigger", body=LINKED, as_owner=True),
    Function("people_unlinked", takes="", returns="trigger", body=UNLINKED, as_owner=True),
    Function("people_link_forgotten", takes="", returns="trigger", body=FORGOTTEN, as_owner=True),
    Function("people_keep_noted", takes="", returns="trigger", body=BY_LINK),
]  # fmt: skip

TRIGGERS = [
    (
        "people_person_carries_worker",
        "AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
        " WHEN (NEW.worker_id IS NOT NULL AND NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION people_worker_carried()",
    ),
    (
        "people_person_keeps_noted",
        "BEFORE UPDATE OF worker_by_link ON people_person FOR EACH ROW"
        f" WHEN (current_user = '{WEB}' AND NEW.worker_by_link AND NOT OLD.worker_by_link)"
        " EXECUTE FUNCTION people_keep_noted()",
    ),
    (
        "people_link_carries_worker",
        "AFTER INSERT ON people_link FOR EACH ROW WHEN (NEW.unlinked_at IS NULL)"
        " EXECUTE FUNCTION people_linked()",
    ),
    (
        "people_link_taken_apart",
        "AFTER UPDATE OF unlinked_at ON people_link FOR EACH ROW"
        " WHEN (NEW.unlinked_at IS NOT NULL AND OLD.unlinked_at IS NULL)"
        " EXECUTE FUNCTION people_unlinked()",
    ),
    (
        "people_link_made_again",
        "AFTER UPDATE OF unlinked_at ON people_link FOR EACH ROW"
        " WHEN (NEW.unlinked_at IS NULL AND OLD.unlinked_at IS NOT NULL)"
        " EXECUTE FUNCTION people_linked()",
    ),
    (
        "people_link_goes_with_a_record",
        "AFTER DELETE ON people_link FOR EACH ROW WHEN (OLD.unlinked_at IS NULL)"
        " EXECUTE FUNCTION people_link_forgotten()",
    ),
]
"""Each by its name, with what makes it."""

class CarryWorker(Operation):
    """Let the database carry to every linked record whose sign-in it is, and take it back with the link."""

    reduces_to_sql = True
    reversible = True

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the triggers."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        for function in FUNCTIONS:
            function.database_forwards(app_label, schema_editor, from_state, to_state)
        schema_editor.execute(  # whoever copies people in need not know of it
            "ALTER TABLE people_person ALTER COLUMN worker_by_link SET DEFAULT false"
        )
        for name, rule in TRIGGERS:
            schema_editor.execute(f"CREATE TRIGGER {name} {rule}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        for name, rule in TRIGGERS:
            table = rule.partition(" ON ")[2].partition(" ")[0]
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        for function in reversed(FUNCTIONS):
            function.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Carry whose sign-in it is to linked records"

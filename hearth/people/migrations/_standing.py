"""To whom a layer is open, copied by the database to every row of it."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

from hearth.foundation.functions import Function
from hearth.foundation.walls import WEB, Wall, WebMayOnly, among, is_actor, overlaps

AUDIENCES, OPENED = "people.audiences", "people.opened"
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
TRIGGER = "people_stands_on_row"
KNOWN_TO_TEAMS = ("people_details", "people_othername", "people_waytocontact", "people_sharing")
"""What stands beside the layers: a colleague's is as closed as their layers are."""

STAND = """
BEGIN
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o
     WHERE o.person_id = NEW.person_id AND o.layer = coalesce(to_jsonb(NEW) ->> 'layer', TG_ARGV[0]);
    IF NOT FOUND THEN
        NEW.open_to := '{}'; NEW.open_till := '{}'; NEW.closes_on := NULL;
    END IF;
    SELECT p.worker_id INTO NEW.worker_id FROM people_person p WHERE p.id = NEW.person_id;
    RETURN NEW;
END
"""
"""Said before a row of a layer is written: whatever the statement says of these columns."""

STAND_ON_PERSON = """
BEGIN
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o WHERE o.person_id = NEW.id AND o.layer = 'HELLO';
    IF NOT FOUND THEN
        NEW.open_to := '{}'; NEW.open_till := '{}'; NEW.closes_on := NULL;
    END IF;
    RETURN NEW;
END
"""

STAND_BESIDE = """
BEGIN
    SELECT p.worker_id, p.known_at INTO NEW.worker_id, NEW.known_at
      FROM people_person p WHERE p.id = NEW.person_id;
    RETURN NEW;
END
"""

STAND_ON_OPENING = """
BEGIN
    SELECT p.worker_id IS NOT NULL,
           ARRAY(SELECT DISTINCT site FROM unnest(p.known_at || NEW.known_at) AS site)
      INTO NEW.of_colleague, NEW.known_at FROM people_person p WHERE p.id = NEW.person_id;
    RETURN NEW;
END
"""

RECKON = f"""
DECLARE
    guarded record;
BEGIN
    DELETE FROM people_openness WHERE person_id = person;
    INSERT INTO people_openness
           (id, recorded_at, person_id, worker_id, layer, open_to, open_till, closes_on)
    SELECT gen_random_uuid(), now(), person,
           (SELECT p.worker_id FROM people_person p WHERE p.id = person), layer,
           coalesce(array_agg(DISTINCT audience) FILTER (WHERE s.until_on IS NULL), '{{}}'),
           coalesce(array_agg(DISTINCT audience) FILTER (WHERE s.until_on IS NOT NULL), '{{}}'),
           min(s.until_on)
      FROM people_sharing s, unnest(s.layers || 'HELLO'::text) AS layer,
           unnest(s.audiences) AS audience
     WHERE s.person_id = person AND s.withdrawn_at IS NULL
       AND (s.until_on IS NULL OR s.until_on >= {TODAY})
     GROUP BY layer;
    UPDATE people_person SET open_to = open_to WHERE id = person;
    FOR guarded IN
        SELECT t.tgrelid::regclass AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE t.tgname = '{TRIGGER}' AND c.relnamespace = current_schema()::regnamespace
         ORDER BY c.relname
    LOOP
        EXECUTE format('UPDATE %s SET person_id = person_id WHERE person_id = $1', guarded.name)
          USING person;
    END LOOP;
END
"""

SHARED = """
BEGIN
    PERFORM people_reckon_openness(coalesce(NEW.person_id, OLD.person_id));
    RETURN NULL;
END
"""

WORKER_NOTED = """
BEGIN
    UPDATE people_details SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_othername SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_waytocontact SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_sharing SET worker_id = NULL WHERE person_id = NEW.id;
    PERFORM people_reckon_openness(NEW.id);
    RETURN NULL;
END
"""
"""What is set is not what is written: people_stand_beside says it as it is, on each row."""

KEEP_WORKER = """
BEGIN
    IF EXISTS (SELECT FROM accounts_user u WHERE u.id = OLD.worker_id AND u.is_active) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'whoever works here stays known as a worker while they do';
    END IF;
    RETURN NEW;
END
"""

CLOSE = f"""
DECLARE
    one record;
    closed integer := 0;
BEGIN
    FOR one IN SELECT DISTINCT person_id FROM people_openness WHERE closes_on < {TODAY} LOOP
        PERFORM people_reckon_openness(one.person_id);
        closed := closed + 1;
    END LOOP;
    RETURN closed;
END
"""

FUNCTIONS = [
    Function(
        "people_stand_on_row", takes="", returns="trigger", body=STAND, as_owner=True
    ),
    Function(
        "people_stand_on_person", takes="", returns="trigger", body=STAND_ON_PERSON, as_owner=True
    ),
    Function("people_stand_beside", takes="", returns="trigger", body=STAND_BESIDE, as_owner=True),
    Function(
        "people_stand_on_opening", takes="", returns="trigger", body=STAND_ON_OPENING, as_owner=True
    ),
    Function(
        "people_reckon_openness", takes="person uuid", returns="void", body=RECKON, as_owner=True
    ),
    Function("people_worker_noted", takes="", returns="trigger", body=WORKER_NOTED, as_owner=True),
    Function("people_keep_worker", takes="", returns="trigger", body=KEEP_WORKER, as_owner=True),
    Function("people_shared", takes="", returns="trigger", body=SHARED, as_owner=True),
    Function("people_close_ended", takes="", returns="integer", body=CLOSE, for_web=True),
]

SHARED_WITH_ME = (
    f"{overlaps('open_to', AUDIENCES)} OR ({overlaps('open_till', AUDIENCES)}"
    f" AND closes_on >= {TODAY})"
)


def not_a_colleagues(whose: str = "person_id") -> str:
    """Return SQL: whose record it is works nowhere here, or is a colleague opened for a reason."""
    mine = is_actor("worker_id")
    return f"(worker_id IS NULL OR (NOT ({mine}) AND ({among(whose, OPENED)})))"


def is_open(whose: str = "person_id") -> str:
    """Return SQL: a row of a layer is open to whoever acts."""
    return f"({SHARED_WITH_ME} OR {among(whose, OPENED)}) AND {not_a_colleagues(whose)}"


TRIGGERS = [
    (
        "people_person_stands",
        "BEFORE UPDATE OF open_to, open_till, closes_on ON people_person FOR EACH ROW"
        " EXECUTE FUNCTION people_stand_on_person()",
    ),
    (
        "people_person_begins_closed",
        "BEFORE INSERT ON people_person FOR EACH ROW WHEN (NEW.open_to <> '{}'"
        " OR NEW.open_till <> '{}' OR NEW.closes_on IS NOT NULL)"
        " EXECUTE FUNCTION people_stand_on_person()",
    ),
    (
        "people_person_works_here",
        "AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
        " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION people_worker_noted()",
    ),
    (
        "people_person_keeps_worker",
        "BEFORE UPDATE OF worker_id ON people_person FOR EACH ROW"
        f" WHEN (current_user = '{WEB}' AND OLD.worker_id IS NOT NULL"
        " AND NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION people_keep_worker()",
    ),
    (
        "people_sharing_opens",
        "AFTER INSERT OR UPDATE OF withdrawn_at OR DELETE ON people_sharing FOR EACH ROW"
        " EXECUTE FUNCTION people_shared()",
    ),
    (
        "people_opening_stands",
        "BEFORE INSERT ON people_opening FOR EACH ROW EXECUTE FUNCTION people_stand_on_opening()",
    ),
    *(
        (
            f"{table}_stands",
            f"BEFORE INSERT OR UPDATE OF worker_id ON {table} FOR EACH ROW"
            " EXECUTE FUNCTION people_stand_beside()",
        )
        for table in KNOWN_TO_TEAMS
    ),
]
"""Each by its name, with what makes it."""


class Standing(Operation):
    """Let the database itself keep true to whom a record is open, and whose sign-in it is."""

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
        for column in ("open_to", "open_till"):  # whoever copies people in need not know of them
            schema_editor.execute(
                f"ALTER TABLE people_person ALTER COLUMN {column} SET DEFAULT '{{}}'"
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
        for function in FUNCTIONS:
            function.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Keep true to whom a record is open"


class StandsOnRow(Operation):
    """
    Let the database put on every row of a layer to whom it is open, and whose sign-in it is.

    A table may say the layer of each row itself, in a column `layer`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, *, layer: str = "") -> None:
        self.table, self.layer = table, layer

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], {"layer": self.layer}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the trigger."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(
                f"CREATE TRIGGER {TRIGGER} BEFORE INSERT OR UPDATE ON {self.table}"
                f" FOR EACH ROW EXECUTE FUNCTION people_stand_on_row('{self.layer}')"
            )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(f"DROP TRIGGER {TRIGGER} ON {self.table}")

    def describe(self) -> str:
        return f"Stand on {self.table} to whom it is open"


def guard(table: str, layer: str = "", *, only_added: bool = False) -> list[Operation]:
    """
    Return the operations that guard a table of one layer: who may see a row may write one.

    :param layer: unless each row says its own
    :param only_added: what stands there is never written over
    """
    operations: list[Operation] = [
        StandsOnRow(table, layer=layer),
        Wall(
            table,
            see=is_open(),
            add=is_open(),
            change="" if only_added else is_open(),
            remove=among("person_id", "people.found"),
        ),
    ]
    if only_added:
        operations.append(WebMayOnly(table, never="UPDATE, TRUNCATE"))
    return operations

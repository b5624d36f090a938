"""Who knows a person is widened on their row only to sites that have them among their people."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

from hearth.foundation.walls import WEB

FUNCTION = """
CREATE FUNCTION people_widens_truly() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    IF EXISTS (
        SELECT FROM (
            (SELECT unnest(NEW.known_at) EXCEPT SELECT unnest(OLD.known_at)) UNION
            (SELECT unnest(NEW.greeted_at) EXCEPT SELECT unnest(OLD.greeted_at))
        ) AS widened (site)
         WHERE NOT EXISTS (SELECT FROM people_acquaintance a WHERE a.person_id = NEW.id
                              AND a.site_id = widened.site AND a.until IS NULL)
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'a site that does not know a person cannot be put on their row';
    END IF;
    RETURN NEW;
END $body$
"""
TRIGGER = f"""
CREATE TRIGGER people_person_widens_truly BEFORE UPDATE OF known_at, greeted_at ON people_person
    FOR EACH ROW WHEN (current_user = '{WEB}' AND
        (NOT NEW.known_at <@ OLD.known_at OR NOT NEW.greeted_at <@ OLD.greeted_at))
    EXECUTE FUNCTION people_widens_truly()
"""


class WidenTruly(Operation):
    """
    Let the web put a site on a person's row only where an acquaintance says that it knows them.

    A policy on people_person cannot: it compares a row with what the request may see, not with what
    the row was. An acquaintance is written only at a site where the actor greets or sees people (see
    its wall), and this trigger reads behind the walls, as whoever acts.
    """

    reduces_to_sql = True
    reversible = True

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the trigger."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(FUNCTION)
            schema_editor.execute(TRIGGER)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute("DROP TRIGGER people_person_widens_truly ON people_person")
            schema_editor.execute("DROP FUNCTION people_widens_truly()")

    def describe(self) -> str:
        return "Widen who knows a person truly"

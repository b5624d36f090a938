from typing import Any

from django.db import migrations, router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB

DIED = """
    SELECT coalesce(array_agg(id), '{{}}') FROM people_person
     WHERE died_recorded_at IS NOT NULL AND known_at @> ARRAY[site]
       AND current_setting('app.partnership', true) = {}
       AND site = ANY (nullif(current_setting('frontdoor.see_visits', true), '')::uuid[])
"""


class MakeDied(Operation):
    """
    Make people_died(site uuid), which runs as the tables' owner and tells ids alone.

    Whoever welcomes people at a site no longer sees somebody who has died: to
    its board they would be somebody known here who still waits. It tells of
    one site, to those who see the visits there.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the function."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        schema = schema_editor.connection.schema_name
        make = sql.SQL(
            "CREATE FUNCTION people_died(site uuid) RETURNS uuid[] LANGUAGE sql STABLE"
            " SECURITY DEFINER SET search_path = {}, pg_temp AS {}"
        ).format(
            sql.Identifier(schema),
            sql.Literal(sql.SQL(DIED).format(sql.Literal(schema)).as_string(None)),
        )
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(make)
            cursor.execute("REVOKE ALL ON FUNCTION people_died(uuid) FROM PUBLIC")
            cursor.execute(f"GRANT EXECUTE ON FUNCTION people_died(uuid) TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute("DROP FUNCTION people_died(uuid)")

    def describe(self) -> str:
        return "Make the function that tells who of a site has died"


class Migration(migrations.Migration):
    """Who of those known at a site has died, for boards that must ask nothing more of them."""

    dependencies = [("people", "0003_findable")]

    operations = [MakeDied()]

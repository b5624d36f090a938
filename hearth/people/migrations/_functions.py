"""Functions in the database itself that run as the tables' owner, for what no wall can say."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB


class OwnersFunction(Operation):
    """
    Make a function that runs as the tables' owner, for the web to call.

    Its search path is fixed, as that of every SECURITY DEFINER function must be
    (PostgreSQL manual, CREATE FUNCTION). It asks itself what a wall would:
    `{schema}` in its body is the name of its own schema.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, name: str, *, takes: str, returns: str, body: str) -> None:
        self.name, self.takes, self.returns, self.body = name, takes, returns, body

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        given = {"takes": self.takes, "returns": self.returns, "body": self.body}
        return type(self).__name__, [self.name], given

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the function."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        schema = schema_editor.connection.schema_name
        signature = f"{self.name}({self.takes})"
        make = sql.SQL(
            "CREATE FUNCTION " + signature + " RETURNS " + self.returns + " LANGUAGE plpgsql"
            " SECURITY DEFINER SET search_path = {schema}, pg_temp AS {body}"
        ).format(
            schema=sql.Identifier(schema),
            body=sql.Literal(self.body.replace("{schema}", f"'{schema}'")),
        )
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(make)
            cursor.execute(f"REVOKE ALL ON FUNCTION {self.name} FROM PUBLIC")
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {self.name} TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(f"DROP FUNCTION {self.name}")

    def describe(self) -> str:
        return f"Make the function {self.name}"

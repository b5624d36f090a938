"""Making functions in the database itself, in the schema of every partnership (see ADR 7)."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB


class Function(Operation):
    """
    Make a function.

    One that is `for_web` runs as the tables' owner, past their walls: it must
    insist by itself on who is asking, and tell no more than it has to. Its
    search path is fixed, as that of every SECURITY DEFINER function must be
    (PostgreSQL manual, CREATE FUNCTION). The others are its private parts:
    they run as whoever calls them, and the web may not call them.

    :param body: where it says `{schema}`, it is given the name of its own schema
    :param settings: whether it changes anything, and how it is to be planned, in SQL
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, name: str, *, takes: str, returns: str, body: str, language: str = "plpgsql",
        for_web: bool = False, settings: str = "",
    ) -> None:  # fmt: skip
        self.name, self.takes, self.returns = name, takes, returns
        self.body, self.language = body, language
        self.for_web, self.settings = for_web, settings

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        parts = ("takes", "returns", "body", "language", "for_web", "settings")
        return type(self).__name__, [self.name], {part: getattr(self, part) for part in parts}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the function."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        schema = schema_editor.connection.schema_name
        as_owner = sql.SQL(" SECURITY DEFINER SET search_path = {}, pg_temp").format(
            sql.Identifier(schema)
        )
        make = sql.SQL("CREATE OR REPLACE FUNCTION {}({}) RETURNS {} LANGUAGE {} {}{} AS {}")
        made = make.format(
            sql.SQL(self.name), sql.SQL(self.takes), sql.SQL(self.returns),
            sql.SQL(self.language), sql.SQL(self.settings),
            as_owner if self.for_web else sql.SQL(""),
            sql.Literal(self.body.replace("{schema}", f"'{schema}'")),
        )  # fmt: skip
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(made)
            cursor.execute(f"REVOKE ALL ON FUNCTION {self.name} FROM PUBLIC")
            if self.for_web:
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {self.name} TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(f"DROP FUNCTION {self.name}")

    def describe(self) -> str:
        return f"Make the function {self.name}"

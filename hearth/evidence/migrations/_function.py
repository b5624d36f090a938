"""A function in the database itself, made in the schema of every partnership."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB


class Function(Operation):
    """
    Make an SQL function that counts.

    One that is `for_web` runs as the tables' owner, past their walls: it must
    insist by itself on who is asking, and answer with counts (or ids, to whoever
    may see what they name) and no more. Its search path is fixed, as that of every SECURITY DEFINER function must be
    (PostgreSQL manual, CREATE FUNCTION). The others are its private parts:
    they run as whoever calls them, and the web may not call them.

    Plans are made for the values in hand, since a month of one site and ten
    years of forty want different ones.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, name: str, *, takes: str, returns: str, body: str, language: str = "plpgsql",
        for_web: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.takes, self.returns = name, takes, returns
        self.body, self.language, self.for_web = body, language, for_web

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        parts = ("takes", "returns", "body", "language", "for_web")
        return type(self).__name__, [self.name], {part: getattr(self, part) for part in parts}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the function."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        as_owner = sql.SQL(
            " SECURITY DEFINER SET search_path = {}, pg_temp"
            " SET plan_cache_mode = force_custom_plan SET work_mem = '64MB'"
        ).format(sql.Identifier(schema_editor.connection.schema_name))
        make = sql.SQL("CREATE FUNCTION {}({}) RETURNS {} LANGUAGE {} STABLE{} AS {}").format(
            sql.SQL(self.name), sql.SQL(self.takes), sql.SQL(self.returns),
            sql.SQL(self.language), as_owner if self.for_web else sql.SQL(""),
            sql.Literal(self.body),
        )  # fmt: skip
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(make)
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {self._signature} FROM PUBLIC")
        if self.for_web:
            schema_editor.execute(f"GRANT EXECUTE ON FUNCTION {self._signature} TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(f"DROP FUNCTION {self._signature}")

    @property
    def _signature(self) -> str:
        parameters = [part.split(None, 1) for part in self.takes.split(",") if part.strip()]
        return f"{self.name}({', '.join(kind for _, kind in parameters)})"

    def describe(self) -> str:
        return f"Make the function {self.name}"

"""Making functions in the database itself, in the schema of every partnership (see ADR 7)."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB


class Function(Operation):
    """
    Make a function, in the place of any of that name.

    One that runs `as_owner` runs past the tables' walls: it must insist by
    itself on who is asking, and tell no more than it has to. Its search path
    is fixed, as that of every SECURITY DEFINER function must be (PostgreSQL
    manual, CREATE FUNCTION). The others run as whoever calls them. The web may
    call what is made `for_web`, and none of its private parts.

    :param body: where it says `{schema}`, it is given the name of its own schema
    :param as_owner: as for_web, unless given
    :param settings: whether it changes anything, and how it is to be planned, in SQL
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, name: str, *, takes: str, returns: str, body: str, language: str = "plpgsql",
        for_web: bool = False, as_owner: bool | None = None, settings: str = "",
    ) -> None:  # fmt: skip
        self.name, self.takes, self.returns = name, takes, returns
        self.body, self.language = body, language
        self.for_web, self.settings = for_web, settings
        self.as_owner = for_web if as_owner is None else as_owner

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        parts = ("takes", "returns", "body", "language", "for_web", "as_owner", "settings")
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
        make = sql.SQL("CREATE FUNCTION {}({}) RETURNS {} LANGUAGE {} {}{} AS {}")
        made = make.format(
            sql.SQL(self.name), sql.SQL(self.takes), sql.SQL(self.returns),
            sql.SQL(self.language), sql.SQL(self.settings),
            as_owner if self.as_owner else sql.SQL(""),
            sql.Literal(self.body.replace("{schema}", f"'{schema}'")),
        )  # fmt: skip
        with schema_editor.connection.cursor() as cursor:
            self._drop(cursor)
            cursor.execute(made)
            cursor.execute(f"REVOKE ALL ON FUNCTION {self.name} FROM PUBLIC")
            if self.for_web:
                cursor.execute(f"GRANT EXECUTE ON FUNCTION {self.name} TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            with schema_editor.connection.cursor() as cursor:
                self._drop(cursor)

    def _drop(self, cursor: Any) -> None:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc"
            " WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
            [self.name],
        )
        for (signature,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {signature}")

    def describe(self) -> str:
        return f"Make the function {self.name}"


class Anew(Operation):
    """
    Do again what an older migration did, now that it is said otherwise.

    What is only ever made from other things is said once, as it is now, and
    both the first migration and this one say it. There is no way back: the
    older words are gone.

    :param digest: of what is said (digest_of); a test asks for a new migration when it changes
    """

    reduces_to_sql = True
    reversible = False

    def __init__(self, operation: Operation, *, digest: str) -> None:
        self.operation, self.digest = operation, digest

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.operation], {"digest": self.digest}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models know of nothing new."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self.operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Anew: {self.operation.describe()}"


def digest_of(functions: Sequence[Function], *more: object) -> str:
    """Return twelve letters that change when what is said of these functions, or more, does."""
    said = repr([function.deconstruct() for function in functions]) + repr(more)
    return hashlib.sha256(said.encode()).hexdigest()[:12]

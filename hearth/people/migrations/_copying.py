"""The function in the database itself: it copies who knows a person to every row about them."""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation
from psycopg import sql

from hearth.foundation.walls import WEB


class CopyKnownAt(Operation):
    """
    Make people_copy_known_at(people uuid[]), which runs as the tables' owner.

    Whoever welcomes a person at a new site may not see all that is written
    about them elsewhere (a greeter sees no details, and a link is seen only by
    who sees both sides), and yet that site must stand on every row. The
    function can do no harm: it copies what the person's own row says, tells
    nothing, and widens nothing. Its search path is fixed, as that of every
    SECURITY DEFINER function must be (PostgreSQL manual, CREATE FUNCTION).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, copies: list[tuple[str, str, str]]) -> None:
        """:param copies: every table that repeats a person's known_at: (table, whose, where)"""
        self.copies = copies

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.copies], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know the function."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return
        copying = "".join(
            f"UPDATE {table} t SET {where} = p.known_at FROM people_person p"  # noqa: S608 (ours)
            f" WHERE p.id = ANY (people) AND t.{whose} = p.id"
            f" AND t.{where} IS DISTINCT FROM p.known_at; "
            for table, whose, where in self.copies
        )
        make = sql.SQL(
            "CREATE OR REPLACE FUNCTION people_copy_known_at(people uuid[]) RETURNS void LANGUAGE plpgsql"
            " SECURITY DEFINER SET search_path = {}, pg_temp AS {}"
        ).format(
            sql.Identifier(schema_editor.connection.schema_name),
            sql.Literal(f"BEGIN {copying}END"),
        )
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(make)
        schema_editor.execute(
            "REVOKE ALL ON FUNCTION people_copy_known_at(uuid[]) FROM PUBLIC"
        )
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION people_copy_known_at(uuid[]) TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute("DROP FUNCTION people_copy_known_at(uuid[])")

    def describe(self) -> str:
        return "Make the function that copies who knows a person"

"""
Row-level security, as a migration operation: the second wall behind scoped queries.

A policy is one comparison on the row with what the request may see, no
subquery, one permissive policy for each kind of statement: a distributed
database (Citus) refuses the first and silently opens anything else. Every
policy also demands that the request was set up for this very schema, so that a
request for one partnership reads nothing in another (or, to see what EVERYBODY
may, that it was set up for none). A setting that was SET
LOCAL reads '' afterwards, not NULL; hence nullif().
"""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

WEB = "hearth_web"
ALL_POLICIES = ("seen", "added", "changed", "removed")


def among(column: str, *settings: str) -> str:
    """Return SQL: this column holds one of the places (or people) that the setting lists."""
    return " OR ".join(f"{column} = ANY ({_ids(setting)})" for setting in settings)


def overlaps(column: str, *settings: str) -> str:
    """Return SQL: this column of ids has one in common with what the setting lists."""
    return " OR ".join(f"{column} && {_ids(setting)}" for setting in settings)


def within(column: str, *settings: str) -> str:
    """Return SQL: all that this column of ids holds is in what the settings list."""
    listed = " || ".join(f"coalesce({_ids(setting)}, '{{}}')" for setting in settings)
    return f"{column} <@ ({listed})"


def is_actor(column: str) -> str:
    """Return SQL: this column holds whoever is acting."""
    return f"{column} = nullif(current_setting('app.user', true), '')::uuid"


def holds(setting: str) -> str:
    """Return SQL: the actor holds this permission at one place or more."""
    return f"cardinality({_ids(setting)}) > 0"


ANY_ACTOR = "nullif(current_setting('app.user', true), '') IS NOT NULL"
"""SQL: somebody is acting."""

EVERYBODY = "everybody"
"""What `see` of a Wall is where the public reads what stands in a table: nobody need be acting. A
request that was set up for another partnership still reads nothing."""
NOBODY_ACTS = "coalesce(current_setting('app.partnership', true), '') = ''"


def _ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


class Wall(Operation):
    """
    Put a wall around a table, in the place of one that it has.

    What is not given (add, change, remove) nobody on the web can do.

    `see` (or EVERYBODY), `add`, `change` and `remove` are SQL conditions on the row. A row may
    be changed if `change` holds for it as it was; `becomes` says what must hold for it afterwards,
    and is the same unless given.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        table: str,
        *,
        see: str,
        add: str = "",
        change: str = "",
        becomes: str = "",
        remove: str = "",
    ) -> None:
        self.table = table
        self.see, self.add, self.change = see, add, change
        self.becomes, self.remove = becomes, remove

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        parts = {"see", "add", "change", "becomes", "remove"}
        given = {part: getattr(self, part) for part in parts if getattr(self, part)}
        return type(self).__name__, [self.table], given

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know that there is a wall."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not _is_here(app_label, schema_editor):
            return
        schema = schema_editor.connection.schema_name
        here = f"current_setting('app.partnership', true) = '{schema}'"
        becomes = self.becomes or self.change
        sees = f"{here} OR {NOBODY_ACTS}" if self.see == EVERYBODY else f"{here} AND ({self.see})"
        policies = [("seen", "SELECT", f"USING ({sees})")]
        if self.add:
            policies += [("added", "INSERT", f"WITH CHECK ({here} AND ({self.add}))")]
        if self.change:
            rule = f"USING ({here} AND ({self.change})) WITH CHECK ({here} AND ({becomes}))"
            policies += [("changed", "UPDATE", rule)]
        if self.remove:
            policies += [("removed", "DELETE", f"USING ({here} AND ({self.remove}))")]
        schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY")
        for name in ALL_POLICIES:
            schema_editor.execute(f"DROP POLICY IF EXISTS {name} ON {self.table}")
        for name, statement, rule in policies:
            schema_editor.execute(
                f"CREATE POLICY {name} ON {self.table} FOR {statement} TO {WEB} {rule}"
            )

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if not _is_here(app_label, schema_editor):
            return
        for name in ALL_POLICIES:
            schema_editor.execute(f"DROP POLICY IF EXISTS {name} ON {self.table}")
        schema_editor.execute(f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Put a wall around {self.table}"


class WebMayOnly(Operation):
    """Take from the web role what it may never do to a table, whoever is acting: all, perhaps."""

    reversible = True

    def __init__(self, table: str, *, may: str = "", never: str) -> None:
        self.table, self.may, self.never = table, may, never

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        may = {"may": self.may} if self.may else {}
        return type(self).__name__, [self.table], {**may, "never": self.never}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not know what the web may do."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if _is_here(app_label, schema_editor):
            schema_editor.execute(f"REVOKE {self.never} ON {self.table} FROM {WEB}")
            if self.may:
                schema_editor.execute(f"GRANT {self.may} ON {self.table} TO {WEB}")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if _is_here(app_label, schema_editor):
            schema_editor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {self.table} TO {WEB}")

    def describe(self) -> str:
        return f"Let the web only {self.may or 'know of'} {self.table}"


def _is_here(app_label: str, schema_editor: Any) -> bool:
    """Test if this app has tables in the schema being migrated (the public one holds few)."""
    return bool(router.allow_migrate(schema_editor.connection.alias, app_label))

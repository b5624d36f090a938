"""What is let go by night, in each partnership in turn: sessions and guesses that are over."""

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts import actions
from hearth.accounts.sessions import SessionStore
from hearth.foundation.schema import in_schema


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.every_night", queue="accounts", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with_sessions():
        one_night.defer(schema=schema)


@app.task(name="accounts.one_night", queue="accounts", retry=3)
def one_night(*, schema: str) -> None:
    """
    Let go, in one partnership, of sessions that have ended and wrong passwords that count no more.

    Done twice, it changes nothing more.
    """
    with in_schema(schema):
        SessionStore.clear_expired()
        actions.let_go_of_old_tries(now=timezone.now())


def schemas_with_sessions() -> list[str]:
    """Return every schema that has a table of sessions, by name: one for each partnership."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename = 'accounts_session'"
            " ORDER BY schemaname"
        )
        return [schema for (schema,) in cursor.fetchall()]

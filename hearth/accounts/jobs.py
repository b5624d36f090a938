"""What is let go by night, in each partnership in turn: sessions and guesses that are over."""

import datetime

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts import actions
from hearth.accounts.models import SignInTry
from hearth.accounts.queries import TRIES_COUNTED_FOR
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
    Let go, in one partnership, of sessions that have ended and wrong passwords that are forgiven.

    Done twice, it changes nothing more.
    """
    with in_schema(schema):
        SessionStore.clear_expired()
        for username in names_not_tried_lately(now=timezone.now()):
            actions.forget_wrong_passwords(username=username)


def names_not_tried_lately(*, now: datetime.datetime) -> list[str]:
    """Return the names whose wrong passwords all count no more."""
    last = SignInTry.objects.values("username").annotate(last_at=Max("at"))
    forgiven = last.filter(last_at__lte=now - TRIES_COUNTED_FOR)
    return list(forgiven.values_list("username", flat=True))


def schemas_with_sessions() -> list[str]:
    """Return every schema that has a table of sessions, by name: one for each partnership."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename = 'accounts_session'"
            " ORDER BY schemaname"
        )
        return [schema for (schema,) in cursor.fetchall()]

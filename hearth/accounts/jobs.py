"""What is let go by night, in each partnership in turn: sessions and guesses that are over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts import actions
from hearth.accounts.sessions import SessionStore
from hearth.foundation.schema import in_schema, schemas_with


@app.periodic(cron="20 3 * * *")
@app.task(name="accounts.every_night", queue="accounts", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("accounts_session"):
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

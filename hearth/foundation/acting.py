"""Telling the database who is acting, for as long as one transaction lasts."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus

from hearth.foundation.actors import Actor, Permission
from hearth.foundation.schema import schema_in_hand
from hearth.foundation.sealing import forget_own_keys
from hearth.foundation.statements import driver

WALLS = (
    Permission.GREET_PEOPLE,
    Permission.SEE_PEOPLE,
    Permission.CHANGE_PEOPLE,
    Permission.SEE_SHARED,
    Permission.KEEP_WORKERS,
    Permission.REVIEW_OPENINGS,
    Permission.HOLD_BACK,
    Permission.SEE_VISITS,
    Permission.SEE_CHILD_ALERTS,
    Permission.WATCH_VISITS,
    Permission.IMPORT_SHEET,
    Permission.HAND_OVER,
    Permission.READ_TRAIL,
    Permission.KEEP_WORKERS,
    Permission.READ_REPORTS,
    Permission.PUBLISH_REPORTS,
    Permission.KEEP_PLACE,
    Permission.KEEP_DIRECTORY,
    Permission.TELL_NEED,
    Permission.SEE_NEEDS,
    Permission.TELL_SAFETY,
    Permission.SEE_WORRIES,
    Permission.KEEP_WORRIES,
    Permission.SEE_CONCERNS,
    Permission.KEEP_CONCERNS,
    Permission.SEE_UNANSWERED,
    Permission.WRITE_INCIDENT,
    Permission.LEAD_INCIDENTS,
    Permission.COUNT_INCIDENTS,
    Permission.AGREE_COMING_IN,
    Permission.READ_LETTERS,
    Permission.KEEP_LETTERS,
    Permission.READ_OUTCOMES,
    Permission.ANSWER_RIGHTS,
    Permission.ASK_ERASING,
    Permission.DECIDE_ERASING,
    Permission.SEE_MONEY,
    Permission.SEE_ALL_MONEY,
    Permission.KEEP_COSTS,
    Permission.KEEP_MONEY,
)
"""
The permissions that the database's own walls ask about: row-level security policies, and
functions of the owner.
"""

FOUND = "people.found"
"""The setting that holds the people this request has proven it may open (see people.finding)."""


OPENED = "people.opened"
"""The setting that holds the people whose record the actor has opened for a pressing reason."""

OWN, SAFETY_SEEN = "people.own", "safety.seen"
"""The settings that hold which record is the reader's own, and what of somebody's safety they may
read: until both are said, the trail shows nothing that could be either."""

THEMSELVES = "people.themselves"
"""The setting that holds the person who acts, on their own pages. Nothing else opens by it."""

AUDIENCES = "people.audiences"
"""The setting that holds by which ids people share something with the actor."""


@contextmanager
def acting_as(actor: Actor | None) -> Iterator[None]:
    """
    Open a transaction in which the database's own walls know who is acting.

    Outside it, and for nobody, tables that have a wall look empty. Requests
    are given one by middleware; jobs and commands must open their own.
    """
    forget_own_keys()
    within_a_wider_one = connection.in_atomic_block
    with transaction.atomic():
        if within_a_wider_one:  # such as a test's: what was said there must not be heard here
            _say_nothing()
        if actor:
            _say(_who_acts(actor))
        yield
    if within_a_wider_one and not connection.needs_rollback:
        _say_nothing()


@contextmanager
def acting_instead(actor: Actor, *, of: Actor) -> Iterator[None]:
    """
    Let somebody else act for a part of this transaction, and whoever acted before it afterwards.

    For Hearth itself, where what a worker decided reaches further than they see: erasing, say. What
    the worker had been shown before is seen no more afterwards, until it is shown again.
    """
    _say_nothing()
    _say(_who_acts(actor))
    try:
        yield
    finally:
        if driver().pgconn.transaction_status == TransactionStatus.INTRANS:
            _say_nothing()
            _say(_who_acts(of))


@contextmanager
def as_anybody() -> Iterator[None]:
    """
    Let the rest of a request of nobody's write down what anybody may, such as a search.

    It says in which partnership it is and no more: walls let it add to what anybody may add to,
    and show it nothing.
    """
    forget_own_keys()
    with transaction.atomic():
        _say([f"SET LOCAL app.partnership = '{schema_in_hand()}'"])
        yield


def _who_acts(actor: Actor) -> list[str]:
    """
    Return the statements that say who is acting, in which partnership, and where they may do what.

    They are statements, not set_config(): a distributed database (Citus)
    repeats SET LOCAL on its workers, but a function call stays behind. USER is
    a word of SQL's own, hence the quotes. Nothing here comes from what was
    typed: ids, and names that the code itself holds.
    """
    statements = [
        f"""SET LOCAL app."user" = '{actor.id}'""",
        f"SET LOCAL app.partnership = '{schema_in_hand()}'",
    ]
    for permission in WALLS:
        if places := actor.places_where(permission):
            listed = ",".join(map(str, places))
            statements.append(f"SET LOCAL {permission} = '{{{listed}}}'")
    if audiences := actor.audiences:
        statements.append(f"SET LOCAL {AUDIENCES} = '{{{','.join(map(str, audiences))}}}'")
    return statements


def _say(statements: list[str]) -> None:
    """
    Run statements that answer nothing: in one message, for this is on the way of every page.

    The message begins the transaction too, which the driver would do in one of
    its own. A distributed database may want each statement by itself.
    """
    own = driver()
    if settings.STATEMENTS_APART:
        for statement in statements:
            own.execute(statement)
        return
    pgconn = own.pgconn
    if pgconn.transaction_status == TransactionStatus.IDLE:
        statements = ["BEGIN", *statements]
    done = pgconn.exec_("; ".join(statements).encode())
    if done.status != ExecStatus.COMMAND_OK:
        raise error_from_result(done)


def _say_nothing() -> None:
    with connection.cursor() as cursor:
        for setting in (
            'app."user"',
            "app.partnership",
            AUDIENCES,
            FOUND,
            OPENED,
            THEMSELVES,
            OWN,
            SAFETY_SEEN,
            *WALLS,
        ):
            cursor.cursor.execute(f"SET LOCAL {setting} = ''")


def reveal(people: Collection[UUID]) -> None:
    """
    Let the rest of this transaction open these people, wherever they are known.

    Only people.finding calls it, for someone found by their full name and date
    of birth or by their card, and people.opening.
    """
    _say_also(FOUND, people)


def open_up(people: Collection[UUID]) -> None:
    """
    Let the rest of this transaction read all that is written of these people.

    Only people.opening calls it, for somebody whose record the actor has opened for a reason.
    """
    _say_also(OPENED, people)


def act_as_themselves(person: UUID) -> None:
    """
    Let the rest of this transaction read what a person may read of themselves, and act so.

    Only people.own_pages calls it, for whoever signed in to their own pages. It is said anew, never
    added to: nobody is two people.
    """
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"SET LOCAL {THEMSELVES} = '{{{person}}}'")


def read_trail_but(*, own: Collection[UUID], safety: Collection[UUID]) -> None:
    """
    Let the rest of this transaction read the trail, if the actor may read it at all.

    :param own: the record that is the actor's own, of which it shows nothing
    :param safety: of all that is about somebody's safety, what the actor may read of
    """
    _say_also(OWN, own)
    _say_also(SAFETY_SEEN, safety)


def _say_also(setting: str, also: Collection[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [setting])
        before = (cursor.fetchone() or [None])[0] or "{}"
        ids = {part for part in before.strip("{}").split(",") if part} | set(map(str, also))
        cursor.cursor.execute(f"SET LOCAL {setting} = '{{{','.join(sorted(ids))}}}'")

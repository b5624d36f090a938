"""Sessions that bring their worker, and the roles they hold today, in the same question."""

import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from hearth.accounts.models import Session, User
from hearth.foundation.statements import ask

QUESTION = """
    SELECT s.session_data, u.password, u.last_login, u.id, u.username, u.name, u.works_for_id,
           u.is_active, u.added_by_id, u.own_pages, g.role, g.site_id
      FROM accounts_session s
      LEFT JOIN accounts_user u ON u.id = s.user_id
      LEFT JOIN accounts_grant g ON g.user_id = u.id AND NOT u.own_pages
           AND (g.from_on IS NULL OR g.from_on <= %(today)s)
           AND (g.until_on IS NULL OR g.until_on >= %(today)s)
     WHERE s.session_key = %(key)s AND s.expire_date > %(now)s
"""
WORKER = [field.attname for field in User._meta.concrete_fields]
"""The worker's fields, in the order in which the model and the question have them."""

Rows = list[tuple[Any, ...]]


class SessionStore(DatabaseSessions):
    """
    Django's sessions in the database, with the worker kept beside the session.

    A signed-in page would otherwise ask three times before it begins: for the
    session, for the worker, and for what they may do.
    """

    worker: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        rows = self._ask()
        if not rows:
            self._session_key = None
            return {}
        data, *fields = rows[0][: 1 + len(WORKER)]
        if fields[WORKER.index("id")]:
            self.worker = User.from_db("default", WORKER, fields)
            self.worker.held = [(role, site) for *_, role, site in rows if role]
        return dict(self.decode(data))

    def _ask(self) -> Rows:
        """
        Ask, and ask once more if the connection turns out to have gone.

        It is a request's first question, so it is also what finds out that the
        database was started again since the last: nothing else need check.
        """
        try:
            return _rows(self.session_key or "")
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()  # the next question opens another
            return _rows(self.session_key or "")

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        user_id = data.get("_auth_user_id")
        session.user_id = UUID(user_id) if user_id else None
        return session


def _rows(key: str) -> Rows:
    now = timezone.now()
    today: datetime.date = timezone.localdate(now)
    return ask(QUESTION, {"key": key, "today": today, "now": now}).fetchall()

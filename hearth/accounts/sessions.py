"""Sessions that bring their worker, and the roles they hold today, in the same question."""

import json
from typing import Any, cast
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection

from hearth.accounts.models import Session, User

QUESTION = """
    SELECT s.session_data, u.id, u.password, u.last_login, u.username, u.name, u.works_for_id,
           u.is_active,
           (SELECT json_agg(json_build_array(g.role, g.site_id)) FROM accounts_grant g
             WHERE g.user_id = u.id
               AND (g.from_on IS NULL OR g.from_on <= today.day)
               AND (g.until_on IS NULL OR g.until_on >= today.day)),
           (SELECT json_agg(p.id) FROM places_site p WHERE EXISTS
               (SELECT FROM accounts_grant g WHERE g.user_id = u.id AND g.site_id IS NULL))
      FROM accounts_session s
      CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/London')::date AS day) today
      LEFT JOIN accounts_user u ON u.id = s.user_id
     WHERE s.session_key = %s AND s.expire_date > now()
"""


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
        with connection.cursor() as cursor:
            cursor.execute(QUESTION, [self.session_key])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, user_id, *rest = row
        if user_id:
            self.worker = _worker(user_id, *rest)
        return dict(self.decode(data))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        user_id = data.get("_auth_user_id")
        session.user_id = UUID(user_id) if user_id else None
        return session


def _worker(
    user_id: UUID,
    password: str,
    last_login: Any,
    username: str,
    name: str,
    works_for_id: UUID | None,
    is_active: bool,
    grants: Any,
    sites: Any,
) -> User:
    values = {
        "password": password, "last_login": last_login, "id": user_id, "username": username,
        "name": name, "works_for_id": works_for_id, "is_active": is_active,
    }  # fmt: skip
    worker = User.from_db("default", list(values), list(values.values()))
    worker.held = [(role, UUID(site) if site else None) for role, site in _json(grants)]
    worker.all_sites = frozenset(UUID(site) for site in _json(sites))
    return worker


def _json(value: Any) -> list[Any]:
    found = json.loads(value) if isinstance(value, str) else value
    return list(found or [])
